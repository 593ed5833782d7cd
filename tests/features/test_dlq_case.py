"""The features of DigitalLearnerQuantified on a MOOCdb that was made elsewhere, value for value."""

from __future__ import annotations

import shutil
from pathlib import Path

import dlq_case
import pytest
from conftest import Warehouse, read_csv

from publishers.features import Form, publish
from publishers.warehouse import open_warehouse

Key = tuple[int, int, int]
FEATURES = ["path:models/intermediate/features", "path:models/marts/features"]


@pytest.fixture(scope="module")
def case(
    shared: Path, both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """A built warehouse whose tables of MOOCdb are those of the case, with its features."""
    warehouse = Warehouse(tmp_path_factory.mktemp("dlq"))
    shutil.copy(both_platforms.database, warehouse.database)
    dlq_case.fill(warehouse.database, shared / "cases" / "dlq")
    return warehouse.build(select=FEATURES)


def values(path: Path) -> dict[Key, float]:
    """The values in a file of the form in which DigitalLearnerQuantified keeps them."""
    found: dict[Key, float] = {}
    for row in read_csv(path):
        feature, learner, week = (
            int(row[name] or "")
            for name in ("longitudinal_feature_id", "user_id", "longitudinal_feature_week")
        )
        assert (feature, learner, week) not in found
        found[feature, learner, week] = float(row["longitudinal_feature_value"] or "nan")
    return found


def test_values_of_all_37_features(case: Warehouse, shared: Path, tmp_path: Path) -> None:
    with open_warehouse(case.database) as connection:
        (folder,) = publish(connection, tmp_path, [dlq_case.COURSE], Form.long)
    found = values(folder / "user_longitudinal_feature_values.csv")
    expected = values(shared / "cases" / "dlq" / "expected_features.csv")
    assert len({feature for feature, *_ in expected}) == 37
    own = {key: value for key, value in found.items() if key[0] < 1000}
    assert own.keys() == expected.keys()
    assert own == pytest.approx(expected, rel=0, abs=1e-6)


def test_what_needs_a_log_is_unknown_without_one(case: Warehouse) -> None:
    (row,) = case.rows(
        """
        select
            count(*), count(number_of_attempts), count(n_threads_started), count(n_events),
            count(video_seconds_watched), count(n_thread_views), count(n_blocks_completed_so_far)
        from marts.fct_learner_weeks
        """
    )
    assert row == (400, 400, 400, 0, 0, 0, 0)
