"""Write a warehouse again, so that what was deleted from it is in no block of its file."""

import os
import re
import secrets
import shutil
from contextlib import closing, suppress
from pathlib import Path

from loaders.errors import Refusal
from loaders.warehouse.database import check_name, connect


def compact(database: str) -> tuple[int, int]:
    """Copy a warehouse to a new file, and put that in its place at once; return both sizes, bytes.

    The old file is locked until then, so no other program can write to it meanwhile. Whatever stops
    this leaves the old file as it was. Busy if another program has it open.
    """
    check_name(database)
    path = Path(os.path.realpath(database))
    with closing(connect(str(path))) as con:
        con.execute("checkpoint")
        _remove_left_behind(path)  # while no other compaction can be at work
    if path.with_name(f"{path.name}.wal").exists():
        raise Refusal(f"{path}.wal was not emptied: open the warehouse once, and try again.")
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    before = path.stat().st_size
    try:
        with closing(connect(":memory:")) as con:
            con.execute(f"attach {_text(path)} as warehouse (read_only)")
            con.execute(f"attach {_text(fresh)} as fresh")
            con.execute("copy from database warehouse to fresh")
            con.execute("checkpoint fresh")
            con.execute("detach fresh")
            shutil.copymode(path, fresh)
            _flush(fresh)
            fresh.replace(path)
            _flush(path.parent)
    finally:
        for left in (fresh, fresh.with_name(f"{fresh.name}.wal")):
            with suppress(FileNotFoundError):
                left.unlink()
    return before, path.stat().st_size


def _remove_left_behind(path: Path) -> None:
    """Remove what a compaction that was killed has left: a copy of the warehouse as it was then."""
    drafts = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}(\.wal)?")
    for left in [*path.parent.iterdir()]:
        if drafts.fullmatch(left.name):
            left.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
