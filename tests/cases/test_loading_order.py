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
