"""`make check` shows rows of a data test that fails, and those of its own run only."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import duckdb
import failed_rows
import pytest
from conftest import ROOT


def write(folder: Path, status: str) -> None:
    """What dbt leaves of a run of one data test."""
    result = {"unique_id": "test.t", "status": status, "failures": 2}
    result["compiled_code"] = "select * from numbers where n > 1"
    node = {"resource_type": "test", "name": "at_most_one", "original_file_path": "models/a.yml"}
    (folder / "run_results.json").write_text(json.dumps({"results": [result]}))
    (folder / "manifest.json").write_text(json.dumps({"nodes": {"test.t": node}}))


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    database = tmp_path / "w.duckdb"
    with duckdb.connect(str(database)) as con:
        con.execute("create table numbers as select unnest([1, 2, 3]) as n")
    monkeypatch.setattr(failed_rows, "TARGET", tmp_path)
    monkeypatch.setattr(failed_rows, "DATABASE", str(database))
    (tmp_path / "manifest.json").write_text('{"nodes": {}}')
    return tmp_path


def test_rows_of_a_failed_test_are_shown(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(target, "fail")
    failed_rows.main()
    told = capsys.readouterr().out
    assert told == "at_most_one (models/a.yml), found: 2\n  {'n': 2}\n  {'n': 3}\n"


def test_nothing_is_shown_where_none_failed(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed_rows.main()  # dbt did not get as far as a test
    write(target, "pass")
    failed_rows.main()
    assert capsys.readouterr().out == ""


def test_results_of_an_earlier_run_are_removed_first() -> None:
    """Else dbt, where it cannot start, leaves them for `failed_rows`."""
    made = ["make", "-n", "-o", ".venv/.dev", "check", "FILE=seeds/courses.csv"]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    printed = subprocess.run(made, cwd=ROOT, env=alone, text=True, capture_output=True).stdout
    removed, built = printed.find("rm -f"), printed.find("dbt --quiet build")
    assert "run_results.json" in printed and 0 <= removed < built, printed
