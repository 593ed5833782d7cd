"""The courses to publish, and the names of their folders."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from publishers.warehouse import NotBuilt


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
    def long_slug(self) -> str:
        """A name for its folder that no other course has."""
        digest = hashlib.md5(f"{self.platform} {self.course_id}".encode()).hexdigest()
        return f"{self.slug}-{digest[:8]}"


def courses(connection: duckdb.DuckDBPyConnection, course_ids: Iterable[str]) -> list[Course]:
    """The courses asked for, or all if none is. Raises NotBuilt when one is unknown."""
    known = [
        Course(*row)
        for row in connection.execute(
            "select course_id, platform, title, start_timestamp, n_weeks, is_start_estimated "
            "from moocdb.course_metadata order by course_id, platform"
        ).fetchall()
    ]
    asked = list(course_ids)
    unknown = sorted(set(asked) - {course.course_id for course in known})
    if unknown:
        raise NotBuilt(
            f"The warehouse holds no course {', '.join(unknown)}. "
            f"It holds: {', '.join(course.course_id for course in known)}"
        )
    return [course for course in known if not asked or course.course_id in asked]
