"""What the records say that the database of the site says, too; see the data package."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

ENROLMENT = "edx.course.enrollment."
ACTIONS = ("activated", "deactivated", "mode_changed")
Who = tuple[str, int]  # course, user id


class Step(NamedTuple):
    """A change of an enrolment."""

    at: datetime
    action: str
    mode: str


class Response(NamedTuple):
    """An open response that was handed in."""

    at: datetime
    block: str
    uuid: str


class Observed:
    """Sees every record that is written, at the time when it happened."""

    def __init__(self) -> None:
        """Have seen nothing yet."""
        self.steps: defaultdict[Who, list[Step]] = defaultdict(list)
        self.certificates: dict[Who, tuple[datetime, str]] = {}  # when, id
        self.passed: dict[Who, datetime] = {}
        self.cohorts: dict[Who, int] = {}
        #: Course, user name, problem: times of the attempts.
        self.attempts: defaultdict[tuple[str, str, str], list[datetime]] = defaultdict(list)
        #: Course, user name: open responses in their order.
        self.responses: defaultdict[tuple[str, str], list[Response]] = defaultdict(list)
        #: Points that their author gave to an open response, by the id of the response; when.
        self.own_points: dict[str, tuple[int, datetime]] = {}
        self.seen: defaultdict[str, list[datetime]] = defaultdict(list)  # by user name

    def see(self, record: Mapping[str, Any], at: datetime) -> None:
        """Keep what the record tells."""
        kind, event = record.get("event_type", ""), record.get("event")
        user, course = record.get("username", ""), record["context"].get("course_id", "")
        if user:
            self.seen[user].append(at)
        if record.get("event_source") != "server" or not isinstance(event, Mapping):
            return
        if kind == "problem_check":
            self.attempts[course, user, event["problem_id"]].append(at)
        elif kind.startswith(ENROLMENT) and kind.removeprefix(ENROLMENT) in ACTIONS:
            step = Step(at, kind.removeprefix(ENROLMENT), event["mode"])
            self.steps[event["course_id"], event["user_id"]].append(step)
        elif kind == "openassessmentblock.create_submission":
            block = record["context"]["module"]["usage_key"]
            self.responses[course, user].append(Response(at, block, event["submission_uuid"]))
        elif kind == "openassessmentblock.self_assess":
            points = sum(part["option"]["points"] for part in event["parts"])
            self.own_points[event["submission_uuid"]] = (points, at)
        elif kind == "edx.certificate.created":
            self.certificates[course, event["user_id"]] = (at, event["certificate_id"])
        elif kind == "edx.course.grade.passed.first_time":
            self.passed[course, int(event["user_id"])] = at
        elif kind == "edx.cohort.user_added":
            self.cohorts[course, event["user_id"]] = event["cohort_id"]
