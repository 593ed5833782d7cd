"""The command line: python -m loaders edx PATH..., python -m loaders status, and others."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote

import duckdb
import typer

from loaders import report
from loaders.command import App, examples, tell
from loaders.course_keys import check_course, check_moocdb_course, check_session
from loaders.database import connect, has_layout
from loaders.dry_run import opened, pending
from loaders.errors import Refusal
from loaders.export_sources import Part, dumps_in, tables_of_dumps
from loaders.export_tables import wanted
from loaders.exports import land_export
from loaders.ip_ranges import land_ip_ranges
from loaders.land_files import land_files
from loaders.members import members_in, paths_in
from loaders.moocdb import folder_of, land_moocdb
from loaders.moocdb_sources import Part as MoocdbPart
from loaders.moocdb_sources import parts_of_members, parts_of_tables
from loaders.moocdb_tables import wanted as wanted_of_moocdb
from loaders.package_kinds import wanted as wanted_of_package
from loaders.packages import Source as PackageSource
from loaders.packages import land_package, sources_of_members, sources_of_server
from loaders.run_log import Line, logged_run
from loaders.seed_files import check_seeds
from loaders.server import IN_UTC, tables_of_server
from loaders.sources import SOURCES, Source
from loaders.undo import plan_undo, undo

SEEDS = Path(__file__).parents[1] / "seeds"

app = App(
    help="Land the logs of online courses in the warehouse, line by line.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Format = Literal["coursera_1", "coursera_2"]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or globs.")]
Final = Annotated[
    bool,
    typer.Option("--final", help="Land a last line without a newline too: the logs grow no more."),
]
Session = Annotated[
    str, typer.Option("--course", metavar="SESSION_ID", help="The session, as in its addresses.")
]
Database = Annotated[
    str, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be landed, and land nothing.")
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
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land edX tracking logs: plain, .gz or .zst; lines, or JSON documents that hold events.

    What has been landed is not read again; a file that has grown is read from there on.
    Of a folder, files that are named like logs or hold events are landed; hidden ones are passed
    over. A file that is named is always landed.
    Exit code 1 says that something was left out, 2 that nothing was done.
    """
    land_lines(SOURCES["edx"], paths, final=final, database=database, dry_run=dry_run)


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
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the clickstream of a Coursera session: JSON lines, plain, .gz or .zst.

    A file that was landed for another session is landed for this one too. Otherwise as for edx.
    """
    with exit_codes():
        check_session(course)
    source = SOURCES["coursera-clickstream"]
    land_lines(source, paths, constants=[course], final=final, database=database, dry_run=dry_run)


@app.command(
    "coursera-exports",
    epilog=examples(
        "moocdb load coursera-exports dumps/ --course gametheory-003",
        "moocdb load coursera-exports dumps/ --course gametheory-003 --learners 500",
    ),
)
def coursera_exports(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A folder of .sql or .sql.gz dumps, or mysql://user:password@host:port/ and "
            "the three databases, with commas: hash_mapping, general, forum.",
        ),
    ],
    course: Session,
    export_format: Annotated[
        Format | None, typer.Option("--format", help="Refuse an export of another format.")
    ] = None,
    learners: Annotated[
        int | None, typer.Option("--learners", min=1, help="Only so many learners, for a trial.")
    ] = None,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the SQL export of a Coursera session; it replaces an earlier one.

    Exit code 2 says that nothing was done.
    """
    with (
        logged_run("loaders coursera-exports", database, course=course) as line,
        exit_codes(line),
    ):
        check_session(course)
        line |= {"dry_run": True} if dry_run else {}
        with opened(database, dry_run=dry_run) as con, parts_of(source) as parts:
            export = land_export(
                con,
                course,
                parts,
                expected=export_format,
                learners=learners,
                keep=not dry_run,
            )
        say_dry_run(dry_run)
        report.summarize_export(export)
        line |= {"format": export.format, "load_id": export.load_id, "files": export.files}
        line |= {"landed": export.rows, "not_landed": export.notes}


