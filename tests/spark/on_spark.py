"""What the tests of Spark share: the Python that has it, and how to run it on a warehouse."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse

HERE = Path(__file__).parent
DBT = "from dbt.cli.main import cli; cli()"
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


def samples_for_spark(request: pytest.FixtureRequest, folder: Path) -> Warehouse:
    """The samples as DuckDB built them, and their landing in the folder `landing`.

    Skips the test before anything is built where it cannot run.
    """
    spark_python()
    built: Warehouse = request.getfixturevalue("both_platforms")
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


def on_spark(warehouse: Warehouse, *words: str | Path) -> str:
    """Run the Python that has Spark; returns what it printed, and fails where it fails."""
    done = subprocess.run(
        [spark_python(), *words],
        cwd=ROOT,
        env=environment_of(warehouse),
        text=True,
        capture_output=True,
    )
    assert not done.returncode, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def compiled_for_spark(warehouse: Warehouse) -> dict[str, Any]:
    """Compile all models for Spark into the folder `target`; returns models, seeds and sources."""
    select = ("--select", "resource_type:model", "--indirect-selection", "empty")
    on_spark(warehouse, "-c", DBT, "--quiet", "--no-populate-cache", "compile", *select)
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text())
    return {**manifest["nodes"], **manifest["sources"]}
