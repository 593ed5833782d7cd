"""The command line: python -m refresh PATH..."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
import yaml  # type: ignore[import-untyped]

from loaders.database import connect, has_layout
from loaders.errors import Busy, Refusal
from loaders.journal import Line, journaled
from loaders.paths import land_files
from loaders.report import say
from loaders.sources import SOURCES
from refresh import books
from refresh.build import Result, build
from refresh.lock import only_one
from refresh.sources import last_change, source_tables

SOME_LEFT_OUT, NOTHING_DONE, AT_WORK, BUILD_FAILED, TEST_FAILED, INTERRUPTED = 1, 2, 3, 4, 5, 130

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def refresh(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="edX tracking logs: files, folders or globs."),
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="Land a last line without a newline too.")
    ] = False,
    variables: Annotated[
        str, typer.Option("--vars", metavar="YAML", help="Vars of the build, as for dbt.")
    ] = "{}",
    database: Annotated[
        str, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
    ] = "warehouse.duckdb",
) -> None:
    """Land what is new, build and test what it reaches, and write a line to logs/refresh.log.

    Without PATH, only what other loads have landed since the last build is built.

    Exit codes: 0 all is up to date; 1 so it is, but some files were left out; 2 nothing was done;
    3 another refresh, or a program that has the warehouse open, is at work; 4 the build failed;
    5 a data test failed; 130 or 143 it was interrupted.
    """
    with (
        journaled("refresh", database, paths=paths or []) as line,
        exit_codes(line),
        only_one(check_place(database, paths)) as lock,
    ):
        settings = books.settings_of(read_vars(variables))
        if paths:
            line |= land_files(SOURCES["edx"], paths, final=final, database=database)
        with closing(connect(database, read_only=True)) as con:
            plan = None
            if has_layout(con, database):
                plan = books.plan(con, source_tables(), settings, last_change())
            rejected_before = books.rejected_lines(con)
            line["minutes_behind"] = books.minutes_behind(con, utc_now())
        if plan:
            say(f"To be built, with all that reads it: {plan.why}.")
            line["built"] = list(plan.sources) or "everything"
            result = build(plan, variables, str(Path(database).resolve()), lock)
            if not result:
                raise Failure(BUILD_FAILED, "dbt did not come to its end")
            line |= asdict(result)
            with closing(connect(database, read_only=True)) as con:
                line["rejected_lines"] = books.rejected_lines(con) - rejected_before
                line["minutes_behind"] = books.minutes_behind(con, utc_now())
            if result.models_failed:
                raise Failure(BUILD_FAILED, f"{result.models_failed} models or seeds failed")
            if result.tests_failed:
                raise Failure(TEST_FAILED, f"{result.tests_failed} data tests failed")
            say(f"Built: {result.models_built} models; passed: {result.tests_passed} tests.")
        else:
            line |= asdict(Result(0, 0, 0, 0, 0)) | {"built": [], "rejected_lines": 0}
            say("Nothing new to build.")
        if line.get("not_landed"):
            raise typer.Exit(SOME_LEFT_OUT)


class Failure(Exception):
    """A build that failed: its exit code, and why."""


def check_place(database: str, paths: list[str] | None) -> str:
    """Return the database. Refusal if it, or the folder to make it in, is not there."""
    if not paths and not Path(database).is_file():
        raise Refusal(f"There is no warehouse {database} yet: name the logs to land.")
    if not Path(database).resolve().parent.is_dir():
        raise Refusal(f"There is no folder for {database}: make it, or correct --database.")
    return database


def read_vars(text: str) -> dict[str, object]:
    """Return vars. Refusal if the text is no mapping."""
    try:
        variables = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        variables = None
    if not isinstance(variables, dict):
        raise Refusal(f"--vars {text!r} is no mapping: write it as for dbt, '{{name: value}}'.")
    return {str(name): value for name, value in variables.items()}


def utc_now() -> datetime:
    """Return the time, as the warehouse writes it."""
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def exit_codes(line: Line) -> Iterator[None]:
    """Tell what stopped the run in one sentence, note it in the line, exit with its code."""
    code = INTERRUPTED

    def terminate(*_: object) -> None:
        nonlocal code
        code = 128 + signal.SIGTERM
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
        return
    except Refusal as refusal:
        code, line["error"] = AT_WORK if isinstance(refusal, Busy) else NOTHING_DONE, str(refusal)
    except Failure as failure:
        code, why = failure.args
        line["error"] = (
            f"{why}: every table is the last that was built well; the next refresh builds again."
        )
    except duckdb.Error as error:
        typer.echo(f"DuckDB failed: {error}", err=True)
        code, line["error"] = NOTHING_DONE, f"DuckDB failed: {type(error).__name__}"
    except KeyboardInterrupt:
        line["error"] = "Interrupted: the next refresh does what is left to do."
    finally:
        signal.signal(signal.SIGTERM, before)
    typer.echo(line["error"], err=True)
    raise typer.Exit(code) from None


if __name__ == "__main__":
    app()
