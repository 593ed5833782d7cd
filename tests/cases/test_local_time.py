"""Courses in zones of their own: days and weeks by Python's zoneinfo, sums as in UTC, refusals."""

import csv
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import ROOT, Warehouse, built_once

EAST, WORLD = "MOOCdbX/Stat101/2025_Fall", "course-v1:MOOCdbX+Data201+2025_Fall"
ISLAND = "learning-001"
ZONES = {EAST: "America/New_York", WORLD: "", ISLAND: "Australia/Lord_Howe"}
SEED = "resource_type:seed,courses"  # a folder of marts has the same name
DEFAULT = "Asia/Kolkata"  # the var: for what belongs to no course, and for WORLD


def course_list(folder: Path, **changes: str) -> Path:
    """The project's seed of courses with the zones above; `changes` are for the course EAST."""
    with (ROOT / "seeds" / "courses.csv").open(newline="") as lines:
        courses = list(csv.DictReader(lines))
    for course in courses:
        course["time_zone"] = ZONES[course["course_id"]]
        if course["course_id"] == EAST:
            course |= changes
    path = folder / "courses.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(courses[0]))
        writer.writeheader()
        writer.writerows(courses)
    return path


@pytest.fixture(scope="session")
def local_warehouse(
    tmp_path_factory: pytest.TempPathFactory, both_platforms: Warehouse
) -> Warehouse:
    """The samples, built in UTC, then again in zones: no table may keep the days of before.

    test_settings.py runs the data tests in such zones.
    """
    tables = ["fct_person_course_day", "fct_daily_interactions", "fct_enrollment_daily"]
    others = ["dim_courses", "fct_course_activity_weekly", "fct_events"]
    select = [f"+{table}" for table in (*tables, *others)]

    def build(warehouse: Warehouse) -> None:
        both_platforms.copied(warehouse.folder)
        copies = [f"create table before_{table} as from marts.{table};" for table in tables]
        warehouse.write("".join(copies))
        courses = course_list(warehouse.folder)
        warehouse.build({"time_zone": DEFAULT}, select=select, seeds={"courses": courses})

    return built_once(tmp_path_factory, "local", build)


def local_day(at: datetime, course: str | None) -> date:
    zone = ZoneInfo(ZONES.get(course or "") or DEFAULT)
    return at.replace(tzinfo=UTC).astimezone(zone).date()


@pytest.mark.parametrize("course", [EAST, WORLD, ISLAND])
def test_days_of_events_are_those_of_the_zone(local_warehouse: Warehouse, course: str) -> None:
    events = local_warehouse.rows(
        f"""
        select event_at, area from marts.fct_events
        where course_id = '{course}' and not is_staff and time_flaw is null and area is not null
        """
    )
    expected = Counter((local_day(at, course), area) for at, area in events)
    moved = sum(local_day(at, course) != at.date() for at, _ in events)
    assert len(events) > 300 and moved > 20
    found = local_warehouse.rows(
        f"""
        select activity_date, area, n_events from marts.fct_daily_interactions
        where course_id = '{course}'
        """
    )
    assert {(day, area): n for day, area, n in found} == expected


def test_weeks_are_those_of_the_zone(local_warehouse: Warehouse) -> None:
    plays = local_warehouse.rows(
        """
        select event_at, course_id, learner_id from marts.fct_events
        where
            event_type = 'play_video' and event_source in ('browser', 'mobile')
            and not is_staff and time_flaw is null and course_id is not null
            and learner_id is not null
        """
    )
    learners: dict[tuple[str, date], set[int]] = {}
    for at, course, learner in plays:
        day = local_day(at, course)
        monday = day - timedelta(days=day.weekday())
        learners.setdefault((course, monday), set()).add(learner)
    found = local_warehouse.rows(
        """
        select course_id, week_start_date, n_learners from marts.fct_course_activity_weekly
        where activity = 'played_video'
        """
    )
    expected = {key: len(found) for key, found in learners.items()}
    assert len(expected) > 10
    assert {(course, week): n for course, week, n in found} == expected


