"""The kinds of files that are landed line by line, each in a raw table of its own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import BrokenFile
from loaders.files.logfile import LogFile
from loaders.streams.csv_kinds import CSV_KINDS
from loaders.streams.documents import DocumentStream, begins_document
from loaders.streams.lines import LineStream
from loaders.streams.rows import stream_of_rows

CSV_NAME = re.compile(r".*\.csv(\.gz|\.zst)?", re.IGNORECASE)
QUICKHELPER_LOGS = ("user", "selection", "helper", "vote", "click")


@dataclass(frozen=True)
class Source:
    """A kind of file.

    name: the command that lands it, and its name in raw.files and raw.loads.
    table: the raw table of its lines.
    constants: further varchar columns of the table, which hold one value for a whole load.
    constants_of: gives their values for one file instead; BrokenFile if it cannot.
    what: a file of this kind, as other commands call it that refuse it.
    options: that the command needs beside the file.
    stream: what cuts a file into lines.
    document_stream: what cuts a file that begins with a JSON document of several lines.
    names: of files in a folder that are landed without a look; None for the names of logs.
    signs: what a file of this kind, found in a folder under an unusual name, says somewhere in its
        first text; of one of these, every pattern.
    same: gives equal texts for two spellings of one value of the constants.
    has_user_agents: its lines name the browser or app of each event.
    has_events: a line is an event, or holds some: it shows one of the signs.
    last_counts: the file landed last is the one in use, so an older one is landed again.
    """

    name: str
    table: str
    constants: tuple[str, ...] = ()
    constants_of: Callable[[Path], Sequence[str]] | None = None
    what: str = ""
    options: str = ""
    stream: type[LineStream] = LineStream
    document_stream: type[LineStream] | None = None
    names: re.Pattern[str] | None = None
    signs: tuple[tuple[bytes, ...], ...] = ()
    same: Callable[[str], str] = str
    has_user_agents: bool = False
    has_events: bool = False
    last_counts: bool = False

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

    @property
    def loads_of_files(self) -> str:
        """SQL that tells which load landed each file, and its constant."""
        return f"""
            select load_id, file_id, any_value({self.constants[0]})
            from {self.table} group by load_id, file_id"""

    def stream_of(self, log: LogFile) -> type[LineStream]:
        """Return what cuts a file into lines."""
        if self.document_stream and begins_document(log.first_text):
            return self.document_stream
        return self.stream

    def shows(self, log: LogFile) -> bool:
        """Tell whether the first text of a file looks like this source."""
        return self.shows_in(log.first_text)

    def shows_in(self, text: bytes | memoryview) -> bool:
        """Tell whether a text looks like this source."""
        return any(all(re.search(s, text) for s in sign) for sign in self.signs)


def quickhelper_log(path: Path) -> tuple[str]:
    """Return which log a file is: the word that its name begins with, as in vote.log.2.gz."""
    [word] = re.findall("^[a-z]*", path.name.lower())
    if word not in QUICKHELPER_LOGS:
        raise BrokenFile(f"its name begins with none of {', '.join(QUICKHELPER_LOGS)}")
    return (word,)


def key(*names: str) -> bytes:
    """Return a pattern of JSON keys, also if escaped within a text of JSON."""
    return rb'\\*"(%s)\\*"\s*:' % "|".join(names).encode()


# An event has a name; a line of a container's log has a message, which may be one.
EVENT_SIGNS = (
    (key("event_type"),),
    (key("name"), key("time")),
    (key("log", "message", "MESSAGE", "msg", "textPayload", "jsonPayload"),),
)

SOURCES = {
    source.name: source
    for source in (
        Source(
            "edx",
            "raw.edx_lines",
            what="a tracking log of edX",
            document_stream=DocumentStream,
            signs=EVENT_SIGNS,
            has_user_agents=True,
            has_events=True,
        ),
        Source(
            "quickhelper",
            "raw.quickhelper_lines",
            ("log",),
            quickhelper_log,
            what="a log of the QuickHelper experiment",
            signs=((rb"<DELIMITER>",),),
            has_events=True,
        ),
        *(
            Source(
                name,
                kind.table,
                what=f"a CSV file of {kind.rows}",
                stream=stream_of_rows(kind.columns),
                names=CSV_NAME,
                signs=(tuple(rb"(?i)\A[^\n]*" + column.encode() for column in kind.columns),),
            )
            for name, kind in CSV_KINDS.items()
        ),
        Source(
            "coursera-clickstream",
            "raw.coursera_clickstream_lines",
            ("course",),
            what="a clickstream of Coursera",
            options=" --course SESSION",
            signs=((key("key"), key("timestamp")),),
            has_user_agents=True,
            has_events=True,
        ),
        Source(
            "edx-course-structure",
            "raw.edx_course_structure_lines",
            ("course",),
            what="the structure of a course",
            options=" --course KEY",
            same=str.casefold,
            last_counts=True,
        ),
    )
}
