"""MOOCdb straight into a MySQL or MariaDB server: a database per course, swapped in whole."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pymysql  # type: ignore[import-untyped]

from loaders.errors import Busy, Refusal
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.mysql import MARK, add_references, create_table
from publishers.moocdb.queries import Vocabulary, columns_of, table_query
from publishers.moocdb.tables import PRIVATE_TABLES, TABLES, Table, of_platform

PASSWORD = "MOOCDB_MYSQL_PASSWORD"  # the name of the variable
MOST_BYTES = 4 << 20  # of one INSERT, and at most half of what the server takes
MOST_ROWS = 5_000
PATIENCE = 60  # seconds that a swap waits for readers
NO_SERVER, NO_ACCESS, NO_RIGHT = (2002, 2003, 2005, 2013), (1045, 1698), (1044, 1142, 1227, 1370)
LOCK_WAIT = 1205
OTHERS = (
    "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = %s AND table_comment <> %s ORDER BY table_name"
)
OURS = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"


@dataclass(frozen=True)
class Server:
    """Where to connect. The password is not part of what is ever printed."""

    host: str
    port: int
    user: str
    password: str

    def __repr__(self) -> str:
        """The server without the password."""
        return f"{self.host}:{self.port}"


def parsed(url: str) -> Server:
    """The server of a URL; its password may be in the environment. Raises Refusal."""
    with suppress(ValueError):  # no number for a port, or half an address
        parts = urlsplit(url)
        if parts.scheme == "mysql" and parts.hostname and parts.path in ("", "/"):
            password = os.environ.get(PASSWORD, "") if parts.password is None else parts.password
            if parts.password is not None:
                password = unquote(password)
            return Server(
                parts.hostname, parts.port or 3306, unquote(parts.username or ""), password
            )
    raise Refusal(
        "The address must be mysql://user:password@host:port/ without a database: each course gets "
        f"its own. The password may be in {PASSWORD} instead; in the address, write : / ? # @ as "
        "%3A %2F %3F %23 %40."
    )


def publish(
    connection: duckdb.DuckDBPyConnection,
    url: str,
    course_ids: Iterable[str] = (),
    vocabulary: Vocabulary = Vocabulary.core,
    *,
    with_private: bool = False,
) -> dict[str, dict[str, int]]:
    """Write a database per course; returns the rows of each table in each database.

    Readers see the database as it was until all its tables are there, then the new one. Raises
    Refusal when a course is unknown, the server cannot be used, or a database of that name holds
    tables that we did not write; Busy when another run writes the same database or readers hold it.
    """
    server = parsed(url)
    names = names_of(courses(connection, ()))
    written = {}
    with explained(server), closing(connected(server)) as remote:
        for course in courses(connection, course_ids):
            _, database = names[course]
            tables = of_platform(
                [*TABLES, *(PRIVATE_TABLES if with_private else [])], course.platform
            )
            with alone(remote, database):
                written[database] = write_database(
                    connection, remote, course, database, tables, vocabulary, with_private
                )
    return written


def connected(server: Server) -> Any:
    """A connection to the server, in UTC, that refuses values which do not fit."""
    return pymysql.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        charset="utf8mb4",
        connect_timeout=20,
        autocommit=False,
        init_command=(
            f"SET SESSION sql_mode = 'TRADITIONAL', time_zone = '+00:00', "
            f"lock_wait_timeout = {PATIENCE}"
        ),
    )


@contextmanager
def explained(server: Server) -> Iterator[None]:
    """Tell what the server objects to in one sentence."""
    try:
        yield
    except (pymysql.err.MySQLError, RuntimeError) as error:  # the latter if a package is missing
        code = error.args[0] if error.args else 0
        if code in NO_SERVER:
            why = "does not answer: correct host and port, or start it"
        elif code in NO_ACCESS:
            why = f"refuses the user {server.user!r}: correct user and password"
        elif code in NO_RIGHT:
            why = f"does not let {server.user!r} make databases and tables: grant it ({error})"
        elif code == LOCK_WAIT:
            raise Busy(
                f"A database of {server} is being read for more than {PATIENCE} seconds: try again "
                "later. It is as it was."
            ) from None
        else:
            why = f"stopped: {error}"
        raise Refusal(f"The server {server} {why}. No database was changed half.") from None


@contextmanager
def alone(remote: Any, database: str) -> Iterator[None]:
    """Let no other run write the same database. Raises Busy when one does."""
    lock = f"moocdb {scratch_of(database, 'writing')}"
    if values(remote, "SELECT GET_LOCK(%s, 0)", [lock]) != [1]:
        raise Busy(f"Another run writes the database {database}: wait until it ends.")
    try:
        yield
    finally:
        with suppress(pymysql.err.MySQLError):
            values(remote, "SELECT RELEASE_LOCK(%s)", [lock])


def write_database(
    connection: duckdb.DuckDBPyConnection,
    remote: Any,
    course: Course,
    database: str,
    tables: Sequence[Table],
    vocabulary: Vocabulary,
    with_private: bool,
) -> dict[str, int]:
    """Fill a scratch database, check it, and swap its tables for those of the database."""
    check_ours(remote, database)
    fresh, old = (scratch_of(database, word) for word in ("writing", "replaced"))
    for scratch in (fresh, old):
        check_ours(remote, scratch)
        drop(remote, scratch)
        execute(remote, f"CREATE DATABASE {quoted(scratch)} DEFAULT CHARACTER SET utf8mb4")
    try:
        execute(remote, f"USE {quoted(fresh)}")
        rows = {}
        execute(remote, "SET SESSION foreign_key_checks = 0")
        for table in tables:
            columns = columns_of(connection, table)
            execute(remote, create_table(table, columns))
            query = table_query(table, columns, vocabulary, with_private=with_private)
            rows[table.name] = insert(connection, remote, course, table, [*columns], query)
        execute(remote, "SET SESSION foreign_key_checks = 1")
        for table in tables:
            if table.references:
                execute(remote, add_references(table))
        check_rows(remote, rows)
        swap(remote, database, fresh, old, list(rows))
    finally:
        with suppress(pymysql.err.MySQLError):
            execute(remote, "SET SESSION foreign_key_checks = 1")
            for scratch in (fresh, old):
                drop(remote, scratch)
    return rows


def check_ours(remote: Any, database: str) -> None:
    """Raise Refusal where a database holds a table, or a view, that we did not write."""
    if others := values(remote, OTHERS, [database, MARK]):
        raise Refusal(
            f"The database {database} holds {', '.join(others[:5])}"
            f"{' and more' if len(others) > 5 else ''}, which moocdb-mysql did not write: rename "
            "or drop that database first. It is as it was."
        )


def insert(
    connection: duckdb.DuckDBPyConnection,
    remote: Any,
    course: Course,
    table: Table,
    columns: Sequence[str],
    query: str,
) -> int:
    """Insert the rows of a query, many at a time; returns how many."""
    parameters = {"course_id": course.course_id, "platform": course.platform}
    named = {name: value for name, value in parameters.items() if f"${name}" in query}
    [most] = values(remote, "SELECT @@max_allowed_packet")
    most_bytes = min(MOST_BYTES, most // 2)
    names = ", ".join(quoted(column) for column in columns)
    head = f"INSERT INTO {quoted(table.name)} ({names}) VALUES "
    mask = f"({', '.join(['%s'] * len(columns))})"
    n_rows = 0
    found = connection.execute(query, named)
    with remote.cursor() as cursor:
        held: list[str] = []
        n_bytes = 0

        def put() -> None:
            nonlocal n_rows, n_bytes
            if held:
                cursor.execute(head + ", ".join(held))
            n_rows += len(held)
            held.clear()
            n_bytes = 0

        while rows := found.fetchmany(MOST_ROWS):
            for row in rows:
                text = cursor.mogrify(mask, row)
                size = len(text.encode())
                if held and n_bytes + size > most_bytes:
                    put()
                held.append(text)
                n_bytes += size
            if len(held) >= MOST_ROWS:
                put()
        put()
    remote.commit()
    return n_rows


def check_rows(remote: Any, rows: dict[str, int]) -> None:
    """Raise Refusal where the server counts other rows than were sent."""
    for table, n in rows.items():
        if (found := values(remote, f"SELECT COUNT(*) FROM {quoted(table)}")) != [n]:
            raise Refusal(f"The server holds {found[0]} of {n} rows of {table}: try again.")


def swap(remote: Any, database: str, fresh: str, old: str, tables: Sequence[str]) -> None:
    """Replace the tables of a database by those of another, in one statement.

    Readers wait for that statement and see either all old tables or all new ones.
    """
    execute(
        remote, f"CREATE DATABASE IF NOT EXISTS {quoted(database)} DEFAULT CHARACTER SET utf8mb4"
    )
    check_ours(remote, database)
    moves = [
        f"{quoted(database)}.{quoted(name)} TO {quoted(old)}.{quoted(name)}"
        for name in values(remote, OURS, [database])
    ]
    moves += [
        f"{quoted(fresh)}.{quoted(name)} TO {quoted(database)}.{quoted(name)}" for name in tables
    ]
    execute(remote, f"RENAME TABLE {', '.join(moves)}")


def drop(remote: Any, scratch: str) -> None:
    """Drop a scratch database, if it is there."""
    execute(remote, "SET SESSION foreign_key_checks = 0")
    execute(remote, f"DROP DATABASE IF EXISTS {quoted(scratch)}")
    execute(remote, "SET SESSION foreign_key_checks = 1")


def scratch_of(database: str, word: str) -> str:
    """Name of a scratch database."""
    return f"moocdb_{word}_{hashlib.md5(database.encode(), usedforsecurity=False).hexdigest()[:16]}"


def execute(remote: Any, sql: str) -> None:
    """Run a statement."""
    with remote.cursor() as cursor:
        cursor.execute(sql)


def values(remote: Any, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
    """The first column of a query."""
    with remote.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def quoted(name: str) -> str:
    """A name inside SQL."""
    return "`" + name.replace("`", "``") + "`"
