"""Drop-out: train by every regime, predict, and judge what can be judged already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.errors import Refusal
from predictors import models, quality
from predictors.courses import Course, Label, Numbers
from predictors.regimes import Regime, Rows, joined, tasks

RUN_ID_DIGITS = 12


@dataclass(frozen=True)
class Settings:
    """What a run is asked for."""

    courses: tuple[str, ...] = ()
    regimes: tuple[Regime, ...] = tuple(Regime)
    labels: tuple[Label, ...] = (Label.activity,)
    leads: tuple[int, ...] = (1, 2)


@dataclass(frozen=True)
class Predictions:
    """What one model says by one regime of the learner-weeks of one course.

    trained_until: of each row, UTC.
    trained_on: what each part of the regime learnt from: name, rows, stop-outs among them.
    weights: of the columns, of the last part; logistic regression only.
    """

    regime: Regime
    model: str
    label: Label
    lead: int
    course: Course
    rows: Rows
    probability: Numbers
    trained_until: list[datetime]
    trained_on: list[dict[str, Any]]
    weights: dict[str, float]


@dataclass(frozen=True)
class Judgement:
    """How good predictions of one course were, where the label is known.

    gain: AUC of the model less that of the better baseline; None for a baseline.
    """

    n_rows: int
    n_learners: int
    n_stopped: int
    auc: quality.Interval
    log_loss: float
    brier: float
    gain: quality.Interval | None = None
    baseline: str | None = None

    @property
    def verdict(self) -> str:
        """What the gain says, with its confidence."""
        if self.gain is None:
            return ""
        if self.gain.low > 0:
            return "better than both baselines"
        return "worse than a baseline" if self.gain.high < 0 else "not told from the baselines"


@dataclass
class Run:
    """All predictions of a run, by regime, label, lead, course and model, and notes."""

    run_id: str
    predictions: list[Predictions] = field(default_factory=list)
    judgements: dict[tuple[Regime, Label, int, str, str], Judgement] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def chosen(courses: Sequence[Course], names: Sequence[str]) -> list[Course]:
    """The courses to predict. Refusal if one is not there."""
    if unknown := [name for name in names if name not in {one.course_id for one in courses}]:
        known = ", ".join(one.course_id for one in courses) or "none"
        raise Refusal(f"There is no course {unknown[0]} with features; there are: {known}.")
    return [one for one in courses if not names or one.course_id in names]


def run(courses: Sequence[Course], settings: Settings) -> Run:
    """Train and predict. Rows are sorted and seeds fixed: the same input gives the same result."""
    versions = {"scikit-learn": models.sklearn_version(), "numpy": np.__version__}
    done = Run(run_id_of(courses, settings, versions))
    for regime in settings.regimes:
        for label in settings.labels:
            for lead in settings.leads:
                for course in chosen(courses, settings.courses):
                    predict_course(done, regime, label, lead, course, courses)
    return done


def run_id_of(courses: Sequence[Course], settings: Settings, versions: dict[str, str]) -> str:
    """A name of what went in: data, settings and versions."""
    digest = hashlib.sha256(json.dumps([repr(settings), versions], sort_keys=True).encode())
    for course in courses:
        facts = (
            course.platform,
            course.course_id,
            course.started_at,
            course.ended_at,
            course.names,
        )
        digest.update(repr(facts).encode())
        flags = (course.joined, *(course.in_by[label] for label in Label))
        for array in (course.learners, course.values, *flags):
            digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:RUN_ID_DIGITS]


def predict_course(
    done: Run, regime: Regime, label: Label, lead: int, course: Course, courses: Sequence[Course]
) -> None:
    """Add to a run what one regime says of one course, by all models and baselines."""
    where = f"{regime}, {label}, lead {lead}, {course.course_id}"
    todo, reasons = tasks(regime, course, courses, label, lead)
    usable = []
    for task in todo:
        if flaw := models.flaw_of(task.train.stopped):
            reasons.append(f"{task.name}: {flaw}")
        elif len(task.score.weeks):
            usable.append(task)
    if reasons:
        done.notes.append(f"{where}: {'; '.join(reasons)}")
    if not usable:
        return
    made = []
    for name in models.ALL:
        found = [
            models.predicted(
                name, course.columns, task.train.matrix, task.train.stopped, task.score.matrix
            )
            for task in usable
        ]
        trained_on = [
            {
                "part": task.name,
                "rows": len(task.train.stopped),
                "stopped": int(task.train.stopped.sum()),
                "until": task.trained_until.isoformat(),
            }
            for task in usable
        ]
        made.append(
            Predictions(
                regime,
                name,
                label,
                lead,
                course,
                joined(task.score for task in usable),
                np.concatenate([probability for probability, _ in found]),
                [task.trained_until for task in usable for _ in task.score.weeks],
                trained_on,
                found[-1][1],
            )
        )
    done.predictions += made
    for name, judgement in judged(made):
        done.judgements[regime, label, lead, course.course_id, name] = judgement


def judged(made: Sequence[Predictions]) -> Iterator[tuple[str, Judgement]]:
    """How good each model of a course was; the baselines are drawn with the same learners."""
    rows, course = made[0].rows, made[0].course
    known = ~np.isnan(rows.stopped)
    stopped = rows.stopped[known]
    if not len(stopped) or stopped.min() == stopped.max():
        return
    learners, places = np.unique(rows.learners[known], return_inverse=True)
    weights: NDArray[np.float64] = quality.weights(course.course_id, map(int, learners))[places]
    aucs = {one.model: quality.aucs(one.probability[known], stopped, weights) for one in made}
    best = max(models.BASELINES, key=lambda name: (aucs[name][0], name))
    for one in made:
        is_baseline = one.model in models.BASELINES
        probability = one.probability[known]
        yield (
            one.model,
            Judgement(
                len(stopped),
                len(learners),
                int(stopped.sum()),
                quality.interval(aucs[one.model]),
                quality.log_loss(probability, stopped),
                quality.brier(probability, stopped),
                None if is_baseline else quality.interval(aucs[one.model] - aucs[best]),
                None if is_baseline else best,
            ),
        )
