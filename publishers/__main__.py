"""The command line: python -m publishers summary, python -m publishers report PATH."""

import os
from pathlib import Path
from typing import Annotated

import typer

from publishers import report as report_page
from publishers import summary as summary_tables
from publishers.warehouse import NotBuilt, open_warehouse

app = typer.Typer(
    help="Hand the marts to people: as a summary, as a page of charts.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Database = Annotated[
    Path, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DEFAULT_DATABASE = Path("moocdb.duckdb")


@app.command()
def summary(database: Database = DEFAULT_DATABASE) -> None:
    """Print which tables came out of how many lines, where they lie and what to try next."""
    with open_warehouse(database) as connection:
        summary_tables.show(connection, database)


@app.command()
def report(path: Path, database: Database = DEFAULT_DATABASE) -> None:
    """Write a page of charts to PATH: one HTML file that needs no network."""
    with open_warehouse(database) as connection:
        report_page.write(connection, path)
    typer.echo(f"The report is {os.path.relpath(path)}: open it in a browser.")


if __name__ == "__main__":
    try:
        app()
    except NotBuilt as problem:
        typer.echo(str(problem), err=True)
        raise SystemExit(2) from None
