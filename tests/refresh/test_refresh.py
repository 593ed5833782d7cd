"""Refreshes with a fake dbt: what is selected, exit codes, lock, log lines."""

from __future__ import annotations

import gzip
import json
import re
import signal as signals
import subprocess
import sys
import time
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
from loaders.errors import Busy
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
EDX = ["raw.files", "raw.user_agents", "raw.edx_lines"]
GOOD = {"n_models": 3, "n_failed": 0, "n_skipped": 0, "n_tests_passed": 9, "n_tests_failed": 0}
[CREATE] = re.findall(
    r"create table.*?\n +\);", (ROOT / "macros/project/record_build.sql").read_text(), re.DOTALL
)


class Site:
    """A log, a warehouse beside it, and a fake dbt that only records its runs."""

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
        self.record("build", " ".join(select), settings, self.outcome)

    def record(
        self, kind: str, selection: str, settings: str = "", outcome: dict[str, int] | None = None
    ) -> None:
        """Insert the row that the macro record_build writes."""
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
        """Lines of the log."""
        return [json.loads(line) for line in journal_of(str(self.database)).open()]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site(tmp_path)
    monkeypatch.setattr(builds, "run_dbt", site.run_dbt)
    return site


def test_the_first_refresh_builds_everything_and_the_next_does_not_start_dbt(site: Site) -> None:
    site.refresh(site.log.parent)
    assert "Nothing new" in site.refresh(site.log.parent)
    assert site.built == [WHOLE]
    first, second = site.lines()
    assert (first["files"], first["lines"], first["load_id"]) == (1, 1, 1)
    assert (first["models_built"], first["tests_passed"], first["tests_failed"]) == (3, 9, 0)
    assert (second["files"], second["lines"], second["load_id"]) == (0, 0, None)
    assert (second["built"], second["models_built"], second["rejected_lines"]) == ([], 0, 0)
    assert second["minutes_behind"] is None  # no mart is built
    assert second["command"] == "refresh" and second["seconds"] < 60


def test_dbt_is_not_imported_before_a_build() -> None:
    code = "import refresh.__main__, sys; print([n for n in sys.modules if n.startswith('dbt')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_selection_covers_only_the_sources_of_new_loads(site: Site) -> None:
    site.refresh(site.log)
    tags, dump = site.folder / "tags.csv", site.folder / "dump.sql"
    tags.write_text(TAGS)
    dump.write_text(DUMP)
    site.load("labels", tags)
    site.refresh()
    site.load("coursera-exports", dump, "--course", "session-1")
    site.refresh()
    site.log.write_text(EVENT * 2)
    site.refresh(site.log)
    site.refresh(site.log)
    everything, labels, exports, edx = site.built
    assert everything == WHOLE
    assert labels == ["raw.files", "raw.label_rows"]
    assert exports == ["raw_coursera", "raw.files"]
    assert edx == EDX


def test_failed_build_is_repeated_together_with_later_loads(site: Site) -> None:
    site.refresh(site.log)
    site.log.write_text(EVENT * 2)
    site.outcome = GOOD | {"n_failed": 1}
    site.refresh(site.log, code=4)
    tags = site.folder / "tags.csv"
    tags.write_text(TAGS)
    site.load("labels", tags)
    site.outcome = GOOD
    site.refresh()
    site.refresh()
    assert site.built[1:] == [
        EDX,
        [*EDX, "raw.label_rows"],
    ]


@pytest.mark.parametrize(
    ("outcome", "code", "sentence"),
    [
        (GOOD | {"n_failed": 2, "n_skipped": 5}, 4, "2 models or seeds failed"),
        (GOOD | {"n_tests_failed": 1, "n_skipped": 5}, 5, "1 data tests failed"),
        (None, 4, "dbt did not finish"),
    ],
)
def test_failed_build_is_repeated_by_the_next_refresh(
    site: Site, outcome: dict[str, int] | None, code: int, sentence: str
) -> None:
    site.outcome = outcome
    for _ in range(2):
        assert sentence in site.refresh(site.log, code=code)
    site.outcome = GOOD
    site.refresh(site.log)
    site.refresh(site.log)
    assert site.built == [WHOLE] * 3
    assert sentence in site.lines()[0]["error"]


