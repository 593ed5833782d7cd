"""Marts as CSV, a folder per course: what spreadsheets and statistics programs read."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from loaders.failures import lacking
from publishers.descriptions import Description, descriptions
from publishers.folders import replaced
from publishers.long_ids import ADVICE, long_ids
from publishers.min_cell import masked, rules
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.export import write_csv

DICTIONARY = "data_dictionary.csv"
# The columns that tell whose a row is, the nearest to the course first; each with the rows that
# belong to the course, parameters $course_id and $platform. A mart without any of them is whole.
COURSE = "course_id = $course_id"
OF_LEARNER = "(select learner_id from marts.fct_person_course where course_id = $course_id)"
BELONGS = {
    "course_id": COURSE,
    "learner_id": f"learner_id in {OF_LEARNER}",
    "user_id": f"user_id in {OF_LEARNER}",
    "event_id": "event_id in (select event_id from marts.fct_events where course_id = $course_id)",
}


@dataclass(frozen=True)
class Mart:
    """A table that can be written: `columns` maps their names to DuckDB types, in order."""

    schema: str
    name: str
    columns: dict[str, str]
    min_cell: int = 0

    @property
    def is_private(self) -> bool:
        """True where it names people."""
        return self.schema == "private"

    @property
    def condition(self) -> str | None:
        """SQL that holds for the rows of a course; None where the mart is not about a course."""
        of_course = next((sql for column, sql in BELONGS.items() if column in self.columns), None)
        if of_course == COURSE and "platform" in self.columns:
            return f"{of_course} and platform = $platform"
        return of_course

    @property
    def query(self) -> str:
        """The rows of the course in the order of their columns, from left to right."""
        where = f"where {self.condition}" if self.condition else ""
        query = f"select * from {self.schema}.{self.name} {where} order by all"
        if self.min_cell:
            return masked(query, [*self.columns], rules("marts")[self.name], self.min_cell)
        return query


def publish(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    course_ids: Iterable[str] = (),
    names: Iterable[str] = (),
    *,
    with_private: bool = False,
    min_cell: int = 0,
) -> dict[Path, dict[str, int]]:
    """Write one folder per course; returns the rows of each mart in each folder.

    min_cell: hide counts of fewer people, and leave out marts with rows about single learners.

    Without `names` all marts about a course or its learners are written. A folder that
    this wrote before is replaced whole. Raises Refusal when a course or a mart is unknown, a mart
    names people and `with_private` is not set, or a folder of that name holds something else.
    """
    marts = chosen(available(connection), names, with_private=with_private)
    if min_cell:
        marts = maskable(marts, names, min_cell)
    told = descriptions(mart.name for mart in marts)
    too_long = {
        mart.name: long_ids(connection, f"{mart.schema}.{mart.name}", mart.columns)
        for mart in marts
    }
    folders = names_of(courses(connection, ()))
    written = {}
    for course in courses(connection, course_ids):
        folder = directory / folders[course][0]
        written[folder] = write_course(connection, folder, course, marts, told, too_long)
    return written


def available(connection: duckdb.DuckDBPyConnection) -> dict[str, Mart]:
    """The tables that a site may hand on, by name: marts, MOOCdb's, and those that name people."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for schema, name, column, type_ in connection.execute(
        """
        select table_schema, table_name, column_name, data_type
        from information_schema.columns
        where
            table_schema in ('marts', 'moocdb', 'private')
            and not regexp_matches(table_name, '^(stg|int)_')
        order by
            list_position(['private', 'moocdb', 'marts'], table_schema),
            table_name, ordinal_position
        """
    ).fetchall():
        found.setdefault((schema, name), {})[column] = type_
    private = descriptions(name for schema, name in found if schema == "private")
    return {
        name: Mart(schema, name, columns)
        for (schema, name), columns in found.items()
        if schema != "private" or name in private  # seeds and snapshots of a site are not marts
    }


def chosen(there: dict[str, Mart], names: Iterable[str], *, with_private: bool) -> list[Mart]:
    """The marts asked for, in the order of their names, or all about a course if none is."""
    asked = sorted({name.strip() for name in names} - {""})
    unknown = [name for name in asked if name not in there]
    if unknown:
        raise Refusal(
            f"The warehouse holds no mart {', '.join(unknown)}. "
            f"It holds: {', '.join(sorted(n for n, mart in there.items() if not mart.is_private))}"
        )
    private = [name for name in asked if there[name].is_private]
    if private and not with_private:
        raise Refusal(
            f"{', '.join(private)} names people: add --with-private if readers of the files may "
            "know who they are."
        )
    if asked:
        return [there[name] for name in asked]
    return [
        mart
        for _, mart in sorted(there.items())
        if mart.condition and (mart.schema == "marts" or (mart.is_private and with_private))
    ]


