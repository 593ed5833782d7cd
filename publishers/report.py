"""A page of charts of the marts: one HTML file, nothing fetched from anywhere."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt
import duckdb

from loaders.errors import Refusal


@dataclass(frozen=True)
class Panel:
    """One chart per course: a question, the mart that answers it, and how to draw the answer."""

    question: str
    sql: str
    mark: str
    x: str
    y: str
    color: str | None = None


PANELS = [
    Panel(
        "Learners active each week, by what they did",
        "select course_id, week_start_date as week, activity, n_learners as learners "
        "from marts.fct_course_activity_weekly",
        "line",
        "week:T",
        "learners:Q",
        "activity:N",
    ),
    Panel(
        "Learners enrolled at the end of each day, by mode",
        "select course_id, enrollment_date as day, coalesce(mode, 'unknown') as mode, "
        "n_enrolled as enrolled from marts.fct_enrollment_mode_daily",
        "area",
        "day:T",
        "enrolled:Q",
        "mode:N",
    ),
    Panel(
        "Events of learners each day, by area of the course",
        "select course_id, cast(event_at as date) as day, coalesce(area, 'unknown') as area, "
        "count(*) as events from marts.fct_events "
        "where course_id is not null and learner_id is not null and not is_staff group by all",
        "bar",
        "day:T",
        "events:Q",
        "area:N",
    ),
]


def write(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Draw every panel and write the page; an existing file is replaced at the end only.

    Raises Refusal when no file can be written there.
    """
    if path.is_dir():
        raise Refusal(f"{path} is a folder: name the file, for example {path / 'report.html'}.")
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}: make it first, or name another file.")
    page = alt.vconcat(
        *(draw(panel, records(connection, panel.sql)) for panel in PANELS),
        title=alt.TitleParams("What the course logs show", anchor="start", fontSize=20),
    ).resolve_scale(color="independent")
    draft = path.with_name(path.name + ".part")
    page.save(str(draft), format="html", inline=True)
    draft.replace(path)


def draw(panel: Panel, rows: list[dict[str, Any]]) -> alt.FacetChart:
    """One small chart per course, side by side, on scales of their own."""
    chart = alt.Chart(alt.InlineData(values=rows), width=420, height=200)
    marked = getattr(chart, f"mark_{panel.mark}")(tooltip=True)
    encoded = marked.encode(x=panel.x, y=panel.y, color=panel.color or alt.Undefined)
    faceted: alt.FacetChart = encoded.facet(
        alt.Facet("course_id:N", title=None), columns=2, title=panel.question
    ).resolve_scale(x="independent", y="independent")
    return faceted


def records(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Rows of a query as dicts; a date is its midnight as text, the same day in every time zone."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [
        {
            name: f"{value}T00:00:00" if isinstance(value, date) else value
            for name, value in zip(names, row, strict=True)
        }
        for row in cursor.fetchall()
    ]
