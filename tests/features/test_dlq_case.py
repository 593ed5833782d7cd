"""The features of DigitalLearnerQuantified on a MOOCdb that was made elsewhere, value for value."""

from __future__ import annotations

import shutil
from pathlib import Path

import dlq_case
import pytest
from conftest import Warehouse

FEATURES = ["path:models/intermediate/features", "path:models/marts/features"]


@pytest.fixture(scope="module")
def case(
    shared: Path, sample_warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """A built warehouse whose tables of MOOCdb are those of the case, with its features."""
    warehouse = Warehouse(tmp_path_factory.mktemp("dlq"))
    shutil.copy(sample_warehouse.database, warehouse.database)
    dlq_case.fill(warehouse.database, shared / "cases" / "dlq")
    return warehouse.build(select=FEATURES)


Values = dict[tuple[int, int], float]


def values(warehouse: Warehouse, name: str, kind: str, default: str | None) -> Values:
    """Values of a feature by learner and week, without weeks that hold the default or nothing.

    DigitalLearnerQuantified knows learners who submitted something, and no others.
    """
    table = "fct_learner_weeks" if kind == "feature" else "fct_learner_week_labels"
    rows = warehouse.rows(
        f"""
        select distinct learner_id, week_number, cast({name} as double) from marts.{table}
        where {name} is not null and learner_id in (select user_id from moocdb.submissions)
        """
    )
    return {
        (learner, week): value
        for learner, week, value in rows
        if default is None or value != float(default)
    }


def test_values_of_all_37_features(case: Warehouse, shared: Path) -> None:
    dictionary = case.rows(
        'select dlq_id, name, kind, "default" from staging.features where dlq_id is not null'
    )
    assert len(dictionary) == 37
    expected: dict[int, Values] = {feature: {} for feature, *_ in dictionary}
    for feature, learner, week, value in case.rows(
        f"from read_csv('{shared}/cases/dlq/expected_features.csv')"
    ):
        expected[feature][learner, week] = value
    for feature, name, kind, default in dictionary:
        found = values(case, name, kind, default)
        assert found.keys() == expected[feature].keys(), f"{feature} {name}"
        assert found == pytest.approx(expected[feature], rel=0, abs=1e-6), f"{feature} {name}"
