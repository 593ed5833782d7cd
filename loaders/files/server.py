"""The tables of an export or a platform that lie on a MySQL server."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, suppress
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import connectorx
import pyarrow as pa
import pymysql  # type: ignore[import-untyped]

from loaders.errors import Refusal
from loaders.files.dump import Table
from loaders.files.origins import Origin, Part

MOST_ROWS = 100_000  # read at a time, of tables with a number as their key

DEFINITIONS = """
select table_name, column_name, data_type, column_key
from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = %s and table_type = 'BASE TABLE'
order by table_name, ordinal_position
"""
TEXT = "cast({0} as char) as {0}"
# A timestamp's text would be in the time zone of the server: as Unix seconds, or as text in UTC.
SECONDS = "cast(nullif(unix_timestamp({0}), 0) as char) as {0}"
IN_UTC = (
    "cast(timestampadd(microsecond, 1000000 * nullif(unix_timestamp({0}), 0), '1970-01-01') "
    "as char) as {0}"
)
NUMBERS = ("tinyint", "smallint", "mediumint", "int", "bigint")


def tables_of_server(
    url: str, wanted: Callable[[str], Collection[str]], timestamp: str = SECONDS
) -> Iterator[Part]:
    """Yield the tables of a server. Refusal if it cannot be read.

    The server turns values into text, as mysqldump does: so both ways land the same.
    wanted: gives the columns to read of a table. timestamp: how to read those of that type.
    """
    server, databases = _parsed(url)
    try:
        with closing(pymysql.connect(**server)) as connection:
            reader = _Reader(connection, server)
            for database in databases:
                origin = Origin(f"mysql://{server['host']}:{server['port']}/{database}")
                for table, query, key in _queries(connection, database, wanted, timestamp):
                    yield origin, table, None
                    for portion in _portions(connection, query, key) if query else ():
                        yield origin, table, reader.read(origin, table, portion)
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
        "The source is neither a folder nor mysql://user:password@host:port/ with its "
        "databases, separated by commas: correct it. In user and password, write : / ? # @ as "
        "%3A %2F %3F %23 %40."
    )


def _queries(
    connection: Any, database: str, wanted: Callable[[str], Collection[str]], timestamp: str
) -> list[tuple[Table, str, str]]:
    """Return the tables of a database, with queries for the columns wanted, '' if there are none.

    The last is the table's key if that is one number, else ''.
    """
    types: dict[str, dict[str, str]] = {}
    keys: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS, [database])
        for table, column, data_type, column_key in cursor.fetchall():
            types.setdefault(table, {})[column] = data_type
            if column_key == "PRI":
                keys.setdefault(table, []).append(column if data_type in NUMBERS else "")
    if not types:
        raise Refusal(
            f"The server has no database {database}, or shows no table of it: correct it."
        )
    queries = []
    for table, columns in types.items():
        texts = ", ".join(
            (timestamp if columns[name] == "timestamp" else TEXT).format(_quoted(name))
            for name in wanted(table)
            if name in columns
        )
        query = f"select {texts} from {_quoted(database)}.{_quoted(table)}" if texts else ""
        key = keys[table][0] if len(keys.get(table, ())) == 1 else ""
        queries.append((Table(table, tuple(columns)), query, key))
    return queries


def _portions(connection: Any, query: str, key: str) -> Iterator[str]:
    """Yield queries for the rows of a table in turn, MOST_ROWS each at most, if it has a key."""
    if not key:
        yield query
        return
    name, table = _quoted(key), query.rsplit(" from ", 1)[1]
    last = None
    while True:
        after = "" if last is None else f" where {name} > {last}"
        some = f"select {name} from {table}{after} order by {name} limit {MOST_ROWS}"
        with connection.cursor() as cursor:
            cursor.execute(f"select max({name}), count(*) from ({some}) as some")
            [(end, n_rows)] = cursor.fetchall()
        if n_rows < MOST_ROWS:
            yield f"{query}{after}"
            return
        yield f"{query}{after or ' where true'} and {name} <= {end}"
        last = end


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
                # A panic in Rust is not an Exception, and its class cannot be imported.
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
