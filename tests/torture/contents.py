"""What lies in a warehouse, table by table, so that two of them can be compared."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

# When something was done differs from run to run.
TIMES = ("started_at", "finished_at", "created_at")
RAW = ("raw", "raw_edx", "raw_coursera", "raw_moocdb", "private")


def contents(
    database: Path, schemas: Collection[str] = RAW, ignored: Collection[str] = ()
) -> dict[str, str]:
    """Rows of each table as a number and a sum, whatever their order; views are not read.

    ignored: further columns that may differ.
    """
    with duckdb.connect(str(database), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        tables = con.execute(
            """
            select
                schema_name || '.' || table_name,
                format('"{}"."{}"', schema_name, table_name),
                string_agg('"' || column_name || '"', ', ' order by column_name)
            from duckdb_columns() as columns
            semi join duckdb_tables() as tables using (table_oid)
            where list_contains($schemas, schema_name) and not list_contains($ignored, column_name)
            group by all
            """,
            {"schemas": list(schemas), "ignored": [*TIMES, *ignored]},
        ).fetchall()
        return {
            name: str(
                con.execute(
                    f"select count(*), sum(hash(row({columns}))) from {relation}"
                ).fetchone()
            )
            for name, relation, columns in tables
        }


def differences(one: dict[str, str], other: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The tables that differ, with what they hold here and there."""
    return {
        name: (one.get(name, "-"), other.get(name, "-"))
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    }
