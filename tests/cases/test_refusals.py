"""What dbt refuses to build, and how it says so."""

import sys
from pathlib import Path

import duckdb
import pytest
from conftest import Warehouse


def refused(warehouse: Warehouse, *options: str, **environment: str) -> str:
    code, printed = warehouse.dbt("build", "--select", "stg_files", *options, **environment)
    assert code, printed
    assert not warehouse.rows("from information_schema.tables where table_schema = 'staging'")
    return printed


@pytest.fixture
def landed(warehouse: Warehouse) -> Warehouse:
    log = warehouse.folder / "tracking.log"
    log.write_text(
        '{"time": "2025-09-15T08:00:00Z", "event_type": "page_close", "username": "ana"}\n'
    )
    return warehouse.land(log)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ("{exclude_staff: 1}", "'exclude_staff' must be a boolean"),
        ("{min_events_per_learner: -1}", "'min_events_per_learner' must be a whole number of at"),
        ("{as_of_date: yesterday}", "'as_of_date' must be a date or null"),
        ("{coursera_clickstream_id: email}", "'coursera_clickstream_id' must be one of any, "),
        ("{exclude_stuff: true}", "There is no var 'exclude_stuff'"),
    ],
)
def test_vars_are_checked(landed: Warehouse, variables: str, sentence: str) -> None:
    assert sentence in refused(landed, "--vars", variables)


def test_another_salt_is_refused(landed: Warehouse) -> None:
    printed = refused(landed, MOOCDB_SALT="another")
    assert "MOOCDB_SALT differs" in printed
    assert "another'" not in printed


def test_a_database_named_like_a_schema_is_refused(landed: Warehouse) -> None:
    renamed = landed.database.rename(landed.folder / "MOOCdb.duckdb")
    dbt = str(Path(sys.executable).with_name("dbt"))
    # Every command that opens the warehouse says so; this one does not read the project before.
    done = landed.run("env", f"MOOCDB_DATABASE={renamed}", dbt, "debug", check=False)
    assert done.returncode and "would be ambiguous: give the file another name" in done.stdout


def test_nothing_landed_is_refused(warehouse: Warehouse) -> None:
    assert "Nothing has been landed yet" in refused(warehouse)


def test_an_older_layout_is_refused(landed: Warehouse) -> None:
    with duckdb.connect(str(landed.database)) as connection:
        connection.execute("update raw.warehouse set layout_version = 0")
    assert "layout 0" in refused(landed)


def test_only_an_empty_log_still_builds(warehouse: Warehouse) -> None:
    log = warehouse.folder / "empty.log"
    log.touch()
    warehouse.land(log).build(tests=True)
    assert warehouse.rows("select n_lines, n_accepted from marts.rpt_line_ledger") == [(0, 0)]
