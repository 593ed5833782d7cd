"""The kinds of files that are landed line by line, each in a raw table of its own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import BrokenFile
from loaders.lines import LineStream
from loaders.rows import LabelStream

QUICKHELPER_LOGS = ("user", "selection", "helper", "vote", "click")


@dataclass(frozen=True)
class Source:
    """A kind of file.

    name: the command that lands it, and its name in raw.files and raw.loads.
    table: the raw table of its lines.
    constants: further varchar columns of the table, which hold one value for a whole load.
    constants_of: gives their values for one file instead; BrokenFile if it cannot.
    stream: what cuts a file into lines.
    """

    name: str
    table: str
    constants: tuple[str, ...] = ()
    constants_of: Callable[[Path], Sequence[str]] | None = None
    stream: type[LineStream] = LineStream

    @property
    def create(self) -> str:
        """SQL that makes the table, unless it is there."""
        constants = "".join(f", {name} varchar" for name in self.constants)
        return f"""
            create table if not exists {self.table} (
                load_id bigint, file_id bigint, {self.stream.columns}{constants}
            )"""

    @property
    def insert(self) -> str:
        """SQL that inserts what DuckDB finds as `lines`, given load_id, file_id and constants."""
        constants = ", ?" * len(self.constants)
        return f"""
            insert into {self.table}
            select ?, ?, lines.*{constants} from lines"""

    @property
    def delete(self) -> str:
        """SQL that takes lines of a file back, given load_id, file_id and the last line to keep."""
        return f"delete from {self.table} where load_id = ? and file_id = ? and line_no > ?"


def quickhelper_log(path: Path) -> tuple[str]:
    """Return which log a file is: the word that its name begins with, as in vote.log.2.gz."""
    [word] = re.findall("^[a-z]*", path.name.lower())
    if word not in QUICKHELPER_LOGS:
        raise BrokenFile(f"its name begins with none of {', '.join(QUICKHELPER_LOGS)}")
    return (word,)


SOURCES = {
    source.name: source
    for source in (
        Source("edx", "raw.edx_lines"),
        Source("quickhelper", "raw.quickhelper_lines", ("log",), quickhelper_log),
        Source("labels", "raw.label_rows", stream=LabelStream),
        Source("coursera-clickstream", "raw.coursera_clickstream_lines", ("course",)),
        Source("edx-course-structure", "raw.edx_course_structure_lines", ("course",)),
    )
}
