"""The tables of a Coursera export that lies on a MySQL server."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import connectorx
import pymysql  # type: ignore[import-untyped]

from loaders.dump import Row, Table
from loaders.errors import Refusal
from loaders.export_tables import KVS, TABLES


def tables_of_server(url: str) -> Iterator[tuple[str, Table, list[Row]]]:
    """Yield tables and their rows, as read_dump does, each with the database it stands in.

    The server turns values into text, as mysqldump does: so both ways land the same.
    """
    parts = urlsplit(url)
    databases = [name for name in parts.path.strip("/").split(",") if name]
    if parts.scheme != "mysql" or not databases:
        raise Refusal(
            "The source is neither a folder nor mysql://user:password@host:port/ with the three "
            "databases, separated by commas: correct it."
        )
    try:
        connection = pymysql.connect(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or 3306,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            charset="utf8mb4",
        )
    except pymysql.err.MySQLError as error:
        raise Refusal(
            f"The server {parts.hostname} does not answer as it should: {error}"
        ) from None
    with closing(connection):
        for database in databases:
            base = urlunsplit(parts._replace(path=f"/{database}"))
            for table in _definitions(connection, database):
                yield database, table, []
                if table.name in TABLES or KVS.fullmatch(table.name):
                    yield database, table, _rows(connection, base, database, table)


def _definitions(connection: Any, database: str) -> list[Table]:
    columns: dict[str, list[str]] = {}
    query = (
        "select table_name, column_name from information_schema.columns "
        "where table_schema = %s order by table_name, ordinal_position"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [database])
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
    if not columns:
        raise Refusal(f"The server has no database {database}, or shows no table of it.")
    return [Table(name, tuple(names)) for name, names in columns.items()]


def _rows(connection: Any, url: str, database: str, table: Table) -> list[Row]:
    """Read a table whole: by connectorx, else (it panics on some values) by PyMySQL."""
    texts = ", ".join(f"cast(`{name}` as char) as `{name}`" for name in table.columns)
    query = f"select {texts} from `{database}`.`{table.name}`"
    try:
        found = connectorx.read_sql(url, query, return_type="arrow")
        return _by_row([column.to_pylist() for column in found.columns])
    except Exception:  # what a panic raises has no narrower type
        with connection.cursor() as cursor:
            cursor.execute(query)
            return [list(row) for row in cursor.fetchall()]


def _by_row(columns: Sequence[Sequence[str | None]]) -> list[Row]:
    return [list(row) for row in zip(*columns, strict=True)]
