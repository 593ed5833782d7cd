"""What is trained on what: each regime answers another question, and they are never mixed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from predictors.courses import Course, Flags, Label, Numbers

FOLDS = 5


class Regime(StrEnum):
    """Where the training rows of a prediction come from."""

    earlier_run = "earlier_run"
    other_courses = "other_courses"
    in_situ = "in_situ"
    within_course = "within_course"


MEANINGS = {
    Regime.earlier_run: "Trained on earlier runs of the course, which had ended when this began.",
    Regime.other_courses: (
        "Trained on the other courses of the platform, whenever they were; `trained_until` says "
        "whether these were over at the time."
    ),
    Regime.in_situ: (
        "Trained at the end of each week on who of the course stayed away in that week; only what "
        "was known then. It learns absence, and is judged by leaving for good."
    ),
    Regime.within_course: (
        f"Cross-validated in the course itself, {FOLDS} folds by learner: optimistic, since the "
        "labels of the course were known only after it. No such prediction could have been made."
    ),
}


@dataclass(frozen=True)
class Rows:
    """Learner-weeks of courses side by side.

    stopped: the label, 0 or 1; nan where it is not known yet.
    """

    matrix: Numbers
    stopped: Numbers
    learners: NDArray[np.int64]
    weeks: NDArray[np.int64]


@dataclass(frozen=True)
class Task:
    """Rows to learn from, and rows to predict.

    trained_until: end of the last week that the labels of the training rows look at, UTC.
    name: of the part of the regime, for notes.
    """

    name: str
    train: Rows
    score: Rows
    trained_until: datetime


def tasks(
    regime: Regime, course: Course, courses: Sequence[Course], label: Label, lead: int
) -> tuple[list[Task], list[str]]:
    """The tasks of a regime for a course, and notes on what was left out and why."""
    if regime is Regime.in_situ:
        return list(in_situ(course, label, lead)), []
    if regime is Regime.within_course:
        return list(within_course(course, label, lead)), []
    fitting, notes = training_courses(regime, course, courses)
    if not fitting:
        return [], notes
    train = joined(rows_of(one, label, lead, range(one.n_weeks - lead)) for one in fitting)
    until = max(one.end_of(one.n_weeks - 1) for one in fitting)
    names = ", ".join(one.course_id for one in fitting)
    return [Task(names, train, to_predict(course, label, lead), until)], notes


def training_courses(
    regime: Regime, course: Course, courses: Sequence[Course]
) -> tuple[list[Course], list[str]]:
    """The courses that a regime may learn from, and notes on those that it may not."""
    alike = [one for one in courses if one.platform == course.platform and one is not course]
    if regime is Regime.other_courses:
        fitting = [one for one in alike if one.series is None or one.series != course.series]
        notes = [] if fitting else ["there is no other course of the platform"]
        return fitting, notes
    runs = [one for one in alike if one.series is not None and one.series == course.series]
    earlier = [one for one in runs if one.started_at < course.started_at]
    over = [one for one in earlier if one.end_of(one.n_weeks - 1) <= course.end_of(0)]
    notes = [
        f"{one.course_id} was not over by the end of week 0, and is not an earlier run"
        for one in earlier
        if one not in over
    ]
    return over, notes if over or notes else ["there is no earlier run of the course"]


def in_situ(course: Course, label: Label, lead: int) -> Iterator[Task]:
    """At the end of each week: learn from who stayed away in it, predict who leaves after it."""
    for week in range(lead, course.n_weeks):
        if is_to_come(course, week, lead):
            train = chosen_of(course, label, week - lead)
            known = replace(train, stopped=absent(course, label, train, week))
            score = rows_of(course, label, lead, [week])
            yield Task(f"week {week}", known, score, course.end_of(week))


def absent(course: Course, label: Label, rows: Rows, week: int) -> Numbers:
    """1 for learners of a course without activity in a week, else 0."""
    active = course.active[label][np.searchsorted(course.learners, rows.learners), week]
    return np.asarray(~active, dtype=float)


def within_course(course: Course, label: Label, lead: int) -> Iterator[Task]:
    """Learn from the learners of four folds, predict those of the fifth."""
    rows = rows_of(course, label, lead, range(course.n_weeks - lead))
    folds = np.array([fold_of(int(learner)) for learner in rows.learners], dtype=np.int64)
    for fold in range(FOLDS):
        train, score = part(rows, folds != fold), part(rows, folds == fold)
        yield Task(f"fold {fold}", train, score, course.end_of(course.n_weeks - 1))


def fold_of(learner: int) -> int:
    """The fold of a learner: the same in every run and every course."""
    return int(hashlib.md5(f"fold {learner}".encode()).hexdigest()[:8], 16) % FOLDS


def to_predict(course: Course, label: Label, lead: int) -> Rows:
    """All learner-weeks of which a prediction makes sense, with labels where these are known."""
    weeks = [week for week in range(course.n_weeks) if is_to_come(course, week, lead)]
    return rows_of(course, label, lead, weeks)


def is_to_come(course: Course, week: int, lead: int) -> bool:
    """Whether the logs reach the target week, or it begins before the course ends."""
    within = course.ended_at is None or course.end_of(week + lead - 1) < course.ended_at
    return week + lead < course.n_weeks or within


def rows_of(course: Course, label: Label, lead: int, weeks: Iterable[int]) -> Rows:
    """Who is to be predicted at the end of some weeks, and whether they had stopped lead later."""
    parts = []
    for week in weeks:
        rows = chosen_of(course, label, week)
        if (stopped := course.stopped(label, week, lead)) is not None:
            of_rows = stopped[np.searchsorted(course.learners, rows.learners)]
            rows = replace(rows, stopped=of_rows.astype(float))
        parts.append(rows)
    return joined([part(chosen_of(course, label, 0), np.zeros(0, dtype=np.int64)), *parts])


def chosen_of(course: Course, label: Label, week: int) -> Rows:
    """The learners who are to be predicted at the end of a week, without labels."""
    chosen = course.population(label)[:, week]
    n = int(chosen.sum())
    return Rows(
        course.matrix[chosen, week],
        np.full(n, np.nan),
        course.learners[chosen],
        np.full(n, week, dtype=np.int64),
    )


def part(rows: Rows, chosen: Flags | NDArray[np.int64]) -> Rows:
    """Some of the rows."""
    return Rows(
        rows.matrix[chosen], rows.stopped[chosen], rows.learners[chosen], rows.weeks[chosen]
    )


def joined(parts: Iterable[Rows]) -> Rows:
    """Rows one after the other; there has to be one part at least."""
    listed = list(parts)
    return Rows(
        np.concatenate([one.matrix for one in listed]),
        np.concatenate([one.stopped for one in listed]),
        np.concatenate([one.learners for one in listed]),
        np.concatenate([one.weeks for one in listed]),
    )
