"""Segments of the peer beside those of `marts.fct_video_segments`: every difference has a reason.

`python -m benchmarks.peer_compare LOGS WAREHOUSE` prints counts as JSON. Segments are the same if
one learner's event closed the same part of a video in both. A reason is a rule of edx-stats and is
found by looking at the learner's events from the opening to the closing; what no rule accounts for
is `unexplained`.
"""

import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from benchmarks.peer_edx_stats import (
    READ_TYPES,
    Log,
    actions,
    lines_of,
    read,
    segments,
    stopped_days,
)

#: Reason: what edx-stats does. What is done here is in docs/video_segments.md.
REASONS = {
    "forward_seek": "a seek forwards stores the part that was skipped, not the part before it",
    "open_since_seek": "after a seek the player counts as stopped until the next play",
    "echo": "a play after a seek, which a player sends by itself, opens a part at its own position",
    "seek_in_place": "a seek to where the player stands changes nothing",
    "other_video": "all videos share one state: another video ends the open part, unseen",
    "other_id": "another spelling of a video's id is another video",
    "midnight": "the state begins anew each UTC day",
    "load": "a load in the middle of a part changes nothing",
    "mobile": "events of apps that are named edx.video.* are not read",
    "too_short": "parts under a quarter of a second are kept",
    "staff": "course staff are known by studio or instructor in an event type only",
    "line_not_read": "a line with text before or after its JSON, or without a course, is not read",
    "unexplained": "no known rule",
}
MIN_SECONDS = 0.25
HTML_ID = re.compile(r"(?:^|[^0-9A-Za-z])i4x-.+?-video(?:alpha)?-(.+)$")
NEARLY = 1e-6
OURS = """
    select
        course_id, username, video_id, epoch_us(opened_at), epoch_us(closed_at), closed_by,
        start_seconds, end_seconds
    from marts.fct_video_segments
    inner join private.learner_identities using (learner_id)
    where fct_video_segments.platform = 'edx' and course_id is not null
"""
OUR_STAFF = """
    select distinct course_id, username
    from marts.fct_events
    inner join private.learner_identities using (learner_id)
    where is_staff and course_id is not null
"""
UNREAD = "unread"


class Segment(NamedTuple):
    """A part of a video that a learner watched; times in microseconds."""

    course: str
    user: str
    video: str
    opened_at: int
    closed_at: int
    closed_by: str
    start: float
    end: float


class Event(NamedTuple):
    """An event of a learner in a course, as the peer reads it."""

    at: int
    video: str
    video_id: str  # as the payload spells it
    kind: str


Learner = tuple[str, str]  # course, user
Timelines = Mapping[Learner, Sequence[Event]]


class Difference(NamedTuple):
    """Where it is (peer, ours, both with other ends), why, and the segment."""

    where: str
    reason: str
    segment: Segment


def video_of(video_id: str) -> str:
    """The name of a video, whatever spelling of its id a player sends."""
    name = video_id.strip()
    if "@video+block@" in name:
        return name.split("@video+block@", 1)[1].strip()
    if html_id := HTML_ID.search(name):
        return html_id[1]
    return name.rstrip("/").rsplit("/", 1)[-1] if "i4x:" in name else name


def peer_segments(log: Log) -> list[Segment]:
    """What the peer makes of a log."""
    found = segments(actions(log))
    for name in ("opened_at", "closed_at"):
        found[name] = found[name].dt.as_unit("us").astype("int64")
    return [
        Segment(course.strip(), user.strip(), video_of(video), *rest)
        for course, user, video, *rest in found.itertuples(index=False, name=None)
    ]


def timelines(log: Log) -> Timelines:
    """All video events of every learner in every course, in the order of time."""
    found: dict[Learner, list[Event]] = defaultdict(list)
    times = log.rows["time"].dt.as_unit("us").astype("int64")
    names = ["course_id", "username", "video", "type", "old", "new"]
    rows = log.rows[names].itertuples(index=False, name=None)
    for at, (course, user, video, event_type, old, new) in zip(times, rows, strict=True):
        kind = event_type.removesuffix("_video") if event_type in READ_TYPES else UNREAD
        if kind == "seek":
            kind = "seek_forward" if old < new else "seek_back" if old > new else "seek_in_place"
        video_id = video if isinstance(video, str) else ""
        event = Event(int(at), video_of(video_id), video_id, kind)
        found[course.strip(), user.strip()].append(event)
    return found


