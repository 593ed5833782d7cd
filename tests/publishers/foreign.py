"""Two MOOCdbs that others made, and one of a course of ours, landed beside the samples."""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import Warehouse, built_once

from publishers.moocdb.export import publish
from publishers.warehouse import open_warehouse

OURS, AGAIN, ANNA = "learning-001", "again-001", "anna-2013"
DUMP = Path(__file__).with_name("moocdb_2013.dump")
# Which id a column holds, where its name does not say so.
KINDS = {
    "assessment_grader_id": "user_id",
    "resource_parent_id": "resource_id",
    "midterm_exam_resource_id": "resource_id",
    "final_exam_resource_id": "resource_id",
    "problem_parent_id": "problem_id",
    "user_last_submission_id": "submission_id",
    "collaboration_parent_id": "collaboration_id",
}
SOURCES = {
    "user_id": "private.int_foreign_users",
    "resource_id": "intermediate.int_foreign_resources",
    "url_id": "intermediate.int_foreign_resource_urls",
    "observed_event_id": "intermediate.int_foreign_observed_events",
    "problem_id": "intermediate.int_foreign_problems",
    "submission_id": "intermediate.int_foreign_submissions",
    "assessment_id": "intermediate.int_foreign_assessments",
    "collaboration_id": "private.int_foreign_collaborations",
    "survey_id": "intermediate.int_foreign_survey_parts where table_name = 'surveys'",
    "question_id": "intermediate.int_foreign_survey_parts where table_name = 'questions'",
    "answer_id": "intermediate.int_foreign_survey_parts where table_name = 'answers'",
    "feedback_id": "intermediate.int_foreign_survey_parts where table_name = 'feedbacks'",
}
NOT_COMPARED = ("course_id", "platform", "resources_urls_id")


def built(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All three landed in a copy of the samples and built with data tests, once in a test run."""

    def build(warehouse: Warehouse) -> None:
        shutil.copy(both_platforms.database, warehouse.database)
        with open_warehouse(warehouse.database) as connection:
            publish(connection, warehouse.folder / "export", [OURS])
        for source, course in ((export(warehouse), AGAIN), (DUMP, ANNA), (DUMP, OURS.upper())):
            warehouse.land(source, "--course", course, source="moocdb", final=False)
        selected = ["moocdb_foreign_types", "stg_moocdb__rows+", "stg_moocdb__row_counts+"]
        warehouse.build(tests=True, select=selected)

    return built_once(tmp_path_factory, "foreign", build)


def export(warehouse: Warehouse) -> Path:
    """The folder that holds the export of our course."""
    [folder] = (warehouse.folder / "export").iterdir()
    return folder


def publishers(built: Warehouse, *arguments: str | Path, check: bool = True) -> str:
    done = built.run(sys.executable, "-m", "publishers", *map(str, arguments), check=check)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def foreign_ids(warehouse: Warehouse, course: str) -> dict[str, dict[str, str]]:
    """By kind, the id in the foreign database of each id of ours."""
    return {
        kind: {
            str(ours): str(theirs)
            for ours, theirs in warehouse.rows(
                f"select {kind}, foreign_key from (from {source}) where course_id = '{course}'"
            )
        }
        for kind, source in SOURCES.items()
    }


def rows_of(path: Path, ids: dict[str, dict[str, str]] | None = None) -> Counter[tuple[str, ...]]:
    """Rows of a CSV of an export, with the foreign ids instead of ours if these are given."""

    def value(column: str, text: str) -> str:
        kind = KINDS.get(column, column)
        if not ids or not text or kind not in ids:
            return text
        return ids[kind].get(text, f"no foreign id: {text}")

    csv.field_size_limit(1 << 27)
    with path.open(newline="", encoding="utf-8") as lines:
        return Counter(
            tuple(value(name, text) for name, text in row.items() if name not in NOT_COMPARED)
            for row in csv.DictReader(lines)
        )
