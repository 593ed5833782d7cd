"""Running the query of a chart: one select on public tables, bounded in time, rows and bytes."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from threading import Timer
from typing import Any

import duckdb

from loaders.errors import Refusal
from publishers.charts.catalog import Chart

MAX_ROWS = 5_000
MAX_BYTES = 400_000  # of one chart and course, as a page holds it: texts that repeat count once
MAX_TEXT = 200  # characters of a cell
MAX_SECONDS = 60.0
MAX_EXACT = 2**53  # larger integers are rounded by everything that reads numbers as doubles
PUBLIC = ("marts", "moocdb")
EVENTS = "marts.fct_events"
TABLE_FUNCTIONS = ("unnest", "range", "generate_series")

Value = str | int | float | bool | None


class TooMuch(Refusal):
    """A chart that has more rows, bytes or work than it may: it depends on the data."""


@dataclass(frozen=True)
class Result:
    """Rows of a chart for one course. Types: date, time, number, text or boolean, by column."""

    types: dict[str, str]
    rows: list[list[Value]]

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in the order of the query."""
        return list(self.types)

    def records(self) -> list[dict[str, Value]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def packed(self) -> list[Any]:
        """The columns, each a list; one of repeated texts as its distinct values and places."""
        return [
            pack([row[place] for row in self.rows], kind)
            for place, kind in enumerate(self.types.values())
        ]


def close_off(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep queries of charts from files, extensions and settings, until the connection ends."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def is_per_course(connection: duckdb.DuckDBPyConnection, chart: Chart) -> bool:
    """Whether the chart takes a course; else there is one of it for the whole warehouse.

    Raises Refusal when its query is not one select, or asks for another parameter.
    """
    try:
        statements = connection.extract_statements(chart.sql)
    except duckdb.Error as error:
        raise Refusal(f"{chart.path}.sql is not SQL: {first_line(error)}") from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise Refusal(f"{chart.path}.sql must be one select.")
    if unknown := sorted(statements[0].named_parameters - {"course"}):
        raise Refusal(f"{chart.path}.sql asks for ${unknown[0]}; a chart knows $course only.")
    return bool(statements[0].named_parameters)


def tables_of(connection: duckdb.DuckDBPyConnection, chart: Chart) -> list[str]:
    """The tables (schema.table) that the query reads. Raises Refusal for others than public ones.

    `marts.fct_events` is refused too: it holds staff and all time, marts count who is counted.
    """
    (text,) = connection.execute("select json_serialize_sql($sql)", {"sql": chart.sql}).fetchone()  # type: ignore[misc]
    tree = json.loads(text)
    if tree["error"]:
        raise Refusal(f"{chart.path}.sql is not SQL: {tree['error_message']}")
    nodes = list(walk(tree))
    names = {
        name["key"]
        for node in nodes
        if isinstance(node.get("cte_map"), dict)
        for name in node["cte_map"]["map"]
    }
    tables = set()
    for node in nodes:
        if node.get("type") == "SHOW_REF":
            raise Refusal(f"{chart.path}.sql must be one select.")
        if node.get("type") == "TABLE_FUNCTION":
            function = node["function"]["function_name"]
            if function not in TABLE_FUNCTIONS:
                raise Refusal(f"{chart.path}.sql reads {function}(): charts read tables only.")
        if node.get("type") == "BASE_TABLE":
            schema, table = node["schema_name"].lower(), node["table_name"].lower()
            if not schema and table in {name.lower() for name in names}:
                continue
            if schema not in PUBLIC or f"{schema}.{table}" == EVENTS:
                raise Refusal(
                    f"{chart.path}.sql reads {f'{schema}.' if schema else ''}{table}: charts read "
                    "tables of marts and moocdb, named with their schema, and not the events."
                )
            tables.add(f"{schema}.{table}")
    return sorted(tables)


def missing_tables(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    """Those of the tables that this warehouse does not have."""
    return [
        table
        for table in tables
        if not connection.execute(
            "select 1 from information_schema.tables where table_schema || '.' || table_name = ?",
            [table],
        ).fetchone()
    ]


def run(connection: duckdb.DuckDBPyConnection, chart: Chart, course_id: str | None) -> Result:
    """The rows of a chart, for a course where it takes one.

    Raises Refusal when the query fails, returns other columns than the chart declares, or too much.
    """
    timer = Timer(MAX_SECONDS, connection.interrupt)
    timer.start()
    try:
        parameters = {} if course_id is None else {"course": course_id}
        cursor = connection.execute(chart.sql, parameters)
        found = cursor.fetchmany(MAX_ROWS + 1)
    except duckdb.InterruptException:
        raise TooMuch(f"{chart.path}.sql takes longer than {MAX_SECONDS:.0f} seconds.") from None
    except duckdb.Error as error:
        raise Refusal(f"{chart.path}.sql fails: {what_fails(error)}") from None
    finally:
        timer.cancel()
    described = cursor.description or []
    names = [column[0] for column in described]
    if names != list(chart.columns):
        raise Refusal(
            f"{chart.path}.sql returns {', '.join(names)}; "
            f"{chart.path}.yml declares {', '.join(chart.columns)}."
        )
    if len(found) > MAX_ROWS:
        raise TooMuch(f"{chart.path}.sql returns more than {MAX_ROWS:,} rows: count or limit them.")
    types = {column[0]: kind(str(column[1])) for column in described}
    rows = [[plain(value) for value in row] for row in found]
    result = Result(types, rows)
    size = len(json.dumps(result.packed(), ensure_ascii=False).encode())
    if size > MAX_BYTES:
        raise TooMuch(
            f"{chart.path}.sql returns {size:,} bytes of {MAX_BYTES:,}: count or limit its rows."
        )
    return result


def pack(column: list[Value], kind: str) -> list[Value] | dict[str, list[Any]]:
    """A column as it is, or what it says and where, if that is shorter."""
    places = {value: place for place, value in enumerate(dict.fromkeys(column))}
    if kind == "number" or 2 * len(places) > len(column):
        return column
    return {"values": [*places], "at": [places[value] for value in column]}


def kind(type_: str) -> str:
    """What a chart makes of an SQL type."""
    if type_ == "DATE":
        return "date"
    if type_.startswith("TIMESTAMP"):
        return "time"
    if type_ == "BOOLEAN":
        return "boolean"
    number = ("DOUBLE", "FLOAT", "DECIMAL", "BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT")
    return "number" if type_.lstrip("U").startswith(number) else "text"


def plain(value: Any) -> Value:
    """A value as JSON has it: exact, or null where it is not a number; texts cut to a length."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= MAX_EXACT else str(value)
    if isinstance(value, (float, Decimal)):
        number = float(value)
        return round(number, 6) if math.isfinite(number) else None
    if isinstance(value, datetime):
        return value.isoformat(sep="T", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every dict within nested dicts and lists."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def what_fails(error: Exception) -> str:
    """What an error of the engine says of a query, which names would do, and its line."""
    lines = str(error).strip().splitlines()
    wanted = ("Candidate", "Did you mean", "LINE ")
    return " ".join([lines[0], *(line for line in lines[1:] if line.startswith(wanted))])[:400]


def first_line(error: Exception) -> str:
    """What an error of the engine says, without the query."""
    return str(error).strip().splitlines()[0]
