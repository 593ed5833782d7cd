"""The copy for readers: what it holds, and that nobody who reads it ever sees an error."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from conftest import Warehouse

from loaders.errors import Refusal
from publishers.serve import serve

READER = """
import sys, duckdb
path, stop = sys.argv[1:]
from pathlib import Path
reads = 0
while not Path(stop).exists():
    with duckdb.connect(path, read_only=True) as connection:
        events, learners = connection.execute(
            "select (select sum(n_events) from marts.fct_person_course), "
            "(select sum(n_events) from marts.fct_person_course_day)"
        ).fetchone()
        assert events == learners > 0, (events, learners)
    reads += 1
print(reads)
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """What dbt writes, as far as comments are made from it."""
    path = tmp_path / "manifest.json"
    courses = {
        "resource_type": "model", "schema": "marts", "alias": "dim_courses",
        "description": "The courses' list.\nOne row per course.",
        "columns": {"name": {"description": "Title"}, "gone": {"description": "Of another build"}},
    }  # fmt: skip
    path.write_text(json.dumps({"nodes": {"model.moocdb.dim_courses": courses}}))
    return path


def schemas(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select distinct table_schema from information_schema.tables"
    ).fetchall()
    return {schema for (schema,) in rows}


def test_the_copy_holds_the_public_tables_and_their_comments(
    both_platforms: Warehouse, tmp_path: Path, manifest: Path
) -> None:
    path = tmp_path / "moocs.duckdb"
    tables, comments = serve(both_platforms.database, path, manifest)
    assert comments == 2
    public = both_platforms.rows(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('marts', 'moocdb')"
    )
    assert len(public) == tables > 60
    with duckdb.connect(str(path), read_only=True) as copy:
        assert schemas(copy) == {"marts", "moocdb"}
        for (relation,) in public:
            count = f"select count(*) from {relation}"
            assert copy.execute(count).fetchall() == both_platforms.rows(count), relation
        told = copy.execute(
            "select comment from duckdb_tables() where table_name = 'dim_courses' union all "
            "select comment from duckdb_columns() where table_name = 'dim_courses' "
            "and column_name = 'name'"
        ).fetchall()
        assert told == [("The courses' list. One row per course.",), ("Title",)]
    storage_version = int.from_bytes(path.read_bytes()[12:20], "little")
    assert storage_version == 64, "not what every driver of DuckDB 1 reads"
    assert [file.name for file in tmp_path.iterdir() if "moocs" in file.name] == ["moocs.duckdb"]


def test_names_only_where_asked_for_and_the_salt_never(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    path = tmp_path / "moocs.duckdb"
    serve(both_platforms.database, path, tmp_path / "none.json", with_private=True)
    with duckdb.connect(str(path), read_only=True) as copy:
        assert schemas(copy) == {"marts", "moocdb", "private"}
        identities = "select count(*) > 0 from private.learner_identities"
        assert copy.execute(identities).fetchall() == [(True,)]
        never = (
            "select table_name from information_schema.tables where table_name like '%salt%' "
            "or table_name like 'stg@_%' escape '@' or table_name like 'int@_%' escape '@'"
        )
        assert copy.execute(never).fetchall() == []
    assert both_platforms.rows("select count(*) from private.pseudonym_salt") == [(1,)]


def test_readers_never_see_an_error_or_half_a_copy(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    path, stop = tmp_path / "moocs.duckdb", tmp_path / "stop"
    serve(both_platforms.database, path, tmp_path / "none.json")
    command = [sys.executable, "-c", READER, str(path), str(stop)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    try:
        for _ in range(3):
            serve(both_platforms.database, path, tmp_path / "none.json")
            time.sleep(0.5)
    finally:
        stop.touch()
        output = [reader.communicate(timeout=60) for reader in readers]
    for reader, (printed, errors) in zip(readers, output, strict=True):
        assert reader.returncode == 0 and not errors
        assert int(printed) > 3


def test_a_copy_that_fails_leaves_the_last_one(both_platforms: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "moocs.duckdb"
    path.write_text("the last one")
    with pytest.raises(Refusal, match="no storage version v9"):
        serve(both_platforms.database, path, tmp_path / "none.json", storage="v9")
    assert [*tmp_path.iterdir()] == [path] and path.read_text() == "the last one"


def test_what_a_killed_copy_left_behind_is_removed(tmp_path: Path) -> None:
    database, path = tmp_path / "warehouse.duckdb", tmp_path / "moocs.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts; create table marts.a as select 1 as b")
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    left = [f".moocs.duckdb.{dead.pid}.writing{end}" for end in ("", ".wal")]
    others = [f".moocs.duckdb.{os.getppid()}.writing", f".other.duckdb.{dead.pid}.writing"]
    for name in (*left, *others):
        (tmp_path / name).touch()
    serve(database, path, tmp_path / "none.json")
    assert {file.name for file in tmp_path.iterdir()} == {database.name, path.name, *others}


def test_places_that_are_no_place_for_a_copy(both_platforms: Warehouse, tmp_path: Path) -> None:
    for path, sentence in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "moocs.duckdb", "There is no folder"),
        (tmp_path / "marts.duckdb", "give the file another name"),
        (both_platforms.database, "is the warehouse itself"),
    ):
        with pytest.raises(Refusal, match=sentence):
            serve(both_platforms.database, path, tmp_path / "none.json")
    assert [*tmp_path.iterdir()] == []


def test_a_warehouse_in_use_says_who_holds_it(both_platforms: Warehouse, tmp_path: Path) -> None:
    database = tmp_path / "warehouse.duckdb"
    holder = (
        "import duckdb, sys; connection = duckdb.connect(sys.argv[1]); "
        "connection.execute('create schema marts'); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holder, str(database)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        with pytest.raises(
            Refusal, match=rf"in use by process {process.pid} \(python[0-9.]*\): close it there"
        ):
            serve(database, tmp_path / "moocs.duckdb", tmp_path / "none.json")
        process.communicate("")
