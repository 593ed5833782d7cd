"""From the paths, folders and globs of the command line to a list of log files."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loaders.errors import Refusal

LOG_NAME = re.compile(
    r"(.*\.log([-.].*)?|.*tracking.*|.*clickstream.*|.*\.(json|jsonl|ndjson))(\.gz|\.zst)?",
    re.IGNORECASE,
)
OTHER_NAME = re.compile(
    r"\..*|.*\.(7z|asc|bak|bz2|csv|db|duckdb|gpg|html?|md|md5|parquet|part|pdf|pgp|png|py|sha\d+"
    r"|sig|sql|sqlite|swp|tar|tgz|tmp|tsv|txt|wal|xlsx?|xml|xz|ya?ml|zip)(\.gz|\.zst)?",
    re.IGNORECASE,
)


@dataclass
class Found:
    """What the paths hold.

    logs: absolute paths without symlinks, each once, in the order found.
    skipped: what lies in the folders and does not look like a log.
    unreadable: folders that could not be listed, with the reason.
    """

    logs: dict[Path, None] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def looks_like_log(name: str) -> bool:
    """Judge a file in a folder by its name: x.log, x.log-2024.gz, tracking_1, x.json.zst ..."""
    return bool(LOG_NAME.fullmatch(name)) and not OTHER_NAME.fullmatch(name)


def find_logs(paths: Iterable[str]) -> Found:
    """Find the logs. Refusal if a path is missing, or is a folder that holds none."""
    found = Found()
    for path in _expand(paths):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise Refusal(
                f"{printable(path)} cannot be read ({error.strerror}): correct it or leave it out."
            ) from None
        if stat.S_ISDIR(mode):
            _walk(path, found)
        elif stat.S_ISREG(mode):
            found.logs[_resolved(path)] = None
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


def _walk(folder: Path, found: Found) -> None:
    """Add the logs under a folder; symlinks are followed, but no folder is entered twice."""
    logs: list[Path] = []
    unreadable: list[str] = []
    entered: set[Path] = set()

    def complain(error: OSError) -> None:
        unreadable.append(f"{printable(error.filename)}: {error.strerror}")

    for here, folders, files in os.walk(folder, followlinks=True, onerror=complain):
        real = _resolved(Path(here))
        hidden = [name for name in folders if name.startswith(".")]
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(set(folders) - set(hidden))
        for path in (Path(here, name) for name in sorted(files + hidden)):
            if looks_like_log(path.name) and _may_be_file(path):
                logs.append(_resolved(path))
            else:
                found.skipped.append(printable(path))
    if not logs:
        why = "; ".join(unreadable) or "name its files to land them whatever they are called"
        raise Refusal(f"The folder {printable(folder)} holds no logs ({why}).")
    found.logs.update(dict.fromkeys(logs))
    found.unreadable.extend(unreadable)


def _may_be_file(path: Path) -> bool:
    """Tell a pipe or a folder from a file; what cannot be looked at fails when it is opened."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _resolved(path: Path) -> Path:
    """Return a path that is the same for all names of a file, even if its links are broken."""
    return Path(os.path.realpath(path))


def printable(path: str | Path) -> str:
    r"""Return a path as text that can be printed and stored: bytes that are no UTF-8 as \xff."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