def compare(
    peers: Iterable[Segment],
    ours: Iterable[Segment],
    events: Timelines,
    staff: set[Learner],
    our_staff: set[Learner],
) -> tuple[int, list[Difference]]:
    """How many segments are the same, and all that differ."""
    n_same, differences = 0, []
    rest = {_key(segment): segment for segment in ours}
    for peer in peers:
        mine = rest.pop(_key(peer), None)
        timeline = events.get((peer.course, peer.user), ())
        if mine is None:
            is_staff = (peer.course, peer.user) in our_staff
            reason = "staff" if is_staff else why_peer(peer, timeline)
            differences.append(Difference("peer", reason, peer))
        elif abs(peer.start - mine.start) < NEARLY and abs(peer.end - mine.end) < NEARLY:
            n_same += 1
        else:
            differences.append(Difference("both", why_peer(peer, timeline), peer))
    for mine in rest.values():
        timeline = events.get((mine.course, mine.user), ())
        is_staff = (mine.course, mine.user) in staff
        reason = "staff" if is_staff else why_ours(mine, timeline)
        differences.append(Difference("ours", reason, mine))
    return n_same, differences


def _key(segment: Segment) -> tuple[str, str, str, int, str]:
    how = segment.closed_by.partition("_")[0]
    return segment.course, segment.user, segment.video, segment.closed_at, how


def why_peer(segment: Segment, timeline: Sequence[Event]) -> str:
    """Why the peer has a segment that is not here, or has other ends here."""
    inside = _between(timeline, segment.opened_at, segment.closed_at)
    same = {event.kind for event in inside if event.video == segment.video}
    if segment.closed_by == "seek_forward":
        return "forward_seek"
    if segment.end - segment.start < MIN_SECONDS:
        return "too_short"
    if "load" in same:
        return "load"
    if "seek_in_place" in same:
        return "seek_in_place"
    if any(event.kind == UNREAD for event in inside):
        return "mobile"
    before = timeline[: bisect_left(timeline, segment.opened_at, key=_at)]
    for event in reversed(before):
        if event.video == segment.video and event.kind not in ("play", "speed_change"):
            return "echo" if event.kind.startswith("seek") else "unexplained"
    return "unexplained"


def why_ours(segment: Segment, timeline: Sequence[Event]) -> str:
    """Why the peer lacks a segment."""
    inside = _between(timeline, segment.opened_at, segment.closed_at)
    same = [event for event in inside if event.video == segment.video]
    opening = [e for e in same if e.at == segment.opened_at and _opens(e)]
    closing = [
        e for e in same if e.at == segment.closed_at and e.kind.startswith(segment.closed_by)
    ]
    if not (opening and closing):
        ends = (segment.opened_at, segment.closed_at)
        is_unread = any(event.kind == UNREAD and event.at in ends for event in inside)
        return "mobile" if is_unread else "line_not_read"
    if "seek_in_place" in (opening[-1].kind, closing[0].kind):
        return "seek_in_place"
    if opening[-1].video_id != closing[0].video_id:
        return "other_id"
    if opening[-1].kind != "play":
        return "open_since_seek"
    if segment.opened_at // 86_400_000_000 != segment.closed_at // 86_400_000_000:
        return "midnight"
    acts = ("play", "pause", "stop", "seek_forward", "seek_back")
    if any(event.video != segment.video and event.kind in acts for event in inside):
        return "other_video"
    return "unexplained"


def _opens(event: Event) -> bool:
    return event.kind == "play" or event.kind.startswith("seek")


def _at(event: Event) -> int:
    return event.at


def _between(timeline: Sequence[Event], first: int, last: int) -> Sequence[Event]:
    return timeline[bisect_left(timeline, first, key=_at) : bisect_right(timeline, last, key=_at)]


def summary(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences by reason, in the order of REASONS."""
    counts = Counter((found.reason, found.where) for found in differences)
    names = {"only_peer": "peer", "only_here": "ours", "other_ends": "both"}
    rows = [
        {"reason": reason} | {name: counts[reason, where] for name, where in names.items()}
        for reason in REASONS
    ]
    return [row for row in rows if any(row[name] for name in names)]


def main(folder: str, database: str) -> None:
    """Compare, and print counts."""
    log = read(lines_of(Path(folder)))
    with duckdb.connect(database, read_only=True) as connection:
        ours = [Segment(*row) for row in connection.execute(OURS).fetchall()]
        our_staff = set(connection.execute(OUR_STAFF).fetchall())
    peers, (n_days, n_stopped) = peer_segments(log), stopped_days(log.rows)
    n_same, differences = compare(peers, ours, timelines(log), log.staff, our_staff)
    unexplained = [found for found in differences if found.reason == "unexplained"]
    counts = {
        "segments_peer": len(peers),
        "segments_here": len(ours),
        "segments_same": n_same,
        "differences": summary(differences),
        "unexplained": [found.segment._asdict() | {"in": found.where} for found in unexplained[:5]],
        "unreadable_lines": log.n_unreadable,
        "course_days": n_days,
        "course_days_stopped": n_stopped,
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
