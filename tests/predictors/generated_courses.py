"""Courses made up as tables of the marts: in some, drop-out depends on behaviour, in others not.

While learners are in they are active in every week, so that absence tells all that a baseline can
know; what they watch and solve in a week decides on staying, or does not. With breaks, they stay
away for some weeks and come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb
import numpy as np
import pyarrow as pa
from conftest import ROOT

WEEK = timedelta(days=7)
PLATFORM = "edx"


@dataclass(frozen=True)
class Made:
    """A course to make up: two runs of it have one number."""

    number: str
    run: str
    started_at: datetime
    depends: bool
    seed: int
    breaks: float = 0.0

    @property
    def course_id(self) -> str:
        return f"Made/{self.number}/{self.run}"


def courses() -> list[Made]:
    """Two runs of a course whose drop-out depends on behaviour, two of one where it does not."""
    first, second = datetime(2024, 9, 2), datetime(2025, 9, 1)
    return [
        Made("Behaviour", "2024", first, True, 1),
        Made("Behaviour", "2025", second, True, 2),
        Made("Chance", "2024", first, False, 3),
        Made("Chance", "2025", second, False, 4),
    ]


def fill(
    connection: duckdb.DuckDBPyConnection,
    made: Iterable[Made],
    learners: int = 260,
    weeks: int = 7,
    until: int | None = None,
) -> None:
    """Make the tables that predictions are made from, and those that they are judged by.

    until: number of the last week that the logs hold, if they end before the course.
    """
    for schema in ("marts", "intermediate"):
        connection.execute(f"create schema if not exists {schema}")
    connection.execute(
        f"""
        create table marts.dim_features as
        select feature_id, name, kind, "default" as default_value, status
        from read_csv('{ROOT / "seeds" / "features.csv"}', all_varchar = true)
        order by cast(feature_id as bigint)
        """
    )
    connection.execute("create table marts.dim_courses (course_id text, platform text, org text)")
    for column in ("course_number text", "run text", "ends_at timestamp"):
        connection.execute(f"alter table marts.dim_courses add column {column}")
    connection.execute(
        """
        create table marts.fct_learner_weeks (
            platform text, course_id text, learner_id bigint, week_number bigint,
            week_started_at timestamp, has_joined boolean, n_events bigint, n_active_days bigint,
            number_of_attempts bigint, number_of_collaborations bigint,
            sum_observed_events_duration double, video_seconds_watched double,
            share_correct_submissions double
        )
        """
    )
    connection.execute(
        """
        create table intermediate.int_feature_learners (
            course_id text, learner_id bigint, first_week bigint, last_active_week bigint,
            last_submission_week bigint
        )
        """
    )
    for number, one in enumerate(made):
        fill_course(connection, one, 1000 * (number + 1), learners, weeks, until)
    connection.execute(
        """
        create table marts.fct_learner_week_labels as
        select
            weeks.platform, weeks.course_id, weeks.learner_id, weeks.week_number, 0 as lead_weeks,
            learners.last_submission_week >= weeks.week_number as is_in_by_submission,
            learners.last_active_week >= weeks.week_number as is_in_by_activity
        from marts.fct_learner_weeks as weeks
        inner join intermediate.int_feature_learners as learners using (course_id, learner_id)
        """
    )
    connection.execute(
        """
        create table intermediate.int_feature_learner_weeks as
        select platform, course_id, learner_id, week_number, week_started_at
        from marts.fct_learner_weeks
        """
    )
    connection.execute(
        """
        create table intermediate.int_feature_courses as
        select course_id, max(week_number) as last_week from marts.fct_learner_weeks group by all
        """
    )
    connection.execute(
        """
        create table marts.fct_group_assignments as
        select
            course_id, learner_id, 'cohort' as partition_type, '0' as partition_id,
            'Cohorts' as partition_name, cast(learner_id % 2 as text) as group_id,
            if(learner_id % 2 = 0, 'Even', 'Odd') as group_name
        from intermediate.int_feature_learners
        """
    )


def fill_course(
    connection: duckdb.DuckDBPyConnection,
    made: Made,
    first_id: int,
    learners: int,
    weeks: int,
    until: int | None,
) -> None:
    """Make up a course; what happens up to a week does not depend on when the logs end."""
    rng = np.random.default_rng(made.seed)
    connection.execute(
        "insert into marts.dim_courses values (?, ?, 'Made', ?, ?, ?)",
        [made.course_id, PLATFORM, made.number, made.run, made.started_at + weeks * WEEK],
    )
    last_week = weeks - 1 if until is None else until
    rows, people = [], []
    for learner in range(first_id, first_id + learners):
        numbers, last, seen = rng.random((weeks, 6)), weeks, 0
        for week, (video, correct, days, attempts, leaves, rest) in enumerate(numbers):
            pull = 6 * (0.35 - video) + 4 * (0.4 - correct)
            hazard = 1 / (1 + np.exp(-pull)) if made.depends else 0.25
            is_in = last >= week and (week == 0 or rest >= made.breaks)
            seen = week if is_in and week <= last_week else seen
            rows.append(
                (
                    *(PLATFORM, made.course_id, learner, week, made.started_at + week * WEEK, True),
                    int(20 + 80 * days) if is_in else 0,
                    int(1 + 6 * days) if is_in else 0,
                    int(1 + 9 * attempts) if is_in else 0,
                    0,
                    float(3000 * days) if is_in else 0.0,
                    float(4000 * video) if is_in else 0.0,
                    float(correct) if is_in else None,
                )
            )
            if is_in and leaves < hazard:
                last = min(last, week)
        people.append((made.course_id, learner, 0, seen, seen))
    kept = [row for row in rows if row[3] <= last_week]
    insert(connection, "marts.fct_learner_weeks", kept)
    insert(connection, "intermediate.int_feature_learners", people)


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows at once."""
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    made = pa.table(columns, [f"column_{i}" for i in range(len(columns))])
    connection.register("made_rows", made)
    connection.execute(f"insert into {table} from made_rows")
    connection.unregister("made_rows")
