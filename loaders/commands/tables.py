"""Commands that land tables, instead of those landed before: exports, packages, ranges."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote

import typer

from loaders import report
from loaders.command import examples
from loaders.commands.land_files import land_files
from loaders.commands.shared import (
    Database,
    DryRun,
    Session,
    app,
    exit_codes,
    say_dry_run,
    tell_pending,
)
from loaders.course_keys import check_course, check_moocdb_course, check_session
from loaders.coursera.landing import land_export
from loaders.coursera.sources import dumps_in, tables_of_dumps
from loaders.dry_run import opened
from loaders.edx_package.kinds import wanted as wanted_of_package
from loaders.edx_package.landing import land_package
from loaders.edx_package.sources import Source as PackageSource
from loaders.edx_package.sources import sources_of_members, sources_of_server
from loaders.errors import Refusal
from loaders.files.logfile import LogFile
from loaders.files.members import Member, copied_text, members_in, paths_in
from loaders.files.origins import Part
from loaders.files.server import IN_UTC, tables_of_server
from loaders.ip_ranges.landing import land_ip_ranges
from loaders.moocdb.landing import folder_of, land_moocdb
from loaders.moocdb.sources import Part as MoocdbPart
from loaders.moocdb.sources import parts_of_members, parts_of_tables
from loaders.run_log import logged_run
from loaders.streams.sources import SOURCES
from loaders.warehouse.coursera_tables import wanted
from loaders.warehouse.moocdb_tables import wanted as wanted_of_moocdb

Format = Literal["coursera_1", "coursera_2"]


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
        left_out = land_structures(source, package.structures, database, dry_run=dry_run)
        line["not_landed"] = [*package.left_out, *left_out]
        if line["not_landed"]:
            raise typer.Exit(1)


@contextmanager
def sources_of(source: str, course: str | None, database: str) -> Iterator[Iterable[PackageSource]]:
    """Give the files of a package or the databases of a server, with progress for files."""
    if "://" in source:
        yield sources_of_server(tables_of_server(source, wanted_of_package, IN_UTC))
    else:
        with report.progress_of("edx-package", paths_in(source, database)) as advance:
            yield sources_of_members(members_in(source, database, advance), course)


def land_structures(
    folder: str, structures: Iterable[tuple[str, str | None]], database: str, *, dry_run: bool
) -> list[str]:
    """Land the structures of courses that lie in a package; return those that were left out.

    folder: the folder, archive or file that was named; those in archives are read from it again.
    """
    left_out, source = [], SOURCES["edx-course-structure"]
    for path, course in structures:
        if not course:
            typer.echo(
                f"Left out: {path}: the structure of a course, which names no course; land it with "
                "`moocdb load edx-course-structure FILE --course KEY`.",
                err=True,
            )
            left_out.append(path)
        elif dry_run and not Path(path).is_file():
            typer.echo(f"Would land: {path}, the structure of {course}.")
        elif dry_run:
            tell_pending(source, [path], database, [course])
        else:
            with copied_members(folder, path, database) as copies:
                options = {"final": True, "database": database, "constants": [course]}
                done = land_files(source, [path], copies=copies, **options)  # type: ignore[arg-type]
            left_out += done["not_landed"]
    return left_out


@contextmanager
def copied_members(folder: str, path: str, database: str) -> Iterator[dict[Path, LogFile]]:
    """Give a copy of a file that lies in an archive, by its path; of any other file nothing."""
    if Path(path).is_file():
        yield {}
        return
    for member in members_in(folder, database, lambda n_bytes: None):
        if isinstance(member, Member) and member.path == path:
            with closing(copied_text(member)) as copy, LogFile(copy) as log:
                yield {Path(path): log}
            return
    raise Refusal(f"{path} is not in its archive any more: land the package again.")


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
