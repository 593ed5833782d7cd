"""A Coursera export into the tables of raw_coursera, in one transaction."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from loaders.coursera.kvs import Record, quiz_records, read_records
from loaders.coursera.trial import keep_learners
from loaders.coursera.values import typed
from loaders.errors import Refusal
from loaders.files.dump import Table
from loaders.files.origins import Origin, Part
from loaders.table_load import TableLoad
from loaders.warehouse.coursera_tables import (
    PARSED,
    TABLES,
    TYPES,
    columns_of,
    format_of,
    raw_table,
)
from loaders.warehouse.database import Connection, transaction

BATCH = 50_000  # records of the parsed tables
SOURCE = "coursera-exports"
PARSERS = {"kvs_quiz": quiz_records, "kvs_forum_readrecord": read_records}


@dataclass
class Export:
    """What a load of an export did.

    rows: by table, in the order of TABLES and PARSED. files, bytes: dumps, or databases of a
    server (of no known size), that some table was taken from.
    """

    format: str
    load_id: int
    rows: dict[str, int]
    files: int
    bytes: int
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def land_export(
    con: Connection,
    course: str,
    parts: Iterable[Part],
    *,
    expected: str | None = None,
    learners: int | None = None,
    keep: bool = True,
) -> Export:
    """Land an export instead of what was landed of its course; if anything fails, nothing.

    keep: false to see what would be landed, and land nothing.
    """
    begun = time.perf_counter()
    with transaction(con, keep=keep):
        landing = _Landing(con, course)
        for origin, table, rows in parts:
            if rows is None:
                landing.define(origin, table)
            else:
                landing.add(table, rows)
        export = landing.finish(expected, learners)
    export.seconds = time.perf_counter() - begun
    return export


class _Landing(TableLoad):
    """An export under way."""

    def __init__(self, con: Connection, course: str) -> None:
        """Delete the export landed before; its files are replaced, as status says."""
        super().__init__(con, SOURCE)
        self.course = course
        self.origins: dict[str, Origin] = {}
        self.columns: dict[str, tuple[str, ...]] = {}
        self.skipped: set[str] = set()
        self.records: defaultdict[str, list[Record]] = defaultdict(list)
        self.keys: defaultdict[str, set[str]] = defaultdict(set)
        self.landed: Counter[str] = Counter()
        self.n_repaired = 0
        for table in (*TABLES, *PARSED):
            con.execute(
                "update raw.files set is_current = false where source = ? and load_id in "
                f"(select load_id from raw_coursera.{table} where course_id = ?)",
                [SOURCE, course],
            )
            con.execute(f"delete from raw_coursera.{table} where course_id = ?", [course])

    def define(self, origin: Origin, table: Table) -> None:
        """Take note of a table. Refusal if it has been found before."""
        if not (name := raw_table(table.name)):
            self.skipped.add(table.name)
            return
        if before := self.origins.get(name):
            raise Refusal(
                f"The table {name} is in {before.path} and again in {origin.path}: name "
                "the folder of one session."
            )
        self.origins[name], self.columns[name] = origin, table.columns

    def add(self, table: Table, rows: pa.Table) -> None:
        """Insert rows of a table, and what is parsed from them."""
        name = raw_table(table.name)
        kinds, first = columns_of(name), self.landed[name] + 1
        columns = {}
        for column, texts in zip(rows.column_names, rows.columns, strict=True):
            columns[column] = typed(texts, kinds[column], f"{name}.{column}", first)
            self.n_repaired += pc.sum(pc.match_substring(texts, "\ufffd")).as_py() or 0
        self._insert(name, pa.table(columns))
        self.landed[name] += rows.num_rows
        if parse := PARSERS.get(name):
            for text, value in zip(*(rows[c].to_pylist() for c in ("key", "value")), strict=True):
                key = (text or "").strip()
                if key in self.keys[name]:  # the first value of a key counts
                    continue
                self.keys[name].add(key)
                for target, record in parse(key, value or ""):
                    self._keep(target, record)

    def _keep(self, table: str, record: Record) -> None:
        """Keep a parsed record until there are enough to insert."""
        self.records[table].append(record)
        if len(self.records[table]) == BATCH:
            self._insert_records(table)

    def _insert_records(self, table: str) -> None:
        schema = pa.schema([(name, TYPES[kind][1]) for name, kind in columns_of(table).items()])
        self._insert(table, pa.Table.from_pylist(self.records.pop(table), schema))

    def _insert(self, table: str, rows: pa.Table) -> None:
        self.insert(f"raw_coursera.{table}", rows, course_id=self.course)

    def finish(self, expected: str | None, learners: int | None) -> Export:
        """Name the format, cut to some learners if wanted, and write raw.files and raw.loads."""
        for table in list(self.records):
            self._insert_records(table)
        format_ = format_of(self.columns, expected)
        if learners is not None:
            keep_learners(self.con, self.load_id, learners)
        rows = {}
        for table in (*TABLES, *PARSED):
            query = f"select count(*) from raw_coursera.{table} where load_id = ?"
            [(rows[table],)] = self.con.execute(query, [self.load_id]).fetchall()
        origins = list(dict.fromkeys(self.origins.values()))
        n_bytes = sum(origin.size_bytes or 0 for origin in origins)
        export = Export(format_, self.load_id, rows, len(origins), n_bytes)
        export.notes = [note for origin in origins for note in origin.notes]
        export.notes += self._notes(rows["unreadable_values"])
        self._record(export, origins)
        return export

    def _notes(self, n_unreadable: int) -> Iterator[str]:
        """Yield what a person should know of the export."""
        if absent := [table for table in TABLES if table not in self.origins]:
            yield f"Not in the export: {', '.join(absent)}"
        if self.skipped:
            yield f"Tables that nothing is made of: {', '.join(sorted(self.skipped))}"
        read = {table: columns_of(table) for table in self.columns}
        ignored = sum(c not in read[t] for t, columns in self.columns.items() for c in columns)
        if ignored:
            yield f"Columns that nothing is made of: {ignored}"
        if self.n_repaired:
            yield f"Values with U+FFFD, which stands for bytes that are not text: {self.n_repaired}"
        if n_unreadable:
            yield (
                f"Values that cannot be read: {n_unreadable}; "
                "raw_coursera.unreadable_values names them"
            )

    def _record(self, export: Export, origins: Iterable[Origin]) -> None:
        """Write raw.files and raw.loads."""
        for origin in origins:
            self.put_file(origin, self.course)
        self.put_load(export.files, sum(export.rows.values()), export.bytes)
