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

from loaders.command import App, examples
from loaders.commands.land_files import land_files
from loaders.dry_run import pending
from loaders.errors import Busy, Refusal
from loaders.failures import lacking, reason_of
from loaders.report import say, summarize_pending
from loaders.run_log import Line, logged_run
from loaders.streams.sources import SOURCES
from loaders.warehouse.database import connect, has_layout
from refresh.build import BuildFailed, Result, TestFailed, build
from refresh.lock import only_one
from refresh.plan import minutes_behind, plan_build, rejected_lines, settings_of
from refresh.sources import last_change, source_tables

SOME_LEFT_OUT, NOTHING_DONE, AT_WORK, BUILD_FAILED, TEST_FAILED, INTERRUPTED = 1, 2, 3, 4, 5, 130

app = App(add_completion=False, pretty_exceptions_enable=False)


@app.command(
    epilog=examples("moocdb refresh tracking-logs/", "moocdb refresh tracking-logs/ --dry-run")
)
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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be landed and built; do nothing.")
    ] = False,
    database: Annotated[
        str, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
    ] = "warehouse.duckdb",
) -> None:
    """Land new logs, build and test what they reach, and write a line to logs/refresh.log.

    Without PATH, build what other loads have landed since the last build.

    Exit codes: 0 up to date; 1 up to date, but some files were left out; 2 nothing was done;
    3 another refresh is at work, or another program has the warehouse open; 4 the build failed;
    5 a data test failed; 130 or 143 interrupted.
    """
    with logged_run("refresh", database, paths=paths or []) as line, exit_codes(line):
        settings = settings_of(read_vars(variables))
        check_place(database, paths)
        if dry_run:
            line |= would_do(paths or [], settings, database)
            return
        with only_one(database) as lock:
            bring_up_to_date(paths or [], settings, variables, database, line, lock, final=final)
        if line.get("not_landed") or line.get("without_events"):
            raise typer.Exit(SOME_LEFT_OUT)


def bring_up_to_date(
    paths: list[str],
    settings: str,
    variables: str,
    database: str,
    line: Line,
    lock: int,
    *,
    final: bool,
) -> None:
    """Land what is new, build what it reaches, and note both in the line of the log.

    BuildFailed or TestFailed if a model or a test failed.
    """
    if paths:
        line |= land_files(SOURCES["edx"], paths, final=final, database=database)
    with closing(connect(database, read_only=True)) as con:
        plan = None
        if has_layout(con, database):
            plan = plan_build(con, source_tables(), settings, last_change())
        rejected_before = rejected_lines(con)
        line["minutes_behind"] = minutes_behind(con, utc_now())
    if not plan:
        line |= asdict(Result(0, 0, 0, 0, 0)) | {"built": [], "rejected_lines": 0}
        say("Nothing new to build.")
        return
    say(f"Building: {plan.why}.")
    line["built"] = list(plan.sources) or "everything"
    result = build(plan, variables, str(Path(database).resolve()), lock)
    line |= asdict(result)
    with closing(connect(database, read_only=True)) as con:
        line["rejected_lines"] = rejected_lines(con) - rejected_before
        line["minutes_behind"] = minutes_behind(con, utc_now())
    check_result(result)
    say(f"Built: {result.models_built} models; passed: {result.tests_passed} tests.")


def would_do(paths: list[str], settings: str, database: str) -> Line:
    """Say what a refresh would land and build; return it for the summary."""
    told: Line = {"dry_run": True, "files": [], "would_build": []}
    if paths:
        files, found = pending(SOURCES["edx"], paths, database)
        summarize_pending(files, found.skipped)
        told["files"] = [asdict(file) for file in files if file.bytes]
    plan = None
    if Path(database).is_file():
        with closing(connect(database, read_only=True)) as con:
            if has_layout(con, database):
                plan = plan_build(con, source_tables(), settings, last_change())
    if plan:
        told["would_build"] = list(plan.sources) or "everything"
        say(f"Would build: {plan.why}.")
    if told["files"]:
        say("Would then build what the new lines reach.")
    elif not plan:
        say("Nothing new to build.")
    return told


def check_place(database: str, paths: list[str] | None) -> None:
    """Refusal if the database is missing and cannot be made."""
    if not paths and not Path(database).is_file():
        raise Refusal(f"There is no warehouse {database} yet: name the logs to land.")
    if not Path(database).resolve().parent.is_dir():
        raise Refusal(f"There is no folder for {database}: make it, or correct --database.")


def check_result(result: Result) -> None:
    """Raise a failure if the build failed, or a test of it."""
    if result.models_failed:
        raise BuildFailed(f"{result.models_failed} models or seeds failed")
    if result.tests_failed:
        raise TestFailed(f"{result.tests_failed} data tests failed")


def read_vars(text: str) -> dict[str, object]:
    """Parse vars. Refusal if the text is not a mapping."""
    try:
        variables = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        variables = None
    if not isinstance(variables, dict):
        raise Refusal(f"--vars {text!r} is not a mapping: write it as for dbt, '{{name: value}}'.")
    return {str(name): value for name, value in variables.items()}


def utc_now() -> datetime:
    """Return the current time as the warehouse stores it."""
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def exit_codes(line: Line) -> Iterator[None]:
    """Print why the run stopped, add it to the log line, and exit with its code."""
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
        code = AT_WORK if isinstance(refusal, Busy) else NOTHING_DONE
        line["error"] = reason_of(refusal)
    except (BuildFailed, TestFailed) as failure:
        code = TEST_FAILED if isinstance(failure, TestFailed) else BUILD_FAILED
        line["error"] = (
            f"The build failed: {failure}. Failed tables keep their last good rows; the next "
            "refresh builds them again."
        )
    except (duckdb.Error, MemoryError) as error:
        code, line["error"] = NOTHING_DONE, lacking(error)
        if not line["error"]:
            typer.echo(f"DuckDB failed: {error}", err=True)
            line["error"] = f"DuckDB failed: {type(error).__name__}"
    except KeyboardInterrupt:
        line["error"] = "Interrupted: the next refresh builds what is missing."
    finally:
        signal.signal(signal.SIGTERM, before)
    typer.echo(line["error"], err=True)
    raise typer.Exit(code) from None


if __name__ == "__main__":
    app()
