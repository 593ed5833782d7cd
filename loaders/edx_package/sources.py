"""Where the tables of a package come from: files, or the databases of a server."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import pyarrow as pa

from loaders.edx_package.kinds import Part, parts_of, parts_of_tables
from loaders.files.dump import Table
from loaders.files.members import Member, Tree
from loaders.files.origins import Origin
from loaders.files.origins import Part as ServerPart

# Where the parts of an origin come from: reading it may raise Encrypted, Unused or BrokenFile.
Source = tuple[Origin, Iterator[Part]]


def sources_of_members(members: Iterable[Member | Tree], course: str | None) -> Iterator[Source]:
    """Yield files with the rows that are in them."""
    for member in members:
        yield (
            Origin(member.path, member.size_bytes, member.compression),
            parts_of(member, course),
        )


def sources_of_server(parts: Iterable[ServerPart]) -> Iterator[Source]:
    """Yield a source for each database of a server."""
    rest = iter(parts)
    held = [*islice(rest, 1)]  # the first of the next database

    def of_origin(origin: Origin) -> Iterator[tuple[Table, pa.Table | None]]:
        for part in chain([held.pop()], rest):
            if part[0] is not origin:
                held.append(part)
                return
            yield part[1:]

    while held:
        origin = held[0][0]
        yield origin, parts_of_tables(of_origin(origin))
