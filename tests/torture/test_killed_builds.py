"""Builds that are killed at random moments: each table is as before or new, none is half."""

from __future__ import annotations

import gzip
import re
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse
from contents import contents, differences
from figures import Figures, Moments, times

# Incremental models and tables that depend on each other, and are quick to build.
SELECTED = [
    "stg_edx__lines", "stg_edx__event_types", "stg_edx__events", "stg_edx__enrollment_events",
    "stg_edx__problem_events", "stg_edx__video_events", "int_sessions", "int_video_events",
    "int_problem_attempt_events", "dim_courses", "fct_sessions",
]  # fmt: skip
# Those that the lines which are landed for the build reach.
CHANGED = {
    *("private.stg_edx__lines", "private.stg_edx__events", "private.stg_edx__enrollment_events"),
    *("intermediate.int_sessions", "marts.dim_courses"),
}
SCHEMAS = ("staging", "intermediate", "marts", "moocdb", "private")
# What DuckDB says, of which `moocdb build` makes a sentence (tests/commands/test_build.py).
LACKS = {"room": re.compile("File too large|No space"), "memory": re.compile("Out of Memory")}
COMMAND = ["--quiet", "build", "--exclude-resource-type", "unit_test", "test", "--select"]


def write_new_log(folder: Path) -> Path:
    """Write lines that no build of the samples has seen: of other days, and of new learners."""
    log = gzip.decompress((ROOT / "sample_logs" / "logs" / "tracking.log-20250915.gz").read_bytes())
    text = log.replace(b"2025-09-", b"2025-10-").replace(b'"username": "a', b'"username": "zz')
    assert text != log
    path = folder / "tracking.log-20251117"
    path.write_bytes(text)
    return path


@pytest.fixture(scope="module")
def landed(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The built samples, and lines that no build has seen."""
    warehouse = both_platforms.copied(tmp_path_factory.mktemp("landed"))
    return warehouse.land(write_new_log(warehouse.folder))


def tables_of(warehouse: Warehouse) -> dict[str, str]:
    return {
        name: rows
        for name, rows in contents(warehouse.database, SCHEMAS).items()
        if name.split(".")[1].split("__dbt_")[0] in SELECTED
    }


class Build:
    """Builds of copies of what was landed, and what an undisturbed one makes of it.

    seconds: how long the last run took.
    """

    def __init__(self, landed: Warehouse, folder: Path) -> None:
        self.landed, self.warehouse = landed, Warehouse(folder)
        for _ in range(2):  # the first run waits for the server of dbt, which reads the project
            self.put_back()
            self.before = tables_of(self.warehouse)
            assert self.run() == 0
        self.after = tables_of(self.warehouse)
        assert differences(self.before, self.after).keys() >= CHANGED

    def put_back(self) -> None:
        """Have the warehouse as it was before the build."""
        for path in self.warehouse.folder.glob("warehouse.duckdb*"):
            path.unlink()
        shutil.copy(self.landed.database, self.warehouse.folder)

    def run(self, **options: Any) -> int:
        """Build; return dbt's exit code. What it printed is in `printed`."""
        begun = time.monotonic()
        code, self.printed = self.warehouse.dbt(*COMMAND, *SELECTED, **options)
        self.seconds = time.monotonic() - begun
        return code

    def check_whole(self, found: dict[str, str], when: str) -> None:
        """Each table is as before the build or as after it."""
        for name, rows in found.items():
            whole = (self.before.get(name), self.after.get(name))
            assert "__dbt_" in name or rows in whole, f"{name} is half, {when}"
        assert self.before.keys() <= found.keys(), when

    def check_next(self, when: str) -> None:
        """One more build equals an undisturbed one."""
        assert self.run() == 0, when
        assert differences(self.after, tables_of(self.warehouse)) == {}, when


@pytest.fixture(scope="module")
def build(landed: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Build:
    return Build(landed, tmp_path_factory.mktemp("build"))


def test_a_killed_build_leaves_each_table_whole_and_the_next_one_ends_it(build: Build) -> None:
    figures = Figures("dbt build")
    moments = Moments(times(30, 1), build.seconds, "build")
    for moment in moments:
        build.put_back()
        code = build.run(killed_after=moment)
        assert code in (0, -signal.SIGKILL)
        figures.count_kill("builds", moments, bool(code), build.seconds)
        found = tables_of(build.warehouse)
        figures.count("times some tables were new", bool(code and found != build.before))
        build.check_whole(found, f"killed after {moment} s")
        build.check_next(f"killed after {moment} s")
    assert figures.counts["builds killed"] > moments.n // 2
    figures.tell()


@pytest.mark.parametrize("what", ["room", "memory"])
def test_a_build_without_room_or_memory_leaves_each_table_whole(build: Build, what: str) -> None:
    """It names the models that failed and why; their tables keep their rows."""
    figures = Figures(f"dbt build, no {what}")
    for part in range(n := times(30, 1)):
        build.put_back()
        if what == "room":  # from 64 kB to 8 MB: the log beside the warehouse grows
            code = build.run(largest_file=2 ** (16 + 8 * part // n))
        else:
            code = build.run(MOOCDB_MEMORY_LIMIT=f"{4 + 40 * part // n}MB")
        assert code in (0, 1), build.printed[-3000:]
        figures.count(f"builds without {what}", code)
        assert not code or LACKS[what].search(build.printed), build.printed[-3000:]
        found = tables_of(build.warehouse)
        figures.count("times some tables were new", bool(code and found != build.before))
        build.check_whole(found, f"try {part}")
        build.check_next(f"try {part}")
    assert figures.counts[f"builds without {what}"]
    figures.tell()
