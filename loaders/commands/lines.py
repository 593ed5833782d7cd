"""Commands that land files line by line: logs, structures, labels, predictions, topics."""

from collections.abc import Sequence
from textwrap import fill
from typing import Annotated
from urllib.parse import unquote

import typer

from loaders.command import examples
from loaders.commands.land_files import land_files
from loaders.commands.shared import Database, DryRun, Session, app, exit_codes, tell_pending
from loaders.course_keys import check_course, check_session
from loaders.run_log import logged_run
from loaders.streams.csv_kinds import CSV_KINDS, CsvKind
from loaders.streams.sources import SOURCES, Source

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or globs.")]
Final = Annotated[
    bool,
    typer.Option("--final", help="Land a last line without a newline too: the logs grow no more."),
]
Scrub = Annotated[
    bool,
    typer.Option(
        help="Cut passwords, tokens and keys of sessions out (seeds/scrub_patterns.csv).",
    ),
]


@app.command(
    epilog=examples(
        "moocdb load edx tracking-logs/",
        "moocdb load edx --final 2025-09.log.gz --database ~/autumn.duckdb",
        "moocdb load edx tracking-logs/ --dry-run",
    )
)
def edx(
    paths: Paths,
    final: Final = False,
    scrub: Scrub = True,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land edX tracking logs: plain, .gz or .zst; lines, or JSON documents that hold events.

    What has been landed is not read again; a file that has grown is read from there on.
    Of a folder, files that are named like logs or hold events are landed; hidden ones are passed
    over. A file that is named is always landed. Secrets are cut out of the lines first.
    Exit code 1 says that something was left out, 2 that nothing was done.
    """
    land_lines(SOURCES["edx"], paths, final=final, database=database, dry_run=dry_run, scrub=scrub)


@app.command(
    "edx-course-structure",
    epilog=examples(
        "moocdb load edx-course-structure structure.json --course course-v1:Org+Course+Run"
    ),
)
def edx_course_structure(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The course_structure JSON.")],
    course: Annotated[str, typer.Option("--course", help="Key of the course it belongs to.")],
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the structure of a course, the JSON file that edX ships beside the logs.

    The file landed last for a course replaces the others, even if it is older.
    Exit codes as for edx.
    """
    course = unquote(course).strip()
    with exit_codes():
        check_course(course)
    source = SOURCES["edx-course-structure"]
    land_lines(source, [file], constants=[course], final=True, database=database, dry_run=dry_run)


@app.command(
    "coursera-clickstream",
    epilog=examples(
        "moocdb load coursera-clickstream --final clickstream.gz --course gametheory-003"
    ),
)
def coursera_clickstream(
    paths: Paths,
    course: Session,
    final: Final = False,
    scrub: Scrub = True,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the clickstream of a Coursera session: JSON lines, plain, .gz or .zst.

    A file that was landed for another session is landed for this one too. Otherwise as for edx.
    """
    with exit_codes():
        check_session(course)
    source = SOURCES["coursera-clickstream"]
    land_lines(
        source,
        paths,
        constants=[course],
        final=final,
        database=database,
        dry_run=dry_run,
        scrub=scrub,
    )


@app.command(epilog=examples("moocdb load quickhelper logs/ --final"))
def quickhelper(
    paths: Paths,
    final: Final = False,
    scrub: Scrub = True,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the logs of the QuickHelper experiment: user, selection, helper, vote and click.

    A file's name begins with the name of its log. Otherwise as for edx.
    """
    land_lines(
        SOURCES["quickhelper"], paths, final=final, database=database, dry_run=dry_run, scrub=scrub
    )


def add_command_of_rows(name: str, kind: CsvKind) -> None:
    """Add the command that lands a kind of CSV files."""

    def land_rows(
        paths: Paths, dry_run: DryRun = False, database: Database = "warehouse.duckdb"
    ) -> None:
        land_lines(SOURCES[name], paths, final=True, database=database, dry_run=dry_run)

    epilog = examples(f"moocdb load {name} {kind.example}")
    app.command(name, help=help_of_rows(kind), epilog=epilog)(land_rows)


def help_of_rows(kind: CsvKind) -> str:
    """Return the help of such a command."""
    details = (
        f"Columns: {', '.join(kind.columns)}; further ones are kept. A file lands whole or not at "
        "all; one that has changed lands again, and replaces its earlier version. Exit codes as "
        "for edx."
    )
    return f"Land CSV files of {kind.about}.\n\n{fill(details, 100)}"


def land_lines(
    source: Source,
    paths: list[str],
    *,
    final: bool,
    database: str,
    constants: Sequence[str] = (),
    dry_run: bool = False,
    scrub: bool = True,
) -> None:
    """Land files of one source, report, and exit with 1 if something was left out."""
    if dry_run:
        with exit_codes():
            tell_pending(source, paths, database, constants)
        return
    facts = dict(zip(source.constants, constants, strict=False))  # the course, if one was named
    with (
        logged_run(f"loaders {source.name}", database, **facts) as line,
        exit_codes(line),
    ):
        line |= land_files(
            source, paths, final=final, database=database, constants=constants, scrub=scrub
        )
        if line["not_landed"] or line["without_events"]:
            raise typer.Exit(1)


for _name, _kind in CSV_KINDS.items():
    add_command_of_rows(_name, _kind)
