"""Colours that mean the same in every chart, and are told apart by every kind of eye."""

from collections.abc import Iterable
from functools import cache

from loaders.yaml_files import read_yaml
from publishers.charts.catalog import SHIPPED, Chart
from publishers.charts.query import Result
from publishers.charts.texts import Texts

# Okabe and Ito's colours: told apart by people with every kind of colour blindness, on white and on
# black. Their yellow and black are left out.
BY_NAME = {
    "blue": "#0072b2",
    "orange": "#e69f00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "sky": "#56b4e9",
    "vermilion": "#d55e00",
    "grey": "#999999",
    "pale": "#b8bfc8",
}
COLORS = [BY_NAME[name] for name in ("blue", "orange", "green", "purple", "sky", "vermilion")]
# From dark to light, for the many values that are left when the colours above do not suffice.
RAMP = ["#3b528b", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#e5d21f"]

Scale = dict[str, list[str]]


@cache
def meanings() -> dict[str, str]:
    """The colour of every word that has one."""
    listed = read_yaml(SHIPPED / "colours.yml")
    return {str(word): BY_NAME[name] for name, words in listed.items() for word in words}


def colours(values: Iterable[str]) -> dict[str, str]:
    """A colour for each value of one chart, in the order of the values."""
    distinct = list(dict.fromkeys(values))
    known = {value: meanings()[value] for value in distinct if value in meanings()}
    free = [color for color in COLORS if color not in known.values()]
    others = [value for value in distinct if value not in known]
    if len(others) > len(free):
        free = [RAMP[place * len(RAMP) // len(others)] for place in range(len(others))]
    given = dict(zip(others, free, strict=False))
    return {value: known.get(value) or given[value] for value in distinct}


def scales(chart: Chart, column: str | None, result: Result, texts: Texts) -> dict[str, Scale]:
    """Vega's scale of the column that gives the colour, for each value of the selector ("": none).

    The values are those of the data, in the language of the reader.
    """
    if column is None or column not in result.types:
        return {}
    place = result.columns.index(column)
    selector = result.columns.index(chart.selector) if chart.selector else None

    def said(value: object, name: str | None) -> str:
        return texts(str(value)) if name in chart.words else str(value)

    values: dict[str, list[str]] = {}
    for row in result.rows:
        shown = "" if selector is None else said(row[selector], chart.selector)
        if row[place] is not None:
            values.setdefault(shown, []).append(str(row[place]))
    made = {}
    for shown, of_one in values.items():
        known = colours(of_one)
        made[shown] = {
            "domain": [said(value, column) for value in known],
            "range": list(known.values()),
        }
    return made
