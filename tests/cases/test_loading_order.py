"""The marts do not depend on how logs were cut, in what order they came, or how often.

The warehouse that others are compared with was built at once; they are built load by load.
"""

import gzip
import random
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

PUBLIC = ("marts", "moocdb", "private")
# Which of two copies is the duplicate depends on which came first; how many are events does not.
LEDGER = "marts.rpt_line_ledger"
# What remembers an earlier build; all else is made anew by the last one.
INCREMENTAL = ["+config.materialized:incremental"]


def content(warehouse: Warehouse) -> dict[str, str]:
    sums = warehouse.checksums(*PUBLIC)
    sums[LEDGER] = str(warehouse.rows(f"select sum(n_accepted) from {LEDGER}"))
    return sums


@pytest.fixture(scope="module")
def logs() -> list[Path]:
    return sorted(path for path in (ROOT / "sample_logs" / "logs").iterdir() if "log" in path.name)


def test_one_by_one_in_reverse_order_and_twice(
    sample_warehouse: Warehouse, warehouse: Warehouse, logs: list[Path]
) -> None:
    half = len(logs) // 2
    for part, select in ((logs[half:], INCREMENTAL), (logs[:half], [])):
        for log in reversed(part):
            warehouse.land(log)
        warehouse.build(select=select)
    copies = warehouse.folder / "copies"
    copies.mkdir()
    for log in logs:  # the same content under other names, and compressed another way
        data = gzip.decompress(log.read_bytes()) if log.suffix == ".gz" else log.read_bytes()
        (copies / f"again-{log.stem}.log").write_bytes(data)
    warehouse.land(copies).build()
    assert content(warehouse) == content(sample_warehouse)


def test_cut_in_pieces_at_arbitrary_bytes(
    sample_warehouse: Warehouse, warehouse: Warehouse, logs: list[Path]
) -> None:
    dice = random.Random(7)
    growing = warehouse.folder / "logs_of_today"
    growing.mkdir()
    contents = {
        log.stem: gzip.decompress(log.read_bytes()) if log.suffix == ".gz" else log.read_bytes()
        for log in logs
    }
    cuts = {name: sorted(dice.sample(range(1, len(data)), 2)) for name, data in contents.items()}
    for piece in range(3):
        for name, data in contents.items():
            end = [*cuts[name], len(data)][piece]
            (growing / f"{name}.log").write_bytes(data[:end])
        is_last = piece == 2
        warehouse.land(growing, final=is_last).build(select=[] if is_last else INCREMENTAL)
    assert content(warehouse) == content(sample_warehouse)


def test_odd_lines_shuffled_and_in_pieces(tmp_path: Path) -> None:
    """Accounts, copies, envelopes and course keys do not depend on the order of loading either."""
    cases = ROOT / "tests" / "cases" / "reports"
    lines = [
        line
        for case in ("characters", "courses", "envelopes", "identities", "sameness")
        for line in (cases / case / "input.log").read_text().splitlines(keepends=True)
    ]
    (tmp_path / "whole.log").write_text("".join(lines))
    at_once = Warehouse(tmp_path / "at_once")
    at_once.folder.mkdir()
    at_once.land(tmp_path / "whole.log").build()

    random.Random(11).shuffle(lines)
    in_pieces = Warehouse(tmp_path / "in_pieces")
    in_pieces.folder.mkdir()
    cuts = [0, len(lines) // 3, 2 * len(lines) // 3, len(lines)]
    for piece in range(3):
        log = tmp_path / f"piece{piece}.log"
        log.write_text("".join(lines[cuts[piece] : cuts[piece + 1]]))
        in_pieces.land(log).build(select=INCREMENTAL)
    log = tmp_path / "again.log"
    log.write_text("".join(reversed(lines[: cuts[2]])))
    in_pieces.land(log).build()
    found, expected = content(in_pieces), content(at_once)
    assert {name for name in expected if found[name] != expected[name]} <= {LEDGER}
    assert found.keys() == expected.keys()


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
