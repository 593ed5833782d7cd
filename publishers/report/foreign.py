"""The head of the report for a course whose MOOCdb others made: numbers of MOOCdb's own tables."""

from dataclasses import dataclass, replace
from datetime import date

import duckdb

from loaders.errors import Refusal
from publishers.charts.catalog import Catalog, Chart
from publishers.charts.texts import Texts
from publishers.report.numbers import Numbers, Tile, day, numbers

PLATFORM = TAG = "moocdb"  # also the topic of the charts that repeat what the marts tell better
SQL = """
with rows_lost as (
    select
        course_id,
        sum(n_rows - n_used) as n_rows,
        sum(n_unused_values) as n_values
    from marts.rpt_moocdb_ledger
    group by course_id
),

people as (
    select course_id, count(*) filter (where user_id <> 0) as n_users
    from moocdb.users
    where platform = $platform
    group by course_id
)

select
    courses.course_id,
    courses.title,
    case when not courses.is_start_estimated then courses.start_date end,
    courses.wrap_up_date,
    cast(counts.first_event_at as date),
    cast(counts.last_event_at as date),
    coalesce(people.n_users, 0),
    counts.n_observed_events,
    counts.n_enrollments,
    counts.n_submissions,
    counts.n_problems,
    counts.n_resources,
    counts.n_collaborations,
    coalesce(rows_lost.n_rows, 0),
    coalesce(rows_lost.n_values, 0)
from moocdb.course_metadata as courses
inner join marts.rpt_moocdb_report as counts on courses.course_id = counts.course_id
left join people on courses.course_id = people.course_id
left join rows_lost on courses.course_id = rows_lost.course_id
where courses.platform = $platform
order by courses.course_id
"""


@dataclass(frozen=True)
class ForeignNumbers(Numbers):
    """What the head of such a course says; what only the marts would know is None."""

    n_users: int = 0
    n_events: int = 0
    n_learners: int = 0
    n_submissions: int = 0
    n_problems: int = 0
    n_resources: int = 0
    n_collaborations: int = 0
    n_rows_lost: int = 0
    n_values_lost: int = 0


def foreign_numbers(connection: duckdb.DuckDBPyConnection) -> list[ForeignNumbers]:
    """The courses whose MOOCdb others made; none in a warehouse built before there were any."""
    try:
        rows = connection.execute(SQL, {"platform": PLATFORM}).fetchall()
    except duckdb.CatalogException:
        return []
    return [foreign(*row) for row in rows]


def foreign(
    course_id: str,
    title: str | None,
    start: date | None,
    end: date | None,
    first_day: date | None,
    last_day: date | None,
    *counts: int,
) -> ForeignNumbers:
    """The numbers of one course."""
    unknown = (None,) * 12  # from as_of_date to last_loaded_at
    return ForeignNumbers(
        course_id, PLATFORM, title, start, end, first_day, last_day, *unknown, 0, None, 0, *counts
    )


def courses_to_show(connection: duckdb.DuckDBPyConnection, course_ids: list[str]) -> list[Numbers]:
    """The courses asked for; if none is, those of the marts, or where these know none, the others.

    Raises Refusal when a course is unknown, or some are of one sort and some of the other.
    """
    others = foreign_numbers(connection)
    asked = set(course_ids)
    found: list[Numbers] = [course for course in others if course.course_id in asked]
    if not found:
        return numbers(connection, course_ids) or [*others]
    if rest := sorted(asked - {course.course_id for course in found}):
        raise Refusal(
            f"{', '.join(course.course_id for course in found)} is somebody else's MOOCdb, which "
            f"the marts do not know: write a report of its own, without {', '.join(rest)}."
        )
    return found


def is_foreign(courses: list[Numbers]) -> bool:
    """Whether the marts do not know these courses."""
    return isinstance(courses[0], ForeignNumbers) if courses else False


def fitting(catalog: Catalog, courses: list[Numbers]) -> Catalog:
    """The charts that can be drawn of courses that the marts do not know; of others, the rest.

    Raises Refusal when there is none.
    """
    charts = tuple(chart for chart in catalog.charts if fits(chart, foreign=is_foreign(courses)))
    if not charts and catalog.charts:
        raise Refusal(
            f"{catalog.charts[0].path} reads marts, which do not know {courses[0].course_id}: it "
            f"is somebody else's MOOCdb. Take a chart that is tagged {TAG}."
        )
    shown = {chart.topic for chart in charts}
    topics = tuple(topic for topic in catalog.topics if topic.name in shown)
    return replace(catalog, charts=charts, topics=topics)


def fits(chart: Chart, *, foreign: bool) -> bool:
    """Whether a chart belongs into a report of such courses."""
    return TAG in chart.tags if foreign else chart.topic != TAG


def tiles(course: Numbers, texts: Texts) -> list[Tile]:
    """The numbers of a course as they are shown."""
    assert isinstance(course, ForeignNumbers)
    return [
        Tile(
            texts("Users"),
            texts.number(course.n_users),
            texts("everybody whom the MOOCdb names"),
        ),
        Tile(
            texts("Observed events"),
            texts.number(course.n_events),
            texts("{n} learners", n=texts.number(course.n_learners)),
        ),
        Tile(
            texts("Submissions"),
            texts.number(course.n_submissions),
            texts("saves and resets among them"),
        ),
        Tile(
            texts("Problems and parts"),
            texts.number(course.n_problems),
            texts("{n} resources", n=texts.number(course.n_resources)),
        ),
        Tile(
            texts("Collaborations"),
            texts.number(course.n_collaborations),
            texts("posts, votes and edits"),
        ),
        Tile(
            texts("Last event"),
            day(course.last_day, texts),
            texts("visits, plays and the like"),
        ),
    ]


def set_aside(course: Numbers, texts: Texts) -> str:
    """Why there are so few charts, and what of the database could not be used."""
    assert isinstance(course, ForeignNumbers)
    return texts(
        "Somebody else's MOOCdb: the marts do not know this course, so only charts that read "
        "MOOCdb's tables are here. {rows} rows and {values} values could not be used.",
        rows=texts.number(course.n_rows_lost),
        values=texts.number(course.n_values_lost),
    )
