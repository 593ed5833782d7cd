"""Spark takes the SQL of every model, and finds the columns that its contract promises.

Without data: what Spark calculates is compared with DuckDB by `make test-spark` (docs/scale.md).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse

COLUMNS = """
select table_schema || '.' || table_name, column_name, data_type from information_schema.columns
where table_schema like 'raw%' or table_name = 'pseudonym_salt' order by ordinal_position
"""
DBT = "from dbt.cli.main import cli; cli()"


def spark_python() -> Path:
    """The Python that has Spark. Skips the test where that or Java 17 is missing."""
    python = Path(
        os.environ.get("MOOCDB_SPARK_PYTHON", ROOT / ".venv" / "spark" / "bin" / "python")
    )
    if not python.exists():
        pytest.skip(f"needs requirements-spark.txt (docs/scale.md): there is no {python}")
    home = os.environ.get("JAVA_HOME")
    if not (java := shutil.which("java", path=f"{home}/bin" if home else None)):
        pytest.skip("needs Java 17 for Spark (docs/scale.md): there is no java")
    told = subprocess.run([java, "-version"], text=True, capture_output=True).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < 17:
        pytest.skip(f"needs Java 17 for Spark (docs/scale.md): {java} is {told[:60]}")
    return python


@pytest.fixture
def compiled(warehouse: Warehouse) -> Warehouse:
    """A warehouse without events, and its models compiled for Spark."""
    spark_python()
    log = warehouse.folder / "a.log"
    log.write_text("{}\n")
    warehouse.run(sys.executable, "-m", "loaders", "edx", "--final", str(log), check=False)
    select = ("--select", "resource_type:model", "--indirect-selection", "empty")
    on_spark(warehouse, "-c", DBT, "--quiet", "--no-populate-cache", "compile", *select)
    return warehouse


def analyse(warehouse: Warehouse) -> dict[str, Any]:
    """What Spark says to the compiled models."""
    sources, answer = warehouse.folder / "sources.json", warehouse.folder / "answer.json"
    tables = defaultdict(list)
    for table, *column in warehouse.rows(COLUMNS):
        tables[table].append(column)
    sources.write_text(json.dumps(tables))
    script = ROOT / "tests" / "spark" / "analyse.py"
    on_spark(warehouse, script, warehouse.folder / "target", sources, answer)
    return dict(json.loads(answer.read_text()))


def on_spark(warehouse: Warehouse, *words: str | Path) -> None:
    """Run the Python that has Spark."""
    settings = {"MOOCDB_TARGET": "spark", "SPARK_LOCAL_IP": "127.0.0.1"}
    environment = warehouse.environment | settings
    command = [spark_python(), *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True)
    assert not done.returncode, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def test_spark_takes_every_model(compiled: Warehouse) -> None:
    answer = analyse(compiled)
    assert answer["findings"] == {}, "spell it for both engines, or in a macro of macros/engine"
    assert not answer["left_out"]
    assert answer["analysed"] > 400
