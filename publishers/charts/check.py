"""What every chart must be, checked on a warehouse: the rules of CONTRIBUTING, one by one."""

from collections.abc import Iterator
from typing import Any

import altair
import duckdb

from loaders.errors import Refusal
from publishers.charts.catalog import Chart
from publishers.charts.describe import describe
from publishers.charts.query import (
    Result,
    is_per_course,
    missing_tables,
    run,
    tables_of,
    walk,
)
from publishers.charts.render import marks, svg
from publishers.charts.spec import POSITIONS, drawable, encodings, titled
from publishers.charts.texts import Texts

WIDTH = 640  # pixels
MAX_SVG_BYTES = 600_000
# The page gives these; several views in one do not fit a phone.
NOT_IN_A_SPEC = (
    "$schema", "data", "datasets", "url", "href", "usermeta", "config", "width", "autosize",
    "facet", "row", "column", "repeat", "concat", "hconcat", "vconcat",
)  # fmt: skip


def problems(connection: duckdb.DuckDBPyConnection, chart: Chart) -> list[str]:
    """What is wrong with a chart on this warehouse; nothing, for a good one."""
    told: list[str] = []
    try:
        for problem in found(connection, chart):
            told.append(problem)
    except Refusal as refusal:
        told.append(str(refusal))
    return told


def found(connection: duckdb.DuckDBPyConnection, chart: Chart) -> Iterator[str]:
    """Every problem, as it is found."""
    per_course = is_per_course(connection, chart)
    tables = tables_of(connection, chart)
    if "moocdb" in chart.tags and (marts := [name for name in tables if name[:6] == "marts."]):
        yield f"{chart.path} is tagged moocdb, so it must not read {', '.join(marts)}."
    if missing := missing_tables(connection, tables):
        yield f"{chart.path}.sql reads {', '.join(missing)}, which this warehouse does not have."
        return
    yield from problems_of_spec(chart)
    sources = ["marts.dim_courses", *(["moocdb.course_metadata"] if "moocdb" in chart.tags else [])]
    courses: list[tuple[str | None, str]] = connection.execute(
        " union ".join(f"select course_id, platform from {source}" for source in sources)
        + " order by course_id, platform"
    ).fetchall()
    results = (
        [(course, platform, run(connection, chart, course)) for course, platform in courses]
        if per_course
        else [
            (None, platform, run(connection, chart, None))
            for platform in chart.platforms or ("any",)
        ]
    )
    for course, _, result in results:
        yield from problems_of_picture(chart, result, course or "all courses")
    for platform in chart.platforms:
        here = [result for _, of, result in results if of == platform]
        if here and not any(result.rows for result in here):
            yield f"{chart.path} draws nothing for any course of {platform}."


def problems_of_spec(chart: Chart) -> Iterator[str]:
    """What is wrong with the spec, whatever the data."""
    spec = chart.spec
    # Vega counts the rows of each line and each group under this name, over a column of the query.
    if "count" in chart.columns:
        yield f"{chart.path}.yml has a column 'count', a name that Vega uses: rename it."
    for node in walk(spec):
        for key in sorted(node.keys() & set(NOT_IN_A_SPEC)):
            yield f"{chart.path}.vl.json has {key!r}, which a chart must leave to the page."
    try:
        altair.Chart.from_dict(titled(chart, Texts()) | {"data": {"values": []}})
    except Exception as error:  # altair raises its own error and jsonschema's
        first = " ".join(str(error).split())[:300]
        yield f"{chart.path}.vl.json is not Vega-Lite: {first}"
    made = {
        str(name)
        for node in walk(spec)
        for part in walk(node.get("transform", []))
        for name in as_list(part)
    }
    for block in encodings(titled(chart, Texts())):
        for channel, definition in block.items():
            if not isinstance(definition, dict):
                continue
            field = definition.get("field")
            if isinstance(field, str) and field not in chart.columns and field not in made:
                yield f"{chart.path}.vl.json draws {field!r}, which the query does not return."
            axis = definition.get("axis", {})
            title = definition.get("title") or (axis or {}).get("title")
            if channel in POSITIONS and axis is not None and not str(title or "").strip():
                yield f"{chart.path}.vl.json: the {channel} axis has no title."


def as_list(transform: dict[str, Any]) -> list[Any]:
    """The fields that a transform makes."""
    made = transform.get("as", [])
    return made if isinstance(made, list) else [made]


def problems_of_picture(chart: Chart, result: Result, course: str) -> Iterator[str]:
    """What is wrong with the picture of one course."""
    words = describe(chart, result, Texts())
    if not result.rows:
        return
    if not any(character.isdigit() for character in words):
        yield f"{chart.path} has no number in its text alternative ({course}): {words}"
    try:
        picture = svg(drawable(chart, result, Texts(), words, WIDTH))
    except Refusal as refusal:
        yield f"{chart.path} ({course}): {refusal}"
        return
    if not marks(picture):
        yield f"{chart.path} draws no mark of {len(result.rows)} rows ({course})."
    if len(picture.encode()) > MAX_SVG_BYTES:
        yield f"{chart.path} is larger than {MAX_SVG_BYTES // 1000} kB as SVG ({course})."
