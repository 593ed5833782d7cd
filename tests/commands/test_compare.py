"""moocdb compare: rows gone, new and changed between two warehouses, by the keys of the YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from moocdb import __main__ as command
from moocdb.compare import key_of

OLD = [(1, "a", 10), (2, "b", 20), (3, "c", 30)]


def warehouse(path: Path, rows: list[tuple[int, str, int]], extra: str = "") -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts")
        con.execute(
            "create table marts.dim_learners (learner_id bigint, country varchar, load_id bigint)"
        )
        con.executemany("insert into marts.dim_learners values (?, ?, ?)", rows)
        con.execute("create table marts.no_model (x bigint)")
        con.execute("insert into marts.no_model values (1), (1)")
        con.execute(extra or "select 1")
    return path


def run(*words: object) -> Any:
    return CliRunner().invoke(command.app, ["compare", *map(str, words)])


def test_the_key_of_a_model_comes_from_its_yaml() -> None:
    assert key_of("dim_learners") == ("learner_id",)
    assert key_of("fct_sessions") == ("learner_id", "course_id", "session_number")
    assert key_of("no_model") == ()


def test_equal_warehouses_end_with_0(tmp_path: Path) -> None:
    old = warehouse(tmp_path / "old.duckdb", OLD)
    # Another load_id is not a difference: it names the load.
    new = warehouse(tmp_path / "new.duckdb", [(i, text, 99) for i, text, _ in OLD])
    result = run(old, new)
    assert result.exit_code == 0, result.output
    assert "2 tables compared, 0 differ." in result.output


def test_changed_rows_are_found_by_their_key(tmp_path: Path) -> None:
    old = warehouse(tmp_path / "old.duckdb", OLD)
    new = warehouse(tmp_path / "new.duckdb", [(1, "a", 1), (2, "x", 1), (4, "d", 1)])
    result = run(old, new, "--json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)["differ"]
    assert (found["n_gone"], found["n_new"], found["n_changed"]) == (1, 1, 1)
    assert found["n_changed_by_column"] == {"country": 1}


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("insert into marts.no_model values (1)", "marts.no_model: 1 row new"),
        ("alter table marts.no_model add column y bigint", "with column y"),
        ("drop table marts.no_model", "Gone: marts.no_model"),
    ],
)
def test_what_has_no_key_is_a_multiset(tmp_path: Path, extra: str, expected: str) -> None:
    old = warehouse(tmp_path / "old.duckdb", OLD)
    new = warehouse(tmp_path / "it's new.duckdb", OLD, extra)
    result = run(old, new)
    assert result.exit_code == 1
    assert expected in result.output


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    old = warehouse(tmp_path / "old.duckdb", OLD)
    result = run(old, tmp_path / "none.duckdb")
    assert result.exit_code == 2
    assert "There is no warehouse" in result.output
