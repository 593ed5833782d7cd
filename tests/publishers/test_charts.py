"""Charts are files: every one that is shipped keeps the rules, and each rule can fail."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from charts_world import SPEC, SQL, YML, chart_of, write_chart
from conftest import ROOT, Warehouse

from loaders.errors import Refusal
from publishers.charts import query
from publishers.charts.catalog import Chart, load, load_chart
from publishers.charts.check import problems
from publishers.charts.describe import describe, describe_each
from publishers.charts.query import Result, close_off, plain, run
from publishers.charts.render import marks, svg
from publishers.charts.spec import drawable
from publishers.charts.texts import Texts

CATALOG = load()
STAT = "MOOCdbX/Stat101/2025_Fall"


@pytest.fixture(scope="module")
def connection(both_platforms: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The samples of both platforms, closed off as for a report."""
    with duckdb.connect(str(both_platforms.database), read_only=True) as opened:
        opened.execute("set TimeZone = 'UTC'")
        close_off(opened)
        yield opened


@pytest.mark.parametrize("chart", CATALOG.charts, ids=lambda chart: chart.path)
def test_every_chart_keeps_the_rules(connection: duckdb.DuckDBPyConnection, chart: Chart) -> None:
    assert problems(connection, chart) == []


def test_every_topic_and_name_is_shipped_once() -> None:
    assert len(CATALOG.charts) >= 25
    assert {topic.name for topic in CATALOG.topics} == {chart.topic for chart in CATALOG.charts}
    assert all(topic.question for topic in CATALOG.topics), "a topic is missing in topics.yml"


# ── Each rule, broken once ───────────────────────────────────────────────────────────────────────
BROKEN_SPECS = {
    "is not Vega-Lite": {"mark": "lines"},
    "the y axis has no title": {
        "encoding": {"x": {"field": "week", "type": "temporal"}, "y": {"aggregate": "count"}}
    },
    "draws 'people', which the query does not return": {
        "encoding": {
            "x": {"field": "week", "type": "temporal"},
            "y": {"field": "people", "type": "quantitative", "title": "People"},
        }
    },
    "draws no mark": {"transform": [{"filter": "false"}]},
    "has 'url', which a chart must leave to the page": {
        "data": {"url": "https://example.org/data.json"}
    },
    "has 'facet', which a chart must leave to the page": {"facet": {"field": "week"}},
    "has 'width', which a chart must leave to the page": {"width": 400},
}


def test_a_chart_that_keeps_them_has_no_problem(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert problems(connection, chart_of(tmp_path)) == []


@pytest.mark.parametrize("problem", BROKEN_SPECS)
def test_broken_spec_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, problem: str
) -> None:
    spec = json.dumps(json.loads(SPEC) | BROKEN_SPECS[problem])
    assert any(problem in found for found in problems(connection, chart_of(tmp_path, spec=spec)))


BROKEN_QUERIES = {
    "fails: Binder Error": SQL.replace("n_learners", "n_people"),
    "is not SQL": "selec 1",
    "must be one select": "select 1; select 2",
    "must be one select.": "copy (select 1) to 'a.csv'",
    "asks for $other": SQL.replace("$course", "$other"),
    "declares week, learners": SQL.replace("as learners", "as people"),
    "reads private.learner_identities": "select * from private.learner_identities",
    "reads marts.fct_events": SQL.replace("marts.fct_course_activity_weekly", "marts.fct_events"),
    "reads raw.files": "with files as (select 1) select * from raw.files",
    "reads files:": "select * from files",
    "reads read_csv()": "select * from read_csv('/etc/passwd')",
    "reads query()": "select * from query('select 1')",
    "which this warehouse does not have": SQL.replace("fct_course_activity_weekly", "fct_nothing"),
    "draws nothing for any course of coursera": SQL.replace("order", "and platform = 'edx' order"),
}  # fmt: skip


