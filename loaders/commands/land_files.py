"""Land the files of a command: find the logs, land them, report. Loaders and refresh share it."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import typer

from loaders import report
from loaders.files.logfile import LogFile
from loaders.logs.discovery import Found, find_logs
from loaders.logs.landing import land
from loaders.run_log import Line
from loaders.streams.sources import Source
from loaders.warehouse.database import connect, prepare


def land_files(
    source: Source,
    paths: list[str],
    *,
    final: bool,
    database: str,
    constants: Sequence[str] = (),
    scrub: bool = True,
    copies: Mapping[Path, LogFile] | None = None,
) -> Line:
    """Land files of one source and report; return what was landed, and what was not.

    copies: open copies of files that lie in archives, to land instead of paths.
    not_landed, without_events: exit code 1 if there are any.
    """
    found = find_logs(paths, source, database) if not copies else Found(logs=dict.fromkeys(copies))
    with closing(connect(database)) as con:
        prepare(con, database)
        with report.progress_of(source.name, found.logs) as advance:
            load = land(
                con,
                source,
                list(found.logs),
                constants=constants,
                final=final,
                scrub=scrub,
                advance=advance,
                copies=copies,
            )
    report.summarize(load, found.skipped)
    for name_and_reason in found.left_out + load.failures:
        typer.echo(f"Left out: {name_and_reason}", err=True)
    for name in load.eventless:
        typer.echo(
            f"No event: no line of {name} looks like an event of {source.name}. The ledger has "
            f"them as rejected; if the file is wrong: python -m loaders undo {load.load_id}.",
            err=True,
        )
    return {
        "load_id": load.load_id,
        "files": load.files,
        "lines": load.lines,
        "bytes": load.bytes,
        "scrubbed": load.scrubbed,
        "forgotten": load.forgotten,
        "not_landed": found.skipped + found.left_out + load.failures,
        "without_events": load.eventless,
    }