def test_sums_over_days_are_the_same_in_every_zone(local_warehouse: Warehouse) -> None:
    for table, numbers in {
        "fct_person_course_day": [
            "n_events", "n_sessions", "active_seconds", "problem_attempts", "video_seconds_watched",
            "forum_posts", "upvotes_given", "show_answers",
        ],
        "fct_daily_interactions": ["n_events"],
        "fct_enrollment_daily": ["n_activated - n_deactivated"],
    }.items():  # fmt: skip
        sums = ", ".join(f"round(sum({number}), 3)" for number in numbers)
        query = "select course_id, {} from {} group by all order by all"
        before = local_warehouse.rows(query.format(sums, f"before_{table}"))
        assert local_warehouse.rows(query.format(sums, f"marts.{table}")) == before
        assert len(before) == 3
        days = "select * from {} order by all"
        assert local_warehouse.rows(days.format(f"marts.{table}")) != local_warehouse.rows(
            days.format(f"before_{table}")
        )


def test_courses_show_their_zones(local_warehouse: Warehouse) -> None:
    assert local_warehouse.rows(
        "select course_id, time_zone, starts_at, ends_at from marts.dim_courses order by all"
    ) == [
        (EAST, "America/New_York", datetime(2025, 9, 15, 4), datetime(2025, 11, 10, 5)),
        (WORLD, DEFAULT, datetime(2025, 9, 14, 18, 30), datetime(2025, 11, 9, 18, 30)),
        (ISLAND, "Australia/Lord_Howe", datetime(2016, 1, 10, 13), datetime(2016, 1, 31, 13)),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"time_zone": "Asia/Calcuta"}, 'time_zone "Asia/Calcuta" is not the name of a time zone'),
        ({"time_zone": "asia/kolkata"}, 'time_zone "asia/kolkata" is not the name of a time zone'),
        ({"time_zone": "+05:30"}, 'time_zone "+05:30" is not the name of a time zone'),
        ({"start_date": "15.9.2025"}, 'start_date "15.9.2025" is neither a day'),
        ({"end_date": "2025-11-09 09:00Z"}, 'end_date "2025-11-09 09:00Z" is neither a day'),
        ({"end_date": "2025-02-30"}, 'end_date "2025-02-30" is neither a day'),
        ({"end_date": "2024-11-09"}, 'end_date "2024-11-09" lies before start_date 2025-09-15.'),
    ],
)
def test_a_course_that_cannot_be_read_is_named(
    warehouse: Warehouse, changes: dict[str, str], sentence: str
) -> None:
    warehouse.land(ROOT / "sample_logs" / "logs" / "tracking.log-20250901.gz")
    select = ["build", "--select", SEED, "int_course_calendars"]
    exclude = ["--exclude-resource-type", "unit_test"]
    seeds = {"courses": course_list(warehouse.folder, **changes)}
    code, printed = warehouse.dbt(*select, *exclude, seeds=seeds)
    assert code and re.search(rf"seeds/courses.csv, row [234]: {re.escape(sentence)}", printed), (
        printed
    )
    assert "Traceback" not in printed
    assert not warehouse.rows(
        "from information_schema.tables where table_name in ('courses', 'int_course_calendars')"
    )


def test_a_list_of_before_time_zones_is_named(warehouse: Warehouse) -> None:
    warehouse.land(ROOT / "sample_logs" / "logs" / "tracking.log-20250901.gz")
    old = warehouse.folder / "courses.csv"
    old.write_text(f"course_id,platform,name,term,start_date,end_date\n{EAST},edx,,,,\n")
    code, printed = warehouse.dbt("build", "--select", SEED, seeds={"courses": old})
    assert code and "seeds/courses.csv has no column time_zone" in printed, printed


@pytest.mark.parametrize("zone", ["Mars/Base", "utc", "x' or 1=1 --", "", 5])
def test_a_var_that_names_no_zone_is_refused(warehouse: Warehouse, zone: str | int) -> None:
    warehouse.land(ROOT / "sample_logs" / "logs" / "tracking.log-20250901.gz")
    code, printed = warehouse.dbt("build", "--select", SEED, "--vars", repr({"time_zone": zone}))
    assert code and "The var 'time_zone' must be the name of a time zone" in printed, printed
    assert not warehouse.rows("from information_schema.tables where table_name = 'courses'")
