"""The command line: python -m loaders edx PATH..., python -m loaders status, and others."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Annotated, Literal
from urllib.parse import unquote

import duckdb
import typer

from loaders import report
from loaders.database import connect, has_layout, prepare
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
from loaders.server import IN_UTC, tables_of_server
from loaders.sources import SOURCES, Source

app = typer.Typer(
    help="Land the logs of online courses in the warehouse, line by line.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

COURSE_KEY = re.compile(
    r"course-v1:[^/+\s]+\+[^/+\s]+\+[^/+\s]+|ccx-v1:[^/+\s]+(\+[^/+\s]+){2}\+ccx@[0-9]+"
    r"|[^/:+\s]+/[^/:+\s]+/[^/:+\s]+"
)
SESSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
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


@app.command()
def edx(paths: Paths, final: Final = False, database: Database = "warehouse.duckdb") -> None:
    """Land edX tracking logs: plain, .gz or .zst; lines, or JSON documents that hold events.

    What has been landed is not read again; a file that has grown is read from there on.
    Of a folder, files that are named like logs or hold events are landed; hidden ones are passed
    over. A file that is named is always landed.
    Exit code 1 says that something was left out, 2 that nothing was done.
    """
    land_lines(SOURCES["edx"], paths, final=final, database=database)


@app.command("edx-course-structure")
def edx_course_structure(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The course_structure JSON.")],
    course: Annotated[str, typer.Option("--course", help="Key of the course it belongs to.")],
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the structure of a course, the JSON file that edX ships beside the logs.

    The file landed last for a course takes the place of the others, be it an older one again.
    Exit codes as for edx.
    """
    course = unquote(course).strip()
    with exit_codes():
        check_course(course)
    source = SOURCES["edx-course-structure"]
    land_lines(source, [file], constants=[course], final=True, database=database)


@app.command("coursera-clickstream")
def coursera_clickstream(
    paths: Paths, course: Session, final: Final = False, database: Database = "warehouse.duckdb"
) -> None:
    """Land the clickstream of a Coursera session: JSON lines, plain, .gz or .zst.

    A file that was landed for another session is landed for this one too. Otherwise as for edx.
    """
    with exit_codes():
        check_session(course)
    source = SOURCES["coursera-clickstream"]
    land_lines(source, paths, constants=[course], final=final, database=database)


@app.command("coursera-exports")
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
    database: Database = "warehouse.duckdb",
) -> None:
    """Land the SQL export of a Coursera session, in the place of an earlier one.

    Exit code 2 says that nothing was done.
    """
    with (
        logged_run("loaders coursera-exports", database, course=course) as line,
        exit_codes(line),
    ):
        check_session(course)
        with closing(connect(database)) as con:
            prepare(con, database)
            with parts_of(source) as parts:
                export = land_export(con, course, parts, expected=export_format, learners=learners)
        report.summarize_export(export)
        line |= {"format": export.format, "load_id": export.load_id, "files": export.files}
        line |= {"landed": export.rows, "not_landed": export.notes}


@app.command("edx-package")
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
    database: Database = "warehouse.duckdb",
) -> None:
    """Land an edX data package, or a database of Open edX, in the place of an earlier one.

    Tables are found by content and usual names: edX's tab-separated .sql files, mysqldump files,
    CSV, forum .mongo, OLX; plain, .gz, .zst, in .zip and .tar. Passwords and answers are not read.
    Exit code 1 says that encrypted files were left out, 2 that nothing was done.
    """
    course = unquote(course).strip() if course else None
    with (
        logged_run("loaders edx-package", database, course=course) as line,
        exit_codes(line),
    ):
        if course:
            check_course(course)
        with closing(connect(database)) as con:
            prepare(con, database)
            with sources_of(source, course, database) as sources:
                package = land_package(con, sources, course)
        report.summarize_package(package)
        line |= {"load_id": package.load_id, "files": package.files, "bytes": package.bytes}
        line |= {"landed": {table: landed for table, (_, landed, *_) in package.rows.items()}}
        line |= {"notes": package.notes, "not_landed": package.left_out}
        for path in package.left_out:
            typer.echo(f"Left out: {path}: it is encrypted; decrypt it, and land it.", err=True)
        if package.left_out:
            raise typer.Exit(1)


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


