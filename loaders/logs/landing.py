"""One load: files into the table of their source, in one transaction."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from loaders.errors import BrokenFile
from loaders.files.archives import ARCHIVE_NAME, is_archive
from loaders.files.logfile import LogFile
from loaders.files.paths import printable
from loaders.forgetting.purging import purge
from loaders.logs.archived_logs import logs_in
from loaders.logs.foreign import unfit
from loaders.logs.manifest import FileRow, Manifest
from loaders.scrubbing.forgotten import Forgotten
from loaders.streams.lines import LineStream
from loaders.streams.sources import Source
from loaders.warehouse.database import Connection, transaction
from loaders.warehouse.user_agents import UserAgents

NO_BLANK = re.compile(rb"\S")


@dataclass
class Load:
    """What a load did.

    load_id: None if there was nothing to record.
    files: how many of them had something new that was landed; unchanged: how many had not.
    lines, bytes: landed by this load; bytes as they are on disk.
    scrubbed: how many of the lines have lost a secret.
    forgotten: how many more lines were kept out, since somebody was forgotten.
    notes: what a person should know of single files. failures: files left out, and why.
    eventless: files of which all lines were landed, and none looks like an event.
    """

    load_id: int | None = None
    files: int = 0
    lines: int = 0
    bytes: int = 0
    scrubbed: int = 0
    forgotten: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    eventless: list[str] = field(default_factory=list)


def land(
    con: Connection,
    source: Source,
    paths: Sequence[Path],
    *,
    constants: Sequence[str] = (),
    final: bool = False,
    scrub: bool = True,
    advance: Callable[[int], None] = lambda n_bytes: None,
    copies: Mapping[Path, LogFile] | None = None,
) -> Load:
    """Land what is new in the files, and commit it; if anything but a file fails, nothing.

    constants: the values of the source's constant columns, unless each file has its own.
    final: land unfinished last lines too. scrub: cut secrets out of the lines.
    advance: is told how many more bytes are dealt with.
    copies: open copies of those files that lie in archives.
    """
    begun, started_at = time.perf_counter(), _utc_now()
    with transaction(con):
        landing = _Landing(con, source, constants, final, scrub, advance)
        for path in paths:
            landing.add(path, (copies or {}).get(path))
        load = landing.finish(started_at)
    load.seconds = time.perf_counter() - begun
    return load


class _Landing:
    """A load under way."""

    def __init__(
        self,
        con: Connection,
        source: Source,
        constants: Sequence[str],
        final: bool,
        scrub: bool,
        advance: Callable[[int], None],
    ) -> None:
        self.con, self.source, self.constants = con, source, constants
        self.final, self.scrub, self.advance = final, scrub, advance
        self.manifest, self.load = Manifest(con, source.name, source.same), Load()
        self.agents = UserAgents()
        self.forgotten = Forgotten.of(con, source.name)
        self.has_text = self.has_event = False  # in the file that is being landed
        [(last,)] = con.sql("select coalesce(max(load_id), 0) from raw.loads").fetchall()
        self.load_id: int = last + 1

    def add(self, path: Path, copy: LogFile | None = None) -> None:
        """Land one file, or the logs of an archive, as far as they can be landed."""
        done = self.load.files, len(self.load.failures)
        self._add(path, lambda: copy or LogFile(path), grows=copy is None)
        self.load.unchanged += done == (self.load.files, len(self.load.failures))

    def _add(self, path: Path, opened: Callable[[], LogFile], *, grows: bool = True) -> None:
        """Land one file. If it cannot be read to its end, record why, and land none of it."""
        name = printable(path)
        constants, landed_for, row = self.constants, None, None
        try:
            if self.source.constants_of and not ARCHIVE_NAME.fullmatch(path.name):
                constants = self.source.constants_of(path)
            landed_for = "/".join(constants) or None
            row = self.manifest.at(name, landed_for)
            with opened() as log:
                row = self.manifest.identify(path, log, landed_for)
                if self._starts_over(row, log):
                    row = self.manifest.blank(name, landed_for)
                row = replace(row, size_bytes=log.size, compression=log.compression, error=None)
                is_new = not row.bytes_loaded
                if is_new and (reason := unfit(self.source, path.name, log)):
                    raise BrokenFile(reason)
                if is_new and is_archive(log.first_text):
                    row = self._land_archive(path, row, log)
                else:
                    row = self._land_rest(row, log, constants, grows)
        except (OSError, BrokenFile) as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            row = replace(row or self.manifest.blank(name, landed_for), error=reason)
            self.con.execute(self.source.delete, [self.load_id, row.file_id, row.lines_loaded])
            self.load.failures.append(f"{name}: {reason}")
        else:
            self.load.notes.extend(f"{name}: {note}" for note in self._notes(row))
        self.manifest.put(row)

    def _land_archive(self, path: Path, row: FileRow, archive: LogFile) -> FileRow:
        """Land the logs of an archive, each as a file below its path; return the archive's row.

        An archive of which all has been landed is known again, and not opened. BrokenFile if it
        holds no log, or cannot be read to its end; what has been landed of it stays.
        """
        n_logs, left_out = 0, list[str]()
        n_failures = len(self.load.failures)
        for name, log in logs_in(archive, self.source):
            if isinstance(log, LogFile):
                n_logs += 1
                self._add(path / name.lstrip("/"), lambda log=log: log, grows=False)  # type: ignore[misc]
            else:
                left_out.append(f"{name}: {log}")
        self.advance(archive.size)
        if not n_logs:
            first = f"; of {len(left_out)} files, {left_out[0]}" if left_out else ""
            raise BrokenFile(f"it is an archive without logs{first}")
        self.load.failures += [f"{printable(path)}/{reason}" for reason in left_out]
        if n := len(self.load.failures) - n_failures:
            return replace(row, error=f"{n} of its files were left out")
        return _landed_to(row, archive, archive.size)

    def _starts_over(self, row: FileRow, log: LogFile) -> bool:
        """Tell whether a file of which something is landed is landed whole once more."""
        if not row.bytes_loaded:
            return False
        if self.source.last_counts and (row.copy_of or row.file_id) != self._last_landed(row):
            return True
        has_grown = row.bytes_loaded < log.size
        return has_grown and self.source.stream_of(log).starts_over(was_unfinished=row.is_final)

    def _last_landed(self, row: FileRow) -> int | None:
        """Return the file landed last for the course of a row."""
        same = self.source.same
        landed = self.con.execute(self.source.loads_of_files).fetchall()
        ours = [place for *place, course in landed if same(course) == same(row.landed_for or "")]
        return max(ours)[1] if ours else None

    def _land_rest(
        self, row: FileRow, log: LogFile, constants: Sequence[str], grows: bool
    ) -> FileRow:
        """Land what follows the bytes already landed; return the row as it is then."""
        advance = self.advance if grows else lambda n_bytes: None
        advance(row.bytes_loaded)
        if row.bytes_loaded == log.size:
            return row
        is_packed = log.compression != "none"
        stream = self.source.stream_of(log)(
            log.text(row.bytes_loaded, advance),
            row.lines_loaded + 1,
            unfinished=row.is_final,
            take_rest=self.final or is_packed or not grows,
            scrub=self.scrub,
            forgotten=self.forgotten,
        )
        self.has_text, self.has_event = False, row.lines_loaded > 0
        self._insert(row, stream, constants)
        if stream.error:
            raise stream.error
        landed = log.size if is_packed else row.bytes_loaded + stream.bytes
        before = row.lines_scrubbed if row.lines_loaded else 0
        scrubbed = None if before is None else before + stream.scrubbed
        after = replace(
            _landed_to(row, log, landed),
            lines_loaded=row.lines_loaded + stream.lines,
            lines_scrubbed=scrubbed,
            lines_forgotten=row.lines_forgotten + stream.forgotten,
            is_final=stream.unfinished,
        )
        self.load.files += landed > row.bytes_loaded
        self.load.lines += stream.lines - stream.forgotten
        self.load.forgotten += stream.forgotten
        self.load.scrubbed += stream.scrubbed
        self.load.bytes += landed - row.bytes_loaded
        if self.source.has_events and self.has_text and not self.has_event:
            self.load.eventless.append(f"{row.path} ({stream.lines:,} lines)")
        if stream.torn:
            n = row.lines_loaded
            note = f"{row.path}: line {n} had been landed unfinished, its rest is line {n + 1}"
            self.load.notes.append(note)
        return after

    def _insert(self, row: FileRow, stream: LineStream, constants: Sequence[str]) -> None:
        """Insert lines, and find the user agents in them."""
        lines = stream.reader(self._look_at)  # noqa: F841 - DuckDB finds it by its name
        try:
            self.con.execute(self.source.insert, [self.load_id, row.file_id, *constants])
        except RuntimeError as error:  # so DuckDB passes Ctrl-C on
            raise KeyboardInterrupt from error
        except duckdb.Error as error:  # so Arrow does
            if "KeyboardInterrupt" in str(error):
                raise KeyboardInterrupt from error
            raise

    def _look_at(self, batch: pa.RecordBatch) -> None:
        if self.source.has_user_agents:
            self.agents.look_at(batch.column("line"))
        if self.source.has_events and not self.has_event:
            text = batch.column("line").buffers()[2]
            self.has_event = bool(text) and self.source.shows_in(memoryview(text))
            self.has_text = self.has_text or bool(text and NO_BLANK.search(text))

    def _notes(self, row: FileRow) -> Iterator[str]:
        """Yield what is special about a file that has been dealt with, before it is put."""
        before = self.manifest.rows.get(row.file_id)
        there = self.manifest.at(row.path, row.landed_for)
        if row.copy_of and not (before and before.copy_of):
            yield f"already landed as {self.manifest.rows[row.copy_of].path}"
        elif before and before.path != row.path:
            yield f"continues {before.path}"
        elif there and not before and self.source.last_counts and _is_same(there, row):
            yield "landed again, so it is in use again"
        elif there and there.file_id != row.file_id:
            yield "holds other text than before, landed whole as a new file"
        if waiting := row.size_bytes - row.bytes_loaded:
            yield (
                f"an unfinished last line or document ({waiting} bytes) waits for its end; "
                "--final lands it"
            )

    def finish(self, started_at: datetime) -> Load:
        """Write raw.files, raw.user_agents and raw.loads, unless all is as it was."""
        load, times = self.load, (started_at, _utc_now())
        if self.manifest.changed():
            load.load_id = self.load_id
            self.manifest.save(self.load_id)
            self.agents.save(self.con, self.load_id)
            if self.source.name in ("labels", "predictions"):
                purge(self.con)
            self.con.execute(
                "insert into raw.loads values (?, ?, ?, ?, ?, ?, ?)",
                [self.load_id, self.source.name, *times, load.files, load.lines, load.bytes],
            )
        return load


def _landed_to(row: FileRow, log: LogFile, end: int) -> FileRow:
    """Return the row of a file that has been landed up to a byte, to be known again by."""
    head = max((length for length in log.heads if length <= end), default=0)
    known_by = {"head_bytes": head, "head_md5": log.heads.get(head, ""), "tail_md5": log.tail(end)}
    return replace(row, bytes_loaded=end, **known_by)  # type: ignore[arg-type]


def _is_same(row: FileRow, other: FileRow) -> bool:
    """Tell whether two rows were landed from the same text."""
    return (row.tail_md5, row.bytes_loaded) == (other.tail_md5, other.bytes_loaded)


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
