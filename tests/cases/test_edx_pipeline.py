"""What edX's own analytics pipeline publishes for a log, row by row."""

from pathlib import Path

from conftest import Warehouse, read_csv, same_rows

WITH_STAFF = {"exclude_staff": False}


def test_weekly_activity(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "edx" / "02_course_activity_weekly"
    warehouse.land(case / "input.log").build(WITH_STAFF, tests=True)
    same_rows(
        warehouse.rows(
            "select course_id, week_start_date || ' 00:00:00', upper(activity), n_learners "
            "from marts.fct_course_activity_weekly where week_start_date < '2014-06-30'"
        ),
        [
            (row["course_id"], row["interval_start"], row["label"], row["count"])
            for row in read_csv(case / "expected_course_activity.csv")
        ],
    )


def test_enrollment(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "edx" / "03_enrollment_daily"
    lines = (case / "input.log").read_text().splitlines(keepends=True)
    log = warehouse.folder / "input.log"
    log.write_text("".join(line for line in lines if "2014-07-30" not in line))
    warehouse.land(log).build(WITH_STAFF | {"as_of_date": "2014-08-06"}, tests=True)
    same_rows(
        warehouse.rows(
            "select enrollment_date, course_id, n_enrolled, n_cumulative "
            "from marts.fct_enrollment_daily"
        ),
        [tuple(row.values()) for row in read_csv(case / "expected_course_enrollment_daily.csv")],
    )
    same_rows(
        warehouse.rows(
            "select enrollment_date, course_id, mode, n_enrolled, n_cumulative "
            "from marts.fct_enrollment_mode_daily"
        ),
        [
            tuple(row.values())
            for row in read_csv(case / "expected_course_enrollment_mode_daily.csv")
        ],
    )
    same_rows(
        warehouse.rows(
            """
            select
                course_id, platform_user_id, mode, cast(is_enrolled as integer), first_mode,
                first_enrolled_at, last_unenrolled_at, first_verified_at, first_credit_at
            from marts.fct_enrollments
            inner join private.learner_identities using (learner_id)
            """
        ),
        [
            tuple(row.values())[:-1]  # the last column is the end of edX's reporting window
            for row in read_csv(case / "expected_user_course_summary.csv")
        ],
    )
