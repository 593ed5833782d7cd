"""Submissions and assessments of old logs, against a list made by hand from the raw lines."""

import json
import re
from pathlib import Path
from typing import Any

from conftest import Warehouse, same_rows

MODELS = ["+assessments", "+submissions", "+problems", "+resources", "+learner_identities"]
CREDIT = {"correct": 1.0, "incorrect": 0.0}


def answer_text(value: Any) -> str:
    """An answer as one text: several choices joined, runs of white space as one blank."""
    text = "|".join(value) if isinstance(value, list) else str(value)
    return re.sub(r"<choicehint[^>]*>.*?</choicehint>", "", re.sub(r"\s+", " ", text))


def by_hand(log: Path) -> list[tuple[Any, ...]]:
    """(user name, problem, part, attempt, answer, credit) of every part of every server check."""
    rows = []
    for line in dict.fromkeys(log.read_text().splitlines()):
        event = json.loads(line)
        if event["event_type"] != "problem_check" or event["event_source"] != "server":
            continue
        payload = event["event"]
        told = payload.get("submission") or {}
        answers = {part: entry["answer"] for part, entry in told.items()} or payload["answers"]
        for part, answer in answers.items():
            number = re.search(r"_(\d+_\d+)$", part)
            if not number:  # the page's own rendering of a formula, no answer
                assert part.endswith("_dynamath")
                continue
            rows.append(
                (
                    event["username"],
                    payload["problem_id"],
                    number[1],
                    payload["attempts"],
                    answer_text(answer),
                    CREDIT.get(payload["correct_map"][part]["correctness"]),
                )
            )
    return rows


def test_the_old_log_by_hand(shared: Path, warehouse: Warehouse) -> None:
    log = shared / "data" / "edx" / "answer_dist_acceptance_tracking.log"
    expected = by_hand(log)
    assert len(expected) > 50
    warehouse.land(log).build({"exclude_staff": False}, select=MODELS)
    same_rows(
        warehouse.rows(
            """
            select
                identities.username,
                split_part(resources.resource_uri, '/jump_to/', 2),
                split_part(problems.problem_name, ' ', -1),
                submissions.submission_attempt_number,
                submissions.submission_answer,
                assessments.assessment_grade
            from moocdb.submissions
            inner join moocdb.assessments using (submission_id)
            inner join moocdb.problems using (problem_id)
            inner join moocdb.resources using (resource_id)
            inner join private.learner_identities as identities
                on submissions.user_id = identities.learner_id
            """
        ),
        expected,
    )
