"""dbt builds the samples of both platforms on Spark, and public tables are those of DuckDB.

`make test` builds a slice, the models above a few public tables, `make test-spark` all of them.
Rows are compared as multisets: ids are the same, doubles to a part in 1e9.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_rows import differing, public_tables
from on_spark import HERE, on_spark, samples_for_spark

# Tables that need few others, each with what it is here for.
SLICE = {
    "rpt_export_ledger": "what became of each record of Coursera's exports",
    "resource_types": "a seed of MOOCdb",
}
PUBLIC_TABLES = """
select table_schema || '.' || table_name from information_schema.tables
where table_schema in ('marts', 'moocdb')
"""


def test_public_tables_are_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    is_whole = request.config.getoption("whole_spark")
    warehouse = samples_for_spark(request, tmp_path)
    views = warehouse.folder / "views"
    command = ["--no-use-colors", "build", "--exclude-resource-type", "test", "unit_test"]
    command += [] if is_whole else ["--select", *(f"+{name}" for name in SLICE)]
    on_spark(warehouse, HERE / "build_tables.py", views, *command)
    tables = public_tables(warehouse.folder / "spark" / "warehouse", views)
    assert differing(warehouse.database, tables) == {}
    public = {name for (name,) in warehouse.rows(PUBLIC_TABLES)}
    assert tables.keys() <= public
    if is_whole:
        assert tables.keys() == public
    else:
        assert SLICE.keys() <= {name.split(".")[1] for name in tables}
