"""A refresh lands what is new, builds what it reaches, and says how it went."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from loaders import __main__ as loaders
from loaders.journal import journal_of
from loaders.sources import SOURCES
from refresh import __main__ as command
from refresh import build as builds
from refresh.lock import only_one
from refresh.sources import SourceTable, last_change, source_tables

EVENT = '{"event_type": "page_close", "time": "2025-09-15T08:00:00+00:00"}\n'
TAGS = "project,item_id,text,tagger,tag,tagged_at\np,1,t,ana,good,2025-09-15\n"
DUMP = """
CREATE TABLE `hash_mapping` (`user_id` int, `session_user_id` varchar(255), `forum_user_id` text);
INSERT INTO `hash_mapping` VALUES (1,'ana','f1'),(2,'bob','f2');
CREATE TABLE `users` (`session_user_id` text, `access_group_id` int, `registration_time` datetime);
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text
);
CREATE TABLE `announcements` (`id` int);
"""
WHOLE = "everything"
GOOD = {"n_models": 3, "n_failed": 0, "n_skipped": 0, "n_tests_passed": 9, "n_tests_failed": 0}
[CREATE] = re.findall(
    r"create table.*?\n +\);", (ROOT / "macros/project/record_build.sql").read_text(), re.DOTALL
)


class House:
    """A folder of logs, a warehouse beside it, and a dbt that only writes its books."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.database = folder, folder / "warehouse.duckdb"
        self.log = folder / "tracking" / "a.log"
        self.log.parent.mkdir()
        self.log.write_text(EVENT)
        self.outcome: dict[str, int] | None = GOOD
        self.built: list[str | list[str]] = []

    def run_dbt(self, arguments: list[str], environment: dict[str, str], lock: int) -> None:
        assert environment["MOOCDB_DATABASE"] == str(self.database)
        select = arguments[arguments.index("--select") :] if "--select" in arguments else []
        self.built.append([name[7:-1] for name in select[1:]] or WHOLE)
        variables = arguments[arguments.index("--vars") + 1]
        settings = "exclude_staff=False" if "false" in variables else ""
        self.write_books("build", " ".join(select), settings, self.outcome)

    def write_books(
        self, kind: str, selection: str, settings: str = "", outcome: dict[str, int] | None = None
    ) -> None:
        """Write what the macro record_build would write."""
        with duckdb.connect(str(self.database)) as con:
            con.execute(CREATE.replace("{{ builds }}", "raw.builds"))
            counts = outcome or dict.fromkeys(GOOD)
            con.execute(
                "insert into raw.builds select uuid(), ?, ?, ?, coalesce(max(load_id), 0), "
                "now() at time zone 'UTC', case when ? then now() at time zone 'UTC' end, "
                "?, ?, ?, ?, ? from raw.loads",
                [kind, selection, settings, outcome is not None, *counts.values()],
            )

    def refresh(self, *arguments: object, code: int = 0) -> str:
        """Run a refresh; return what it printed."""
        return self._run(command.app, arguments, code)

    def load(self, *arguments: object, code: int = 0) -> str:
        """Run a loader by hand."""
        return self._run(loaders.app, arguments, code)

    def _run(self, app: Any, arguments: tuple[object, ...], code: int) -> str:
        environment = {"MOOCDB_DATABASE": str(self.database), "MOOCDB_SALT": "test"}
        result = CliRunner().invoke(app, [str(a) for a in arguments], env=environment)
        assert result.exit_code == code, result.output + repr(result.exception)
        assert self.lines()[-1]["exit_code"] == code
        return result.output

    def lines(self) -> list[dict[str, Any]]:
        """What stands in the log."""
        return [json.loads(line) for line in journal_of(str(self.database)).open()]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(tmp_path)
    monkeypatch.setattr(builds, "run_dbt", house.run_dbt)
    return house


def test_the_first_refresh_builds_everything_and_the_next_does_not_start_dbt(house: House) -> None:
    house.refresh(house.log.parent)
    assert "Nothing new" in house.refresh(house.log.parent)
    assert house.built == [WHOLE]
    first, second = house.lines()
    assert (first["files"], first["lines"], first["load_id"]) == (1, 1, 1)
    assert (first["models_built"], first["tests_passed"], first["tests_failed"]) == (3, 9, 0)
    assert (second["files"], second["lines"], second["load_id"]) == (0, 0, None)
    assert (second["built"], second["models_built"], second["rejected_lines"]) == ([], 0, 0)
    assert second["minutes_behind"] is None  # nobody has built a mart that tells
    assert second["command"] == "refresh" and second["seconds"] < 60


