"""Predictions of drop-out: regimes, population, no look ahead, the same bytes, what they beat."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from conftest import ROOT
from generated_courses import Made, courses, fill

from loaders.errors import Refusal
from predictors import dropout, files, models, quality
from predictors.courses import Course, Label, read_courses
from predictors.regimes import Regime, chosen_of, tasks

pytest.importorskip("sklearn", reason="needs scikit-learn (make predict)")

FIRST, SECOND = (f"Made/Behaviour/{year}" for year in (2024, 2025))
CHANCE = "Made/Chance/2025"


def read(made: list[Made], learners: int = 60, until: int | None = None) -> list[Course]:
    with duckdb.connect() as connection:
        fill(connection, made, learners, until=until)
        return read_courses(connection)


@pytest.fixture(scope="module")
def small() -> list[Course]:
    return read(courses())


def course_of(all_courses: list[Course], course_id: str) -> Course:
    (course,) = (one for one in all_courses if one.course_id == course_id)
    return course


def test_regimes_train_on_what_they_name(small: list[Course]) -> None:
    second = course_of(small, SECOND)
    parts = {
        regime: [task.name for task in tasks(regime, second, small, Label.activity, 1)[0]]
        for regime in Regime
    }
    assert parts == {
        Regime.earlier_run: [FIRST],
        Regime.other_courses: ["Made/Chance/2024, Made/Chance/2025"],
        Regime.in_situ: [f"week {week}" for week in range(1, 6)],
        Regime.within_course: [f"fold {fold}" for fold in range(5)],
    }
    for task in tasks(Regime.within_course, second, small, Label.activity, 1)[0]:
        assert not set(task.train.learners) & set(task.score.learners)
    for task in tasks(Regime.in_situ, second, small, Label.activity, 2)[0]:
        (week,) = set(task.score.weeks)
        assert set(task.train.weeks) == {week - 2} and task.trained_until == second.end_of(week)


def test_a_run_that_is_not_over_is_no_earlier_run(small: list[Course]) -> None:
    first, second = course_of(small, FIRST), course_of(small, SECOND)
    late = replace(first, weeks=tuple(start + timedelta(weeks=47) for start in first.weeks))
    assert late.weeks[0] < second.weeks[0] < late.weeks[-1]
    found, notes = tasks(Regime.earlier_run, second, [late, second], Label.activity, 1)
    assert found == [] and "was not over by the end of week 0" in notes[0]
    assert tasks(Regime.earlier_run, first, small, Label.activity, 1)[0] == []


def test_who_is_predicted_is_known_at_the_end_of_the_week(small: list[Course]) -> None:
    """Learners who are absent for the first week are predicted, whether they come back or not."""
    course = course_of(small, SECOND)
    active = course.active[Label.activity]
    gone = ~course.in_by[Label.activity][:, 3]
    absent_since_3 = gone & active[:, 2]
    assert absent_since_3.sum() > 5
    at_3, at_4 = (set(chosen_of(course, Label.activity, week).learners) for week in (3, 4))
    left = set(course.learners[absent_since_3])
    assert left <= at_3 and not left & at_4
    assert at_3 - left == set(course.learners[active[:, 3]])


def test_predictions_do_not_depend_on_later_weeks() -> None:
    made = [replace(courses()[1], breaks=0.3)]
    settings = dropout.Settings(regimes=(Regime.in_situ,), leads=(1,))

    def predicted(until: int | None) -> dict[tuple[str, int, int], float]:
        run = dropout.run(read(made, until=until), settings)
        return {
            (one.model, learner, week): probability
            for one in run.predictions
            for learner, week, probability in zip(
                one.rows.learners, one.rows.weeks, one.probability, strict=True
            )
            if week <= 3
        }

    whole, cut = predicted(None), predicted(3)
    assert len(whole) > 100 and whole == cut


def test_fillings_and_scales_are_learnt_from_training_rows_only(small: list[Course]) -> None:
    course = course_of(small, SECOND)
    task = tasks(Regime.within_course, course, small, Label.activity, 1)[0][0]
    odd = np.concatenate([task.score.matrix, np.full((5, len(course.columns)), 1e6)])
    for name in models.ALL:
        scored = [
            models.predicted(name, course.columns, task.train.matrix, task.train.stopped, rows)[0]
            for rows in (task.score.matrix, odd)
        ]
        assert scored[0].tolist() == scored[1][: len(scored[0])].tolist()


def test_models_beat_the_baselines_only_where_behaviour_matters() -> None:
    settings = dropout.Settings((SECOND, CHANCE), (Regime.earlier_run,), leads=(1,))
    run = dropout.run(read(courses(), learners=260), settings)
    verdicts = {
        (course_id, model): judgement.verdict
        for (*_, course_id, model), judgement in run.judgements.items()
        if model in models.MODELS
    }
    assert verdicts == {
        (SECOND, "logistic_regression"): "better than both baselines",
        (SECOND, "gradient_boosting"): "better than both baselines",
        (CHANCE, "logistic_regression"): "not told from the baselines",
        (CHANCE, "gradient_boosting"): "not told from the baselines",
    }


def test_the_same_warehouse_gives_the_same_bytes(tmp_path: Path) -> None:
    """The order in which rows lie in the warehouse does not matter."""
    written = []
    for order in ("asc", "desc"):
        database = tmp_path / f"{order}.duckdb"
        with duckdb.connect(str(database)) as connection:
            fill(connection, courses()[:2], 60)
            for table in ("fct_learner_weeks", "fct_learner_week_labels", "dim_courses"):
                connection.execute(
                    f"create or replace table marts.{table} as from marts.{table} "
                    f"order by hash(course_id) {order}, rowid {order}"
                )
        out = tmp_path / order
        command = [sys.executable, "-m", "predictors", "dropout", "--out", str(out)]
        command += ["--database", str(database), "--lead", "1", "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["rows"][files.PREDICTIONS] > 500
        assert "gain" in done.stderr and "better than both baselines" in done.stderr
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert written[0] == written[1]
    card = written[0][files.CARD].decode()
    assert all(limit in card for limit in files.LIMITS)
    assert json.loads(written[0][files.CARD_DATA])["does_not_mean"] == list(files.LIMITS)


def test_a_course_that_is_not_there_is_named(small: list[Course]) -> None:
    with pytest.raises(
        Refusal, match="There is no course Made/None with features; there are: Made"
    ):
        dropout.chosen(small, ["Made/None"])


def test_too_little_to_learn_from_is_said(small: list[Course]) -> None:
    tiny = read(courses()[:1], learners=8)
    run = dropout.run(tiny, dropout.Settings(regimes=(Regime.in_situ,), leads=(1,)))
    assert run.predictions == []
    assert "week 1: 8 rows to learn from, fewer than 20" in run.notes[0]


def test_auc_by_ranks_equals_that_of_scikit_learn() -> None:
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(15)
    probability = rng.integers(0, 20, 300) / 20  # with ties
    stopped = (rng.random(300) < probability).astype(float)
    weights = quality.weights("c", range(300))
    found = quality.aucs(probability, stopped, weights)
    for replicate in (0, 1, 7, quality.REPLICATES):
        expected = roc_auc_score(stopped, probability, sample_weight=weights[:, replicate])
        assert found[replicate] == pytest.approx(expected, abs=1e-12)
    drawn = quality.weights("c", range(2000))[:, 1:]
    assert drawn.mean() == pytest.approx(1, abs=0.01)
    assert drawn.var() == pytest.approx(1, abs=0.02)
