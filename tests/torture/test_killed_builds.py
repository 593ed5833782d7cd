"""Builds that are killed at random moments: each table is as before or new, none is half."""

from __future__ import annotations

import gzip
import shutil
import signal
import time
from pathlib import Path

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

    def run(self, killed_after: float | None = None) -> int:
        begun = time.monotonic()
        code, _ = self.warehouse.dbt(*COMMAND, *SELECTED, killed_after=killed_after)
        self.seconds = time.monotonic() - begun
        return code


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
        figures.count("builds killed", bool(code))
        figures.count("builds that ended before", not code)
        if not code:
            moments.missed(build.seconds)
        found = tables_of(build.warehouse)
        figures.count("times some tables were new", bool(code and found != build.before))
        for name, rows in found.items():
            whole = (build.before.get(name), build.after.get(name))
            assert "__dbt_" in name or rows in whole, f"{name} is half, killed after {moment} s"
        assert build.before.keys() <= found.keys(), f"killed after {moment} s"
        assert build.run() == 0
        assert differences(build.after, tables_of(build.warehouse)) == {}, f"after {moment} s"
    assert figures.counts["builds killed"] > moments.n // 2
    figures.tell()
