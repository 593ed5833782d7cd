"""A copy of a database in which texts are as they are, so that its bytes can be searched."""

from __future__ import annotations

from pathlib import Path

import duckdb


def plain_copy(database: Path, path: Path) -> Path:
    """Write all tables to a new database, uncompressed; a column may name a compression."""
    path.unlink(missing_ok=True)
    with duckdb.connect() as con:
        con.execute("set force_compression = 'uncompressed'")
        con.execute(f"attach '{database}' as old (read_only)")
        con.execute(f"attach '{path}' as new")
        tables = con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'old'"
        ).fetchall()
        for schema, table in tables:
            con.execute(f'create schema if not exists new."{schema}"')
            name = f'"{schema}"."{table}"'
            con.execute(f"create table new.{name} as from old.{name}")
    return path
