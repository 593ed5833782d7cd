"""The report: numbers that agree with the marts, one page without a network, in two languages."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from charts_world import SQL, YML, write_chart
from conftest import ROOT, Warehouse
from leaks import leaks, people_of, texts_of
from typer.testing import CliRunner

from loaders.errors import Refusal
from publishers.__main__ import app
from publishers.charts.catalog import load
from publishers.charts.query import tables_of
from publishers.report.page import embedded

STAT = "MOOCdbX/Stat101/2025_Fall"
DATA = "course-v1:MOOCdbX+Data201+2025_Fall"
COURSERA = "learning-001"


def publish(warehouse: Warehouse, *arguments: str | Path, check: bool = True) -> str:
    """Run a command of the publishers in this process; a refusal is returned as its sentence."""
    command = [*map(str, arguments), "--database", str(warehouse.database)]
    result = CliRunner().invoke(app, command)
    refused = isinstance(result.exception, Refusal) or result.exit_code == 2
    assert refused if not check else result.exit_code == 0, (result.output, result.exception)
    return f"{result.output}{result.exception or ''}"


@pytest.fixture(scope="module")
def page(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "a report.html"
    publish(both_platforms, "report", path)
    return path


def test_nobody_is_named(page: Path, both_platforms: Warehouse) -> None:
    """`anonymous` is a user name of the samples, and a word of a chart's description."""
    found = leaks(texts_of(page.parent), people_of(both_platforms.database), innocent=["anonymous"])
    assert found == set()


class Parts(HTMLParser):
    """Attributes of every element, text of titles and numbers, and the data of the script."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tiles: dict[str, list[str]] = {}
        self.text = ""
        self.data: dict[str, Any] = {}
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        if attributes.get("id") == "report-data" and data.strip():
            self.data = json.loads(data)
        elif tag not in ("script", "style"):
            self.text += data
        if tag == "strong" and attributes.get("class") == "value" and data.strip():
            self.tiles.setdefault(self.course, []).append(data.strip())

    @property
    def course(self) -> str:
        sections = [
            attributes["data-course"] or ""
            for tag, attributes in self.elements
            if "data-course" in attributes
        ]
        return sections[-1]


def rows_of(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a chart, as the script of the page unpacks them."""
    columns = [
        column if isinstance(column, list) else [column["values"][place] for place in column["at"]]
        for column in result["columns"]
    ]
    return [*zip(*columns, strict=True)]


def test_the_page_is_one_file_for_every_reader(page: Path) -> None:
    parts = Parts(page)
    text = page.read_text()
    tags = dict(parts.elements)
    assert tags["html"]["lang"] == "en"
    assert "<title>" in text and 'name="viewport"' in text
    loading = {"src", "srcset", "data", "action", "background", "poster"}
    for tag, attributes in parts.elements:
        assert not loading & attributes.keys(), tag
        assert tag not in ("link", "iframe", "img", "object", "embed", "base")
    assert not re.findall(r"@import|url\(", re.sub(r"<script.*?</script>", "", text, flags=re.S))
    assert len(text.encode()) < 2_000_000
    assert not list(page.parent.glob("*.part"))


def test_every_chart_has_rows_or_a_sentence_for_every_course(page: Path) -> None:
    parts = Parts(page)
    charts = parts.data["charts"]
    expected = {chart.path for chart in load().charts if chart.topic != "moocdb"}
    assert charts.keys() == expected
    for path, chart in charts.items():
        for course in [STAT, DATA, COURSERA] if chart["per_course"] else ["*"]:
            result = chart["results"][course]
            assert all(result["words"].values()), (path, course)
            assert len(rows_of(result)) <= 5000


