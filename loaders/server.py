"""The tables of a Coursera export that lies on a MySQL server."""

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import connectorx
import pyarrow as pa
import pymysql  # type: ignore[import-untyped]

from loaders.dump import Table
from loaders.errors import Refusal
from loaders.export_sources import Origin, Part
from loaders.export_tables import wanted

DEFINITIONS = """
select table_name, column_name, data_type
from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = %s and table_type = 'BASE TABLE'
order by table_name, ordinal_position
"""
TEXT = "cast({0} as char) as {0}"
SECONDS = "cast(nullif(unix_timestamp({0}), 0) as char) as {0}"


def tables_of_server(url: str) -> Iterator[Part]:
    """Yield the tables of a server. Refusal if it cannot be read.

    The server turns values into text, as mysqldump does: so both ways land the same.
    """
    server, databases = _parsed(url)
    try:
        with closing(pymysql.connect(**server)) as connection:
            reader = _Reader(connection, server)
            for database in databases:
                origin = Origin(f"mysql://{server['host']}:{server['port']}/{database}")
                for table, query in _queries(connection, database):
                    yield origin, table, None
                    if query:
                        yield origin, table, reader.read(origin, table, query)
    except (pymysql.err.MySQLError, RuntimeError) as error:  # either, if a package is missing
        raise Refusal(
            f"The server {server['host']} does not answer as it should ({error}): correct the "
            "address, or what its user may read; nothing was landed."
        ) from None


def _parsed(url: str) -> tuple[dict[str, Any], list[str]]:
    """Return how to connect to the server, and the names of the databases."""
    with suppress(ValueError):  # no number for a port, or half an address
        parts = urlsplit(url)
        databases = [unquote(name) for name in parts.path.strip("/").split(",") if name]
        server = {
            "host": parts.hostname or "127.0.0.1",
            "port": parts.port or 3306,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "charset": "utf8mb4",
        }
        is_whole = "@" not in parts.path  # else a password with a bare / was cut
        if parts.scheme == "mysql" and databases and is_whole:
            return server, databases
    raise Refusal(
        "The source is neither a folder nor mysql://user:password@host:port/ with the three "
        "databases, separated by commas: correct it. In user and password, write : / ? # @ as "
        "%3A %2F %3F %23 %40."
    )


def _queries(connection: Any, database: str) -> list[tuple[Table, str]]:
    """Return the tables of a database, with queries for the columns wanted, '' if there are none.

    A timestamp becomes Unix seconds at once: its text would be in the time zone of the server.
    """
    types: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS, [database])
        for table, column, data_type in cursor.fetchall():
            types.setdefault(table, {})[column] = data_type
    if not types:
        raise Refusal(
            f"The server has no database {database}, or shows no table of it: correct it."
        )
    queries = []
    for table, columns in types.items():
        texts = ", ".join(
            (SECONDS if columns[name] == "timestamp" else TEXT).format(_quoted(name))
            for name in wanted(table)
            if name in columns
        )
        query = f"select {texts} from {_quoted(database)}.{_quoted(table)}" if texts else ""
        queries.append((Table(table, tuple(columns)), query))
    return queries


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


class _Reader:
    """Reads tables whole: by connectorx, or by PyMySQL from the table on where that fails."""

    def __init__(self, connection: Any, server: Mapping[str, Any]) -> None:
        self.connection, self.password = connection, server["password"]
        login = ":".join(quote(server[name], safe="") for name in ("user", "password"))
        host = f"[{server['host']}]" if ":" in server["host"] else server["host"]
        self.url = f"mysql://{login}@{host}:{server['port']}/"
        self.has_failed = False

    def read(self, origin: Origin, table: Table, query: str) -> pa.Table:
        """Return the rows of a query as text; a failure of connectorx is a note of the origin."""
        if not self.has_failed:
            try:
                return connectorx.read_sql(self.url, query, return_type="arrow")
            except BaseException as error:
                # A panic in Rust is no Exception, and its class cannot be imported.
                if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                    raise
                reason = (str(error).splitlines() or [type(error).__name__])[0]
                if self.password:
                    reason = reason.replace(self.password, "***")
            self.has_failed = True
            origin.notes.append(
                f"{table.name} and the tables after it were read by PyMySQL, which is slower, "
                f"since connectorx failed: {reason}"
            )
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            names = [column[0] for column in cursor.description]
            columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(names)
        return pa.table([pa.array(column, pa.large_string()) for column in columns], names=names)
