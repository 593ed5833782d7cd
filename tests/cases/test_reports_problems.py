"""Public bug reports about problems: attempts, parts, open responses, grades."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Warehouse, same_rows

PARTS, RESPONSES, GRADES = (f"course-v1:OwnX+{name}+2024" for name in ("PARTS", "ORA", "GRADES"))


def test_open_responses_are_scored_as_the_platform_does(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    same_rows(
        reports_warehouse.rows(
            """
            select
                identities.username, responses.submission_uuid, responses.is_team_submission,
                responses.peer_score, responses.staff_score, responses.score, responses.score_type
            from marts.fct_open_responses as responses
            left join private.learner_identities as identities using (learner_id)
            where responses.course_id = 'course-v1:BugX+C22+2024'
            """
        ),
        [
            ("writer", "sub-1", False, 0.8, 1.0, 1.0, "staff"),
            ("teammate", "team-1", True, None, None, None, None),
        ],
    )


def test_staff_assessment_makes_staff(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        """
        select distinct identities.username
        from marts.dim_staff as staff
        inner join private.learner_identities as identities using (learner_id)
        where staff.course_id = 'course-v1:BugX+C22+2024'
        """
    ) == [("grader22",)]


def test_nothing_possible_has_no_percent(shared: Path, reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            """
            select split_part(block_id, '@', -1), earned, possible, percent
            from marts.fct_grades where course_id = 'course-v1:BugX+C24+2024'
            """
        ),
        [("g0", 0.0, None, None), ("g1", 0.0, 0.0, None), ("g2", 1.5, 2.0, 0.75)],
    )


def test_parts_are_paired_by_id(shared: Path, reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            """
            select part_id, answer, response_type, is_correct
            from marts.fct_problem_responses where course_id = 'course-v1:BugX+C24+2024'
            """
        ),
        [
            ("aa24_2_1", "yes", "multiplechoiceresponse", False),
            ("ab24_2_1", "blue", "optionresponse", True),
            ("ab24_3_1", "a bookshelf", None, False),
            ("ab24_4_1", "a piano|a guitar", "choiceresponse", True),
        ],
    )
    assert reports_warehouse.rows(
        """
        select n_parts, n_parts_correct, grade, max_grade
        from marts.fct_problem_attempts
        where course_id = 'course-v1:BugX+C24+2024' and problem_id like '%@ab24'
        """
    ) == [(3, 2, 2.0, 3.0)]


def test_half_a_character_costs_no_attempt(shared: Path, reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            "select part_id, answer, is_correct from marts.fct_problem_responses "
            "where course_id = 'course-v1:BugX+C31+2024'"
        ),
        [("aa31_2_1", "so \ufffd", True), ("ab31_2_1", "yes", True)],
    )
    assert reports_warehouse.rows(
        "select count(*) from marts.fct_problem_attempts "
        "where course_id = 'course-v1:BugX+C31+2024'"
    ) == [(2,)]


@pytest.mark.parametrize(
    ("column", "mart"),
    [
        ("n_show_answers", "fct_learner_problems"),
        ("n_show_answers", "rpt_problems"),
        ("n_show_answers", "fct_person_course"),
        ("show_answers", "fct_person_course_day"),
    ],
)
def test_show_answer_has_two_names(
    shared: Path, reports_warehouse: Warehouse, column: str, mart: str
) -> None:
    assert reports_warehouse.rows(
        f"select sum({column}) from marts.{mart} where course_id = 'BugX/C32/2013'"
    ) == [(2,)]


def test_show_answer_is_known_by_both_names(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select event_type, event_family, count(*) from marts.fct_events "
        "where course_id = 'BugX/C32/2013' group by all"
    ) == [("show_answer", "problem", 2)]


def test_attempt_without_context_counts(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "where course_id = 'MITx/6.002x/2013_Spring'"
    for query, expected in (
        (f"select n_parts, n_parts_correct from marts.fct_problem_attempts {course}", [(1, 1)]),
        (f"select n_problem_attempts from marts.fct_person_course {course}", [(1,)]),
        (f"select submission_answer from moocdb.submissions {course}", [("3",)]),
        (f"select count(*) from marts.dim_content {course} and block_type = 'problem'", [(1,)]),
    ):
        assert reports_warehouse.rows(query) == expected, query


def test_corrupt_answer_ids_are_no_parts(reports_warehouse: Warehouse) -> None:
    expected: list[tuple[Any, ...]] = [
        ("pa01_2_1", "blue", True), ("pa01_3_1", "red", False), ("pa03_2_1", "choice_1", True),
        ("pa04_2_1", "three", True), ("pa04_3_1", "two", True), ("pa05_2_1", "three", True),
        ("pa05_3_1", "two", True), ("77f0c6", "blue", True), ("pa07_2_1", "blue", None),
        ("pa08_2_1", "blue", None), ("pa09_2_1", "two", True),
    ]  # fmt: skip
    same_rows(
        reports_warehouse.rows(
            "select part_id, answer, is_correct from marts.fct_problem_responses "
            f"where course_id = '{PARTS}'"
        ),
        expected,
    )
    same_rows(
        reports_warehouse.rows(
            "select split_part(problem_id, '@', -1), n_parts, n_parts_correct "
            f"from marts.fct_problem_attempts where course_id = '{PARTS}'"
        ),
        [
            ("pa01", 2, 1), ("pa02", 0, 0), ("pa03", 1, 1), ("pa04", 2, 2), ("pa05", 2, 2),
            ("pa06", 1, 1), ("pa07", 1, 0), ("pa08", 1, 0), ("pa09", 1, 1),
        ],
    )  # fmt: skip


def test_submissions_follow_the_parts(reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            f"""
            select submissions.submission_answer, assessments.assessment_grade
            from moocdb.submissions
            inner join moocdb.assessments using (submission_id)
            where submissions.course_id = '{PARTS}'
            """
        ),
        [
            ("blue", 1.0), ("red", 0.0), ("choice_1", 1.0), ("three", 1.0), ("two", 1.0),
            ("three", 1.0), ("two", 1.0), ("blue", 1.0), ("blue", 1 / 3), ("blue", None),
            ("two", 1.0),
        ],
    )  # fmt: skip


def test_scores_of_peers_teams_and_staff(reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            f"""
            select
                identities.username, responses.submission_uuid, responses.n_peer_assessments,
                responses.self_score, responses.peer_score, responses.staff_score,
                responses.score, responses.score_type
            from marts.fct_open_responses as responses
            left join private.learner_identities as identities using (learner_id)
            where responses.course_id = '{RESPONSES}'
            """
        ),
        [
            ("ora1", "own-sub-1", 2, 1.0, 5 / 7, None, 5 / 7, "peer"),
            ("ora2", "own-sub-2", 0, 4 / 7, None, None, 4 / 7, "self"),
            ("ora3", "own-sub-3", 1, None, 1.0, 1 / 7, 1 / 7, "staff"),
            ("ora4", "own-sub-4", 1, None, None, None, None, None),
            ("ora1", "own-sub-5", 0, None, None, None, None, None),
            ("ora2", "own-sub-5", 0, None, None, None, None, None),
            ("ora5", "own-sub-5", 0, None, None, None, None, None),
        ],
    )


def test_grades_of_external_tools_are_bounded(reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            f"""
            select split_part(block_id, '@', -1), percent from marts.fct_grades
            where course_id = '{GRADES}' and block_id like '%@lti%'
            """
        ),
        [
            ("lti0", None), ("lti1", 0.0), ("lti2", 1.0), ("lti3", 1.0), ("lti4", None),
            ("lti5", None), ("lti6", None), ("lti7", None), ("lti8", None), ("lti9", 0.5),
            ("lti10", None),
        ],
    )  # fmt: skip


def test_grade_is_of_its_own_block(reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            f"""
            select scope, split_part(block_id, '@', -1), earned, percent, letter, passed
            from marts.fct_grades
            where course_id = '{GRADES}' and coalesce(block_id, '') not like '%@lti%'
            """
        ),
        [
            ("subsection", "seq1", 3.0, 0.75, None, None),
            ("problem", "gp01", None, None, None, None),
            ("course", None, None, 0.1, None, None),
            ("course", None, None, None, None, None),
        ],
    )
    same_rows(
        reports_warehouse.rows(
            f"""
            select event_type, split_part(block_id, '@', -1) from marts.fct_events
            where course_id = '{GRADES}' and event_family = 'grade'
            """
        ),
        [("subsection_grade", "seq1"), ("course_grade", None), ("course_grade", None)],
    )
