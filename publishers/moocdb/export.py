"""The folders: written beside their place, and moved there whole."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from publishers.folders import replaced
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.mysql import load_script
from publishers.moocdb.queries import Vocabulary, columns_of, table_query
from publishers.moocdb.readme import readme
from publishers.moocdb.tables import PRIVATE_TABLES, TABLES, of_platform


def publish(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    course_ids: Iterable[str] = (),
    vocabulary: Vocabulary = Vocabulary.core,
    *,
    with_private: bool = False,
) -> dict[Path, dict[str, int]]:
    """Write one folder per course; returns the rows of each table in each folder.

    A folder that this wrote before is replaced whole. Raises Refusal when a course is unknown or a
    folder of that name holds something else.
    """
    names = names_of(courses(connection, ()))
    written = {}
    for course in courses(connection, course_ids):
        slug, database = names[course]
        written[directory / slug] = write_course(
            connection, directory / slug, course, database, vocabulary, with_private=with_private
        )
    return written


def write_course(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    course: Course,
    database: str,
    vocabulary: Vocabulary,
    *,
    with_private: bool,
) -> dict[str, int]:
    """Write the files of one course beside their place, then move them there whole."""
    if folder.exists() and not (folder / "moocdb.sql").is_file():
        raise Refusal(f"{folder} exists and is not a MOOCdb export: move it away first.")
    with replaced(folder) as fresh:
        tables = of_platform([*TABLES, *(PRIVATE_TABLES if with_private else [])], course.platform)
        columns = {table.name: columns_of(connection, table) for table in tables}
        rows = {}
        for table in tables:
            query = table_query(table, columns[table.name], vocabulary, with_private=with_private)
            rows[table.name] = write_csv(
                connection, query, course, fresh / f"{table.name}.csv", columns[table.name]
            )
        (fresh / "moocdb.sql").write_text(
            load_script(course, database, tables, columns, rows), encoding="utf-8"
        )
        (fresh / "README.md").write_text(
            readme(course, database, rows, vocabulary, with_private=with_private), encoding="utf-8"
        )
    return rows


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
