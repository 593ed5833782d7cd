"""Learner-week features as files, a folder per course: long for MySQL and DLQ, wide for the rest.

DLQ is DigitalLearnerQuantified, whose scripts and models read `user_longitudinal_feature_values`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from publishers.folders import replaced
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.export import quote, write_csv
from publishers.moocdb.mysql import create_table, load_data
from publishers.moocdb.tables import Table

DICTIONARY = "features.csv"
VALUES = Table(
    "user_longitudinal_feature_values",
    "longitudinal_feature_value_id",
    widths={"user_id": 50},
    required=("date_of_extraction",),
    indexes=(("longitudinal_feature_id",), ("user_id", "longitudinal_feature_week")),
)
NAMES = Table("longitudinal_features", "longitudinal_feature_id")


class Form(StrEnum):
    """A row per learner, week and feature without those at the default, or a column per feature."""

    long = "long"
    wide = "wide"


class Format(StrEnum):
    """How the files are written."""

    csv = "csv"
    parquet = "parquet"


@dataclass(frozen=True)
class Feature:
    """A feature that has a column; without activity a week holds `default`, None if unknown."""

    feature_id: int
    name: str
    kind: str
    default: str | None


def publish(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    course_ids: Iterable[str] = (),
    form: Form = Form.wide,
    format_: Format = Format.csv,
) -> dict[Path, dict[str, int]]:
    """Write one folder per course; returns the rows of each file in each folder.

    A folder that this wrote before is replaced whole. Raises Refusal when a course is unknown, the
    warehouse has no features, or a folder of that name holds something else.
    """
    tables = queries(connection, form)
    names = names_of(courses(connection, ()))
    written = {}
    for course in courses(connection, course_ids):
        slug, database = names[course]
        folder = directory / slug
        written[folder] = write_course(connection, folder, course, database, tables, format_)
    return written


def queries(connection: duckdb.DuckDBPyConnection, form: Form) -> dict[str, str]:
    """The query of each file, with parameters $course_id and $platform."""
    try:
        features = [
            Feature(*row)
            for row in connection.execute(
                "select feature_id, name, kind, default_value from marts.dim_features "
                "where status = 'implemented' order by feature_id"
            ).fetchall()
        ]
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no features yet: run `dbt build` first.") from None
    dictionary = {"features": "select * from marts.dim_features order by feature_id"}
    if form is Form.long:
        return dictionary | {NAMES.name: names_query(), VALUES.name: values_query(features)}
    return dictionary | {
        name: f"select * from marts.{mart} where course_id = $course_id and platform = $platform "
        "order by all"
        for name, mart in (
            ("learner_weeks", "fct_learner_weeks"),
            ("learner_week_labels", "fct_learner_week_labels"),
        )
    }


def names_query() -> str:
    """The features by number, DLQ's by the names that it gives them."""
    return (
        "select feature_id as longitudinal_feature_id, "
        "coalesce(dlq_name, name) as longitudinal_feature_name, "
        "definition as longitudinal_feature_description "
        "from marts.dim_features where status = 'implemented' order by feature_id"
    )


def values_query(features: Iterable[Feature]) -> str:
    """The values as DLQ writes them: of learners who ever submitted, none at the default."""
    selects = [
        f"select {feature.feature_id} as longitudinal_feature_id, learner_id, week_number, "
        f"cast({feature.name} as double) as value from {feature.kind}s "
        f"where {feature.name} is not null"
        + (f" and {feature.name} <> {float(feature.default)}" if feature.default else "")
        for feature in features
    ]
    return f"""
        with
        labels as (
            select distinct learner_id, week_number, is_in_by_submission
            from marts.fct_learner_week_labels
            where
                course_id = $course_id and platform = $platform
                and is_in_by_submission is not null
        ),
        features as (
            select * from marts.fct_learner_weeks
            where
                course_id = $course_id and platform = $platform
                and learner_id in (select learner_id from labels)
        ),
        feature_values as ({" union all ".join(selects)})
        select
            row_number() over (order by longitudinal_feature_id, learner_id, week_number)
                as {VALUES.key},
            longitudinal_feature_id,
            cast(learner_id as varchar) as user_id,
            week_number as longitudinal_feature_week,
            value as longitudinal_feature_value,
            cast(current_date as timestamp) as date_of_extraction
        from feature_values
        order by all
    """


