"""The command: exit codes, the lock, interruption, the run log."""

from __future__ import annotations

import gzip
import signal as signals
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT
from site_of_logs import DUMP, EVENT, WHOLE, Site, recorded_site
from typer.testing import CliRunner

from loaders import __main__ as loaders
from loaders.errors import Busy
from refresh import __main__ as command
from refresh.lock import only_one


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return recorded_site(tmp_path, monkeypatch)


def test_dbt_is_not_imported_before_a_build() -> None:
    code = "import refresh.__main__, sys; print([n for n in sys.modules if n.startswith('dbt')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


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
    """Path of a fake Python that is to run dbt, to be written by the test."""
    program = tmp_path / "bin" / "python"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


@pytest.mark.parametrize(("signal", "code"), [("TERM", 143), ("INT", 130)])
def test_interrupted_refresh_terminates_dbt(
    tmp_path: Path, dbt: Path, signal: str, code: int
) -> None:
    site, ended = Site(tmp_path), tmp_path / "ended"
    dbt.write_text(f"#!/bin/sh\nkill -{signal} $PPID\nsleep 60 > /dev/null 2>&1\ntouch {ended}\n")
    # The person who started the tests in the background made them deaf to Ctrl-C.
    before = signals.signal(signals.SIGINT, signals.default_int_handler)
    try:
        assert "Interrupted" in site.refresh(site.log, code=code)
    finally:
        signals.signal(signals.SIGINT, before)
    assert site.lines()[-1]["seconds"] < 60 and not ended.exists()


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
