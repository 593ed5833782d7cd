"""Commands about people and secrets: rekey, compact."""

import os
from contextlib import closing
from typing import Annotated

import typer

from loaders import report, salt
from loaders.command import examples
from loaders.commands.shared import Database, app, exit_codes
from loaders.compaction import compact
from loaders.database import Connection, connect, has_layout, transaction, upgrade
from loaders.errors import Refusal
from loaders.rekeying import new_salt, rekey, restore
from loaders.run_log import logged_run

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


@app.command("rekey", epilog=examples("moocdb rekey --yes", "moocdb rekey --restore"))
def change_salt(
    restored: Annotated[
        bool,
        typer.Option("--restore", help="Put a lost salt back from the warehouse, or into it."),
    ] = False,
    yes: Yes = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Change the secret salt of the pseudonyms: all learner ids become others.

    What dbt has built is dropped, predictions are taken back, and the file is written again, so
    that no old id is left in it; then build. The new salt is MOOCDB_NEW_SALT, or a random one in
    .moocdb_salt. Exit code 2 says that nothing was done.
    """
    with exit_codes():
        refuse_without(database)
    with logged_run("loaders rekey", database, restore=restored) as line, exit_codes(line):
        if restored:
            with closing(connect(database)) as con:
                refuse_empty(con, database)
                report.say(restore(con))
            return
        new, to_file = new_salt()
        if not yes and not is_confirmed("Change the salt, and all learner ids?"):
            raise Refusal("Nothing was changed.")
        with closing(connect(database)) as con:
            refuse_empty(con, database)
            with transaction(con):
                upgrade(con)
            n_loads = rekey(con, new)
        old = salt.keep(new) if to_file else None
        compact(database)
        line |= {"loads_of_predictions": n_loads}
        if n_loads:
            report.say(f"Loads of predictions that were taken back: {n_loads}. Predict again.")
        if old:
            report.say(
                f"The salt before is in {old}, for other warehouses that were filled with it: "
                "rekey these, too, then delete it."
            )
        where = salt.SALT_FILE if to_file else "MOOCDB_NEW_SALT: set MOOCDB_SALT to it"
        report.say(f"The new salt is in {where}. All tables are made by the next build.")


@app.command("compact", epilog=examples("moocdb compact"))
def compact_file(database: Database = "warehouse.duckdb") -> None:
    """Write the warehouse again, so that deleted rows are in no block of its file.

    The new file takes the place of the old one at once; it needs as much room beside it meanwhile.
    Exit code 2 says that nothing was done.
    """
    with exit_codes():
        refuse_without(database)
    with logged_run("loaders compact", database) as line, exit_codes(line):
        before, after = compact(database)
        line |= {"bytes_before": before, "bytes_after": after}
        report.say(f"Written again: {before:,} bytes before, {after:,} now.")


def refuse_without(database: str) -> None:
    """Refuse to make a warehouse where one was to be changed."""
    if not os.access(database, os.F_OK):
        raise Refusal(f"There is no database {database}: name it with --database.")


def refuse_empty(con: Connection, database: str) -> None:
    """Refuse a database without raw tables."""
    if not has_layout(con, database):
        raise Refusal(f"Nothing has been loaded into {database} yet.")


def is_confirmed(question: str) -> bool:
    """Ask a question. Refusal where nobody can answer."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        raise Refusal("Nothing was done: add --yes to do it without asking.") from None
