"""Counts of few people are hidden, and with them what they could be worked out from."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from conftest import ROOT, Warehouse
from typer.testing import CliRunner

from loaders.errors import Refusal
from publishers.__main__ import app
from publishers.charts.catalog import load
from publishers.charts.query import is_per_course, run
from publishers.charts.texts import texts_of
from publishers.descriptions import plain
from publishers.gallery import pages
from publishers.min_cell import Group, Rules, masked, of_catalog, of_numbers, rules
from publishers.report.numbers import numbers
from publishers.warehouse import open_warehouse

STATISTICS = "MOOCdbX/Stat101/2025_Fall"
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


def publish(warehouse: Warehouse, *arguments: str | Path) -> str:
    """Run a command of the publishers in this process; a refusal is returned as its sentence."""
    command = [*map(str, arguments), "--database", str(warehouse.database)]
    result = CliRunner().invoke(app, command)
    refused = isinstance(result.exception, Refusal) or result.exit_code == 2
    assert result.exit_code == 0 or refused, result.exception
    return f"{result.output}{result.exception or ''}"


def hide(rows: Sequence[Sequence[Any]], columns: str, rule: Rules, at_least: int) -> list[Any]:
    """Rows of a table without what is hidden."""
    with duckdb.connect() as connection:
        connection.execute(f"create table rows_given ({columns})")
        connection.executemany(
            f"insert into rows_given values ({', '.join('?' * len(rows[0]))})", rows
        )
        names = [row[0] for row in connection.execute("describe rows_given").fetchall()]
        return connection.execute(masked("from rows_given", names, rule, at_least)).fetchall()


OVER_VALUES = Rules((Group(count="n", over=("value",), numbers=("share",)),))


def test_small_counts_and_their_complement_are_hidden() -> None:
    rows = [
        ("a", "x", 3, 0.1), ("a", "y", 30, 0.6), ("a", "z", 12, 0.3), ("a", "none", 0, 0.0),
        ("b", "x", 30, 0.5), ("b", "y", 31, 0.5),
    ]  # fmt: skip
    assert hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5) == [
        ("a", "x", None, None), ("a", "y", 30, 0.6), ("a", "z", None, None), ("a", "none", 0, 0.0),
        ("b", "x", 30, 0.5), ("b", "y", 31, 0.5),
    ]  # fmt: skip


def test_two_small_counts_that_follow_from_their_sum_take_a_third_along() -> None:
    """1 and 1 are the only two counts with the sum 2."""
    rows = [("a", "x", 1, 0.1), ("a", "y", 1, 0.1), ("a", "z", 8, 0.8), ("a", "w", 90, 9.0)]
    found = hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5)
    assert [row[2] for row in found] == [None, None, None, 90]


def test_rows_of_a_sum_that_is_too_small_are_left_out() -> None:
    """Five counts of 1 follow from their number and their total; 3 alone is its total."""
    rows = [*(("a", f"v{number}", 1, 0.2) for number in range(5)), ("b", "x", 3, 1.0)]
    assert hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5) == []


@pytest.mark.parametrize("at_least", [2, 3, 5, 10])
def test_no_hidden_count_follows_from_a_total_and_the_other_counts(at_least: int) -> None:
    """Computed again: a hidden count may be anything from 1 to the smallest count shown, less 1."""
    dice = random.Random(at_least)
    rows = [
        (f"line {line}", f"value {value:02}", dice.choice([0, 0, 1, 1, 2, 3, 4, 7, 12, 40]), 0.0)
        for line in range(300)
        for value in range(dice.randrange(1, 9))
    ]
    found = hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, at_least)
    shown: dict[str, dict[str, int | None]] = defaultdict(dict)
    for line, value, count, _ in found:
        shown[line][value] = count
    true: dict[str, dict[str, int]] = defaultdict(dict)
    for line, value, count, _ in rows:
        true[line][value] = count
    n_lines_with_hidden = 0
    for line, counts in true.items():
        assert all(
            count is None or count == 0 or count >= at_least for count in shown[line].values()
        )
        hidden = [value for value in counts if shown[line].get(value) is None and counts[value]]
        kept = [value for value in hidden if value in shown[line]]
        if not any(0 < count < at_least for count in counts.values()):
            assert hidden == []
        if kept:
            n_lines_with_hidden += 1
            rest = sum(counts.values()) - sum(count or 0 for count in shown[line].values())
            largest = rest - (len(kept) - 1)  # the others are one person each
            assert len(kept) >= 2 and largest >= at_least
        elif hidden:
            assert sum(counts[value] for value in hidden) < len(hidden) + at_least - 1 or (
                len(hidden) == 1
            )
    assert n_lines_with_hidden > 50


def test_counts_that_add_up_in_a_row_are_hidden_together() -> None:
    rule = Rules((Group(together=("used", "unused")), Group(count="n")))
    rows = [("a", 2, 98, 100), ("b", 50, 50, 100), ("c", None, 100, 100), ("d", 0, 4, 4)]
    assert hide(rows, "line text, used bigint, unused bigint, n bigint", rule, 5) == [
        ("a", None, None, 100), ("b", 50, 50, 100), ("c", None, 100, 100), ("d", None, None, None),
    ]  # fmt: skip


def test_counts_of_many_sums_are_rounded_down() -> None:
    """So the difference of two days or the rest of a total is never a small count."""
    rule = Rules((Group(rounded=("n",), numbers=("share",)),), hidden=("change",))
    rows = [(1, 3, 0.111, 3), (2, 0, 0.0, -3), (3, 12, 0.444, 12), (4, 15, 0.555, 3)]
    assert hide(rows, "day bigint, n bigint, share double, change bigint", rule, 5) == [
        (1, None, None, None), (2, 0, 0.0, None), (3, 10, 0.4, None), (4, 15, 0.6, None),
    ]  # fmt: skip


def test_rows_whose_text_is_that_of_few_people_are_left_out() -> None:
    rule = Rules(
        (Group(count="first", over=("answer",)), Group(count="last", over=("answer",))), drop=True
    )
    rows = [("p", "yes", 40, 41), ("p", "no", 9, 9), ("p", "my name is Ann", 1, 0)]
    found = hide(rows, "problem text, answer text, first bigint, last bigint", rule, 5)
    assert found == [("p", "yes", 40, 41), ("p", "no", None, 9)]


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


def test_masked_charts_keep_their_rows_in_order(both_platforms: Warehouse) -> None:
    before = {chart.path: chart for chart in load().charts}
    with duckdb.connect(str(both_platforms.database), read_only=True) as connection:
        for chart in of_catalog(load(), 2).charts:
            course = STATISTICS if is_per_course(connection, chart) else None
            rule = rules("charts")[chart.path]
            results = [run(connection, one, course) for one in (before[chart.path], chart)]
            assert results[0].types == results[1].types
            keys = [
                place for place, column in enumerate(chart.columns) if column not in rule.columns
            ]
            kept = [[[row[place] for place in keys] for row in result.rows] for result in results]
            assert kept[0] == kept[1] or (rule.drop and len(kept[0]) > len(kept[1])), chart.path


def small_counts(table: str, rows: Sequence[dict[str, Any]], rule: Rules, least: int) -> list[Any]:
    """Counts of 1 to `least` - 1 people that are still there."""
    return [
        (table, column, row[column])
        for row in rows
        for group in rule.groups
        for column in group.counts
        if row[column] not in (None, "") and 0 < abs(int(row[column])) < least
    ]


def test_files_hold_no_small_count(both_platforms: Warehouse, tmp_path: Path) -> None:
    publish(both_platforms, "csv", tmp_path / "csv", "--min-cell", "5", "--course", STATISTICS)
    publish(both_platforms, "parquet", tmp_path / "parquet", "--min-cell", "5")
    files = [*(tmp_path / "csv").glob("*/*.csv"), *(tmp_path / "parquet").glob("*/*.parquet")]
    written = {file.stem for file in files} - {"data_dictionary"}
    assert written == rules("marts").keys()
    with duckdb.connect() as connection:
        for file in files:
            if file.stem == "data_dictionary":
                continue
            cursor = connection.execute(f"select * from '{file}'")
            names = [column[0] for column in cursor.description or []]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            assert small_counts(file.stem, rows, rules("marts")[file.stem], 5) == []
    (readme,) = (tmp_path / "csv").glob("*/README.md")
    assert "Numbers about fewer than 5 people are hidden" in readme.read_text()
    manifest = json.loads((tmp_path / "parquet" / "manifest.json").read_text())
    assert "marts.fct_person_course" not in manifest["tables"]


def test_report_holds_no_small_count(both_platforms: Warehouse, tmp_path: Path) -> None:
    course = ("--course", STATISTICS, "--min-cell", "5")
    publish(both_platforms, "report", tmp_path / "report.html", *course)
    page = (tmp_path / "report.html").read_text()
    assert "Numbers about fewer than 5 people are hidden." in page
    (data,) = re.findall(r'<script[^>]*id="report-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    charts = json.loads(data)["charts"]
    assert "learners/who_needs_help" not in charts and "audience/devices" in charts
    n_hidden = 0
    for path, chart in charts.items():
        for result in chart["results"].values():
            columns = [
                [column["values"][place] for place in column["at"]]
                if isinstance(column, dict)
                else column
                for column in result["columns"]
            ]
            rows = [
                dict(zip(chart["names"], row, strict=True)) for row in zip(*columns, strict=True)
            ]
            assert small_counts(path, rows, rules("charts")[path], 5) == []
            counts = {name for group in rules("charts")[path].groups for name in group.counts}
            n_hidden += sum(row[name] is None for row in rows for name in counts)
    assert n_hidden > 20


def test_gallery_holds_no_small_count(both_platforms: Warehouse, tmp_path: Path) -> None:
    catalog = load()
    few = tuple(catalog.find(name) for name in ("devices", "who_needs_help"))
    with open_warehouse(both_platforms.database) as connection:
        texts = texts_of(catalog, "en")
        pages.write(
            connection, tmp_path / "g", replace(catalog, charts=few), texts, min_cell=5,
            course_ids=[STATISTICS],
        )  # fmt: skip
    assert [path.stem for path in (tmp_path / "g").glob("*/*.html")] == ["devices"]
    (table,) = (tmp_path / "g" / "audience").glob("*.csv")
    counts = [line.rsplit(",", 1)[1] for line in table.read_text().splitlines()[1:]]
    assert "" in counts and all(int(count) >= 5 for count in counts if count)


def test_numbers_of_a_report(both_platforms: Warehouse) -> None:
    with duckdb.connect(str(both_platforms.database), read_only=True) as connection:
        (course,) = numbers(connection, [STATISTICS])
    shown = of_numbers(course, 10)
    assert course.n_staff < 10 and shown.n_staff is None
    assert shown.n_registered == course.n_registered and shown.n_attempts == course.n_attempts
    few = of_numbers(course, (course.n_viewed or 0) + 1)
    assert few.n_viewed is None and few.hours_watched is None and few.n_posts is None
    assert of_numbers(course, 0) == course


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["csv", "out", "--min-cell", "5", "--marts", "fct_person_course"],
            "rows are about single",
        ),
        (["csv", "out", "--min-cell", "5", "--with-private"], "choose one"),
        (["report", "out.html", "--min-cell", "1"], "--min-cell 1 hides nothing"),
    ],
)
def test_what_is_refused(
    both_platforms: Warehouse, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    command, path, *options = arguments
    assert sentence in publish(both_platforms, command, tmp_path / path, *options)
    assert [*tmp_path.iterdir()] == []
