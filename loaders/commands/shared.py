"""Shared by the commands: the app, options, exit codes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import duckdb
import typer

from loaders import report
from loaders.command import App, tell
from loaders.dry_run import pending
from loaders.errors import Refusal
from loaders.failures import lacking, reason_of
from loaders.run_log import Line
from loaders.streams.sources import Source

NOTHING = "Nothing was landed"
app = App(
    help="Land the logs of online courses in the warehouse, line by line.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Session = Annotated[
    str, typer.Option("--course", metavar="SESSION_ID", help="The session, as in its addresses.")
]
Database = Annotated[
    str, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be landed, and land nothing.")
]


def say_dry_run(dry_run: bool) -> None:
    """Say that nothing was kept of a load that was only tried."""
    if dry_run:
        report.say("A dry run: this would be landed, and nothing was.")


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
        reason = reason_of(refusal)
        typer.echo(reason, err=True)
        tell(error=reason)
        if line is not None:
            line["error"] = reason
        raise typer.Exit(2) from None
    except (duckdb.Error, MemoryError) as error:
        told = lacking(error)
        reason = f"{NOTHING}. {told}" if told else f"{NOTHING}, since DuckDB failed: {error}"
        typer.echo(reason, err=True)
        tell(error=f"DuckDB failed: {type(error).__name__}")
        if line is not None:
            line["error"] = f"DuckDB failed: {type(error).__name__}"
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing of this load was landed.", err=True)
        raise typer.Exit(130) from None
