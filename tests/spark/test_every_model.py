"""Spark takes the SQL of every model, and finds the columns that its contract promises.

Without data: what Spark calculates is compared with DuckDB by `make test-spark` (docs/scale.md).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

import pytest
from conftest import Warehouse
from on_spark import HERE, compiled_for_spark, on_spark, spark_python

COLUMNS = """
select table_schema || '.' || table_name, column_name, data_type from information_schema.columns
where table_schema like 'raw%' or table_name = 'pseudonym_salt' order by ordinal_position
"""


@pytest.fixture
def compiled(warehouse: Warehouse) -> Warehouse:
    """A warehouse without events, and its models compiled for Spark."""
    spark_python()
    log = warehouse.folder / "a.log"
    log.write_text("{}\n")
    warehouse.run(sys.executable, "-m", "loaders", "edx", "--final", str(log), check=False)
    compiled_for_spark(warehouse)
    return warehouse


def analyse(warehouse: Warehouse) -> dict[str, Any]:
    """What Spark says to the compiled models."""
    sources, answer = warehouse.folder / "sources.json", warehouse.folder / "answer.json"
    tables = defaultdict(list)
    for table, *column in warehouse.rows(COLUMNS):
        tables[table].append(column)
    sources.write_text(json.dumps(tables))
    on_spark(warehouse, HERE / "analyse.py", warehouse.folder / "target", sources, answer)
    return dict(json.loads(answer.read_text()))


def test_spark_takes_every_model(compiled: Warehouse) -> None:
    answer = analyse(compiled)
    assert answer["findings"] == {}, "spell it for both engines, or in a macro of macros/engine"
    assert not answer["left_out"]
    assert answer["analysed"] > 400
