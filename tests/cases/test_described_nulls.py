"""A column says in its description when it is null, if it is, and only then.

Of public tables, the samples show which columns hold nulls; of all models, seeds and sources, data
tests and constraints show which never do.
"""

import re
from typing import Any

from conftest import Warehouse

NULL = re.compile(r"\bnulls?\b", re.IGNORECASE)
NEVER_NULL = re.compile(r"\b(never|not|no) nulls?\b", re.IGNORECASE)


def silent_columns(node: dict[str, Any]) -> list[str]:
    """The columns of a model whose descriptions do not mention nulls.

    "The same with ..." takes over what the column above says.
    """
    silent, says = [], False
    for name, column in node["columns"].items():
        description = column["description"]
        says = bool(NULL.search(description)) or (says and description.startswith("The same with"))
        if not says:
            silent.append(name)
    return silent


def columns_without_nulls(manifest: dict[str, Any]) -> set[tuple[str, str]]:
    """(node, column) of what a data test or a constraint keeps free of nulls, in all rows."""
    found = {
        (test["attached_node"], test["column_name"])
        for test in manifest["nodes"].values()
        if test.get("test_metadata", {}).get("name") == "not_null" and not test["config"]["where"]
    }
    for key, node in manifest["nodes"].items():
        for name, column in node.get("columns", {}).items():
            kinds = {constraint["type"] for constraint in column.get("constraints") or ()}
            if kinds & {"not_null", "primary_key"}:
                found.add((key, name))
    return found


def contradictions(
    nodes: dict[str, dict[str, Any]], without_nulls: set[tuple[str, str]]
) -> list[str]:
    """Columns that are tested and say when they are null, or say never and are not tested."""
    found = []
    for key, node in nodes.items():
        for name, column in node.get("columns", {}).items():
            says_never = NEVER_NULL.search(column["description"])
            if (key, name) in without_nulls and NULL.search(column["description"]):
                if not says_never:
                    found.append(f"{node['name']}.{name} is never null, and says when")
            elif says_never and (key, name) not in without_nulls:
                found.append(f"{node['name']}.{name} says that it is never null: test it")
    return found


def test_a_column_with_nulls_says_when(both_platforms: Warehouse, manifest: dict[str, Any]) -> None:
    # The seed says of each feature when it is unknown; dim_features shows it.
    unknown = (
        "select name from marts.dim_features where default_value is null or unknown_when <> ''"
    )
    features = {name for (name,) in both_platforms.rows(unknown)}
    found, read = [], 0
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or not node["path"].startswith("marts/"):
            continue
        described = features if node["name"] == "fct_learner_weeks" else set()
        columns = [name for name in silent_columns(node) if name not in described]
        read += len(columns)
        counts = ", ".join(["count(*)", *(f'count("{name}")' for name in columns)])
        table = f'"{node["schema"]}"."{node["alias"]}"'
        n_rows, *filled = both_platforms.rows(f"select {counts} from {table}")[0]
        found += [
            f"{node['name']}.{name} is null in {n_rows - n} of {n_rows} rows: say when"
            for name, n in zip(columns, filled, strict=True)
            if n < n_rows
        ]
    assert read > 500
    assert found == []


def test_what_a_description_says_of_nulls() -> None:
    described = {"a": "Null without any.", "b": "The same with more.", "c": "A nullable name."}
    columns = {name: {"description": text} for name, text in described.items()}
    assert silent_columns({"columns": columns}) == ["c"]


def test_a_column_without_nulls_does_not_say_when(manifest: dict[str, Any]) -> None:
    without_nulls = columns_without_nulls(manifest)
    assert len(without_nulls) > 400
    nodes = manifest["nodes"] | manifest["sources"]
    assert contradictions(nodes, without_nulls) == []


def test_what_contradicts_a_description() -> None:
    described = {"key": "Null for d.", "a": "Never null.", "b": "Never null.", "c": "Null for d."}
    columns = {name: {"description": text} for name, text in described.items()}
    nodes = {"model.m": {"name": "m", "columns": columns}}
    assert contradictions(nodes, {("model.m", "key"), ("model.m", "a")}) == [
        "m.key is never null, and says when",
        "m.b says that it is never null: test it",
    ]
