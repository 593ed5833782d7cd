"""A small warehouse of invented learners for tests of a release: only what a release reads."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parent.parent.parent
COURSE = "course-v1:Org+Invented+2025"
PERSON = {
    "platform": "edx", "course_id": COURSE, "learner_id": 0, "mode": "audit", "loe": "bachelors",
    "yob": 1985, "profile_country": "DE", "gender": "f", "n_forum_posts": 0,
    "registered_at": datetime(2025, 9, 17, 10), "is_registered": True, "viewed": True,
    "explored": False, "completed": False, "certified": False, "grade": 0.25,
}  # fmt: skip
TYPES = {
    str: "varchar", int: "bigint", bool: "boolean", float: "double", datetime: "timestamp"
}  # fmt: skip


def columns_of(mart: str) -> list[dict[str, str]]:
    """The rows of the seed about a mart."""
    with (ROOT / "seeds" / "release_columns.csv").open(newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["mart"] == mart]


def released_as(*roles: str) -> list[str]:
    """Columns of the released persons that have one of the roles."""
    found = columns_of("fct_person_course")
    return [row["released_as"] for row in found if row["role"] in roles]


def some_persons(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Persons as unlike as those of a real course: few share all that others may know."""
    dice = random.Random(seed)
    return [
        {
            "learner_id": 10**15 + number,
            "mode": dice.choices(["audit", "verified", None], [8, 2, 1])[0],
            "loe": dice.choice(["bachelors", "masters", "secondary", None]),
            "yob": dice.choice([None, *range(1940, 2010)]),
            "profile_country": dice.choice(["DE", "DE", "IN", "IN", "US", "BR", "AQ", None]),
            "gender": dice.choices(["f", "m", "o", None], [6, 6, 1, 2])[0],
            "n_forum_posts": dice.choices([0, 1, 3, 7, 40], [30, 6, 4, 3, 1])[0],
            "registered_at": datetime(2025, 9, 1) + timedelta(days=dice.randrange(40)),
            "certified": dice.random() < 0.2,
            "completed": dice.random() < 0.3,
            "grade": dice.choice([None, 0.0, dice.random()]),
            "n_events": dice.randrange(2000),
        }
        for number in range(count)
    ]  # fmt: skip


def write_world(database: Path, persons: Iterable[dict[str, Any]]) -> None:
    """Write a warehouse with these persons, each with two weeks."""
    with duckdb.connect(str(database)) as connection:
        for schema in ("marts", "moocdb", "staging"):
            connection.execute(f"create schema {schema}")
        for seed in ("release_columns", "release_bands", "countries"):
            path = ROOT / "seeds" / f"{seed}.csv"
            connection.execute(f"create table staging.{seed} as from read_csv('{path}')")
        connection.execute(
            "create table moocdb.course_metadata as select "
            f"'{COURSE}' as course_id, 'edx' as platform, 'Invented' as title, "
            "timestamp '2025-09-01' as start_timestamp, 6 as n_weeks, false as is_start_estimated"
        )
        counts = {
            row["column_name"]: 0
            for row in columns_of("fct_person_course")
            if row["column_name"] not in PERSON
        }
        rows = [PERSON | counts | person for person in persons]
        definition = ", ".join(
            f"{column} {TYPES[type(value)]}" for column, value in (PERSON | counts).items()
        )
        connection.execute(f"create table marts.fct_person_course ({definition})")
        connection.executemany(
            f"insert into marts.fct_person_course values ({', '.join('?' * len(rows[0]))})",
            [[*row.values()] for row in rows],
        )
        weeks = ", ".join(
            f"persons.n_events / (weeks.week + 1) as {row['column_name']}"
            for row in columns_of("fct_learner_weeks")
            if row["role"] == "measure"
        )
        connection.execute(
            f"create table marts.fct_learner_weeks as select persons.platform, persons.course_id, "
            f"persons.learner_id, weeks.week as week_number, true as has_joined, {weeks} "
            "from marts.fct_person_course as persons cross join range(2) as weeks(week)"
        )
