"""The landing as Parquet: what the warehouse holds, each load once, and back again."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from lander import Lander, events

A, B, C = events(20, "a"), events(30, "b"), events(40, "c")


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def write(lander: Lander, *options: str, code: int = 0) -> str:
    folder = str(lander.folder / "landing")
    return lander.run("to-parquet", folder, *options, code=code).output


def lines(lander: Lander) -> list[tuple[object, ...]]:
    """The lines that a reader of the folder finds, as DuckDB reads it."""
    files = lander.folder / "landing" / "raw" / "edx_lines" / "load=*" / "*.parquet"
    query = f"select * exclude (load) from read_parquet('{files}') order by file_id, line_no"
    return duckdb.sql(query).fetchall()


def stamps(lander: Lander) -> dict[str, int]:
    """When the files of lines were written, by the folder of their load."""
    files = lander.folder.glob("landing/raw/edx_lines/load=*/*.parquet")
    return {path.parent.name: path.stat().st_mtime_ns for path in files}


def test_a_later_load_is_added_and_the_others_are_left(lander: Lander) -> None:
    lander.land(lander.write("a.log", A))
    write(lander)
    assert len(lines(lander)) == 20
    before = stamps(lander)
    assert before.keys() == {"load=0", "load=1"}
    lander.land(lander.write("b.log", B))
    write(lander)
    after = stamps(lander)
    assert after.keys() == {"load=0", "load=1", "load=2"}
    assert {name: after[name] for name in before} == before
    assert lines(lander) == lander.rows("from raw.edx_lines order by file_id, line_no")


def test_a_load_that_was_taken_back_is_removed(lander: Lander) -> None:
    for name, content in (("a", A), ("b", B)):
        lander.land(lander.write(f"{name}.log", content))
    write(lander)
    lander.run("undo", "1", "--yes")
    write(lander)
    assert stamps(lander).keys() == {"load=0", "load=2"}
    assert lines(lander) == lander.rows("from raw.edx_lines order by file_id, line_no")


def test_lines_that_were_changed_are_written_again(lander: Lander) -> None:
    lander.land(lander.write("a.log", A))
    write(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("update raw.edx_lines set line = 'forgotten' where line_no = 3")
    write(lander, "--trust")
    assert "forgotten" not in str(lines(lander))
    write(lander)
    assert "forgotten" in str(lines(lander))


def test_equal_rows_that_were_changed_alike_are_written_again(lander: Lander) -> None:
    lander.land(lander.write("a.log", A))
    with duckdb.connect(str(lander.database)) as con:
        con.execute("create table raw.twins as select 1 as load_id, 'ann' as name from range(2)")
    write(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("update raw.twins set name = '********'")
    write(lander)
    files = lander.folder / "landing" / "raw" / "twins" / "load=1" / "*.parquet"
    assert duckdb.sql(f"select distinct name from '{files}'").fetchall() == [("********",)]


def test_a_warehouse_is_filled_from_the_folder(lander: Lander, tmp_path: Path) -> None:
    log = lander.write("a.log", A)
    lander.land(log)
    write(lander)
    moved = Lander(tmp_path / "moved")
    moved.folder.mkdir()
    moved.run("from-parquet", str(lander.folder / "landing"))
    for table in ("raw.edx_lines", "raw.files", "raw.loads", "raw.user_agents", "raw.file_history"):
        assert moved.rows(f"from {table} order by all") == lander.rows(f"from {table} order by all")
    lander.append(log, B)
    moved.land(log)  # known there as it was here: only what is new is landed
    assert moved.rows("select load_id, lines from raw.loads order by 1") == [(1, 20), (2, 30)]
    assert (
        "holds loads already"
        in moved.run("from-parquet", str(lander.folder / "landing"), code=2).output
    )


def test_what_is_in_the_way_is_told(lander: Lander) -> None:
    assert "There is no database" in write(lander, code=2)
    lander.land(lander.write("a.log", A))
    folder = lander.folder / "landing"
    folder.mkdir()
    (folder / "mine.txt").touch()
    assert "holds other files" in write(lander, code=2)
    (folder / "mine.txt").unlink()
    write(lander)
    contents = folder / "_contents.json"
    held = json.loads(contents.read_text())
    contents.write_text(json.dumps(held | {"warehouse": "another one"}))
    assert "of another warehouse" in write(lander, code=2)
    contents.write_text(json.dumps(held))
    other = Lander(lander.folder / "other", salt="salt of others")
    other.folder.mkdir()
    assert "another salt" in other.run("from-parquet", str(folder), code=2).output
    contents.unlink()
    other.database.unlink()
    assert "holds no landing" in other.run("from-parquet", str(folder), code=2).output
    assert not other.database.exists()
