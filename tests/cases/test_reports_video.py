"""Public bug reports about videos: what was watched."""

from pathlib import Path

from conftest import Warehouse


def test_burst_of_plays_is_one_segment(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select distinct start_seconds, end_seconds from marts.fct_video_segments "
        "where course_id like '%BugX+C03%'"
    ) == [(10, 70)]
