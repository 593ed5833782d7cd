"""From the paths, folders and globs of the command line to a list of log files."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from loaders.errors import BrokenFile, Refusal
from loaders.files.archives import ARCHIVE_NAME, entries_of, explained, is_archive
from loaders.files.logfile import LogFile
from loaders.files.paths import files_of, printable, resolved
from loaders.logs.foreign import unfit as why_unfit
from loaders.streams.sources import Source

LOG_NAME = re.compile(
    r"(.*\.log([-.].*)?|.*tracking.*|.*clickstream.*|.*\.(json|jsonl|ndjson))(\.gz|\.zst)?",
    re.IGNORECASE,
)
OTHER_NAME = re.compile(
    r"\..*|.*\.(7z|asc|bak|bz2|csv|db|duckdb|gpg|html?|md|md5|parquet|part|pdf|pgp|png|py|sha\d+"
    r"|sig|sql|sqlite|swp|tar|tgz|tmp|tsv|txt|wal|xlsx?|xml|xz|ya?ml|zip)(\.gz|\.zst)?",
    re.IGNORECASE,
)
# Of these, what may hold a log; so may a file of any name that is not listed here.
TEXT_NAME = re.compile(r".*\.(bak|txt)(\.gz|\.zst)?", re.IGNORECASE)

MOST_ENTRIES = 500  # of an archive that are looked at, to judge it
MOST_NAMES = 5


@dataclass
class Found:
    """What the paths hold.

    logs: absolute paths without symlinks, each once, in the order found.
    skipped: what lies in the folders and does not look like a log; nothing of hidden files, of
        empty ones and of the warehouse itself, with its lock and its log.
    unfit: what lies in the folders, is known to be something else and needs to be dealt with
        otherwise: the files, by what they are and what to do.
    unreadable: folders that could not be listed, with the reason.
    """

    logs: dict[Path, None] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    unfit: dict[str, list[str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> list[str]:
        """What is left out for a reason that is named, in a line for each reason."""
        return [f"{some(names)}: {why}" for why, names in self.unfit.items()] + self.unreadable


def looks_like_log(name: str) -> bool:
    """Judge a file in a folder by its name: x.log, x.log-2024.gz, tracking_1, x.json.zst ..."""
    return bool(LOG_NAME.fullmatch(name)) and not OTHER_NAME.fullmatch(name)


def is_named_like_log(name: str, source: Source) -> bool:
    """Judge a file by its name only, without folders."""
    return bool(source.names.fullmatch(name)) if source.names else looks_like_log(name)


def find_logs(paths: Iterable[str], source: Source, warehouse: str) -> Found:
    """Find the logs of a source. Refusal if a path is missing, or is a folder that holds none.

    warehouse: the database, which may lie among the logs.
    """
    found, own = Found(), files_of(warehouse)
    for path in _expand(paths):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise Refusal(
                f"{printable(path)} cannot be read ({error.strerror}): correct it or leave it out."
            ) from None
        if stat.S_ISDIR(mode):
            _walk(path, found, source, own)
        elif stat.S_ISREG(mode):
            if resolved(path) not in own:
                found.logs[resolved(path)] = None
        else:
            raise Refusal(f"{printable(path)} is neither a file nor a folder: leave it out.")
    return found


def _expand(paths: Iterable[str]) -> Iterator[Path]:
    for path in paths:
        if os.path.lexists(path):
            yield Path(path)
        else:
            matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (absolute, too)
            yield from map(Path, matches or [path])


def _walk(folder: Path, found: Found, source: Source, own: set[Path]) -> None:
    """Add the logs under a folder; symlinks are followed, but no folder is entered twice."""
    logs: list[Path] = []
    unreadable: list[str] = []
    unfit: dict[str, list[str]] = {}
    entered: set[Path] = set()

    def complain(error: OSError) -> None:
        unreadable.append(f"{printable(error.filename)}: {error.strerror}")

    for here, folders, files in os.walk(folder, followlinks=True, onerror=complain):
        real = resolved(Path(here))
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(here, name) for name in sorted(files) if not name.startswith(".")):
            if resolved(path) in own:
                continue
            is_log = _is_log(path, source)
            if is_log:
                logs.append(resolved(path))
            elif is_log is False and (why := _why_unfit(path, source)):
                unfit.setdefault(why, []).append(printable(path))
            elif is_log is False:
                found.skipped.append(printable(path))
    if not logs:
        reasons = [*unreadable, *(f"{some(names)}: {why}" for why, names in unfit.items())]
        why = "; ".join(reasons) or "name its files to land them whatever they are called"
        raise Refusal(f"The folder {printable(folder)} holds no logs ({why}).")
    found.logs.update(dict.fromkeys(logs))
    found.unreadable.extend(unreadable)
    for why, names in unfit.items():
        found.unfit.setdefault(why, []).extend(names)


def _is_log(path: Path, source: Source) -> bool | None:
    """Judge a file by its name, or by its first text if the name says nothing; None if empty.

    What cannot be looked at counts as a log: it fails when it is landed, and is named.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return False
        if is_named_like_log(path.name, source):
            return True
        if not status.st_size:
            return None
        if ARCHIVE_NAME.fullmatch(path.name):
            return _holds_logs(path, source)
        if OTHER_NAME.fullmatch(path.name) and not TEXT_NAME.fullmatch(path.name):
            return False
        with LogFile(path) as log:
            return source.shows(log)
    except (OSError, BrokenFile):
        return True


def _holds_logs(path: Path, source: Source) -> bool:
    """Tell whether an archive holds a file that is named like a log."""
    with LogFile(path) as archive, explained():
        return is_archive(archive.first_text) and any(
            is_named_like_log(PurePosixPath(entry.name).name, source)
            for entry in islice(entries_of(archive), MOST_ENTRIES)
        )


def _why_unfit(path: Path, source: Source) -> str:
    """Return why a file that does not look like a log cannot be landed; '' if that is not known."""
    with suppress(OSError, BrokenFile):
        if path.is_file():
            with LogFile(path) as file:
                return why_unfit(source, path.name, file)
    return ""


def some(names: Sequence[str]) -> str:
    """Return names as a text, the first few of many."""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
