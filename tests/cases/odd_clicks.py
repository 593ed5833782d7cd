"""Lines of a clickstream that break naive parsers, each with the fate it must have."""

from __future__ import annotations

import json
from typing import Any

COURSE = "odd-001"
VIDEO = "user.video.lecture.action"
FIREFOX = "Mozilla/5.0 (Windows NT 6.1; rv:22.0) Gecko/20100101 Firefox/22.0"
CHROME = "Mozilla/5.0 (X11; CrOS armv7l 3428.149) AppleWebKit/537.22 Chrome/25.0.1364.126"
START = 1358124320000  # milliseconds


def click(seconds: int, **changes: Any) -> str:
    """A line of ana's, so long after the start; a key that is changed to `...` is absent."""
    line = {
        "key": "pageview",
        "username": "ana",
        "timestamp": START + 1000 * seconds,
        "page_url": f"https://class.coursera.org/{COURSE}/lecture/view?lecture_id=7",
        "session": "0514200686-1357727084554",
        "user_agent": FIREFOX,
        "language": "en",
    } | changes
    return json.dumps({key: value for key, value in line.items() if value is not ...})


def action(**fields: Any) -> str:
    return json.dumps(fields)


PLAY_WITHIN_KEY = json.dumps({"key": VIDEO, "value": action(type="play", currentTime=2)})
LINES = [
    ("accepted", click(0, user_agent=..., language="pl, en", **{"user-agent": FIREFOX})),
    ("accepted", click(1, username="bob", user_agent=None, language="el-GR,en,*")),
    ("accepted", click(2, username="cem", user_agent="", language="*")),
    ("accepted", click(3, user_agent=CHROME, language=None)),
    ("accepted", click(10, key=PLAY_WITHIN_KEY)),
    ("accepted", click(20, key=VIDEO, value='{"type":"pause","currentTime":')),
    ("accepted", click(40, key=VIDEO, value=action(type="pause", currentTime="32.5"))),
    ("accepted", click(50, username=None)),
    ("accepted", click(55, username="None")),
    ("accepted", click(60, timestamp=str(START + 60_000), page_url=None)),
    ("no_time", click(0, timestamp=START // 1000)),
    ("no_time", click(0, timestamp=None)),
    ("blank", " \t"),
    ("comment", "# made by hand"),
    ("not_json", click(0)[:-1]),
    ("not_object", '["pageview"]'),
    ("duplicate", click(3, user_agent=CHROME, language=None)),
]
