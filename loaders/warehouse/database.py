"""The warehouse file: opening it, and the raw tables that the loaders own."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from loaders.errors import Busy, Refusal
from loaders.failures import check_memory, lacking
from loaders.scrubbing.forgotten import TABLES as FORGOTTEN_TABLES
from loaders.streams.sources import SOURCES
from loaders.warehouse.coursera_tables import create_tables as create_coursera_tables
from loaders.warehouse.edx_package_tables import create_tables as create_edx_tables
from loaders.warehouse.holder import in_use
from loaders.warehouse.moocdb_tables import create_tables as create_moocdb_tables
from loaders.warehouse.salt import fingerprint, salt_in_force
from loaders.warehouse.user_agents import make_user_agents

LAYOUT_VERSION = 1

LAYOUT = """
create schema if not exists raw;
create schema if not exists private;
create table raw.warehouse (
    layout_version integer, salt_fingerprint varchar, created_at timestamp
);
create table private.pseudonym_salt (salt varchar);
create table raw.loads (
    load_id bigint primary key, source varchar, started_at timestamp, finished_at timestamp,
    files bigint, lines bigint, bytes bigint
);
create table raw.files (
    file_id bigint primary key, source varchar, path varchar, load_id bigint,
    size_bytes bigint, bytes_loaded bigint, lines_loaded bigint,
    head_bytes bigint, head_md5 varchar, tail_md5 varchar, compression varchar,
    is_final boolean, is_current boolean, copy_of bigint, landed_for varchar, error varchar,
    lines_scrubbed bigint, lines_forgotten bigint
);
"""
IP_RANGES = (
    "create table if not exists raw.ip_ranges "
    "(load_id bigint, first_key varchar, last_key varchar, country varchar)"
)
# For a warehouse made before these columns existed. Files landed then are of no course: they may be
# landed once more, and staging sets their lines aside as duplicates. How many of their lines were
# scrubbed is unknown.
UPGRADES = (
    "alter table raw.files add column if not exists landed_for varchar",
    "alter table raw.files add column if not exists lines_scrubbed bigint",
    "alter table raw.files add column if not exists lines_forgotten bigint default 0",
)

# How the rows of raw.files were before a load changed them, and what has been taken back.
UNDO_TABLES = (
    "create table if not exists raw.file_history as "
    "select cast(null as bigint) as changed_by, * from raw.files where false",
    "alter table raw.file_history add column if not exists lines_scrubbed bigint",
    "alter table raw.file_history add column if not exists lines_forgotten bigint default 0",
    "create table if not exists raw.undone_loads (load_id bigint, undone_by bigint, "
    "source varchar, files bigint, lines bigint, bytes bigint)",
)

SCHEMAS = (
    "raw",
    "raw_coursera",
    "raw_edx",
    "raw_moocdb",
    "staging",
    "intermediate",
    "moocdb",
    "marts",
    "private",
)

HEADERS = 3 * 4096  # bytes at the beginning of a file of DuckDB, before any data

Connection = duckdb.DuckDBPyConnection


def connect(path: str, *, read_only: bool = False) -> Connection:
    """Open the warehouse.

    Refusal if it is named like a schema or is not a DuckDB database, or if memory is short; Busy if
    another process has it.
    """
    check_name(path)
    check_memory()
    variables = {"memory_limit": "MOOCDB_MEMORY_LIMIT", "threads": "MOOCDB_THREADS"}
    config: dict[str, str | bool | int | float | list[str]] = {
        key: os.environ[name] for key, name in variables.items() if os.environ.get(name)
    }
    was_there = Path(path).exists()
    try:
        con = duckdb.connect(path, read_only=read_only, config=config)
    except duckdb.IOException as error:
        if not read_only and remove_half_made(path) and was_there:
            return connect(path)
        raise why_not_opened(path, error) from None
    except duckdb.Error as error:
        if told := lacking(error):
            raise Refusal(told) from None
        raise Refusal(
            f"{path} cannot be opened; are {' and '.join(variables.values())} valid? {error}"
        ) from None
    if not read_only:
        remove_spilled(path)
    return con


def remove_half_made(path: str) -> bool:
    """Remove a database file whose making was cut short, so that it has not even all its headers.

    There was a kill, or no room. Nobody has it open: the lock is that which DuckDB takes.
    """
    place = Path(os.path.realpath(path))
    with suppress(OSError), place.open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found, head = os.fstat(file.fileno()), file.read(12)
        is_half = found.st_size < HEADERS and (not head or head[8:] == b"DUCK")
        if is_half and place.stat().st_ino == found.st_ino:
            place.unlink()
            return True
    return False


def remove_spilled(path: str) -> None:
    """Remove temporary files that a killed process left beside the warehouse.

    They hold rows of its tables, of people who may be forgotten by now. Nobody else writes any:
    the warehouse is locked.
    """
    for left in Path(f"{path}.tmp").glob("duckdb_temp_*"):
        with suppress(OSError):
            left.unlink()


def check_name(path: str) -> None:
    """Refuse a file whose database would be named like a schema.

    DuckDB names a database after the first part of its file's name, in any letter case, and where
    a schema has the same name, it refuses `schema.table` as ambiguous.
    """
    file_name = Path(path).name
    name = next((part for part in re.split(r"[.?]", file_name.lower()) if part), "")
    if name in SCHEMAS:
        raise Refusal(
            f"DuckDB would call the database in {file_name} {name}, like a schema in it, so that "
            f"{name}.<table> would be ambiguous: give the file another name, for example "
            "warehouse.duckdb (--database or MOOCDB_DATABASE)."
        )


def why_not_opened(path: str, error: duckdb.Error) -> Refusal:
    """Return what DuckDB's message means for the person at the keyboard."""
    message = str(error)
    if sentence := in_use(path, message):
        return Busy(sentence)
    if "not a valid DuckDB database" in message:
        return Refusal(f"{path} is not a DuckDB database: name another file with --database.")
    if told := lacking(error):
        return Refusal(told)
    reason = message.splitlines()[0].removeprefix("IO Error: ")
    return Refusal(f"{path} cannot be opened: {reason.rstrip('.')}.")


