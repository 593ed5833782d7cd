"""What is certain about the lines by construction, counted while they are made.

Counts about courses leave the course staff out. Nothing here depends on the order of the lines.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

PLAYS = ("play_video", "edx.video.played")
ENROLMENT = "edx.course.enrollment."
ACTIONS = ("activated", "deactivated", "mode_changed")
NEWS = {  # event type: what it is counted as
    "edx.forum.thread.created": "forum_threads",
    "edx.forum.response.created": "forum_responses",
    "edx.forum.comment.created": "forum_comments",
    "edx.course.grade.passed.first_time": "passed",
    "edx.certificate.created": "certificates",
}

Answers = dict[str, Any]


class Truth:
    """Sees every record that is written."""

    def __init__(self, staff: Mapping[str, int]) -> None:
        """Know the staff: user names and ids."""
        self._staff, self._staff_ids = staff, frozenset(staff.values())
        self._counts: Counter[tuple[str, str]] = Counter()
        self._played: set[tuple[str, str, str]] = set()  # course, learner, video
        self._tried: set[tuple[str, str, str]] = set()  # course, learner, problem
        self._weekly: set[tuple[str, str, str, str]] = set()  # course, activity, Monday, learner
        self._steps: dict[str, dict[int, list[tuple[datetime, str, str]]]] = {}

    def see(self, record: Mapping[str, Any], at: datetime) -> None:
        """Count a record, unless it is of the course staff."""
        kind, source = record.get("event_type", ""), record.get("event_source")
        user, course = record.get("username", ""), record["context"].get("course_id", "")
        if kind.startswith(ENROLMENT) and source == "server":
            self._enrol(kind.removeprefix(ENROLMENT), record["event"], at)
        elif user in self._staff:
            return
        elif kind == "problem_check" and source == "server":
            self._counts[course, "problem_attempts"] += 1
            self._tried.add((course, user, record["event"]["problem_id"]))
            self._weekly.add((course, "attempted_problem", _monday(at), user))
        elif kind in PLAYS:
            self._counts[course, "video_plays"] += 1
            self._played.add((course, user, _video_id(record["event"])))
            self._weekly.add((course, "played_video", _monday(at), user))
        elif kind in NEWS:
            self._counts[course, NEWS[kind]] += 1

    def _enrol(self, action: str, event: Mapping[str, Any], at: datetime) -> None:
        if action in ACTIONS and event["user_id"] not in self._staff_ids:
            steps = self._steps.setdefault(event["course_id"], {})
            steps.setdefault(event["user_id"], []).append((at, action, event["mode"]))

    def courses(self) -> dict[str, Answers]:
        """The answers for each course."""
        answers: dict[str, Answers] = {}
        for course, learners in sorted(self._steps.items()):
            last = [sorted(steps)[-1] for steps in learners.values()]
            enrolled = [mode for _, action, mode in last if action != "deactivated"]
            names = ("problem_attempts", "video_plays", *NEWS.values())
            answers[course] = {
                "ever_enrolled": len(learners),
                "enrolled_at_end": len(enrolled),
                "enrolled_at_end_by_mode": dict(sorted(Counter(enrolled).items())),
                **{name: self._counts[course, name] for name in names},
                "learners_with_attempts": _distinct((c, u) for c, u, _ in self._tried)[course],
                "learner_problems": _distinct(self._tried)[course],
                "videos_played": _distinct((c, v) for c, _, v in self._played)[course],
                "learner_videos_played": _distinct(self._played)[course],
                "weekly_learners": self._weeks(course),
            }
        return answers

    def _weeks(self, course: str) -> dict[str, dict[str, int]]:
        """Activity: Monday: learners."""
        weeks: dict[str, dict[str, int]] = {}
        for (where, activity, monday), count in sorted(
            Counter((c, activity, monday) for c, activity, monday, _ in self._weekly).items()
        ):
            if where == course:
                weeks.setdefault(activity, {})[monday] = count
        return weeks


def _distinct(rows: Iterable[tuple[str, ...]]) -> Counter[str]:
    """How many different rows each course has."""
    return Counter(row[0] for row in set(rows))


def _monday(at: datetime) -> str:
    return str((at - timedelta(days=at.weekday())).date())


def _video_id(event: Any) -> str:
    """The id without what some players put before it."""
    payload = json.loads(event) if isinstance(event, str) else event
    return str(payload["id"]).rpartition("-video-")[2].rpartition("block@")[2]
