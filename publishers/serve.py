"""A copy of the warehouse for readers: public tables only, swapped in whole."""

import json
import os
import re
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from loaders.warehouse.database import check_name
from publishers.warehouse import open_warehouse

PUBLIC = ("marts", "moocdb")
# Of the schema private: what is made on the way to a mart, and the salt.
NEVER = "^(stg|int)_|^pseudonym_salt$"
# DuckDB 1.0 and everything after it reads this one.
STORAGE = "v1.0.0"


def serve(
    database: Path,
    path: Path,
    manifest: Path,
    *,
    with_private: bool = False,
    storage: str = STORAGE,
) -> tuple[int, int]:
    """Write the copy, and replace the last one with it.

    Returns the numbers of tables and comments. Views become tables. A reader who has the last
    copy open keeps reading it. The salt is never copied.

    manifest: what dbt knows of the tables, for their comments; none are written where it is absent.
    storage: a storage version of DuckDB, or latest.

    Raises Refusal when the warehouse or the place of the copy cannot be used.
    """
    check_place(database, path)
    tables = tables_to_copy(database, with_private=with_private)
    remove_left_behind(path)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        comments = write_copy(database, fresh, tables, descriptions(manifest), storage)
        fresh.chmod(0o444)
        fresh.replace(path)
    finally:
        for left in (fresh, fresh.with_name(fresh.name + ".wal")):
            left.unlink(missing_ok=True)
    return len(tables), comments


def remove_left_behind(path: Path) -> None:
    """Remove the drafts of processes that were killed while they wrote a copy."""
    drafts = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.writing(\.wal)?")
    for left in [*path.parent.iterdir()]:
        if (found := drafts.fullmatch(left.name)) and not is_alive(int(found[1])):
            left.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether a process runs on this machine, whosever it is."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def tables_to_copy(database: Path, *, with_private: bool) -> list[tuple[str, str]]:
    """Return schema and name of each table that readers get. Raises as open_warehouse."""
    schemas = (*PUBLIC, "private") if with_private else PUBLIC
    with open_warehouse(database) as warehouse:
        return warehouse.execute(
            "select table_schema, table_name from information_schema.tables "
            "where list_contains($schemas, table_schema) "
            "and not (table_schema = 'private' and regexp_matches(table_name, $never)) "
            "order by all",
            {"schemas": list(schemas), "never": NEVER},
        ).fetchall()


def check_place(database: Path, path: Path) -> None:
    """Raise Refusal where the copy must not be written."""
    check_name(str(path))
    if path.is_dir():
        raise Refusal(f"{path} is a folder: name the file, for example {path / 'moocs.duckdb'}.")
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}: make it first, or name another file.")
    if path.exists() and database.exists() and path.samefile(database):
        raise Refusal(f"{path} is the warehouse itself: name another file for the copy.")


def write_copy(
    database: Path,
    fresh: Path,
    tables: list[tuple[str, str]],
    comments: dict[tuple[str, str], tuple[str, dict[str, str]]],
    storage: str,
) -> int:
    """Copy tables and their comments into a new file; returns how many comments it has."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {text(str(database))} (read_only)")
        (source,) = connection.execute(
            "select database_name from duckdb_databases() where path is not null and not internal"
        ).fetchone() or ("",)
        try:
            connection.execute(
                f"attach {text(str(fresh))} as served_copy (storage_version {text(storage)})"
            )
        except duckdb.InvalidInputException as error:
            raise Refusal(f"DuckDB knows no storage version {storage}. ({error})") from None
        for schema in sorted({schema for schema, _ in tables}):
            connection.execute(f"create schema served_copy.{name(schema)}")
        count = 0
        for schema, table in tables:
            relation = f"{name(schema)}.{name(table)}"
            connection.execute(
                f"create table served_copy.{relation} as from {name(source)}.{relation}"
            )
            table_comment, columns = comments.get((schema, table), ("", {}))
            known = {column[0] for column in connection.execute(
                f"describe served_copy.{relation}"
            ).fetchall()}  # fmt: skip
            targets = {f"table served_copy.{relation}": table_comment} | {
                f"column served_copy.{relation}.{name(column)}": comment
                for column, comment in columns.items()
                if column in known
            }
            for target, comment in targets.items():
                if comment:
                    connection.execute(f"comment on {target} is {text(comment)}")
                    count += 1
        connection.execute("detach served_copy")
    return count


def descriptions(manifest: Path) -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    """(schema, table) -> what dbt says of it and of its columns; nothing where dbt never ran."""
    try:
        nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    except (FileNotFoundError, ValueError, KeyError):
        return {}
    return {
        (node["schema"], node["alias"]): (
            " ".join(node["description"].split()),
            {
                column: " ".join(said["description"].split())
                for column, said in node["columns"].items()
            },
        )
        for node in nodes
        if node["resource_type"] in ("model", "seed")
    }


def name(word: str) -> str:
    """A name inside SQL."""
    return '"' + word.replace('"', '""') + '"'


def text(words: str) -> str:
    """A text inside SQL."""
    return "'" + words.replace("'", "''") + "'"
