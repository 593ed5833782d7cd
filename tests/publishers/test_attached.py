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
    count = 'select count(*) from {}"{}"."{}"'
    with sample_warehouse.opened() as home:
        here = [home.execute(count.format("", *table)).fetchone() for table in tables]
    with duckdb.connect() as reader:
        reader.execute(f"attach '{sample_warehouse.database}' as logs (read_only)")
        there = [reader.execute(count.format("logs.", *table)).fetchone() for table in tables]
    assert there == here
