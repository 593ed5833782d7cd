"""MOOCdb as a folder per course: a CSV per table and the SQL that loads them into MySQL."""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from publishers.moocdb_schema import (
    PRIVATE_TABLES,
    TABLES,
    Table,
    add_references,
    count_rows,
    create_table,
    load_data,
)
from publishers.warehouse import NotBuilt


class Vocabulary(StrEnum):
    """Whose numbers the types have: MOOCdb's core tables or DigitalLearnerQuantified's scripts."""

    core = "core"
    dlq = "dlq"


TYPE_TABLES = {
    "resource_type_id": "resource_types",
    "problem_type_id": "problem_types",
    "collaboration_type_id": "collaboration_types",
}


@dataclass(frozen=True)
class Course:
    """A course to publish; `start` and `weeks` are what others' scripts ask for."""

    course_id: str
    platform: str
    title: str | None
    start: Any
    weeks: int | None
    is_start_estimated: bool

    @property
    def slug(self) -> str:
        """The course's key as the name of a folder; two courses may share one."""
        return re.sub(r"[^A-Za-z0-9._-]+", "_", self.course_id)[:100].lstrip(".") or "course"

    @property
    def long_slug(self) -> str:
        """A name for its folder that no other course has."""
        digest = hashlib.md5(f"{self.platform} {self.course_id}".encode()).hexdigest()
        return f"{self.slug}-{digest[:8]}"


def publish(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    course_ids: Iterable[str] = (),
    vocabulary: Vocabulary = Vocabulary.core,
    *,
    with_private: bool = False,
) -> dict[Path, dict[str, int]]:
    """Write one folder per course; returns the rows of each table in each folder.

    A folder that this wrote before is replaced whole. Raises NotBuilt when a course is unknown or a
    folder of that name holds something else.
    """
    shared_slugs = Counter(course.slug.lower() for course in courses(connection, ()))
    written = {}
    for course in courses(connection, course_ids):
        is_shared = shared_slugs[course.slug.lower()] > 1
        folder = directory / (course.long_slug if is_shared else course.slug)
        written[folder] = write_course(
            connection, folder, course, vocabulary, with_private=with_private
        )
    return written


def courses(connection: duckdb.DuckDBPyConnection, course_ids: Iterable[str]) -> list[Course]:
    """The courses asked for, or all of them."""
    known = [
        Course(*row)
        for row in connection.execute(
            "select course_id, platform, title, start_timestamp, n_weeks, is_start_estimated "
            f"from {relation(connection, 'moocdb', 'course_metadata')} order by course_id, platform"
        ).fetchall()
    ]
    asked = list(course_ids)
    unknown = sorted(set(asked) - {course.course_id for course in known})
    if unknown:
        raise NotBuilt(
            f"The warehouse holds no course {', '.join(unknown)}. "
            f"It holds: {', '.join(course.course_id for course in known)}"
        )
    return [course for course in known if not asked or course.course_id in asked]


def write_course(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    course: Course,
    vocabulary: Vocabulary,
    *,
    with_private: bool,
) -> dict[str, int]:
    """Write the files of one course beside their place, then move them there whole."""
    if folder.exists() and not (folder / "moocdb.sql").is_file():
        raise NotBuilt(f"{folder} exists and is no MOOCdb export: move it away first.")
    fresh = folder.with_name(folder.name + ".writing")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tables = [*TABLES, *(PRIVATE_TABLES if with_private else [])]
    columns = {table.name: columns_of(connection, table) for table in tables}
    rows = {}
    for table in tables:
        query = table_query(
            connection, table, columns[table.name], vocabulary, with_private=with_private
        )
        rows[table.name] = write_csv(
            connection, query, course, fresh / f"{table.name}.csv", columns[table.name]
        )
    (fresh / "moocdb.sql").write_text(load_script(course, tables, columns, rows), encoding="utf-8")
    (fresh / "README.md").write_text(
        readme(course, rows, vocabulary, with_private=with_private), encoding="utf-8"
    )
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return rows


