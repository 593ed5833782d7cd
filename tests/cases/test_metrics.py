"""The semantic layer: every metric has one value, that of the marts, no matter who computes it."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse, dbt_server, tools_python

AGGREGATES = {
    "sum": "sum({})",
    "count": "count({})",
    "count_distinct": "count(distinct {})",
    "median": "median({})",
}

COURSES = "marts.rpt_courses"
COMPARED = "(select * from marts.rpt_course_comparison where metric = '{}')"
PERSONS = "marts.fct_person_course"
PROBLEMS = "marts.rpt_problems"
TRIED = "marts.fct_learner_problems"
VIDEOS = "(select * from marts.rpt_videos where completion_rate is not null)"
LENGTHS = (
    "(select course_id, date_diff('millisecond', started_at, ended_at) / 60000 as minutes"
    " from marts.fct_sessions)"
)
ROSTER = "marts.rpt_weekly_roster"
TASKS = "marts.fct_time_on_task"
WEEK_2 = "(select * from marts.rpt_retention_weekly where week_number = 2)"

# Where each metric's number stands for people who use no metrics: a relation and what to take of it
# in a course. Where two marts show the same word, one of them is built another way than the metric.
SHOWN: dict[str, tuple[str, str]] = {
    "registered_learners": (COURSES, "any_value(n_registered)"),
    "explorations": (COURSES, "any_value(n_explored)"),
    "completions": (COURSES, "any_value(n_completed)"),
    "certificates": (COURSES, "any_value(n_certified)"),
    "learners_of_known_exploration": (COURSES, "max(n_learners) filter (n_explored >= 0)"),
    "learners_of_known_completion": (COURSES, "max(n_learners) filter (n_completed >= 0)"),
    "learners_of_known_certification": (COURSES, "max(n_learners) filter (n_certified >= 0)"),
    "exploration_rate": (COMPARED.format("share_explored"), "any_value(value)"),
    "completion_rate": (COMPARED.format("share_completed"), "any_value(value)"),
    "certification_rate": (COMPARED.format("share_certified"), "any_value(value)"),
    "median_active_minutes": (COMPARED.format("median_active_hours"), "60 * any_value(value)"),
    "active_learners": (ROSTER, "count(distinct learner_id) filter (is_active)"),
    "active_hours": (PERSONS, "sum(active_seconds) / 3600"),
    "watched_hours": (PERSONS, "sum(video_seconds_watched) / 3600"),
    "problem_attempts": ("marts.fct_problem_attempts", "count(learner_id)"),
    "forum_contributions": (PERSONS, "sum(n_forum_posts)"),
    "session_count": (PERSONS, "sum(n_sessions)"),
    "session_minutes": (LENGTHS, "sum(minutes)"),
    "mean_session_minutes": (LENGTHS, "avg(minutes)"),
    "problems_tried": (PROBLEMS, "sum(n_learners)"),
    "tries": (PROBLEMS, "sum(n_attempts)"),
    "attempts_per_problem": (PROBLEMS, "sum(n_attempts) / sum(n_learners)"),
    "problems_correct_at_once": (TRIED, "count(*) filter (is_correct_first_try)"),
    "problems_of_known_first_try": (TRIED, "count(is_correct_first_try)"),
    "percent_correct_first_try": (TRIED, "avg(is_correct_first_try::integer)"),
    "views_of_known_length": (VIDEOS, "sum(n_learners)"),
    "views_completed": (VIDEOS, "sum(completion_rate * n_learners)"),
    "video_completion_rate": (VIDEOS, "sum(completion_rate * n_learners) / sum(n_learners)"),
    "learners_of_cohorts": ("marts.rpt_retention_weekly", "sum(n_cohort)"),
    "learners_come_back": ("marts.rpt_retention_weekly", "sum(retention * n_cohort)"),
    "retention_in_week_2": (WEEK_2, "sum(n_active) / sum(n_cohort)"),
    "hours_on_task": (TASKS, "sum(total_seconds_long) / 3600"),
    "hours_on_videos": (TASKS, "sum(video_seconds_long) / 3600"),
    "hours_on_problems": (TASKS, "sum(problem_seconds_long) / 3600"),
    "hours_in_forum": (TASKS, "sum(forum_seconds_long) / 3600"),
    "share_of_time_on_videos": (TASKS, "sum(video_seconds_long) / sum(total_seconds_long)"),
    "share_of_time_on_problems": (TASKS, "sum(problem_seconds_long) / sum(total_seconds_long)"),
    "learner_weeks": (ROSTER, "count(*)"),
    "learner_weeks_active": (ROSTER, "count(*) filter (is_active)"),
    "learner_weeks_lapsed": (ROSTER, "count(*) filter (is_lapsed)"),
    "weekly_activity_rate": (ROSTER, "avg(is_active::integer)"),
}  # fmt: skip

ByCourse = dict[str, float]


@pytest.fixture(scope="module")
def semantic_manifest(both_platforms: Warehouse) -> Path:
    """Where dbt wrote the semantic models and metrics."""
    assert both_platforms.dbt("--quiet", "ls", "--select", "staff")[0] == 0
    return dbt_server().target / "semantic_manifest.json"


@pytest.fixture(scope="module")
def layer(semantic_manifest: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(semantic_manifest.read_text())
    return loaded


def by_course(warehouse: Warehouse, sql: str) -> ByCourse:
    """Values of a query of (course, value) where there is one; a count of no learners is none."""
    return {course: float(value) for course, value in warehouse.rows(sql) if course and value}


def table_of(semantic_model: dict[str, Any]) -> str:
    relation = semantic_model["node_relation"]
    return f"{relation['schema_name']}.{relation['alias']}"


def evaluated(layer: dict[str, Any], name: str, filtered: str = "true") -> tuple[str, str]:
    """Relation and expression of a metric, read from its definition."""
    metric = next(metric for metric in layer["metrics"] if metric["name"] == name)
    if metric["type"] == "ratio":
        parts = []
        for part in ("numerator", "denominator"):
            told = metric["type_params"][part]
            filters = [
                one["where_sql_template"] for one in (told["filter"] or {}).get("where_filters", [])
            ]
            where = re.sub(
                r"{{ *Dimension\('\w+?__(\w+)'\) *}}", r"\1", " and ".join(filters) or "true"
            )
            parts.append(evaluated(layer, told["name"], where))
        (relation, top), (_, bottom) = parts
        return relation, f"{top} / nullif({bottom}, 0)"
    measure_name = metric["type_params"]["measure"]["name"]
    for semantic_model in layer["semantic_models"]:
        for measure in semantic_model["measures"]:
            if measure["name"] == measure_name:
                value = AGGREGATES[measure["agg"]].format(measure["expr"])
                return table_of(semantic_model), f"{value} filter (where {filtered})"
    raise KeyError(name)


def grouped(relation: str, value: str) -> str:
    return f"select course_id, {value} from {relation} as t group by course_id"


def test_every_dimension_and_entity_is_a_column_or_an_expression(
    both_platforms: Warehouse, layer: dict[str, Any]
) -> None:
    for semantic_model in layer["semantic_models"]:
        for part in semantic_model["dimensions"] + semantic_model["entities"]:
            expression = part["expr"] or part["name"]
            assert part["name"] != "day"
            both_platforms.rows(f"select {expression} from {table_of(semantic_model)} limit 1")


def test_every_metric_stands_in_a_mart(layer: dict[str, Any]) -> None:
    assert {metric["name"] for metric in layer["metrics"]} == {*SHOWN}


@pytest.fixture(scope="module")
def marts(both_platforms: Warehouse) -> Callable[[str], ByCourse]:
    return lambda name: by_course(both_platforms, grouped(*SHOWN[name]))


@pytest.mark.parametrize("name", SHOWN)
def test_a_metric_is_the_number_that_the_mart_shows(
    both_platforms: Warehouse,
    layer: dict[str, Any],
    marts: Callable[[str], ByCourse],
    name: str,
) -> None:
    shown = marts(name)
    assert len(shown) > (0 if name == "certification_rate" else 1), "the samples do not try it"
    found = by_course(both_platforms, grouped(*evaluated(layer, name)))
    assert found == pytest.approx(shown)


def test_active_learners_of_a_week_are_those_of_the_chart(both_platforms: Warehouse) -> None:
    """A learner who only enrolled is active nowhere."""
    metric, chart, anybody = (
        both_platforms.rows(f"select course_id, {week} as week, {value} group by all order by all")
        for week, value in (
            (
                "date_trunc('week', activity_date)::date",
                "count(distinct case when n_active_events > 0 then learner_id end) as n "
                "from marts.fct_person_course_day",
            ),
            (
                "week_start_date",
                "sum(n_learners) from marts.fct_course_activity_weekly where activity = 'active'",
            ),
            (
                "date_trunc('week', activity_date)::date",
                "count(distinct learner_id) from marts.fct_person_course_day where n_events > 0",
            ),
        )
    )
    assert [row for row in metric if row[2]] == [row for row in chart if row[2]]
    assert metric != anybody, "the samples have nobody who only enrolled"


def test_metricflow_says_what_the_marts_say(
    both_platforms: Warehouse, semantic_manifest: Path, marts: Callable[[str], ByCourse]
) -> None:
    """Each metric by course, and one by week, as MetricFlow writes the SQL."""
    requests = [(name, ["course"]) for name in SHOWN]
    requests.append(("active_learners", ["metric_time__week", "course"]))
    done = subprocess.run(
        [tools_python("metricflow"), ROOT / "tests" / "metricflow_sql.py", semantic_manifest],
        input=json.dumps(requests), text=True, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    # The layer names the file that it was parsed for; the tables are those of any.
    queries = [query.replace('"warehouse".', "") for query in json.loads(done.stdout)]
    for name, query in zip(SHOWN, queries, strict=False):
        assert by_course(both_platforms, query) == pytest.approx(marts(name)), name
    weeks = both_platforms.rows(queries[-1])
    told = both_platforms.rows(
        "select week_start_date, course_id, n_learners from marts.fct_course_activity_weekly "
        "where activity = 'active' and n_learners > 0"
    )
    assert {(str(w)[:10], c, n) for w, c, n in weeks if n} == {(str(w), c, n) for w, c, n in told}
