"""The courses to publish, and the names of their folders."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from loaders.errors import Refusal

MAX_DATABASE = 64  # characters of a name in MySQL


@dataclass(frozen=True)
class Course:
    """A course to publish; `start` and `weeks` are what others' scripts ask for."""

    course_id: str
    platform: str
    title: str | None
    start: datetime | None
    weeks: int | None
    is_start_estimated: bool

    @property
    def slug(self) -> str:
        """The course's key as the name of a folder; two courses may share one."""
        return re.sub(r"[^A-Za-z0-9._-]+", "_", self.course_id)[:100].lstrip(".") or "course"

    @property
    def database(self) -> str:
        """The course's key as the name of a database: lower case, digits and _; may be shared."""
        return f"moocdb_{re.sub(r'[^a-z0-9]+', '_', self.slug.lower()).strip('_')}"[:MAX_DATABASE]

    @property
    def digest(self) -> str:
        """What tells courses of one slug apart."""
        return hashlib.md5(f"{self.platform} {self.course_id}".encode()).hexdigest()[:8]


def names_of(published: list[Course]) -> dict[Course, tuple[str, str]]:
    """The (folder, database) of each course, made longer where another has the same database.

    Names of folders that differ in punctuation or letter case only make one name of a database. A
    key that is not ASCII has lost what tells it apart.
    """
    shared = Counter(course.database for course in published)
    names = {}
    for course in published:
        folder, database = course.slug, course.database
        is_odd = not course.course_id.isascii() or folder.endswith(".")  # Windows drops the dot
        if shared[database] > 1 or is_odd:
            folder = f"{folder}-{course.digest}"
            database = f"{database[: MAX_DATABASE - 9]}_{course.digest}"
        names[course] = (folder, database)
    return names


def courses(connection: duckdb.DuckDBPyConnection, course_ids: Iterable[str]) -> list[Course]:
    """The courses asked for, or all if none is. Raises Refusal when one is unknown."""
    known = [
        Course(*row)
        for row in connection.execute(
            "select course_id, platform, title, start_timestamp, n_weeks, is_start_estimated "
            "from moocdb.course_metadata order by course_id, platform"
        ).fetchall()
    ]
    asked = list(course_ids)
    refuse_unknown(asked, [course.course_id for course in known])
    return [course for course in known if not asked or course.course_id in asked]


def refuse_unknown(asked: Iterable[str], known: Iterable[str]) -> None:
    """Raise Refusal when a course that is asked for is not among those of the warehouse."""
    held = sorted(set(known))
    if unknown := sorted(set(asked) - set(held)):
        raise Refusal(
            f"The warehouse holds no course {', '.join(unknown)}. "
            f"It holds: {', '.join(held) or 'none'}."
        )
