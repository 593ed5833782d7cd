"""The sample logs come out as their generator knows them to be."""

import json

import pytest
from conftest import ROOT, Warehouse, same_rows

TRUTH = json.loads((ROOT / "sample_logs" / "logs.truth.json").read_text())


def test_every_line_has_the_fate_it_was_made_for(sample_warehouse: Warehouse) -> None:
    found = sample_warehouse.rows(
        "select fate, count(*) from private.stg_edx__line_fates group by 1"
    )
    same_rows(found, TRUTH["fates"].items())


def test_the_course_team_is_found_by_what_it_does(sample_warehouse: Warehouse) -> None:
    found = sample_warehouse.rows(
        "select distinct username from marts.dim_staff "
        "inner join private.learner_identities using (learner_id)"
    )
    assert {name for (name,) in found} == {person["username"] for person in TRUTH["staff"]}


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
