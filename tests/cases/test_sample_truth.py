"""The sample logs and data package come out as their generator knows them to be."""

import json
from collections import Counter

import pytest
from conftest import ROOT, Warehouse, same_rows

TRUTH = json.loads((ROOT / "sample_logs" / "logs.truth.json").read_text())
PACKAGE = json.loads((ROOT / "sample_logs" / "package.truth.json").read_text())["courses"]
#: Tables of the package whose rows name no course; those of people who are in both courses are one.
OF_PEOPLE = ("auth_user", "auth_userprofile", "user_id_map", "student_languageproficiency")
OF_GROUPS = ("teams_courseteammembership", "course_groups_courseusergroup_users")


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


@pytest.mark.parametrize("course_id", TRUTH["courses"])
def test_enrollment_at_the_end(sample_warehouse: Warehouse, course_id: str) -> None:
    truth = TRUTH["courses"][course_id]
    modes = sample_warehouse.rows(
        "select mode, count(*) from marts.fct_enrollments "
        f"where course_id = '{course_id}' and is_enrolled group by mode"
    )
    assert dict(modes) == truth["enrolled_at_end_by_mode"]
    last_day = sample_warehouse.rows(
        "select n_enrolled from marts.fct_enrollment_daily "
        f"where course_id = '{course_id}' order by enrollment_date desc limit 1"
    )
    assert last_day == [(truth["enrolled_at_end"],)]


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
    tables = {n: rows for n, rows in told["tables"].items() if n not in (*OF_PEOPLE, *OF_GROUPS)}
    tables["forum_posts"] = sum(told["forum"].values())
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
