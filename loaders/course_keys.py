"""How courses are named: the keys of edX, the sessions of Coursera."""

import re

from loaders.errors import Refusal

COURSE_KEY = re.compile(
    r"course-v1:[^/+\s]+\+[^/+\s]+\+[^/+\s]+|ccx-v1:[^/+\s]+(\+[^/+\s]+){2}\+ccx@[0-9]+"
    r"|[^/:+\s]+/[^/:+\s]+/[^/:+\s]+"
)
SESSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def check_course(course: str) -> None:
    """Refuse what cannot be the key of a course."""
    if not COURSE_KEY.fullmatch(course):
        raise Refusal(
            f"{course!r} is not a course key: give --course course-v1:Org+Course+Run or "
            "Org/Course/Run, as the logs spell it."
        )


def check_moocdb_course(course: str) -> None:
    """Refuse what cannot be the name of a course."""
    if not (COURSE_KEY.fullmatch(course) or SESSION_ID.fullmatch(course)):
        raise Refusal(
            f"{course!r} cannot name a course: give --course as letters, digits, - . and _, for "
            "example --course 6.002x-2013, or as a key of edX."
        )


def check_session(course: str) -> None:
    """Refuse what cannot be the id of a Coursera session."""
    if not SESSION_ID.fullmatch(course):
        raise Refusal(
            f"{course!r} is not a session id: give it as the addresses of the course spell it, "
            "class.coursera.org/<session id>/, for example --course gametheory-003."
        )
