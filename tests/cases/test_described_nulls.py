"""A column of a public table that holds nulls in the samples says in its description when."""

import re
from typing import Any

from conftest import Warehouse

NULL = re.compile(r"\bnulls?\b", re.IGNORECASE)


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
