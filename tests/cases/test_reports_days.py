"""Public bug reports about days: what a wrong clock may not move."""

import datetime
from pathlib import Path

from conftest import Warehouse

CLOCKS = "course-v1:OwnX+CLOCKS+2024"
PHONES = "course-v1:OwnX+PHONES+2024"
SAMPLE = "course-v1:MOOCdbX+Data201+2025_Fall"  # the shared case 36 is of the sample's course

# Columns of calendars: one row per day, week or session, or the span of a course or learner.
CALENDARS = {
    "dim_dates": ["date_day"],
    "dim_courses": ["first_event_at", "last_event_at"],
    "dim_learners": ["first_event_at", "last_event_at"],
    "fct_course_activity_weekly": ["week_start_date"],
    "fct_daily_interactions": ["activity_date"],
    "fct_enrollment_daily": ["enrollment_date"],
    "fct_enrollment_mode_daily": ["enrollment_date"],
    "fct_module_engagement": ["activity_date"],
    "fct_page_visits": ["activity_date", "first_at", "last_at"],
    "fct_person_course": ["first_event_at", "last_event_at"],
    "fct_person_course_day": ["activity_date"],
    "fct_sessions": ["started_at", "ended_at"],
    "fct_video_segments": ["closed_at"],
    "rpt_active_learners_weekly": ["week_start_date"],
    "rpt_course_freshness": ["last_event_at"],
    "rpt_engagement_ranges": ["first_date", "last_date"],
    "rpt_event_types": ["first_event_at", "last_event_at"],
    "rpt_retention_weekly": ["cohort_week"],
}


def test_phone_of_2999_is_kept_and_counted(shared: Path, reports_warehouse: Warehouse) -> None:
    """Case 36."""
    assert reports_warehouse.rows(
        "select count(*) from marts.fct_events "
        f"where course_id = '{SAMPLE}' and event_at = '2999-01-01' and time_flaw = 'future'"
    ) == [(1,)]
    assert reports_warehouse.rows(
        f"select n_future_events, n_past_events from marts.rpt_course_freshness "
        f"where course_id = '{SAMPLE}'"
    ) == [(1, 0)]
    assert not reports_warehouse.rows(
        f"select * from marts.fct_person_course_day where course_id = '{SAMPLE}'"
    )


def test_every_event_is_kept_whatever_its_clock(reports_warehouse: Warehouse) -> None:
    assert sorted(
        reports_warehouse.rows(
            "select coalesce(time_flaw, ''), count(*) from marts.fct_events "
            f"where course_id = '{CLOCKS}' group by all"
        )
    ) == [("", 14), ("future", 10), ("past", 11)]
    assert reports_warehouse.rows(
        "select n_future_events, n_past_events, last_event_at from marts.rpt_course_freshness "
        f"where course_id = '{CLOCKS}'"
    ) == [(10, 11, datetime.datetime(2024, 3, 13, 10, 3))]


def test_no_calendar_is_moved(reports_warehouse: Warehouse) -> None:
    """Events of 2999, 1970 and year 1, with and without a course, stretch no calendar."""
    landed = datetime.datetime.now(datetime.UTC).date()
    for table, columns in CALENDARS.items():
        for column in columns:
            spans = reports_warehouse.rows(
                f"select cast(min({column}) as date), cast(max({column}) as date) "
                f"from marts.{table} having count(*) > 0 and max({column}) is not null"
            )
            for first, last in spans:
                assert datetime.date(2011, 1, 1) <= first <= last <= landed, f"{table}.{column}"


def test_each_course_ends_with_its_own_last_day(reports_warehouse: Warehouse) -> None:
    span = (datetime.date(2024, 3, 4), datetime.date(2024, 3, 13), 10)
    assert reports_warehouse.rows(
        "select min(enrollment_date), max(enrollment_date), count(*) "
        f"from marts.fct_enrollment_daily where course_id = '{CLOCKS}'"
    ) == [span]
    assert reports_warehouse.rows(
        "select distinct first_date, last_date from marts.rpt_engagement_ranges "
        f"where course_id = '{CLOCKS}'"
    ) == [(datetime.date(2024, 3, 7), datetime.date(2024, 3, 13))]
    assert reports_warehouse.rows(
        "select cohort_week, week_number, n_cohort, n_active from marts.rpt_retention_weekly "
        f"where course_id = '{CLOCKS}' order by week_number"
    ) == [(datetime.date(2024, 3, 4), 0, 2, 2), (datetime.date(2024, 3, 4), 1, 2, 1)]


def test_wrong_clock_is_no_gap_and_no_session(reports_warehouse: Warehouse) -> None:
    """Clock_ann has events of 2999, clock_ben of 1970: two sessions and one."""
    assert reports_warehouse.rows(
        "select username, n_sessions, n_days_active, n_events, max_gap_seconds "
        "from marts.fct_person_course inner join private.learner_identities using (learner_id) "
        f"where course_id = '{CLOCKS}' and n_events > 0 order by username"
    ) == [("clock_ann", 2, 2, 9, 777480), ("clock_ben", 1, 1, 5, 60)]


def test_course_of_wrong_clocks_has_no_days(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        f"select n_events, last_event_at from marts.dim_courses where course_id = '{PHONES}'"
    ) == [(0, None)]
    assert reports_warehouse.rows(
        f"select n_future_events from marts.rpt_course_freshness where course_id = '{PHONES}'"
    ) == [(1,)]
    assert not reports_warehouse.rows(
        f"select * from marts.fct_daily_interactions where course_id = '{PHONES}'"
    )


def test_course_length_ignores_wrong_clocks(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        f"select n_weeks from intermediate.int_moocdb_courses where course_id = '{CLOCKS}'"
    ) == [(2,)]
