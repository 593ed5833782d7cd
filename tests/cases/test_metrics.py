"""The semantic layer: every expression runs on the marts, and says what the marts say."""

import json
from typing import Any

import pytest
from conftest import Warehouse, dbt_server

AGGREGATES = {
    "sum": "sum({})",
    "count": "count({})",
    "count_distinct": "count(distinct {})",
    "median": "median({})",
}


@pytest.fixture(scope="module")
def semantic_manifest(sample_warehouse: Warehouse) -> dict[str, Any]:
    manifest = dbt_server().target / "semantic_manifest.json"
    loaded: dict[str, Any] = json.loads(manifest.read_text())
    return loaded


def table_of(semantic_model: dict[str, Any]) -> str:
    relation = semantic_model["node_relation"]
    return f"{relation['schema_name']}.{relation['alias']}"


def measured(
    warehouse: Warehouse, manifest: dict[str, Any], name: str, where: str = "true"
) -> float:
    """Value of a measure over the whole warehouse."""
    for semantic_model in manifest["semantic_models"]:
        for measure in semantic_model["measures"]:
            if measure["name"] == name:
                value = AGGREGATES[measure["agg"]].format(measure["expr"])
                sql = f"select {value} from {table_of(semantic_model)} where {where}"
                return float(warehouse.rows(sql)[0][0])
    raise KeyError(name)


def test_every_dimension_and_entity_is_a_column_or_an_expression(
    sample_warehouse: Warehouse, semantic_manifest: dict[str, Any]
) -> None:
    for semantic_model in semantic_manifest["semantic_models"]:
        for part in semantic_model["dimensions"] + semantic_model["entities"]:
            expression = part["expr"] or part["name"]
            assert part["name"] != "day"
            sample_warehouse.rows(f"select {expression} from {table_of(semantic_model)} limit 1")


def test_every_measure_has_a_value_on_the_sample(
    sample_warehouse: Warehouse, semantic_manifest: dict[str, Any]
) -> None:
    names = [m["name"] for model in semantic_manifest["semantic_models"] for m in model["measures"]]
    for name in names:
        assert measured(sample_warehouse, semantic_manifest, name) > 0, name


def test_metrics_are_what_the_marts_say(
    sample_warehouse: Warehouse, semantic_manifest: dict[str, Any]
) -> None:
    def one(sql: str) -> float:
        return float(sample_warehouse.rows(sql)[0][0])

    def measure(name: str, where: str = "true") -> float:
        return measured(sample_warehouse, semantic_manifest, name, where)

    assert measure("enrollments") == one(
        "select count(*) from marts.fct_person_course where registered_at is not null"
    )
    assert measure("learners_with_events") == one(
        "select count(distinct learner_id) from marts.fct_sessions where course_id is not null"
    )
    assert measure("hours_watched") == pytest.approx(
        one(
            "select sum(watched_seconds) / 3600 from marts.fct_video_views "
            "where course_id is not null"
        )
    )
    assert measure("tries") == one("select count(*) from marts.fct_problem_attempts")
    assert measure("problems_correct_at_once") == one(
        "select count(*) from marts.fct_learner_problems where is_correct_first_try"
    )
    assert measure("learners_of_cohorts", "week_number = 0") == one(
        "select count(*) from marts.fct_person_course where n_events > 0"
    )
