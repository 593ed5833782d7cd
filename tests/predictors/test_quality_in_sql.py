"""The quality of predictions in SQL, against scikit-learn and the program that predicts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from conftest import Warehouse
from generated_courses import courses, fill

from predictors import quality

pytest.importorskip("sklearn", reason="needs scikit-learn (make predict)")

ROOMS = [f"path:models/{layer}/predictions" for layer in ("staging", "intermediate", "marts")]
CLOSE = {"rel": 0, "abs": 1e-9}
LINE = (
    '{"event_type": "play_video", "event_source": "browser", "username": "ann", '
    '"time": "2025-09-15T08:00:00Z", "context": {"course_id": "course-v1:O+C+R"}, "event": "{}"}\n'
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Predictions of generated courses, made, landed and judged."""
    warehouse = Warehouse(tmp_path_factory.mktemp("predictions"))
    with duckdb.connect(str(warehouse.database)) as connection:
        fill(connection, courses(), learners=180)
    out = warehouse.folder / "out"
    command = ("dropout", "--out", str(out), "--lead", "1")
    command += ("--course", "Made/Behaviour/2025", "--course", "Made/Chance/2025")
    warehouse.run(sys.executable, "-m", "predictors", *command)
    warehouse.land(out / "dropout_predictions.csv", source="predictions", final=False)
    return warehouse.build(tests=True, select=["stg_files", "stg_files_in_use", *ROOMS])


def evaluations(judged: Warehouse) -> Iterator[tuple[int, str, list[Any]]]:
    """The predictions of each evaluation and model: course, learner, probability, label."""
    rows = judged.rows(
        """
        select evaluation_id, model, course_id, learner_id, probability, is_stopout
        from intermediate.int_prediction_slices
        order by evaluation_id, model, probability desc, learner_id, week_number
        """
    )
    for (evaluation, model), found in groupby(rows, key=lambda row: row[:2]):
        yield evaluation, model, [row[2:] for row in found]


def test_numbers_are_those_of_scikit_learn(judged: Warehouse) -> None:
    from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

    columns = "auc, log_loss, brier, n_predictions, n_learners, n_stopouts"
    reported = {
        row[:2]: row[2:]
        for row in judged.rows(
            f"select evaluation_id, model, {columns} from marts.rpt_prediction_quality"
        )
    }
    n_seen = 0
    for evaluation, model, rows in evaluations(judged):
        stopped = np.array([row[3] for row in rows], dtype=int)
        probability = np.array([row[2] for row in rows])
        auc, loss, brier, n, n_learners, n_stopped = reported.pop((evaluation, model))
        assert (n, n_stopped) == (len(rows), stopped.sum())
        assert n_learners == len({row[:2] for row in rows})
        assert loss == pytest.approx(log_loss(stopped, probability, labels=[0, 1]), **CLOSE)
        assert brier == pytest.approx(brier_score_loss(stopped, probability), **CLOSE)
        if 0 < n_stopped < n:
            assert auc == pytest.approx(roc_auc_score(stopped, probability), **CLOSE)
            n_seen += 1
        else:
            assert auc is None
    assert n_seen > 100 and not reported


def test_calibration_is_that_of_scikit_learn(judged: Warehouse) -> None:
    from sklearn.calibration import calibration_curve

    reported = judged.rows(
        """
        select evaluation_id, model, list(stopout_share order by bin),
            list(mean_probability order by bin)
        from marts.rpt_prediction_calibration group by all
        """
    )
    curves = {row[:2]: row[2:] for row in reported}
    for evaluation, model, rows in evaluations(judged):
        observed, predicted = calibration_curve(
            [row[3] for row in rows], [row[2] for row in rows], n_bins=10, pos_label=True
        )
        shares, means = curves[evaluation, model]
        assert shares == pytest.approx(observed.tolist(), **CLOSE)
        assert means == pytest.approx(predicted.tolist(), **CLOSE)


