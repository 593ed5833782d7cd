"""The command line: python -m publishers summary, report, chart, gallery, csv, moocdb-csv ..."""

import os
import re
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from loaders.command import App, examples, tell
from loaders.errors import Refusal
from publishers import features as feature_files
from publishers import item_files, marts_csv, would_write
from publishers import parquet as parquet_files
from publishers import serve as served_copy
from publishers import summary as summary_tables
from publishers.charts import files as chart_files
from publishers.charts.catalog import Catalog, Chart
from publishers.charts.catalog import load as load_charts
from publishers.charts.check import problems
from publishers.charts.query import Result, close_off, is_per_course, run
from publishers.charts.texts import texts_of
from publishers.descriptions import PROJECT
from publishers.gallery import pages as gallery_pages
from publishers.moocdb import server as mysql_server
from publishers.moocdb.export import publish
from publishers.moocdb.queries import Vocabulary
from publishers.release import write as research_release
from publishers.report import page as report_page
from publishers.report.foreign import courses_to_show, fitting, is_foreign
from publishers.tagging import pages as tagging_pages
from publishers.warehouse import open_warehouse

app = App(
    help="Hand the marts to people: as a report, as charts, as CSV, as MOOCdb for MySQL.",
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
MinCell = Annotated[
    int, typer.Option("--min-cell", min=0, help="Hide numbers about fewer people; 0 hides none.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
]


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
    epilog=examples(
        "moocdb report report.html",
        "moocdb report autumn.html --course course-v1:Org+Course+Run --language es",
    )
)
def report(
    path: Path,
    course: Courses = None,
    charts: ChartFolders = None,
    language: Language = "en",
    docs: Annotated[
        str, typer.Option(help="Address of the docs site, for links to definitions of tables.")
    ] = "",
    with_private: Annotated[
        bool, typer.Option("--with-private", help="User names instead of pseudonyms.")
    ] = False,
    min_cell: MinCell = 0,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write how the courses are going to PATH: one HTML file that needs no network."""
    check_address(docs)
    catalog = load_charts(charts or [])
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.report(connection, path, catalog, course or [])
        report_page.write(
            connection,
            path,
            catalog,
            texts_of(catalog, language),
            course_ids=course or [],
            with_private=with_private,
            docs=docs,
            database=database.name,
            min_cell=checked_min_cell(min_cell, with_private=with_private),
        )
    tell(path=str(path), bytes=path.stat().st_size)
    typer.echo(f"The report is {os.path.relpath(path)}: open it in a browser.")


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
        "moocdb chart weekly --course course-v1:Org+Course+Run -o weekly.png",
    )
)
def chart(
    name: str,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file: .png, .svg, .csv or .html.")
    ],
    course: Annotated[str | None, typer.Option("--course", help="The course.")] = None,
    select: Annotated[
        str | None, typer.Option(help="Value of the chart's selector, such as a video.")
    ] = None,
    charts: ChartFolders = None,
    language: Language = "en",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write the chart NAME (as in charts/TOPIC/NAME.yml) to one file."""
    catalog = load_charts(charts or [])
    texts, found = texts_of(catalog, language), catalog.find(name)
    report_page.check_place(output)
    with open_warehouse(database) as connection:
        if output.suffix == ".html":
            only = Catalog(
                tuple(topic for topic in catalog.topics if topic.name == found.topic),
                (found,),
                catalog.texts,
                catalog.formats,
            )
            courses = [course] if course else []
            report_page.write(
                connection, output, only, texts, course_ids=courses, database=database.name
            )
        else:
            result = one_result(connection, found, course)
            chart_files.write(found, chart_files.selected(found, result, select), texts, output)
    tell(path=str(output), bytes=output.stat().st_size)
    typer.echo(f"The chart is {os.path.relpath(output)}.")


@app.command(
    epilog=examples(
        "moocdb gallery site/charts",
        "moocdb gallery site/charts --charts my_charts/",
    )
)
def gallery(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go.")],
    course: Courses = None,
    charts: ChartFolders = None,
    language: Language = "en",
    discuss: Annotated[
        str, typer.Option(help="Where people talk about charts; {chart} becomes its name.")
    ] = "",
    min_cell: MinCell = 0,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write every chart of every course to DIR: static pages with SQL, data and pictures."""
    check_address(discuss)
    catalog = load_charts(charts or [])
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.gallery(connection, directory, catalog, course or [])
        pictures = gallery_pages.write(
            connection,
            directory,
            catalog,
            texts_of(catalog, language),
            course_ids=course or [],
            discuss=discuss,
            min_cell=checked_min_cell(min_cell),
        )
    tell(path=str(directory), charts=len(catalog.charts), pictures=pictures)
    typer.echo(
        f"{pictures} pictures of {len(catalog.charts)} charts: "
        f"open {os.path.relpath(directory / 'index.html')} in a browser."
    )


@app.command(epilog=examples("moocdb check-charts --charts my_charts/"))
def check_charts(charts: ChartFolders = None, database: Database = DEFAULT_DATABASE) -> None:
    """Check every chart on this warehouse: query, spec, marks, titles, words and size."""
    catalog = load_charts(charts or [])
    with open_warehouse(database) as connection:
        close_off(connection)
        told = [problem for one in catalog.charts for problem in problems(connection, one)]
    tell(charts=len(catalog.charts), problems=told)
    for problem in told:
        typer.echo(problem)
    typer.echo(f"{len(catalog.charts)} charts, {len(told)} problems.")
    raise typer.Exit(bool(told))


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
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write MOOCdb into a MySQL or MariaDB server: a database per course, replaced in one go."""
    with open_warehouse(database) as connection:
        written = mysql_server.publish(
            connection, url, course or [], vocabulary, with_private=with_private
        )
    tell(written=written)
    for name, rows in written.items():
        typer.echo(f"{name}: {sum(rows.values()):,} rows of {len(rows)} tables")


@app.command(
    epilog=examples(
        "moocdb features features/ --course course-v1:Org+Course+Run",
        "moocdb features features/ --form long",
        "moocdb features features/ --format parquet",
    )
)
def features(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the folders go.")],
    course: Courses = None,
    form: Annotated[
        feature_files.Form, typer.Option(help="A column per feature, or a row per value.")
    ] = feature_files.Form.wide,
    format_: Annotated[
        feature_files.Format, typer.Option("--format", help="Format of the files.")
    ] = feature_files.Format.csv,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write features of learners by week to DIR: a folder per course, with what to predict."""
    with open_warehouse(database) as connection:
        written = feature_files.publish(connection, directory, course or [], form, format_)
    tell(written={str(folder): rows for folder, rows in written.items()})
    for folder, rows in written.items():
        typer.echo(f"{os.path.relpath(folder)}: {sum(rows.values()):,} rows of {len(rows)} tables")


@app.command(
    epilog=examples(
        "moocdb release release/ --course course-v1:Org+Course+Run --k 5",
        "moocdb release release/ --course course-v1:Org+Course+Run --k 5 --l 2",
    )
)
def release(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the folders go.")],
    course: Annotated[list[str], typer.Option("--course", help="The course; repeat for more.")],
    k: Annotated[
        int, typer.Option(min=2, help="Learners that share what others may know, at least.")
    ],
    ell: Annotated[
        int, typer.Option("--l", min=0, help="Values of grade and the like among them, at least.")
    ] = 0,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write learners of a course for research to DIR: random ids, coarse values, groups of k."""
    with open_warehouse(database) as connection:
        written = research_release.write(connection, directory, course, k, ell)
    tell(written={str(folder): vars(told) for folder, told in written.items()})
    for folder, told in written.items():
        typer.echo(
            f"{os.path.relpath(folder)}: {told.persons:,} learners, {told.weeks:,} weeks; "
            f"{told.lost:,} learners are left out, as README.md says."
        )


@app.command(epilog=examples("moocdb datashop attempts.txt --course course-v1:Org+Course+Run"))
def datashop(
    path: Path,
    course: Annotated[str, typer.Option("--course", help="The course.")],
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write attempts at problems to PATH as DataShop imports them: tab-delimited transactions."""
    with open_warehouse(database) as connection:
        rows = item_files.datashop(connection, path, course)
    tell(path=str(path), rows=rows)
    typer.echo(f"{os.path.relpath(path)}: {rows:,} transactions of DataShop")


@app.command(
    epilog=examples(
        "moocdb irw items.csv", "moocdb irw items.csv --course course-v1:Org+Course+Run"
    )
)
def irw(path: Path, course: Courses = None, database: Database = DEFAULT_DATABASE) -> None:
    """Write first attempts to PATH for the Item Response Warehouse: id, item, resp, date."""
    with open_warehouse(database) as connection:
        rows = item_files.irw(connection, path, course or [])
    tell(path=str(path), rows=rows)
    typer.echo(f"{os.path.relpath(path)}: {rows:,} responses")


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


@app.command(epilog=examples("moocdb tagging pages/ --tagger ann --tagger bob --double 0.3"))
def tagging(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go.")],
    tagger: Annotated[
        list[str] | None, typer.Option("--tagger", help="Who tags; repeat for more.")
    ] = None,
    project: Annotated[
        str | None, typer.Option("--project", help="The project, if there are several.")
    ] = None,
    double: Annotated[
        float, typer.Option("--double", min=0, max=1, help="Share of texts that two people tag.")
    ] = 0.2,
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write pages to DIR on which people tag texts: one HTML file a tagger, without network.

    The pages hold the texts: hand them to nobody else. Their CSV lands by loaders labels.
    """
    taggers = tagging_pages.check_taggers(tagger or [])
    with open_warehouse(database) as connection:
        asked = tagging_pages.read_project(connection, project)
    made = tagging_pages.planned if dry_run else tagging_pages.write
    pages = made(asked, directory, taggers, double)
    for page in pages:
        typer.echo(f"{page.path}: {page.n_items} texts, {page.n_shared} of them tagged twice")
    if len(taggers) == 1 or not any(page.n_shared for page in pages):
        typer.echo("No text is tagged by two people: nothing will show how far to trust the tags.")
    if dry_run:
        typer.echo("A dry run: nothing was written.")
    tell(project=asked.name, pages={page.tagger: str(page.path) for page in pages}, dry_run=dry_run)


def dbt_manifest() -> Path:
    """Where dbt writes what it knows of the project."""
    return Path(os.environ.get("DBT_TARGET_PATH") or PROJECT / "target") / "manifest.json"


def one_result(connection: duckdb.DuckDBPyConnection, found: Chart, course: str | None) -> Result:
    """The rows of a chart for a course. Raises Refusal when the course is missing or unknown."""
    known = courses_to_show(connection, [course] if course else [])
    close_off(connection)
    if is_foreign(known):
        fitting(Catalog((), (found,), {}, {}), known)
    if not is_per_course(connection, found):
        return run(connection, found, None)
    if course is None and len(known) != 1:
        courses = ", ".join(one.course_id for one in known)
        raise Refusal(f"The chart {found.path} is of one course: add --course, one of {courses}.")
    return run(connection, found, known[0].course_id)


def checked_min_cell(min_cell: int, *, with_private: bool = False) -> int:
    """The smallest count to show. Raises Refusal where names would be written beside it."""
    if min_cell == 1:
        raise Refusal("--min-cell 1 hides nothing: write 2 or more, or leave it out.")
    if min_cell and with_private:
        raise Refusal("--min-cell hides small groups and --with-private names people: choose one.")
    return min_cell


def check_address(address: str) -> None:
    """Raise Refusal for an address that a page must not link to."""
    if address and not re.match(r"https?://|[./]", address):
        raise Refusal(f"{address} is not an address: begin with https://, http://, . or /.")


if __name__ == "__main__":
    app()
