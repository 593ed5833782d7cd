"""Somebody's MOOCdb of a course into the tables of raw_moocdb, in one transaction."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from loaders.errors import Refusal
from loaders.files.logfile import LogFile
from loaders.files.origins import Origin
from loaders.moocdb.sources import LOADS_FILES, Part
from loaders.table_load import TableLoad
from loaders.warehouse.database import Connection, transaction
from loaders.warehouse.moocdb_tables import SIGNS, TABLES, MoocdbTable

SOURCE = "moocdb"
RAW = ("table_rows", "rejected_rows", "row_counts")
REPLACEMENT = "\ufffd"
# A whole number that a program wrote as a decimal, since its column has gaps.
DECIMAL = r"^(-?[0-9]{1,18})\.0+$"
POWER = r"^-?[1-9](\.[0-9]+)?[eE]\+[0-9]{2}$"  # 1e+05, as R writes 100000
# What programs write for no value; MIT's translator for no user, the hash of an empty name.
NO_ID = ["NA", "<NA>", "None", "nan", "NaN", "null", "undefined"]
NO_USER = "9c1185a5c5e9fc54612808977ee8f548b2258d31"


@dataclass
class Moocdb:
    """What a load of a MOOCdb did.

    rows: by table, how many stood there, were landed, rejected and repeated. files, bytes: what
    some table was taken from. n_rejected: of all tables.
    """

    load_id: int
    rows: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def folder_of(source: str) -> str:
    """Return the folder of a script that loads CSV files, else the source as it is."""
    path = Path(source)
    if path.is_file():
        with LogFile(path) as file:
            if LOADS_FILES.search(file.first_text):
                return str(path.resolve().parent)
    return source


def land_moocdb(
    con: Connection, course: str, parts: Iterable[Part], *, keep: bool = True
) -> Moocdb:
    """Land a MOOCdb instead of what was landed of its course; if anything fails, nothing.

    keep: false to see what would be landed only.
    """
    begun = time.perf_counter()
    with transaction(con, keep=keep):
        landing = _Landing(con, course)
        for part in parts:
            landing.take(part)
        moocdb = landing.finish()
    moocdb.seconds = time.perf_counter() - begun
    return moocdb


class _Landing(TableLoad):
    """A MOOCdb under way."""

    def __init__(self, con: Connection, course: str) -> None:
        """Delete the copy landed before; its files are replaced, as status says."""
        super().__init__(con, SOURCE)
        self.course = course
        [(last,)] = con.sql("select coalesce(max(file_id), 0) from raw.files").fetchall()
        self.first_id: int = last + 1
        self.origins: list[Origin] = []
        self.places: dict[str, tuple[int, tuple[str, ...]]] = {}  # file and columns of a table
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.skipped: set[str] = set()
        con.execute(
            "update raw.files set is_current = false where source = ? and landed_for = ?",
            [SOURCE, course],
        )
        for table in RAW:
            con.execute(f"delete from raw_moocdb.{table} where course_id = ?", [course])

    def take(self, part: Part) -> None:
        """Insert the rows of a table that can be used, and count and name the others."""
        if not (table := TABLES.get(part.table)):
            self.skipped.add(part.table)
            return
        file_id = self._file_of(part.origin)
        if part.table not in self.places:
            self._check(table, part)
            self.places[part.table] = (file_id, part.columns)
        elif self.places[part.table][0] != file_id:
            before = self.origins[self.places[part.table][0] - self.first_id].path
            raise Refusal(
                f"The table {part.table} is in {before} and again in {part.origin.path}: "
                "name the folder, file or database of one course; nothing was landed."
            )
        counts = self.counts[part.table]
        values, rejected = _usable(table, part)
        counts["n_rows"] += len(part.values) + len(part.rejected)
        counts["n_rejected"] += len(rejected)
        counts["n_repaired"] += _n_repaired(values)
        place: dict[str, str | int] = {
            "file_id": file_id,
            "course_id": self.course,
            "table_name": part.table,
        }
        if rejected:
            row_no, reasons = zip(*rejected, strict=True)
            self.insert(
                "raw_moocdb.rejected_rows", pa.table({"row_no": row_no, "reason": reasons}), **place
            )
        if len(values):
            self._insert_rows(table, values, place)

    def _file_of(self, origin: Origin) -> int:
        if origin not in self.origins[-1:]:
            self.origins.append(origin)
        return self.first_id + len(self.origins) - 1

    def _check(self, table: MoocdbTable, part: Part) -> None:
        """Refuse a table without the columns that make a row of it."""
        if lacking := [name for name in table.needed if name not in part.columns]:
            where = f"{part.origin.path}, line {part.line}" if part.line else part.origin.path
            raise Refusal(
                f"{where}: the table {table.name} has no column {', '.join(lacking)}, but "
                f"{', '.join(part.columns)[:200]}: name that column, or leave the table out; "
                "nothing was landed."
            )

    def _insert_rows(
        self, table: MoocdbTable, values: pa.Table, place: Mapping[str, str | int]
    ) -> None:
        """Insert rows as JSON; the names of columns in this SQL are those of TABLES."""
        read = [name for name in table.columns if name in values.column_names]
        members = ", ".join(f"'{name}', \"{name}\"" for name in read)
        key = f'"{table.key}"' if table.key else "''"
        rows = self.con.sql(
            f"select row_no, cast({key} as varchar) as row_key, "
            f"cast(json_object({members}) as varchar) as fields from values"
        ).to_arrow_table()
        self.insert("raw_moocdb.table_rows", rows, **place)

    def finish(self) -> Moocdb:
        """Remove repeated rows, and write the books."""
        if not SIGNS & self.places.keys():
            others = ", ".join(sorted({*self.places, *self.skipped})[:20])
            raise Refusal(
                f"It is not a MOOCdb: of {', '.join(sorted(SIGNS))} it holds no table, but "
                f"{others or 'no other either'}: name the folder with the CSV files, the dump or "
                "the database; nothing was landed."
            )
        repeats = self.con.sql(
            "select table_name, row_key, max(row_no) as last_no, count(*) - 1 as n_more "
            "from raw_moocdb.table_rows where load_id = ? group by all having count(*) > 1",
            params=[self.load_id],
        ).to_arrow_table()
        if len(repeats):
            self.con.execute(
                "delete from raw_moocdb.table_rows as landed using repeats where "
                "landed.load_id = ? and landed.table_name = repeats.table_name "
                "and landed.row_key = repeats.row_key and landed.row_no < repeats.last_no",
                [self.load_id],
            )
        for table, *_, n in zip(*(column.to_pylist() for column in repeats.columns), strict=True):
            self.counts[table]["n_repeated"] += n
        moocdb = Moocdb(self.load_id, files=len(self.origins))
        moocdb.bytes = sum(origin.size_bytes or 0 for origin in self.origins)
        for name in (name for name in TABLES if name in self.places):
            n = self.counts[name]
            n["n_landed"] = n["n_rows"] - n["n_rejected"] - n["n_repeated"]
            moocdb.rows[name] = (n["n_rows"], n["n_landed"], n["n_rejected"], n["n_repeated"])
        self._record()
        self.put_load(moocdb.files, sum(row[1] for row in moocdb.rows.values()), moocdb.bytes)
        moocdb.notes = [*self._notes()]
        return moocdb

    def _record(self) -> None:
        """Write raw.files and row_counts."""
        landed: Counter[int] = Counter()
        counts = []
        for name, (file_id, columns) in self.places.items():
            n, read = self.counts[name], TABLES[name].columns
            landed[file_id] += n["n_landed"]
            counts.append(
                {"file_id": file_id, "course_id": self.course, "table_name": name}
                | {what: n[what] for what in COUNTED}
                | {
                    "n_other_columns": sum(column not in read for column in columns),
                    "absent_columns": ", ".join(c for c in read if c not in columns),
                }
            )
        for file_id, origin in enumerate(self.origins, self.first_id):
            self.put_file(origin, self.course, landed[file_id])
        self.insert("raw_moocdb.row_counts", pa.Table.from_pylist(counts))

    def _notes(self) -> Iterator[str]:
        """Yield what a person should know of the load."""
        for origin in self.origins:
            yield from origin.notes
        if absent := [name for name in TABLES if name not in self.places]:
            yield f"Not in it: {', '.join(absent)}"
        if self.skipped:
            yield f"Tables that nothing is made of: {', '.join(sorted(self.skipped)[:20])}"
        ignored = sum(
            column not in TABLES[name].columns
            for name, (_, columns) in self.places.items()
            for column in columns
        )
        if ignored:
            yield f"Columns that nothing is made of: {ignored}"
        if n_repaired := sum(n["n_repaired"] for n in self.counts.values()):
            yield f"Rows with U+FFFD, which stands for bytes that are not text: {n_repaired}"
        if n_rejected := sum(n["n_rejected"] for n in self.counts.values()):
            yield f"Rows that cannot be used: {n_rejected}; see raw_moocdb.rejected_rows"


COUNTED = ("n_rows", "n_landed", "n_rejected", "n_repeated", "n_repaired")


def _usable(table: MoocdbTable, part: Part) -> tuple[pa.Table, list[tuple[int, str]]]:
    """Return the rows of a part that have what is needed, and the others with the reason."""
    columns = {"row_no": part.values["row_no"]}
    for name in part.values.column_names:
        if name in table.columns:
            texts = part.values[name].cast(pa.large_string())
            columns[name] = _ids(texts) if name.endswith(("_id", "_os", "_agent")) else texts
    values = pa.table(columns)
    is_usable = pa.chunked_array([pa.array([True] * len(values), pa.bool_())])
    for name in table.needed:
        if name in columns:
            has = pc.greater(pc.binary_length(pc.utf8_trim_whitespace(values[name])), 0)
            is_usable = pc.and_(is_usable, pc.fill_null(has, False))
    lost = values["row_no"].filter(pc.invert(is_usable)).to_pylist()
    return values.filter(is_usable), [*part.rejected, *((row_no, "no_key") for row_no in lost)]


def _ids(column: pa.ChunkedArray) -> pa.LargeStringArray:
    """Return ids as they are in the table that they refer to, whatever program wrote them."""
    texts = pc.utf8_trim(column.combine_chunks(), " \t\r\n")
    texts = pc.replace_substring_regex(texts, DECIMAL, r"\1")
    is_none = pc.is_in(texts, pa.array([*NO_ID, NO_USER], texts.type))
    texts = pc.if_else(is_none, pa.scalar(None, texts.type), texts)
    is_power = pc.fill_null(pc.match_substring_regex(texts, POWER), False)
    powers = [f"{Decimal(text):f}" for text in texts.filter(is_power).to_pylist()]
    return pc.replace_with_mask(texts, is_power, pa.array(powers, texts.type))


def _n_repaired(values: pa.Table) -> int:
    """Count the rows that hold U+FFFD."""
    found = pa.chunked_array([pa.array([False] * len(values), pa.bool_())])
    for name in values.column_names:
        if name != "row_no":
            has = pc.match_substring(values[name], REPLACEMENT)
            found = pc.or_(found, pc.fill_null(has, False))
    return pc.sum(found).as_py() or 0
