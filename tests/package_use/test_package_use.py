"""This project as a package of another dbt project: docs/tools/dbt_package.md."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

PAGE = ROOT / "docs" / "tools" / "dbt_package.md"


def files_of_the_page() -> dict[str, str]:
    """The files that the page shows, by path: blocks that begin with a comment `# path`."""
    blocks = re.findall(r"```(?:yaml|sql)\n(?:#|--) (\S+)\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return dict(blocks)


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the page shows, with this checkout as its package."""
    folder = tmp_path_factory.mktemp("university")
    for path, text in files_of_the_page().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace("../moocdb", str(ROOT)))
    return folder


def dbt(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    run = "from dbt.cli.main import cli; cli()"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DBT_")
    } | {"MOOCDB_DATABASE": str(folder / "warehouse.duckdb"), "MOOCDB_SALT": "test"}
    return subprocess.run(
        [sys.executable, "-c", run, "--no-use-colors", "--quiet", *command],
        cwd=folder, env=environment, text=True, capture_output=True,
    )  # fmt: skip


def test_a_project_on_top_of_this_one(both_platforms: Warehouse, parent: Path) -> None:
    """Own models, own vars, other values of ours, folders turned off."""
    shutil.copy(both_platforms.database, parent / "warehouse.duckdb")
    warehouse = Warehouse(parent)
    (before,) = warehouse.rows("select count(*), 1 from marts.fct_sessions")
    done = dbt(parent, "deps")
    assert done.returncode == 0, done.stdout + done.stderr
    select = ["--select", "int_sessions", "fct_sessions", "faculty_courses"]
    options = ["--exclude-resource-type", "unit_test", "--indirect-selection", "cautious"]
    done = dbt(parent, "build", *select, *options, "--vars", "{semester: autumn}")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (after,) = warehouse.rows("select count(*), 1 from marts.fct_sessions")
    assert after > before, "session_gap_minutes of the parent did not reach the model"
    assert warehouse.rows("select distinct semester from faculty.faculty_courses") == [("autumn",)]
    assert warehouse.rows("select sum(n_learners) from faculty.faculty_courses") == warehouse.rows(
        "select sum(n_learners) from marts.rpt_courses"
    )

    nodes = json.loads((parent / "target" / "manifest.json").read_text())["nodes"].values()
    names = {node["name"] for node in nodes if node["resource_type"] == "model"}
    assert "rpt_courses" in names and not {"fct_labels", "fct_learner_weeks"} & names
