"""One chart as a file: PNG, SVG or CSV."""

import csv
import io
import re
from pathlib import Path

import vl_convert

from loaders.errors import Refusal
from publishers.charts.catalog import Chart
from publishers.charts.describe import describe
from publishers.charts.query import Result
from publishers.charts.render import svg
from publishers.charts.spec import drawable, said_rows
from publishers.charts.texts import Texts
from publishers.folders import replaced_file

WIDTH = 640  # pixels, without axis labels
SCALE = 2  # pixels of the PNG to one of the SVG
FORMULA = re.compile(r"[=+\-@\t\r]")


def picture(chart: Chart, result: Result, texts: Texts, width: int = WIDTH) -> str:
    """The chart as SVG, with its words as the text alternative.

    Raises Refusal when there is nothing to draw: in the words of the chart.
    """
    words = describe(chart, result, texts)
    if not result.rows:
        raise Refusal(words)
    return svg(drawable(chart, result, texts, words, width), texts)


def table(chart: Chart, result: Result, texts: Texts) -> str:
    """The rows as CSV (RFC 4180) under the names of the columns.

    A text that a spreadsheet would run as a formula gets a quote before it.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(result.columns)
    for row in said_rows(chart, result, result.rows, texts):
        writer.writerow(
            f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
            for value in row
        )
    return written.getvalue()


def selected(chart: Chart, result: Result, value: str | None) -> Result:
    """Only the rows of a value of the selector.

    Raises Refusal when the chart has no selector, or no such value.
    """
    if value is None:
        return result
    if chart.selector is None:
        raise Refusal(f"The chart {chart.path} has nothing to select.")
    place = result.columns.index(chart.selector)
    rows = [row for row in result.rows if str(row[place]) == value]
    if not rows:
        known = ", ".join(dict.fromkeys(str(row[place]) for row in result.rows))
        raise Refusal(f"{chart.path} has no {chart.selector} {value!r}. It has: {known or 'none'}")
    return Result(result.types, rows)


def write(chart: Chart, result: Result, texts: Texts, path: Path) -> None:
    """Write the chart in the format that the name of the file ends with; replaces a file.

    Raises Refusal for another format, or when there is nothing to draw.
    """
    if path.suffix == ".csv":
        content = table(chart, result, texts).encode()
    elif path.suffix == ".svg":
        content = picture(chart, result, texts).encode()
    elif path.suffix == ".png":
        content = bytes(vl_convert.svg_to_png(picture(chart, result, texts), scale=SCALE))
    else:
        raise Refusal(f"{path} must end with .png, .svg, .csv or .html.")
    with replaced_file(path) as draft:
        draft.write_bytes(content)
