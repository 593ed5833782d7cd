"""The numbers at the head of the report, one set per course, each from a mart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from publishers.charts.query import first_line
from publishers.charts.texts import Texts
from publishers.moocdb.courses import refuse_unknown

SQL = Path(__file__).with_name("numbers.sql")


@dataclass(frozen=True)
class Numbers:
    """What the head of a course says; None is unknown. Column by column as in numbers.sql."""

    course_id: str
    platform: str
    name: str | None
    start_date: date | None
    end_date: date | None
    first_day: date | None
    last_day: date | None
    as_of_date: date | None
    n_enrolled: int | None
    n_registered: int | None
    n_active_7_days: int | None
    n_active_previous_7_days: int | None
    n_viewed: int | None
    n_completed: int | None
    n_certified: int | None
    hours_watched: float | None
    n_attempts: int | None
    n_posts: int | None
    last_loaded_at: datetime | None
    n_staff: int
    n_odd_times: int | None
    n_enrolled_not_in_package: int

    @property
    def title(self) -> str:
        """The name of the course, or its key where it has none."""
        return self.name or self.course_id


@dataclass(frozen=True)
class Tile:
    """One number: what it is called, what it is, and a sentence of context."""

    label: str
    value: str
    note: str


def numbers(connection: duckdb.DuckDBPyConnection, course_ids: Iterable[str]) -> list[Numbers]:
    """The numbers of the courses asked for, or of all if none is; the latest course first.

    Raises Refusal when a course is unknown, or the warehouse lacks a mart.
    """
    try:
        rows = connection.execute(SQL.read_text(encoding="utf-8")).fetchall()
    except duckdb.Error as error:
        raise Refusal(
            f"The warehouse lacks what the report reads: run `dbt build`. ({first_line(error)})"
        ) from None
    known = [Numbers(*row) for row in rows]
    asked = list(course_ids)
    refuse_unknown(asked, [course.course_id for course in known])
    return [course for course in known if not asked or course.course_id in asked]


def tiles(course: Numbers, texts: Texts) -> list[Tile]:
    """The numbers of a course as they are shown, the most asked for first."""
    return [
        Tile(
            texts("Enrolled"),
            texts.number(course.n_enrolled),
            _enrolled_note(course, texts),
        ),
        Tile(
            texts("Active in the last 7 days"),
            texts.number(course.n_active_7_days),
            texts(
                "until {day}; {n} in the 7 days before",
                day=day(course.as_of_date, texts),
                n=texts.number(course.n_active_previous_7_days),
            ),
        ),
        Tile(
            texts("Came to the course"),
            texts.number(course.n_viewed),
            texts("opened a page, a video or a problem"),
        ),
        Tile(
            texts("Completed"),
            texts.number(course.n_completed),
            texts("certificates are unknown")
            if course.n_certified is None
            else texts("{n} with a certificate", n=texts.number(course.n_certified)),
        ),
        Tile(
            texts("Video watched"),
            texts("{n} h", n=texts.number(course.hours_watched)),
            texts("repeats counted"),
        ),
        Tile(
            texts("Attempts at problems"),
            texts.number(course.n_attempts),
            texts("checked by the platform"),
        ),
        Tile(
            texts("Posts in the forum"),
            texts.number(course.n_posts),
            texts("threads, responses and comments"),
        ),
        Tile(
            texts("Last event"),
            day(course.last_day, texts),
            texts("loaded on {day}", day=day(course.last_loaded_at, texts)),
        ),
    ]


def _enrolled_note(course: Numbers, texts: Texts) -> str:
    """How many ever enrolled, and why the platform's own list may be shorter."""
    registered = texts.number(course.n_registered)
    if not course.n_enrolled_not_in_package:
        return texts("{n} ever enrolled", n=registered)
    return texts(
        "{n} ever enrolled; in the logs only, not in the data package: {missing}",
        n=registered,
        missing=texts.number(course.n_enrolled_not_in_package),
    )


def dates(course: Numbers, texts: Texts) -> str:
    """When the course runs, and from when to when there are events."""
    sentences = []
    if course.start_date:
        sentences.append(
            texts(
                "The course runs from {from} to {to}.",
                **{"from": day(course.start_date, texts), "to": day(course.end_date, texts)},
            )
        )
    if course.first_day:
        sentences.append(
            texts(
                "Events from {from} to {to}.",
                **{"from": day(course.first_day, texts), "to": day(course.last_day, texts)},
            )
        )
    return " ".join(sentences) or texts("The logs hold no events of this course.")


def set_aside(course: Numbers, texts: Texts) -> str:
    """Who and what is not in the numbers."""
    return texts(
        "Not counted: {staff} of the course team, {events} events at impossible times.",
        staff=texts.number(course.n_staff),
        events=texts.number(course.n_odd_times or 0),
    )


def day(value: date | datetime | None, texts: Texts) -> str:
    """A day as people write it."""
    return texts.date(value.isoformat() if value else None)
