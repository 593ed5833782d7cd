"""The dumps of an export, and their tables."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from loaders.errors import BrokenFile, Refusal
from loaders.files.dump import read_dump
from loaders.files.logfile import LogFile
from loaders.files.origins import Origin, Part
from loaders.files.paths import printable
from loaders.warehouse.coursera_tables import wanted


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
