"""The var restrict_to_course_dates: every mart that counts events leaves the same ones out."""

import pytest
from conftest import ROOT, Warehouse, built_once

# Times of what a mart counts. Enrollments are not activity: most come before a course starts.
TIMES = {
    "dim_courses": ["first_event_at", "last_event_at"],
    "fct_daily_interactions": ["activity_date"],
    "fct_forum_posts": ["created_at"],
    "fct_forum_votes": ["event_at"],
    "fct_module_engagement": ["activity_date"],
    "fct_page_visits": ["activity_date"],
    "fct_person_course": ["first_event_at", "last_event_at"],
    "fct_person_course_day": ["activity_date"],
    "fct_problem_attempts": ["attempted_at"],
    "fct_sessions": ["started_at"],
    "fct_video_segments": ["closed_at"],
}


@pytest.fixture(scope="session")
def restricted_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample logs within the dates of their courses; test_settings.py runs the data tests."""
    select = [f"+{table}" for table in (*TIMES, "fct_events", "rpt_audience")]

    def build(warehouse: Warehouse) -> None:
        warehouse.land(ROOT / "sample_logs" / "logs")
        warehouse.build({"restrict_to_course_dates": True}, select=select)

    return built_once(tmp_path_factory, "restricted", build)


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in TIMES.items() for column in columns]
)
def test_no_mart_counts_other_days(
    restricted_warehouse: Warehouse, table: str, column: str
) -> None:
    ((n_rows, n_outside),) = restricted_warehouse.rows(
        f"""
        select
            count(*),
            count(*) filter (
                where cast(counted.{column} as date) not between dates.start_date and dates.end_date
            )
        from marts.{table} as counted
        inner join marts.dim_courses as dates using (course_id)
        where dates.start_date is not null
        """
    )
    assert n_rows > 0 and n_outside == 0


def test_marts_count_the_same_events(restricted_warehouse: Warehouse) -> None:
    """Events within the dates, of learners and anonymous visitors, are those of every mart."""
    counts = restricted_warehouse.rows(
        """
        with counted as (
            select course_id, count(*) as n_events
            from marts.fct_events inner join marts.dim_courses using (course_id)
            where
                not is_staff and time_flaw is null
                and cast(event_at as date) between start_date and end_date
            group by course_id
        )
        select dim_courses.n_events, counted.n_events, audience.n_events
        from marts.dim_courses
        inner join counted using (course_id)
        inner join (
            select course_id, cast(sum(n_events) as bigint) as n_events
            from marts.rpt_audience where dimension = 'device_type' group by course_id
        ) as audience using (course_id)
        """
    )
    assert counts and all(len(set(row)) == 1 for row in counts), counts


def test_days_outside_the_dates_exist(sample_warehouse: Warehouse) -> None:
    """The sample holds such events, or nothing above would be tested."""
    assert sample_warehouse.rows(
        "select count(*) > 0 from marts.fct_person_course_day inner join marts.dim_courses "
        "using (course_id) where activity_date not between start_date and end_date"
    ) == [(True,)]