def relation(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> str:
    """A table's full name: in moocdb.duckdb, `moocdb` alone could be the database or the schema."""
    (catalog,) = connection.execute("select current_database()").fetchone() or ("",)
    return f'"{catalog}"."{schema}"."{table}"'


def columns_of(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, str]:
    """{column: DuckDB type} in the order of the mart."""
    name = relation(connection, table.schema, table.name)
    return {row[0]: row[1] for row in connection.execute(f"describe {name}").fetchall()}


def table_query(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    columns: dict[str, str],
    vocabulary: Vocabulary,
    *,
    with_private: bool,
) -> str:
    """The rows of a table as others' SQL wants them, with parameters $course_id and $platform."""

    def of(name: str, schema: str = "moocdb") -> str:
        return relation(connection, schema, name)

    spelling = {"TIMESTAMP": "date_trunc('second', t.{})", "BOOLEAN": "cast(t.{} as integer)"}
    expressions = {
        name: spelling.get(type_, "t.{}").format(name) for name, type_ in columns.items()
    }
    joins = []
    if vocabulary is Vocabulary.dlq:
        for column in TYPE_TABLES.keys() & columns.keys():
            joins.append(f"left join {of(TYPE_TABLES[column])} as dlq using ({column})")
            expressions[column] = "dlq.dlq_id"
            if "dlq_id" in columns:
                expressions["dlq_id"] = "t.dlq_id"
    if table.name == "observed_events":
        # Others join an event to its resource by text: its address is its resource's URI.
        joins.append(f"left join {of('resources')} as r on t.resource_id = r.resource_id")
        joins.append(
            f"left join {of('urls')} as u on r.resource_uri = u.url "
            "and r.course_id = u.course_id and r.platform = u.platform"
        )
        expressions["url_id"] = "u.url_id"
    if table.name == "collaborations" and with_private:
        joins.append(
            f"left join {of('collaboration_content', 'private')} as c "
            "on t.collaboration_id = c.collaboration_id"
        )
        expressions["collaboration_content"] = "c.collaboration_content"
    where = []
    if "course_id" in columns:
        where.append("t.course_id = $course_id and t.platform = $platform")
    if table.name == "user_pii":
        where.append(
            f"t.user_id in (select user_id from {of('users')} "
            "where course_id = $course_id and platform = $platform)"
        )
    selected = ", ".join(f"{expression} as {name}" for name, expression in expressions.items())
    return " ".join(
        [
            f"select {selected} from {of(table.name, table.schema)} as t",
            *joins,
            *(["where " + " and ".join(where)] if where else []),
            f"order by t.{table.key}",
        ]
    )


def write_csv(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    course: Course,
    path: Path,
    columns: dict[str, str],
) -> int:
    """Write a query as CSV (RFC 4180, header, texts quoted, empty is NULL); returns the rows."""
    texts = [name for name, type_ in columns.items() if type_ == "VARCHAR"]
    quoted = f", force_quote ({', '.join(texts)})" if texts else ""
    result = connection.execute(
        f"copy ({query}) to '{quote(path)}' (format csv, header, new_line '\\r\\n'{quoted})",
        {
            name: value
            for name, value in (("course_id", course.course_id), ("platform", course.platform))
            if f"${name}" in query
        },
    ).fetchone()
    return int(result[0]) if result else 0


def quote(path: Path) -> str:
    """A path inside an SQL string."""
    return str(path).replace("'", "''")


def load_script(
    course: Course, tables: list[Table], columns: dict[str, dict[str, str]], rows: dict[str, int]
) -> str:
    """The SQL that makes the tables, loads the CSVs, declares the references and counts."""
    comment = re.sub(r"\s+", " ", course.course_id)
    return "\n\n".join(
        [
            f"-- MOOCdb of {comment}. In this folder, into an empty database:\n"
            "--   mariadb --local-infile=1 DATABASE < moocdb.sql",
            "SET NAMES utf8mb4;\nSET SESSION sql_mode = 'TRADITIONAL';",
            *(create_table(table, columns[table.name]) for table in tables),
            *(load_data(table, columns[table.name]) for table in tables),
            *(add_references(table) for table in tables if table.references),
            count_rows(rows),
            "",
        ]
    )


def readme(
    course: Course, rows: dict[str, int], vocabulary: Vocabulary, *, with_private: bool
) -> str:
    """What lies in the folder, for whoever gets it."""
    numbers = {
        Vocabulary.core: "Types are numbered as in MOOCdb's core tables (`--vocabulary core`).",
        Vocabulary.dlq: "Types are numbered as DigitalLearnerQuantified's scripts expect "
        "(`--vocabulary dlq`): book 3, lecture 4, wiki 7; homework 1, lab 3; forum post 1, "
        "answer 2, comment 3, wiki edit 4. Types they do not name have numbers from 101.",
    }[vocabulary]
    texts = (
        "**This folder names people.** `user_pii`, `collaboration_content` and "
        "`collaborations.collaboration_content` hold names, addresses and what people wrote."
        if with_private
        else "No names, addresses or texts of people: `collaborations.collaboration_content` holds "
        "fillers of the same length. Answers to problems are in the learners' own words."
    )
    start = f"{course.start:%Y-%m-%d %H:%M:%S}" if course.start else "unknown"
    estimated = " (estimated: the first event of a learner)" if course.is_start_estimated else ""
    weeks = course.weeks if course.weeks is not None else "unknown"
    table = "\n".join(f"| {name} | {n} |" for name, n in rows.items())
    return f"""# MOOCdb of {course.title or course.course_id}

Course `{course.course_id}` ({course.platform}). Start of week 0: **{start}** UTC{estimated}.
Number of weeks: **{weeks}**. Both stand in `course_metadata` too.

Load it into an empty database of MySQL or MariaDB, from this folder:

    mariadb --local-infile=1 DATABASE < moocdb.sql

The script ends with a table of the rows in each CSV beside the rows loaded. It declares every
foreign key, so that the server itself has checked each reference.

CSV: UTF-8, header line, RFC 4180 (CR LF, quotes doubled), texts in quotes, an empty field is NULL.
Times are UTC in whole seconds. Ids are the same in every export.

- `observed_events.url_id` leads to the address whose text equals the `resource_uri` of the event's
  resource, so that joins on text work. Where a resource was met is in `resources_urls`.
- Everyone referred to has a row in `users`; the automatic grader is user 0.
- {numbers}
- {texts}

| table | rows |
|---|---|
{table}
"""