def test_to_find_nothing_new_imports_nothing_of_dbt() -> None:
    code = "import refresh.__main__, sys; print([n for n in sys.modules if n.startswith('dbt')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_a_load_selects_what_it_changes_and_no_more(house: House) -> None:
    house.refresh(house.log)
    tags, dump = house.folder / "tags.csv", house.folder / "dump.sql"
    tags.write_text(TAGS)
    dump.write_text(DUMP)
    house.load("labels", tags)
    house.refresh()
    house.load("coursera-exports", dump, "--course", "session-1")
    house.refresh()
    house.log.write_text(EVENT * 2)
    house.refresh(house.log)
    everything, labels, exports, edx = house.built
    assert everything == WHOLE
    assert labels == ["raw.files", "raw.label_rows"]
    assert set(exports) - {"raw.files"} == {
        table.name for table in source_tables() if table.name.startswith("raw_coursera.")
    }
    assert edx == ["raw.files", "raw.edx_lines"]


def test_what_was_left_unbuilt_is_built_with_the_next(house: House) -> None:
    house.refresh(house.log)
    house.log.write_text(EVENT * 2)
    house.outcome = GOOD | {"n_failed": 1}
    house.refresh(house.log, code=4)
    tags = house.folder / "tags.csv"
    tags.write_text(TAGS)
    house.load("labels", tags)
    house.outcome = GOOD
    house.refresh()
    house.refresh()
    assert house.built[1:] == [
        ["raw.files", "raw.edx_lines"],
        ["raw.files", "raw.edx_lines", "raw.label_rows"],
    ]


@pytest.mark.parametrize(
    ("outcome", "code", "sentence"),
    [
        (GOOD | {"n_failed": 2, "n_skipped": 5}, 4, "2 models or seeds failed"),
        (GOOD | {"n_tests_failed": 1, "n_skipped": 5}, 5, "1 data tests failed"),
        (None, 4, "dbt did not come to its end"),
    ],
)
def test_a_build_that_failed_is_built_again(
    house: House, outcome: dict[str, int] | None, code: int, sentence: str
) -> None:
    house.outcome = outcome
    for _ in range(2):
        assert sentence in house.refresh(house.log, code=code)
    house.outcome = GOOD
    house.refresh(house.log)
    house.refresh(house.log)
    assert house.built == [WHOLE] * 3
    assert sentence in house.lines()[0]["error"]


def test_a_build_by_hand_counts_for_what_it_built(house: House) -> None:
    house.load("edx", house.log)
    house.write_books("build", "", outcome=GOOD)
    house.refresh()
    assert house.built == []
    house.log.write_text(EVENT * 2)
    house.load("edx", house.log)
    house.write_books("build", "--select source:raw.edx_lines+", outcome=GOOD)
    house.write_books("build", "--select source:raw.files", outcome=GOOD)
    house.write_books("run", "--select source:raw.files+", outcome=GOOD)
    house.write_books("build", "--select source:raw.files+ --exclude rpt_line_ledger", outcome=GOOD)
    house.refresh()
    assert house.built == [["raw.files"]]


@pytest.mark.parametrize("outcome", [GOOD, None], ids=["ended", "interrupted"])
def test_a_build_by_hand_with_other_vars_is_undone(
    house: House, outcome: dict[str, int] | None
) -> None:
    house.refresh(house.log)
    house.write_books("run", "--select staff", "exclude_staff=False", outcome)
    house.refresh()
    house.refresh()
    house.refresh("--vars", "{exclude_staff: false}")
    house.refresh("--vars", "{exclude_staff: false}")
    assert house.built == [WHOLE, WHOLE, WHOLE]


def test_a_changed_project_is_built_whole(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.refresh(house.log)
    changed = (datetime(2999, 1, 1), Path("seeds/courses.csv"))
    monkeypatch.setattr(command, "last_change", lambda: changed)
    assert "courses.csv has changed" in house.refresh()
    assert house.built == [WHOLE, WHOLE]


def test_the_last_change_of_a_project_is_seen_in_files_and_folders(tmp_path: Path) -> None:
    places = ("models/staging/a.sql", "macros/b.sql", "seeds/c.csv", "d/e.sql")
    for place in (*places, "dbt_project.yml", "requirements.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    before = last_change(tmp_path)
    (tmp_path / "d" / "e.sql").write_text("no part of it")
    assert last_change(tmp_path) == before
    (tmp_path / "models" / "staging" / "a.sql").unlink()
    assert last_change(tmp_path)[1] == tmp_path / "models" / "staging"
    (tmp_path / "seeds" / "c.csv").write_text("x")
    assert last_change(tmp_path)[1] == tmp_path / "seeds" / "c.csv"


def test_files_left_out_have_an_exit_code(house: House) -> None:
    (house.log.parent / "b.log.gz").write_bytes(gzip.compress(EVENT.encode())[:-4])
    house.refresh(house.log.parent, code=1)
    [line] = house.lines()
    assert (line["files"], line["models_built"]) == (1, 3)
    assert "b.log.gz" in line["not_landed"][0]
    house.refresh(house.log.parent, code=1)
    assert house.built == [WHOLE]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "nowhere cannot be read"),
        (["--vars", "{exclude_staff"], "is no mapping"),
        (["--vars", "exclude_staff"], "is no mapping"),
    ],
)
def test_what_cannot_be_done_is_refused(house: House, arguments: list[str], sentence: str) -> None:
    house.load("edx", house.log)
    assert sentence in house.refresh(*arguments, code=2)
    assert house.built == []


