"""The sample data package: made again it is the same, and its tables hold together."""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path
from typing import Any

from sample_set import FOLDER, contents, payload, read, truth

from sample_logs.data_package.files import write_package

PACKAGE = FOLDER / "package"
TOLD: dict[str, Any] = json.loads((FOLDER / "package.truth.json").read_text(encoding="utf-8"))
OLD, NEW = TOLD["courses"]


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table of the old course."""
    (path,) = PACKAGE.glob(f"MOOCdbX-Stat101-2025_Fall-{name}-prod-analytics.sql*")
    text = contents(PACKAGE)[path.name].decode()
    return list(csv.DictReader(text.split("\n")[:-1], delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_committed_package_is_what_the_generator_writes(tmp_path: Path) -> None:
    told = write_package(tmp_path / "package", TOLD["learners"], TOLD["seed"])
    assert contents(tmp_path / "package") == contents(PACKAGE)
    assert told == TOLD


def test_size() -> None:
    assert sum(path.stat().st_size for path in PACKAGE.iterdir()) < 300_000


def test_rows_of_the_old_course_are_counted() -> None:
    names = {"teams_courseteam": "teams", "teams_courseteammembership": "teams_membership"}
    for name, count in TOLD["courses"][OLD]["tables"].items():
        rows = table(names.get(name, name))
        assert len(rows) == count, name
        assert all(None not in row and None not in row.values() for row in rows), name


def test_rows_of_the_new_course_are_counted() -> None:
    texts = contents(PACKAGE)
    dump = texts["MOOCdbX-Data201-2025_Fall.sql.gz"].decode()
    completions = texts["MOOCdbX-Data201-2025_Fall-completion_blockcompletion.csv.gz"].decode()
    for name, count in TOLD["courses"][NEW]["tables"].items():
        if name == "completion_blockcompletion":
            assert len(list(csv.DictReader(completions.splitlines()))) == count
            continue
        (values,) = re.findall(rf"INSERT INTO `{name}` VALUES (.*);\n", dump)
        assert len(re.findall(r"\((?:[^'()]|'(?:[^'\\]|\\.)*')*\)", values)) == count, name


def test_enrollments_agree_with_the_logs_but_for_the_planted() -> None:
    planted = {
        user
        for name, users in TOLD["courses"][OLD]["planted"].items()
        for user in users
        if not name.startswith("certified")
    }
    last: dict[int, tuple[Any, bool, str]] = {}
    for fate, event in read(FOLDER / "logs"):
        kind = str(event.get("event_type", "")).removeprefix("edx.course.enrollment.")
        if fate == "accepted" and kind in ("activated", "deactivated", "mode_changed"):
            told = payload(event)
            if told["course_id"] == OLD:
                now = (event["at"], kind != "deactivated", str(told["mode"]))
                last[told["user_id"]] = max(now, last.get(told["user_id"], now))
    logged = {user: now[1:] for user, now in last.items() if user not in planted}
    team = {11, 14, 21}  # who never enrolled by an event
    stored = {
        int(row["user_id"]): (row["is_active"] == "1", row["mode"])
        for row in table("student_courseenrollment")
        if int(row["user_id"]) not in planted | team
    }
    assert stored == logged
    assert len(logged) == truth()["courses"][OLD]["ever_enrolled"] - 4


def test_nobody_in_the_package_is_real() -> None:
    text = "".join(
        content.decode("utf-8", "replace")
        for name, content in contents(PACKAGE).items()
        if not name.endswith(".tar.gz")
    )
    assert set(re.findall(r"[\w.-]+@([\w-]+[.][a-z]+)", text)) == {"example.com", "example.org"}
    exported = gzip.decompress((PACKAGE / "course.q2x0s7.tar.gz").read_bytes()).decode()
    assert set(re.findall(r"https?://([\w.]+)", exported)) == {"www.example.org"}
