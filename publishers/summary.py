"""What is in the warehouse, printed for the person who just built it."""

import os
from pathlib import Path

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from loaders.command import own_name, tell
from loaders.errors import Refusal
from publishers.charts.query import close_off

TRY_NEXT = {
    "How many learners were active each week, and how?": (
        "select course_id, week_start_date, activity, n_learners "
        "from marts.fct_course_activity_weekly order by 1, 2, 3"
    ),
    "How many were enrolled at the end of each day?": (
        "select course_id, enrollment_date, n_enrolled, n_cumulative "
        "from marts.fct_enrollment_daily order by 1, 2"
    ),
    "What became of every line of every file?": (
        "select parse_filename(path) as file, n_lines, n_accepted, n_duplicate, n_not_json, error "
        "from marts.rpt_line_ledger order by path"
    ),
}
MOST_ROWS = 20


def show(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Print the ledger's totals, the size of public tables that have rows, three queries to try."""
    console = Console(soft_wrap=True)
    ledger = connection.execute(
        "select count(*), sum(n_lines), sum(n_accepted), sum(n_duplicate) "
        "from marts.rpt_line_ledger"
    ).fetchone() or (0, 0, 0, 0)
    files, lines, accepted, duplicates = (int(number or 0) for number in ledger)
    console.print(
        f"{lines:,} lines of {files:,} files: {accepted:,} events, {duplicates:,} repeats, "
        f"{lines - accepted - duplicates:,} set aside (marts.rpt_line_ledger says why)."
    )
    table = Table("table", "rows", title_justify="left", box=None)
    table.columns[1].justify = "right"
    empty = 0
    for name, relation in public_tables(connection):
        (rows,) = connection.execute(f"select count(*) from {relation}").fetchone() or (0,)
        if rows:
            table.add_row(name, f"{rows:,}")
        empty += not rows
    console.print(table)
    if empty:
        console.print(f"{empty} more tables have no rows: these logs hold nothing for them.")
    console.print(f"The warehouse is {os.path.relpath(database)}. To try next:", highlight=False)
    for question, sql in TRY_NEXT.items():
        console.print(f'\n{question}\n  {own_name()} query "{sql}"', markup=False, highlight=False)
    console.print(
        f"\nHow are the courses going?\n  {own_name()} report report.html",
        markup=False,
        highlight=False,
    )
    tell(database=str(database), files=files, lines=lines, events=accepted, repeats=duplicates)


def query(connection: duckdb.DuckDBPyConnection, sql: str, most: int = MOST_ROWS) -> None:
    """Print the first rows of a query, each value whole.

    Raises Refusal, with DuckDB's words, for what is not a query of these tables.
    """
    close_off(connection)
    try:
        found: duckdb.DuckDBPyConnection | None = connection.execute(sql)
        if found is None:
            raise Refusal('That is not a query: write one, for example "from marts.dim_courses".')
        rows = found.fetchmany(most + 1)
        columns = [column[0] for column in connection.description or ()]
    except duckdb.Error as error:
        raise Refusal(str(error)) from None
    table = Table(*columns, box=None)
    for column, value in zip(table.columns, rows[0] if rows else (), strict=False):
        column.justify = "right" if isinstance(value, int | float) else "left"
        column.no_wrap = True
    for row in rows[:most]:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    Console(soft_wrap=True, width=10_000, highlight=False).print(table)
    if len(rows) > most:
        Console(soft_wrap=True).print(f"... and more: --limit {10 * most} shows more rows.")
    tell(rows=[dict(zip(columns, row, strict=True)) for row in rows[:most]])


def public_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """(schema.table, the same quoted for SQL) of every table for users, personal ones left out."""
    return connection.execute(
        """
        select
            table_schema || '.' || table_name,
            format('"{}"."{}"', table_schema, table_name)
        from information_schema.tables
        where table_schema in ('marts', 'moocdb')
        order by 1
        """
    ).fetchall()
