"""Tables as DuckDB holds them, beside the Parquet files that Spark has written of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import duckdb
from compare import differences

PUBLIC = ("marts", "moocdb")
# minutes_behind depends on the clock. In an object within a payload Spark leaves an emoji escaped.
LEFT_OUT = {"rpt_course_freshness": ["minutes_behind"], "stg_edx__lines": ["payload"]}
# In the name of the table that an incremental model is a view of (macros/spark/incremental.sql).
PARTITIONED = "__partitions_"
# Spark counts in 32 bits where DuckDB has 64, and the other way round in seeds, which a contract
# forbids; no hash has a contract.
AS_GOOD = {("BIGINT", "INTEGER"), ("INTEGER", "BIGINT"), ("UBIGINT", "BIGINT")}


def built_tables(warehouse: Path, views: Path) -> dict[str, Path]:
    """The folder of each table and each public view that Spark built, by schema.table.

    An incremental model is a view of a partitioned table. Without raw.builds, which shows builds.
    """
    folders = [*sorted(warehouse.glob("*.db/*/")), *sorted(views.glob("*/*/"))]
    found = {}
    for folder in folders:
        schema, name = folder.parent.name.removesuffix(".db"), folder.name.split(PARTITIONED)[0]
        found[f"{schema}.{name}"] = folder
    return {name: folder for name, folder in found.items() if name != "raw.builds"}


def public(tables: Mapping[str, Path]) -> dict[str, Path]:
    """Those of marts and moocdb."""
    return {name: folder for name, folder in tables.items() if name.split(".")[0] in PUBLIC}


def differing(
    database: Path,
    tables: Mapping[str, Path],
    known: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, list[str]]:
    """What differs between the two engines, in words, by table; nothing if all is the same.

    known: columns that are not compared, by table.
    """
    found = {}
    with duckdb.connect(str(database), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        for table, folder in tables.items():
            if told := differing_table(con, table, folder, known.get(table, ())):
                found[table] = told
    return found


def differing_table(
    con: duckdb.DuckDBPyConnection, table: str, folder: Path, known: Sequence[str] = ()
) -> list[str]:
    """What differs in one table: columns, types or rows."""
    if not any(folder.rglob("*.parquet")):  # a partitioned table without rows has no files
        rows = con.execute(f"select 1 from {table} limit 1").fetchone()
        return [] if PARTITIONED in folder.name and not rows else ["nothing was written"]
    files = str(folder / "**" / "*.parquet").replace("'", "''")
    rows = f"read_parquet('{files}', hive_partitioning = false)"
    con.execute(f"create or replace temp view theirs as select * from {rows}")
    ours, theirs = types_of(con, table), types_of(con, "theirs")
    schema, name = table.split(".")
    if [*ours] != [*theirs]:
        return [f"columns {', '.join(ours)} are not {', '.join(theirs)}"]
    types = {name: (ours[name], theirs[name]) for name in ours if ours[name] != theirs[name]}
    told = [
        f"{name} is {type}, not {wanted}"
        for name, (wanted, type) in types.items()
        if schema in PUBLIC or (wanted, type) not in AS_GOOD
    ]
    left_out = {*LEFT_OUT.get(name, []), *versions(ours, schema), *known}
    names = [name for name in ours if name not in left_out]
    listed = ", ".join(spelled(name, ours[name]) for name in names)
    rows = [f"select {listed} from {relation}" for relation in (table, "theirs")]
    is_same = not any(
        con.execute(f"{one} except all {other} limit 1").fetchone()
        for one, other in (rows, reversed(rows))
    )
    if is_same:
        return told
    return told + differences(*(con.execute(query).fetchall() for query in rows), names)


def versions(columns: Iterable[str], schema: str) -> list[str]:
    """The columns of a table that hold a hash, which each engine calculates in its own way."""
    hashes = {"event_version", "learner_course_version", "seed_version", "version"}
    return [] if schema in PUBLIC else [name for name in columns if name in hashes]


def write_inputs(database: Path, folder: Path, tables: Iterable[str]) -> None:
    """Write tables of DuckDB as Parquet with types that Spark knows, as schema/table.parquet."""
    with duckdb.connect(str(database), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        for table in tables:
            schema, name = table.split(".")
            (folder / schema).mkdir(parents=True, exist_ok=True)
            rows = con.execute(f"select column_name, column_type from (describe {table})")
            columns = ", ".join(for_spark(*row) for row in rows.fetchall())
            file = str(folder / schema / f"{name}.parquet").replace("'", "''")
            con.execute(f"copy (select {columns} from {table}) to '{file}' (format parquet)")


def for_spark(name: str, type: str) -> str:
    """A column with a type of Spark: times are points in time, and a hash has 63 bits."""
    quoted = '"' + name.replace('"', '""') + '"'
    types = {"TIMESTAMP": f"cast({quoted} as timestamptz)", "JSON": f"cast({quoted} as varchar)"}
    types |= {"UBIGINT": f"cast({quoted} // 2 as bigint)", "HUGEINT": f"cast({quoted} as bigint)"}
    return f"{types.get(type, quoted)} as {quoted}"


def types_of(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The columns of a relation in their order; Spark has but one type of text and of time."""
    rows = con.execute(f"select column_name, column_type from (describe {relation})").fetchall()
    same = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMP", "JSON": "VARCHAR"}
    return {name: same.get(type, type) for name, type in rows}


def spelled(name: str, type: str) -> str:
    """A column, its values of the type that both engines have."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"cast({quoted} as {type}) as {quoted}" if type == "TIMESTAMP" else quoted
