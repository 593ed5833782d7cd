"""Opening a built warehouse to read from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from loaders.warehouse.database import check_name, connect


@contextmanager
def open_warehouse(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection, times in UTC.

    Raises Refusal when the file is missing, named like a schema or was never built by dbt, and Busy
    when a load or a build is writing to it.
    """
    check_name(str(database))
    if not database.exists():
        raise Refusal(f"There is no warehouse {database}: run `make build` first.")
    connection = connect(str(database), read_only=True)
    with connection:
        connection.execute("set TimeZone = 'UTC'")
        built = connection.execute(
            "select count(*) from information_schema.tables where table_schema = 'marts'"
        ).fetchone()
        if built == (0,):
            raise Refusal(f"The warehouse {database} has no marts yet: run `dbt build` first.")
        yield connection
