"""Commands for research: features, releases of learners, answers to items, pages for tagging."""

import os
from pathlib import Path
from typing import Annotated

import typer

from loaders.command import examples, tell
from publishers import features as feature_files
from publishers import item_files, would_write
from publishers.commands.shared import DEFAULT_DATABASE, Courses, Database, DryRun, app
from publishers.release import write as research_release
from publishers.tagging import pages as tagging_pages
from publishers.warehouse import open_warehouse


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
    dry_run: DryRun = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write features of learners by week to DIR: a folder per course, with what to predict."""
    with open_warehouse(database) as connection:
        if dry_run:
            return would_write.features(connection, directory, course or [], form)
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
