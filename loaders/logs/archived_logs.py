"""The logs in a zip or tar, each as a file of its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath

from loaders.errors import BrokenFile
from loaders.files.archives import copied, entries_of, explained, is_archive
from loaders.files.logfile import LogFile
from loaders.logs.discovery import is_named_like_log
from loaders.logs.foreign import unfit
from loaders.streams.sources import Source

NO_LOG = "it does not look like a log"


def logs_in(archive: LogFile, source: Source) -> Iterator[tuple[str, LogFile | BrokenFile]]:
    """Yield the path of each file within an archive, and the file, or why it is left out.

    Empty files are passed over. A file is closed when the next one is taken, so it has to be read
    before; it is a copy without a name, since its beginning and end are looked at. BrokenFile if
    the archive cannot be read to its end.
    """
    with explained():
        for entry in entries_of(archive):
            if entry.is_encrypted:
                yield entry.shown, BrokenFile("it is encrypted: unpack it with its password")
            elif entry.size_bytes and (stream := entry.opened()):
                with stream, closing(copied(b"", stream)) as copy, LogFile(copy) as log:
                    yield entry.shown, _why_not(entry.shown, log, source) or log


def _why_not(path: str, log: LogFile, source: Source) -> BrokenFile | None:
    """Return why a file of an archive is not landed; None if it is."""
    name = PurePosixPath(path).name
    if is_archive(log.first_text):
        return BrokenFile("it is an archive within an archive: unpack it")
    if reason := unfit(source, name, log):
        return BrokenFile(reason)
    is_log = is_named_like_log(name, source) or source.shows(log)
    return None if is_log else BrokenFile(NO_LOG)
