"""A peer on the same files: the video segments of edx-stats, written plainly in pandas.

`python -m benchmarks.peer_edx_stats LOGS SEGMENTS.csv`. The rules are those of edx-stats (EOL,
Universidad de Chile), its faults included, as `docs/differences_from_edx_stats.md` lists them. Two
things are not taken over, since nothing would be left to compare: a line that cannot be read is
left out and does not reject its file, and a row without a length or a position does not stop its
course-day. How many course-days it would have stopped is counted.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

#: What edx-stats takes out of a log for its video metrics. It reads the payload of the first six
#: only; the others become empty rows.
READ_TYPES = ("load_video", "play_video", "pause_video", "stop_video", "seek_video",
              "speed_change_video")  # fmt: skip
KEPT_TYPES = frozenset(READ_TYPES) | {
    "hide_transcript", "show_transcript", "video_hide_cc_menu", "video_show_cc_menu",
    "edx.video.transcript.hidden", "edx.video.loaded", "edx.video.paused", "edx.video.played",
    "edx.video.position.changed", "edx.video.transcript.shown", "edx.video.stopped",
}  # fmt: skip
STAFF_TYPE = re.compile("studio|instructor")
LENGTH = re.compile(r'"duration": [0-9]+([.][0-9]+)?[,}]')
COLUMNS = ("course_id", "username", "time", "type", "video", "position", "old", "new", "stops")


@dataclass
class Log:
    """The rows of a log that are about videos, and who is staff, as edx-stats sees it."""

    rows: pd.DataFrame
    staff: set[tuple[str, str]] = field(default_factory=set)  # course, user name
    n_unreadable: int = 0


def lines_of(folder: Path) -> Iterator[bytes]:
    """Every line of every log of a folder."""
    for path in sorted(path for path in folder.iterdir() if ".log" in path.name):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            yield from lines


def read(lines: Iterable[bytes]) -> Log:
    """Read JSON lines. Rows without a user or a course are left out."""
    rows: list[tuple[Any, ...]] = []
    log = Log(pd.DataFrame())
    for line in lines:
        try:
            record = json.loads(line)
            course = (record.get("context") or {}).get("course_id")
        except (ValueError, AttributeError):
            log.n_unreadable += 1
            continue
        event_type, user = str(record.get("event_type")), record.get("username")
        if not user or not course:
            continue
        if STAFF_TYPE.search(event_type):
            log.staff.add((course, user))
        if event_type in KEPT_TYPES:
            rows.append((course, user, record.get("time"), event_type, *_payload(record)))
    numbers = dict.fromkeys(("position", "old", "new"), "float64")
    log.rows = pd.DataFrame(rows, columns=list(COLUMNS)).astype(numbers)
    log.rows["time"] = pd.to_datetime(log.rows["time"], utc=True, format="ISO8601", errors="coerce")
    log.rows = log.rows.dropna(subset="time").sort_values("time", kind="stable")
    return log


def _payload(record: dict[str, Any]) -> tuple[Any, ...]:
    """Video, position, both ends of a seek, and whether edx-stats would stop at this row."""
    event = record.get("event")
    if record["event_type"] not in READ_TYPES:
        return None, None, None, None, False
    try:
        fields: dict[str, Any] = json.loads(event) if isinstance(event, str) else event or {}
        video = str(fields["id"])
    except (ValueError, KeyError, TypeError):
        return None, None, None, None, True
    numbers = (_number(fields.get(name)) for name in ("currentTime", "old_time", "new_time"))
    return video, *numbers, not (isinstance(event, str) and LENGTH.search(event))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def actions(log: Log) -> pd.DataFrame:
    """The rows that change what a player does, in order, with where each leaves the player.

    Loads are left out, and what does not change the state: changes of speed, and seeks that go
    nowhere. A seek that lacks an end, or another row that lacks a position, is unusable.
    """
    rows = log.rows.assign(action=log.rows["type"].str.removesuffix("_video"))
    seeks = rows["action"] == "seek"
    rows.loc[seeks & (rows["old"] < rows["new"]), "action"] = "seek_forward"
    rows.loc[seeks & (rows["old"] > rows["new"]), "action"] = "seek_back"
    rows.loc[seeks, "position"] = rows.loc[seeks, "new"]
    names = ("play", "pause", "stop", "seek_forward", "seek_back")
    rows = rows[rows["action"].isin(names) & rows["position"].notna()]
    is_staff = pd.MultiIndex.from_frame(rows[["course_id", "username"]]).isin(list(log.staff))
    return rows[~is_staff]


def segments(acted: pd.DataFrame) -> pd.DataFrame:
    """The parts of videos that edx-stats takes as watched.

    One state for each learner, course and UTC day, whatever the video, so that a segment ends where
    the action before was a play of the same video. A seek forward stores the part that was skipped.
    """
    rows = acted.assign(day=acted["time"].dt.floor("D"))
    before = rows.groupby(["course_id", "username", "day"], sort=False)[
        ["action", "video", "position", "time"]
    ].shift(1)
    rows["start"], rows["end"] = before["position"], rows["position"]
    back, forward = rows["action"] == "seek_back", rows["action"] == "seek_forward"
    rows.loc[back | forward, "end"] = rows["old"].where(back, rows["new"])
    rows.loc[forward, "start"] = rows["old"]
    rows["opened_at"], rows["closed_at"] = before["time"], rows["time"]
    follows_play = (before["action"] == "play") & (before["video"] == rows["video"])
    closes = (rows["action"] != "play") & (rows["start"] <= rows["end"])
    names = ["course_id", "username", "video", "opened_at", "closed_at", "action", "start", "end"]
    return rows.loc[follows_play & closes, names].reset_index(drop=True)


def stopped_days(rows: pd.DataFrame) -> tuple[int, int]:
    """Course-days with video events, and how many of them edx-stats would have stopped at.

    It stops at a length that is absent or not written like 12.3 after a space, and where the first
    row of the day is of a type that it keeps and does not read.
    """
    unread = ~rows["type"].isin(READ_TYPES)
    days = rows.assign(day=rows["time"].dt.floor("D"), unread=unread).groupby(["course_id", "day"])
    lost = days["stops"].any() | days["unread"].first()
    return len(lost), int(lost.sum())


def main(folder: str, output: str) -> None:
    """Read logs and write the segments."""
    segments(actions(read(lines_of(Path(folder))))).to_csv(output, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
