"""Marts and MOOCdb as Parquet files."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from conftest import Warehouse

from loaders.errors import Refusal
from publishers.parquet import write

# People join on all other ids, and tools that read numbers as doubles keep them.
IDS_OF_EVENTS = {
    ("marts.fct_events", "session_id"),
    ("marts.fct_interactions", "session_id"),
    ("moocdb.assessments", "assessment_id"),
    ("moocdb.assessments", "submission_id"),
    ("moocdb.collaborations", "collaboration_id"),
    ("moocdb.collaborations", "collaboration_parent_id"),
    ("moocdb.feedbacks", "feedback_id"),
    ("moocdb.observed_events", "observed_event_id"),
    ("moocdb.submissions", "submission_id"),
    ("moocdb.users", "user_last_submission_id"),
}


@pytest.fixture
def connection(both_platforms: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(both_platforms.database), read_only=True) as opened:
        yield opened


def test_every_public_table_is_a_file_that_the_manifest_tells(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    directory = tmp_path / "a folder's files"
    rows = write(connection, directory, tmp_path / "none.json")
    tables = json.loads((directory / "manifest.json").read_text())["tables"]
    assert tables.keys() == rows.keys() and len(rows) > 60
    files = {file.relative_to(directory).as_posix() for file in directory.rglob("*.parquet")}
    assert files == {told["file"] for told in tables.values()}
    assert {relation.split(".")[0] for relation in rows} == {"marts", "moocdb"}
    for relation, told in tables.items():
        (count,) = connection.execute(f"select count(*) from {relation}").fetchone() or (None,)
        file = pyarrow.parquet.ParquetFile(directory / told["file"])
        assert file.metadata.num_rows == told["rows"] == count
        assert file.schema_arrow.names == [column["name"] for column in told["columns"]]
    rounded = {
        (relation, column["name"])
        for relation, told in tables.items()
        for column in told["columns"]
        if not column["fits_double"]
    }
    assert rounded == IDS_OF_EVENTS
    largest = pyarrow.parquet.ParquetFile(directory / "marts" / "fct_events.parquet")
    assert largest.metadata.row_group(0).column(0).compression == "ZSTD"
    assert not [*directory.rglob("*.part")]


def test_a_table_that_is_gone_takes_its_file_along(tmp_path: Path) -> None:
    with duckdb.connect() as small:
        small.execute("create schema marts; create table marts.a as select 1 as b")
        small.execute("create table marts.c as select 1 as b")
        assert write(small, tmp_path / "out", tmp_path / "none.json") == {
            "marts.a": 1,
            "marts.c": 1,
        }
        small.execute("drop table marts.c")
        write(small, tmp_path / "out", tmp_path / "none.json")
    assert [file.name for file in (tmp_path / "out").rglob("*.parquet")] == ["a.parquet"]


def test_what_others_put_into_the_folder_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with duckdb.connect() as small:
        small.execute("create schema marts; create table marts.a as select 1 as b")
        write(small, out, tmp_path / "none.json")
        for other in ("README.txt", "marts/notes.txt", "own/a.parquet"):
            (out / other).parent.mkdir(exist_ok=True)
            (out / other).write_text(other)
        small.execute("create or replace table marts.a as from range(5)")
        assert write(small, out, tmp_path / "none.json") == {"marts.a": 5}
        for other in ("README.txt", "marts/notes.txt", "own/a.parquet"):
            assert (out / other).read_text() == other
        assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_a_write_that_fails_leaves_all_tables_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with duckdb.connect() as small:
        small.execute("create schema marts; create table marts.a as select 1 as b")
        small.execute("create table marts.z as select 1 as b")
        write(small, out, tmp_path / "none.json")
        before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        small.execute("update marts.a set b = 2")
        small.execute("create or replace view marts.zz as select error('no such thing') as b")
        with pytest.raises(duckdb.Error, match="no such thing"):
            write(small, out, tmp_path / "none.json")
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_folder_of_something_else_is_left_alone(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for name, content in (("thesis.txt", "mine"), ("manifest.json", "[]")):
        folder = tmp_path / name.replace(".", "_")
        folder.mkdir()
        (folder / name).write_text(content)
        with pytest.raises(Refusal, match="holds something else"):
            write(connection, folder, tmp_path / "none.json")
        assert [file.name for file in folder.iterdir()] == [name]
