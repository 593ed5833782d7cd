"""A visit: somebody on the site for a while, and the lines that the site writes meanwhile.

Each method writes one line in one of the forms of a tracking log. The order of the fields, the
spelling of the payload and what the context holds follow real lines of the era.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sample_logs.courses import HOST, SITE, Block, Course, Problem
from sample_logs.dice import Dice
from sample_logs.people import Person

Record = dict[str, object]
Write = Callable[[Record, datetime, datetime], None]  # record, its time, when it reaches the log
IMPLICIT_PAYLOAD = 512  # characters of a request that the server keeps


def number(value: float) -> float:
    """Whole numbers without a fraction, as browsers and graders write them."""
    return int(value) if value == int(value) else value


class Visit:
    """A person, or an anonymous visitor, with a browser at a time; the clock moves on by `wait`."""

    def __init__(
        self, write: Write, dice: Dice, person: Person | None, course: Course | None, at: datetime
    ) -> None:
        """Come at a time, through `write` into the log."""
        self.write, self.dice, self.person, self.course, self.now = write, dice, person, course, at
        self.modern = course is None or course.is_modern(at)
        self.session = dice.hex(32)
        self.username = person.username if person else ""
        self.user_id: object = person.user_id if person else (None if self.modern else "")
        self.ip = person.ip if person else f"192.0.2.{dice.whole(1, 254)}"
        self.agent = person.agent if person else ""
        self.language = person.language if person else ""
        self.host = HOST
        self.page = SITE + "/dashboard"
        self.outer_page = ""  # if the page is a frame in another one
        self.tags: Record = {}  # the learner's groups in A/B tests
        self.has_analytics = dice.chance(0.05)
        self.has_frames = course is not None and not course.is_old and dice.chance(0.25)

    def wait(self, low: float, high: float | None = None) -> None:
        """Let time pass: so many seconds, or between so many."""
        seconds = low if high is None else self.dice.between(low, high)
        self.now += timedelta(seconds=seconds)

    def _context(self, path: str, course: Course | None, extra: Record | None = None) -> Record:
        context: Record = {} if self.modern else {"username": self.username}
        context |= extra or {}
        context["user_id"] = self.user_id
        if not self.modern:
            context |= {"ip": self.ip, "agent": self.agent, "host": self.host}
            context["session"] = self.session
        context["org_id"] = course.org if course else ""
        context["course_id"] = course.id if course else ""
        context["path"] = path
        return context

    def _send(self, record: Record) -> None:
        self.write(record, self.now, self.now)
        self.wait(0.002, 0.4)

    def browser(self, event_type: str, payload: object, name: str = "") -> None:
        """What a page reports: the payload is text, JSON of an object or a query string."""
        if not self.modern:
            text = payload if payload == "" else json.dumps(payload, separators=(",", ":"))
            return self._send({
                "username": self.username, "event_type": event_type, "ip": self.ip,
                "agent": self.agent, "host": self.host, "session": self.session, "event": text,
                "event_source": "browser", "context": self._context("/event", self.course),
                "time": self.now.isoformat(), "page": self.page,
            })  # fmt: skip
        text = payload if isinstance(payload, str) else json.dumps(payload)
        if isinstance(payload, list):  # problem_graded arrives as it is
            text = payload
        record = self._named(event_type, name or event_type, "/event", self.course, text)
        record["event_source"], record["page"] = "browser", self.page
        if self.has_analytics and self.course:
            record |= {"label": self.course.id, "nonInteraction": 1}
        self._send(record)

    def server(
        self, event_type: str, payload: Record | None, path: str, *, in_course: bool = True
    ) -> None:
        """What the server reports by name about a request."""
        course = self.course if in_course else None
        record = self._named(event_type, event_type, path, course, payload)
        if not self.modern:
            del record["accept_language"], record["referer"]
        self._send(record)

    def _named(
        self, event_type: str, name: str, path: str, course: Course | None, event: object
    ) -> Record:
        return {
            "username": self.username, "event_source": "server", "name": name,
            "accept_language": self.language, "time": self.now.isoformat(), "agent": self.agent,
            "page": None, "host": self.host, "session": self.session,
            "referer": self.outer_page or self.page,
            "context": self._context(path, course), "ip": self.ip, "event": event,
            "event_type": event_type,
        }  # fmt: skip

    def request(
        self,
        path: str,
        post: Mapping[str, object] | None = None,
        get: Mapping[str, object] | None = None,
        *,
        in_course: bool = True,
    ) -> None:
        """The implicit event of a request: its path, and what is kept of its parameters."""
        text = json.dumps({"POST": post or {}, "GET": get or {}})[:IMPLICIT_PAYLOAD]
        course = self.course if in_course else None
        tags: Record = {"course_user_tags": self.tags} if course else {}
        self._unnamed(path, text, self._context(path, course, tags), None)

    def module(
        self, event_type: str, payload: object, block: Block, action: str, **more: object
    ) -> None:
        """What a block on the server reports; `more` is more about the block."""
        module: Record = {"display_name": block.title}
        if self.modern:
            module = {"usage_key": block.key} | module | more
        extra: Record = {"course_user_tags": self.tags, "module": module}
        if self.modern:
            extra["asides"] = _asides(block)
        path = block.action(action, modern=self.modern)
        self._unnamed(event_type, payload, self._context(path, self.course, extra), "x_module")

    def _unnamed(self, event_type: str, event: object, context: Record, page: str | None) -> None:
        if self.modern:
            record: Record = {
                "username": self.username, "event_type": event_type, "ip": self.ip,
                "agent": self.agent, "host": self.host, "referer": self.page,
                "accept_language": self.language, "event": event, "event_source": "server",
                "context": context, "time": self.now.isoformat(), "page": page,
            }  # fmt: skip
        else:
            record = {
                "username": self.username, "host": self.host, "event_source": "server",
                "event_type": event_type, "context": context, "time": self.now.isoformat(),
                "ip": self.ip, "event": event, "agent": self.agent, "page": page,
            }  # fmt: skip
        if event is None:
            del record["event"]
        self._send(record)

    def app(self, event_type: str, name: str, payload: Record, late: timedelta) -> None:
        """What the mobile app kept and sent later; Android by the old names, as text."""
        assert self.person is not None and self.course is not None
        android = self.person.app == "android"
        received_at = self.now + late
        context: Record = {
            "component": "videoplayer", "received_at": received_at.isoformat(),
            "course_id": self.course.id, "path": "/segmentio/event",
            "user_id": self.user_id if android else str(self.user_id),
            "org_id": self.course.org,
            "application": {"name": f"edx.mobileapp.{self.person.app}", "version": "5.2.0"},
            "client": CLIENTS[self.person.app],
        }  # fmt: skip
        record: Record = {
            "username": self.username, "event_source": "mobile", "name": name,
            "time": self.now.isoformat(timespec="seconds"), "agent": APP_AGENTS[self.person.app],
            "page": f"{SITE}{self.course.url('courseware/')}" if android else None,
            "host": self.host, "session": "", "context": context, "ip": "",
            "event": json.dumps(payload) if android else payload,
            "event_type": event_type if android else name,
        }  # fmt: skip
        self.write(record, self.now, received_at)
        self.wait(1, 2)  # the app's clock has whole seconds

    def background(self, event_type: str, payload: Record) -> None:
        """What a worker reports for the course after a request: it has no user."""
        assert self.course is not None
        self.write(background(event_type, payload, self.course, self.now), self.now, self.now)
        self.wait(0.002, 0.4)


def background(
    event_type: str, payload: Record, course: Course, at: datetime, username: str = "",
    command: str = "",
) -> Record:  # fmt: skip
    """A record without a request: of a worker, or of a command on the server."""
    context: Record = {"course_id": course.id, "org_id": course.org}
    if command:
        context["command"] = command
    return {
        "username": username, "event_source": "server", "name": event_type, "accept_language": "",
        "time": at.isoformat(), "agent": "", "page": None, "host": "", "session": "",
        "referer": "", "context": context, "ip": "", "event": payload, "event_type": event_type,
    }  # fmt: skip


def tags(block: Block) -> Record:
    """The tags that the team of the new course gave to its problems."""
    if not isinstance(block, Problem) or block.course.is_old:
        return {}
    level = ("Easy", "Medium", "Hard")[(block.difficulty > 0.2) + (block.difficulty > 0.7)]
    return {"difficulty": level, "learning_outcome": [block.topic]}


def _asides(block: Block) -> Record:
    saved = tags(block)
    return {"tagging_aside": {"saved_tags": saved}} if saved else {}


APP_AGENTS = {
    "android": "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP2A.240805.005)",
    "ios": "edX/5.2.0 (org.edx.mobile; build:41; iOS 18.6.0) Alamofire/5.9.1",
}
CLIENTS: dict[str, Record] = {
    "android": {
        "device": {"manufacturer": "Google", "model": "Pixel 8", "type": "android"},
        "os": {"name": "Android", "version": "14"}, "locale": "en-US",
        "network": {"wifi": True, "carrier": "", "cellular": False, "bluetooth": False},
        "app": {"name": "edX", "version": "5.2.0", "build": "41"},
        "screen": {"width": 1080, "height": 2400, "density": 2.625},
    },
    "ios": {
        "device": {"manufacturer": "Apple", "model": "iPhone15,4", "type": "ios"},
        "os": {"name": "iOS", "version": "18.6"}, "locale": "en-GB",
        "network": {"wifi": False, "carrier": "", "cellular": True},
        "app": {"name": "edX", "version": "5.2.0", "build": "41"},
        "screen": {"width": 1179, "height": 2556},
    },
}  # fmt: skip
