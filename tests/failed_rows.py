"""Shows the rows that data tests of the last run of dbt found wrong; `make check` runs it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import duckdb

TARGET = Path(os.environ.get("DBT_TARGET_PATH", "target"))
DATABASE = os.environ.get("MOOCDB_DATABASE", "warehouse.duckdb")
SHOWN = 5  # rows


def said_of(result: dict[str, Any], node: dict[str, Any], con: duckdb.DuckDBPyConnection) -> str:
    """The name, place and first rows of a test that failed."""
    found = con.execute(f"select * from ({result['compiled_code']}) limit {SHOWN}")
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    lines = [f"{node['name'][:90]} ({node['original_file_path']}), found: {result['failures']}"]
    return "\n".join([*lines, *(f"  {row}" for row in rows)])


def main() -> None:
    """Print every data test of the last run that found rows; nothing where dbt ran none."""
    told = TARGET / "run_results.json"
    results = json.loads(told.read_text())["results"] if told.exists() else []
    nodes = json.loads((TARGET / "manifest.json").read_text())["nodes"]
    with duckdb.connect(DATABASE, read_only=True) as con:
        for result in results:
            node = nodes.get(result["unique_id"], {})
            if result["status"] == "fail" and node.get("resource_type") == "test":
                print(said_of(result, node, con))


if __name__ == "__main__":
    main()
