"""Public reports about exports of Coursera, and files landed for the wrong course."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cases import odd_ids
from conftest import Warehouse, built_once

RIGHT = "right-001"
STRUCTURE, OTHER_COURSE = "course-v1:OwnX+Structures+2024", "course-v1:OwnX+Structures2+2024"
MARTS = [
    "fct_enrollment_events", "fct_grades", "fct_problem_attempts", "fct_problem_responses",
    "fct_forum_posts", "fct_forum_votes", "fct_video_views", "fct_person_course", "fct_events",
    "dim_content", "dim_learners", "learner_identities", "learner_ids", "path:models/marts/quality",
    "stg_edx__structure_blocks",
]  # fmt: skip


def structure(name: str) -> str:
    key = "block-v1:OwnX+Structures+2024+type@chapter+block@one"
    return json.dumps({key: {"category": "chapter", "metadata": {"display_name": name}}})


@pytest.fixture(scope="module")
def odd(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The shared case, an export with and without white space in its ids, course structures."""

    def build(warehouse: Warehouse) -> None:
        case = shared / "cases" / "reports" / "38-odd-export"
        exports = "coursera-exports"
        warehouse.land(case / "export", "--course", RIGHT, source=exports, final=False)
        clicks = case / "clicks.jsonl"
        for course in ("wrong-001", RIGHT):
            warehouse.land(clicks, "--course", course, source="coursera-clickstream")
        for course in (odd_ids.CLEAN, odd_ids.ODD):
            dump = warehouse.folder / f"{course}.sql"
            dump.write_text(odd_ids.dump(is_odd=course == odd_ids.ODD))
            warehouse.land(dump, "--course", course, source=exports, final=False)
        for i, name in enumerate(("first", "second", "first")):
            path = warehouse.folder / f"structure{i % 2}.json"
            path.write_text(structure(name))
            land_structure(warehouse, path, STRUCTURE)
        land_structure(warehouse, path, OTHER_COURSE)
        warehouse.build({"exclude_staff": False}, tests=True, select=[f"+{m}" for m in MARTS])

    return built_once(tmp_path_factory, "odd_exports", build)


def land_structure(warehouse: Warehouse, path: Path, course: str) -> None:
    command = [sys.executable, "-m", "loaders", "edx-course-structure", str(path)]
    warehouse.run(*command, "--course", course)


def test_an_id_that_ends_with_a_blank_is_one_learner(odd: Warehouse) -> None:
    [(bob,)] = odd.rows("select learner_id from private.learner_identities where username = 'bob'")
    of_bob = f"learner_id = {bob} and course_id = '{RIGHT}'"
    assert odd.rows(f"select percent from marts.fct_grades where {of_bob}") == [(0.8,)]
    assert odd.rows(f"select block_id from marts.fct_problem_attempts where {of_bob}") == [
        ("quiz/1",)
    ]
    assert odd.rows(f"select is_registered, grade from marts.fct_person_course where {of_bob}") == [
        (True, 0.8)
    ]


def test_a_lecture_of_length_0_has_no_known_length(odd: Warehouse) -> None:
    assert odd.rows(
        "select duration_seconds, coverage, is_completed from marts.fct_video_views "
        f"where course_id = '{RIGHT}'"
    ) == [(None, None, None)]


def test_a_person_without_a_number_is_a_learner(odd: Warehouse) -> None:
    assert odd.rows(
        "select platform_user_id from private.learner_identities where username = 'nonum'"
    ) == [(None,)]


def test_a_clickstream_landed_for_the_wrong_course_is_landed_for_the_right_one(
    odd: Warehouse,
) -> None:
    assert odd.rows(
        "select course_id, count(*) from marts.fct_events "
        "where event_source = 'browser' and platform = 'coursera' group by all order by all"
    ) == [(RIGHT, 2), ("wrong-001", 2)]
    assert (
        odd.rows(
            "select n_lines, n_accepted, n_duplicate from marts.rpt_line_ledger "
            "where platform = 'coursera-clickstream'"
        )
        == [(2, 2, 0)] * 2
    )


def test_the_course_structure_landed_last_is_in_use(odd: Warehouse) -> None:
    assert odd.rows(
        "select course_id, display_name from private.stg_edx__structure_blocks order by all"
    ) == [(STRUCTURE, "first"), (OTHER_COURSE, "first")]


COLUMNS = {
    "marts.fct_enrollment_events": "learner_id, action, event_at",
    "marts.fct_grades": "learner_id, block_id, percent, earned",
    "marts.fct_problem_attempts": "learner_id, block_id, problem_id, grade, max_grade, is_correct",
    "marts.fct_problem_responses": "learner_id, problem_id, part_id, answer, correctness",
    "marts.fct_forum_posts": "learner_id, kind, commentable_id, created_at",
    "marts.fct_forum_votes": "learner_id, target_learner_id, direction, event_at",
    "marts.fct_events": "learner_id, event_type, block_id, event_at",
    "marts.dim_content": "block_id, display_name, parent_block_id, format, duration_seconds, url",
    "private.learner_ids": "learner_id, id_kind, id",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_white_space_in_ids_changes_nothing(odd: Warehouse, table: str) -> None:
    # What the odd export alone has: anonymous events, the page of no name, a person.
    in_both = {"marts.dim_content": "block_id <> 'wiki/2'", "private.learner_ids": "id <> 'dan'"}
    clean, blank = (
        odd.rows(
            f"select {COLUMNS[table]} from {table} "
            f"where course_id = '{course}' and {in_both.get(table, 'learner_id is not null')} "
            "order by all"
        )
        for course in (odd_ids.CLEAN, odd_ids.ODD)
    )
    assert clean
    assert [str(row).replace(odd_ids.ODD, odd_ids.CLEAN) for row in blank] == [
        str(row) for row in clean
    ]


def test_every_row_of_the_odd_export_is_in_the_ledger(odd: Warehouse) -> None:
    ledger = odd.rows(
        "select record, n_rows, n_used, n_repeated, n_unmatched, n_left_aside, n_unknown_learner "
        f"from marts.rpt_export_ledger where course_id = '{odd_ids.ODD}' "
        "and record in ('user', 'lecture_use', 'quiz_submission', 'post', 'forum_vote') order by 1"
    )
    assert ledger == [
        ("forum_vote", 5, 3, 2, 0, 0, 1),
        ("lecture_use", 5, 3, 1, 0, 1, 1),
        ("post", 5, 4, 0, 0, 1, 1),
        ("quiz_submission", 5, 3, 1, 0, 1, 1),
        ("user", 9, 7, 0, 2, 0, None),
    ]
