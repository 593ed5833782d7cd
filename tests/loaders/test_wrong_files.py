"""Files of another loader are refused, and the loader named; logs with odd lines are landed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lander import Lander, clicks, expected_lines, gz, helps, zst
from wrong_files import LOG, TABLE

from loaders.streams.csv_kinds import CSV_KINDS

DUMP = b"-- MySQL dump\nCREATE TABLE `auth_user` (`id` int);\n"
EXPORT = (
    b"-- MySQL dump\nDROP TABLE IF EXISTS `hash_mapping`;\nCREATE TABLE `hash_mapping` (`a` int"
)
POST = b'{"_id": {"$oid": "1"}, "_type": "CommentThread", "body": "x"}\n'
STRUCTURE = b'{"block-v1:a": {"category": "course", "children": [], "metadata": {}}}\n'
RANGES = b"network,geoname_id,registered_country_geoname_id\n1.0.0.0/24,1,1\n"


def enveloped(log: bytes) -> bytes:
    """Each event as the text in a record of Kafka."""
    records = (
        {"topic": "logs", "key": "1", "timestamp": 1757923200000, "value": line.decode()}
        for line in log.splitlines()
    )
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def csv_files() -> Iterator[tuple[str, bytes, str]]:
    """A file of each kind of CSV, before the loader of logs and that of the kind before it."""
    others = [*CSV_KINDS][-1:] + [*CSV_KINDS][:-1]
    for other, (name, kind) in zip(others, CSV_KINDS.items(), strict=True):
        header = ",".join(kind.columns).encode() + b"\n"
        for loader in ("edx", other):
            yield (
                loader,
                header,
                f"a CSV file of {kind.rows}: land it with `moocdb load {name} FILE`",
            )


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


FOREIGN = [
    (
        "edx",
        clicks(9),
        "a clickstream of Coursera: land it with `moocdb load coursera-clickstream FILE",
    ),
    (
        "edx",
        helps(9),
        "a log of the QuickHelper experiment: land it with `moocdb load quickhelper FILE`",
    ),
    ("edx", TABLE, "of edX's data package: land it with `moocdb load edx-package FOLDER`"),
    ("edx", DUMP, "of edX's data package"),
    ("edx", EXPORT, "of a Coursera export: land it with `moocdb load coursera-exports FOLDER"),
    ("edx", POST, "of edX's data package"),
    (
        "edx",
        STRUCTURE,
        "the structure of a course: land it with `moocdb load edx-course-structure FILE",
    ),
    *csv_files(),
    ("edx", RANGES, "a list of address ranges: land it with `moocdb load ip-ranges FILE`"),
    ("coursera-clickstream", LOG, "a tracking log of edX: land it with `moocdb load edx FILE`"),
    ("quickhelper", LOG, "a tracking log of edX"),
    ("quickhelper", clicks(9), "a clickstream of Coursera"),
    ("labels", LOG, "a tracking log of edX"),
    ("edx-course-structure", LOG, "a tracking log of edX"),
]


@pytest.mark.parametrize("pack", [bytes, gz, zst], ids=["plain", "gz", "zst"])
@pytest.mark.parametrize(("source", "content", "reason"), FOREIGN)
def test_content_of_another_loader_is_refused_and_the_loader_named(
    lander: Lander, source: str, content: bytes, reason: str, pack: type[bytes]
) -> None:
    options = {
        "coursera-clickstream": ["--course", "c-001"],
        "edx-course-structure": ["--course", "Org/X/1"],
    }
    path = lander.write("vote.log", pack(content))
    result = lander.run(source, path, *options.get(source, []), code=1)
    assert f"{path}: it is {reason}" in result.stderr
    assert lander.rows("select sum(lines) from raw.loads") == [(0,)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(range(256)) * 3 + b"\n" + LOG, id="binary lines first"),
        pytest.param(LOG + b"\0" * 5000 + b"\n" + LOG, id="a hole in the middle"),
        pytest.param(b"\xff\xfe\n" + LOG, id="a mark of UTF-16 on a line of its own"),
        pytest.param(
            ('{"a": "' + "b" * 999 + '"}\n').encode("utf-16") + LOG, id="a line of UTF-16"
        ),
        pytest.param(clicks(3) + LOG, id="a few lines of Coursera"),
        pytest.param(TABLE + LOG, id="a table first"),
        pytest.param("{} Ärger 学\n".encode() + LOG, id="text beyond ASCII"),
        pytest.param(enveloped(LOG), id="Kafka's envelopes, with the members of a click"),
    ],
)
def test_real_logs_with_some_odd_lines_land(lander: Lander, content: bytes) -> None:
    log = lander.write("a.log", content)
    lander.land(log)
    assert lander.lines(log) == expected_lines(content)


@pytest.mark.parametrize("content", [b"no\nevent\n" * 40, bytes(range(256)) * 99])
def test_a_file_without_any_event_makes_exit_code_1_and_its_lines_stay(
    lander: Lander, content: bytes
) -> None:
    log = lander.write("a.log", content)
    result = lander.run("edx", log, "--final", code=1)
    said = f"No event: no line of {log} ({len(expected_lines(content))} lines) looks like an event"
    assert said in result.stderr and "python -m loaders undo 1" in result.stderr
    assert lander.lines(log) == expected_lines(content)
    lander.run("edx", log, code=0)
    assert "without_events" in (lander.folder / "logs" / "refresh.log").read_text()


def test_blank_files_and_what_a_log_grows_by_may_hold_no_event(lander: Lander) -> None:
    blank, log = lander.write("a.log", b"\n \n\n"), lander.write("b.log", LOG)
    assert not lander.land(blank, log).stderr
    lander.append(log, b"# restarted\n")
    assert not lander.land(log).stderr
