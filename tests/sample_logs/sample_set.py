"""The committed set, and a small reader of lines that shares no code with the generator."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "sample_logs"
LOGS = FOLDER / "logs"

Record = dict[str, Any]


def contents(folder: Path) -> dict[str, bytes]:
    """Name and uncompressed content of every file."""
    return {
        path.name: gzip.decompress(data) if path.suffix == ".gz" else data
        for path in sorted(folder.iterdir())
        for data in [path.read_bytes()]
    }


def lines(folder: Path) -> Iterator[str]:
    """Every line of every log as a loader lands it."""
    for content in contents(folder).values():
        for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n"):
            yield line.removesuffix("\r")


def moment(text: object) -> datetime | None:
    """A time in UTC; None if it is not a time."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def fate(line: str, seen: set[str]) -> tuple[str, Record]:
    """The fate of a line, and the event of an accepted one with its time as `at`."""
    if not line.strip():
        return "blank", {}
    if line.lstrip().startswith("#"):
        return "comment", {}
    first, last = line.find("{"), line.rfind("}")
    try:
        event = json.loads(line[first : last + 1] if 0 <= first < last else line)
    except ValueError:
        # Two events in one line, each of which has a line of its own, too.
        torn = [f"{part}}}".lstrip("{") for part in line.rstrip("}").split("}{")]
        is_known = len(torn) > 1 and all(f"{{{part}" in seen for part in torn)
        return "duplicate" if is_known else "not_json", {}
    if not isinstance(event, dict):
        return "not_object", {}
    if not (event.get("event_type") or event.get("name")):
        return "no_event_type", {}
    at = moment(event.get("time", event.get("timestamp")))
    if at is None:
        return "no_time", {}
    if line in seen:
        return "duplicate", {}
    seen.add(line)
    return "accepted", event | {"at": at}


def read(folder: Path) -> list[tuple[str, Record]]:
    """Fate and event of every line of a folder."""
    seen: set[str] = set()
    return [fate(line, seen) for line in lines(folder)]


@cache
def committed() -> list[tuple[str, Record]]:
    """Fate and event of every line of the committed set."""
    return read(LOGS)


@cache
def events() -> list[Record]:
    """The accepted events of the committed set."""
    return [event for fate, event in committed() if fate == "accepted"]


@cache
def truth() -> Record:
    """What the generator says about the committed set."""
    answers: Record = json.loads((FOLDER / "logs.truth.json").read_text(encoding="utf-8"))
    return answers


def course_of(event: Record) -> str:
    """The course that the context names."""
    return str(event.get("context", {}).get("course_id") or "").strip()


def user_of(event: Record) -> str:
    """The user name, without the line break that some carry."""
    return str(event.get("username") or "").strip()


def payload(event: Record) -> Record:
    """The payload as an object."""
    found = event.get("event")
    decoded: Record = json.loads(found) if isinstance(found, str) else found or {}
    return decoded
