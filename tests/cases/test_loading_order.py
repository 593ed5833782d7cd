"""The marts do not depend on how logs were cut, in what order they came, or how often.

The warehouse that others are compared with was built at once; they are built load by load.
"""

import gzip
import json
import random
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

PUBLIC = ("marts", "moocdb", "private")
# Which of two copies is the duplicate depends on which came first; how many are events does not.
LEDGER = "marts.rpt_line_ledger"
# What remembers an earlier build; all else is made again by the last one.
INCREMENTAL = ["+config.materialized:incremental"]


def content(warehouse: Warehouse) -> dict[str, str]:
    sums = warehouse.checksums(*PUBLIC)
    sums[LEDGER] = str(warehouse.rows(f"select sum(n_accepted) from {LEDGER}"))
    return sums


@pytest.fixture(scope="module")
def logs() -> list[Path]:
    return sorted(path for path in (ROOT / "sample_logs" / "logs").iterdir() if "log" in path.name)


@pytest.fixture(scope="module")
def odd_lines() -> list[str]:
    """Accounts, copies, envelopes and course keys that depend on each other across lines."""
    cases = ROOT / "tests" / "cases" / "reports"
    return [
        line
        for case in ("characters", "courses", "envelopes", "identities", "sameness")
        for line in (cases / case / "input.log").read_text().splitlines(keepends=True)
    ]


def event(second: int, **who: object) -> str:
    """A line of Piet, whom the logs name first and show the account of much later."""
    context = {"course_id": "course-v1:O+C+Renamed", **who}
    time = f"2025-10-01T08:00:{second:02}Z"
    line = {"username": "piet", "event_type": "problem_check", "event_source": "server"}
    return json.dumps(line | {"time": time, "context": context, "event": "{}"}) + "\n"


def test_ten_loads_in_any_order_equal_one(
    tmp_path: Path, logs: list[Path], odd_lines: list[str]
) -> None:
    """Files come in any order, one grows, one comes twice under another name and packed; odd lines
    come shuffled. One build knows fewer event types, two are killed, and the last load renames a
    learner. After each load the incremental models are built, in the end everything."""
    odd_lines = [*odd_lines, *(event(second) for second in range(5))]
    renaming = event(59, user_id=4711)
    texts = {
        log.stem: gzip.decompress(log.read_bytes()) if log.suffix == ".gz" else log.read_bytes()
        for log in logs
    }
    at_once, in_pieces = Warehouse(tmp_path / "at_once"), Warehouse(tmp_path / "in_pieces")
    at_once.folder.mkdir()
    (at_once.folder / "odd.log").write_text("".join([*odd_lines, renaming]))
    at_once.land(*logs, at_once.folder / "odd.log").build()

    types = (ROOT / "seeds" / "edx" / "edx_event_types.csv").read_text().splitlines(keepends=True)
    fewer_types = tmp_path / "edx_event_types.csv"
    fewer_types.write_text("".join(row for row in types if not row.startswith("problem_check,")))
    assert len(fewer_types.read_text()) < len("".join(types))

    dice = random.Random(11)
    dice.shuffle(odd_lines)
    names = sorted(texts, key=lambda name: len(texts[name]))
    growing = names.pop()
    dice.shuffle(names)
    loads = in_pieces.folder / "logs"
    loads.mkdir(parents=True)
    for piece in range(10):
        (loads / f"odd-{piece}.log").write_text(
            "".join(odd_lines[piece::10]) + (renaming if piece == 9 else "")
        )
        for name in names[piece::10]:
            (loads / f"{name}.log").write_bytes(texts[name])
        if piece >= 6:  # cut anywhere, also within a line
            end = len(texts[growing]) * (piece - 5) // 4 + (piece < 9)
            (loads / f"{growing}.log").write_bytes(texts[growing][:end])
        if piece == 5:
            (loads / "again.log.gz").write_bytes(gzip.compress(texts[names[1]]))
        in_pieces.land(loads, final=piece == 9)
        in_pieces.build(
            select=INCREMENTAL if piece < 9 else [],
            seeds={"edx_event_types": fewer_types} if piece == 2 else {},
            killed_after={4: 20, 7: 45}.get(piece),
        )
    assert content(in_pieces) == content(at_once)


@pytest.mark.parametrize(
    ("variables", "marts"),
    [
        ({"session_gap_minutes": 5}, ("fct_sessions", "fct_page_visits")),
        ({"coursera_clickstream_id": "session_user_id"}, ("fct_sessions", "fct_video_segments")),
    ],
)
def test_changed_var_needs_no_full_refresh(
    tmp_path: Path, variables: dict[str, object], marts: tuple[str, ...]
) -> None:
    session = ROOT / "sample_logs" / "coursera_session"
    warehouses = []
    for name, builds in (("changed", ({}, variables)), ("fresh", (variables,))):
        warehouse = Warehouse(tmp_path / name)
        warehouse.folder.mkdir()
        course = ("--course", "learning-001")
        warehouse.land(session, *course, source="coursera-exports", final=False)
        warehouse.land(*session.glob("*.gz"), *course, source="coursera-clickstream")
        for build in builds:
            warehouse.build(build, select=[f"+{mart}" for mart in marts])
        warehouses.append(warehouse)
    changed, fresh = (warehouse.checksums("marts") for warehouse in warehouses)
    assert changed == fresh