def test_a_warehouse_that_is_not_there_is_refused(house: House) -> None:
    result = CliRunner().invoke(command.app, [], env={"MOOCDB_DATABASE": str(house.database)})
    assert result.exit_code == 2 and "There is no warehouse" in result.output
    assert list(house.folder.iterdir()) == [house.log.parent]


def test_a_second_refresh_says_that_one_is_at_work(house: House) -> None:
    house.load("edx", house.log)
    with only_one(str(house.database)):
        assert "Another refresh" in house.refresh(house.log, code=3)
    with closing(duckdb.connect(str(house.database))):
        code = "import sys; from refresh.__main__ import app; app()"
        run = [sys.executable, "-c", code, "--database", str(house.database)]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3 and "is in use by process" in done.stderr
    assert house.built == []
    house.refresh(house.log)


@pytest.fixture
def dbt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program to be written, which stands for dbt beside a python."""
    program = tmp_path / "bin" / "dbt"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setattr(sys, "executable", str(program.with_name("python")))
    return program


@pytest.mark.parametrize(("signal", "code"), [("TERM", 143), ("INT", 130)])
def test_who_stops_a_refresh_stops_its_build(
    tmp_path: Path, dbt: Path, signal: str, code: int
) -> None:
    house, ended = House(tmp_path), tmp_path / "ended"
    dbt.write_text(f"#!/bin/sh\nkill -{signal} $PPID\nsleep 2\ntouch {ended}\n")
    assert "Interrupted" in house.refresh(house.log, code=code)
    assert house.lines()[-1]["seconds"] < 2 and not ended.exists()


def test_the_lock_is_held_by_what_still_builds_and_by_nothing_else(
    house: House, tmp_path: Path
) -> None:
    dbt, pid = tmp_path / "bin" / "dbt", tmp_path / "pid"
    dbt.parent.mkdir()
    dbt.write_text(f"#!/bin/sh\necho $$ > {pid}\nkill -KILL $PPID\nexec sleep 60\n")
    dbt.chmod(0o755)
    house.load("edx", house.log)
    code = f"import sys; from refresh.__main__ import app; sys.executable = '{dbt}'; app()"
    run = [sys.executable, "-c", code, "--database", str(house.database)]
    assert subprocess.run(run, cwd=ROOT, stdout=subprocess.DEVNULL).returncode == -9
    house.refresh(code=3)
    subprocess.run(["kill", "-KILL", pid.read_text().strip()], check=True)
    house.refresh()
    assert house.built == [WHOLE]


def test_an_export_writes_its_line(house: House) -> None:
    dump = house.folder / "dump.sql"
    dump.write_text(DUMP)
    house.load("coursera-exports", dump, "--course", "session-1")
    dump.write_text(DUMP.replace("2,'bob'", "'two','bob'"))
    house.load("coursera-exports", dump, "--course", "session-1", code=2)
    landed, refused = house.lines()
    assert (landed["command"], landed["course"]) == ("loaders coursera-exports", "session-1")
    assert landed["started_at"] <= landed["ended_at"]
    assert landed["landed"]["hash_mapping"] == 2
    assert any("announcements" in note for note in landed["not_landed"])
    assert any("Not in the export: access_groups" in note for note in landed["not_landed"])
    assert (refused["course"], "landed" in refused) == ("session-1", False)
    assert "hash_mapping.user_id" in refused["error"]


def test_every_loader_is_named_by_the_sources() -> None:
    for source in SOURCES.values():
        [table] = [t for t in source_tables() if t.loads and source.name in t.loads]
        assert table.name == source.table


@pytest.mark.parametrize(
    ("loads", "platform", "changed_by"),
    [
        (("edx",), "edx", {"edx"}),
        ((), "edx", set()),
        (("any",), "edx", {"edx", "edx-course-structure", "coursera-clickstream", "labels"}),
        (None, "edx", {"edx", "edx-course-structure"}),
        (None, "coursera", {"coursera-clickstream"}),
        (None, "", {"edx", "edx-course-structure", "coursera-clickstream", "labels"}),
    ],
)
def test_a_table_is_changed_by_the_loads_it_names_or_those_of_its_platform(
    loads: tuple[str, ...] | None, platform: str, changed_by: set[str]
) -> None:
    table = SourceTable("raw.x", loads, platform)
    sources = ("edx", "edx-course-structure", "coursera-clickstream", "labels")
    assert {source for source in sources if table.is_changed_by(source)} == changed_by