def test_the_numbers_are_those_of_the_marts(both_platforms: Warehouse, page: Path) -> None:
    expected = {
        course: [f"{enrolled:,}", f"{active:,}", f"{viewed:,}", f"{completed:,}", f"{hours:.0f} h"]
        for course, enrolled, active, viewed, completed, hours in both_platforms.rows(
            """
            select
                courses.course_id,
                (
                    select max_by(n_enrolled, enrollment_date)
                    from marts.fct_enrollment_daily as days
                    where days.course_id = courses.course_id
                ),
                (
                    select count(*) from marts.rpt_learner_status as statuses
                    where statuses.course_id = courses.course_id and is_active_last_7_days
                ),
                count(*) filter (where viewed),
                count(*) filter (where completed),
                sum(video_seconds_watched) / 3600
            from marts.dim_courses as courses
            inner join marts.fct_person_course using (course_id)
            group by all
            """
        )
    }
    shown = {course: tiles[:5] for course, tiles in Parts(page).tiles.items()}
    assert shown == expected and len(expected) == 3


def test_one_course_alone_and_an_unknown_one(both_platforms: Warehouse, tmp_path: Path) -> None:
    one = tmp_path / "one.html"
    publish(both_platforms, "report", one, "--course", COURSERA)
    assert Parts(one).data["courses"] == [COURSERA]
    assert STAT not in one.read_text()
    printed = publish(both_platforms, "report", one, "--course", "none-such", check=False)
    assert "holds no course none-such" in printed and STAT in printed


def test_a_folder_of_charts_joins_the_report(both_platforms: Warehouse, tmp_path: Path) -> None:
    folder = write_chart(tmp_path / "mine")
    publish(both_platforms, "report", tmp_path / "r.html", "--charts", folder)
    parts = Parts(tmp_path / "r.html")
    assert parts.data["charts"]["own/good"]["results"][STAT]["columns"]
    assert "How many are there each week?" in parts.text


