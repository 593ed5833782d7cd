"""The command line: python -m publishers summary, report PATH, moocdb-csv DIR."""

import os
from pathlib import Path
from typing import Annotated

import typer

from loaders.errors import Refusal
from publishers import summary as summary_tables
from publishers.charts.catalog import load as load_charts
from publishers.charts.texts import texts_of
from publishers.moocdb.export import publish
from publishers.moocdb.queries import Vocabulary
from publishers.report import page as report_page
from publishers.warehouse import open_warehouse

app = typer.Typer(
    help="Hand the marts to people: as a summary, as a page of charts, as MOOCdb for MySQL.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Database = Annotated[
    Path, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DEFAULT_DATABASE = Path("warehouse.duckdb")
Courses = Annotated[
    list[str] | None, typer.Option("--course", help="Only this course; repeat for more.")
]
ChartFolders = Annotated[
    list[Path] | None,
    typer.Option("--charts", help="A folder of charts beside the project's; repeat for more."),
]
Language = Annotated[str, typer.Option("--language", help="Language of the texts: en, es.")]


@app.command()
def summary(database: Database = DEFAULT_DATABASE) -> None:
    """Print which tables came out of how many lines, where they lie and what to try next."""
    with open_warehouse(database) as connection:
        summary_tables.show(connection, database)


@app.command()
def report(
    path: Path,
    course: Courses = None,
    charts: ChartFolders = None,
    language: Language = "en",
    docs: Annotated[
        str, typer.Option(help="Address of the docs site, for links to definitions of tables.")
    ] = "",
    with_private: Annotated[
        bool, typer.Option("--with-private", help="User names in the place of pseudonyms.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write how the courses are going to PATH: one HTML file that needs no network."""
    catalog = load_charts(charts or [])
    with open_warehouse(database) as connection:
        report_page.write(
            connection,
            path,
            catalog,
            texts_of(catalog, language),
            course_ids=course or [],
            with_private=with_private,
            docs=docs,
            database=database.name,
        )
    typer.echo(f"The report is {os.path.relpath(path)}: open it in a browser.")


@app.command()
def moocdb_csv(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the folders go.")],
    course: Courses = None,
    vocabulary: Annotated[
        Vocabulary, typer.Option(help="Whose numbers the types have.")
    ] = Vocabulary.core,
    with_private: Annotated[
        bool, typer.Option("--with-private", help="Names, addresses and texts of people too.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write MOOCdb to DIR: a folder per course with a CSV per table and SQL that loads them."""
    with open_warehouse(database) as connection:
        written = publish(
            connection, directory, course or [], vocabulary, with_private=with_private
        )
    for folder, rows in written.items():
        typer.echo(f"{os.path.relpath(folder)}: {sum(rows.values()):,} rows of {len(rows)} tables")


if __name__ == "__main__":
    try:
        app()
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise SystemExit(2) from None
    except OSError as error:
        typer.echo(f"{error.filename} cannot be written: {error.strerror}.", err=True)
        raise SystemExit(2) from None
