"""The rules for small counts name every count of people in what is masked."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from conftest import ROOT

from publishers.charts.catalog import load
from publishers.descriptions import plain
from publishers.min_cell import rules

# Columns by which a row is about one person, or leads to one.
OF_ONE = re.compile(
    r"(^|_)(learner|user|tagger|event|session|submission|post|answer|instance|click|label)_id$"
)
PEOPLE = re.compile(r"\b(learners?|taggers?|viewers?|persons?|people|those|these|who)\b", re.I)
# Integer columns whose words name people, although they count something else.
OTHERS = {
    ("course_item", "assignment_seq_num"), ("dim_content", "max_attempts"),
    ("dim_content", "place_in_parent"), ("fct_daily_interactions", "n_due"),
    ("fct_enrollment_birth_year_daily", "birth_year"), ("problems", "problem_max_submission"),
    ("rpt_courses", "n_weeks_active"), ("rpt_section_engagement", "place_in_parent"),
}  # fmt: skip


@cache
def contracts() -> dict[str, dict[str, Any]]:
    """The public tables by name, as their contracts say."""
    return {
        model["name"]: model
        for path in (ROOT / "models" / "marts").glob("*/*.yml")
        if path.parent.name != "private"
        for model in yaml.safe_load(path.read_text()).get("models", [])
    }


def test_rules_name_tables_and_columns_that_exist() -> None:
    found = contracts()
    for table, rule in rules("marts").items():
        columns = {column["name"] for column in found[table]["columns"]}
        assert rule.columns <= columns, table
    charts = {chart.path: chart for chart in load().charts}
    for path, rule in rules("charts").items():
        assert rule.columns <= charts[path].columns.keys(), path
        assert charts[path].learner is None, path


def test_no_table_with_rows_about_one_person_can_be_masked() -> None:
    found = contracts()
    of_one = {
        name
        for name, model in found.items()
        if any(OF_ONE.search(column["name"]) for column in model["columns"])
    }
    assert {"fct_person_course", "submissions", "fct_events", "answers", "fct_labels"} <= of_one
    assert of_one & rules("marts").keys() == set()


def test_every_count_of_people_in_a_masked_table_is_named_by_its_rules() -> None:
    """A count of people is a whole number whose name or description is about people."""
    found = contracts()
    forgotten = {
        (table, column["name"])
        for table, rule in rules("marts").items()
        for column in found[table]["columns"]
        if column["data_type"] in ("bigint", "integer")
        and not column["name"].endswith(("_id", "_week", "_percent"))
        and (
            re.search(r"learner|enrolled|viewer|cohort|registered", column["name"])
            or PEOPLE.search(plain(column.get("description", "")))
        )
        and column["name"] not in rule.columns
    }
    assert forgotten == OTHERS


def test_every_chart_that_counts_learners_is_named_by_its_rules() -> None:
    for chart in load().charts:
        counted = {
            column
            for column, title in chart.columns.items()
            if re.search(r"learner|viewer|everybody", f"{column} {title}", re.I)
            and not re.search(r"percent|share|mean|events of", title, re.I)
        }
        rule = rules("charts").get(chart.path)
        assert rule is None or counted <= rule.columns, chart.path
