"""Commands about people and secrets: forget, rekey, compact."""

import csv
import os
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from loaders import report
from loaders.command import examples
from loaders.commands.shared import Database, app, exit_codes
from loaders.dry_run import opened
from loaders.errors import Refusal
from loaders.forgetting.forget import Forgetting, cutoff_of, forget, people_of
from loaders.run_log import logged_run
from loaders.upkeep.compaction import compact
from loaders.upkeep.rekeying import new_salt, rekey, restore
from loaders.warehouse import salt
from loaders.warehouse.database import Connection, connect, has_layout, transaction, upgrade

Platform = Literal["edx", "coursera", "quickhelper", "moocdb"]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


@app.command(
    "forget",
    epilog=examples(
        "moocdb forget --platform edx --username ann --dry-run",
        "moocdb forget --platform coursera --user-id 4711 --yes",
        "moocdb forget --platform edx --people people.csv --yes",
        "moocdb forget --platform edx --older-than 24M --yes",
    ),
)
def forget_people(
    platform: Annotated[Platform, typer.Option(help="Where they have an account.")],
    username: Annotated[
        list[str] | None, typer.Option("--username", help="Their user name; repeat for more.")
    ] = None,
    user_id: Annotated[
        list[str] | None, typer.Option("--user-id", help="Their id; repeat for more.")
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option("--people", help="A CSV file with the columns username, user_id, or one."),
    ] = None,
    course: Annotated[
        str | None, typer.Option("--course", help="Of a MOOCdb: the course that the ids are of.")
    ] = None,
    older_than: Annotated[
        str | None,
        typer.Option(
            "--older-than", metavar="AGE", help="All lines older than 24M (months), 3Y or 90D."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and forget nothing.")
    ] = False,
    yes: Yes = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Forget people, or lines by age: lines, rows of packages and exports, labels, predictions.

    All ids and names of a person that the warehouse knows are found first. Their names in what
    others wrote are masked. Later loads of the same lines and rows stay out. It cannot be taken
    back. Then build, and run moocdb compact. Exit code 2 says that nothing was done.
    """
    with exit_codes():
        refuse_without(database)
        named = [("name", name) for name in username or ()] + [("id", i) for i in user_id or ()]
        named += people_in(people) if people else []
        if platform == "coursera":
            named = [("id", value) for _, value in named]
        if platform == "moocdb" and any(kind == "id" for kind, _ in named) and not course:
            raise Refusal("Ids of a MOOCdb are of one course: name it with --course.")
        if platform == "moocdb":
            named = [(k, f"{course}/{value}" if k == "id" else value) for k, value in named]
        cutoff = cutoff_of(older_than) if older_than else None
        if cutoff and platform == "moocdb":
            raise Refusal("Rows of a MOOCdb are not forgotten by age: moocdb undo takes it back.")
        if not named and not cutoff:
            raise Refusal("Nobody is named: give --username, --user-id, --people or --older-than.")
    with logged_run("loaders forget", database, platform=platform) as line, exit_codes(line):
        with opened(database, dry_run=False) as con:
            forgetting = Forgetting(platform, people_of(con, platform, named) if named else set())
            forgetting.cutoff = cutoff
            if not dry_run and not yes:
                forget(con, forgetting, keep=False)
                show(forgetting)
                if not is_confirmed("Forget all of this?"):
                    raise Refusal("Nothing was forgotten.")
                forgetting.rows.clear()
                forgetting.masked.clear()
            forget(con, forgetting, keep=not dry_run)
        line |= {"rows": dict(forgetting.rows), "masked": dict(forgetting.masked)}
        line |= {"load_id": None if dry_run else forgetting.load_id, "dry_run": dry_run}
        show(forgetting)
        if dry_run:
            report.say("A dry run: nothing was forgotten.")
            return
        report.say(
            f"Forgotten, as load {forgetting.load_id}. Now build (make refresh, or dbt build), "
            "then run moocdb compact: until then, deleted rows are in blocks of the file."
        )


def show(forgetting: Forgetting) -> None:
    """Print what is forgotten: numbers, and no names."""
    kinds = Counter(kind for kind, _ in forgetting.people)
    if forgetting.people:
        report.say(f"Names found: {kinds['name']}, ids: {kinds['id']}.")
    for table, n in sorted((+forgetting.rows).items()):
        report.say(f"{table}: {n:,} rows")
    for table, n in sorted((+forgetting.masked).items()):
        report.say(f"{table}: {n:,} rows of others in which a name is masked")
    if forgetting.common:
        report.say(
            f"Names that are words of many lines: {len(forgetting.common)}. In what others wrote "
            "they are masked only after an @."
        )


def people_in(path: Path) -> list[tuple[str, str]]:
    """Return the people of a CSV file. Refusal if it has neither column, or names nobody."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refusal(f"{path} is not a CSV file in UTF-8 ({error}).") from None
    kinds = {"username": "name", "user_id": "id"}
    found = [
        (kind, value)
        for row in rows
        for column, kind in kinds.items()
        if (value := (row.get(column) or "").strip())
    ]
    if not found:
        raise Refusal(f"{path} names nobody: it needs a column username or user_id, and values.")
    return found


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

    The new file replaces the old one at once; it needs as much room beside it meanwhile.
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
