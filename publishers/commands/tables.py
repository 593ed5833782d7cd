"""Commands that show tables, or write them to files and servers."""

import os
from pathlib import Path
from typing import Annotated

import typer

from loaders.command import examples, tell
from publishers import marts_csv, would_write
from publishers import parquet as parquet_files
from publishers import serve as served_copy
from publishers import summary as summary_tables
from publishers.commands.shared import (
    DEFAULT_DATABASE,
    Courses,
    Database,
    DryRun,
    MinCell,
    app,
    checked_min_cell,
)
from publishers.descriptions import PROJECT
from publishers.moocdb import server as mysql_server
from publishers.moocdb.export import publish
from publishers.moocdb.queries import Vocabulary
from publishers.warehouse import open_warehouse


@app.command(epilog=examples("moocdb summary"))
def summary(database: Database = DEFAULT_DATABASE) -> None:
    """Print which tables came out of how many lines, where they lie and what to try next."""
    with open_warehouse(database) as connection:
        summary_tables.show(connection, database)


@app.command(
    epilog=examples(
        'moocdb query "from marts.dim_courses"',
        'moocdb query "select * from marts.fct_enrollment_daily" --limit 100 --json',
    )
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query of marts or moocdb.")],
    limit: Annotated[int, typer.Option(min=1, help="Show so many rows.")] = 20,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Print the first rows of a query. Nothing can be changed by it, and no file is opened."""
    with open_warehouse(database) as connection:
        summary_tables.query(connection, sql, limit)


@app.command(
    name="csv",
    epilog=examples(
        "moocdb csv exports/",
        "moocdb csv exports/ --marts fct_person_course",
    ),
)
def csv_files(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the folders go.")],
    course: Annotated[
        list[str] | None, typer.Option("--course", help="Only this course; repeat for more.")
    ] = None,
    marts: Annotated[
        str, typer.Option("--marts", help="Only these, commas between; else all about a course.")
    ] = "",
    with_private: Annotated[
        bool, typer.Option("--with-private", help="Tables that name people too.")
    ] = False,
    min_cell: MinCell = 0,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write marts to DIR: a folder per course with a CSV per mart and a data dictionary."""
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.folders(connection, directory, course or [], marts_csv.DICTIONARY)
        written = marts_csv.publish(
            connection,
            directory,
            course or [],
            marts.split(","),
            with_private=with_private,
            min_cell=checked_min_cell(min_cell, with_private=with_private),
        )
    tell(written={str(folder): rows for folder, rows in written.items()})
    for folder, rows in written.items():
        typer.echo(f"{os.path.relpath(folder)}: {sum(rows.values()):,} rows of {len(rows)} marts")


@app.command(
    epilog=examples(
        "moocdb moocdb-csv exports/",
        "moocdb moocdb-csv exports/ --course course-v1:Org+Course+Run",
    )
)
def moocdb_csv(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the folders go.")],
    course: Courses = None,
    vocabulary: Annotated[
        Vocabulary, typer.Option(help="Whose numbers the types have.")
    ] = Vocabulary.core,
    with_private: Annotated[
        bool, typer.Option("--with-private", help="Names, addresses and texts of people too.")
    ] = False,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write MOOCdb to DIR: a folder per course with a CSV per table and SQL that loads them."""
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.folders(connection, directory, course or [], "moocdb.sql")
        written = publish(
            connection, directory, course or [], vocabulary, with_private=with_private
        )
    tell(written={str(folder): rows for folder, rows in written.items()})
    for folder, rows in written.items():
        typer.echo(f"{os.path.relpath(folder)}: {sum(rows.values()):,} rows of {len(rows)} tables")


@app.command(
    epilog=examples(
        "moocdb moocdb-mysql mysql://root@localhost/",
        "moocdb moocdb-mysql mysql://root@localhost/ --course course-v1:Org+Course+Run",
    )
)
def moocdb_mysql(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="mysql://user:password@host:port/; the password may be in MOOCDB_MYSQL_PASSWORD.",
        ),
    ],
    course: Courses = None,
    vocabulary: Annotated[
        Vocabulary, typer.Option(help="Whose numbers the types have.")
    ] = Vocabulary.core,
    with_private: Annotated[
        bool, typer.Option("--with-private", help="Names, addresses and texts of people too.")
    ] = False,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write MOOCdb into a MySQL or MariaDB server: a database per course, replaced in one go."""
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.databases(connection, url, course or [])
        written = mysql_server.publish(
            connection, url, course or [], vocabulary, with_private=with_private
        )
    tell(written=written)
    for name, rows in written.items():
        typer.echo(f"{name}: {sum(rows.values()):,} rows of {len(rows)} tables")


@app.command(epilog=examples("moocdb serve moocs.duckdb"))
def serve(
    path: Path,
    with_private: Annotated[
        bool, typer.Option("--with-private", help="The schema private too: names and addresses.")
    ] = False,
    storage: Annotated[
        str, typer.Option(help="Storage version: v1.0.0, which all of DuckDB 1 reads, or latest.")
    ] = served_copy.STORAGE,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write a copy for readers to PATH: a DuckDB file of marts and moocdb, replaced in one go."""
    if dry_run:
        return would_write.copy(database, path, with_private=with_private)
    tables, comments = served_copy.serve(
        database, path, dbt_manifest(), with_private=with_private, storage=storage
    )
    tell(path=str(path), tables=tables, comments=comments, bytes=path.stat().st_size)
    typer.echo(
        f"{os.path.relpath(path)} holds {tables} tables with {comments:,} comments"
        + (" and names of people: do not hand it on." if with_private else ": share this file.")
    )


@app.command(epilog=examples("moocdb parquet exports/parquet"))
def parquet(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    min_cell: MinCell = 0,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write marts and moocdb to DIR: a Parquet file per table, and manifest.json."""
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.parquet(connection, directory)
        rows = parquet_files.write(
            connection, directory, dbt_manifest(), checked_min_cell(min_cell)
        )
    tell(path=str(directory), rows=rows)
    typer.echo(f"{os.path.relpath(directory)}: {sum(rows.values()):,} rows of {len(rows)} tables")


def dbt_manifest() -> Path:
    """Where dbt writes what it knows of the project."""
    return Path(os.environ.get("DBT_TARGET_PATH") or PROJECT / "target") / "manifest.json"
