"""Writing a release: a folder per course with two tables, their columns, and what was lost."""

from __future__ import annotations

import csv
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from loaders.failures import lacking
from publishers.descriptions import descriptions
from publishers.folders import replaced
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.export import write_csv
from publishers.release.columns import PERSONS, WEEKS, Column, columns
from publishers.release.effects import Effect, effects
from publishers.release.groups import prepare, release_groups
from publishers.release.readme import readme
from publishers.serve import name

EFFECTS = "effects.csv"


@dataclass(frozen=True)
class Release:
    """What was written of a course. Rows are those of the files; `lost` are learners left out."""

    persons: int
    weeks: int
    lost: int


def write(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    course_ids: Iterable[str],
    k: int,
    ell: int = 0,
) -> dict[Path, Release]:
    """Write a folder per course; one that this wrote before is replaced whole.

    k: learners that share each combination of quasi-identifiers, at least. ell: values that each
    sensitive column has among them; 0 and 1 ask for none. The ids are random: they are the same in
    both files of a course, and nowhere else.

    Raises Refusal when a course is unknown, nothing of it can be released, or its folder holds
    something else.
    """
    persons, weeks = columns(connection, PERSONS), columns(connection, WEEKS)
    folders = names_of(courses(connection, ()))
    written = {}
    for course in courses(connection, course_ids):
        folder = directory / folders[course][0]
        if folder.exists() and not (folder / EFFECTS).is_file():
            raise Refusal(f"{folder} exists and holds no {EFFECTS}: move it away first.")
        parameters = {
            "course_id": course.course_id,
            "platform": course.platform,
            "key": secrets.token_hex(32),
        }
        prepare(connection, persons, weeks, parameters)
        release_groups(connection, persons, k, ell)
        figures = effects(connection, persons, weeks, k)
        (n_kept, n_lost) = connection.execute(
            "select count(*) filter (is_kept), count(*) filter (not is_kept) from all_persons"
        ).fetchone() or (0, 0)
        if not n_kept:
            raise Refusal(
                f"Nothing of {course.course_id} can be released: its {n_lost} learners make no "
                f"group of {k}" + (f" with {ell} values of what is sensitive." if ell > 1 else ".")
            )
        n_weeks = write_course(connection, folder, course, (persons, weeks), figures, (k, ell))
        written[folder] = Release(n_kept, n_weeks, n_lost)
    return written


def write_course(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    course: Course,
    released: tuple[Sequence[Column], Sequence[Column]],
    figures: Sequence[Effect],
    limits: tuple[int, int],
) -> int:
    """Write the files beside their place, then move them there whole; returns rows of weeks."""
    rows = 0
    with replaced(folder) as fresh:
        try:
            for table, file, found in zip(
                ("released", "weeks"), ("person_course", "learner_weeks"), released, strict=True
            ):
                shown = ", ".join(
                    name(column.released_as) for column in found if column.role != "id"
                )
                query = (
                    f"select release_id, {shown} from {table} "
                    "where release_id in (select release_id from released) order by all"
                )
                types = {
                    row[0]: row[1] for row in connection.execute(f"describe {query}").fetchall()
                }
                rows = write_csv(connection, query, course, fresh / f"{file}.csv", types)
            write_columns(fresh / "columns.csv", released)
            with (fresh / EFFECTS).open("w", newline="", encoding="utf-8") as file_of_effects:
                writer = csv.writer(file_of_effects)
                writer.writerow([field.name for field in fields(Effect)])
                writer.writerows(effect.row for effect in figures)
            told = readme(course, figures, *limits)
            (fresh / "README.md").write_text(told, encoding="utf-8")
        except duckdb.Error as error:
            why = f"{folder} cannot be written: {' '.join(str(error).split())}"
            raise Refusal(lacking(error) or why) from error
    return rows


def write_columns(path: Path, released: tuple[Sequence[Column], Sequence[Column]]) -> None:
    """Write what each column of each file is, and how it was made coarse."""
    told = descriptions((PERSONS, WEEKS))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "column", "role", "generalised_to", "made_from", "description"])
        for table, found in zip(("person_course", "learner_weeks"), released, strict=True):
            for column in found:
                meaning = (
                    "Random id of a learner, of this release and course only."
                    if column.role == "id"
                    else told[column.mart].columns.get(column.column, "")
                )
                writer.writerow(
                    [
                        table, column.released_as, column.role, column.generalised_to,
                        column.column, meaning,
                    ]
                )  # fmt: skip
