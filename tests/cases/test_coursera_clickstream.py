"""The clickstream from end to end: every number of the marts computed again from the lines."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cases import odd_clicks
from conftest import ROOT, Warehouse, same_rows
from printed_answers import check, questions
from ua_parser import parse

COURSE = "clicks-001"
LEARNERS = "inner join private.learner_identities using (learner_id)"
# What ua-parser calls the device of the sample's agents, and what kind of device that is.
DEVICE_TYPES = {
    "iPhone": "mobile", "Samsung GT-I9300": "mobile", "Generic Feature Phone": "mobile",
    "iPad": "tablet", "Asus Nexus 7": "tablet", "Mac": "desktop", None: "desktop",
}  # fmt: skip
QUESTIONS = questions(ROOT / "docs" / "coursera.md")
CLOSED_BY = {"pause": "pause", "ended": "stop", "seeked": "seek"}


@dataclass
class Click:
    """A line of the clickstream. at: seconds since 1970; action: the value of a video event."""

    line_no: int
    at: float
    learner: str
    page: str
    agent: str | None
    language: str | None
    action: dict[str, Any]

    @property
    def time(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def clicks(shared: Path) -> list[Click]:
    """The sample's lines, in the order of time."""
    lines = (shared / "data" / "coursera" / "synth-001_clickstream_export.jsonl").read_text()
    found = [
        Click(
            line_no,
            line["timestamp"] / 1000,
            line["username"],
            line["page_url"],
            line["user_agent"] or None,
            line.get("language"),
            json.loads(line["value"]) if line["key"] == "user.video.lecture.action" else {},
        )
        for line_no, line in enumerate(map(json.loads, lines.splitlines()), 1)
    ]
    assert len(found) == 4000
    return sorted(found, key=lambda click: (click.at, click.line_no))


def by_learner(clicks: list[Click]) -> dict[str, list[Click]]:
    groups = defaultdict(list)
    for click in clicks:
        groups[click.learner].append(click)
    return groups


def family(part: str) -> Callable[[Click], str | None]:
    """What ua-parser names the browser, system or device of a click."""

    def of(click: Click) -> str | None:
        found = getattr(parse(click.agent), part) if click.agent else None
        return found.family if found else None

    return of


def device_type(click: Click) -> str | None:
    return DEVICE_TYPES[family("device")(click)] if click.agent else None


def language(click: Click) -> str | None:
    first = (click.language or "").split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return first if first.isalpha() else None


@pytest.mark.parametrize(
    ("dimension", "value_of"),
    [
        ("browser", family("user_agent")),
        ("os", family("os")),
        ("device", family("device")),
        ("device_type", device_type),
        ("language", language),
    ],
)
def test_audience(
    coursera_warehouse: Warehouse,
    clicks: list[Click],
    dimension: str,
    value_of: Callable[[Click], str | None],
) -> None:
    n_events = Counter(map(value_of, clicks))
    learners = defaultdict(set)
    for click in clicks:
        learners[value_of(click)].add(click.learner)
    found = coursera_warehouse.rows(
        "select value, n_learners, n_events from marts.rpt_audience "
        f"where course_id = '{COURSE}' and dimension = '{dimension}'"
    )
    same_rows(found, [(value, len(learners[value]), n) for value, n in n_events.items()])


def test_learner_activity(coursera_warehouse: Warehouse, clicks: list[Click]) -> None:
    counts = Counter(click.learner for click in clicks)
    expected = [
        (
            learner,
            n,
            1 + sum(other > n for other in counts.values()),
            sum(other <= n for other in counts.values()) / len(counts),
        )
        for learner, n in counts.items()
    ]
    found = coursera_warehouse.rows(
        "select username, n_events, activity_rank, cumulative_share "
        f"from marts.rpt_learner_activity {LEARNERS} where course_id = '{COURSE}'"
    )
    same_rows(found, expected)


def test_sessions_end_after_half_an_hour(
    coursera_warehouse: Warehouse, clicks: list[Click]
) -> None:
    expected = []
    for learner, own in by_learner(clicks).items():
        begins = [0, *(i for i, (a, b) in enumerate(pairwise(own), 1) if b.at - a.at > 1800)]
        for number, (begin, end) in enumerate(pairwise([*begins, len(own)]), 1):
            of_video = sum(bool(click.action) for click in own[begin:end])
            times = own[begin].time, own[end - 1].time
            expected.append((learner, number, *times, end - begin, of_video))
    found = coursera_warehouse.rows(
        "select username, session_number, started_at, ended_at, n_events, n_video_events "
        f"from marts.fct_sessions {LEARNERS} where course_id = '{COURSE}'"
    )
    assert len(expected) > 250
    same_rows(found, expected)


