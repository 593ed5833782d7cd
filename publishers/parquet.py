"""Marts and MOOCdb as Parquet files, a file per table, for tools that read files."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb

from loaders.errors import Refusal
from publishers.folders import replaced
from publishers.long_ids import long_ids
from publishers.min_cell import masked, rules
from publishers.serve import PUBLIC, descriptions, name, text

CONTENTS = "manifest.json"


def write(
    connection: duckdb.DuckDBPyConnection, directory: Path, manifest: Path, min_cell: int = 0
) -> dict[str, int]:
    """Write every public table to DIR/<schema>/<table>.parquet (zstd); returns the rows of each.

    The folder is replaced in one step, so that all its tables are of one build; what others have
    put there stays. manifest.json tells rows, types and what dbt says of tables and columns, and
    which columns a double cannot hold. min_cell: hide counts of fewer people, and leave out tables
    with rows about single learners.

    Raises Refusal when the folder holds something else.
    """
    last = tables_of(directory)
    with replaced(directory) as fresh:
        contents = write_tables(connection, fresh, manifest, min_cell)
        (fresh / CONTENTS).write_text(json.dumps({"tables": contents}, indent=1), encoding="utf-8")
        keep_others(directory, fresh, last)
    return {relation: told["rows"] for relation, told in contents.items()}


def keep_others(directory: Path, fresh: Path, last: set[str]) -> None:
    """Copy what others have put into the folder, beside the tables that were written there."""
    ours = {CONTENTS, *(f"{table.replace('.', '/', 1)}.parquet" for table in last)}
    for path in directory.rglob("*"):
        place = path.relative_to(directory)
        if path.is_file() and place.as_posix() not in ours and not (fresh / place).exists():
            (fresh / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, fresh / place, follow_symlinks=False)


def write_tables(
    connection: duckdb.DuckDBPyConnection, directory: Path, manifest: Path, min_cell: int
) -> dict[str, Any]:
    """Write the files of all tables; returns what manifest.json tells of each."""
    said = descriptions(manifest)
    contents: dict[str, Any] = {}
    relations: list[tuple[str, str]] = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where list_contains($schemas, table_schema) order by all",
        {"schemas": list(PUBLIC)},
    ).fetchall()
    maskable = rules("marts")
    for schema, table in relations:
        relation = f"{name(schema)}.{name(table)}"
        types = {row[0]: row[1] for row in connection.execute(f"describe {relation}").fetchall()}
        if min_cell:
            if table not in maskable:
                continue
            relation = f"({masked(f'from {relation}', [*types], maskable[table], min_cell)})"
        file = directory / schema / f"{table}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        (rows,) = connection.execute(
            f"copy (from {relation}) to {text(str(file))} (format parquet, compression zstd)"
        ).fetchone() or (0,)
        description, columns = said.get((schema, table), ("", {}))
        too_long = long_ids(connection, relation, types)
        contents[f"{schema}.{table}"] = {
            "file": f"{schema}/{table}.parquet",
            "rows": rows,
            "description": description,
            "columns": [
                {
                    "name": column,
                    "type": type_,
                    "fits_double": column not in too_long,
                    "description": columns.get(column, ""),
                }
                for column, type_ in types.items()
            ],
        }
    return contents


def tables_of(directory: Path) -> set[str]:
    """The tables that were written there last; none in a folder that is new or empty.

    Raises Refusal when the folder holds something else.
    """
    if not directory.exists() or (directory.is_dir() and not any(directory.iterdir())):
        return set()
    try:
        tables = json.loads((directory / CONTENTS).read_text(encoding="utf-8"))["tables"]
        return {table for table in tables if table.split(".")[0] in PUBLIC and "/" not in table}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(f"{directory} holds something else: name a new folder.") from None
