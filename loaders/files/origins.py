"""Where tables of databases come from: a dump, or a database of a server."""

from dataclasses import dataclass, field

import pyarrow as pa

from loaders.files.dump import Table


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
