"""From the spec in the file to the spec that is drawn: titles of axes, theme, data, size."""

import copy
from collections.abc import Collection, Iterator
from typing import Any

from publishers.charts.catalog import Chart
from publishers.charts.colours import COLORS, scales
from publishers.charts.query import Result, Value, walk
from publishers.charts.texts import Texts

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT = 260  # pixels
POSITIONS = ("x", "y")
MAX_UNCUT = 9  # characters of a label that always has room

# Channels that are the other end of one with a title, or none that a reader sees.
UNTITLED = ("x2", "y2", "xOffset", "yOffset", "order", "detail", "opacity", "text")


def theme(*, dark: bool = False) -> dict[str, Any]:
    """Vega-Lite's config: one look of all charts."""
    text, line = ("#d7dbe0", "#3a4250") if dark else ("#333a44", "#d9dee5")
    # What there is more of stands out from the paper, whether that is white or black.
    ramp = ["#23384f", "#2f6ea5", "#7cc0ee", "#e3f2fd"] if dark else {"scheme": "blues"}
    above: dict[str, Any] = {
        "titleAngle": 0, "titleAlign": "right", "titleBaseline": "bottom", "titleX": -5,
        "titleY": -6,
    }  # fmt: skip
    return {
        "background": "transparent" if dark else "white",
        "font": "system-ui, 'DejaVu Sans', 'Liberation Sans', sans-serif",
        "view": {"stroke": None},
        "mark": {"tooltip": True, "color": COLORS[0]},
        "text": {"color": text, "fontSize": 12},
        "rule": {"color": "#7a828c"},
        "line": {"strokeWidth": 2, "point": True},
        "point": {"filled": True, "size": 60},
        "range": {
            "category": COLORS,
            "heatmap": ramp,
            "ramp": ramp,
        },
        "axis": {
            "labelColor": text, "titleColor": text, "titleFontWeight": "normal",
            "domainColor": line, "tickColor": line, "gridColor": line,
            "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260,
        },
        "axisX": {"grid": False, "labelOverlap": True, "labelSeparation": 8},
        # A date near the end of the axis stays on the paper.
        "axisXTemporal": {"labelFlush": 32},
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
    for block in encodings(spec):
        for definition in definitions_of(block, without=UNTITLED):
            if "title" not in definition and definition.get("field") in chart.columns:
                definition["title"] = chart.columns[definition["field"]]
    for node in walk(spec):
        for key in ("title", "labelExpr", "datum"):
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
            dict(zip(result.columns, map(whole, row), strict=True))
            for row in said_rows(chart, result, rows, texts)
        ],
        "format": {"type": "json", "parse": parse(result)},
    }
    spec = titled(chart, texts) | {"data": data, "width": width, "description": description}
    color = color_column(chart)
    for scale in scales(chart, color, Result(result.types, rows), texts).values():
        for block in encodings(spec):
            if block.get("color", {}).get("field") == color:
                block["color"]["scale"] = scale
    return spec | {"config": theme(), "padding": 8}


def color_column(chart: Chart) -> str | None:
    """The column whose values have colours of their own, unless the spec gives them."""
    definition = channel(chart.spec, "color")
    column = definition.get("field")
    if definition.get("type") != "nominal" or "scale" in definition or column not in chart.columns:
        return None
    return str(column)


def whole(value: Value) -> Value:
    """The value, without what a label that is cut short could halve.

    The renderer refuses a text that ends with half of an emoji; □ stands for those of a long text.
    """
    if not isinstance(value, str) or len(value) <= MAX_UNCUT:
        return value
    return "".join(letter if ord(letter) < 2**16 else "□" for letter in value)


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
    for block in encodings(spec):
        yield from definitions_of(block)


def definitions_of(
    block: dict[str, Any], without: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """The definitions of the channels of one encoding block."""
    for name, definition in block.items():
        for one in definition if isinstance(definition, list) else [definition]:
            if isinstance(one, dict) and name not in without:
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
