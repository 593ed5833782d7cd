"""The committed set behaves like a course, and the truth about it can be counted from its lines."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sample_set import Record, course_of, events, payload, truth, user_of

from sample_logs import __main__ as command
from sample_logs.people import learner

STARTS_AT = datetime(2025, 9, 15, tzinfo=UTC)
COURSES = ("MOOCdbX/Stat101/2025_Fall", "course-v1:MOOCdbX+Data201+2025_Fall")
STAFF = {member["username"] for member in truth()["staff"]}
STAFF_IDS = {
    event["context"]["user_id"]
    for event in events()
    if event.get("username") in STAFF and "user_id" in event["context"]
}


def of_learners(course: str) -> list[Record]:
    return [e for e in events() if course_of(e) == course and user_of(e) not in STAFF]


def attempts(course: str) -> list[Record]:
    return [
        event
        for event in of_learners(course)
        if event.get("event_type") == "problem_check" and event["event_source"] == "server"
    ]


def plays(course: str) -> list[tuple[Record, str]]:
    """Play events and the video without what stands before its name."""
    return [
        (event, payload(event)["id"].split("-video-")[-1].split("block@")[-1])
        for event in of_learners(course)
        if event.get("event_type") in ("play_video", "edx.video.played")
    ]


def weekly(some: list[Record]) -> dict[str, int]:
    """Learners of each week."""
    weeks = defaultdict(set)
    for event in some:
        monday = event["at"].date() - timedelta(days=event["at"].weekday())
        weeks[str(monday)].add(user_of(event))
    return {monday: len(users) for monday, users in weeks.items()}


@pytest.mark.parametrize("course", COURSES)
def test_truth(course: str) -> None:
    told, played, tried = truth()["courses"][course], plays(course), attempts(course)
    kinds = Counter(event.get("event_type") for event in of_learners(course))
    for kind in ("thread", "response", "comment"):
        assert told[f"forum_{kind}s"] == kinds[f"edx.forum.{kind}.created"]
    assert told["certificates"] == kinds["edx.certificate.created"]
    assert told["passed"] == kinds["edx.course.grade.passed.first_time"]
    assert told["problem_attempts"] == len(tried)
    assert told["learner_problems"] == len({(user_of(e), e["event"]["problem_id"]) for e in tried})
    assert told["learners_with_attempts"] == len({user_of(event) for event in tried})
    assert told["video_plays"] == len(played)
    assert told["videos_played"] == len({video for _, video in played})
    assert told["learner_videos_played"] == len(
        {(user_of(event), video) for event, video in played}
    )
    assert told["weekly_learners"] == {
        "attempted_problem": weekly(tried),
        "played_video": weekly([event for event, _ in played]),
    }


@pytest.mark.parametrize("course", COURSES)
def test_enrolment_at_the_end(course: str) -> None:
    mode: dict[int, str | None] = {}
    steps = [
        event
        for event in events()
        if event.get("event_source") == "server"
        and str(event.get("event_type")).startswith("edx.course.enrollment.")
        and event["event"]["course_id"] == course
        and event["event"]["user_id"] not in STAFF_IDS
    ]
    for event in sorted(steps, key=lambda event: event["at"]):
        left = event["event_type"].endswith(".deactivated")
        mode[event["event"]["user_id"]] = None if left else event["event"]["mode"]
    told = truth()["courses"][course]
    assert told["ever_enrolled"] == len(mode)
    assert told["enrolled_at_end_by_mode"] == dict(Counter(filter(None, mode.values())))
    assert told["enrolled_at_end"] == sum(told["enrolled_at_end_by_mode"].values())
    senders = {user_of(event) for event in steps}
    assert "anonymous" in senders or senders & STAFF


def test_retention_falls_week_by_week() -> None:
    weeks = defaultdict(set)
    for course in COURSES:
        for event in of_learners(course):
            if event.get("event_source") in ("browser", "mobile") and event["at"] >= STARTS_AT:
                weeks[(event["at"] - STARTS_AT).days // 7].add((course, user_of(event)))
    active = [len(weeks[week]) for week in range(8)]
    assert active[0] >= 40
    assert active[7] < active[0] / 2
    assert all(later <= earlier for earlier, later in pairwise(active))


def test_the_able_are_right_more_often() -> None:
    ability = {
        (p := learner(n, truth()["seed"])).username: p.ability for n in range(truth()["learners"])
    }
    right = defaultdict(list)
    for course in COURSES:
        for event in attempts(course):
            right[user_of(event)].append(event["event"]["success"] == "correct")
    points = [
        (ability[user], sum(some) / len(some)) for user, some in right.items() if len(some) > 4
    ]
    assert len(points) > 20
    assert correlation(points) > 0.5


def correlation(points: list[tuple[float, float]]) -> float:
    n = len(points)
    mean_x, mean_y = (sum(values) / n for values in zip(*points, strict=True))
    xy = sum((x - mean_x) * (y - mean_y) for x, y in points)
    xx, yy = sum((x - mean_x) ** 2 for x, _ in points), sum((y - mean_y) ** 2 for _, y in points)
    return float(xy / (xx * yy) ** 0.5)


def test_attempts_count_up_and_each_click_makes_its_lines() -> None:
    for course in COURSES:
        numbers = defaultdict(list)
        for event in sorted(attempts(course), key=lambda event: event["at"]):
            key = (user_of(event), event["event"]["problem_id"])
            numbers[key].append(event["event"]["attempts"])
            assert set(event["event"]["submission"]) == set(event["event"]["correct_map"])
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
        graded = sum(event.get("event_type") == "problem_graded" for event in of_learners(course))
        assert graded == len(attempts(course))
    worths = {e["event"]["grade"] for course in COURSES for e in attempts(course)}
    assert worths >= {0, 1, 2, 0.5}


def test_videos_are_watched_within_their_length() -> None:
    for event, _ in plays(COURSES[1]):
        fields = payload(event)
        assert 0 <= float(fields["currentTime"]) <= fields["duration"]


def test_posts_refer_to_posts() -> None:
    posts = defaultdict(set)
    replies = []
    for event in events():
        kind = str(event.get("event_type"))
        if kind.startswith("edx.forum.") and course_of(event) == COURSES[1]:
            fields = event["event"]
            if kind.endswith(".created"):
                posts[kind.split(".")[2]].add(fields["id"])
                replies += (
                    [("thread", fields["discussion"]["id"])] if "discussion" in fields else []
                )
                replies += [("response", fields["response"]["id"])] if "response" in fields else []
            elif kind.endswith(".voted"):
                replies.append((kind.split(".")[2], fields["id"]))
    assert len(replies) > 50
    assert all(post in posts[kind] for kind, post in replies)


def test_more_events_by_more_learners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["sample_logs", str(tmp_path), "--events", "60000", "--plain"]
    monkeypatch.setattr(sys, "argv", arguments)
    command.main()
    n_lines = int(capsys.readouterr().out.split()[0])
    assert abs(n_lines - 60_000) < 9_000
    assert not list(tmp_path.glob("*.gz"))


def test_logs_of_others_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "tracking.log"
    log.write_text("theirs")
    monkeypatch.setattr(sys, "argv", ["sample_logs", str(tmp_path)])
    with pytest.raises(SystemExit, match="not made here"):
        command.main()
    assert log.read_text() == "theirs"
