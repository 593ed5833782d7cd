"""Commands about what has been landed, and about seeds: status, undo, check-seeds."""

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from loaders import report
from loaders.command import examples, tell
from loaders.commands.shared import Database, app, exit_codes
from loaders.dry_run import opened
from loaders.errors import Refusal
from loaders.run_log import logged_run
from loaders.seed_files import check_seeds
from loaders.upkeep.undo import plan_undo, undo
from loaders.warehouse.database import connect, has_layout

SEEDS = Path(__file__).parents[2] / "seeds"


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
