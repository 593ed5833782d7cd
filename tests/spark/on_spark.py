"""What the tests of Spark share: the Python that has it, and how to run it on a warehouse."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse, built_once

HERE = Path(__file__).parent
DBT = "from dbt.cli.main import cli; cli()"
COMPILE = ["dbt", "--quiet", "--no-populate-cache", "compile"]
COMPILE += ["--select", "resource_type:model", "--indirect-selection", "empty"]
BUILD = ["dbt", "--no-use-colors", "build", "--exclude-resource-type", "test", "unit_test"]
TEST = ["dbt", "--no-use-colors", "test", "--select"]

# What `make test` runs on Spark. By dbt, with all that they are made of:
BUILT = ["rpt_clickstream_matches", "resource_types"]
# On what DuckDB made of their inputs, from the lines of logs to tables of marts and MOOCdb:
MODELS = [
    "stg_edx__lines", "stg_edx__records", "stg_edx__events", "stg_edx__problem_events",
    "stg_edx__video_events", "int_events", "int_learner_identities", "int_learner_courses",
    "int_observed_events", "observed_events", "fct_sessions", "fct_enrollments",
    "fct_video_segments", "fct_problem_attempts", "fct_person_course", "rpt_event_types",
]  # fmt: skip
UNIT_TESTED = ["fct_sessions", "int_enrollment_spells", "int_event_gaps"]

# A short run on few rows: no time for the second compiler of Java.
SETTINGS = {
    "MOOCDB_TARGET": "spark",
    "MOOCDB_SPARK_MASTER": "local[2]",
    "MOOCDB_SPARK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-XX:ReservedCodeCacheSize=256m -XX:MetaspaceSize=512m",
    "SPARK_LOCAL_IP": "127.0.0.1",
}


FIND_SPARK = """
from importlib.util import find_spec
exit(not (find_spec("pyspark") and find_spec("dbt.adapters.spark")))
"""


@cache
def spark_python() -> Path:
    """The Python that has Spark. Skips the test where that or Java 17 is missing."""
    own = ROOT / ".venv" / "spark" / "bin" / "python"
    python = Path(os.environ.get("MOOCDB_SPARK_PYTHON", own))
    if not python.exists():
        pytest.skip(f"needs requirements-spark.txt (docs/scale.md): there is no {python}")
    if subprocess.run([python, "-c", FIND_SPARK], capture_output=True).returncode:
        pytest.skip(f"needs requirements-spark.txt (docs/scale.md): {python} has no Spark")
    home = os.environ.get("JAVA_HOME")
    if not (java := shutil.which("java", path=f"{home}/bin" if home else None)):
        pytest.skip("needs Java 17 for Spark (docs/scale.md): there is no java")
    told = subprocess.run([java, "-version"], text=True, capture_output=True).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < 17:
        pytest.skip(f"needs Java 17 for Spark (docs/scale.md): {java} is {told[:60]}")
    return python


def built_for_spark(
    request: pytest.FixtureRequest, folder: Path, fixture: str = "both_platforms"
) -> Warehouse:
    """A warehouse as DuckDB built it, the samples or another, and its landing in `landing`.

    Skips the test before anything is built where it cannot run.
    """
    spark_python()
    built: Warehouse = request.getfixturevalue(fixture)
    warehouse = built.copied(folder)
    warehouse.run(sys.executable, "-m", "loaders", "to-parquet", str(folder / "landing"))
    return warehouse


def environment_of(warehouse: Warehouse) -> dict[str, str]:
    """The environment in which dbt builds a warehouse on Spark, in the folder `spark` of it."""
    folders = {
        "MOOCDB_LANDING": str(warehouse.folder / "landing"),
        "MOOCDB_SPARK": str(warehouse.folder / "spark"),
    }
    return warehouse.environment | SETTINGS | folders


def on_spark(warehouse: Warehouse, *words: str | Path, **environment: str) -> str:
    """Run the Python that has Spark; returns what it printed, and fails where it fails."""
    done = subprocess.run(
        [spark_python(), *words],
        cwd=ROOT,
        env=environment_of(warehouse) | environment,
        text=True,
        capture_output=True,
    )
    assert not done.returncode, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def in_session(warehouse: Warehouse, *steps: Sequence[str | Path], **environment: str) -> None:
    """Run steps of in_session.py."""
    file = warehouse.folder / "steps.json"
    file.write_text(json.dumps([[*map(str, step)] for step in steps]))
    on_spark(warehouse, HERE / "in_session.py", file, **environment)


def slice_of_spark(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """What `make test` runs on Spark, in one session, once, no matter how many tests ask for it.

    `make test-spark` has all unit tests run in it; their inputs are empty tables.

    In the folder of the warehouse it leaves `rows` (MODELS), `spark` and `views` (BUILT), and
    `analysis.json` (every model). Fails where Spark or a unit test of UNIT_TESTED fails.
    """
    spark_python()
    is_whole = request.config.getoption("whole_spark")
    some = [f"{name},test_type:unit" for name in UNIT_TESTED]
    tested = ["test_type:unit"] if is_whole else some

    def build(warehouse: Warehouse) -> None:
        built_for_spark(request, warehouse.folder)
        target, database = warehouse.folder / "target", warehouse.database
        steps = [
            COMPILE,
            ["models", database, target, warehouse.folder / "rows", *MODELS],
            [*BUILD, "--select", *(f"+{name}" for name in BUILT)],
            ["views", warehouse.folder / "views"],
            ["analyse", target, warehouse.folder / "analysis.json"],
            [*TEST, *tested],
        ]
        try:
            in_session(warehouse, *steps)
        except AssertionError as error:  # once is enough
            (warehouse.folder / "failed.txt").write_text(str(error))

    warehouse = built_once(tmp_path_factory, "slice_of_spark", build)
    failed = warehouse.folder / "failed.txt"
    assert not failed.exists(), failed.read_text()
    return warehouse
