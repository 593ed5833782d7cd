"""Spark takes the SQL of every model, and finds the columns that its contract promises.

Without data: what Spark calculates is compared with DuckDB by `make test-spark` (docs/scale.md).
"""

from __future__ import annotations

import json

import pytest
from on_spark import slice_of_spark


def test_spark_takes_every_model(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = slice_of_spark(request, tmp_path_factory).folder / "analysis.json"
    answer = json.loads(found.read_text())
    assert answer["findings"] == {}, "spell it for both engines, or in a macro of macros/engine"
    assert not answer["left_out"]
    assert answer["analysed"] > 400
