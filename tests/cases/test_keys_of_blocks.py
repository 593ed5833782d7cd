"""Blocks that fact tables name are in dim_content: a law of the samples, not of all logs.

A log may name a block that nothing places, such as a unit in an event about its completion; which
columns hold such blocks is in tests/invariants/keys_of_facts_exist.sql, which tests all others.
"""

from conftest import Warehouse


def test_blocks_of_fact_tables_are_content(both_platforms: Warehouse) -> None:
    tables = both_platforms.rows(
        "select table_name from information_schema.columns where table_schema = 'marts' "
        "and table_name like 'fct\\_%' escape '\\' and column_name = 'block_id'"
    )
    assert len(tables) > 8
    blocks = " union ".join(
        f"select '{table}' as table_name, course_id, block_id from marts.{table}"
        for (table,) in tables
    )
    lost = f"""
        select blocks.table_name, blocks.course_id, blocks.block_id
        from ({blocks}) as blocks
        anti join marts.dim_content as content
            on blocks.course_id = content.course_id and blocks.block_id = content.block_id
        where blocks.block_id is not null
    """
    assert both_platforms.rows(lost) == []
