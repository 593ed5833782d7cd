"""The command line: python -m handbook writes what is made from the code."""

import sys
from pathlib import Path

from handbook import commands, features, macros, settings, tables

PROJECT = Path(__file__).parent.parent


def files() -> dict[Path, str]:
    """The text of every file that is made from the code."""
    return {
        PROJECT / "docs" / "reference" / "commands.md": commands.page(),
        PROJECT / "docs" / "reference" / "features.md": features.page(),
        PROJECT / "docs" / "reference" / "columns_of_features.md": features.texts(),
        PROJECT / "docs" / "reference" / "settings.md": settings.page(),
        PROJECT / "docs" / "reference" / "tables.md": tables.index(),
        **macros.files(),
    }


def out_of_date() -> list[Path]:
    """The files that differ from what the code says."""
    return [
        path
        for path, text in files().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


if __name__ == "__main__":
    try:
        for path in out_of_date():
            path.write_text(files()[path], encoding="utf-8")
            print(f"Written: {path.relative_to(PROJECT)}")
    except ValueError as error:
        sys.exit(str(error))
