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
from figures import Figures, moments, times

# Incremental models and tables that depend on each other, and are quick to build.
SELECTED = [
    "stg_edx__lines", "stg_edx__event_types", "stg_edx__events", "stg_edx__enrollment_events",
    "stg_edx__problem_events", "stg_edx__video_events", "int_sessions", "int_video_events",
    "int_problem_attempt_events", "dim_courses", "fct_sessions",
]  # fmt: skip
SCHEMAS = ("staging", "intermediate", "marts", "moocdb", "private")
COMMAND = ["--quiet", "build", "--exclude-resource-type", "unit_test", "test", "--select"]


@pytest.fixture(scope="module")
def landed(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The built samples, and lines that no build has seen: of other days, and of new learners."""
    warehouse = both_platforms.copied(tmp_path_factory.mktemp("landed"))
    log = gzip.decompress((ROOT / "sample_logs" / "logs" / "tracking.log-20250915.gz").read_bytes())
    text = log.replace(b"2025-09-", b"2025-10-").replace(b'"username": "a', b'"username": "zz')
    assert text != log
    (warehouse.folder / "tracking.log-20251117").write_bytes(text)
    return warehouse.land(warehouse.folder / "tracking.log-20251117")


def tables_of(warehouse: Warehouse) -> dict[str, str]:
    return {
        name: rows
        for name, rows in contents(warehouse.database, SCHEMAS).items()
        if name.split(".")[1].split("__dbt_")[0] in SELECTED
    }


def test_a_killed_build_leaves_each_table_whole_and_the_next_one_ends_it(
    landed: Warehouse, tmp_path: Path
) -> None:
    warehouse, figures = Warehouse(tmp_path), Figures("dbt build")

    def build(killed_after: float | None = None) -> int:
        return warehouse.dbt(*COMMAND, *SELECTED, killed_after=killed_after)[0]

    shutil.copy(landed.database, tmp_path)
    before, begun = tables_of(warehouse), time.monotonic()
    assert build() == 0
    seconds, after = time.monotonic() - begun, tables_of(warehouse)
    assert len(differences(before, after)) > 5
    for moment in moments(times(30, 2), seconds, "build"):
        for path in tmp_path.glob("warehouse.duckdb*"):
            path.unlink()
        shutil.copy(landed.database, tmp_path)
        code = build(killed_after=moment)
        assert code in (0, -signal.SIGKILL)
        figures.count("builds killed", bool(code))
        for name, rows in tables_of(warehouse).items():
            whole = (before.get(name), after.get(name))
            assert "__dbt_" in name or rows in whole, f"{name} is half, killed after {moment} s"
        assert before.keys() <= tables_of(warehouse).keys(), f"killed after {moment} s"
        assert build() == 0
        assert differences(after, tables_of(warehouse)) == {}, f"killed after {moment} s"
    figures.tell()
