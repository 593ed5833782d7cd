"""Coursera's raw tables, read without the project's own readers and models."""

from __future__ import annotations

import json
from typing import Any

from conftest import Warehouse

Row = dict[str, Any]
COURSES = ["synth-001", "synth-002"]


class Export:
    """The raw tables of a course, and whom its hash_mapping knows."""

    def __init__(self, warehouse: Warehouse, course: str) -> None:
        self.warehouse, self.course = warehouse, course
        people = self.table("hash_mapping")
        self.by_hash = {self.general(row): row["user_id"] for row in people}
        self.by_forum_hash = {row["forum_user_id"]: row["user_id"] for row in people}

    def table(self, name: str) -> list[Row]:
        rows = self.warehouse.rows(
            f"select to_json(t) from raw_coursera.{name} as t where course_id = '{self.course}'"
        )
        return [json.loads(text) for (text,) in rows]

    @staticmethod
    def general(row: Row) -> str | None:
        """The hash that names a person in the tables of the session."""
        return row.get("session_user_id") or row.get("anon_user_id")

    def is_known(self, row: Row) -> bool:
        """Whether hash_mapping knows the person of a row of the session or of the forum."""
        if "session_user_id" in row:
            return self.general(row) in self.by_hash
        if row.get("forum_user_id"):
            return row["forum_user_id"] in self.by_forum_hash
        return row["user_id"] in self.by_hash.values()


def php(data: bytes, at: int = 0) -> tuple[Any, int]:
    """A serialised value of PHP and where it ends, trusting every length in bytes."""
    head, _, _ = data[at:].partition(b";")
    if data[at : at + 1] == b"i":
        return int(head[2:]), at + len(head) + 1
    length = head.split(b":")[1]
    n, at = int(length), at + len(length) + 4
    if head.startswith(b"s"):
        if data[at + n : at + n + 2] != b'";':
            raise ValueError(f"no text of {n} bytes ends at {at + n}")
        return data[at : at + n].decode(), at + n + 2
    items = {}
    for _ in range(n):
        key, at = php(data, at)
        items[key], at = php(data, at)
    return items, at + 1


def answers_in(value: str, encoding: tuple[str, str]) -> dict[str, Any] | None:
    """Answers by question of a submission's value; None if the value cannot be read."""
    try:
        answers: dict[str, Any] = php(php(value.encode(*encoding))[0].encode())[0]["answers"]
    except (ValueError, IndexError):
        return None
    return answers
