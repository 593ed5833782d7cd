"""The peer: the rules for video segments of the edx-stats notebook and its branch `completion`."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from peer_lines import line

from benchmarks.peer_edx_stats import actions, read, segments, stopped_days


def found(*lines: bytes) -> list[tuple[Any, ...]]:
    """Action, start and end of the segments of the peer."""
    cut = segments(actions(read(lines)))
    return list(cut[["action", "start", "end"]].itertuples(index=False, name=None))


def test_play_to_pause_or_stop() -> None:
    assert found(
        line(0, "play_video", 0), line(10, "pause_video", 10.5), line(11, "stop_video", 10.5)
    ) == [("pause", 0.0, 10.5)]
    assert found(line(0, "play_video", 3), line(10, "stop_video", "9")) == [("stop", 3.0, 9.0)]


def test_seek_forward_stores_the_part_that_was_skipped() -> None:
    assert found(line(0, "play_video", 0), line(10, "seek_video", 10, 50)) == [
        ("seek_forward", 10.0, 50.0)
    ]


def test_seek_back_stores_the_part_before_it() -> None:
    assert found(line(0, "play_video", 5), line(10, "seek_video", 15, 2)) == [
        ("seek_back", 5.0, 15.0)
    ]


def test_after_a_seek_only_a_play_opens_a_part() -> None:
    seek = [line(0, "play_video", 0), line(10, "seek_video", 10, 5)]
    assert found(*seek, line(20, "pause_video", 15)) == [("seek_back", 0.0, 10.0)]
    assert found(*seek, line(11, "play_video", 5), line(20, "pause_video", 15)) == [
        ("seek_back", 0.0, 10.0),
        ("pause", 5.0, 15.0),
    ]


def test_play_on_play_loses_the_first() -> None:
    assert found(
        line(0, "play_video", 0), line(10, "play_video", 40), line(20, "pause_video", 50)
    ) == [("pause", 40.0, 50.0)]


@pytest.mark.parametrize(
    "between",
    [
        line(5, "load_video"),
        line(5, "speed_change_video"),
        line(5, "seek_video", 5, 5),
        line(5, "show_transcript", 5),
        line(5, "edx.video.paused", 5),
        line(5, "play_video", 5, user="bob"),
        line(5, "play_video", 5, course="course-v1:X+Y+2"),
        line(5, "pause_video"),
    ],
)
def test_what_leaves_the_state_alone(between: bytes) -> None:
    assert found(line(0, "play_video", 0), between, line(10, "pause_video", 10)) == [
        ("pause", 0.0, 10.0)
    ]


def test_another_video_ends_the_open_part_unseen() -> None:
    lines = [line(0, "play_video", 0), line(5, "pause_video", 7, video="v2")]
    assert found(*lines, line(10, "pause_video", 10)) == []


def test_parts_that_end_before_they_start_are_dropped_and_empty_ones_kept() -> None:
    assert found(line(0, "play_video", 20), line(1, "pause_video", 10)) == []
    assert found(line(0, "play_video", 20), line(1, "pause_video", 20)) == [("pause", 20.0, 20.0)]


def test_the_state_begins_anew_each_day() -> None:
    assert found(line(0, "play_video", 0, day=1), line(9, "pause_video", 9, day=2)) == []


def test_rows_are_taken_by_time_and_ties_by_the_order_of_the_lines() -> None:
    assert found(line(9, "pause_video", 9), line(0, "play_video", 0)) == [("pause", 0.0, 9.0)]
    assert found(line(0, "pause_video", 1), line(0, "play_video", 0)) == []


def test_staff_and_anonymous_users_are_left_out() -> None:
    watched = [line(0, "play_video", 0), line(9, "pause_video", 9)]
    assert len(found(*watched, line(20, "/courses/x/instructor", user="ada"))) == 0
    assert len(found(*watched, line(20, "/courses/x/Instructor", user="ada"))) == 1
    assert len(found(*watched, line(20, "studio", user="ada", course="course-v1:X+Y+2"))) == 1
    assert found(line(0, "play_video", 0, user=""), line(9, "pause_video", 9, user="")) == []


def test_unreadable_lines_are_counted() -> None:
    log = read([b"[tracking] {}\n", b"[]\n", b'{"context": "text"}', line(0, "play_video", 0)])
    assert log.n_unreadable == 3
    assert len(log.rows) == 1


def test_days_at_which_edx_stats_stops() -> None:
    compact = line(0, "play_video", 0, event='{"duration":100,"id":"v1","currentTime":0}', day=2)
    without = line(0, "play_video", 0, event='{"id": "v1", "currentTime": 0}', day=3)
    log = read([
        line(0, "play_video", 0), line(1, "show_transcript", 0),  # read
        compact, without,
        line(0, "show_transcript", 0, day=4), line(1, "play_video", 0, day=4),  # first is not read
    ])  # fmt: skip
    assert stopped_days(log.rows) == (4, 3)
    assert found(compact, line(9, "pause_video", 9, day=2)) == [("pause", 0.0, 9.0)]


def test_figures_that_were_measured_with_edx_stats(shared: Path) -> None:
    """Of ten thousand lines it stops at 3 days of 11, and midnight costs it 16 segments."""
    with gzip.open(shared / "cases" / "video_10k" / "tracking.log-20210601.gz") as lines:
        log = read(lines)
    assert stopped_days(log.rows) == (11, 3)
    acted = actions(log)
    order = pd.Series(range(len(acted)), index=acted.index)
    on_one_day = acted.assign(
        time=pd.Timestamp("2021-06-01", tz="UTC") + pd.to_timedelta(order, "us")
    )
    assert len(segments(on_one_day)) - len(segments(acted)) == 16
