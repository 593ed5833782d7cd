"""The dictionary of features and the columns that hold them say the same."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Warehouse

KEYS = ["platform", "course_id", "learner_id", "week_number", "week_started_at", "has_joined"]


@pytest.fixture(scope="module")
def dictionary(both_platforms: Warehouse) -> list[dict[str, Any]]:
    names = [name for name, *_ in both_platforms.rows("describe marts.dim_features")]
    rows = both_platforms.rows("from marts.dim_features")
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_every_implemented_feature_is_a_column_and_every_column_a_feature(
    both_platforms: Warehouse, dictionary: list[dict[str, Any]]
) -> None:
    columns = [name for name, *_ in both_platforms.rows("describe marts.fct_learner_weeks")]
    labels = [name for name, *_ in both_platforms.rows("describe marts.fct_learner_week_labels")]
    implemented = [feature for feature in dictionary if feature["status"] == "implemented"]
    features = {row["name"] for row in implemented if row["kind"] == "feature"}
    assert set(columns) - set(KEYS) == features, "seeds/features.csv and fct_learner_weeks differ"
    assert {row["name"] for row in implemented if row["kind"] == "label"} <= set(labels)


def test_columns_are_described_by_the_dictionary(
    manifest: dict[str, Any], dictionary: list[dict[str, Any]]
) -> None:
    definitions = {row["name"]: row["definition"] for row in dictionary}
    columns = manifest["nodes"]["model.moocdb.fct_learner_weeks"]["columns"]
    wrong = {
        name
        for name, column in columns.items()
        if name not in KEYS and column["description"] != definitions.get(name)
    }
    assert wrong == set(), (
        "describe them by {{ doc('feature_<name>') }}, which `make reference` writes"
    )


def test_all_features_of_digital_learner_quantified_are_there(
    dictionary: list[dict[str, Any]],
) -> None:
    theirs = [row for row in dictionary if row["dlq_id"] is not None]
    assert len(theirs) == 37
    for row in theirs:
        assert row["feature_id"] == row["dlq_id"]
        assert row["status"] == "implemented"
        assert row["dlq_name"] and row["dlq_default"] in (0, -1)
    assert min(row["feature_id"] for row in dictionary if row["dlq_id"] is None) > 1000


def test_a_week_without_activity_holds_the_defaults(
    both_platforms: Warehouse, dictionary: list[dict[str, Any]]
) -> None:
    idle = """
        (
            from marts.fct_learner_weeks
            select *
            qualify sum(n_events + number_of_attempts + number_of_collaborations) over (
                partition by course_id, learner_id order by week_number
            ) = 0
        )
    """
    ((weeks, courses),) = both_platforms.rows(
        f"select count(*), count(distinct course_id) from {idle}"
    )
    assert weeks > 50 and courses == 3
    wrong = {}
    for row in dictionary:
        if row["kind"] == "feature" and row["status"] == "implemented":
            held = {value for (value,) in both_platforms.rows(f"select {row['name']} from {idle}")}
            default = row["default_value"]
            allowed = {None if default is None else float(default)}
            if row["unknown_when"]:
                allowed.add(None)
            if not held <= allowed:
                wrong[row["name"]] = held - allowed
    assert wrong == {}
