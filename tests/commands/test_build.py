"""moocdb build with a dbt that only says what dbt would say: progress, failures, exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any

import pytest
from conftest import Warehouse
from rich.console import Console
from test_command_line import LOG, run, summary_of

from moocdb import build as builds
from refresh import dbt, progress
from refresh.failures import essence

MODEL = {
    "resource_type": "model",
    "schema": "marts",
    "alias": "fct_x",
    "name": "fct_x",
    "path": "activity/fct_x.sql",
    "original_file_path": "models/marts/activity/fct_x.sql",
    "package_name": "moocdb",
}
TEST = {
    "resource_type": "test",
    "schema": "audit",
    "alias": "unique_fct_x_id",
    "name": "unique_fct_x_id",
    "path": "unique_fct_x_id.sql",
    "original_file_path": "models/marts/activity/fct_x.yml",
    "package_name": "moocdb",
    "attached_node": "model.fct_x",
}
REASON = 'Binder Error: Referenced column "y" not found in FROM clause!'
MESSAGE = f"""Database Error in model fct_x (models/marts/activity/fct_x.sql)
  {REASON}

  LINE 9:     y
              ^
  compiled code at target/run/moocdb/models/marts/activity/fct_x.sql"""


def event(name: str, level: str = "info", msg: str = "", **data: Any) -> str:
    info = {"name": name, "level": level, "msg": msg, "invocation_id": "this run"}
    return json.dumps({"info": info, "data": data})


def ended(node: dict[str, Any], index: int, total: int) -> str:
    place = {"schema": node["schema"], "alias": node["alias"]}
    told = {"node_name": node["name"], "node_relation": place}
    told["resource_type"] = node["resource_type"]
    is_test = node["resource_type"] == "test"
    count = {"num_models" if is_test else "total": total}
    name = "LogTestResult" if is_test else "LogModelResult"
    return event(name, node_info=told, index=index, **count)


class FakeDbt:
    """Says some lines, leaves some results, and ends with a code."""

    def __init__(self, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
        self.target = warehouse.folder / "target"
        self.target.mkdir()
        self.script = warehouse.folder / "dbt.py"
        for module in (dbt, builds):
            monkeypatch.setattr(module, "program", lambda: [sys.executable, str(self.script)])
        monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)

    def says(self, *lines: str, code: int = 0) -> None:
        text = "\n".join(lines)
        self.script.write_text(f"print({text!r}, flush=True)\nraise SystemExit({code})\n")

    def leaves(self, *results: dict[str, Any], invocation: str = "this run") -> None:
        written = {"metadata": {"invocation_id": invocation}, "results": results}
        (self.target / "run_results.json").write_text(json.dumps(written))
        nodes = {"model.fct_x": MODEL, "test.unique": TEST}
        (self.target / "manifest.json").write_text(json.dumps({"nodes": nodes}))


@pytest.fixture
def landed(warehouse: Warehouse) -> Warehouse:
    run(warehouse, "load", "edx", LOG)
    return warehouse


@pytest.fixture
def fake(landed: Warehouse, monkeypatch: pytest.MonkeyPatch) -> FakeDbt:
    return FakeDbt(landed, monkeypatch)


GOOD = (
    {"unique_id": "model.fct_x", "status": "success"},
    {"unique_id": "test.unique", "status": "pass", "failures": 0},
)


def test_steps_are_counted(landed: Warehouse, fake: FakeDbt) -> None:
    fake.says(ended(MODEL, 9, 12), ended(TEST, 10, 12), "words of a library", "nanobind: leaked 2")
    fake.leaves(*GOOD)
    printed = run(landed, "build").stdout.splitlines()
    assert printed[0].startswith("Reading the project")
    assert printed[1:4] == [
        "[ 9/12] marts.fct_x",
        "[10/12] test unique_fct_x_id",
        "words of a library",
    ]
    assert printed[4].startswith("Built 1 models and 0 seeds in ") and len(printed) == 5
    summary = summary_of(landed, "build")
    assert (summary["models_built"], summary["tests_passed"]) == (1, 1)


def test_on_a_terminal_one_line_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=60)
    monkeypatch.setattr(progress, "console", lambda: terminal)
    with progress.Progress() as shown:
        shown.at(120, 390, "marts.rpt_[red]weekly")
        assert shown.status and str(shown.status.status) == "[120/390] marts.rpt_[red]weekly"
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")  # the line is taken away


def test_a_failure_says_what_why_and_where(landed: Warehouse, fake: FakeDbt) -> None:
    query = fake.target / "compiled/moocdb" / TEST["original_file_path"] / TEST["path"]
    query.parent.mkdir(parents=True)
    query.touch()
    fake.says(ended(MODEL, 1, 3), code=1)
    fake.leaves(
        {"unique_id": "model.fct_x", "status": "error", "message": MESSAGE},
        {"unique_id": "test.unique", "status": "fail", "failures": 1234, "message": "Got 1234"},
    )
    printed = run(landed, "build", code=4).stdout.split("fct_x\n", 1)[1]
    assert printed.splitlines()[:5] == [
        f"The model marts.fct_x failed: {REASON}",
        "  written in: models/marts/activity/fct_x.sql",
        "The test unique_fct_x_id of marts.fct_x failed: it found 1,234 rows.",
        "  written in: models/marts/activity/fct_x.yml",
        f"  its rows: {os.path.relpath(query)} is the query that finds them",
    ]
    assert "The build failed: 1 model, 1 test." in printed
    summary = summary_of(landed, "build", code=4)
    assert (summary["models_failed"], summary["tests_failed"]) == (1, 1)
    assert summary["failures"][0]["file"] == MODEL["original_file_path"]


def test_a_machine_that_lacks_something_is_told(landed: Warehouse, fake: FakeDbt) -> None:
    fake.says(ended(MODEL, 1, 3), code=1)
    full = "IO Error: Could not write file: No space left on device"
    fake.leaves({"unique_id": "model.fct_x", "status": "error", "message": full})
    printed = run(landed, "build", code=4).stdout
    assert "The disk is full, or a limit on the size of files is reached" in printed
    fake.script.write_text("import os; os.kill(os.getpid(), 9)")
    fake.leaves(invocation="another")
    printed = run(landed, "build", code=4).stdout
    assert "dbt was ended by the signal SIGKILL. Where memory is short" in printed
    assert printed.endswith("The build failed.\n")


def test_a_failed_test_has_a_code_of_its_own(landed: Warehouse, fake: FakeDbt) -> None:
    fake.says(ended(TEST, 2, 2), code=1)
    fake.leaves(GOOD[0], {"unique_id": "test.unique", "status": "fail", "failures": 1})
    assert summary_of(landed, "build", code=5)["error"] == "The build failed: 1 test."


def test_a_run_that_does_not_begin_says_why(landed: Warehouse, fake: FakeDbt) -> None:
    fake.leaves(*GOOD, invocation="an earlier run")
    reason = "There is no var 'x'. The vars are: y."
    frame = "Compilation Error in operation moocdb-on-run-start-1 (./dbt_project.yml)\n  "
    frame += f"{reason}\n\n  > in macro check_vars (macros/checks/check_vars.sql)"
    fake.says(event("MainEncounteredError", "error", exc=f"Runtime Error\n  {frame}"), code=2)
    printed = run(landed, "build", code=4).stdout.splitlines()
    assert printed[1:] == [reason, "The build failed."]
    held = "w.duckdb is in use by process 7 (duckdb): close it there"
    fake.says(event("MainEncounteredError", "error", exc=f"Database Error\n  {held}"), code=2)
    assert summary_of(landed, "build", code=3)["error"] == held
    assert held in summary_of(landed, "docs", code=2)["error"]


def test_nothing_landed_is_one_sentence(warehouse: Warehouse) -> None:
    for words in ("build", "docs"):
        assert "moocdb load edx PATH" in run(warehouse, words, code=2).stderr


def test_what_would_be_built_is_told(landed: Warehouse, fake: FakeDbt) -> None:
    nodes = [MODEL | {"config": {"schema": "marts"}}, TEST | {"config": {}}]
    fake.says(*map(json.dumps, nodes))
    summary = summary_of(landed, "build", "--dry-run")
    assert summary["would_build"] == {"model": ["fct_x"], "seed": [], "test": ["unique_fct_x_id"]}


def test_an_error_is_told_without_its_frame() -> None:
    assert essence(MESSAGE) == REASON
    assert essence("Got 3 results, configured to fail if != 0").startswith("Got 3")


def test_a_seed_lies_in_a_folder_with_quotes(warehouse: Warehouse) -> None:
    folder = warehouse.folder / 'it\'s "ours"'
    folder.mkdir()
    (folder / "staff.csv").write_text("username,platform,course_id\nann,edx,\n")
    warehouse.land(LOG).build(select=["staff"], seeds={"staff": folder / "staff.csv"})
    assert warehouse.rows("select username from private.staff") == [("ann",)]
