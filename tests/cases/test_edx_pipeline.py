"""What edX's own analytics pipeline publishes for a log, row by row."""

from pathlib import Path

import pytest
from conftest import Warehouse, built_once, read_csv, same_rows

WITH_STAFF = {"exclude_staff": False}
MARTS = [
    "fct_course_activity_weekly", "rpt_problem_tags", "fct_problem_responses", "learner_identities",
]  # fmt: skip
ENROLLMENT = ["+path:models/marts/enrollment", "+learner_identities"]


@pytest.fixture(scope="session")
def three_cases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Three cases of other courses; of the last, the day that is published."""
    cases = shared / "cases" / "edx"
    names = ("02_course_activity_weekly", "05_tags_distribution")

    def build(warehouse: Warehouse) -> None:
        lines = (cases / "08_problem_response" / "input.log").read_text().splitlines(keepends=True)
        log = warehouse.folder / "one_day.log"
        log.write_text("".join(line for line in lines if '"time": "2016-09-07' in line))
        warehouse.land(log, *(cases / name / "input.log" for name in names))
        warehouse.build(WITH_STAFF, select=[f"+{mart}" for mart in MARTS], tests=True)

    return built_once(tmp_path_factory, "three_cases", build)


def test_weekly_activity(shared: Path, three_cases: Warehouse) -> None:
    case = shared / "cases" / "edx" / "02_course_activity_weekly"
    same_rows(
        three_cases.rows(
            "select course_id, week_start_date || ' 00:00:00', upper(activity), n_learners "
            "from marts.fct_course_activity_weekly where week_start_date < '2014-06-30' "
            "and course_id not like 'course-v1:edX+E9%'"  # these are the next case's
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
    profiles = case / "input_auth_userprofile.csv"
    warehouse.land(profiles, source="edx-package", final=False)
    variables = WITH_STAFF | {"as_of_date": "2014-08-06"}
    warehouse.land(log).build(variables, select=ENROLLMENT, tests=True)
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

    same_rows(
        warehouse.rows(
            "select enrollment_date, course_id, gender, n_enrolled, n_cumulative "
            "from marts.fct_enrollment_gender_daily"
        ),
        [
            tuple(row.values())
            for row in read_csv(case / "expected_course_enrollment_gender_daily.csv")
        ],
    )
    # The pipeline publishes these two for the last day alone.
    for column, name in (("birth_year", "birth_year"), ("education", "education_level")):
        same_rows(
            warehouse.rows(
                f"select enrollment_date, course_id, {column}, n_enrolled, n_cumulative "
                f"from marts.fct_enrollment_{column}_daily where enrollment_date = '2014-08-06'"
            ),
            [
                tuple(row.values())
                for row in read_csv(case / f"expected_course_enrollment_{name}_daily.csv")
            ],
        )


def test_tags_distribution(shared: Path, three_cases: Warehouse) -> None:
    case = shared / "cases" / "edx" / "05_tags_distribution"
    same_rows(
        three_cases.rows(
            "select course_id, org, problem_id, tag_name, tag_value, n_submissions, n_correct "
            "from marts.rpt_problem_tags"
        ),
        [tuple(row.values()) for row in read_csv(case / "expected_tags_distribution.csv")],
    )


def test_problem_response(shared: Path, three_cases: Warehouse) -> None:
    case = shared / "cases" / "edx" / "08_problem_response"
    same_rows(
        three_cases.rows(
            """
            select
                replace(split_part(course_id, ':', 2), '+', '_'), username, problem_id, part_id,
                question, score, max_score, is_correct, answer, n_attempts,
                strftime(first_attempt_at, '%Y-%m-%dT%H:%M:%SZ'),
                strftime(last_attempt_at, '%Y-%m-%dT%H:%M:%SZ')
            from marts.fct_problem_responses
            inner join private.learner_identities using (learner_id)
            where first_attempt_at >= '2016-01-01' -- the other cases are older
            """
        ),
        [
            (
                *(row[name] for name in ("course_file", "username", "problem_id", "answer_id")),
                *(row["question"], float(str(row["score"])), float(str(row["max_score"]))),
                None if row["correct"] == "None" else row["correct"],
                *(row["answer"], row["total_attempts"]),
                *(row["first_attempt_date"], row["last_attempt_date"]),
            )
            for row in read_csv(case / "expected_problem_response.csv")
        ],
    )
