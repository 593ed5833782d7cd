"""Commands that change or rewrite a warehouse, killed at random moments: all of it, or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from command_server import command_server
from contents import RAW, contents, differences
from figures import Figures, Moments, times
from site_to_torture import Site

NAME = "zq_gone"
# What tells that a command has run twice: it had ended, but for its last step, when it was killed.
AGAIN = {"forget": {"raw.loads", "raw.forgotten", "raw.file_history"}, "rekey": {"raw.loads"}}
TAGS = "project,item_id,text,tagger,tag,tagged_at\n"
PREDICTIONS = (
    "run_id,model,is_baseline,regime,label,course_id,learner_id,week_number,lead_weeks,"
    "probability,trained_until\n"
)


def event(name: str, n: int) -> str:
    text = json.dumps({"body": f"a text of {name}" * 20})
    time = f"2025-01-01T10:{n // 60:02}:{n % 60:02}"
    fields = {"username": name, "event_type": "x", "time": time}
    return json.dumps(fields | {"event": text, "context": {"user_id": n % 50}}) + "\n"


@dataclass(frozen=True)
class Upkeep:
    """A command, and what differs each time that it has to be repeated.

    code_again: its exit code where it had ended already.
    """

    words: tuple[str, ...]
    code_again: int = 0


COMMANDS = {
    "undo": Upkeep(("load", "undo", "2", "--yes"), code_again=2),
    "forget": Upkeep(("forget", "--platform", "edx", "--username", NAME, "--yes")),
    "rekey": Upkeep(("load", "rekey", "--yes")),
    "compact": Upkeep(("compact",)),
}


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with lines of two loads, tags, predictions, and a table that dbt might have made.

    Somebody is forgotten already: else each run would hash by a secret of its own.
    """
    site = Site(tmp_path_factory.mktemp("landed"))
    names = [f"n{n % 50}" for n in range(2_000)]
    for part, some in enumerate((names, [*names[:500], *[NAME] * 500])):
        path = site.logs / f"tracking.log-{part}"
        path.write_text("".join(event(name, n) for n, name in enumerate(some)))
        site.run("load", "edx", path)
    tags, predictions = site.folder / "tags.csv", site.folder / "predictions.csv"
    tags.write_text(TAGS + f"p,1,t,{NAME},good,2025-09-15\np,1,of {NAME},bo,good,2025-09-15\n")
    predictions.write_text(PREDICTIONS + "r,m,false,x,dropout,c,47,1,1,0.5,2025-01-01\n")
    site.run("load", "labels", tags)
    site.run("load", "predictions", predictions)
    site.run("forget", "--platform", "edx", "--username", "n1", "--yes")
    with duckdb.connect(str(site.database)) as con:
        con.execute("create schema marts; create table marts.fct_x as from range(100000) as t(n)")
    return site.database


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_upkeep_is_done_as_a_whole_or_not_at_all(
    name: str, landed: Path, tmp_path: Path
) -> None:
    command, site, figures = COMMANDS[name], Site(tmp_path), Figures(name)
    site.settings = {"MOOCDB_NEW_SALT": "another salt"} if name == "rekey" else {}

    def put_back() -> None:
        site.forget()
        drafts(site, Path.unlink)
        shutil.copy(landed, site.database)

    put_back()
    before = state(site)
    seconds = site.run(*command.words).seconds
    after = state(site)
    assert name == "compact" or before != after
    moments = Moments(times(30, 2), seconds, name)
    for moment in moments:
        put_back()
        killed = site.run(*command.words, killed_at=moment)
        found = state(site)
        assert found in (before, after), f"half, killed after {moment} s"
        figures.count_kill("commands", moments, killed.was_killed, killed.seconds)
        was_done = found == after and name != "compact"
        figures.count("times it was done all the same", killed.was_killed and was_done)
        again = command_server().run(command.words, site.environment, site.output)
        assert again.code == (command.code_again if was_done else 0), again
        left = differences(after, state(site))
        assert left.keys() <= (AGAIN.get(name, set()) if was_done else set()), left
        assert not drafts(site), "a draft is left behind"
    figures.tell()


def state(site: Site) -> dict[str, str]:
    """All that lies in the tables of a warehouse, that of dbt too."""
    return contents(site.database, (*RAW, "marts"))


def drafts(site: Site, do: Callable[[Path], None] | None = None) -> list[Path]:
    """What a compaction writes before it replaces the warehouse."""
    found = [*site.folder.glob(".scratch.duckdb.*")]
    for path in found if do else ():
        do(path)
    return found
