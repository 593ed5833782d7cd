"""Marts and MOOCdb as Parquet files, a file per table, for tools that read files."""

import json
from pathlib import Path
from typing import Any

import duckdb

from loaders.errors import Refusal
from publishers.long_ids import long_ids
from publishers.min_cell import masked, rules
from publishers.serve import PUBLIC, descriptions, name, text

CONTENTS = "manifest.json"


def write(
    connection: duckdb.DuckDBPyConnection, directory: Path, manifest: Path, min_cell: int = 0
) -> dict[str, int]:
    """Write every public table to DIR/<schema>/<table>.parquet (zstd); returns the rows of each.

    Each file is replaced in one step; manifest.json, written last, tells rows, types and what dbt
    says of tables and columns, and which columns a double cannot hold. Files of tables that are no
    longer there are removed. min_cell: hide counts of fewer people, and leave out tables with rows
    about single learners.

    Raises Refusal when the folder holds something else.
    """
    last = tables_of(directory)
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
        draft = file.with_name(file.name + ".part")
        (rows,) = connection.execute(
            f"copy (from {relation}) to {text(str(draft))} (format parquet, compression zstd)"
        ).fetchone() or (0,)
        draft.replace(file)
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
    draft = directory / f"{CONTENTS}.part"
    draft.write_text(json.dumps({"tables": contents}, indent=1), encoding="utf-8")
    draft.replace(directory / CONTENTS)
    for gone in last - contents.keys():
        schema, table = gone.split(".")
        (directory / schema / f"{table}.parquet").unlink(missing_ok=True)
    return {relation: told["rows"] for relation, told in contents.items()}


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
