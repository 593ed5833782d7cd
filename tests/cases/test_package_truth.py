"""The sample data package's grades, groups, roles and completion come out as its truth says."""

import json

import pytest
from conftest import ROOT, Warehouse, same_rows

COURSES = json.loads((ROOT / "sample_logs" / "package.truth.json").read_text())["courses"]


@pytest.mark.parametrize("course_id", COURSES)
def test_certificates_and_standing(sample_warehouse: Warehouse, course_id: str) -> None:
    found = sample_warehouse.rows(
        "select count(*) filter (where is_certified), count(*) filter (where passed) "
        f"from marts.fct_grades where scope = 'course' and course_id = '{course_id}'"
    )
    assert found == [(COURSES[course_id]["certified"], COURSES[course_id]["passed"])]


@pytest.mark.parametrize("course_id", COURSES)
def test_every_grade_is_in_one_band_of_each_kind(
    sample_warehouse: Warehouse, course_id: str
) -> None:
    found = sample_warehouse.rows(
        "select band_kind, sum(n_learners), sum(n_passed) from marts.rpt_grade_distribution "
        f"where course_id = '{course_id}' group by 1"
    )
    learners, passed = COURSES[course_id]["learners"], COURSES[course_id]["passed"]
    in_course = sample_warehouse.rows(
        f"select count(*) from marts.fct_person_course where course_id = '{course_id}'"
    )
    assert in_course[0][0] >= learners
    same_rows(
        found,
        [(kind, in_course[0][0], passed) for kind in ("5 points", "10 points", "letter")],
    )


@pytest.mark.parametrize("kind", ["cohort", "team"])
@pytest.mark.parametrize("course_id", COURSES)
def test_members_of_groups(sample_warehouse: Warehouse, course_id: str, kind: str) -> None:
    # Whom the database lacks is in a group by the logs alone.
    missing = ", ".join(
        f"'{user}'" for user in COURSES[course_id]["planted"]["missing_in_database"]
    )
    found = sample_warehouse.rows(
        "select group_name, count(*) from marts.fct_group_assignments "
        "inner join private.learner_identities using (learner_id) "
        f"where course_id = '{course_id}' and partition_type = '{kind}' and left_at is null "
        f"and platform_user_id not in ({missing}) group by group_name"
    )
    same_rows(found, COURSES[course_id][f"{kind}s"].items())


@pytest.mark.parametrize("course_id", COURSES)
def test_the_team_has_its_roles(sample_warehouse: Warehouse, course_id: str) -> None:
    found = sample_warehouse.rows(
        "select distinct username from marts.dim_staff "
        f"inner join private.learner_identities using (learner_id) where course_id = '{course_id}'"
    )
    team = {name for name, roles in COURSES[course_id]["team"].items() if roles}
    assert team <= {name for (name,) in found}


@pytest.mark.parametrize("course_id", COURSES)
def test_progress_in_each_subsection(sample_warehouse: Warehouse, course_id: str) -> None:
    found = sample_warehouse.rows(
        "select block_id, any_value(n_blocks), sum(n_completed), "
        "count(*) filter (where share_completed = 1) from marts.rpt_progress "
        f"where course_id = '{course_id}' and level = 'subsection' group by block_id"
    )
    same_rows(
        found,
        [
            (block_id, truth["blocks"], truth["completed"], truth["learners_with_all"])
            for block_id, truth in COURSES[course_id]["subsections"].items()
        ],
    )
