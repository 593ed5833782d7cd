"""Marts after a load was taken back equal those of a warehouse that never had the load."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from conftest import ROOT, Warehouse

PUBLIC = ("marts", "moocdb", "private")
LEDGER = "marts.rpt_line_ledger"  # which of two copies is the duplicate depends on the order
INCREMENTAL = ["+config.materialized:incremental"]
ODD = ("characters", "courses", "envelopes", "identities", "sameness")


def content(warehouse: Warehouse) -> dict[str, str]:
    sums = warehouse.checksums(*PUBLIC)
    sums[LEDGER] = str(warehouse.rows(f"select sum(n_accepted) from {LEDGER}"))
    return sums


def undo(warehouse: Warehouse, load: int) -> None:
    warehouse.run(sys.executable, "-m", "loaders", "undo", str(load), "--yes")


def test_a_load_in_the_middle_is_taken_back(tmp_path: Path, sample_warehouse: Warehouse) -> None:
    """The load holds copies of lines that a later one has too, other courses and people, new event
    types, and accounts that give names to people of the others. Incremental models have it."""
    first, *others = sorted((ROOT / "sample_logs" / "logs").glob("*log*"), reverse=True)
    lines = gzip.decompress(first.read_bytes()).splitlines(keepends=True)
    cases = [ROOT / "tests" / "cases" / "reports" / case / "input.log" for case in ODD]
    warehouse = Warehouse(tmp_path)
    wrong = tmp_path / "wrong.log"
    wrong.write_bytes(b"".join([*lines[::2], *(case.read_bytes() for case in cases)]))
    warehouse.land(others[0])
    warehouse.land(wrong)
    warehouse.land(first, *others)
    package = ROOT / "sample_logs" / "package"
    warehouse.land(package, source="edx-package", final=False)
    warehouse.build(select=INCREMENTAL)
    n_wrong = "select count(*) from private.stg_edx__lines where load_id = 2"
    assert warehouse.rows(n_wrong) != [(0,)]
    undo(warehouse, 2)
    warehouse.build()
    assert warehouse.rows(n_wrong) == [(0,)]
    assert content(warehouse) == content(sample_warehouse)


def test_the_copy_of_a_click_counts_when_the_first_one_is_taken_back(warehouse: Warehouse) -> None:
    session = ROOT / "sample_logs" / "coursera_session"
    [clicks] = session.glob("*.gz")
    lines = gzip.decompress(clicks.read_bytes()).splitlines(keepends=True)[:40]
    for name, some in (("a.jsonl", lines[:10]), ("b.jsonl", lines[:30]), ("c.jsonl", lines)):
        path = warehouse.folder / name
        path.write_bytes(b"".join([*some, b'{"file": "%s"}\n' % name.encode()]))
        warehouse.land(path, "--course", "learning-001", source="coursera-clickstream")
    model = "stg_coursera__clickstream_lines"
    fates = f"select load_id, fate, count(*) from private.{model} group by all order by all"
    warehouse.build(select=[f"+{model}"])
    rows = warehouse.rows(fates)
    assert (2, "duplicate", 10) in rows and (3, "duplicate", 30) in rows
    undo(warehouse, 2)
    warehouse.build(select=[f"+{model}"])
    rows = warehouse.rows(fates)
    assert (1, "accepted", 10) in rows and (3, "accepted", 30) in rows
    assert (3, "duplicate", 10) in rows and 2 not in {load for load, *_ in rows}
