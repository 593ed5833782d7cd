"""Writing the gallery: an index by topic, one by course, and a page a chart."""

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import vl_convert

from loaders.errors import Refusal
from publishers.charts.catalog import Catalog, Chart
from publishers.charts.describe import describe
from publishers.charts.files import picture, table
from publishers.charts.query import (
    TooMuch,
    close_off,
    is_per_course,
    missing_tables,
    run,
    tables_of,
)
from publishers.charts.texts import Texts
from publishers.folders import replaced
from publishers.min_cell import of_catalog
from publishers.report.foreign import courses_to_show, fitting, is_foreign
from publishers.report.numbers import Numbers
from publishers.report.page import environment, of_one_course

HERE = Path(__file__).parent
MARKER = ".moocdb-gallery"
ALL = "all"


@dataclass(frozen=True)
class View:
    """A chart of one course (or of all): its words and, where there is any data, its picture."""

    anchor: str
    title: str
    key: str
    words: str
    image: str | None


@dataclass(frozen=True)
class Card:
    """A chart in an index."""

    chart: Chart
    page: str
    image: str
    words: str


def write(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    catalog: Catalog,
    texts: Texts,
    *,
    course_ids: Sequence[str] = (),
    discuss: str = "",
    min_cell: int = 0,
) -> int:
    """Write the gallery beside its place and move it there whole; returns the number of pictures.

    discuss: address where people talk about charts; `{chart}` in it becomes the name of the chart.
    min_cell: hide counts of fewer people.

    Raises Refusal when the folder holds something else, a course is unknown or a chart fails.
    """
    if not is_free(directory):
        raise Refusal(f"{directory} holds something else: name a new folder for the gallery.")
    if not directory.parent.is_dir():
        raise Refusal(f"There is no folder {directory.parent}: make it first.")
    catalog = of_catalog(catalog, min_cell)
    courses = courses_to_show(connection, [*course_ids])
    close_off(connection)
    if is_foreign(courses):
        catalog = fitting(catalog, courses)
    if course_ids:
        catalog = of_one_course(connection, catalog)
    with replaced(directory) as fresh:
        (fresh / MARKER).touch()
        shutil.copy(HERE / "page.css", fresh / "page.css")
        views = {
            chart.path: write_chart(connection, fresh, chart, courses, texts, discuss)
            for chart in catalog.charts
        }
        write_indexes(fresh, catalog, courses, views, texts)
    return sum(view.image is not None for shown in views.values() for view in shown)


def write_chart(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    chart: Chart,
    courses: list[Numbers],
    texts: Texts,
    discuss: str,
) -> tuple[View, ...]:
    """The page of a chart, with its files for every course."""
    (folder / chart.topic).mkdir(exist_ok=True)
    tables = tables_of(connection, chart)
    missing = missing_tables(connection, tables)
    places: list[tuple[str | None, str, str, str]] = (
        [(one.course_id, slug(one.course_id), one.title, key_of(one)) for one in courses]
        if is_per_course(connection, chart)
        else [(None, ALL, texts("All courses"), "")]
    )
    views = []
    for course_id, anchor, title, key in places:
        if missing:
            words = texts("This warehouse has no {tables}.", tables=", ".join(missing))
            views.append(View(anchor, title, key, words, None))
            continue
        try:
            result = run(connection, chart, course_id)
        except TooMuch:
            words = texts("This course has more of it than a page can hold.")
            views.append(View(anchor, title, key, words, None))
            continue
        words = describe(chart, result, texts)
        image = f"{chart.name}-{anchor}" if result.rows else None
        if image:
            base = folder / chart.topic / image
            drawn = picture(chart, result, texts)
            base.with_name(f"{image}.svg").write_text(drawn, encoding="utf-8")
            base.with_name(f"{image}.png").write_bytes(vl_convert.svg_to_png(drawn, scale=1.5))
            base.with_name(f"{image}.csv").write_text(
                table(chart, result, texts), encoding="utf-8", newline=""
            )
        views.append(View(anchor, title, key, words, image))
    page = environment().from_string((HERE / "chart.html").read_text(encoding="utf-8"))
    text = page.render(
        texts=texts,
        title=texts("Charts of all courses"),
        chart=chart,
        tables=tables,
        views=views,
        spec=json.dumps(chart.spec, indent=2, ensure_ascii=False),
        discuss=discuss.replace("{chart}", chart.path),
    )
    (folder / chart.topic / f"{chart.name}.html").write_text(text, encoding="utf-8")
    return tuple(views)


def write_indexes(
    folder: Path,
    catalog: Catalog,
    courses: list[Numbers],
    views: dict[str, tuple[View, ...]],
    texts: Texts,
) -> None:
    """An index of all courses (each chart by the first course that has data), and one a course."""
    page = environment().from_string((HERE / "index.html").read_text(encoding="utf-8"))
    indexes: list[tuple[str, str, str, str | None]] = [
        (texts("Charts of all courses"), "index.html", "", None)
    ]
    for course in courses:
        name = slug(course.course_id)
        indexes.append((course.title, f"course-{name}.html", key_of(course), name))
    for title, file, _, anchor in indexes:
        cards = [
            Card(
                chart,
                f"{chart.path}.html" + (f"#{view.anchor}" if anchor else ""),
                f"{chart.topic}/{view.image}.png",
                view.words,
            )
            for chart in catalog.charts
            if (view := first_picture(views[chart.path], anchor))
        ]
        sections = [
            (topic, [card for card in cards if card.chart.topic == topic.name])
            for topic in catalog.topics
        ]
        text = page.render(
            texts=texts,
            title=title,
            indexes=[(name, path, key) for name, path, key, _ in indexes],
            here=file,
            sections=[(topic, shown) for topic, shown in sections if shown],
        )
        (folder / file).write_text(text, encoding="utf-8")


def is_free(directory: Path) -> bool:
    """Whether a gallery may be written there: nothing, an empty folder, or an older gallery."""
    if not directory.exists():
        return True
    return directory.is_dir() and ((directory / MARKER).is_file() or not any(directory.iterdir()))


def first_picture(views: tuple[View, ...], anchor: str | None) -> View | None:
    """The first view with a picture: of any course, or of the one with this anchor."""
    return next((view for view in views if view.image and anchor in (None, view.anchor)), None)


def key_of(course: Numbers) -> str:
    """The key of a course, which tells apart two of one name; nothing where it is the title."""
    return course.course_id if course.name else ""


def slug(course_id: str) -> str:
    """The course's key as a part of a file's name; no two courses share one."""
    words = re.sub(r"[^A-Za-z0-9._-]+", "_", course_id)[:60].strip("._") or "course"
    return f"{words}-{hashlib.md5(course_id.encode()).hexdigest()[:6]}"
