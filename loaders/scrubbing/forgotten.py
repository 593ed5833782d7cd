"""Who and what was forgotten: hashes that keep the same lines out of later loads.

A name is hashed with a secret of the warehouse that is made for this alone, so that another salt of
the pseudonyms changes nothing here.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.scrubbing import requests

TABLES = (
    "create table if not exists raw.forget_key (key varchar)",
    "create table if not exists raw.forgotten (kind varchar, platform varchar, hash varchar, "
    "n_bytes bigint, cutoff timestamp, forgotten_by bigint)",
)
PLATFORMS = {
    "edx": "raw.edx_lines",
    "coursera": "raw.coursera_clickstream_lines",
    "quickhelper": "raw.quickhelper_lines",
}
SOURCES = {"edx": "edx", "coursera-clickstream": "coursera", "quickhelper": "quickhelper"}

# The fields of a line that name its sender or the person it is about, at any depth of JSON in JSON.
FIELD = re.compile(
    rb'"(username|user_name|user_id|userid|student_id)\\*"\s*:\s*(?:\[\s*)?\\*"?'
    rb'((?:[^"\\,}\]]|\\+u[0-9a-fA-F]{4})+)'
)
NAMES = (b"username", b"user_name")
ESCAPED = re.compile(r"(?:\\+u[0-9a-fA-F]{4})+")
DAY = rb'\s*:\s*\\*"([0-9]{4}-[0-9]{2}-[0-9]{2}[T ]?[0-9:]{0,8})'
TIMES = {
    "edx": re.compile(rb'"time\\*"' + DAY),
    "quickhelper": re.compile(rb'"timestamp\\*"' + DAY),
    "coursera": re.compile(rb'"timestamp\\*"\s*:\s*\\*"?([0-9]{9,14})'),
}


class Forgotten:
    """What a platform has forgotten: people, single lines, and all that is older than a time.

    lines: how many lines were kept out.
    """

    def __init__(self, key: str, platform: str) -> None:
        """Begin with nothing."""
        self.lines = 0
        self._key, self._platform = key, platform
        self.people: set[str] = set()
        self.texts: set[str] = set()
        self.sizes: set[int] = set()
        self.cutoff: datetime | None = None
        self._is_person = cache(lambda kind, value: self.hashed(kind, value) in self.people)

    @classmethod
    def of(cls, con: object, source: str) -> "Forgotten | None":
        """Read what a source has to keep out; None if that is nothing."""
        platform = SOURCES.get(source)
        if not platform:
            return None
        query = "select kind, hash, n_bytes, cutoff from raw.forgotten where platform = ?"
        rows = con.execute(query, [platform]).fetchall()  # type: ignore[attr-defined]
        if not rows:
            return None
        found = cls(key_of(con), platform)
        for kind, hashed, n_bytes, cutoff in rows:
            found.add(kind, hashed, n_bytes, cutoff)
        return found

    def add(
        self, kind: str, hashed: str | None, n_bytes: int | None, cutoff: datetime | None
    ) -> None:
        """Add a row of raw.forgotten."""
        if kind == "line":
            self.texts.add(str(hashed))
            self.sizes.add(int(n_bytes or 0))
        elif kind == "age":
            self.cutoff = max(cutoff, self.cutoff) if cutoff and self.cutoff else cutoff
        else:
            self.people.add(str(hashed))

    def hashed(self, kind: str, value: str) -> str:
        """Return the hash of a name or id."""
        return hash_of(self._key, self._platform, kind, value)

    def without(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return a batch of lines without those that are forgotten."""
        gone = self.rows(batch.column("line"))
        if not gone:
            return batch
        self.lines += len(gone)
        kept = np.ones(batch.num_rows, np.bool_)
        kept[sorted(gone)] = False
        return pa.RecordBatch.from_arrays(
            [pc.filter(column, pa.array(kept)) for column in batch.columns], schema=batch.schema
        )

    def rows(self, lines: pa.Array) -> set[int]:
        """Return which lines are forgotten."""
        buffer = lines.buffers()[2]
        if buffer is None:
            return set()
        found = set[int]()
        may_name = self._platform == "quickhelper" or self._names(memoryview(buffer))
        if self.cutoff or (self.people and may_name):
            for row, line in enumerate(lines.to_pylist()):
                data = line.encode()
                if self._names(data) or self._is_old(data):
                    found.add(row)
        if self.texts:
            sizes = pc.binary_length(lines).to_numpy(zero_copy_only=False)
            for row in np.flatnonzero(np.isin(sizes, [*self.sizes])).tolist():
                if self.hashed("line", lines[row].as_py()) in self.texts:
                    found.add(row)
        return found

    def _names(self, data: bytes | memoryview) -> bool:
        """Tell whether a field names somebody who was forgotten."""
        return any(self._is_person(kind, value) for kind, value in named_in(data, self._platform))

    def _is_old(self, data: bytes) -> bool:
        """Tell whether all times of a line are before the cutoff; false if it has none."""
        if not self.cutoff:
            return False
        times = TIMES[self._platform].findall(data)
        if self._platform != "coursera":
            cutoff = self.cutoff.strftime("%Y-%m-%dT%H:%M:%S").encode()
            return bool(times) and max(times).replace(b" ", b"T") < cutoff
        limit = self.cutoff.replace(tzinfo=UTC).timestamp() * 1000
        return bool(times) and max(map(int, times)) < limit


def named_in(data: bytes | memoryview, platform: str) -> Iterator[tuple[str, str]]:
    """Yield each kind (name, id) and value that a field of some lines names a person with.

    Of QuickHelper it is one line, and kinds are id and instance.
    """
    if platform == "quickhelper":
        yield from requests.named_in(bytes(data).decode("utf-8", "replace"))
        return
    for field, value in set(FIELD.findall(data)):
        text = value.decode("utf-8", "replace").strip()
        text = ESCAPED.sub(_unescaped, text)
        if text not in ("", "null"):
            yield "name" if field in NAMES and platform == "edx" else "id", text


def _unescaped(found: re.Match[str]) -> str:
    """Return what JSON has escaped: half characters that make one are joined."""
    units = re.findall("[0-9a-fA-F]{4}", found[0])
    return bytes.fromhex("".join(units)).decode("utf-16-be", "surrogatepass")


def hash_of(key: str, platform: str, kind: str, value: str) -> str:
    """Return the hash that raw.forgotten has; in SQL sha256(concat_ws('/', ...)) is the same."""
    return hashlib.sha256(f"{key}/{platform}/{kind}/{value}".encode("utf-8", "replace")).hexdigest()


def key_of(con: object) -> str:
    """Return the secret of the hashes, which is made when it is first needed."""
    rows = con.execute("select key from raw.forget_key").fetchall()  # type: ignore[attr-defined]
    if rows:
        return str(rows[0][0])
    key = secrets.token_hex(32)
    con.execute("insert into raw.forget_key values (?)", [key])  # type: ignore[attr-defined]
    return key