@pytest.mark.parametrize("problem", BROKEN_QUERIES)
def test_broken_query_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, problem: str
) -> None:
    chart = chart_of(tmp_path, sql=BROKEN_QUERIES[problem])
    assert any(problem in found for found in problems(connection, chart))


def test_a_column_that_vega_would_overwrite_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    parts = {"yml": YML, "sql": SQL, "spec": SPEC}
    renamed = {part: text.replace("learners", "count") for part, text in parts.items()}
    chart = chart_of(tmp_path, **{**renamed, "sql": SQL.replace("as learners", "as count")})
    assert any("a name that Vega uses" in found for found in problems(connection, chart))


def test_too_many_rows_bytes_and_seconds_are_refused(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "select range as week, 1 as learners from range(6000)"
    with pytest.raises(Refusal, match="more than 5,000 rows"):
        run(connection, chart_of(tmp_path, sql=rows), None)
    texts = "select repeat('x', 180) || range as week, range as learners from range(4000)"
    with pytest.raises(Refusal, match="bytes of 400,000"):
        run(connection, chart_of(tmp_path, sql=texts), None)
    monkeypatch.setattr(query, "MAX_SECONDS", 0.2)
    endless = "select 1 as week, count(*) as learners from range(100000000000) as a, range(1000)"
    with pytest.raises(Refusal, match="takes longer than"):
        run(connection, chart_of(tmp_path, sql=endless), None)


def test_a_picture_that_is_too_large_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publishers.charts.check.MAX_SVG_BYTES", 1000)
    assert any("larger than" in found for found in problems(connection, chart_of(tmp_path)))


def test_a_text_alternative_without_numbers_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publishers.charts.check.describe", lambda *_: "A line goes up.")
    assert any("no number" in found for found in problems(connection, chart_of(tmp_path)))


# ── Files ────────────────────────────────────────────────────────────────────────────────────────
BROKEN_FILES = {
    "lacks question": YML.replace("question: How many are there each week?\n", ""),
    "colour, which means nothing": YML + "colour: red\n",
    "title must be a text": YML.replace("title: Learners by week", "title: ''"),
    "audience must be a list": YML.replace("[teacher]", "teacher"),
    "audience parents is not one of": YML.replace("[teacher]", "[parents]"),
    "'video' is not one of its columns": YML + "selector: video\n",
    "columns must be a mapping": YML[: YML.index("columns")] + "columns: []\n",
    "is not YAML": YML + "a: b: c\n",
    "is not a mapping": "- title\n",
    "place must be a whole number": YML + "place: first\n",
}  # fmt: skip


@pytest.mark.parametrize("sentence", BROKEN_FILES)
def test_a_malformed_chart_is_refused_with_its_file(tmp_path: Path, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        chart_of(tmp_path, yml=BROKEN_FILES[sentence])
    assert "good.yml" in str(refused.value)


def test_a_missing_part_and_a_spec_that_is_not_json_are_refused(tmp_path: Path) -> None:
    path = write_chart(tmp_path, spec="[1]") / "own" / "good.yml"
    with pytest.raises(Refusal, match="not a JSON object"):
        load_chart(path)
    path.with_suffix(".vl.json").write_text("{")
    with pytest.raises(Refusal, match="is not JSON"):
        load_chart(path)
    path.with_suffix(".sql").unlink()
    with pytest.raises(Refusal, match=r"There is no .*good[.]sql"):
        load_chart(path)


def test_a_folder_adds_charts_and_replaces_by_path(tmp_path: Path) -> None:
    write_chart(tmp_path)
    (tmp_path / "own").rename(tmp_path / "activity")
    for suffix in (".yml", ".sql", ".vl.json"):
        good = tmp_path / "activity" / f"good{suffix}"
        (tmp_path / "activity" / f"weekly{suffix}").write_text(good.read_text())
    both = load([tmp_path])
    assert len(both.charts) == len(CATALOG.charts) + 1
    assert both.find("weekly").title == "Learners by week"
    with pytest.raises(Refusal, match="There is no chart nothing"):
        both.find("nothing")
    with pytest.raises(Refusal, match="no folder of charts"):
        load([tmp_path / "absent"])


# ── Data ─────────────────────────────────────────────────────────────────────────────────────────
def test_the_course_is_bound_not_pasted(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    chart = chart_of(tmp_path)
    assert run(connection, chart, STAT).rows
    assert run(connection, chart, "' or '1' = '1").rows == []


def test_a_query_cannot_write_or_change_settings(connection: duckdb.DuckDBPyConnection) -> None:
    for sql in ("set threads = 1", "copy (select 1) to 'a.csv'", "create table marts.a (b int)"):
        with pytest.raises(duckdb.Error):
            connection.execute(sql)


def test_values_keep_what_javascript_would_lose() -> None:
    assert plain(2**53 + 1) == str(2**53 + 1)
    assert plain(-(2**53)) == -(2**53)
    assert plain(float("nan")) is None and plain(float("inf")) is None
    assert plain("x" * 500) == "x" * 199 + "…"


def result(rows: list[list[Any]], **types: str) -> Result:
    return Result(types, rows)


def test_the_text_alternative_says_first_last_and_highest(tmp_path: Path) -> None:
    chart = chart_of(tmp_path)
    weeks = result(
        [["2025-09-15", 5], ["2025-09-22", 12], ["2025-09-29", 1200]],
        week="date",
        learners="number",
    )
    assert describe(chart, weeks, Texts()) == (
        "Learners: 5 at 15 Sep 2025, 1,200 at 29 Sep 2025, highest 1,200 at 29 Sep 2025."
    )
    assert (
        describe(chart, result([], week="date", learners="number"), Texts()) == "Nobody was active."
    )


def test_a_selector_has_words_of_its_own_for_each_value(tmp_path: Path) -> None:
    chart = chart_of(
        tmp_path, yml=YML.replace("  week", "  video: Video\n  week") + "selector: video\n"
    )
    rows = [["a", "2025-09-15", 5], ["b", "2025-09-15", 7]]
    words = describe_each(
        chart, result(rows, video="text", week="date", learners="number"), Texts()
    )
    assert words["a"].startswith("Video: a. Learners: 5")
    assert words["b"].startswith("Video: b. Learners: 7")


def test_a_day_is_drawn_as_that_day(tmp_path: Path) -> None:
    weeks = result([["2025-09-15", 5], ["2025-09-22", 12]], week="date", learners="number")
    spec = json.loads(SPEC)
    spec["encoding"]["x"]["axis"] = {
        "format": "%d %b",
        "values": [{"year": 2025, "month": 9, "date": 15}],
    }
    drawn = svg(drawable(chart_of(tmp_path, spec=json.dumps(spec)), weeks, Texts(), "words", 400))
    assert ">15 Sep<" in drawn
    assert marks(drawn) > 0


def test_the_chart_of_contributing_is_a_good_one(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text().split("## Add a chart")[1].split("\n## ")[0]
    parts = dict(re.findall(r"```(yaml|sql|json)\n(.*?)```", guide, flags=re.DOTALL))
    chart = chart_of(tmp_path, yml=parts["yaml"], sql=parts["sql"], spec=parts["json"])
    assert problems(connection, chart) == []


def test_hours_are_those_of_the_course() -> None:
    """A session at 02:00 UTC on Monday is one of Sunday, 21:00, in New York."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema marts;
            create table marts.dim_courses as
                select 'c' as course_id, 'America/New_York' as time_zone;
            create table marts.fct_sessions (
                course_id varchar, learner_id bigint, started_at timestamp
            );
            insert into marts.fct_sessions values ('c', 1, '2025-12-01 02:00');
            """
        )
        chart = CATALOG.find("week_hours")
        assert run(connection, chart, "c").rows == [["Sunday", 21, 1, 1]]
