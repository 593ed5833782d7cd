"""Why segments of the peer and of the marts differ: each reason by a small log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from conftest import ROOT
from peer_lines import COURSE, at, line

from benchmarks.peer_compare import (
    REASONS,
    Segment,
    compare,
    peer_segments,
    summary,
    timelines,
    video_of,
)
from benchmarks.peer_edx_stats import Log, read


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
