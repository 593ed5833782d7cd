"""What a load would land: told, and not done."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.errors import BrokenFile
from loaders.files.logfile import LogFile
from loaders.files.paths import printable
from loaders.logs.discovery import Found, find_logs
from loaders.logs.manifest import Manifest
from loaders.streams.sources import Source
from loaders.warehouse.database import LAYOUT, Connection, connect, has_layout, make_tables, prepare


@dataclass(frozen=True)
class Pending:
    """A file, and what of it a load would read.

    state: new, grown, nothing new, a copy of what is landed, other text than before, or why it
    cannot be read. bytes: on disk, that would be read.
    """

    path: str
    state: str
    bytes: int


@contextmanager
def trial(database: str) -> Iterator[Connection]:
    """Open a warehouse to read from, or one in memory where it has not been made yet."""
    if Path(database).exists():
        with closing(connect(database, read_only=True)) as con:
            if has_layout(con, database):
                yield con
                return
    with closing(duckdb.connect()) as con:
        con.execute(LAYOUT)
        make_tables(con)
        yield con


@contextmanager
def opened(database: str, *, dry_run: bool) -> Iterator[Connection]:
    """Open a warehouse for a load; for one that is not kept, in memory if there is none yet."""
    if dry_run and not Path(database).exists():
        with trial(database) as con:
            yield con
        return
    with closing(connect(database)) as con:
        prepare(con, database)
        yield con


def pending(
    source: Source, paths: list[str], database: str, constants: Sequence[str] = ()
) -> tuple[list[Pending], Found]:
    """Return what a load of these paths would read of each file, and what was found.

    Only the first and last bytes of a file are read. Raises as find_logs and connect do.
    """
    found = find_logs(paths, source, database)
    with trial(database) as con:
        manifest = Manifest(con, source.name, source.same)
        return [_of_file(path, source, manifest, constants) for path in found.logs], found


def _of_file(path: Path, source: Source, manifest: Manifest, constants: Sequence[str]) -> Pending:
    name = printable(path)
    try:
        if source.constants_of:
            constants = source.constants_of(path)
        landed_for = "/".join(constants) or None
        with LogFile(path) as log:
            before, row = manifest.at(name, landed_for), manifest.identify(path, log, landed_for)
            rest = log.size - row.bytes_loaded
    except (OSError, BrokenFile) as error:
        return Pending(name, f"cannot be read: {getattr(error, 'strerror', None) or error}", 0)
    if row.copy_of and not (before and before.copy_of):
        state = f"a copy of {manifest.rows[row.copy_of].path}"
    elif not rest:
        state = "nothing new"
    elif row.bytes_loaded:
        state = "grown"
    else:
        state = "other text than before" if before and before.bytes_loaded else "new"
    return Pending(name, state, rest)
