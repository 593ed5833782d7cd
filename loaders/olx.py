"""The blocks of a course, from its OLX export."""

from collections.abc import Iterator

from loaders.members import Tree
from loaders.package_rows import Rows


def read_olx(tree: Tree, course: str | None) -> Iterator[Rows]:
    """Yield the blocks of a course as rows of olx_blocks. course: where the export names none."""
    yield from ()
