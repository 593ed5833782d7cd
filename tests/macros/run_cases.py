"""Render cases of macros with dbt and run them on an engine: DuckDB or Spark.

A script, because each engine has a Python of its own. It reads JSON, a list of tables, from
standard input and writes JSON, a list of answers, to a file: for each table the types and rows of
its query, with the number of the case first, or the text of an error, and the query's SQL.

Usage: python run_cases.py ENGINE EMPTY_FOLDER ANSWERS < tables.json
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parent.parent.parent
RULES = "org.apache.spark.sql.catalyst.optimizer"
MARK = "\n-- next table\n"
PROFILES = {
    "duckdb": {"type": "duckdb", "path": ":memory:"},
    "spark": {"type": "spark", "method": "session", "schema": "default", "host": "none"},
}

Rows = list[tuple[Any, ...]]
Table = dict[str, Any]
Run = Callable[[str, Table], tuple[list[str], Rows]]


def rendered(queries: Sequence[str], engine: str, folder: Path) -> list[str]:
    """The SQL that dbt makes of queries, with the project's macros and vars, without its models."""
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    kept = ("name", "version", "profile", "macro-paths", "vars")
    project = {key: project[key] for key in kept} | {"flags": {"send_anonymous_usage_stats": False}}
    shutil.copytree(ROOT / "macros", folder / "macros")
    (folder / "dbt_project.yml").write_text(yaml.safe_dump(project), encoding="utf-8")
    profile = {"moocdb": {"target": engine, "outputs": {engine: PROFILES[engine]}}}
    (folder / "profiles.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    command = ["--quiet", "--log-level-file", "none", "compile", "--no-introspect"]
    command += ["--no-populate-cache", "--project-dir", str(folder), "--profiles-dir", str(folder)]
    done = dbtRunner().invoke([*command, "--inline", MARK.join(queries)])
    if not done.success:
        raise SystemExit(f"dbt cannot render the cases: {done.exception or done.result}")
    return str(done.result.results[0].node.compiled_code).split(MARK)


def on_duckdb() -> Run:
    """A function that runs a query of a table on DuckDB; types are named as Spark names them."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    names = {"varchar": "string", "json": "string", "integer": "int"}

    def run(sql: str, table: Table) -> tuple[list[str], Rows]:
        columns = ", ".join(f"{name} {type}" for name, type in table["columns"].items())
        connection.execute(f"create or replace temp table inputs (case_no int, {columns})")
        marks = ", ".join("?" * (1 + len(table["columns"])))
        for row in table["inputs"]:
            connection.execute(f"insert into inputs values ({marks})", row)
        found = connection.execute(sql)
        types = [str(column[1]).lower() for column in found.description or []]
        return [names.get(type, type) for type in types], found.fetchall()

    return run


def on_spark() -> Run:
    """The same on a session of Spark, with the settings that docs/scale.md asks for."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "OFF",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.variable.substitute": "false",
        # Rows of a statement are calculated like those of a table, by code that Java compiles.
        "spark.sql.optimizer.excludedRules": f"{RULES}.ConvertToLocalRelation",
        "spark.sql.adaptive.enabled": "false",
        # A short life: nothing is worth the slow compiler of Java.
        "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -XX:TieredStopAtLevel=1 "
        "-XX:+UseSerialGC",
    }
    builder = SparkSession.builder.master("local[1]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()

    def run(sql: str, table: Table) -> tuple[list[str], Rows]:
        # In the statement: rows that Python hands over take a process of their own.
        rows = ", ".join(f"({', '.join(map(literal, row))})" for row in table["inputs"])
        casts = [f"cast({name} as {type}) as {name}" for name, type in table["columns"].items()]
        columns = ", ".join(["int(case_no) as case_no", *casts])
        names = ", ".join(["case_no", *table["columns"]])
        inputs = f"select {columns} from values {rows} as inputs({names})"
        session.sql(f"create or replace temp view inputs as {inputs}")
        found = session.sql(sql)
        return [type for _, type in found.dtypes], [tuple(row) for row in found.collect()]

    return run


def literal(value: Any) -> str:
    """A value as Spark writes a text."""
    if value is None:
        return "null"
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def text(value: Any) -> str | None:
    return None if value is None else str(value)


def answers(tables: Sequence[Table], engine: str, folder: Path) -> list[dict[str, Any]]:
    """What the engine says to each table."""
    queries = rendered([table["query"] for table in tables], engine, folder)
    run = {"duckdb": on_duckdb, "spark": on_spark}[engine]()
    found: list[dict[str, Any]] = []
    for query, table in zip(queries, tables, strict=True):
        try:
            types, rows = run(query, table)
        except Exception as error:
            found.append({"error": str(error)[:2000], "sql": query})
            continue
        texts = [[row[0], *map(plain, row[1:])] for row in rows]
        found.append({"types": types[1:], "rows": texts, "sql": query})
    return found


def plain(value: Any) -> Any:
    """A value as JSON knows it: numbers and truth values as they are, the rest as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if isinstance(value, bool | int | float) else text(value)


if __name__ == "__main__":
    engine, folder, output = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    output.write_text(json.dumps(answers(json.load(sys.stdin), engine, folder)), encoding="utf-8")
