"""The sample logs and data package come out as their generator knows them to be."""

import json
from collections import Counter

import pytest
from conftest import ROOT, Warehouse, same_rows

TRUTH = json.loads((ROOT / "sample_logs" / "logs.truth.json").read_text())
PACKAGE = json.loads((ROOT / "sample_logs" / "package.truth.json").read_text())["courses"]
#: Tables of the package whose rows name no course; those of people who are in both courses are one.
OF_RESPONSES = ("submissions_submission", "submissions_score", "assessment_assessment")
OF_PEOPLE = ("auth_user", "auth_userprofile", "user_id_map", "student_languageproficiency")
#: What people pay nothing for, as modes are called there.
FREE = {"MOOCdbX/Stat101/2025_Fall": "honor", "course-v1:MOOCdbX+Data201+2025_Fall": "audit"}
DIFFERENCES = {  # what is planted: the difference, and whose value is used
    "left_in_database_only": ("is_enrolled", "package"),
    "back_in_database_only": ("is_enrolled", "package"),
    "paid_in_database_only": ("mode", "package"),
    "never_in_logs": ("not in logs", "package"),
    "unknown_user": ("not in logs", "package"),
    "missing_in_database": ("not in package", "log"),
}
EDUCATION = {
    "p": "doctorate", "m": "masters", "b": "bachelors", "a": "associates", "hs": "secondary",
    "jhs": "middle", "el": "primary",
}  # fmt: skip
OF_GROUPS = ("teams_courseteammembership", "course_groups_courseusergroup_users")
NO_COURSE = (*OF_PEOPLE, *OF_GROUPS, *OF_RESPONSES)


def test_every_line_has_the_fate_it_was_made_for(sample_warehouse: Warehouse) -> None:
    found = sample_warehouse.rows(
        "select fate, count(*) from private.stg_edx__line_fates group by 1"
    )
    same_rows(found, TRUTH["fates"].items())


def test_the_course_team_is_found_by_what_it_does_and_by_its_roles(
    sample_warehouse: Warehouse,
) -> None:
    found = sample_warehouse.rows(
        "select distinct username from marts.dim_staff "
        "inner join private.learner_identities using (learner_id)"
    )
    team = {name for course in PACKAGE.values() for name, roles in course["team"].items() if roles}
    assert {name for (name,) in found} == team | {person["username"] for person in TRUTH["staff"]}


def test_no_event_type_of_the_samples_is_unknown(sample_warehouse: Warehouse) -> None:
    assert not sample_warehouse.rows(
        "select event_type from marts.rpt_event_types where not is_known"
    )


@pytest.mark.parametrize("course_id", PACKAGE)
def test_enrollment_at_the_end(sample_warehouse: Warehouse, course_id: str) -> None:
    truth = Counter(PACKAGE[course_id]["enrolled_now_by_mode"])
    truth[FREE[course_id]] += 1  # the logs alone know this one
    modes = sample_warehouse.rows(
        "select mode, count(*) from marts.fct_enrollments "
        f"where course_id = '{course_id}' and is_enrolled group by mode"
    )
    assert dict(modes) == truth
    last_day = sample_warehouse.rows(
        "select n_enrolled from marts.fct_enrollment_daily "
        f"where course_id = '{course_id}' order by enrollment_date desc limit 1"
    )
    assert last_day == [(truth.total(),)]


@pytest.mark.parametrize("course_id", PACKAGE)
def test_planted_differences_of_enrollments(sample_warehouse: Warehouse, course_id: str) -> None:
    found = sample_warehouse.rows(
        "select difference, used, ids.id from marts.rpt_enrollment_differences as differences "
        "inner join private.learner_ids as ids "
        "on differences.learner_id = ids.learner_id and ids.id_kind = 'platform_user_id' "
        f"where differences.course_id = '{course_id}'"
    )
    planted = PACKAGE[course_id]["planted"]
    same_rows(found, [
        (what, used, user)
        for name, (what, used) in DIFFERENCES.items()
        for user in planted[name]
    ])  # fmt: skip


@pytest.mark.parametrize("course_id", PACKAGE)
@pytest.mark.parametrize("column", ["gender", "education", "country", "year_of_birth"])
def test_who_the_learners_of_the_package_are(
    sample_warehouse: Warehouse, course_id: str, column: str
) -> None:
    told = PACKAGE[course_id]
    users = ", ".join(f"'{user}'" for user in told["planted"]["missing_in_database"])
    name = {"year_of_birth": "birth_year"}.get(column, column)
    found = sample_warehouse.rows(
        f"select coalesce(cast({name} as varchar), 'unknown'), count(*) "
        "from marts.fct_enrollments inner join marts.dim_learners using (learner_id) "
        f"where fct_enrollments.course_id = '{course_id}' and learner_id not in (select learner_id "
        f"from private.learner_ids where id_kind = 'platform_user_id' and id in ({users})) "
        "group by 1"
    )
    names = EDUCATION if column == "education" else {}
    expected = Counter({names.get(code, code): n for code, n in told[f"by_{column}"].items()})
    expected["unknown"] += len(told["planted"]["unknown_user"])
    same_rows(found, expected.items())


