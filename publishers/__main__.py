"""The command line: python -m publishers summary, report, chart, gallery, csv, moocdb-csv ..."""

from publishers.commands import pages, research, tables  # registers their commands
from publishers.commands.shared import app

__all__ = ["app", "pages", "research", "tables"]

if __name__ == "__main__":
    app()