def segments(own: list[Click], counts: Counter[str]) -> Iterator[tuple[Any, ...]]:
    """Segments of one learner and video: start, end, by what, when closed and opened, top speed.

    counts: what was set aside, by the names of rpt_video_data_quality.
    """
    opened: Click | None = None
    speed = top_speed = 1.0
    for click in own:
        kind = click.action["type"]
        if kind == "ratechange":
            speed = float(click.action["playbackRate"])
            top_speed = max(speed, top_speed)
        elif kind == "play":
            if opened and opened.action["type"] == "seeked":
                counts["n_echoes"] += 1
                continue
            counts["n_lost_open_parts"] += opened is not None
            opened, top_speed = click, speed
        elif kind in CLOSED_BY and opened:
            start = float(opened.action["currentTime"])
            end = float(click.action["prevTime" if kind == "seeked" else "currentTime"])
            if end < start:
                counts["n_malformed"] += 1
            elif end - start < 0.25:
                counts["n_too_short"] += 1
            else:
                yield start, end, CLOSED_BY[kind], click.time, opened.time, top_speed
            opened, top_speed = click if kind == "seeked" else None, speed
    counts["n_open_at_end"] += opened is not None


def test_segments(coursera_warehouse: Warehouse, clicks: list[Click]) -> None:
    watching = defaultdict(list)
    for click in clicks:
        if click.action:
            video = re.search(r"lecture_id=(\d+)", click.page)
            assert video, click.page
            watching[click.learner, video[1]].append(click)
    counts: Counter[str] = Counter()
    expected = [(*key, *row) for key, own in watching.items() for row in segments(own, counts)]
    found = coursera_warehouse.rows(
        "select username, video_id, start_seconds, end_seconds, closed_by, closed_at, opened_at, "
        f"playback_rate from marts.fct_video_segments {LEARNERS} where course_id = '{COURSE}'"
    )
    same_rows(found, expected)
    names = ["n_echoes", "n_lost_open_parts", "n_malformed", "n_too_short", "n_open_at_end"]
    found = coursera_warehouse.rows(
        f"select {', '.join(names)} from marts.rpt_video_data_quality where course_id = '{COURSE}'"
    )
    assert found == [tuple(counts[name] for name in names)]


def test_every_line_has_its_fate(coursera_warehouse: Warehouse) -> None:
    found = coursera_warehouse.rows(
        "select line_no, fate from private.stg_coursera__clickstream_lines "
        f"where course_id = '{odd_clicks.COURSE}'"
    )
    fates = [fate for fate, _ in odd_clicks.LINES]
    same_rows(found, enumerate(fates, 1))
    reasons = ["accepted", "blank", "comment", "not_json", "not_object", "no_time", "duplicate"]
    found = coursera_warehouse.rows(
        f"select n_lines, {', '.join(f'n_{reason}' for reason in reasons)} "
        "from marts.rpt_line_ledger where platform = 'coursera-clickstream'"
    )
    odd = len(fates), *(fates.count(reason) for reason in reasons)
    same_rows(found, [(4000, 4000, 0, 0, 0, 0, 0, 0), odd])


def test_what_odd_lines_say(coursera_warehouse: Warehouse) -> None:
    found = coursera_warehouse.rows(
        "select dimension, value, n_learners, n_events from marts.rpt_audience "
        f"where course_id = '{odd_clicks.COURSE}' and dimension in ('browser', 'language')"
    )
    expected = [
        ("browser", "Firefox", 1, 7),
        ("browser", "Chrome", 1, 1),
        ("browser", None, 2, 2),
        ("language", "pl", 1, 1),
        ("language", "el", 1, 1),
        ("language", "en", 1, 6),
        ("language", None, 2, 2),
    ]
    same_rows(found, expected)
    found = coursera_warehouse.rows(
        "select event_type, event_family, count(*), count(learner_id) from intermediate.int_events "
        f"where course_id = '{odd_clicks.COURSE}' group by all"
    )
    expected = [
        ("page_lecture", "page", 6, 4),
        ("play_video", "video", 1, 1),
        ("pause_video", "video", 1, 1),
        (odd_clicks.VIDEO, "video", 1, 1),
        ("pageview", "unknown", 1, 1),
    ]
    same_rows(found, expected)
    found = coursera_warehouse.rows(
        "select video_id, start_seconds, end_seconds, closed_by from marts.fct_video_segments "
        f"where course_id = '{odd_clicks.COURSE}'"
    )
    same_rows(found, [("7", 2.0, 32.5, "pause")])


@pytest.mark.parametrize("title", QUESTIONS)
def test_the_printed_answer_is_the_answer(coursera_warehouse: Warehouse, title: str) -> None:
    check(coursera_warehouse, QUESTIONS[title])
