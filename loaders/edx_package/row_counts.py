"""How many rows of a package were read, rejected, repeated and repaired."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from loaders.warehouse.edx_package_tables import TABLES, RawTable

COUNTED = ("n_rows", "n_rejected", "n_repeated", "n_repaired")
Place = tuple[int, str, str | None]  # file, table and course; None for what is of no course


class RowCounts:
    """The counts of a load, by file, table and course."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._counts: defaultdict[Place, Counter[str]] = defaultdict(Counter)

    @property
    def places(self) -> Iterable[Place]:
        """What rows were counted for."""
        return self._counts.keys()

    def add(self, table: RawTable, file_id: int, what: str, courses: pa.Array) -> None:
        """Count rows, given their courses."""
        for found in pc.value_counts(courses).to_pylist():
            course = found["values"] if table.of_course else None
            self._counts[file_id, table.name, course][what] += found["counts"]

    def add_empty(self, tables: Mapping[str, set[int]], courses: Mapping[int, str | None]) -> None:
        """Count tables that have no row in a file, for the course that the file is of."""
        counted = {(file_id, name) for file_id, name, _ in self._counts}
        for name, file_ids in tables.items():
            for file_id in file_ids:
                if (file_id, name) not in counted:
                    course = courses[file_id] if TABLES[name].of_course else None
                    self._counts[file_id, name, course]["n_rows"] = 0

    def set_repeated(self, table: str, repeated: Mapping[tuple[int, str | None], int]) -> None:
        """Take how many rows of a table were repeated, by file and course."""
        for (file_id, course), n in repeated.items():
            self._counts[file_id, table, course]["n_repeated"] = n

    def empty_courses(self, table: str) -> set[str]:
        """Return the courses of which some file holds a table without a row."""
        return {
            course
            for (_, name, course), counts in self._counts.items()
            if name == table and course and not counts["n_rows"]
        }

    def sums(self, table: str) -> tuple[int, int, int, int]:
        """Return how many rows of a table stood in the files, were landed, rejected, repeated."""
        total: Counter[str] = Counter()
        for (_, name, _), counts in self._counts.items():
            if name == table:
                total.update(counts)
        return (total["n_rows"], _n_landed(total), total["n_rejected"], total["n_repeated"])

    def total(self, what: str) -> int:
        """Return how many rows were counted as such, in all tables."""
        return sum(counts[what] for counts in self._counts.values())

    def landed(self) -> Counter[int]:
        """Return how many rows of each file were landed."""
        landed: Counter[int] = Counter()
        for (file_id, *_), counts in self._counts.items():
            landed[file_id] += _n_landed(counts)
        return landed

    def rows(self) -> pa.Table:
        """Return the rows of raw_edx.row_counts."""
        return pa.Table.from_pylist(
            [
                {"file_id": file_id, "table_name": name, "course_id": course, "n_replaced": 0}
                | {"n_landed": _n_landed(counts), **{what: counts[what] for what in COUNTED}}
                for (file_id, name, course), counts in self._counts.items()
            ]
        )


def _n_landed(counts: Counter[str]) -> int:
    return counts["n_rows"] - counts["n_rejected"] - counts["n_repeated"]