@app.command("moocdb")
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
    database: Database = "warehouse.duckdb",
) -> None:
    """Land a MOOCdb that others made, of one course, in the place of an earlier copy.

    In MIT's schema of 2013 or 2014, or as `publishers moocdb-csv` writes it. Tables and columns may
    be missing, but for keys; CSV files may lack the header, in the order of the schema of 2013.
    Exit code 2 says that nothing was done.
    """
    course = unquote(course).strip()
    with logged_run("loaders moocdb", database, course=course) as line, exit_codes(line):
        check_moocdb_course(course)
        with closing(connect(database)) as con:
            prepare(con, database)
            with moocdb_parts_of(source, database) as parts:
                load = land_moocdb(con, course, parts)
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


@app.command()
def quickhelper(
    paths: Paths, final: Final = False, database: Database = "warehouse.duckdb"
) -> None:
    """Land the logs of the QuickHelper experiment: user, selection, helper, vote and click.

    A file's name begins with the name of its log. Otherwise as for edx.
    """
    land_lines(SOURCES["quickhelper"], paths, final=final, database=database)


@app.command()
def labels(paths: Paths, database: Database = "warehouse.duckdb") -> None:
    """Land CSV files of tags, with project, item_id, text, tagger, tag and tagged_at.

    Further columns are kept. A file lands whole or not at all; one that has changed lands again,
    and takes the place of what it was before. Exit codes as for edx.
    """
    land_lines(SOURCES["labels"], paths, final=True, database=database)


@app.command("ip-ranges")
def ip_ranges(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A CSV file, plain or .gz, a .zip or a folder.")
    ],
    database: Database = "warehouse.duckdb",
) -> None:
    """Land ranges of addresses and their countries, in the place of those landed before.

    GeoLite2 Country or City (blocks and locations), IP2Location LITE, or start,end,country.
    Exit code 2 says that nothing was done.
    """
    with logged_run("loaders ip-ranges", database) as line, exit_codes(line):
        with closing(connect(database)) as con:
            prepare(con, database)
            load = land_ip_ranges(con, source)
        report.summarize_ranges(load)
        line |= {"load_id": load.load_id, "files": load.files, "landed": load.ranges}


@app.command()
def status(database: Database = "warehouse.duckdb") -> None:
    """Show the loads and the files, and which files failed or wait. Changes nothing."""
    with exit_codes():
        if not os.access(database, os.F_OK):
            report.say(f"There is no database {database} yet; the first load will make it.")
            return
        with closing(connect(database, read_only=True)) as con:
            if has_layout(con, database):
                report.show_status(con)
            else:
                report.say(f"Nothing has been loaded into {database} yet.")


def check_course(course: str) -> None:
    """Refuse what cannot be the key of a course."""
    if not COURSE_KEY.fullmatch(course):
        raise Refusal(
            f"{course!r} is no course key: give --course course-v1:Org+Course+Run or "
            "Org/Course/Run, as the logs spell it."
        )


def check_moocdb_course(course: str) -> None:
    """Refuse what cannot be the name of a course."""
    if not (COURSE_KEY.fullmatch(course) or SESSION_ID.fullmatch(course)):
        raise Refusal(
            f"{course!r} cannot name a course: give --course as letters, digits, - . and _, for "
            "example --course 6.002x-2013, or as a key of edX."
        )


def check_session(course: str) -> None:
    """Refuse what cannot be the id of a Coursera session."""
    if not SESSION_ID.fullmatch(course):
        raise Refusal(
            f"{course!r} is no session id: give it as the addresses of the course spell it, "
            "class.coursera.org/<session id>/, for example --course gametheory-003."
        )


def land_lines(
    source: Source, paths: list[str], *, final: bool, database: str, constants: Sequence[str] = ()
) -> None:
    """Land files of one source, report, and exit with 1 if something was left out."""
    facts = dict(zip(source.constants, constants, strict=False))  # the course, if one was named
    with (
        logged_run(f"loaders {source.name}", database, **facts) as line,
        exit_codes(line),
    ):
        line |= land_files(source, paths, final=final, database=database, constants=constants)
        if line["not_landed"]:
            raise typer.Exit(1)


@contextmanager
def exit_codes(line: Line | None = None) -> Iterator[None]:
    """Tell what stopped a command in one sentence on standard error, and exit with its code.

    line: of the log, which gets the sentence too; not of DuckDB, which may quote what it read.
    """
    try:
        yield
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        if line is not None:
            line["error"] = str(refusal)
        raise typer.Exit(2) from None
    except duckdb.Error as error:
        typer.echo(f"Nothing was landed, since DuckDB failed: {error}", err=True)
        if line is not None:
            line["error"] = f"DuckDB failed: {type(error).__name__}"
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing of this load was landed.", err=True)
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