def test_a_chart_that_fails_is_one_sentence_and_no_page(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    folder = write_chart(tmp_path / "mine", sql=SQL.replace("n_learners", "n_people"))
    path = tmp_path / "r.html"
    printed = publish(both_platforms, "report", path, "--charts", folder, check=False)
    assert "own/good.sql fails" in printed
    assert not path.exists()


def test_a_chart_of_a_table_that_is_absent_says_so(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    sql = SQL.replace("fct_course_activity_weekly", "rpt_of_another_site")
    folder = write_chart(tmp_path / "mine", sql=sql)
    publish(both_platforms, "report", tmp_path / "r.html", "--charts", folder)
    words = Parts(tmp_path / "r.html").data["charts"]["own/good"]["results"][STAT]["words"]
    assert words == {"": "This warehouse has no marts.rpt_of_another_site."}


LEARNERS = """\
select
    cast(learner_id as varchar) as learner,
    n_events as events
from marts.fct_person_course
where course_id = $course
order by events desc
"""


def test_names_of_learners_only_where_asked_for(both_platforms: Warehouse, tmp_path: Path) -> None:
    yml = YML.replace(
        "  week: Week from\n  learners: Learners", "  learner: Learner\n  events: Events"
    )
    folder = write_chart(tmp_path / "mine", yml=yml + "learner: learner\n", sql=LEARNERS)
    (folder / "own" / "good.vl.json").write_text(
        '{"mark": "bar", "encoding": {"y": {"field": "learner", "type": "nominal"}, '
        '"x": {"field": "events", "type": "quantitative"}}}'
    )
    names = {
        name
        for (name,) in both_platforms.rows(
            "select username from private.learner_identities where length(username) > 5"
        )
    }
    for option, expected in (((), False), (("--with-private",), True)):
        path = tmp_path / "r.html"
        publish(both_platforms, "report", path, "--charts", folder, *option)
        rows = rows_of(Parts(path).data["charts"]["own/good"]["results"][STAT])
        assert any(row[0] in names for row in rows) == expected
        assert ("do not hand it on" in path.read_text()) == expected


def test_the_page_speaks_spanish(both_platforms: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    publish(both_platforms, "report", path, "--language", "es")
    parts = Parts(path)
    assert dict(parts.elements)["html"]["lang"] == "es"
    assert "¿Cómo va mi curso?" in parts.text and "How is my course going?" not in parts.text
    weekly = parts.data["charts"]["activity/weekly"]
    assert {row[1] for row in rows_of(weekly["results"][STAT])} >= {"activo", "vio un vídeo"}
    assert weekly["spec"]["encoding"]["y"]["title"] == "Estudiantes"
    assert parts.data["locale"]["formatLocale"]["decimal"] == ","
    for chart, name in (
        ("enrollment/countries", "Estados Unidos"),
        ("audience/languages", "inglés"),
    ):
        names = {row[0] for row in rows_of(parts.data["charts"][chart]["results"][STAT])}
        assert name in names and not [code for code in names if len(code) == 2], chart
    printed = publish(both_platforms, "report", path, "--language", "eo", check=False)
    assert "no texts in 'eo', only in en, es" in printed


def test_countries_and_languages_have_spanish_names() -> None:
    known = load().texts["es"]
    for seed in ("countries", "languages"):
        with (ROOT / "seeds" / f"{seed}.csv").open(encoding="utf-8") as rows:
            names = [row["name"] for row in csv.DictReader(rows)]
        assert len(names) > 200 and [name for name in names if name not in known] == []


def test_spanish_says_everything_that_the_charts_and_the_page_say() -> None:
    catalog = load()
    said = {text for topic in catalog.topics for text in (topic.title, topic.question)}
    said |= {text for chart in catalog.charts for text in chart.texts}
    publishers = Path(__file__).parent.parent.parent / "publishers"
    for file in (
        "charts/describe.py",
        "charts/texts.py",
        "gallery/pages.py",
        "report/content.py",
        "report/foreign.py",
        "report/numbers.py",
        "report/page.py",
    ):
        found = re.findall(r'texts\(((?:\s*"[^"]+")+)', (publishers / file).read_text())
        said |= {"".join(re.findall(r'"([^"]+)"', text)) for text in found}
    for file in ("report/page.html", "gallery/index.html", "gallery/chart.html"):
        template = (publishers / file).read_text()
        said |= set(re.findall(r"""texts\(["'](.*?)["'](?:\)|, \w+=)""", template))
    assert len(said) > 200
    missing = sorted(text for text in said if text not in catalog.texts["es"])
    assert missing == [], "translate them in charts/texts.es.yml (moocdb check-charts lists them)"


def test_data_cannot_end_the_script_that_holds_it() -> None:
    assert "<" not in embedded({"answer": "</script><script>alert(1)</script>"})
    assert json.loads(embedded({"a": "</script>"})) == {"a": "</script>"}


def test_titles_and_words_are_text_not_markup(both_platforms: Warehouse, tmp_path: Path) -> None:
    yml = YML.replace("title: Learners by week", "title: <script>alert(1)</script>")
    folder = write_chart(tmp_path / "mine", yml=yml)
    publish(both_platforms, "report", tmp_path / "r.html", "--charts", folder)
    assert "<script>alert" not in (tmp_path / "r.html").read_text()


def test_a_link_to_the_docs_is_an_address(both_platforms: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    printed = publish(both_platforms, "report", path, "--docs", "javascript:alert(1)", check=False)
    assert "is not an address" in printed and not path.exists()
    publish(both_platforms, "report", path, "--docs", "https://example.org/docs.html")
    link = "https://example.org/docs.html#!/model/model.moocdb.fct_sessions"
    assert link in path.read_text()


def test_the_exposure_names_what_the_report_reads() -> None:
    root = Path(__file__).parent.parent.parent
    exposures = yaml.safe_load((root / "models" / "exposures.yml").read_text())["exposures"]
    (report,) = [one for one in exposures if one["name"] == "course_report"]
    folder = root / "publishers" / "report"
    numbers = (folder / "numbers.sql").read_text() + (folder / "foreign.py").read_text()
    with duckdb.connect() as connection:
        read = {name for chart in load().charts for name in tables_of(connection, chart)}
    read |= set(re.findall(r"(?:from|join) ((?:marts|moocdb)[.]\w+)", numbers))
    named = {re.sub(r"ref\('(\w+)'\)", r"\1", one) for one in report["depends_on"]}
    assert named == {name.split(".")[1] for name in read}


def test_the_ten_questions_are_answered_by_charts_that_exist() -> None:
    root = Path(__file__).parent.parent.parent
    table = (root / "docs" / "report.md").read_text().split("## Ten questions")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    titles = {chart.title for chart in load().charts}
    named = [title for _, charts in rows[1:] for title in charts.split("; ")]
    assert len(rows) == 11 and [title for title in named if title not in titles] == []
