"""What a chart shows, in words: the text alternative, made from its data and its spec."""

from publishers.charts.catalog import Chart
from publishers.charts.query import Result, Value
from publishers.charts.spec import channel, definitions, encodings, said_rows, shown_rows
from publishers.charts.texts import Texts

MAX_SERIES = 6
MAX_ENDS = 3


def describe_each(chart: Chart, result: Result, texts: Texts) -> dict[str, str]:
    """The text alternative for each value of the selector; without one, for ""."""
    if chart.selector is None or not result.rows:
        return {"": describe(chart, result, texts)}
    place = result.columns.index(chart.selector)
    parts: dict[str, list[list[Value]]] = {}
    for row in said_rows(chart, result, result.rows, texts):
        parts.setdefault(str(row[place]), []).append(row)
    return {
        value: describe(chart, Result(result.types, rows), texts) for value, rows in parts.items()
    }


def describe(chart: Chart, result: Result, texts: Texts) -> str:
    """A few sentences with the numbers that an eye would take from the chart.

    Of an empty result, the sentence that the chart has for that.
    """
    if not result.rows:
        return texts(chart.empty)
    rows = [
        dict(zip(result.columns, row, strict=True))
        for row in said_rows(chart, result, shown_rows(chart, result), texts)
    ]
    sentences = []
    if chart.selector:
        first = texts.value(rows[0][chart.selector], result.types[chart.selector])
        sentences.append(f"{texts(chart.columns[chart.selector])}: {first}.")
    told = Words(chart, result, texts)
    x, y = (channel(chart.spec, name) for name in ("x", "y"))
    color = channel(chart.spec, "color")
    if color.get("type") == "quantitative":
        sentences.append(told.peak(str(color["field"]), [str(x["field"]), str(y["field"])], rows))
    elif x.get("type") == y.get("type") == "quantitative" and is_scatter(chart):
        sentences += [told.range(str(one["field"]), rows) for one in (x, y)]
    elif y.get("type") == "quantitative":
        series = str(color["field"]) if color.get("field") in result.types else None
        for measure in measures(chart, result, str(y["field"]), str(x["field"])):
            sentences += told.courses(measure, str(x["field"]), series, rows)
    elif x.get("type") == "quantitative":
        series = str(color["field"]) if color.get("field") in result.types else None
        for measure in measures(chart, result, str(x["field"]), str(y["field"])):
            sentences += told.ends(measure, str(y["field"]), series, rows)
    if not sentences:
        sentences.append(texts("{n} rows.", n=texts.number(len(rows))))
    return " ".join(sentences)


Record = dict[str, Value]


