"""A course whose texts break naive CSV, and its MOOCdb as files."""

import csv
import json
from pathlib import Path
from typing import Any

from conftest import ROOT, Warehouse

from publishers.moocdb.export import publish
from publishers.warehouse import open_warehouse

COURSE = "course-v1:Hard+Texts+1"
STATISTICS = "MOOCdbX/Stat101/2025_Fall"
HARD_TEXT = (
    "He said \"no, \\n\",\r\nthen\nleft\ttab \\\" end \\\\ \U0001f600 \u00e9\u4e16 NULL, 'it''s' ;"
)
LONG_ANSWER = 'a"b,\\c\U0001f600' * 9000


def event(time: str, event_type: str, payload: dict[str, Any], **fields: Any) -> str:
    envelope = {
        "username": "hard",
        "event_type": event_type,
        "event_source": "server",
        "time": f"2025-09-15T{time}+00:00",
        "event": payload,
        "page": "x_module",
        "context": {"course_id": COURSE, "user_id": 7},
        "agent": "Mozilla/5.0 (Windows NT 6.1; rv:21.0) Gecko/20100101 Firefox/21.0",
        "ip": "203.0.113.7",
    }
    return json.dumps(envelope | fields)


def check(time: str, attempt: int, answer: str) -> str:
    part = "p1_2_1"
    return event(
        time,
        "problem_check",
        {
            "problem_id": "block-v1:Hard+Texts+1+type@problem+block@p1",
            "attempts": attempt,
            "grade": 1,
            "max_grade": 1,
            "success": "correct",
            "answers": {part: answer},
            "submission": {part: {"answer": answer, "response_type": "stringresponse"}},
            "correct_map": {part: {"correctness": "correct"}},
        },
    )


def thread(time: str, post_id: str, body: str) -> str:
    payload = {"id": post_id, "commentable_id": "topic", "title": "t", "body": body}
    return event(time, "edx.forum.thread.created", payload)


def build(warehouse: Warehouse) -> None:
    """Land the sample logs, and a course whose texts break naive CSV; build their MOOCdb."""
    log = warehouse.folder / "hard.log"
    lines = [
        check("08:00:00.900", 1, LONG_ANSWER),
        check("08:10:00", 2, "\\N"),
        check("08:20:00", 3, ""),
        thread("09:00:00", "t1", HARD_TEXT),
        thread("09:10:00", "t2", '"'),
        thread("09:20:00", "t3", "\\"),
        thread("09:30:00", "t4", "NULL"),
    ]
    log.write_text("\n".join(lines) + "\n")
    warehouse.land(log, ROOT / "sample_logs" / "logs").build(
        select=["+path:models/marts/moocdb", "+path:models/marts/private"]
    )


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def export(built: Warehouse, directory: Path, **options: Any) -> dict[Path, dict[str, int]]:
    with open_warehouse(built.database) as connection:
        return publish(connection, directory, **options)
