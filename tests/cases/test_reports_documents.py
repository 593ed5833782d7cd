"""JSON documents that hold many events: each event counts once, however the lines are cut."""

import pytest
from conftest import Warehouse

CASES = {
    "documents-of-several-lines": ("course-v1:OwnX+Documents+2024", 4, 0),
    "documents-with-an-event-on-each-line": ("course-v1:OwnX+LinesOfArray+2024", 8, 2),
}


@pytest.mark.parametrize("case", CASES)
def test_events_of_documents_count_once(reports_warehouse: Warehouse, case: str) -> None:
    course, n_lines, n_rejected = CASES[case]
    assert reports_warehouse.rows(
        "select count(*), count(distinct learner_id), sum(grade) from marts.fct_problem_attempts "
        f"where course_id = '{course}'"
    ) == [(6, 1, 3)]
    assert reports_warehouse.rows(
        "select n_lines, n_lines - n_accepted from marts.rpt_line_ledger "
        f"where path like '%/{case}/%'"
    ) == [(n_lines, n_rejected)]
