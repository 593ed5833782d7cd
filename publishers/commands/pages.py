"""Commands that write pages and pictures: report, gallery, single charts, and their check."""

import json
import os
import re
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from loaders.command import examples, tell
from loaders.errors import Refusal
from publishers import would_write
from publishers.charts import files as chart_files
from publishers.charts.catalog import Catalog, Chart
from publishers.charts.catalog import load as load_charts
from publishers.charts.query import Result, close_off, is_per_course, run
from publishers.charts.texts import texts_of
from publishers.commands.shared import (
    DEFAULT_DATABASE,
    ChartFolders,
    Courses,
    Database,
    DryRun,
    Language,
    MinCell,
    app,
    checked_min_cell,
)
from publishers.gallery import pages as gallery_pages
from publishers.report import page as report_page
from publishers.report.foreign import courses_to_show, fitting, is_foreign
from publishers.warehouse import open_warehouse


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
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write the chart NAME (as in charts/TOPIC/NAME.yml) to one file."""
    catalog = load_charts(charts or [])
    texts, found = texts_of(catalog, language), catalog.find(name)
    report_page.check_place(output)
    with open_warehouse(database) as connection:
        if dry_run:
            result = chart_files.selected(found, one_result(connection, found, course), select)
            return would_write.chart(output, found, result)
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
    """Check every chart on this warehouse: query, spec, marks, titles, words and size.

    Names the texts that lack a translation, too, as lines to fill in: they are shown in English.
    """
    from publishers.charts.check import problems  # here: Altair takes half a second

    catalog = load_charts(charts or [])
    with open_warehouse(database) as connection:
        close_off(connection)
        told = [problem for one in catalog.charts for problem in problems(connection, one)]
    untranslated = catalog.untranslated()
    tell(charts=len(catalog.charts), problems=told, untranslated=untranslated)
    for problem in told:
        typer.echo(problem)
    for language, texts in untranslated.items():
        typer.echo(f"For texts.{language}.yml, below texts:")
        for text in texts:
            typer.echo(f'  {json.dumps(text, ensure_ascii=False)}: ""')
    typer.echo(f"{len(catalog.charts)} charts, {len(told)} problems.")
    raise typer.Exit(bool(told))


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


def check_address(address: str) -> None:
    """Raise Refusal for an address that a page must not link to."""
    if address and not re.match(r"https?://|[./]", address):
        raise Refusal(f"{address} is not an address: begin with https://, http://, . or /.")