@app.command(
    "edx-package",
    epilog=examples(
        "moocdb load edx-package package/",
        "moocdb load edx-package mysql://reader:password@localhost/edxapp",
    ),
)
def edx_package(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A folder, archive or file of a data package or of dumps, or "
            "mysql://user:password@host:port/database of the platform.",
        ),
    ],
    course: Annotated[
        str | None,
        typer.Option("--course", metavar="KEY", help="The course of rows that name none."),
    ] = None,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land an edX data package, or a database of Open edX; it replaces an earlier one.

    Tables are found by content and usual names: edX's tab-separated .sql files, mysqldump files,
    CSV, forum .mongo, OLX; plain, .gz, .zst, in .zip and .tar. Passwords and answers are not read.
    The structure of a course (JSON) that lies beside them is landed too. Exit code 1 says that
    files were left out, 2 that nothing was done.
    """
    course = unquote(course).strip() if course else None
    with (
        logged_run("loaders edx-package", database, course=course) as line,
        exit_codes(line),
    ):
        if course:
            check_course(course)
        line |= {"dry_run": True} if dry_run else {}
        with (
            opened(database, dry_run=dry_run) as con,
            sources_of(source, course, database) as sources,
        ):
            package = land_package(con, sources, course, keep=not dry_run)
        say_dry_run(dry_run)
        report.summarize_package(package)
        line |= {"load_id": package.load_id, "files": package.files, "bytes": package.bytes}
        line |= {"landed": {table: landed for table, (_, landed, *_) in package.rows.items()}}
        line |= {"notes": package.notes}
        for path in package.left_out:
            typer.echo(f"Left out: {path}: it is encrypted; decrypt it, and land it.", err=True)
        left_out = land_structures(package.structures, database, dry_run=dry_run)
        line["not_landed"] = [*package.left_out, *left_out]
        if line["not_landed"]:
            raise typer.Exit(1)


def land_structures(
    structures: Iterable[tuple[str, str | None]], database: str, *, dry_run: bool
) -> list[str]:
    """Land the structures of courses that lie in a package; return those that were left out."""
    left_out = []
    for path, course in structures:
        if not course or not Path(path).is_file():
            reason = "names no course" if not course else "lies in an archive: unpack it"
            typer.echo(
                f"Left out: {path}: the structure of a course, which {reason}; land it with "
                "edx-course-structure FILE --course KEY.",
                err=True,
            )
            left_out.append(path)
            continue
        source = SOURCES["edx-course-structure"]
        if dry_run:
            tell_pending(source, [path], database, [course])
            continue
        done = land_files(source, [path], final=True, database=database, constants=[course])
        left_out += done["not_landed"]
    return left_out


@contextmanager
def sources_of(source: str, course: str | None, database: str) -> Iterator[Iterable[PackageSource]]:
    """Give the files of a package or the databases of a server, with progress for files."""
    if "://" in source:
        yield sources_of_server(tables_of_server(source, wanted_of_package, IN_UTC))
    else:
        with report.progress_of("edx-package", paths_in(source, database)) as advance:
            yield sources_of_members(members_in(source, database, advance), course)


@contextmanager
def parts_of(source: str) -> Iterator[Iterable[Part]]:
    """Give the tables of a server or of dumps, with progress while these are read."""
    if "://" in source:
        yield tables_of_server(source, wanted)
    else:
        dumps = dumps_in(source)
        with report.progress_of("coursera-exports", dumps) as advance:
            yield tables_of_dumps(dumps, advance)


@app.command(
    "moocdb",
    epilog=examples(
        "moocdb load moocdb moocdb-csv/ --course MITx/6.002x/2012_Fall",
        "moocdb load moocdb moocdb.sql --course MITx/6.002x/2012_Fall --dry-run",
    ),
)
def moocdb(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A folder or archive of CSV files, a moocdb.sql dump, or "
            "mysql://user:password@host:port/database.",
        ),
    ],
    course: Annotated[str, typer.Option("--course", metavar="ID", help="What to call the course.")],
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land a MOOCdb that others made, of one course; it replaces an earlier copy.

    In MIT's schema of 2013 or 2014, or as `publishers moocdb-csv` writes it. Tables and columns may
    be missing, but for keys; CSV files may lack the header, in the order of the schema of 2013.
    Exit code 2 says that nothing was done.
    """
    course = unquote(course).strip()
    with logged_run("loaders moocdb", database, course=course) as line, exit_codes(line):
        check_moocdb_course(course)
        line |= {"dry_run": True} if dry_run else {}
        with (
            opened(database, dry_run=dry_run) as con,
            moocdb_parts_of(source, database) as parts,
        ):
            load = land_moocdb(con, course, parts, keep=not dry_run)
        say_dry_run(dry_run)
        report.summarize_moocdb(load)
        line |= {"load_id": load.load_id, "files": load.files, "bytes": load.bytes}
        line |= {"landed": {table: n for table, (_, n, *_) in load.rows.items()}}
        line |= {"notes": load.notes}


