"""Replacing a folder or a file: what is there stays until what replaces it is whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = -100  # AT_FDCWD: paths are relative to the current folder
SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yield an empty folder, which replaces `folder` when the block ends; folders above are made.

    After an error in the block `folder` is as it was. Both change places in one step, so that a
    process that is killed leaves the one or the other. Where the system cannot do that, a kill
    between two renames leaves the earlier folder beside its place, and the next call puts it back.
    A symbolic link stays, and the folder that it leads to is replaced.
    """
    folder = Path(os.path.realpath(folder))
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
    if folder.exists() and swapped(fresh, folder):
        shutil.rmtree(fresh, ignore_errors=True)
        return
    if folder.exists():
        folder.rename(earlier)
    fresh.rename(folder)
    shutil.rmtree(earlier, ignore_errors=True)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Yield the path of a draft, which replaces the file when the block ends.

    After an error in the block the file is as it was, and no draft is left. A killed process leaves
    the file as it was, or new, and perhaps a draft, which the next call writes over.
    """
    draft = path.with_name(path.name + ".part")
    try:
        yield draft
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def swapped(one: Path, other: Path) -> bool:
    """Have two folders change places in one step; return False where that cannot be done."""
    system, names = ctypes.CDLL(None), (os.fsencode(one), os.fsencode(other))
    try:
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, SWAP) == 0)
        return bool(system.renameat2(HERE, names[0], HERE, names[1], SWAP) == 0)
    except AttributeError:
        return False
