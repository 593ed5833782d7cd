"""What an independent program makes of ten thousand lines of video events, row by row."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Warehouse, read_csv

LEARNERS = "inner join private.learner_identities using (learner_id)"


def same_measures(
    found: Iterable[Sequence[Any]], expected: Iterable[Sequence[Any]], n_keys: int
) -> None:
    """Fail unless rows with the same first `n_keys` values have the same numbers, within 1e-5."""

    def keyed(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, ...], list[float]]:
        table = {}
        for row in rows:
            key = tuple(map(str, row[:n_keys]))
            assert key not in table, f"twice: {key}"
            table[key] = [float(value) for value in row[n_keys:]]
        return table

    found_rows, expected_rows = keyed(found), keyed(expected)
    assert found_rows.keys() == expected_rows.keys()
    for key, numbers in expected_rows.items():
        assert found_rows[key] == pytest.approx(numbers, abs=1e-5), key


def test_video_10k(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "video_10k"
    counts = json.loads((case / "counts.json").read_text())
    staff = (case / "staff.txt").read_text().split()
    warehouse.land(case / "tracking.log-20210601.gz")
    select = ["+path:models/marts/video", "+learner_identities"]
    warehouse.build(select=select, tests=True, staff=staff)

    segments = [tuple(row.values()) for row in read_csv(case / "segments.csv")]
    assert len(segments) == 2499
    same_measures(
        warehouse.rows(
            "select course_id, username, video_id, "
            "strftime(closed_at, '%Y-%m-%dT%H:%M:%S.%f+00:00'), closed_by, "
            f"start_seconds, end_seconds from marts.fct_video_segments {LEARNERS}"
        ),
        [
            (course, learner, video, moment(str(time)), closed_by, start, end)
            for course, learner, video, time, start, end, closed_by in segments
        ],
        n_keys=5,
    )

    views = [tuple(row.values()) for row in read_csv(case / "views.csv")]
    assert len(views) == 930
    same_measures(
        warehouse.rows(
            "select course_id, video_id, username, n_segments, watched_seconds, covered_seconds, "
            f"duration_seconds, coverage, is_completed from marts.fct_video_views {LEARNERS}"
        ),
        views,
        n_keys=3,
    )

    videos = [tuple(row.values()) for row in read_csv(case / "videos.csv")]
    assert len(videos) == 40
    same_measures(
        warehouse.rows("select video_id, duration_seconds from marts.dim_videos"), videos, n_keys=1
    )

    assert warehouse.rows(
        "select n_events, n_echoes, n_lost_by_play, n_lost_by_load, n_malformed, n_too_short, "
        "n_open_at_end, n_segments, n_learner_videos from marts.rpt_video_data_quality"
    ) == [
        tuple(
            counts[name]
            for name in (
                "video_events", "play_echo_after_seek", "play_on_play_lost", "load_on_open",
                "malformed", "too_short", "open_at_end", "segments", "views",
            )
        )
    ]  # fmt: skip


def moment(time: str) -> str:
    """An ISO time with its microseconds written out."""
    return time if "." in time else time.replace("+", ".000000+")
