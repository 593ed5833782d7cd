"""Where the tables of an export come from, and the dumps among it; servers are in server.py."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from loaders.dump import Table, read_dump
from loaders.errors import BrokenFile, Refusal
from loaders.export_tables import wanted
from loaders.logfile import LogFile
from loaders.paths import printable


@dataclass(frozen=True)
class Origin:
    """A dump, or a database of a server.

    path: as in raw.files, without a password. size_bytes: of a dump, on disk.
    notes: what a person should know of how it was read.
    """

    path: str
    size_bytes: int | None = None
    compression: str | None = None
    notes: list[str] = field(default_factory=list, compare=False)


# A table when it is defined, then with rows: the wanted columns, as large_string.
Part = tuple[Origin, Table, pa.Table | None]


def dumps_in(source: str) -> list[Path]:
    """Return the dumps of a folder, or the one named. Refusal if there is none."""
    path = Path(source).resolve()
    if path.is_file():
        return [path]
    found = sorted(
        file
        for file in path.rglob("*")
        if re.fullmatch(r"[^.].*\.sql(\.gz|\.zst)?", file.name, re.I) and file.is_file()
    )
    if not found:
        raise Refusal(f"{source} is not a folder with .sql or .sql.gz dumps: correct it.")
    return found


def tables_of_dumps(paths: Iterable[Path], advance: Callable[[int], None]) -> Iterator[Part]:
    """Yield the tables of dumps. Refusal if one cannot be read to its end."""
    for path in paths:
        try:
            with LogFile(path) as file:
                origin = Origin(printable(path), file.size, file.compression)
                for table, rows in read_dump(file.text(0, advance), wanted):
                    yield origin, table, rows
        except (OSError, BrokenFile) as error:
            raise Refusal(
                f"{printable(path)} cannot be read ({error}): get it again; nothing was landed."
            ) from None