@contextmanager
def moocdb_parts_of(source: str, database: str) -> Iterator[Iterable[MoocdbPart]]:
    """Give the tables of a server or of files, with progress for files."""
    if "://" in source:
        yield parts_of_tables(
            tables_of_server(source, lambda table: wanted_of_moocdb(table.lower()), IN_UTC)
        )
    else:
        source = folder_of(source)
        with report.progress_of("moocdb", paths_in(source, database)) as advance:
            yield parts_of_members(members_in(source, database, advance))


@app.command(epilog=examples("moocdb load quickhelper logs/ --final"))
def quickhelper(
    paths: Paths,
    final: Final = False,
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the logs of the QuickHelper experiment: user, selection, helper, vote and click.

    A file's name begins with the name of its log. Otherwise as for edx.
    """
    land_lines(SOURCES["quickhelper"], paths, final=final, database=database, dry_run=dry_run)


@app.command(epilog=examples("moocdb load labels tags.csv"))
def labels(paths: Paths, dry_run: DryRun = False, database: Database = "warehouse.duckdb") -> None:
    """Land CSV files of tags, with project, item_id, text, tagger, tag and tagged_at.

    Further columns are kept. A file lands whole or not at all; one that has changed lands again,
    and replaces its earlier version. Exit codes as for edx.
    """
    land_lines(SOURCES["labels"], paths, final=True, database=database, dry_run=dry_run)


@app.command(epilog=examples("moocdb load predictions predictions/dropout_predictions.csv"))
def predictions(
    paths: Paths, dry_run: DryRun = False, database: Database = "warehouse.duckdb"
) -> None:
    """Land CSV files of predictions, as predictors dropout writes them; docs/research.md.

    A file lands whole or not at all; one that has changed lands again, and replaces its earlier
    version. Exit codes as for edx.
    """
    land_lines(SOURCES["predictions"], paths, final=True, database=database, dry_run=dry_run)


@app.command("ip-ranges", epilog=examples("moocdb load ip-ranges GeoLite2-Country-CSV.zip"))
def ip_ranges(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A CSV file, plain or .gz, a .zip or a folder.")
    ],
    dry_run: DryRun = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Land ranges of addresses and their countries; they replace those landed before.

    GeoLite2 Country or City (blocks and locations), IP2Location LITE, or start,end,country.
    Exit code 2 says that nothing was done.
    """
    with logged_run("loaders ip-ranges", database) as line, exit_codes(line):
        line |= {"dry_run": True} if dry_run else {}
        with opened(database, dry_run=dry_run) as con:
            load = land_ip_ranges(con, source, keep=not dry_run)
        say_dry_run(dry_run)
        report.summarize_ranges(load)
        line |= {"load_id": load.load_id, "files": load.files, "landed": load.ranges}


@app.command(epilog=examples("moocdb status", "moocdb status --json"))
def status(
    database: Database = "warehouse.duckdb",
    all_loads: Annotated[bool, typer.Option("--all", help="Show all loads.")] = False,
) -> None:
    """Show the loads and the files, and which files failed or wait. Changes nothing."""
    tell(database=database, n_loads=0, n_files=0)
    with exit_codes():
        if not os.access(database, os.F_OK):
            report.say(f"There is no database {database} yet; the first load will make it.")
            return
        with closing(connect(database, read_only=True)) as con:
            if has_layout(con, database):
                report.show_status(con, all_loads=all_loads)
            else:
                report.say(f"Nothing has been loaded into {database} yet.")


@app.command("check-seeds", epilog=examples("moocdb load check-seeds"))
def check_edited_seeds(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="Where the seeds are; the project's unless given."),
    ] = None,
) -> None:
    """Check the seeds that a site edits: courses, staff, survey, age groups and others.

    Each fault is a sentence with file, row (the header is row 1) and column. A build checks them
    too. Exit code 2 says that there are faults.
    """
    if n_faults := check_seeds(folder or SEEDS, lambda fault: typer.echo(fault, err=True)):
        typer.echo(f"Faults in the seeds: {n_faults}", err=True)
        raise typer.Exit(2)


