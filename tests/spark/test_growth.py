"""Incremental models grow on Spark: after several builds they hold what those of DuckDB hold.

The metastore is Derby, and each build is a process of its own, as at a site.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse
from engine_rows import built_tables, differing
from on_spark import BUILD, DBT, environment_of, on_spark, spark_python

# By load, by event (its month) and by learner-course, with all that they are made of.
SELECTED = [
    "+stg_edx__navigation_events", "+stg_edx__enrollment_events", "+int_sessions",
    "+int_problem_attempt_events", "+int_video_steps", "+int_observed_events",
]  # fmt: skip
CASES = ("punctuation", "courses", "envelopes", "identities", "sameness", "seek-spellings")
N_LOADS = 3


@pytest.fixture
def growing(tmp_path: Path, whole_spark: None) -> Warehouse:
    spark_python()
    warehouse = Warehouse(tmp_path)
    (tmp_path / "logs").mkdir()
    return warehouse


def lines() -> list[str]:
    """Lines of many shapes, in an order by chance; the last one renames a learner."""
    reports = ROOT / "tests" / "cases" / "reports"
    found = [
        line
        for case in CASES
        for path in sorted((reports / case).glob("*.log"))
        for line in path.read_text().splitlines(keepends=True)
    ]
    random.Random(17).shuffle(found)
    known = event("2025-10-01T08:00:00Z")
    return [known, *found, event("2025-10-01T09:00:00Z", user_id=4711)]


def event(at: str, **who: object) -> str:
    context = {"course_id": "course-v1:O+C+Renamed", **who}
    line = {"username": "piet", "event_type": "problem_check", "event_source": "server"}
    return json.dumps(line | {"time": at, "context": context, "event": "{}"}) + "\n"


def land(warehouse: Warehouse, number: int, piece: list[str]) -> None:
    path = warehouse.folder / "logs" / f"{number}.log"
    path.write_text("".join(piece))
    warehouse.land(path)
    write_landing(warehouse)


def write_landing(warehouse: Warehouse) -> None:
    folder = str(warehouse.folder / "landing")
    warehouse.run(sys.executable, "-m", "loaders", "to-parquet", folder)


def build(warehouse: Warehouse) -> None:
    """Build by both engines: what DuckDB makes of several builds, other tests compare with one."""
    warehouse.build(select=SELECTED)
    on_spark(warehouse, "-c", DBT, *BUILD[1:], "--select", *SELECTED)


def partitioned_tables(warehouse: Warehouse) -> dict[str, str]:
    """The partitioned table of each incremental model, by the name of the model."""
    folders = (warehouse.folder / "spark" / "warehouse").glob("*.db/*__partitions_*")
    return dict(it.name.split("__partitions_") for it in folders)


def same(warehouse: Warehouse) -> None:
    """Compare all that Spark holds with what DuckDB holds."""
    built = built_tables(warehouse.folder / "spark" / "warehouse", warehouse.folder / "views")
    assert differing(warehouse.database, built) == {}
    assert "intermediate.int_sessions" in built


def test_models_grow_and_follow_a_load_taken_back(growing: Warehouse) -> None:
    all_lines = lines()
    size = len(all_lines) // N_LOADS + 1
    pieces = [all_lines[at : at + size] for at in range(0, len(all_lines), size)]
    land(growing, 0, pieces[0])
    build(growing)
    first = partitioned_tables(growing)
    land(growing, 1, pieces[1])
    land(growing, 2, pieces[2])
    build(growing)
    assert partitioned_tables(growing) == first, "a model had a full refresh"
    same(growing)
    growing.run(sys.executable, "-m", "loaders", "undo", "2", "--yes")
    write_landing(growing)
    build(growing)
    assert partitioned_tables(growing) == first
    same(growing)


def test_a_model_that_is_not_whole_gets_a_full_refresh(growing: Warehouse) -> None:
    """A build is killed while models grow, and one that was under way has lost a partition."""
    all_lines = lines()
    land(growing, 0, all_lines[: len(all_lines) // 2])
    build(growing)
    first = partitioned_tables(growing)
    land(growing, 1, all_lines[len(all_lines) // 2 :])
    command = [spark_python(), "-c", DBT, *BUILD[1:], "--select", *SELECTED]
    tables = growing.folder / "spark" / "warehouse"
    with subprocess.Popen(command, cwd=ROOT, env=environment_of(growing)) as building:
        while building.poll() is None and not [*tables.glob("*.db/int_*__partitions_*_fresh")]:
            time.sleep(0.05)
        building.kill()
    assert building.returncode, "it ended before it was killed"
    under_way = {"relation": "private.stg_edx__lines", "is_whole": False}
    on_spark(growing, "-c", DBT, "run-operation", "mark", "--args", json.dumps(under_way))
    [lost] = tables.glob("private.db/stg_edx__lines__partitions_*/partition_no=1")
    shutil.rmtree(lost)
    build(growing)
    last = partitioned_tables(growing)
    assert last.keys() == first.keys() and last["stg_edx__lines"] != first["stg_edx__lines"]
    assert last["stg_edx__addresses"] == first["stg_edx__addresses"]
    same(growing)
