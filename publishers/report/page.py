"""Writing the page: numbers, charts and their data, everything within one file."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from loaders.errors import Refusal
from publishers.charts.catalog import Catalog
from publishers.charts.query import close_off, is_per_course, tables_of
from publishers.charts.render import library
from publishers.charts.spec import theme
from publishers.charts.texts import Texts
from publishers.folders import replaced_file
from publishers.min_cell import of_catalog, of_numbers
from publishers.report import foreign
from publishers.report import numbers as head
from publishers.report.content import content, learner_names

HERE = Path(__file__).parent
SCRIPT_TEXTS = (
    "yes",
    "no",
    "unknown",
    "{n} of {all}",
    "The first {n} of {all} rows; the CSV has them all.",
)


def write(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    catalog: Catalog,
    texts: Texts,
    *,
    course_ids: Sequence[str] = (),
    with_private: bool = False,
    docs: str = "",
    database: str = "warehouse.duckdb",
    min_cell: int = 0,
) -> None:
    """Write the report; an existing file is replaced at the end only.

    docs: address of the docs site, for links to the definitions of tables. with_private: user names
    instead of pseudonyms. min_cell: hide counts of fewer people. The connection is closed off
    from files for the rest of its life.

    Raises Refusal when no file can be written there, a course is unknown or a chart fails.
    """
    check_place(path)
    courses = foreign.courses_to_show(connection, [*course_ids])
    if not courses:
        raise Refusal("The warehouse holds no course: land logs and run `dbt build` first.")
    close_off(connection)
    catalog = of_catalog(catalog, min_cell)
    courses = [of_numbers(course, min_cell) for course in courses]
    said = foreign if (are_foreign := foreign.is_foreign(courses)) else head
    catalog = foreign.fitting(catalog, courses)
    if course_ids or are_foreign:
        catalog = of_one_course(connection, catalog)
    names = learner_names(connection) if with_private else {}
    keys = [course.course_id for course in courses]
    tables = {chart.path: tables_of(connection, chart) for chart in catalog.charts}
    charts = {
        chart.path: content(connection, chart, keys, texts, tables[chart.path], names)
        for chart in catalog.charts
    }
    page = environment().from_string((HERE / "page.html").read_text(encoding="utf-8"))
    text = page.render(
        texts=texts,
        title=courses[0].title,
        courses=courses,
        sections=[
            (topic, [chart for chart in catalog.charts if chart.topic == topic.name])
            for topic in catalog.topics
        ],
        tables=tables,
        docs=docs,
        with_private=with_private,
        database=database,
        min_cell=min_cell,
        written=datetime.now(UTC),
        tiles=said.tiles,
        dates=head.dates,
        set_aside=said.set_aside,
        day=head.day,
        css=Markup((HERE / "page.css").read_text(encoding="utf-8")),
        script=Markup((HERE / "page.js").read_text(encoding="utf-8")),
        library=Markup(library()),
        data=Markup(embedded(data_of_page(charts, keys, texts))),
    )
    with replaced_file(path) as draft:
        draft.write_text(text, encoding="utf-8")


def of_one_course(connection: duckdb.DuckDBPyConnection, catalog: Catalog) -> Catalog:
    """The charts that take a course: a page of some courses shows nothing of the others."""
    charts = tuple(chart for chart in catalog.charts if is_per_course(connection, chart))
    shown = {chart.topic for chart in charts}
    topics = tuple(topic for topic in catalog.topics if topic.name in shown)
    return replace(catalog, charts=charts, topics=topics)


def check_place(path: Path) -> None:
    """Raise Refusal where no file can be made at this path."""
    if path.is_dir():
        raise Refusal(f"{path} is a folder: name the file, for example {path / 'report.html'}.")
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}: make it first, or name another file.")


def data_of_page(
    charts: dict[str, dict[str, Any]], course_ids: list[str], texts: Texts
) -> dict[str, Any]:
    """Everything that the script of the page reads."""
    locale = {"formatLocale": texts.number_format, "timeFormatLocale": texts.time_format}
    return {
        "language": texts.language,
        "texts": {text: texts(text) for text in SCRIPT_TEXTS},
        "locale": {name: value for name, value in locale.items() if value},
        "months": texts.months,
        "themes": {
            "light": theme() | {"background": "transparent", "aria": False},
            "dark": theme(dark=True) | {"aria": False},
        },
        "courses": course_ids,
        "charts": charts,
    }


def embedded(data: dict[str, Any]) -> str:
    """JSON that cannot end the script element which holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def environment() -> Environment:
    """Templates whose values are escaped, and whose names must be known."""
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
