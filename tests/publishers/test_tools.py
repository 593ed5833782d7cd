"""Tools that people use: they open the copy for readers, and say what docs/tools/ says."""

import json
import os
import re
import subprocess
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse, tools_python

from publishers.serve import serve

HERE = Path(__file__).parent
PAGES = ROOT / "docs" / "tools"
# Ids that people join on. Those of events, sessions of the log and so on may be longer.
JOINED = ("learner_id", "user_id", "resource_id", "problem_id", "asker_id", "helper_id")


@pytest.fixture(scope="module")
def copy(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy for readers of the samples, with comments."""
    path = tmp_path_factory.mktemp("copy") / "moocs.duckdb"
    nodes = {
        "m": {
            "resource_type": "model", "schema": "marts", "alias": "dim_courses",
            "description": "The courses.", "columns": {},
        }
    }  # fmt: skip
    manifest = path.with_name("manifest.json")
    manifest.write_text(json.dumps({"nodes": nodes}))
    serve(both_platforms.database, path, manifest)
    return path


def run(*command: Path | str, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, text=True, capture_output=True)
    assert not check or done.returncode == 0, done.stderr[-3000:]
    return done


def test_an_older_duckdb_opens_the_copy_and_not_the_warehouse(
    both_platforms: Warehouse, copy: Path
) -> None:
    shell = tools_python("duckdb_engine").with_name("duckdb")
    version = run(shell, "--version").stdout
    assert version.startswith("v1."), version
    sql = "select count(*) from marts.fct_sessions"
    told = run(shell, "-readonly", copy, "-csv", "-noheader", "-c", sql).stdout
    assert [(int(told),)] == both_platforms.rows(sql)
    refused = run(shell, "-readonly", both_platforms.database, "-c", sql, check=False)
    assert refused.returncode and "version number" in refused.stderr


def test_sqlalchemy_sees_tables_columns_and_comments(both_platforms: Warehouse, copy: Path) -> None:
    python = tools_python("duckdb_engine", "sqlalchemy")
    seen = json.loads(run(python, HERE / "reflect_copy.py", copy).stdout)
    with duckdb.connect(str(copy), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns() "
            "where (schema_name, table_name) in (('marts', 'dim_courses'), "
            "('marts', 'fct_sessions'), ('moocdb', 'observed_events'))"
        ).fetchall()
    assert len(columns) > 30
    assert {(table, column) for table, types in seen["tables"].items() for column in types} == {
        *columns
    }
    types = seen["tables"]["marts.fct_sessions"]
    assert (types["learner_id"], types["started_at"]) == ("BIGINT", "TIMESTAMP")
    assert [(seen["events"],)] == both_platforms.rows("select count(*) from moocdb.observed_events")
    assert seen["comment"] == "The courses."


def test_the_notebook_runs(copy: Path) -> None:
    python = tools_python("nbclient", "ipykernel", "pandas", "polars", "matplotlib")
    environment = os.environ | {"MOOCDB_COPY": str(copy), "JUPYTER_PLATFORM_DIRS": "1"}
    done = subprocess.run(
        [python, HERE / "run_notebook.py", PAGES / "python.ipynb"],
        env=environment, text=True, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def test_ids_that_people_join_on_survive_as_doubles(copy: Path) -> None:
    """R and spreadsheets have no other whole numbers."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() "
            "where data_type = 'BIGINT' and list_contains(?, column_name)",
            [JOINED],
        ).fetchall()
        assert len(columns) > 40
        changed = [
            (table, column)
            for schema, table, column in columns
            if connection.execute(
                f"select bool_or(cast(cast({column} as double) as bigint) <> {column}) "
                f"from {schema}.{table}"
            ).fetchone()
            == (True,)
        ]
    assert changed == []


def test_every_page_has_the_same_shape() -> None:
    """What is needed, how to connect, a first query, what to know, what was tried; a picture."""
    index = (PAGES / "README.md").read_text()
    pages = [page for page in PAGES.glob("*.md") if page.name != "README.md"]
    assert len(pages) > 7
    for page in pages:
        text = page.read_text()
        assert f"({page.name})" in index, f"{page.name} is not in the list of pages"
        for part in (
            "**What you need.**",
            "\n## Connect",
            "\n## A first",
            "\n## What to know",
            "**Tried**",
        ):
            assert part in text, f"{page.name} has no {part.strip()}"
        for picture in re.findall(r"!\[.+?\]\((.+?)\)", text):
            assert (PAGES / picture).stat().st_size < 150_000, picture