class Words:
    """Sentences about the columns of one result."""

    def __init__(self, chart: Chart, result: Result, texts: Texts) -> None:
        """Keep what names and types the columns have."""
        self.chart, self.result, self.texts = chart, result, texts
        self.shares = {
            str(definition.get("field"))
            for definition in definitions(chart.spec)
            if "%" in str(definition.get("format") or (definition.get("axis") or {}).get("format"))
            and definition.get("type") == "quantitative"
        }

    def label(self, column: str) -> str:
        """Title of a column."""
        return self.texts(self.chart.columns[column])

    def value(self, row: Record, column: str) -> str:
        """A cell as people write it; a share whose axis is in percent, in percent."""
        cell = row[column]
        if column in self.shares and isinstance(cell, (int, float)):
            return f"{self.texts.number(100 * cell)} %"
        return self.texts.value(cell, self.result.types[column])

    def range(self, column: str, rows: list[Record]) -> str:
        """From the least to the most of a number."""
        known = sorted(number(row[column]) for row in rows if row[column] is not None)
        if not known:
            return self.texts("{label}: unknown.", label=self.label(column))
        return self.texts(
            "{label}: from {low} to {high}, half of {n} above {middle}.",
            label=self.label(column),
            low=self.texts.number(known[0], 2),
            high=self.texts.number(known[-1], 2),
            middle=self.texts.number(known[(len(known) - 1) // 2], 2),
            n=self.texts.number(len(known)),
        )

    def peak(self, measure: str, places: list[str], rows: list[Record]) -> str:
        """Where a number is highest."""
        known = [row for row in rows if row[measure] is not None]
        if not known:
            return self.texts("{label}: unknown.", label=self.label(measure))
        top = max(known, key=lambda row: number(row[measure]))
        return self.texts(
            "{label}: highest {high} at {place}; {n} cells.",
            label=self.label(measure),
            high=self.value(top, measure),
            place=", ".join(f"{self.label(place)} {self.value(top, place)}" for place in places),
            n=self.texts.number(len(known)),
        )

    def courses(
        self, measure: str, along: str, series: str | None, rows: list[Record]
    ) -> list[str]:
        """How a number runs, of each series: first, last and highest."""
        sentences = []
        parts = grouped(rows, series)
        for name, part in list(parts.items())[:MAX_SERIES]:
            known = [row for row in part if row[measure] is not None]
            if not known:
                continue
            top = max(known, key=lambda row: abs(number(row[measure])))
            label = self.label(measure) if series is None else f"{self.label(measure)}, {name}"
            if len(known) == 1:
                place = f"{self.label(along)} {self.value(top, along)}"
                sentences.append(f"{label}: {self.value(top, measure)} ({place}).")
                continue
            sentences.append(
                self.texts(
                    "{label}: {first} at {start}, {last} at {end}, highest {high} at {peak}.",
                    label=label,
                    first=self.value(known[0], measure),
                    start=self.value(known[0], along),
                    last=self.value(known[-1], measure),
                    end=self.value(known[-1], along),
                    high=self.value(top, measure),
                    peak=self.value(top, along),
                )
            )
        return [*sentences, *self.others(len(parts) - MAX_SERIES)]

    def ends(self, measure: str, along: str, series: str | None, rows: list[Record]) -> list[str]:
        """The first bars and the last, of each series."""
        sentences = []
        parts = grouped(rows, series)
        for name, part in list(parts.items())[:MAX_SERIES]:
            bars = [f"{self.value(row, along)} {self.value(row, measure)}" for row in part]
            label = self.label(measure) if series is None else f"{self.label(measure)}, {name}"
            if len(bars) > 2 * MAX_ENDS:
                bars = [*bars[:MAX_ENDS], "…", *bars[-MAX_ENDS:]]
            sentences.append(f"{label}: {', '.join(bars)}.")
        return [*sentences, *self.others(len(parts) - MAX_SERIES)]

    def others(self, n: int) -> list[str]:
        """That there are more series than told."""
        return [self.texts("And {n} more.", n=self.texts.number(n))] if n > 0 else []


def is_scatter(chart: Chart) -> bool:
    """Whether the marks are points."""
    mark = chart.spec.get("mark")
    return (mark.get("type") if isinstance(mark, dict) else mark) in ("point", "circle", "square")


def measures(chart: Chart, result: Result, drawn: str, along: str) -> list[str]:
    """The columns that are drawn along another: those encoded, or those they are made from."""
    axes = [block.get(axis, {}) for block in encodings(chart.spec) for axis in ("x", "y")]
    encoded = [
        str(axis["field"])
        for axis in axes
        if axis.get("type") == "quantitative" and axis.get("field") in result.types
    ]
    if drawn in result.types:
        return list(dict.fromkeys(name for name in encoded if name != along))
    stacked = [
        str(transform["stack"])
        for transform in chart.spec.get("transform", [])
        if transform.get("stack") in result.types
    ]
    numbers = [name for name, kind in result.types.items() if kind == "number" and name != along]
    return stacked or numbers


def grouped(rows: list[Record], series: str | None) -> dict[str, list[Record]]:
    """Rows by series, in the order of the rows."""
    parts: dict[str, list[Record]] = {}
    for row in rows:
        parts.setdefault(str(row[series]) if series else "", []).append(row)
    return parts


def number(value: Value) -> float:
    """A cell of a column of numbers."""
    return float(value) if value is not None else float("-inf")
