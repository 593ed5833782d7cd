"""The generic data tests (keys, ranges, accepted values), run by one connection instead of dbt.

There are eleven hundred. dbt takes ten milliseconds or more to prepare one, DuckDB four to run it.
Their SQL depends on no var and no row, so it is compiled once for all warehouses of a test process;
tests/conventions/test_data_tests.py says on which conditions. `make test` builds the samples
with every test by the plain command line, too.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

# What `dbt build` is told to leave to this module.
LEFT_OUT = ("--exclude", "test_type:generic")
COMPILE = ("--quiet", "compile", "--select", "test_type:generic")


def compiled(target: Path) -> dict[str, str]:
    """SQL of the tests, by name, that COMPILE wrote to a target folder."""
    return {path.stem: path.read_text() for path in target.glob("compiled/moocdb/**/*.yml/*.sql")}


def failures(database: Path, tests: dict[str, str]) -> dict[str, int]:
    """The tests that fail on a warehouse, with the number of rows that each returned."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        counts = {name: count(connection, sql) for name, sql in tests.items()}
    return {name: rows for name, rows in counts.items() if rows}


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    [(rows,)] = connection.execute(f"select count(*) from (\n{sql}\n)").fetchall()
    return int(rows)
