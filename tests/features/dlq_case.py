"""DigitalLearnerQuantified's case: a MOOCdb of one course, put into the tables of a warehouse."""

from __future__ import annotations

from pathlib import Path

import duckdb

COURSE = "dlq/case/2013"

# Columns of the case that are called otherwise here, or that its tables lack.
TABLES = {
    "users": "user_id",
    "observed_events": (
        "observed_event_id, user_id, url_id, observed_event_timestamp, observed_event_duration,"
        " validity"
    ),
    "submissions": (
        "submission_id, user_id, problem_id, submission_timestamp, submission_attempt_number,"
        " validity"
    ),
    "assessments": "assessment_id, submission_id, assessment_grade",
    "collaborations": (
        "collaboration_id, user_id, collaboration_timestamp, collaboration_content,"
        " (select own.collaboration_type_id from moocdb.collaboration_types as own"
        " where own.dlq_id = case when given.collaboration_type_id = 5 then 104"
        " else given.collaboration_type_id end) as collaboration_type_id"
    ),
    "problems": (
        "problem_id, problem_hard_deadline,"
        " (select own.problem_type_id from moocdb.problem_types as own"
        " where own.dlq_id = given.problem_type_id) as problem_type_id"
    ),
    "resources": (
        "resource_id, resource_uri, resource_release_timestamp,"
        " (select own.resource_type_id from moocdb.resource_types as own"
        " where own.dlq_id = given.resource_type_id) as resource_type_id"
    ),
    "urls": "url_id, url",
}


def fill(database: Path, case: Path) -> None:
    """Replace MOOCdb's tables of a built warehouse by those of the case.

    Other tables of schema moocdb are emptied by way of `course_metadata`: courses that it does not
    name have no weeks.
    """
    with duckdb.connect(str(database)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, columns in TABLES.items():
            connection.execute(f"create table case_{table} as from moocdb.{table} limit 0")
            connection.execute(
                f"insert into case_{table} by name select {columns}, '{COURSE}' as course_id,"
                " 'moocdb' as platform from read_csv(?) as given",
                [str(case / f"{table}.csv")],
            )
            replace(connection, table)
        connection.execute(
            "create table case_course_metadata as from moocdb.course_metadata limit 0"
        )
        connection.execute(
            f"""
            insert into case_course_metadata by name
            select
                timestamp '2013-03-04 05:30:00' as start_timestamp, 10 as n_weeks,
                'UTC' as time_zone, '{COURSE}' as course_id, 'moocdb' as platform
            """
        )
        replace(connection, "course_metadata")


def replace(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Put the table case_NAME instead of the table or view moocdb.NAME."""
    found = connection.execute(
        "select table_type from information_schema.tables"
        " where table_schema = 'moocdb' and table_name = ?",
        [table],
    ).fetchone()
    kind = "view" if found and found[0] == "VIEW" else "table"
    connection.execute(f"drop {kind} moocdb.{table}")
    connection.execute(f"create table moocdb.{table} as from case_{table}")
    connection.execute(f"drop table case_{table}")
