"""The learner-weeks of courses as arrays: features, who is to be predicted, what came later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from loaders.errors import Refusal

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
WEEK = timedelta(days=7)

# A week with one of these was one of activity; those of logs are unknown in a foreign MOOCdb.
ACTIVITY = (
    "n_events",
    "number_of_attempts",
    "number_of_collaborations",
    "sum_observed_events_duration",
)
OWN_FEATURES = ("week_number", "weeks_since_joined", "was_active", "was_active_before")


class Label(StrEnum):
    """What a stop-out is the last of: any activity (MORF), or a submission (DLQ)."""

    activity = "activity"
    submission = "submission"


@dataclass(frozen=True)
class Course:
    """Learners (first axis, by id) and weeks (second axis, from 0) of a course.

    series: what runs of one course have in common, None where the platform does not say.
    weeks: when each week begins, UTC.
    ended_at: UTC; None for a course without a known end.
    names: of the features, the third axis of `values`; nan is unknown.
    sums: the features of which a week without activity holds 0.
    joined: whether the learner had joined by the end of the week.
    in_by: whether the last activity, and the last submission, lies in the week or later.
    """

    course_id: str
    platform: str
    series: tuple[str | None, str] | None
    weeks: tuple[datetime, ...]
    ended_at: datetime | None
    names: tuple[str, ...]
    sums: tuple[str, ...]
    learners: NDArray[np.int64]
    values: Numbers
    joined: Flags
    in_by: dict[Label, Flags]

    @property
    def n_weeks(self) -> int:
        """Number of weeks."""
        return len(self.weeks)

    @property
    def started_at(self) -> datetime:
        """When week 0 begins, UTC."""
        return self.weeks[0]

    def end_of(self, week: int) -> datetime:
        """When a week ends, UTC; the last weeks of the logs may be followed by others."""
        last = min(week, self.n_weeks - 1)
        return self.weeks[last] + (week - last + 1) * WEEK

    def feature(self, name: str) -> Numbers:
        """A feature by learner and week."""
        return self.values[:, :, self.names.index(name)]

    @cached_property
    def active(self) -> dict[Label, Flags]:
        """Whether the learner was active, or submitted, in the week."""
        known = [self.feature(name) > 0 for name in ACTIVITY if name in self.names]
        return {
            Label.activity: np.any(known, axis=0),
            Label.submission: self.feature("number_of_attempts") > 0,
        }

    def population(self, label: Label) -> Flags:
        """Learners not yet stopped out as far as the end of the week can tell.

        They were active in the week or in the week before. Whether somebody who is absent has
        stopped for good is known only later: to leave those out would give the label away.
        """
        active = self.active[label]
        before = np.zeros_like(active)
        before[:, 1:] = active[:, :-1]
        return self.joined & (active | before)

    def stopped(self, label: Label, week: int, lead: int) -> Flags | None:
        """Whether each learner has stopped for good before week + lead; None beyond the logs."""
        if week + lead >= self.n_weeks:
            return None
        return ~self.in_by[label][:, week + lead]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of `matrix`."""
        return (*self.names, *(f"{name}_mean_so_far" for name in self.sums), *OWN_FEATURES)

    @cached_property
    def matrix(self) -> Numbers:
        """What a model sees of each learner and week: nothing of later weeks."""
        weeks = np.arange(self.n_weeks, dtype=float)
        summed = self.values[:, :, [self.names.index(name) for name in self.sums]]
        means = np.cumsum(summed, axis=1) / (weeks + 1)[None, :, None]
        active = self.active[Label.activity]
        before = np.zeros_like(active)
        before[:, 1:] = active[:, :-1]
        own = [
            np.broadcast_to(weeks, active.shape),
            np.maximum(np.cumsum(self.joined, axis=1) - 1, 0),
            active,
            before,
        ]
        return np.concatenate([self.values, means, np.stack(own, axis=2)], axis=2)


def read_courses(connection: duckdb.DuckDBPyConnection) -> list[Course]:
    """All courses with features, by platform and id. Refusal if the warehouse has none."""
    try:
        names, sums = features(connection)
        courses = connection.execute(
            """
            select weeks.course_id, weeks.platform,
                any_value(courses.org), any_value(courses.course_number), any_value(courses.ends_at)
            from marts.fct_learner_weeks as weeks
            left join marts.dim_courses as courses on weeks.course_id = courses.course_id
            where weeks.week_number = 0
            group by all
            order by weeks.platform, weeks.course_id
            """
        ).fetchall()
        return [read_course(connection, course, names, sums) for course in courses]
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no features yet: run `dbt build` first.") from None


def features(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Names of the implemented features by number, and those that hold 0 without activity."""
    present = {row[0] for row in connection.execute("describe marts.fct_learner_weeks").fetchall()}
    rows = connection.execute(
        "select name, default_value from marts.dim_features "
        "where status = 'implemented' and kind = 'feature' order by feature_id"
    ).fetchall()
    names = [name for name, _ in rows if name in present]
    return names, [name for name, default in rows if default == "0" and name in present]


def read_course(
    connection: duckdb.DuckDBPyConnection,
    facts: tuple[Any, ...],
    names: Iterable[str],
    sums: Iterable[str],
) -> Course:
    """The learner-weeks of a course; every learner has a row for every week."""
    course_id, platform, org, number, ended_at = facts
    names = tuple(names)
    selected = ", ".join(f"cast(weeks.{name} as double) as {name}" for name in names)
    found = connection.execute(
        f"""
        select weeks.learner_id, weeks.week_number, weeks.week_started_at, weeks.has_joined,
            labels.is_in_by_activity as activity,
            coalesce(labels.is_in_by_submission, false) as submission,
            {selected}
        from marts.fct_learner_weeks as weeks
        inner join marts.fct_learner_week_labels as labels
            on
                weeks.course_id = labels.course_id
                and weeks.learner_id = labels.learner_id
                and weeks.week_number = labels.week_number
                and labels.lead_weeks = 0
        where weeks.course_id = ? and weeks.platform = ?
        order by weeks.learner_id, weeks.week_number
        """,
        [course_id, platform],
    ).fetchnumpy()
    n_weeks = int(found["week_number"].max(initial=-1)) + 1
    shape = (len(found["week_number"]) // max(n_weeks, 1), n_weeks)
    starts = np.asarray(found["week_started_at"], dtype="datetime64[us]").reshape(shape)[0]
    values = [np.ma.filled(found[name].astype(float), np.nan).reshape(shape) for name in names]
    flags = {
        name: np.asarray(found[name], dtype=bool).reshape(shape)
        for name in ("has_joined", "activity", "submission")
    }
    return Course(
        course_id,
        platform,
        (org, number) if number else None,
        tuple(starts.tolist()),
        ended_at,
        names,
        tuple(sums),
        np.asarray(found["learner_id"], dtype=np.int64).reshape(shape)[:, 0],
        np.stack(values, axis=2),
        flags["has_joined"],
        {Label.activity: flags["activity"], Label.submission: flags["submission"]},
    )
