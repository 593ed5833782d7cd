"""The command line: python -m loaders edx PATH..., python -m loaders status, and others."""

from loaders.commands import lines, parquet, tables, upkeep  # registers their commands
from loaders.commands.shared import app

__all__ = ["app", "lines", "parquet", "tables", "upkeep"]

if __name__ == "__main__":
    app()
