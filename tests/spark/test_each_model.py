"""Spark makes of what DuckDB has made of the inputs of a model what DuckDB makes of them.

So a build on Spark, model by model, holds the rows of a build on DuckDB.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from engine_rows import differing, write_inputs
from on_spark import HERE, compiled_for_spark, on_spark, samples_for_spark

Node = dict[str, Any]


def test_each_model_gives_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("whole_spark"):
        pytest.skip("takes minutes: make test-spark")
    warehouse = samples_for_spark(request, tmp_path)
    nodes = compiled_for_spark(warehouse)
    models = {key: node for key, node in nodes.items() if node["resource_type"] == "model"}
    inputs = {relation(nodes[key]) for node in models.values() for key in reads(node)}
    folders = warehouse.folder / "inputs", warehouse.folder / "rows"
    folders[1].mkdir()
    write_inputs(warehouse.database, folders[0], sorted(inputs))
    names = sorted(node["name"] for node in models.values())
    on_spark(warehouse, HERE / "each_model.py", warehouse.folder / "target", *folders, *names)
    assert json.loads((folders[1] / "errors.json").read_text()) == {}
    tables = {
        relation(node): folders[1] / node["schema"] / node["alias"] for node in models.values()
    }
    assert differing(warehouse.database, tables) == {}
    assert len(tables) > 400


def reads(node: Node) -> list[str]:
    """The keys of what a model reads."""
    return [key for key in node["depends_on"]["nodes"] if not key.startswith("test.")]


def relation(node: Node) -> str:
    """The name of the table of a model, a seed or a source."""
    return f"{node['schema']}.{node.get('identifier') or node.get('alias') or node['name']}"
