"""Replacing a folder: what is there stays until what replaces it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yield an empty folder, which replaces `folder` when the block ends; folders above are made.

    After an error in the block `folder` is as it was. A process that is killed between the two
    renames leaves the earlier folder beside its place; the next call puts it back.
    """
    fresh, earlier = (folder.with_name(f".{folder.name}.{word}") for word in ("writing", "earlier"))
    if earlier.exists() and not folder.exists():
        earlier.rename(folder)
    for left in (fresh, earlier):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if folder.exists():
        folder.rename(earlier)
    fresh.rename(folder)
    shutil.rmtree(earlier, ignore_errors=True)
