"""What has been landed (raw.files), and how a file on disk is recognised in it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import pyarrow as pa

from loaders.errors import BrokenFile
from loaders.files.logfile import LogFile
from loaders.files.paths import printable
from loaders.warehouse.database import Connection


@dataclass(frozen=True)
class FileRow:
    """A row of raw.files. Those of exports, which have no lines, are written by exports.py.

    load_id: the last load that changed this row.
    size_bytes: the size when last seen. bytes_loaded of them are landed (bytes on disk, so of
        a compressed file all or none), as lines_loaded rows in the table of lines.
    head_bytes, head_md5: how many first bytes are fingerprinted (a power of two, so that there
        are few heads to compare) and their md5. tail_md5: of the last bytes landed.
    is_final: the last line landed had no newline.
    is_current: the path still names this file; nothing else was found there since. Of an export:
        its course has no newer one.
    copy_of: the file_id under which the very same bytes are landed; this file has no lines.
    landed_for: what else its lines say: the course of a clickstream or of a course structure, the
        log of a QuickHelper file. The same bytes landed for another course are another file.
    lines_scrubbed: how many of the lines lost a secret; None if some were landed before this was
        counted, or are what `loaders undo` has left.
    lines_forgotten: how many of lines_loaded are not there, since somebody was forgotten.
    error: why the file, or what it has grown by, could not be landed.
    """

    file_id: int
    source: str
    path: str
    load_id: int = 0
    size_bytes: int = 0
    bytes_loaded: int = 0
    lines_loaded: int = 0
    head_bytes: int = 0
    head_md5: str = ""
    tail_md5: str = ""
    compression: str = "none"
    is_final: bool = False
    is_current: bool = True
    copy_of: int | None = None
    landed_for: str | None = None
    error: str | None = None
    lines_scrubbed: int | None = 0
    lines_forgotten: int = 0

    def is_held_by(self, log: LogFile) -> bool:
        """Tell whether a file begins with what has been landed, which must be something.

        A compressed file must be that and no more: there is no reading on in it.
        """
        return (
            0 < self.bytes_loaded <= log.size
            and self.compression == log.compression
            and (log.compression == "none" or self.bytes_loaded == log.size)
            and log.heads[self.head_bytes] == self.head_md5
            and log.tail(self.bytes_loaded) == self.tail_md5
        )


COLUMNS = ", ".join(field.name for field in fields(FileRow))


class Manifest:
    """The files of one source: read when a load begins, saved when it ends."""

    def __init__(
        self, con: Connection, source: str, same: Callable[[str], str] = lambda text: text
    ) -> None:
        """Read raw.files. same: gives equal texts for two spellings of one landed_for."""
        self._con, self._source, self._same = con, source, same
        self.rows: dict[int, FileRow] = {}
        self._current: dict[tuple[str, str], int] = {}
        self._by_head: defaultdict[tuple[str, int, str], set[int]] = defaultdict(set)
        rows = con.execute(f"select {COLUMNS} from raw.files where source = ?", [source])
        for values in rows.fetchall():
            self.put(FileRow(*values))
        self._saved = dict(self.rows)
        [(last,)] = con.sql("select coalesce(max(file_id), 0) from raw.files").fetchall()
        self._next_id: int = last + 1

    def at(self, path: str, landed_for: str | None) -> FileRow | None:
        """Return the row of the file that was last seen under a path, for a course."""
        file_id = self._current.get((path, self._same(landed_for or "")))
        return None if file_id is None else self.rows[file_id]

    def blank(self, path: str, landed_for: str | None) -> FileRow:
        """Return a row for a path of which nothing is landed: the one it has, or a new one."""
        known = self.at(path, landed_for)
        if known and not known.bytes_loaded:
            return known
        self._next_id += 1
        return FileRow(self._next_id - 1, self._source, path, landed_for=landed_for)

    def put(self, row: FileRow) -> None:
        """Set a row. If its path named another file, that one is no longer current."""
        whose = self._same(row.landed_for or "")
        before, there = self.rows.get(row.file_id), self.at(row.path, row.landed_for)
        if before and before.path != row.path and self.at(before.path, row.landed_for) == before:
            del self._current[before.path, whose]
        if row.is_current:
            if there and there.file_id != row.file_id:
                self.rows[there.file_id] = replace(there, is_current=False)
            self._current[row.path, whose] = row.file_id
        self.rows[row.file_id] = row
        if row.bytes_loaded and row.copy_of is None:
            self._by_head[whose, row.head_bytes, row.head_md5].add(row.file_id)

    def identify(self, path: Path, log: LogFile, landed_for: str | None) -> FileRow:
        """Return the row to land a file under, from its bytes_loaded on: what is known of it.

        Only files that were landed for the same course are known.
        1. The path's own row, if the file begins with what was landed from it.
        2. Else a row whose landed bytes begin the file, and which its own path no longer
           holds: the file was renamed.
        3. Else, if all its bytes are landed under another path: a row that says copy_of.
        4. Else a row of which nothing is landed. So a copy that has grown is landed whole
           (staging removes duplicates), and its line numbers are those of the file.
        """
        name = printable(path)
        known = self.at(name, landed_for)
        if known and known.is_held_by(log):
            if known.copy_of and known.bytes_loaded < log.size:
                return FileRow(known.file_id, self._source, name, landed_for=landed_for)
            return known
        for row in self._landed_in(log, landed_for):
            if row.path == name or not _is_at_home(row):
                return replace(row, path=name, is_current=True)
            if row.bytes_loaded == log.size:
                file_id = self.blank(name, landed_for).file_id
                return replace(
                    row, file_id=file_id, path=name, copy_of=row.file_id, lines_loaded=0, error=None
                )
        return self.blank(name, landed_for)

    def changed(self) -> list[FileRow]:
        """Return the rows that are new, or other than when the load began."""
        return [row for file_id, row in self.rows.items() if self._saved.get(file_id) != row]

    def save(self, load_id: int) -> None:
        """Write what has changed to raw.files, as the work of a load; keep what it was before."""
        self._con.execute(
            "insert into raw.file_history by name select ? as changed_by, * from raw.files "
            "where file_id in (select unnest(cast(? as bigint[])))",
            [load_id, [row.file_id for row in self.changed()]],
        )
        changed = [asdict(replace(row, load_id=load_id)) for row in self.changed()]
        self._write(pa.Table.from_pylist(changed))

    def _write(self, changed: pa.Table) -> None:
        """Write rows; DuckDB finds the table by the name of the argument."""
        self._con.execute("insert or replace into raw.files by name select * from changed")

    def _landed_in(self, log: LogFile, landed_for: str | None) -> list[FileRow]:
        """Return the rows of which all that is landed begins a file, the longest first."""
        whose = self._same(landed_for or "")
        ids = {
            file_id
            for head in log.heads.items()
            for file_id in self._by_head.get((whose, *head), ())
        }
        rows = [self.rows[file_id] for file_id in ids]
        held = [row for row in rows if row.copy_of is None and row.is_held_by(log)]
        return sorted(held, key=lambda row: (-row.bytes_loaded, row.file_id))


def _is_at_home(row: FileRow) -> bool:
    """Tell whether the path of a row still holds what was landed from it."""
    try:
        with LogFile(Path(row.path)) as log:
            return row.is_held_by(log)
    except (OSError, BrokenFile):
        return False
