"""The comparison of two engines finds what differs."""

from __future__ import annotations

import math
from pathlib import Path

import duckdb
import pytest
from compare import Row, differences
from engine_rows import differing

NAMES = ("id", "name", "share")
ROWS: list[Row] = [
    (1, "a", 0.5),
    (1, "a", 0.25),
    (2, None, math.nan),
    (3, "c", None),
    (3, "c", None),
]


def test_rows_in_another_order_are_the_same() -> None:
    assert differences(ROWS, reversed(ROWS), NAMES) == []


def test_doubles_may_differ_in_their_last_digits() -> None:
    assert differences([(1, "a", 1 / 3)], [(1, "a", 1 / 3 + 1e-13)], NAMES) == []
    assert differences([(1, "a", 1e12 + 1)], [(1, "a", 1e12)], NAMES) == []


@pytest.mark.parametrize(
    "row",
    [
        (4, "d", 0.5),
        (1, "a", 0.5),
        (1, "a", 0.25 + 1e-6),
        (2, None, None),
        (2, "", math.nan),
        (3, "c", 0.0),
    ],
)
@pytest.mark.parametrize("place", range(len(ROWS)))
def test_another_row_is_found(row: Row, place: int) -> None:
    changed = [*ROWS[:place], row, *ROWS[place + 1 :]]
    is_same = row == ROWS[place]
    assert bool(differences(ROWS, changed, NAMES)) is not is_same
    assert bool(differences(changed, ROWS, NAMES)) is not is_same


def test_a_row_more_or_less_is_found() -> None:
    for place in range(len(ROWS)):
        fewer = ROWS[:place] + ROWS[place + 1 :]
        assert "only in ours" in " ".join(differences(ROWS, fewer, NAMES))
        assert "only in theirs" in " ".join(differences(fewer, ROWS, NAMES))
    assert differences(ROWS, ROWS[:-1], NAMES) == ["only in ours: id=3, name='c', share=None"]


OURS = "select 1::bigint as id, 'a' as name, 0.5::double as share, timestamp '2025-01-01' as at"
THEIRS = {
    OURS: [],
    OURS.replace("timestamp", "timestamptz"): [],
    OURS.replace("0.5", "0.50000000000001"): [],
    OURS.replace("0.5", "0.5001"): ["(0.5,) is not (0.5001,)"],
    OURS.replace("'a'", "'b'"): ["only in ours", "only in theirs"],
    OURS.replace("bigint", "int"): ["id is INTEGER, not BIGINT"],
    OURS.replace(" as name", " as title"): ["columns id, name, share, at are not id, title"],
    f"{OURS} union all {OURS}": ["only in theirs"],
    f"{OURS} limit 0": ["only in ours"],
    "": ["nothing was written"],
}


@pytest.mark.parametrize("theirs", THEIRS)
def test_a_table_is_compared_with_the_files_of_spark(theirs: str, tmp_path: Path) -> None:
    database = tmp_path / "warehouse.duckdb"
    (tmp_path / "files").mkdir()
    with duckdb.connect(str(database)) as con:
        con.execute("set TimeZone = 'UTC'")
        con.execute(f"create schema marts; create table marts.facts as {OURS}")
        if theirs:
            con.execute(f"copy ({theirs}) to '{tmp_path}/files/part.parquet' (format parquet)")
    found = differing(database, {"marts.facts": tmp_path / "files"}).get("marts.facts", [])
    assert len(found) == len(THEIRS[theirs])
    for told, words in zip(sorted(found), THEIRS[theirs], strict=True):
        assert words in told
