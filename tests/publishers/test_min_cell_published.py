"""Files, report and gallery hold no count of few people."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Warehouse
from typer.testing import CliRunner

from loaders.errors import Refusal
from publishers.__main__ import app
from publishers.charts.catalog import load
from publishers.charts.query import is_per_course, run
from publishers.charts.texts import texts_of
from publishers.gallery import pages
from publishers.min_cell import Rules, of_catalog, of_numbers, rules
from publishers.report.numbers import numbers
from publishers.warehouse import open_warehouse

STATISTICS = "MOOCdbX/Stat101/2025_Fall"


def publish(warehouse: Warehouse, *arguments: str | Path) -> str:
    """Run a command of the publishers in this process; a refusal is returned as its sentence."""
    command = [*map(str, arguments), "--database", str(warehouse.database)]
    result = CliRunner().invoke(app, command)
    refused = isinstance(result.exception, Refusal) or result.exit_code == 2
    assert result.exit_code == 0 or refused, result.exception
    return f"{result.output}{result.exception or ''}"


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
