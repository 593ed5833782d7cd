"""What the page holds of one chart: its spec, and rows, words and colours per course."""

from typing import Any

import duckdb

from publishers.charts.catalog import Chart
from publishers.charts.colours import scales
from publishers.charts.describe import describe_each
from publishers.charts.query import Result, TooMuch, Value, is_per_course, missing_tables, run
from publishers.charts.spec import color_column, parse, said_rows, titled
from publishers.charts.texts import Texts

ALL = "*"


def content(
    connection: duckdb.DuckDBPyConnection,
    chart: Chart,
    course_ids: list[str],
    texts: Texts,
    tables: list[str],
    names: dict[str, str],
) -> dict[str, Any]:
    """A chart as the script of the page draws it.

    A table that the warehouse lacks, or more data than a page can hold, is a sentence in its place.
    """
    per_course = is_per_course(connection, chart)
    missing = missing_tables(connection, tables)
    types: dict[str, str] = {}
    results: dict[str, Any] = {}
    for key in course_ids if per_course else [ALL]:
        if missing:
            words = texts("This warehouse has no {tables}.", tables=", ".join(missing))
            results[key] = {"columns": [], "words": {"": words}, "scales": {}}
            continue
        try:
            result = run(connection, chart, key if per_course else None)
        except TooMuch:
            words = texts("This course has more of it than a page can hold.")
            results[key] = {"columns": [], "words": {"": words}, "scales": {}}
            continue
        if chart.learner and names:
            result = named(chart, result, names)
        types = result.types
        said = Result(result.types, said_rows(chart, result, result.rows, texts))
        results[key] = {
            "columns": said.packed() if result.rows else [],
            "words": describe_each(chart, result, texts),
            "scales": scales(chart, color_column(chart), result, texts),
        }
    return {
        "spec": titled(chart, texts),
        "per_course": per_course,
        "selector": chart.selector,
        "color": color_column(chart),
        "names": list(chart.columns),
        "titles": [texts(title) for title in chart.columns.values()],
        "kinds": list(types.values()),
        "parse": parse(Result(types, [])),
        "results": results,
    }


def learner_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """User name by learner id (as text), of the schema that only the operator may see."""
    return dict(
        connection.execute(
            "select cast(learner_id as varchar), username from private.learner_identities "
            "where username is not null"
        ).fetchall()
    )


def named(chart: Chart, result: Result, names: dict[str, str]) -> Result:
    """The result with user names instead of pseudonyms."""
    place = result.columns.index(str(chart.learner))

    def name(value: Value) -> Value:
        return names.get(str(value), value)

    rows = [[*row[:place], name(row[place]), *row[place + 1 :]] for row in result.rows]
    return Result(result.types, rows)
