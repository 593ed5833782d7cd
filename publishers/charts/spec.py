"""From the spec in the file to the spec that is drawn: titles of axes, theme, data, size."""

import copy
from collections.abc import Iterator
from typing import Any

from publishers.charts.catalog import Chart
from publishers.charts.query import Result, Value, walk
from publishers.charts.texts import Texts

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT = 260  # pixels
POSITIONS = ("x", "y")

# Okabe and Ito's colours: told apart by people with every kind of colour blindness, on white and on
# black. Their yellow and black are left out.
COLORS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999"]


def theme(*, dark: bool = False) -> dict[str, Any]:
    """Vega-Lite's config: one look of all charts."""
    text, line = ("#d7dbe0", "#3a4250") if dark else ("#333a44", "#d9dee5")
    above: dict[str, Any] = {
        "titleAngle": 0, "titleAlign": "right", "titleBaseline": "bottom", "titleX": -5,
        "titleY": -6,
    }  # fmt: skip
    return {
        "background": "transparent" if dark else "white",
        "font": "system-ui, 'DejaVu Sans', 'Liberation Sans', sans-serif",
        "view": {"stroke": None},
        "mark": {"tooltip": True, "color": COLORS[0]},
        "line": {"strokeWidth": 2, "point": True},
        "point": {"filled": True, "size": 60},
        "range": {
            "category": COLORS,
            "heatmap": {"scheme": "blues"},
            "ramp": {"scheme": "blues"},
        },
        "axis": {
            "labelColor": text, "titleColor": text, "titleFontWeight": "normal",
            "domainColor": line, "tickColor": line, "gridColor": line,
            "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 170,
        },
        "axisX": {"grid": False, "labelOverlap": True, "labelSeparation": 4},
        "axisY": {"tickCount": 5},
        "axisYBand": above,
        "axisYPoint": above,
        "legend": {
            "orient": "top", "labelColor": text, "titleColor": text, "titleFontWeight": "normal",
            "labelFontSize": 12, "titleFontSize": 12, "columns": 3,
        },
    }  # fmt: skip


def titled(chart: Chart, texts: Texts) -> dict[str, Any]:
    """The spec with titles on every axis and legend, in the language of the reader, without data.

    An encoded field without a title of its own is titled as its column.
    """
    spec = copy.deepcopy(chart.spec)
    for definition in definitions(spec):
        if "title" not in definition and definition.get("field") in chart.columns:
            definition["title"] = chart.columns[definition["field"]]
    for node in walk(spec):
        for key in ("title", "labelExpr"):
            if isinstance(node.get(key), str):
                node[key] = texts(node[key])
    return {"$schema": SCHEMA, "height": HEIGHT, **spec}


def drawable(
    chart: Chart, result: Result, texts: Texts, description: str, width: int
) -> dict[str, Any]:
    """The whole spec of one picture, of a width in pixels; a selector shows its first value."""
    rows = shown_rows(chart, result)
    data = {
        "values": [
            dict(zip(result.columns, row, strict=True))
            for row in said_rows(chart, result, rows, texts)
        ],
        "format": {"type": "json", "parse": parse(result)},
    }
    spec = titled(chart, texts) | {"data": data, "width": width, "description": description}
    return spec | {"config": theme(), "padding": 8}


def parse(result: Result) -> dict[str, str]:
    """How Vega reads dates: as local time, so that a day is the same day in every time zone."""
    formats = {"date": "date:'%Y-%m-%d'", "time": "date:'%Y-%m-%dT%H:%M:%S'"}
    return {column: formats[kind] for column, kind in result.types.items() if kind in formats}


def shown_rows(chart: Chart, result: Result) -> list[list[Value]]:
    """The rows that are seen first: of the first value of the selector, where there is one."""
    if chart.selector is None or not result.rows:
        return result.rows
    place = result.columns.index(chart.selector)
    return [row for row in result.rows if row[place] == result.rows[0][place]]


def said_rows(
    chart: Chart, result: Result, rows: list[list[Value]], texts: Texts
) -> list[list[Value]]:
    """Rows whose columns of words are in the language of the reader."""
    places = {result.columns.index(column) for column in chart.words}
    if not places or not texts.known:
        return rows
    return [
        [
            texts(value) if place in places and isinstance(value, str) else value
            for place, value in enumerate(row)
        ]
        for row in rows
    ]


def definitions(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every definition of a channel that encodes something."""
    for channels in encodings(spec):
        for definition in channels.values():
            for one in definition if isinstance(definition, list) else [definition]:
                if isinstance(one, dict):
                    yield one


def encodings(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every encoding block of a spec and its layers."""
    for node in walk(spec):
        if isinstance(node.get("encoding"), dict):
            yield node["encoding"]


def channel(spec: dict[str, Any], name: str) -> dict[str, Any]:
    """The first definition of a channel in a spec or its layers that names a field, or {}."""
    for block in encodings(spec):
        definition = block.get(name)
        if isinstance(definition, dict) and "field" in definition:
            return definition
    return {}
