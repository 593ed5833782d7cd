"""An edX data package, or a platform's database, into the tables of raw_edx, in one transaction."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from loaders.edx_package.courses import courses_of_files, courses_of_rows
from loaders.edx_package.forum import MYSQL, posts_of_mysql
from loaders.edx_package.kinds import (
    HELPERS,
    Encrypted,
    Part,
    Structure,
    Unused,
    named_table,
    target_of,
)
from loaders.edx_package.replacement import (
    fill_votes,
    mark_replaced_files,
    remove_repeats,
    replace_earlier,
    twice_landed,
)
from loaders.edx_package.row_counts import RowCounts
from loaders.edx_package.sources import Source
from loaders.edx_package.values import fitted, is_repaired, reasons_against
from loaders.errors import BrokenFile, Refusal
from loaders.files.members import unreadable
from loaders.files.origins import Origin
from loaders.streams.delimited import Rows
from loaders.table_load import TableLoad
from loaders.warehouse.database import Connection, transaction
from loaders.warehouse.edx_package_tables import TABLES, RawTable

SOURCE = "edx-package"
HELD = 32 << 20  # bytes of rows that are inserted at once
MOST_NAMES = 20


@dataclass
class Package:
    """What a load of a package did.

    load_id: None if nothing was landed. rows: by table, how many stood in the files, were landed,
    rejected and repeated, and how many of earlier loads they replaced.
    files, bytes: what some table was taken from. left_out: files that are encrypted.
    structures: files with the structure of a course, and the course, None where it names none.
    """

    load_id: int | None = None
    rows: dict[str, tuple[int, int, int, int, int]] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    structures: list[tuple[str, str | None]] = field(default_factory=list)


def land_package(
    con: Connection, sources: Iterable[Source], course: str | None = None, *, keep: bool = True
) -> Package:
    """Land a package instead of what was landed of its courses; if anything fails, nothing.

    course: for rows and files that name none. keep: false to see what would be landed only.
    """
    begun = time.perf_counter()
    with transaction(con, keep=keep):
        landing = _Landing(con, course)
        for origin, parts in sources:
            landing.take(origin, parts)
        package = landing.finish()
    package.seconds = time.perf_counter() - begun
    return package


class _Landing(TableLoad):
    """A package under way."""

    def __init__(self, con: Connection, course: str | None) -> None:
        super().__init__(con, SOURCE)
        self.course = course
        self.origins: list[Origin] = []  # of the files landed, by file_id from first_id on
        [(last,)] = con.sql("select coalesce(max(file_id), 0) from raw.files").fetchall()
        self.first_id: int = last + 1
        self.tables: defaultdict[str, set[int]] = defaultdict(set)  # files by table
        self.counts = RowCounts()
        self.held: list[pa.Table] = []
        self.holds: tuple[str, int] = ("", 0)
        self.unused: list[str] = []
        self.structures: list[tuple[str, str | None]] = []
        self.skipped: set[str] = set()
        self.encrypted: list[str] = []
        self.n_ignored = 0
        self.notes: list[str] = []
        self.helpers: defaultdict[str, list[pa.Table]] = defaultdict(list)

    def take(self, origin: Origin, parts: Iterator[Part]) -> None:
        """Land what a file holds."""
        file_id = self.first_id + len(self.origins)
        try:
            for name, rows in parts:
                self.n_ignored += rows.n_ignored
                self.notes += rows.notes
                if target := target_of(name):
                    if file_id == self.first_id + len(self.origins):
                        self.origins.append(origin)
                    self.tables[target.name].add(file_id)
                    self._add(target, name, file_id, rows)
                elif name in HELPERS:
                    self.helpers[name].append(rows.values)
                else:
                    self.skipped.add(name)
        except Encrypted:
            self.encrypted.append(origin.path)
        except Structure as structure:
            self.structures.append((origin.path, structure.course))
        except Unused as unused:
            self.unused.append(f"{origin.path} ({unused})" if str(unused) else origin.path)
        except (OSError, BrokenFile) as error:
            raise unreadable(origin.path, error) from None

    def _add(self, table: RawTable, name: str, file_id: int, rows: Rows) -> None:
        """Insert the rows that can be used, and count and name the others."""
        values = posts_of_mysql(name, rows.values) if name in MYSQL else rows.values
        values = fitted(table, values, self.course)
        reasons = reasons_against(table, values)
        is_wrong = pc.is_valid(reasons)
        wrong, values = values.filter(is_wrong), values.filter(pc.invert(is_wrong))
        rejected = [
            *((line, reason, self.course) for line, reason in rows.rejected),
            *zip(
                wrong["line_no"].to_pylist(),
                reasons.filter(is_wrong).to_pylist(),
                courses_of_rows(wrong).to_pylist(),
                strict=True,
            ),
        ]
        if rejected:
            names = ("line_no", "reason", "course_id")
            columns = map(pa.array, zip(*rejected, strict=True))
            self.insert(
                "raw_edx.rejected_rows",
                pa.table(dict(zip(names, columns, strict=True))),
                file_id=file_id,
                table_name=table.name,
            )
        repaired = values.filter(is_repaired(values))
        self.counts.add(table, file_id, "n_rows", courses_of_rows(values))
        self.counts.add(table, file_id, "n_repaired", courses_of_rows(repaired))
        for what in ("n_rows", "n_rejected"):
            of_course = pa.array([course for *_, course in rejected], pa.large_string())
            self.counts.add(table, file_id, what, of_course)
        self._hold(table.name, file_id, values)

    def _hold(self, table: str, file_id: int, values: pa.Table) -> None:
        """Keep rows until there are enough to insert."""
        if self.holds != (table, file_id) or (
            self.held and self.held[-1].column_names != values.column_names
        ):
            self._insert_held()
        self.holds = (table, file_id)
        if len(values):
            self.held.append(values)
        if sum(rows.nbytes for rows in self.held) > HELD:
            self._insert_held()

    def _insert_held(self) -> None:
        if self.held:
            table, file_id = self.holds
            self.insert(f"raw_edx.{table}", pa.concat_tables(self.held), file_id=file_id)
            self.held.clear()

    def finish(self) -> Package:
        """Replace what was landed before, and write the books."""
        self._insert_held()
        package = Package(
            notes=[*self._notes()], left_out=self.encrypted, structures=self.structures
        )
        if not self.origins:
            if self.encrypted or self.structures:
                return package
            raise Refusal(
                "It holds no table of an edX data package, but "
                f"{_some(self.unused) or 'no file'}: name the folder, archive or file with the "
                "tables."
            )
        self._fill_votes()
        courses = courses_of_files(self.origins, self.first_id, self.counts.places, self.course)
        self.counts.add_empty(self.tables, courses)
        tables = [table for name, table in TABLES.items() if name in self.tables]
        for table in sorted(tables, key=lambda table: not table.of_course):
            self._check_once(table)
        for table in tables:
            repeated = remove_repeats(self.con, self.load_id, table)
            self.counts.set_repeated(table.name, repeated)
            empty = self.counts.empty_courses(table.name)
            n_replaced = replace_earlier(self.con, self.load_id, table, empty)
            package.rows[table.name] = (*self.counts.sums(table.name), n_replaced)
        self._record(courses)
        package.load_id, package.files = self.load_id, len(self.origins)
        package.bytes = sum(origin.size_bytes or 0 for origin in self.origins)
        n_rows = sum(n_landed for _, n_landed, *_ in package.rows.values())
        self.put_load(package.files, n_rows, package.bytes)
        package.notes += self._notes_of_rows(package)
        return package

    def _check_once(self, table: RawTable) -> None:
        """Refuse a package that holds a table of a course twice: which is newer is not known."""
        whose, file_ids = "one course", self._named_alike(table)
        if found := twice_landed(self.con, self.load_id, table):
            whose, *file_ids = found
        if file_ids:
            paths = [self.origins[file_id - self.first_id].path for file_id in file_ids]
            raise Refusal(
                f"The table {table.name} of {whose} is in {' and again in '.join(paths)}: "
                "land one package at a time, the newer one last; nothing was landed."
            )

    def _named_alike(self, table: RawTable) -> list[int]:
        """Return two files of a table of the whole site that are named like one package's."""
        named: defaultdict[str, list[int]] = defaultdict(list)
        for file_id in sorted(self.tables[table.name] if not table.of_course else ()):
            name = self.origins[file_id - self.first_id].path.rpartition("/")[2].lower()
            _, start = named_table(name)
            named[name[:start]].append(file_id)
        return next((ids[:2] for begins, ids in named.items() if begins and len(ids) > 1), [])

    def _fill_votes(self) -> None:
        """Give posts of MySQL their votes, if the package has them."""
        if len(self.helpers) == len(HELPERS):
            for name, tables in self.helpers.items():
                rows = pa.concat_tables(
                    [rows for rows in tables if rows.num_columns > 1]
                    or [pa.table({column: pa.array([], pa.string()) for column in HELPERS[name]})]
                )
                self.con.register(name, rows)
            fill_votes(self.con, self.load_id)
            for name in self.helpers:
                self.con.unregister(name)

    def _record(self, courses: dict[int, str | None]) -> None:
        """Write raw.files and row_counts."""
        landed = self.counts.landed()
        for file_id, origin in enumerate(self.origins, self.first_id):
            self.put_file(origin, courses[file_id], landed[file_id])
        self.insert("raw_edx.row_counts", self.counts.rows())
        mark_replaced_files(self.con, SOURCE, self.load_id)

    def _notes(self) -> Iterator[str]:
        """Yield what a person should know of the files."""
        for origin in self.origins:
            yield from origin.notes
        yield from self.notes
        if self.unused:
            yield f"Files that nothing is made of: {_some(self.unused)}"
        if self.skipped:
            yield f"Tables that nothing is made of: {_some(sorted(self.skipped))}"
        if self.n_ignored:
            yield f"Columns that nothing is made of: {self.n_ignored}"

    def _notes_of_rows(self, package: Package) -> Iterator[str]:
        """Yield what a person should know of the rows."""
        if n_repaired := self.counts.total("n_repaired"):
            yield f"Rows with U+FFFD, which stands for bytes that are not text: {n_repaired}"
        if n_rejected := self.counts.total("n_rejected"):
            reasons = self.con.execute(
                "select reason, count(*) from raw_edx.rejected_rows where load_id = ? "
                "group by all order by all",
                [self.load_id],
            )
            named = ", ".join(f"{reason} {n}" for reason, n in reasons.fetchall())
            yield f"Rows that cannot be used: {n_rejected} ({named}); see raw_edx.rejected_rows"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
