"""dbt builds the samples of both platforms on Spark, and the tables are those of DuckDB.

`make test` builds a slice, the models above two public tables, and compares all that was made;
`make test-spark` builds all models, and compares the public tables. Rows are compared as multisets:
ids are the same, doubles to a part in 1e9.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_rows import built_tables, differing, public
from on_spark import BUILD, BUILT, built_for_spark, in_session, slice_of_spark

PUBLIC_TABLES = """
select table_schema || '.' || table_name from information_schema.tables
where table_schema in ('marts', 'moocdb')
"""


def test_built_tables_are_the_same(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    if is_whole := request.config.getoption("whole_spark"):
        warehouse = built_for_spark(request, tmp_path)
        in_session(warehouse, BUILD, ["views", warehouse.folder / "views"])
    else:
        warehouse = slice_of_spark(request, tmp_path_factory)
    tables = built_tables(warehouse.folder / "spark" / "warehouse", warehouse.folder / "views")
    compared = public(tables) if is_whole else tables
    assert differing(warehouse.database, compared) == {}
    if is_whole:
        # Each family of events is read from its partition: a view on DuckDB, a table here.
        assert [*tables["private.stg_edx__event_payloads"].glob("event_family=video/*.parquet")]
        assert compared.keys() == {name for (name,) in warehouse.rows(PUBLIC_TABLES)}
    else:
        assert {*BUILT} <= {name.split(".")[1] for name in tables}
