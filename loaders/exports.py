"""A Coursera export, from dumps or from a MySQL server, into the tables of raw_coursera."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from loaders.database import Connection
from loaders.discovery import printable
from loaders.dump import Row, Table, read_dump
from loaders.errors import BrokenFile, Refusal
from loaders.export_tables import FORMATS, KVS, PARSED, TABLES, TYPES, columns_of
from loaders.kvs import Record, quiz_records, read_records
from loaders.logfile import LogFile

BATCH = 20_000  # rows
SOURCE = "coursera-exports"


@dataclass
class Export:
    """What a load of an export did. rows: by table, in the order of TABLES and PARSED."""

    format: str = ""
    load_id: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def dumps_in(source: str) -> list[Path]:
    """Return the dumps of a folder, or the one named. Refusal if there is none."""
    path = Path(source)
    if path.is_file():
        return [path]
    found = sorted(
        file for file in path.rglob("*") if re.search(r"\.sql(\.gz|\.zst)?$", file.name, re.I)
    )
    if not found:
        raise Refusal(f"{source} is no folder with .sql or .sql.gz dumps: correct it.")
    return found


def tables_of_dumps(
    paths: Iterable[Path], advance: Callable[[int], None]
) -> Iterator[tuple[str, Table, list[Row]]]:
    """Yield tables and their rows, as read_dump does, each with the file it stands in."""
    for path in paths:
        try:
            with LogFile(path) as file:
                for table, rows in read_dump(file.text(0, advance)):
                    yield printable(path), table, rows
        except (OSError, BrokenFile) as error:
            raise Refusal(
                f"{printable(path)} cannot be read ({error}): get it again; nothing was landed."
            ) from None


def land_export(
    con: Connection,
    course: str,
    tables: Iterable[tuple[str, Table, list[Row]]],
    *,
    expected: str | None = None,
    learners: int | None = None,
) -> Export:
    """Put an export in the place of what was landed of its course, in one transaction."""
    begun, started_at = time.perf_counter(), datetime.now(UTC).replace(tzinfo=None)
    con.begin()
    try:
        landing = _Landing(con, course)
        for where, table, rows in tables:
            landing.add(where, table, rows)
        landing.flush()
        export = landing.finish(expected, learners)
        con.execute(
            "insert into raw.loads values (?, ?, ?, now() at time zone 'UTC', ?, ?, ?)",
            [export.load_id, SOURCE, started_at, export.files, sum(export.rows.values()), 0],
        )
        con.commit()
    except BaseException:
        with suppress(duckdb.Error):
            con.rollback()
        raise
    export.seconds = time.perf_counter() - begun
    return export


class _Landing:
    """An export under way."""

    def __init__(self, con: Connection, course: str) -> None:
        self.con, self.course = con, course
        [(last,)] = con.sql("select coalesce(max(load_id), 0) from raw.loads").fetchall()
        self.load_id: int = last + 1
        self.found: dict[str, tuple[str, set[str]]] = {}
        self.buffers: dict[str, list[Record]] = defaultdict(list)
        self.landed: Counter[str] = Counter()
        self.skipped: set[str] = set()
        self.ignored: set[str] = set()
        for table in (*TABLES, *PARSED):
            con.execute(f"delete from raw_coursera.{table} where course_id = ?", [course])

    def add(self, where: str, table: Table, rows: Sequence[Row]) -> None:
        """Take a table's definition (no rows), or some of its rows."""
        kvs = KVS.fullmatch(table.name)
        name = f"kvs_{kvs[1]}" if kvs else table.name
        if name not in TABLES:
            self.skipped.add(table.name)
            return
        wanted = columns_of(name)
        if not rows:
            before = self.found.setdefault(name, (where, set(table.columns)))[0]
            if before != where:
                raise Refusal(
                    f"The table {name} stands in {before} and in {where}: name the folder of "
                    "one session."
                )
            self.ignored.update(f"{name}.{c}" for c in table.columns if c not in wanted)
            return
        for number, row in enumerate(rows, self.landed[name] + 1):
            record = {
                column: _typed(value, wanted[column], f"{name}.{column}, row {number}")
                for column, value in zip(table.columns, row, strict=True)
                if column in wanted
            }
            self.put(name, record)
            if kvs:
                parse = quiz_records if kvs[1] == "quiz" else read_records
                for target, parsed in parse(str(record["key"]), str(record["value"])):
                    self.put(target, parsed)

    def put(self, table: str, record: Record) -> None:
        """Keep a record until there are enough to insert."""
        self.landed[table] += 1
        buffer = self.buffers[table]
        buffer.append(record)
        if len(buffer) >= BATCH:
            self._insert(table)

    def flush(self) -> None:
        """Insert what is kept."""
        for table in list(self.buffers):
            self._insert(table)

    def _insert(self, table: str) -> None:
        """Insert records; DuckDB finds them by the name of the variable."""
        schema = pa.schema(
            [
                pa.field("load_id", pa.int64()),
                pa.field("course_id", pa.large_string()),
                *(pa.field(name, TYPES[kind][1]) for name, kind in columns_of(table).items()),
            ]
        )
        of_all = {"load_id": self.load_id, "course_id": self.course}
        records = pa.Table.from_pylist([of_all | r for r in self.buffers.pop(table)], schema)
        self.con.execute(f"insert into raw_coursera.{table} by name select * from records")
        del records

    def finish(self, expected: str | None, learners: int | None) -> Export:
        """Name the format, cut to some learners if wanted, and count."""
        export = Export(self._format(expected), self.load_id)
        if learners is not None:
            self._keep_learners(learners)
        for table in (*TABLES, *PARSED):
            query = f"select count(*) from raw_coursera.{table} where course_id = ?"
            [(export.rows[table],)] = self.con.execute(query, [self.course]).fetchall()
        export.files = len({where for where, _ in self.found.values()})
        if absent := [table for table in TABLES if table not in self.found]:
            export.notes.append(f"Not in the export: {', '.join(absent)}")
        if self.skipped:
            export.notes.append(
                f"Tables that nothing is made of: {', '.join(sorted(self.skipped))}"
            )
        if self.ignored:
            export.notes.append(f"Columns that nothing is made of: {len(self.ignored)}")
        if unreadable := export.rows["unreadable_values"]:
            export.notes.append(
                f"Values that cannot be read: {unreadable}; "
                "raw_coursera.unreadable_values names them"
            )
        return export

    def _format(self, expected: str | None) -> str:
        """Return the format that the columns show. Refusal if it is none, or not the expected."""
        missing = {
            name: [
                f"{table}.{column}"
                for table, columns in needed.items()
                for column in sorted(columns - self.found.get(table, ("", set()))[1])
            ]
            for name, needed in FORMATS.items()
        }
        fits = [name for name, columns in missing.items() if not columns]
        if expected in fits:
            fits = [expected]
        if len(fits) != 1 or (expected and fits != [expected]):
            lacks = "; ".join(
                f"for {name} it lacks {', '.join(columns)}"
                for name, columns in missing.items()
                if columns and expected in (None, name)
            )
            raise Refusal(f"This is no whole export: {lacks or 'its columns fit both formats'}.")
        return fits[0]

    def _keep_learners(self, n: int) -> None:
        """Delete what belongs to other learners than n, those whose md5 of user_id comes first."""
        self.con.execute(
            "create or replace temporary table kept as "
            "select user_id, coalesce(session_user_id, anon_user_id) as general, forum_user_id "
            "from raw_coursera.hash_mapping where course_id = ? "
            "order by md5(cast(user_id as varchar)) limit ?",
            [self.course, n],
        )
        general = "coalesce(session_user_id, anon_user_id) in (select general from kept)"
        by_number = "user_id in (select user_id from kept)"
        forum = f"forum_user_id in (select forum_user_id from kept), {by_number}"
        for table in (*TABLES, *PARSED):
            columns = columns_of(table)
            if table in ("hash_mapping", "forum_reads"):
                self._keep(table, by_number)
            elif "session_user_id" in columns:
                self._keep(table, general)
            elif "forum_user_id" in columns and table != "forum_threads":
                self._keep(table, forum)
        mine = (
            f"(select id from raw_coursera.quiz_submission_metadata where load_id = {self.load_id})"
        )
        for table in ("quiz_submissions", "quiz_answers"):
            self._keep(table, f"submission_id in {mine}")
        number = "try_cast({} as bigint)"
        submission = number.format("split_part(key, 'submission_id:', 2)")
        self._keep("kvs_quiz", f"nullif(key like 'xml.%', false), {submission} in {mine}")
        reader = number.format("split_part(key, '.', 2)")
        self._keep("kvs_forum_readrecord", f"{reader} in (select user_id from kept)")
        self.con.execute("drop table kept")

    def _keep(self, table: str, conditions: str) -> None:
        """Delete the rows of which the first condition that is known does not hold."""
        self.con.execute(
            f"delete from raw_coursera.{table} where load_id = ? "
            f"and not coalesce({conditions}, false)",
            [self.load_id],
        )


def _typed(value: str | None, kind: str, where: str) -> str | int | float | None:
    """Return a value in the type of its column; a date becomes Unix seconds, a zero date null."""
    if value is None or kind == "text":
        return value
    if value.startswith("0000-00-00") or not value:
        return None
    with suppress(ValueError):
        return int(value) if kind == "int" else float(value)
    with suppress(ValueError):
        return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp())
    raise Refusal(f"{where}: {value[:60]!r} is no number; nothing was landed.")
