"""A chart that keeps every rule, to be broken one rule at a time."""

from pathlib import Path

from publishers.charts.catalog import Chart, load_chart

YML = """\
title: Learners by week
question: How many are there each week?
means: Learners with any event in the week.
does_not_say: How long they were there.
empty: Nobody was active.
author: a test
audience: [teacher]
platforms: [edx, coursera]
columns:
  week: Week from
  learners: Learners
"""
SQL = """\
select
    week_start_date as week,
    n_learners as learners
from marts.fct_course_activity_weekly
where course_id = $course and activity = 'active'
order by week
"""
SPEC = """\
{
  "mark": "line",
  "encoding": {
    "x": {"field": "week", "type": "temporal"},
    "y": {"field": "learners", "type": "quantitative"}
  }
}
"""


def write_chart(
    folder: Path, name: str = "good", *, yml: str = YML, sql: str = SQL, spec: str = SPEC
) -> Path:
    """The three files of a chart in the topic `own` of a folder; returns the folder."""
    topic = folder / "own"
    topic.mkdir(parents=True, exist_ok=True)
    (topic / f"{name}.yml").write_text(yml)
    (topic / f"{name}.sql").write_text(sql)
    (topic / f"{name}.vl.json").write_text(spec)
    return folder


def chart_of(folder: Path, *, yml: str = YML, sql: str = SQL, spec: str = SPEC) -> Chart:
    """The same, loaded."""
    return load_chart(write_chart(folder, yml=yml, sql=sql, spec=spec) / "own" / "good.yml")