def prepare(con: Connection, path: str) -> None:
    """Make what is missing of the raw tables of all sources, in one transaction.

    Refusal if the database has another layout or was filled with another salt.
    """
    is_new = not has_layout(con, path)
    salt = salt_in_force(may_make=is_new)
    if not is_new:
        check_salt(con, path, salt)
    con.begin()
    if is_new:
        con.execute(LAYOUT)
        con.execute("insert into private.pseudonym_salt values (?)", [salt])
        con.execute(
            "insert into raw.warehouse values (?, ?, now() at time zone 'UTC')",
            [LAYOUT_VERSION, fingerprint(salt)],
        )
    upgrade(con)
    con.commit()


def upgrade(con: Connection) -> None:
    """Make what is missing of the raw tables in a warehouse of an older moocdb."""
    for statement in UPGRADES:
        con.execute(statement)
    make_tables(con)


def check_salt(con: Connection, path: str, salt: str) -> None:
    """Refuse to go on with another salt than the warehouse was filled with."""
    if _values(con, "salt_fingerprint") != [(fingerprint(salt),)]:
        raise Refusal(
            f"{path} was filled with another salt, so its pseudonyms would not match: set "
            "MOOCDB_SALT (or restore .moocdb_salt) to what it was, or load into a new database. "
            "To change the salt of a warehouse: python -m loaders rekey."
        )
    if stored_salts(con) != [salt]:
        raise Refusal(
            f"The salt that {path} keeps is not the one it was filled with, so a build would make "
            "other pseudonyms: python -m loaders rekey --restore puts it back."
        )


def stored_salts(con: Connection) -> list[str]:
    """Return the salt that a warehouse keeps; not exactly one if somebody has changed it."""
    try:
        rows = con.execute("select salt from private.pseudonym_salt").fetchall()
    except duckdb.CatalogException:
        return []
    return [salt for (salt,) in rows]


def make_tables(con: Connection) -> None:
    """Make the tables of all sources, where they are missing."""
    for source in SOURCES.values():
        con.execute(source.create)
    tables = (*create_coursera_tables(), *create_edx_tables(), *create_moocdb_tables())
    for statement in (IP_RANGES, *UNDO_TABLES, *FORGOTTEN_TABLES, *tables):
        con.execute(statement)
    make_user_agents(con, [source.table for source in SOURCES.values() if source.has_user_agents])


@contextmanager
def transaction(con: Connection, *, keep: bool = True) -> Iterator[None]:
    """Do all of what follows, or nothing; nothing, too, unless it is to be kept."""
    con.begin()
    try:
        yield
        (con.commit if keep else con.rollback)()
    except BaseException:
        with suppress(duckdb.Error):  # a failed commit has rolled back already
            con.rollback()
        raise


def has_layout(con: Connection, path: str) -> bool:
    """Tell whether the raw tables are there. Refusal if they are, in another layout."""
    tables = con.execute(
        "select table_name from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'raw'"
    )
    names = {name for (name,) in tables.fetchall()}
    if "warehouse" in names:
        if _values(con, "layout_version") == [(LAYOUT_VERSION,)]:
            return True
    elif names.isdisjoint({"files", "edx_lines"}):
        return False
    raise Refusal(
        f"{path} is of another layout, made by an older or newer moocdb: load the logs "
        "into a new database."
    )


def _values(con: Connection, column: str) -> list[tuple[object]]:
    return con.execute(f"select {column} from raw.warehouse").fetchall()
