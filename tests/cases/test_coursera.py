"""Coursera from end to end: the counts that docs/coursera.md explains, and the clickstream."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Warehouse, same_rows

BUILT = [
    "+path:models/marts/moocdb",
    "+rpt_audience",
    "+rpt_line_ledger",
    "+fct_video_segments",
    "+fct_sessions",
    "+fct_problem_responses",
]


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("coursera"))
    data = shared / "data" / "coursera"
    for number in (1, 2):
        source, course = str(data / "dumps" / f"coursera_{number}"), f"synth-00{number}"
        warehouse.land(source, "--course", course, source="coursera-exports", final=False)
    clicks = str(data / "synth-001_clickstream_export.jsonl")
    warehouse.land(clicks, "--course", "clicks-001", source="coursera-clickstream")
    return warehouse.build({"exclude_staff": False}, select=BUILT)


@pytest.mark.parametrize("course", ["synth-001", "synth-002"])
@pytest.mark.parametrize(
    ("count", "table"),
    [
        (200, "users where user_id <> 0"),
        (3_835, "collaborations where true"),
        (4_908 + 503 + 2_109 + 238 + 15 + 2 + 298, "submissions where true"),
        (2_895 + 295 + 1_418 + 1_541 + 298, "assessments where assessment_grade is not null"),
    ],
)
def test_counts_are_those_explained(built: Warehouse, course: str, count: int, table: str) -> None:
    found = built.rows(f"select count(*) from moocdb.moocdb.{table} and course_id = '{course}'")
    assert found == [(count,)]


def test_items_hang_from_their_sections_in_both_formats(built: Warehouse) -> None:
    found = built.rows("""
        select items.course_id, count(*) > 40
        from moocdb.moocdb.resources as items
        inner join moocdb.moocdb.resources as sections
            on items.resource_parent_id = sections.resource_id
        where sections.resource_uri like '%section/%' and items.platform = 'coursera'
        group by all
    """)
    same_rows(found, [("synth-001", True), ("synth-002", True)])


def test_every_line_of_the_clickstream_is_accounted_for(built: Warehouse) -> None:
    found = built.rows("select n_lines, n_accepted, n_duplicate from marts.rpt_line_ledger")
    assert found == [(4000, 4000, 0)]


def test_a_clickstream_becomes_sessions_and_segments(built: Warehouse) -> None:
    [(learners, sessions_events)] = built.rows(
        "select count(distinct learner_id), sum(n_events) from marts.fct_sessions "
        "where course_id = 'clicks-001'"
    )
    assert (learners, sessions_events) == (203, 4000)
    [(segments, backwards)] = built.rows(
        "select count(*), count(*) filter (where end_seconds < start_seconds) "
        "from marts.fct_video_segments where course_id = 'clicks-001'"
    )
    assert segments == 306
    assert backwards == 0


def test_languages_are_the_first_ones_named(built: Warehouse) -> None:
    found = built.rows(
        "select value, n_learners from marts.rpt_audience where dimension = 'language' "
        "and course_id = 'clicks-001' and value in ('pl', 'el', 'en', ' en', '*')"
    )
    same_rows(found, [("en", 108), ("pl", 12), ("el", 3)])
