"""dbt builds on a cluster of two workers, also where one dies on the way: the tables are right."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from cluster import standalone
from conftest import ROOT
from engine_rows import built_tables, differing, public
from on_spark import BUILD, DBT, built_for_spark, environment_of, in_session, spark_python
from test_public_tables import PUBLIC_TABLES

pytestmark = pytest.mark.usefixtures("whole_spark")
PATIENCE = 1200  # seconds until a table is there, on a busy machine
SETTINGS = {"MOOCDB_SPARK_MEMORY": "1g", "MOOCDB_SPARK_PARTITIONS": "2"}  # a part for each worker


def test_public_tables_of_two_workers_are_the_same(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    warehouse = built_for_spark(request, tmp_path)
    views = warehouse.folder / "views"
    with standalone(spark_python(), tmp_path / "cluster", n_workers=2) as cluster:
        master = {"MOOCDB_SPARK_MASTER": cluster.address}
        in_session(warehouse, BUILD, ["views", views], **SETTINGS, **master)
    found = public(built_tables(warehouse.folder / "spark" / "warehouse", views))
    assert differing(warehouse.database, found) == {}
    assert found.keys() == {name for (name,) in warehouse.rows(PUBLIC_TABLES)}


def test_a_worker_dies_and_the_tables_are_right(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    warehouse = built_for_spark(request, tmp_path)
    tables = warehouse.folder / "spark" / "warehouse"
    with standalone(python := spark_python(), tmp_path / "cluster", n_workers=2) as cluster:
        master = {"MOOCDB_SPARK_MASTER": cluster.address}
        environment = environment_of(warehouse) | SETTINGS | master
        command = [python, "-c", DBT, *BUILD[1:], "--select", "+rpt_event_types"]
        output = warehouse.folder / "first.out"
        with output.open("w") as file:
            building = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=file, stderr=file
            )
        began = time.monotonic()
        while not [*tables.glob("private.db/stg_edx__*/**/*.parquet")]:
            assert building.poll() is None, output.read_text()[-6000:]
            assert time.monotonic() < began + PATIENCE, output.read_text()[-6000:]
            time.sleep(0.2)
        cluster.workers[0].kill()
        failed = building.wait()
        assert "Lost executor" in output.read_text(), "nothing was lost: the worker had no part"
        if failed:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, text=True, capture_output=True
            )
            assert not done.returncode, done.stdout[-6000:]
        assert cluster.workers[0].wait() and cluster.workers[1].poll() is None
    found = public(built_tables(tables, warehouse.folder / "views"))
    assert differing(warehouse.database, found) == {}
    assert "marts.rpt_event_types" in found