def write_course(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    course: Course,
    database: str,
    tables: dict[str, str],
    format_: Format,
) -> dict[str, int]:
    """Write the files of one course beside their place, then move them there whole."""
    marker = f"features.{format_}"
    if folder.exists() and not any((folder / f"features.{known}").is_file() for known in Format):
        raise Refusal(f"{folder} exists and holds no {marker}: move it away first.")
    with replaced(folder) as fresh:
        columns = {name: columns_of(connection, query, course) for name, query in tables.items()}
        rows = {}
        for name, query in tables.items():
            path = fresh / f"{name}.{format_}"
            if format_ is Format.csv:
                rows[name] = write_csv(connection, query, course, path, columns[name])
            else:
                (rows[name],) = connection.execute(
                    f"copy ({query}) to '{quote(path)}' (format parquet, compression zstd)",
                    parameters(query, course),
                ).fetchone() or (0,)
        if VALUES.name in tables and format_ is Format.csv:
            (fresh / "features.sql").write_text(load_script(course, database, columns), "utf-8")
        (fresh / "README.md").write_text(readme(course, rows, format_), encoding="utf-8")
    return rows


def parameters(query: str, course: Course) -> dict[str, str]:
    """The parameters that a query names."""
    known = {"course_id": course.course_id, "platform": course.platform}
    return {name: value for name, value in known.items() if f"${name}" in query}


def columns_of(connection: duckdb.DuckDBPyConnection, query: str, course: Course) -> dict[str, str]:
    """{column: DuckDB type} of a query."""
    described = connection.execute(f"describe {query}", parameters(query, course)).fetchall()
    return {row[0]: row[1] for row in described}


def load_script(course: Course, database: str, columns: dict[str, dict[str, str]]) -> str:
    """The SQL that puts features beside a course's MOOCdb in MySQL, where DLQ looks for them."""
    tables = [NAMES, VALUES]
    comment = " ".join(course.course_id.split())
    return "\n\n".join(
        [
            f"-- Features of {comment}.\n"
            "-- Load MOOCdb first (publishers moocdb-csv --vocabulary dlq), then in this folder:\n"
            "--   mariadb -u root -p --local-infile=1 < features.sql",
            f"USE `{database}`;",
            "SET NAMES utf8mb4;\nSET SESSION sql_mode = 'TRADITIONAL';",
            f"DROP TABLE IF EXISTS {', '.join(f'`{table.name}`' for table in tables)};",
            *(create_table(table, columns[table.name]) for table in tables),
            *(load_data(table, columns[table.name]) for table in tables),
            "",
        ]
    )


def readme(course: Course, rows: dict[str, int], format_: Format) -> str:
    """What lies in the folder, for the person who gets it."""
    files = "\n".join(f"| {name}.{format_} | {n} |" for name, n in rows.items())
    if VALUES.name in rows:
        shape = (
            "A row per learner, week and feature. Learners who never submitted anything are left "
            "out, and so are weeks that hold the default of a feature: that is how "
            "DigitalLearnerQuantified writes them. Its feature 1, dropout, is a label: 1 while the "
            "learner is in."
        )
        if format_ is Format.csv:
            shape += " `features.sql` loads the tables into the course's MOOCdb in MySQL."
    else:
        shape = (
            "A row per learner and week; empty is unknown. `learner_week_labels` is what to "
            "predict. Leave out weeks of which has_joined is false: they are there because of what "
            "the learner did later."
        )
    return f"""# Features of {course.title or course.course_id}

Course `{course.course_id}` ({course.platform}). Weeks count from 0. Learners are pseudonyms.

{shape}

`features.{format_}` says what each feature is.

| file | rows |
|---|---|
{files}
"""