@pytest.mark.parametrize("course_id", PACKAGE)
def test_what_learners_of_the_package_got(sample_warehouse: Warehouse, course_id: str) -> None:
    told = PACKAGE[course_id]
    grades = sample_warehouse.rows(
        "select count(*) filter (where passed), count(*) filter (where is_certified) "
        f"from marts.fct_grades where course_id = '{course_id}' and scope = 'course'"
    )
    assert grades == [(told["passed"], told["certified"])]
    groups = sample_warehouse.rows(
        "select group_name, count(*) from marts.fct_group_assignments "
        f"where course_id = '{course_id}' and partition_type in ('cohort', 'team') group by 1"
    )
    same_rows(groups, [*told["cohorts"].items(), *told["teams"].items()])
    progress = sample_warehouse.rows(
        "select block_id, any_value(n_blocks), sum(n_completed), "
        "count(*) filter (where n_completed = n_blocks) from marts.rpt_progress "
        f"where course_id = '{course_id}' and level = 'subsection' group by 1"
    )
    same_rows(progress, [(key, *counts.values()) for key, counts in told["subsections"].items()])
    posts = sample_warehouse.rows(
        "select kind || 's', count(*) from marts.fct_forum_posts "
        f"where course_id = '{course_id}' group by 1"
    )
    same_rows(posts, told["forum"].items())


@pytest.mark.parametrize("course_id", PACKAGE)
def test_open_responses_and_identities_of_the_package(
    sample_warehouse: Warehouse, course_id: str
) -> None:
    """Points of open responses are in the tables of assessments alone, not in the logs."""
    told = PACKAGE[course_id]
    found = sample_warehouse.rows(
        "select count(*), count(earned), coalesce(sum(earned), 0) from marts.fct_grades "
        f"where course_id = '{course_id}' and block_id like '%openassessment%'"
    )
    assert found == [(told["open_responses"]["scored"], *[*told["open_responses"].values()][1:])]
    verified = sample_warehouse.rows(
        "select verification_status, count(*) from marts.fct_person_course "
        f"where course_id = '{course_id}' and verification_status is not null group by 1"
    )
    assert verified == [("approved", told["verified"])]


@pytest.mark.parametrize("course_id", PACKAGE)
def test_every_grade_is_in_one_band_of_each_kind(
    sample_warehouse: Warehouse, course_id: str
) -> None:
    found = sample_warehouse.rows(
        "select band_kind, sum(n_learners), sum(n_passed) from marts.rpt_grade_distribution "
        f"where course_id = '{course_id}' group by 1"
    )
    [(n_learners,)] = sample_warehouse.rows(
        f"select count(*) from marts.fct_person_course where course_id = '{course_id}'"
    )
    told = PACKAGE[course_id]
    assert n_learners >= told["learners"]
    kinds = ("5 points", "10 points", "letter")
    same_rows(found, [(kind, n_learners, told["passed"]) for kind in kinds])


@pytest.mark.parametrize("activity", ["attempted_problem", "played_video"])
@pytest.mark.parametrize("course_id", TRUTH["courses"])
def test_weekly_activity(sample_warehouse: Warehouse, course_id: str, activity: str) -> None:
    found = sample_warehouse.rows(
        "select week_start_date, n_learners from marts.fct_course_activity_weekly "
        f"where course_id = '{course_id}' and activity = '{activity}'"
    )
    same_rows(found, TRUTH["courses"][course_id]["weekly_learners"][activity].items())


def test_every_row_of_the_package_is_landed(sample_warehouse: Warehouse) -> None:
    told: Counter[str] = Counter()
    for course in PACKAGE.values():
        told.update(course["tables"])
    found = sample_warehouse.rows(
        "select table_name, sum(n_rows), sum(n_landed + n_repeated), sum(n_rejected) "
        "from raw_edx.row_counts "
        "where table_name not in ('forum_posts', 'olx_blocks') group by 1"
    )
    same_rows(found, [(name, n_rows, n_rows, 0) for name, n_rows in told.items()])


@pytest.mark.parametrize("course_id", PACKAGE)
def test_rows_of_the_package_are_those_of_their_course(
    sample_warehouse: Warehouse, course_id: str
) -> None:
    told = PACKAGE[course_id]
    tables = {name: rows for name, rows in told["tables"].items() if name not in NO_COURSE}
    tables["forum_posts"] = told["posts"]
    for name, n_rows in tables.items():
        found = sample_warehouse.rows(
            f"select count(*) from raw_edx.{name} where course_id = '{course_id}'"
        )
        # MySQL names the role alone, which names the course.
        assert found == [(0 if name == "django_comment_client_role_users" and "+" in course_id
                          else n_rows,)], name  # fmt: skip


@pytest.mark.parametrize("course_id", PACKAGE)
def test_content_of_the_exported_course(sample_warehouse: Warehouse, course_id: str) -> None:
    told = PACKAGE[course_id]
    content = f"from marts.dim_content where course_id = '{course_id}'"
    types = sample_warehouse.rows(
        f"select block_type, count(*) {content} "
        "and (place_in_parent is not null or block_type = 'course') group by 1"
    )
    assert dict(types) == told["content"]
    due = sample_warehouse.rows(
        f"select block_id, due_at, is_graded, format is not null {content} "
        "and block_type = 'sequential' and due_at is not null"
    )
    same_rows(
        due, [(key, at[:19].replace("T", " "), True, True) for key, at in told["due"].items()]
    )
    homework = sample_warehouse.rows(
        f"select bool_and(max_attempts = 5 and weight >= 1 and response_types like '%response'), "
        f"count(distinct due_at) {content} and block_type = 'problem' and is_graded"
    )
    assert homework == [(True, len(set(told["due"].values())))]


def test_blocks_under_old_keys_are_those_of_the_logs(sample_warehouse: Warehouse) -> None:
    # OLX does not say that the keys of this course are old ones: the logs do.
    found = sample_warehouse.rows(
        "select count(*), count(*) filter (where block_id like 'i4x://MOOCdbX/Stat101/video/%') "
        "from marts.dim_videos where course_id = 'MOOCdbX/Stat101/2025_Fall'"
    )
    assert found == [(15, 15)]
