"""What stands in the warehouse, printed for whoever just built it."""

from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

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
        "select path, n_lines, n_accepted, n_duplicate, n_not_json from marts.rpt_line_ledger"
    ),
}


def show(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Print the ledger's totals, the size of every public table and three queries to try."""
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
    for name, relation in public_tables(connection):
        (rows,) = connection.execute(f"select count(*) from {relation}").fetchone() or (0,)
        table.add_row(name, f"{rows:,}")
    console.print(table)
    console.print(f"The warehouse is {database.resolve()}. To try next:")
    for question, sql in TRY_NEXT.items():
        console.print(f'\n{question}\n  .venv/bin/dbt --quiet show --limit 20 --inline "{sql}"')
    console.print(
        "\nA page of charts:\n  .venv/bin/python -m publishers report report.html", highlight=False
    )


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
