"""What edX's own analytics pipeline publishes of problems, row by row."""

from pathlib import Path

from conftest import Warehouse, read_csv, same_rows

WITH_STAFF = {"exclude_staff": False}


def test_tags_distribution(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "edx" / "05_tags_distribution"
    warehouse.land(case / "input.log").build(WITH_STAFF, tests=True)
    same_rows(
        warehouse.rows(
            "select course_id, org, problem_id, tag_name, tag_value, n_submissions, n_correct "
            "from marts.rpt_problem_tags"
        ),
        [tuple(row.values()) for row in read_csv(case / "expected_tags_distribution.csv")],
    )


def test_problem_response(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "edx" / "08_problem_response"
    lines = (case / "input.log").read_text().splitlines(keepends=True)
    log = warehouse.folder / "input.log"
    log.write_text("".join(line for line in lines if '"time": "2016-09-07' in line))
    warehouse.land(log).build(WITH_STAFF, tests=True)
    same_rows(
        warehouse.rows(
            """
            select
                replace(split_part(course_id, ':', 2), '+', '_'), username, problem_id, part_id,
                question, score, max_score, is_correct, answer, n_attempts,
                strftime(first_attempt_at, '%Y-%m-%dT%H:%M:%SZ'),
                strftime(last_attempt_at, '%Y-%m-%dT%H:%M:%SZ')
            from marts.fct_problem_responses
            inner join private.learner_identities using (learner_id)
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