@app.command("undo", epilog=examples("moocdb undo 12 --dry-run", "moocdb undo 12 --yes"))
def undo_load(
    load: Annotated[int, typer.Argument(metavar="LOAD", help="Its number; status shows it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, and do nothing.")] = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Take a load back: its lines, rows and files, after showing what they are.

    Its files can be landed again. What an export or a package had replaced does not come back.
    The marts follow with the next build. Exit code 2 says that nothing was done.
    """
    with exit_codes():
        if not os.access(database, os.F_OK):
            raise Refusal(f"There is no database {database}: name it with --database.")
    with logged_run("loaders undo", database, load_id=load) as line, exit_codes(line):
        with opened(database, dry_run=dry_run) as con:
            undoing = plan_undo(con, load)
            report.show_undoing(undoing)
            line |= {"source": undoing.source, "rows": undoing.rows, "dry_run": dry_run}
            if dry_run:
                return
            if not yes and not is_confirmed(load):
                raise Refusal("Nothing was taken back.")
            undo(con, undoing)
        line["undone_by"] = undoing.undone_by
        report.say(
            f"Taken back, as load {undoing.undone_by}. The marts follow with the next build: "
            "make refresh, or dbt build."
        )


def is_confirmed(load: int) -> bool:
    """Ask whether a load is to be taken back. Refusal where nobody can answer."""
    try:
        return typer.confirm(f"Take load {load} back?")
    except typer.Abort:
        raise Refusal("Nothing was taken back: add --yes to do it without asking.") from None


def say_dry_run(dry_run: bool) -> None:
    """Say that nothing was kept of a load that was only tried."""
    if dry_run:
        report.say("A dry run: this would be landed, and nothing was.")


def land_lines(
    source: Source,
    paths: list[str],
    *,
    final: bool,
    database: str,
    constants: Sequence[str] = (),
    dry_run: bool = False,
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
        line |= land_files(source, paths, final=final, database=database, constants=constants)
        if line["not_landed"] or line["without_events"]:
            raise typer.Exit(1)


def tell_pending(
    source: Source, paths: list[str], database: str, constants: Sequence[str] = ()
) -> None:
    """Say what a load of files would read."""
    files, found = pending(source, paths, database, constants)
    report.summarize_pending(files, found.skipped)
    tell(
        database=database,
        dry_run=True,
        files=[asdict(file) for file in files],
        bytes=sum(file.bytes for file in files),
        not_landed=found.skipped + found.unreadable,
    )


@contextmanager
def exit_codes(line: Line | None = None) -> Iterator[None]:
    """Tell what stopped a command in one sentence on standard error, and exit with its code.

    line: of the log, which gets the sentence too; not of DuckDB, which may quote what it read.
    """
    try:
        yield
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        tell(error=str(refusal))
        if line is not None:
            line["error"] = str(refusal)
        raise typer.Exit(2) from None
    except duckdb.Error as error:
        typer.echo(f"Nothing was landed, since DuckDB failed: {error}", err=True)
        tell(error=f"DuckDB failed: {type(error).__name__}")
        if line is not None:
            line["error"] = f"DuckDB failed: {type(error).__name__}"
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing of this load was landed.", err=True)
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
