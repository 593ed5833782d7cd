"""The blocks of a course, from its OLX export."""

from collections.abc import Iterator

import pyarrow as pa

from loaders.edx_package.olx_blocks import Olx, olx_of, wanted
from loaders.files.members import Tree
from loaders.streams.delimited import Rows
from loaders.warehouse.edx_package_tables import TABLES

MOST_NAMES = 20
SCHEMA = pa.schema([
    ("line_no", pa.int64()),
    *((name, pa.large_string()) for name in TABLES["olx_blocks"].columns),
])  # fmt: skip


def read_olx(tree: Tree, course: str | None) -> Rows:
    """Return the blocks of a course as rows of olx_blocks, numbered from 1.

    course: a key given for the package, which tells old keys from new ones. NoCourse if the tree
    is not an export of a course; BrokenFile if that cannot be read.
    """
    olx = olx_of(tree.files(wanted), course)
    rows = [{"line_no": number} | row for number, row in enumerate(olx.rows, 1)]
    rejected = [(found.line_no, found.reason) for found in olx.rejected]
    return Rows(pa.Table.from_pylist(rows, SCHEMA), rejected, notes=[*_notes(tree, olx)])


def _notes(tree: Tree, olx: Olx) -> Iterator[str]:
    """Yield what a person should know of it: the files whose blocks are left out."""
    if olx.rejected:
        named = [f"{found.name} ({found.reason}, line {found.line_no})" for found in olx.rejected]
        more = f" and {len(named) - MOST_NAMES} more" if len(named) > MOST_NAMES else ""
        yield f"Files of {tree.path} that cannot be used: {', '.join(named[:MOST_NAMES])}{more}"
