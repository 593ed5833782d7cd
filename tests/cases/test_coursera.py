"""Coursera's exports from end to end: what the ledger says of every row, and where items hang."""

from __future__ import annotations

from collections import Counter

import pytest
from cases import odd_export
from conftest import Warehouse, same_rows
from raw_export import COURSES, Export, answers_in, php

# Acts: their table, and the column of their time.
ACTS = {
    "lecture_use": ("lecture_submission_metadata", "submission_time"),
    "quiz_submission": ("quiz_submission_metadata", "submission_time"),
    "assignment_submission": ("assignment_submission_metadata", "submission_time"),
    "post": ("forum_posts", "post_time"),
    "comment": ("forum_comments", "post_time"),
    "forum_vote": ("forum_reputation_record", "timestamp"),
    "forum_read": ("forum_reads", "read_at"),
    "wiki_revision": ("wiki_revisions", "timestamp"),
}
COLUMNS = [
    "n_rows", "n_used", "n_without_time", "n_empty", "n_unreadable", "n_unmatched",
    "n_left_aside", "n_unknown_learner",
]  # fmt: skip


def test_items_hang_from_their_sections_in_both_formats(coursera_warehouse: Warehouse) -> None:
    found = coursera_warehouse.rows("""
        select items.course_id, count(*) > 40
        from moocdb.resources as items
        inner join moocdb.resources as sections
            on items.resource_parent_id = sections.resource_id
        where sections.resource_uri like '%section/%' and items.course_id like 'synth-%'
        group by all
    """)
    same_rows(found, [(course, True) for course in COURSES])


def fate_of_value(key: str, value: str) -> str:
    """What is to become of a value of either key-value table."""
    if key.startswith("saved."):
        return "n_left_aside"
    if key.startswith("xml."):
        return "n_used" if "<question " in value else "n_empty"
    if key.startswith("submission."):
        contents = answers_in(value, ("utf-8", "strict"))
    else:
        contents = php(value.encode())[0] if key.rpartition(".")[2].isdigit() else None
    return "n_unreadable" if contents is None else "n_used" if contents else "n_empty"


@pytest.mark.parametrize("course", COURSES)
def test_the_ledger_tells_the_truth(coursera_warehouse: Warehouse, course: str) -> None:
    export = Export(coursera_warehouse, course)
    expected: dict[str, Counter[str]] = {"person": Counter(n_used=len(export.by_hash))}
    for record, table in (("user", "users"), ("grade", "course_grades")):
        expected[record] = Counter(
            "n_used" if export.is_known(row) else "n_unmatched" for row in export.table(table)
        )
    for record, (table, time) in ACTS.items():
        rows = export.table(table)
        fates = Counter("n_used" if row[time] > 0 else "n_without_time" for row in rows)
        unknown = sum(not export.is_known(row) for row in rows)
        expected[record] = fates + Counter(n_unknown_learner=unknown)
    fates_of_values = {}
    for record, table in (("quiz_value", "kvs_quiz"), ("read_value", "kvs_forum_readrecord")):
        fates = {row["key"]: fate_of_value(row["key"], row["value"]) for row in export.table(table)}
        fates_of_values |= fates
        expected[record] = Counter(fates.values())
    expected["quiz_answers"] = Counter(
        fates_of_values.get(f"submission.submission_id:{row['id']}", "n_unmatched")
        for row in export.table("quiz_submission_metadata")
    )
    unknown = expected["quiz_submission"]["n_unknown_learner"]
    expected["quiz_answers"]["n_unknown_learner"] = unknown

    found = coursera_warehouse.rows(
        f"select record, {', '.join(COLUMNS)} from marts.rpt_export_ledger "
        f"where course_id = '{course}' and n_repeated = 0"
    )
    for counts in expected.values():
        counts["n_rows"] = sum(counts.values()) - counts["n_unknown_learner"]
    same_rows(
        [(record, *(n or 0 for n in numbers)) for record, *numbers in found],
        [(record, *(counts[column] for column in COLUMNS)) for record, counts in expected.items()],
    )


def test_odd_rows_have_their_fates(coursera_warehouse: Warehouse) -> None:
    columns = [name for name in COLUMNS if name != "n_left_aside"]
    found = coursera_warehouse.rows(
        f"select record, {', '.join(columns)} from marts.rpt_export_ledger "
        f"where course_id = '{odd_export.COURSE}'"
    )
    same_rows(found, odd_export.LEDGER)


def test_what_odd_rows_say(coursera_warehouse: Warehouse) -> None:
    of_course = f"where course_id = '{odd_export.COURSE}'"
    for columns, table, expected in [
        ("problem_id, grade, max_grade, is_correct", "fct_problem_attempts", odd_export.ATTEMPTS),
        ("post_id, direction", "fct_forum_votes", odd_export.VOTES),
        ("percent", "fct_grades", [(1.04,)]),
    ]:
        found = coursera_warehouse.rows(f"select {columns} from marts.{table} {of_course}")
        same_rows([tuple(map(tidy, row)) for row in found], expected)


def tidy(value: object) -> object:
    """A whole number without its point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
