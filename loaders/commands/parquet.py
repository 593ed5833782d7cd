"""Commands about the landing as Parquet: to-parquet, from-parquet."""

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from loaders import report
from loaders.command import examples, tell
from loaders.commands.shared import Database, app, exit_codes
from loaders.errors import Refusal
from loaders.upkeep import parquet
from loaders.warehouse.database import connect, has_layout

Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", envvar="MOOCDB_LANDING", help="The folder of the landing."),
]


@app.command("to-parquet", epilog=examples("moocdb load to-parquet landing"))
def to_parquet(
    folder: Folder,
    database: Database = "warehouse.duckdb",
    trust: Annotated[
        bool,
        typer.Option("--trust", help="Compare no load of which the folder has as many rows."),
    ] = False,
) -> None:
    """Write what has been landed as Parquet, for Spark: a folder per table, in it one per load.

    Only what the folder does not hold yet is written. It holds all that the logs say, and the salt
    of the pseudonyms: keep it as private as the warehouse.
    """
    with exit_codes():
        check_landed(database)
        with closing(connect(database, read_only=True)) as con:
            if not has_layout(con, database):
                raise Refusal(
                    f"Nothing is landed in {database} yet: `moocdb load edx PATH` does it."
                )
            written = parquet.write(con, folder, trust=trust)
    n_loads = sum(map(len, written.loads.values()))
    report.say(
        f"{folder} holds {written.tables} tables; {written.rows:,} rows were written, "
        f"{n_loads} parts are new, and {written.removed} parts were removed."
    )
    tell(folder=str(folder), tables=written.tables, rows=written.rows, loads=written.loads)


@app.command("from-parquet", epilog=examples("moocdb load from-parquet landing"))
def from_parquet(folder: Folder, database: Database = "warehouse.duckdb") -> None:
    """Fill a new warehouse from such a folder, so that nothing has to be landed again."""
    with exit_codes():
        contents = parquet.contents_of(folder)
        with closing(connect(database)) as con:
            rows = parquet.read(con, database, folder, contents)
    report.say(f"{rows:,} rows of {folder} are landed in {os.path.relpath(database)}.")
    tell(folder=str(folder), database=database, rows=rows)


def check_landed(database: str) -> None:
    """Refuse a database that is not there, which opening would make."""
    if not os.access(database, os.F_OK):
        raise Refusal(f"There is no database {database}: name it with --database.")
