"""Run dbt on Spark, then write the views of marts and moocdb as Parquet, all in one process.

A script, because Spark has a Python of its own.

Usage: python build_tables.py VIEWS DBT_ARGUMENT..., where VIEWS is a folder to write into.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from spark_session import IN_MEMORY, session_of_profile

PUBLIC = ("marts", "moocdb")


def main(views: str, *arguments: str) -> int:
    session = session_of_profile(IN_MEMORY)
    done = dbtRunner().invoke(list(arguments))
    write_views(session, Path(views))
    return 0 if done.success else 1


def write_views(session: Any, folder: Path) -> None:
    """Write each public view as a folder of Parquet files, named schema/view."""
    for schema in PUBLIC:
        if not session.catalog.databaseExists(schema):
            continue
        for row in session.sql(f"show views in {schema}").collect():
            view = session.table(f"{schema}.{row.viewName}")
            view.coalesce(1).write.parquet(str(folder / schema / row.viewName))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
