"""Which course the rows and the files of a package are of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

import pyarrow as pa

from loaders.edx_package.kinds import named_table
from loaders.files.origins import Origin


def courses_of_rows(values: pa.Table) -> pa.Array:
    """Return the course of each row, null where it has none."""
    if "course_id" in values.column_names:
        return values["course_id"].combine_chunks()
    return pa.nulls(len(values), pa.large_string())


def courses_of_files(
    origins: Sequence[Origin],
    first_id: int,
    counts: Iterable[tuple[int, str, str | None]],
    course_of_rest: str | None,
) -> dict[int, str | None]:
    """Return the one course that each file is of, None for several or none.

    A file whose rows name none is of the course of the files that are named like it.
    counts: file, table and course that rows were counted for. first_id: of the first origin.
    """
    named: dict[int, set[str]] = {first_id + i: set() for i in range(len(origins))}
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for file_id, _, course in counts:
        if course:
            named[file_id].add(course)
    for file_id, origin in enumerate(origins, first_id):
        folder, _, name = origin.path.rpartition("/")
        table, start = named_table(name)
        if table:
            groups[f"{folder}/{name[:start].lower()}"].add(file_id)
    courses: dict[int, str | None] = dict.fromkeys(named, course_of_rest)
    for group in groups.values():
        if its_course := only({course for file_id in group for course in named[file_id]}):
            courses |= dict.fromkeys(group, its_course)
    courses |= {file_id: only(its) for file_id, its in named.items() if its}
    return courses


def only(courses: set[str]) -> str | None:
    """Return a course if it is the only one, in whatever spelling."""
    folded = {unquote(course).strip().lower() for course in courses}
    return min(courses) if len(folded) == 1 else None
