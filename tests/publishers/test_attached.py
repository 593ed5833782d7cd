"""Others attach the warehouse under whatever name: every public table reads there as at home."""

import duckdb
from conftest import Warehouse


def test_every_table_reads_in_an_attached_warehouse(sample_warehouse: Warehouse) -> None:
    schemas = ("marts", "moocdb", "private")
    tables = sample_warehouse.rows(
        f"select table_schema, table_name from information_schema.tables "
        f"where table_schema in {schemas}"
    )
    assert len(tables) > 100
    with duckdb.connect() as reader:
        reader.execute(f"attach '{sample_warehouse.database}' as logs (read_only)")
        for schema, name in tables:
            (there,) = reader.execute(f'select count(*) from logs."{schema}"."{name}"').fetchall()
            assert [there] == sample_warehouse.rows(f'select count(*) from "{schema}"."{name}"')
