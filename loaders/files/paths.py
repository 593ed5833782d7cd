"""Paths of files, and the files that belong to the warehouse itself."""

import os
from pathlib import Path

from loaders.run_log import run_log_of


def files_of(warehouse: str) -> set[Path]:
    """Return the warehouse and its own files: write-ahead log, lock and run log."""
    path = resolved(Path(warehouse))
    beside = (path.with_name(path.name + suffix) for suffix in (".wal", ".lock"))
    return {path, run_log_of(warehouse), *beside}


def resolved(path: Path) -> Path:
    """Return a path that is the same for all names of a file, even if its links are broken."""
    return Path(os.path.realpath(path))


def printable(path: str | Path) -> str:
    r"""Return a path as text that can be printed and stored: bytes that are not UTF-8 as \xff."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
