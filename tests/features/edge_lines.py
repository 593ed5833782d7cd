"""Lines of a log whose meaning changes with what comes after the end of a week."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

COURSE = "course-v1:MOOCdbX+Data201+2025_Fall"
HOMEWORK = f"block-v1:{COURSE[10:]}+type@problem+block@70902e7115be2ee6a5c5"
VIDEO = {"id": "edge", "code": "edge"}


def line(name: str, at: datetime, event_type: str, payload: Any, source: str = "browser") -> str:
    """A line of the log of the sample course."""
    return json.dumps(
        {
            "username": name,
            "event_type": event_type,
            "event_source": source,
            "time": f"{at.isoformat()}+00:00",
            "event": payload,
            "page": f"https://lms.example.org/courses/{COURSE}/courseware/a/b/",
            "context": {"course_id": COURSE, "path": event_type},
            "agent": "Mozilla/5.0",
            "ip": "203.0.113.9",
        }
    )


def lines(start: datetime, weeks: int) -> Iterator[str]:
    """What two learners do around the end of every week, and one long after a deadline."""
    for week in range(1, weeks + 1):
        end = start + timedelta(weeks=week)

        def at(seconds: float, end: datetime = end) -> datetime:
            return end + timedelta(seconds=seconds)

        # The last event before the end lasts ten minutes, or eight seconds, which is too short.
        page = f"/courses/{COURSE}/progress"
        yield line("edge_long", at(-1200), page, "{}", "server")
        yield line("edge_long", at(-300), page, "{}", "server")
        yield line("edge_long", at(300), page, "{}", "server")
        yield line("edge_short", at(-600), page, "{}", "server")
        yield line("edge_short", at(-4.5), page, "{}", "server")
        yield line("edge_short", at(3.7), page, "{}", "server")
        # A video that plays over the end.
        for seconds, act, position in ((-30, "play_video", 0.0), (40, "pause_video", 70.0)):
            payload = json.dumps(VIDEO | {"currentTime": position})
            yield line("edge_video", at(seconds), act, payload)
    # A part of a homework that nobody answered while it was due.
    part = f"{HOMEWORK[-20:]}_9_1"
    payload = {
        "problem_id": HOMEWORK,
        "attempts": 1,
        "grade": 1,
        "max_grade": 1,
        "success": "correct",
        "answers": {part: "choice_0"},
        "submission": {part: {"answer": "a", "response_type": "multiplechoiceresponse"}},
        "correct_map": {part: {"correctness": "correct"}},
    }
    late = start + timedelta(weeks=weeks - 1, hours=1)
    yield line("edge_late", late, "problem_check", payload, "server")
