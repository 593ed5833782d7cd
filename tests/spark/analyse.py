"""Let Spark analyse the SQL of every model, without data: what it refuses, what breaks a contract.

A script, because Spark may have a Python of its own. It reads what dbt has compiled for the target
spark, gives each model to a session in the order of their dependencies, and stands a view without
rows in for it that has its columns. A model below one that failed is left out.

Usage: python analyse.py TARGET SOURCES ANSWER, where TARGET is dbt's folder, SOURCES a JSON file of
the columns of the raw tables and their types, and ANSWER the file for the findings, JSON: the first
line of an error by model.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
# As in profiles.yml; the tables are in memory.
SETTINGS = {
    "spark.master": "local[1]",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.analyzer.maxIterations": "1000",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # A short run: no time for the second compiler of Java.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
SPARK_TYPES = {"varchar": "string", "integer": "int"}

Node = dict[str, Any]
Columns = list[tuple[str, str]]


def main(target: str, sources: str, answer: str) -> None:
    manifest = json.loads(Path(target, "manifest.json").read_text())
    tables = json.loads(Path(sources).read_text())
    session = session_of_no_data()
    made = set()
    for node in [*manifest["sources"].values(), *manifest["nodes"].values()]:
        if columns := columns_at_hand(node, tables):
            make(session, node, columns)
            made.add(node["unique_id"])
    findings = {}
    for node in in_order(manifest["nodes"]):
        if not set(node["depends_on"]["nodes"]) <= made:
            continue
        try:
            columns = analysed(session, Path(target, "compiled", "moocdb"), node)
            make(session, node, columns)
            made.add(node["unique_id"])
            found = breaks_contract(node, columns)
        except Exception as error:
            found = str(error).splitlines()[0]
        if found:
            findings[node["name"]] = found
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    missing = [node["name"] for node in models if node["unique_id"] not in made]
    left_out = [name for name in missing if name not in findings]
    answers = {"analysed": len(models) - len(left_out), "findings": findings, "left_out": left_out}
    Path(answer).write_text(json.dumps(answers, indent=1))


def session_of_no_data() -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def columns_at_hand(node: Node, tables: dict[str, Columns]) -> Columns:
    """Columns and Spark's types of a source or a seed; none of a model."""
    if node["resource_type"] == "source":
        columns = tables.get(f"{node['schema']}.{node['name']}", [])
        return [(name, spark_type(type)) for name, type in columns]
    if node["resource_type"] != "seed":
        return []
    with (ROOT / node["original_file_path"]).open(newline="") as file:
        names, *rows = csv.reader(file)
    types = node["config"]["column_types"]
    values = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    for name in names:  # as dbt finds them
        is_number = all(value.isdigit() for value in values.get(name, ["no value"]))
        types.setdefault(name, "bigint" if is_number else "string")
    return [(name, spark_type(types[name])) for name in names]


def in_order(nodes: dict[str, Node]) -> Iterator[Node]:
    """Models, each after those that it reads."""
    models = {key: node for key, node in nodes.items() if node["resource_type"] == "model"}
    graph = {key: models.keys() & node["depends_on"]["nodes"] for key, node in models.items()}
    return (models[key] for key in TopologicalSorter(graph).static_order())


def analysed(session: Any, compiled: Path, node: Node) -> Columns:
    """The columns of a model, as Spark understands its SQL. It raises what Spark does not take."""
    schema = session.sql((compiled / node["original_file_path"]).read_text()).schema
    return [(field.name, field.dataType.simpleString()) for field in schema.fields]


def make(session: Any, node: Node, columns: Columns) -> None:
    """Make a view without rows that has the name and the columns of a node."""
    nulls = ", ".join(f"cast(null as {type}) as `{name}`" for name, type in columns)
    session.sql(f"create schema if not exists {node['schema']}")
    name = node.get("identifier") or node.get("alias") or node["name"]
    session.sql(f"create or replace view {node['schema']}.{name} as select {nulls} where false")


def breaks_contract(node: Node, columns: Columns) -> str:
    """What a contract says otherwise than Spark finds; empty for nothing."""
    if not node["config"]["contract"]["enforced"]:
        return ""
    found, told = dict(columns), node["columns"].values()
    wanted = {column["name"]: spark_type(column["data_type"]) for column in told}
    differ = [
        f"{name} is {found.get(name, 'missing')}, not {wanted.get(name, 'documented')}"
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]
    return f"contract: {', '.join(differ)}" if differ else ""


def spark_type(name: str) -> str:
    """Spark's name of a type, as a contract or a seed writes it."""
    return SPARK_TYPES.get(name.lower(), name.lower())


if __name__ == "__main__":
    main(*sys.argv[1:])