def test_manual_builds_count_for_the_sources_they_cover(site: Site) -> None:
    site.load("edx", site.log)
    site.record("build", "", outcome=GOOD)
    site.refresh()
    assert site.built == []
    site.log.write_text(EVENT * 2)
    site.load("edx", site.log)
    site.record("build", "--select source:raw.edx_lines+ source:raw.user_agents+", outcome=GOOD)
    site.record("build", "--select source:raw.files", outcome=GOOD)
    site.record("run", "--select source:raw.files+", outcome=GOOD)
    site.record("build", "--select source:raw.files+ --exclude rpt_line_ledger", outcome=GOOD)
    site.refresh()
    site.record("build", "", outcome=GOOD | {"n_failed": 1})
    site.refresh()
    assert site.built == [["raw.files"]]


@pytest.mark.parametrize("outcome", [GOOD, None], ids=["ended", "interrupted"])
def test_run_with_other_vars_makes_the_next_refresh_build_everything(
    site: Site, outcome: dict[str, int] | None
) -> None:
    site.refresh(site.log)
    site.record("run", "--select staff", "exclude_staff=False", outcome)
    site.refresh()
    site.refresh()
    site.refresh("--vars", "{exclude_staff: false}")
    site.refresh("--vars", "{exclude_staff: false}")
    assert site.built == [WHOLE, WHOLE, WHOLE]


def test_changed_project_is_built_in_full(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.refresh(site.log)
    changed = (datetime(2999, 1, 1), Path("seeds/courses.csv"))
    monkeypatch.setattr(command, "last_change", lambda: changed)
    assert "courses.csv has changed" in site.refresh()
    assert site.built == [WHOLE, WHOLE]


def test_last_change_covers_changed_and_deleted_files(tmp_path: Path) -> None:
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


def test_unreadable_file_sets_exit_code_1(site: Site) -> None:
    (site.log.parent / "b.log.gz").write_bytes(gzip.compress(EVENT.encode())[:-4])
    site.refresh(site.log.parent, code=1)
    [line] = site.lines()
    assert (line["files"], line["models_built"]) == (1, 3)
    assert "b.log.gz" in line["not_landed"][0]
    site.refresh(site.log.parent, code=1)
    assert site.built == [WHOLE]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "nowhere cannot be read"),
        (["--vars", "{exclude_staff"], "is not a mapping"),
        (["--vars", "exclude_staff"], "is not a mapping"),
    ],
)
def test_invalid_arguments_exit_with_code_2(
    site: Site, arguments: list[str], sentence: str
) -> None:
    site.load("edx", site.log)
    assert sentence in site.refresh(*arguments, code=2)
    assert site.built == []


def test_missing_warehouse_exits_with_code_2(site: Site) -> None:
    result = CliRunner().invoke(command.app, [], env={"MOOCDB_DATABASE": str(site.database)})
    assert result.exit_code == 2 and "There is no warehouse" in result.output
    assert list(site.folder.iterdir()) == [site.log.parent]


def test_concurrent_refresh_exits_with_code_3(site: Site) -> None:
    site.load("edx", site.log)
    with only_one(str(site.database)):
        assert "Another refresh" in site.refresh(site.log, code=3)
    with closing(duckdb.connect(str(site.database))):
        code = "import sys; from refresh.__main__ import app; app()"
        run = [sys.executable, "-c", code, "--database", str(site.database)]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3 and "is in use by process" in done.stderr
    assert site.built == []
    site.refresh(site.log)


