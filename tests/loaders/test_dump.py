"""Dumps of every make, read without a server: each value comes back, and nothing is cut silently."""

from __future__ import annotations

import time
from collections.abc import Container, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dump import MOST_ROWS, read_dump
from loaders.errors import BrokenFile

EVERYTHING: Container[str] = type("All", (), {"__contains__": lambda self, name: True})()


def rows(dump: str | bytes, size: int = 7) -> list[tuple[str | None, ...]]:
    """The rows of a dump that is read in pieces of a size."""
    content = dump.encode() if isinstance(dump, str) else dump
    pieces = (content[i : i + size] for i in range(0, len(content), size))
    found = (part for _, part in read_dump(pieces, lambda table: EVERYTHING) if part is not None)
    return [row for part in found for row in zip(*part.to_pydict().values(), strict=True)]
