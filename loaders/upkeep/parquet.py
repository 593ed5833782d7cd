"""The raw tables as a folder of Parquet files, which Spark and DuckDB both read.

A table is a folder, and a load is a folder in it: raw/edx_lines/load=3/data_0.parquet. The folder
load=0 holds the rows of tables that are written whole each time, such as the manifest (raw.files)
and the ledger (raw.loads); of all others a file without rows, so that an empty table has columns.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.errors import Refusal
from loaders.upkeep.undo import BOOKS
from loaders.warehouse.database import LAYOUT_VERSION, Connection, prepare, transaction

# What the folder holds: rows and checksum of each load of each table. Written last.
CONTENTS = "_contents.json"
# Written by dbt, each engine for itself.
NOT_LANDED = ("raw.builds",)
# Rows of large loads in several files, so that several workers read them.
OPTIONS = "format parquet, compression zstd"
FILE_BYTES = 256 * 1024 * 1024

Loads = dict[str, list[int | str]]  # rows and checksum, by load
Contents = dict[str, Any]


@dataclass
class Written:
    """What was written into the folder.

    loads: written, by table. removed: how many were in the folder and are no longer landed.
    """

    tables: int = 0
    rows: int = 0
    loads: dict[str, list[int]] = field(default_factory=dict)
    removed: int = 0


def write(con: Connection, folder: Path, *, trust: bool = False) -> Written:
    """Write what the folder does not hold of the raw tables, and remove what they no longer hold.

    trust: loads of which the folder holds the right number of rows are not compared with it.
    Refusal if the folder holds something else, or was written from another warehouse.
    """
    held = _contents(folder)
    [(identity,)] = con.execute(
        "select salt_fingerprint || ' ' || cast(created_at as varchar) from raw.warehouse"
    ).fetchall()
    if held is None and folder.is_dir() and any(folder.iterdir()):
        raise Refusal(f"{folder} holds other files: name an empty folder, or a new one.")
    if held is not None and held["warehouse"] != identity:
        raise Refusal(
            f"{folder} holds the landing of another warehouse: name another folder, or remove it."
        )
    before: dict[str, Loads] = held["tables"] if held else {}
    written, after = Written(), dict[str, Loads]()
    with transaction(con, keep=False):  # all tables as they are at one time
        for table, is_by_load in tables(con):
            place, held_loads = folder.joinpath(*table.split(".")), before.get(table, {})
            loads = _loads(con, table, held_loads, trust) if is_by_load else {}
            after[table] = loads
            written.tables += 1
            written.rows += _write_whole(con, table, place, with_rows=not is_by_load)
            changed = [load for load, known in loads.items() if held_loads.get(load) != known]
            for load in changed:
                written.rows += _write_load(con, table, int(load), place)
            if changed:
                written.loads[table] = [int(load) for load in changed]
            for gone in held_loads.keys() - loads.keys():
                shutil.rmtree(place / f"load={gone}", ignore_errors=True)
                written.removed += 1
    contents = {"layout": LAYOUT_VERSION, "warehouse": identity, "tables": after}
    draft = folder / f".{CONTENTS}"
    draft.write_text(json.dumps(contents, indent=1))
    draft.replace(folder / CONTENTS)
    return written


def contents_of(folder: Path) -> Contents:
    """Return what a folder says that it holds. Refusal if it is not a landing that can be read."""
    contents = _contents(folder)
    if contents is None:
        raise Refusal(f"{folder} holds no landing: there is no {CONTENTS}.")
    if contents["layout"] != LAYOUT_VERSION:
        raise Refusal(f"{folder} has layout {contents['layout']}, and not {LAYOUT_VERSION}.")
    return contents


def read(con: Connection, path: str, folder: Path, contents: Contents) -> int:
    """Fill a new warehouse with what the folder holds; return the number of rows.

    Refusal if the warehouse holds loads, or if the folder is of another salt or version.
    """
    prepare(con, path)
    if con.execute("select 1 from raw.loads limit 1").fetchone():
        raise Refusal(f"{path} holds loads already: name a database that is not there yet.")
    [(ours,)] = con.execute("select salt_fingerprint from raw.warehouse").fetchall()
    if contents["warehouse"].split()[0] != ours:
        raise Refusal(
            f"{folder} was landed under another salt: set MOOCDB_SALT to the one of that warehouse."
        )
    rows = 0
    with transaction(con):
        there = {name for name, _ in tables(con)}
        for table in contents["tables"]:
            if table not in there:
                raise Refusal(f"{folder} holds {table}, which this version of moocdb has not.")
            files = str(folder.joinpath(*table.split("."), "load=*", "*.parquet"))
            con.execute(f"delete from {table}")
            con.execute(
                f"insert into {table} by name "
                "select * from read_parquet($1, hive_partitioning = false, union_by_name = true)",
                [files],
            )
            [(n,)] = con.execute(f"select count(*) from {table}").fetchall()
            rows += n
    return rows


def tables(con: Connection) -> Iterator[tuple[str, bool]]:
    """Yield the raw tables, and whether their rows name the load that landed them."""
    found = con.execute(
        "select schema_name || '.' || table_name, bool_or(column_name = 'load_id') "
        "from duckdb_columns() where database_name = current_database() and not internal "
        "and (schema_name = 'raw' or starts_with(schema_name, 'raw_') "
        "or (schema_name = 'private' and table_name = 'pseudonym_salt')) group by all order by all"
    ).fetchall()
    books = {f"raw.{name}" for name in BOOKS}
    for table, has_load in found:
        if table not in NOT_LANDED:
            yield table, has_load and table not in books


def _loads(con: Connection, table: str, before: Loads, trust: bool) -> Loads:
    """Return rows and checksum of each load of a table; of a load to be trusted, those it had."""
    counted = con.execute(
        f"select load_id, count(*) from {table} group by all order by all"
    ).fetchall()
    loads: Loads = {}
    for load, n in counted:
        known = before.get(str(load))
        if trust and known and known[0] == n:
            loads[str(load)] = known
            continue
        [(checksum,)] = con.execute(
            f"select cast(sum(hash(told)) as varchar) from {table} as told where load_id = ?",
            [load],
        ).fetchall()
        loads[str(load)] = [n, checksum]
    return loads


def _write_whole(con: Connection, table: str, place: Path, *, with_rows: bool) -> int:
    """Write load=0: the whole table, or its columns only; return the number of rows."""
    folder = place / "load=0"
    folder.mkdir(parents=True, exist_ok=True)
    if not with_rows and (folder / "columns.parquet").exists():
        return 0
    name = "rows.parquet" if with_rows else "columns.parquet"
    draft = folder / f".{name}"
    where = "" if with_rows else " where false"
    target = _quoted(draft)
    [(n,)] = con.execute(f"copy (select * from {table}{where}) to {target} ({OPTIONS})").fetchall()
    draft.replace(folder / name)
    return int(n)


def _write_load(con: Connection, table: str, load: int, place: Path) -> int:
    """Write the rows of a load in a hidden folder, which then replaces the old one."""
    draft, folder = place / f".load={load}", place / f"load={load}"
    shutil.rmtree(draft, ignore_errors=True)
    [(n,)] = con.execute(
        f"copy (select * from {table} where load_id = {load}) to {_quoted(draft)} "
        f"({OPTIONS}, file_size_bytes {FILE_BYTES})"
    ).fetchall()
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return int(n)


def _contents(folder: Path) -> Contents | None:
    """Return what the folder says that it holds; None if it says nothing."""
    try:
        contents: Contents = json.loads((folder / CONTENTS).read_text())
        return contents
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Refusal(f"{folder / CONTENTS} cannot be read: {error}") from None


def _quoted(path: Path) -> str:
    """Return a path as a literal of SQL, since COPY takes no parameter there."""
    return "'" + str(path).replace("'", "''") + "'"