def test_precision_at_k(judged: Warehouse) -> None:
    """Against a loop over the rows; ties at the border are taken in equal parts."""
    reported = {
        row[:2]: row[2:]
        for row in judged.rows(
            "select evaluation_id, model, precision_at_10, precision_at_tenth "
            "from marts.rpt_prediction_quality"
        )
    }
    for evaluation, model, rows in evaluations(judged):
        for found, k in zip(reported[evaluation, model], (10, -(-len(rows) // 10)), strict=True):
            border = rows[k - 1][2]
            above = [row[3] for row in rows if row[2] > border]
            tied = [row[3] for row in rows if row[2] == border]
            expected = (sum(above) + (k - len(above)) * sum(tied) / len(tied)) / k
            assert found == pytest.approx(expected, **CLOSE)


def test_confidence_is_that_of_weighted_aucs(judged: Warehouse) -> None:
    from sklearn.metrics import roc_auc_score

    aucs = {
        row[:3]: row[3]
        for row in judged.rows(
            "select evaluation_id, model, replicate, auc from intermediate.int_prediction_aucs"
        )
    }
    ranges = {
        row[:2]: row[2:]
        for row in judged.rows(
            "select evaluation_id, model, auc_low, auc_high from marts.rpt_prediction_quality "
            "where slice_kind in ('course', 'group')"
        )
    }
    for evaluation, model, rows in evaluations(judged):
        if (evaluation, model) not in ranges:
            continue
        learners = sorted({row[1] for row in rows})
        drawn = quality.weights(rows[0][0], learners)
        weights = drawn[[learners.index(row[1]) for row in rows]]
        stopped, probability = ([row[place] for row in rows] for place in (3, 2))
        for replicate in (1, 50, quality.REPLICATES):
            expected = roc_auc_score(stopped, probability, sample_weight=weights[:, replicate])
            assert aucs[evaluation, model, replicate] == pytest.approx(expected, **CLOSE)
        own = quality.interval(
            quality.aucs(np.array(probability), np.array(stopped, dtype=float), weights)
        )
        assert ranges[evaluation, model] == pytest.approx((own.low, own.high), **CLOSE)


def test_large_evaluations_are_drawn_in_bins(tmp_path: Path) -> None:
    """The AUC itself stays exact; its replicates differ by far less than from one another."""
    from sklearn.metrics import roc_auc_score

    random = np.random.default_rng(5)
    learners = np.arange(1, 6001)
    stopped = random.random(6000) < 0.4
    probability = random.beta(2 + stopped, 40)  # skewed: nearly all are below 0.2
    warehouse = Warehouse(tmp_path)
    log = tmp_path / "tracking.log"
    log.write_text(LINE)
    warehouse.land(log)
    weights = quality.weights("c", learners.tolist())
    drawn, replicates = np.nonzero(weights)
    tables = {
        "int_prediction_slices": {"learner_id": learners, "week_number": learners * 0}
        | {"probability": probability, "is_stopout": stopped},
        "int_prediction_draws": {"learner_id": learners[drawn], "replicate": replicates}
        | {"weight": weights[drawn, replicates].astype(np.int64)},
    }
    same = "1 as evaluation_id, 'm' as model, 'course' as slice_kind, 'c' as course_id"
    with duckdb.connect(str(warehouse.database)) as connection:
        connection.execute("create schema if not exists intermediate")
        for name, columns in tables.items():
            connection.register("made", pa.table(columns))
            connection.execute(f"create table intermediate.{name} as select {same}, * from made")
    warehouse.build(select=["int_prediction_bins", "int_prediction_aucs"])
    found = dict(warehouse.rows("select replicate, auc from intermediate.int_prediction_aucs"))
    assert warehouse.rows("select max(bin) from intermediate.int_prediction_bins") == [(500,)]
    assert found[0] == pytest.approx(roc_auc_score(stopped, probability), **CLOSE)
    expected = [
        roc_auc_score(stopped, probability, sample_weight=weights[:, number])
        for number in range(1, quality.REPLICATES + 1)
    ]
    replicates_found = [found[number] for number in range(1, quality.REPLICATES + 1)]
    assert np.std(expected) > 0.005
    assert replicates_found == pytest.approx(expected, rel=0, abs=1e-4)


def test_models_beat_both_baselines_only_where_behaviour_matters(judged: Warehouse) -> None:
    rows = judged.rows(
        """
        select regime, course_id, model, bool_and(is_better), count(*)
        from marts.rpt_prediction_gains
        where slice_kind = 'course' and regime <> 'other_courses'
        group by all
        """
    )
    assert len(rows) == 12 and {n for *_, n in rows} == {2}
    for regime, course, model, is_better, _ in rows:
        assert is_better == (course == "Made/Behaviour/2025"), (regime, course, model)


def test_regimes_are_rows_of_their_own_and_say_whether_they_were_possible(
    judged: Warehouse,
) -> None:
    rows = judged.rows(
        "select distinct regime, was_possible from marts.rpt_prediction_quality "
        "where course_id = 'Made/Behaviour/2025' order by all"
    )
    assert rows == [
        ("earlier_run", True),
        ("in_situ", True),
        ("other_courses", False),  # one of them ran at the same time
        ("within_course", False),
    ]


def test_every_landed_row_is_a_prediction(judged: Warehouse) -> None:
    ((landed, accepted, predictions),) = judged.rows(
        """
        select
            (select count(*) from raw.prediction_rows),
            (select count(*) from private.stg_predictions__rows where fate = 'accepted'),
            (select count(*) from marts.fct_predictions)
        """
    )
    assert landed == accepted == predictions > 4000
