"""Lines of a browser, as small logs for the peer have them."""

from __future__ import annotations

import json

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