@pytest.fixture
def dbt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Path of a fake dbt program, to be written by the test."""
    program = tmp_path / "bin" / "dbt"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setattr(sys, "executable", str(program.with_name("python")))
    return program


@pytest.mark.parametrize(("signal", "code"), [("TERM", 143), ("INT", 130)])
def test_interrupted_refresh_terminates_dbt(
    tmp_path: Path, dbt: Path, signal: str, code: int
) -> None:
    site, ended = Site(tmp_path), tmp_path / "ended"
    dbt.write_text(f"#!/bin/sh\nkill -{signal} $PPID\nsleep 5\ntouch {ended}\n")
    # Whoever started the tests in the background made them deaf to Ctrl-C.
    before = signals.signal(signals.SIGINT, signals.default_int_handler)
    try:
        assert "Interrupted" in site.refresh(site.log, code=code)
    finally:
        signals.signal(signals.SIGINT, before)
    assert site.lines()[-1]["seconds"] < 5 and not ended.exists()


def wait_for_lock(site: Site) -> None:
    """Wait until the system has released the lock of a killed process."""
    for _ in range(200):
        try:
            with only_one(str(site.database)):
                return
        except Busy:
            time.sleep(0.05)
    pytest.fail("the lock was not released within 10 seconds")


def test_lock_is_held_until_an_orphaned_build_ends(site: Site, tmp_path: Path) -> None:
    dbt, pid = tmp_path / "bin" / "dbt", tmp_path / "pid"
    dbt.parent.mkdir()
    dbt.write_text(f"#!/bin/sh\necho $$ > {pid}\nkill -KILL $PPID\nexec sleep 60\n")
    dbt.chmod(0o755)
    site.load("edx", site.log)
    code = f"import sys; from refresh.__main__ import app; sys.executable = '{dbt}'; app()"
    run = [sys.executable, "-c", code, "--database", str(site.database)]
    assert subprocess.run(run, cwd=ROOT, stdout=subprocess.DEVNULL).returncode == -9
    site.refresh(code=3)
    subprocess.run(["kill", "-KILL", pid.read_text().strip()], check=True)
    wait_for_lock(site)
    site.refresh()
    assert site.built == [WHOLE]


def test_export_load_writes_a_log_line(site: Site) -> None:
    dump = site.folder / "dump.sql"
    dump.write_text(DUMP)
    site.load("coursera-exports", dump, "--course", "session-1")
    dump.write_text(DUMP.replace("2,'bob'", "'two','bob'"))
    site.load("coursera-exports", dump, "--course", "session-1", code=2)
    landed, refused = site.lines()
    assert (landed["command"], landed["course"]) == ("loaders coursera-exports", "session-1")
    assert landed["started_at"] <= landed["ended_at"]
    assert landed["landed"]["hash_mapping"] == 2
    assert any("announcements" in note for note in landed["not_landed"])
    assert any("Not in the export: access_groups" in note for note in landed["not_landed"])
    assert (refused["course"], "landed" in refused) == ("session-1", False)
    assert "hash_mapping.user_id" in refused["error"]


def test_log_that_cannot_be_written_does_not_stop_a_load(site: Site) -> None:
    (site.folder / "logs").write_text("a file")
    environment = {"MOOCDB_DATABASE": str(site.database), "MOOCDB_SALT": "test"}
    result = CliRunner().invoke(loaders.app, ["edx", str(site.log)], env=environment)
    assert result.exit_code == 0 and "this run is not logged" in result.stderr


def test_sources_name_every_loader() -> None:
    for source in SOURCES.values():
        changed = {t.name for t in source_tables() if t.loads and source.name in t.loads}
        assert source.table in changed
        assert changed <= {source.table, "raw.user_agents"}


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
def test_table_is_changed_by_the_named_loads_or_all_of_its_platform(
    loads: tuple[str, ...] | None, platform: str, changed_by: set[str]
) -> None:
    table = SourceTable("raw.x", loads, platform)
    sources = ("edx", "edx-course-structure", "coursera-clickstream", "labels")
    assert {source for source in sources if table.is_changed_by(source)} == changed_by
