"""Public bug reports about the course team: who is staff, and by which evidence."""

import pytest
from conftest import SHARED, Warehouse, same_rows

OWN = "course-v1:OwnX+STAFF+2024"
DASHBOARD, STUDIO = "instructor dashboard", "Studio"
ACTION, ASSESSMENT, ROLE = "action on a learner", "staff assessment", "course or forum role"

#: Case staff-evidence: user name, course, reason, evidence.
TEAM = [
    ("own_dash_page", OWN, DASHBOARD, "instructor_page"),
    ("own_dash_api", OWN, DASHBOARD, "instructor_page"),
    ("own_dash_app", OWN, DASHBOARD, "instructor_page"),
    ("own_lister", OWN, DASHBOARD, "list"),
    ("own_reporter", OWN, DASHBOARD, "instructor_report_downloaded"),
    ("own_rescorer", OWN, ACTION, "problem_rescore"),
    ("own_overrider", OWN, ACTION, "problem_grade_overridden"),
    ("own_allower", OWN, ACTION, "edx_special_exam_timed_allowance"),
    ("own_deleter", OWN, ACTION, "timed_exam_attempt"),
    ("own_grader", OWN, ASSESSMENT, "ora_staff_assessed"),
    ("own_moderator", OWN, ROLE, "Moderator"),
    ("own_noter", OWN, ROLE, "staff"),
    ("own_author", OWN, STUDIO, "studio_course"),
    ("own_editor", None, STUDIO, "page_unit"),
]
LEARNERS = [
    "own_instructor_fan", "own_film_learner", "own_forger", "own_cohorted", "own_visitor",
    "own_lost", "own_tester",
]  # fmt: skip


def staff(warehouse: Warehouse, condition: str) -> list[tuple[object, ...]]:
    return warehouse.rows(
        "select username, course_id, reason, evidence from marts.dim_staff "
        f"inner join private.learner_identities using (learner_id) where {condition}"
    )


def test_pages_named_like_the_teams_make_nobody_staff(
    shared: object, reports_warehouse: Warehouse
) -> None:
    courses = "('course-v1:BugX+C13+2024', 'course-v1:BugX+filmstudio1+2024')"
    assert not staff(reports_warehouse, f"course_id in {courses}")
    assert reports_warehouse.rows(
        f"select count(*) from marts.fct_enrollments where course_id in {courses} and is_enrolled"
    ) == [(2,)]
    same_rows(
        reports_warehouse.rows(
            "select course_id, count(*) from marts.fct_problem_attempts "
            f"where course_id in {courses} group by course_id"
        ),
        [("course-v1:BugX+C13+2024", 2), ("course-v1:BugX+filmstudio1+2024", 2)],
    )


def test_staff_assessment_of_an_open_response_is_evidence(
    shared: object, reports_warehouse: Warehouse
) -> None:
    same_rows(
        staff(reports_warehouse, "course_id = 'course-v1:BugX+C22+2024'"),
        [("grader22", "course-v1:BugX+C22+2024", ASSESSMENT, "ora_staff_assessed")],
    )


def test_every_kind_of_evidence_names_its_reason(reports_warehouse: Warehouse) -> None:
    same_rows(staff(reports_warehouse, "username like 'own%' and username <> 'own_namer'"), TEAM)


@pytest.mark.parametrize("username", LEARNERS)
def test_an_action_of_a_learner_is_no_evidence(reports_warehouse: Warehouse, username: str) -> None:
    assert reports_warehouse.rows(
        "select is_staff_anywhere from marts.dim_learners "
        f"inner join private.learner_identities using (learner_id) where username = '{username}'"
    ) == [(False,)]


@pytest.fixture(scope="module")
def chapter_warehouse(shared: object, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Case 37, whose people are those of other cases."""
    log = SHARED / "cases" / "reports" / "37-names-in-addresses" / "input.log"
    built = Warehouse(tmp_path_factory.mktemp("chapters"))
    return built.land(log).build(select=["+dim_staff", "+learner_identities"])


def test_a_chapter_or_a_wiki_page_makes_nobody_staff(chapter_warehouse: Warehouse) -> None:
    assert not chapter_warehouse.rows("select * from marts.dim_staff")