def maskable(marts: list[Mart], names: Iterable[str], min_cell: int) -> list[Mart]:
    """The marts whose small counts can be hidden. Raises Refusal when another was asked for."""
    known = rules("marts")
    left_out = [mart.name for mart in marts if mart.name not in known]
    if left_out and {name.strip() for name in names} - {""}:
        raise Refusal(
            f"{', '.join(left_out)}: rows are about single learners, or cannot be masked. Leave "
            "out --min-cell, or these marts."
        )
    return [replace(mart, min_cell=min_cell) for mart in marts if mart.name in known]


def write_course(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    course: Course,
    marts: list[Mart],
    told: dict[str, Description],
    too_long: dict[str, set[str]],
) -> dict[str, int]:
    """Write the files of one course beside their place, then move them there whole."""
    if folder.exists() and not (folder / DICTIONARY).is_file():
        raise Refusal(f"{folder} exists and holds no {DICTIONARY}: move it away first.")
    with replaced(folder) as fresh:
        try:
            rows = {
                mart.name: write_csv(
                    connection, mart.query, course, fresh / f"{mart.name}.csv", mart.columns
                )
                for mart in marts
            }
        except duckdb.Error as error:
            why = f"{folder} cannot be written: {' '.join(str(error).split())}"
            raise Refusal(lacking(error) or why) from error
        write_dictionary(fresh / DICTIONARY, marts, told, too_long)
        (fresh / "README.md").write_text(
            readme(course, marts, told, rows, too_long), encoding="utf-8"
        )
    return rows


def write_dictionary(
    path: Path,
    marts: list[Mart],
    told: dict[str, Description],
    too_long: dict[str, set[str]],
) -> None:
    """Write what each column of each file means: file, place, column, type, description.

    `read_as_text` is yes for whole numbers that a double cannot hold.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["mart", "place", "column", "type", "read_as_text", "description"])
        for mart in marts:
            meanings = told[mart.name].columns if mart.name in told else {}
            for place, (column, type_) in enumerate(mart.columns.items(), start=1):
                as_text = "yes" if column in too_long[mart.name] else ""
                meaning = meanings.get(column, "")
                writer.writerow([mart.name, place, column, type_, as_text, meaning])


def readme(
    course: Course,
    marts: list[Mart],
    told: dict[str, Description],
    rows: dict[str, int],
    too_long: dict[str, set[str]],
) -> str:
    """What lies in the folder, for the person who gets it."""
    private = sorted(mart.name for mart in marts if mart.is_private)
    people = (
        f"**This folder names people**: {', '.join(private)}."
        if private
        else "Learners are pseudonyms; the folder holds no names or addresses of people. Answers "
        "to problems are in the learners' own words."
    )
    whole = sorted(mart.name for mart in marts if not mart.condition)
    all_courses = (
        [f"- Not of this course alone but of the whole warehouse: {', '.join(whole)}."]
        if whole
        else []
    )
    least = max((mart.min_cell for mart in marts), default=0)
    small = [f"- Numbers about fewer than {least} people are hidden (empty)."] if least else []
    ids = sorted({column for columns in too_long.values() for column in columns})
    long_numbers = [f"- {ADVICE}: {', '.join(ids)}. All other ids are exact."] if ids else []
    lines = "\n".join(
        f"| {mart.name} | {rows[mart.name]} | {told[mart.name].mart if mart.name in told else ''} |"
        for mart in marts
    )
    notes = "\n".join(
        [
            f"- {people}",
            *small,
            *all_courses,
            "- CSV: UTF-8, header line, RFC 4180 (CR LF, quotes doubled), texts in quotes, an "
            "empty field is unknown. Rows are sorted by their columns, from left to right.",
            "- Columns that end in `_at` are UTC. Days and weeks are those of the course's time "
            "zone (`dim_courses.time_zone`).",
            *long_numbers,
        ]
    )
    return f"""# {course.title or course.course_id}

Course `{course.course_id}` ({course.platform}). `{DICTIONARY}` says what each column means.

{notes}

| mart | rows | what it holds |
|---|---|---|
{lines}
"""
