"""The peer: edx-stats' rules for video segments on small events, and why segments differ.

The rules are those that the edx-stats notebook and its branch `completion` follow.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import ROOT

from benchmarks.peer_compare import (
    REASONS,
    Segment,
    compare,
    peer_segments,
    summary,
    timelines,
    video_of,
)
from benchmarks.peer_edx_stats import Log, actions, read, segments, stopped_days

COURSE = "course-v1:X+Y+Z"
DAY = 86_400_000_000


def line(
    second: float,
    event_type: str,
    position: object = None,
    new: object = None,
    *,
    video: str = "v1",
    user: str = "ada",
    day: int = 1,
    course: str = COURSE,
    **more: object,
) -> bytes:
    """A line of a browser; `position` and `new` are both ends of a seek."""
    payload: dict[str, object] = {"duration": 100.5, "id": video}
    if event_type == "seek_video":
        payload |= {"old_time": position, "new_time": new}
    elif position is not None:
        payload["currentTime"] = position
    record = {
        "username": user,
        "event_type": event_type,
        "time": f"2021-06-{day:02d}T10:{int(second) // 60:02d}:{second % 60:09.6f}+00:00",
        "event": json.dumps(payload),
        "context": {"course_id": course},
    } | more
    return json.dumps(record).encode() + b"\n"


def at(second: float, day: int = 1) -> int:
    """Microseconds of a line."""
    return 1_622_505_600_000_000 + (day - 1) * DAY + 36_000_000_000 + round(second * 1e6)


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


@pytest.mark.parametrize(
    "video_id",
    [
        "abc", " abc ", "block-v1:X+Y+Z+type@video+block@abc", "i4x-X-Y-video-abc",
        "i4x-X-Y-videoalpha-abc", "i4x://X/Y/video/abc", "i4x://X/Y/video/abc/",
    ],
)  # fmt: skip
def test_spellings_of_a_video(video_id: str) -> None:
    assert video_of(video_id) == "abc"


def ours(opened: float, closed: float, how: str, start: float, end: float, **more: Any) -> Segment:
    """A segment of `fct_video_segments`."""
    days = {name: more.pop(name, 1) for name in ("opened_day", "closed_day")}
    segment = Segment(
        COURSE, "ada", "v1", at(opened, days["opened_day"]), at(closed, days["closed_day"]), how,
        start, end,
    )  # fmt: skip
    return segment._replace(**more)


def compared(
    log: Log, mine: Sequence[Segment], our_staff: frozenset[tuple[str, str]] = frozenset()
) -> tuple[int, list[tuple[str, str]]]:
    """How many are the same; where and why others differ."""
    n_same, differences = compare(
        peer_segments(log), mine, timelines(log), log.staff, set(our_staff)
    )
    return n_same, [(found.where, found.reason) for found in differences]


PLAY_PAUSE = [line(0, "play_video", 0), line(10, "pause_video", 10)]
SEEK_BACK = [line(0, "play_video", 0), line(10, "seek_video", 10, 5)]
CASES: dict[str, tuple[list[bytes], list[Segment], int, str]] = {
    "forward_seek": (
        [line(0, "play_video", 0), line(10, "seek_video", 10, 50)],
        [ours(0, 10, "seek", 0, 10)], 0, "both",
    ),
    "open_since_seek": (
        [*SEEK_BACK, line(20, "pause_video", 15)],
        [ours(0, 10, "seek", 0, 10), ours(10, 20, "pause", 5, 15)], 1, "ours",
    ),
    "echo": (
        [*SEEK_BACK, line(11, "play_video", 10), line(20, "pause_video", 14)],
        [ours(0, 10, "seek", 0, 10), ours(10, 20, "pause", 5, 14)], 1, "both",
    ),
    "seek_in_place": (
        [line(0, "play_video", 0), line(5, "seek_video", 5, 5), line(10, "pause_video", 10)],
        [ours(0, 5, "seek", 0, 5), ours(5, 10, "pause", 5, 10)], 0, "both",
    ),
    "other_video": (
        [line(0, "play_video", 0), line(5, "play_video", 0, video="v2"),
         line(10, "pause_video", 10)],
        [ours(0, 10, "pause", 0, 10)], 0, "ours",
    ),
    "other_id": (
        [line(0, "play_video", 0), line(10, "pause_video", 10, video="i4x-x-y-video-v1")],
        [ours(0, 10, "pause", 0, 10)], 0, "ours",
    ),
    "midnight": (
        [line(0, "play_video", 0), line(10, "pause_video", 10, day=2)],
        [ours(0, 10, "pause", 0, 10, closed_day=2)], 0, "ours",
    ),
    "load": (
        [line(0, "play_video", 0), line(5, "load_video"), line(10, "pause_video", 10)],
        [], 0, "peer",
    ),
    "mobile": (
        [line(0, "play_video", 0), line(10, "edx.video.paused", 10)],
        [ours(0, 10, "pause", 0, 10)], 0, "ours",
    ),
    "too_short": (
        [line(0, "play_video", 7), line(0.1, "pause_video", 7.1)],
        [], 0, "peer",
    ),
    "staff": (
        [*PLAY_PAUSE, line(20, "/courses/x/instructor")],
        [ours(0, 10, "pause", 0, 10)], 0, "ours",
    ),
    "line_not_read": (
        [line(0, "play_video", 0), b"syslog: " + line(10, "pause_video", 10)],
        [ours(0, 10, "pause", 0, 10)], 0, "ours",
    ),
    "unexplained": (PLAY_PAUSE, [ours(0, 10, "pause", 1, 10)], 0, "both"),
}  # fmt: skip


@pytest.mark.parametrize("reason", REASONS)
def test_reasons(reason: str) -> None:
    lines, mine, n_same, where = CASES[reason]
    same, differences = compared(read(lines), mine)
    assert same == n_same
    assert (where, reason) in differences
    assert {found for _, found in differences} == {reason}


def test_every_play_after_a_seek_is_an_echo() -> None:
    plays = [line(11, "play_video", 10), line(12, "play_video", 11), line(20, "pause_video", 19)]
    mine = [ours(0, 10, "seek", 0, 10), ours(10, 20, "pause", 5, 19)]
    assert compared(read([*SEEK_BACK, *plays]), mine)[1] == [("both", "echo")]


def test_an_echo_is_one_whatever_other_videos_do_before_it() -> None:
    between = line(10.5, "pause_video", 3, video="v2")
    lines, mine, _, _ = CASES["echo"]
    assert compared(read([*lines, between]), mine)[1] == [("both", "echo")]


def test_same_segments_are_no_difference() -> None:
    assert compared(read(PLAY_PAUSE), [ours(0, 10, "pause", 0, 10)]) == (1, [])


def test_staff_that_only_we_know() -> None:
    staff = frozenset({(COURSE, "ada")})
    assert compared(read(PLAY_PAUSE), [], staff) == (0, [("peer", "staff")])


@pytest.mark.parametrize(
    ("lines", "mine", "difference"),
    [
        (PLAY_PAUSE, [], ("peer", "unexplained")),
        ([line(0, "play_video", 0)], [], None),
        (
            [line(0, "play_video", 0), line(1, "play_video", 1), line(10, "pause_video", 10)],
            [ours(0, 10, "pause", 0, 10)],
            ("both", "unexplained"),
        ),
        (
            [line(0, "play_video", 0), line(10, "pause_video", 10), line(11, "pause_video", 11)],
            [ours(0, 10, "pause", 0, 10), ours(0, 11, "pause", 0, 11)],
            ("ours", "unexplained"),
        ),
    ],
)
def test_a_fault_of_ours_is_not_explained_away(
    lines: list[bytes], mine: list[Segment], difference: tuple[str, str] | None
) -> None:
    assert compared(read(lines), mine)[1] == ([difference] if difference else [])


def test_summary_counts_by_reason_and_side() -> None:
    log = read(
        CASES["open_since_seek"][0] + [line(30, "play_video", 7), line(30.1, "stop_video", 7)]
    )
    _, differences = compare(
        peer_segments(log), [ours(10, 20, "pause", 5, 15)], timelines(log), set(), set()
    )
    assert summary(differences) == [
        {"reason": "open_since_seek", "only_peer": 0, "only_here": 1, "other_ends": 0},
        {"reason": "too_short", "only_peer": 1, "only_here": 0, "other_ends": 0},
        {"reason": "unexplained", "only_peer": 1, "only_here": 0, "other_ends": 0},
    ]


def test_every_reason_is_documented() -> None:
    text = (ROOT / "docs" / "differences_from_edx_stats.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"| `{reason}` |" not in text] == []
