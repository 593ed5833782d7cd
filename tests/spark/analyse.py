"""Let Spark analyse the SQL of every model, without data: what it refuses, what breaks a contract.

A step of in_session.py. It gives each model that dbt has compiled for Spark to a session in the
order of their dependencies, and stands a table without rows in for it that has its columns: those
of a view Spark would analyse again in each query. A model below one that failed is left out. The
raw tables are there; so may be some models and seeds.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SPARK_TYPES = {"varchar": "string", "integer": "int"}

Node = dict[str, Any]
Columns = list[tuple[str, str]]


def analyse(session: Any, target: Path, answer: Path) -> None:
    """Write the findings as JSON: the first line of an error by model.

    target: dbt's folder, with the models compiled for Spark.
    """
    manifest = json.loads((target / "manifest.json").read_text())
    made = set(manifest["sources"])
    empty = answer.with_name("empty")
    empty.mkdir()
    existing = tables_of_schemas(session, {node["schema"] for node in manifest["nodes"].values()})
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed":
            make(session, existing, node, columns_of_seed(node), empty)
            made.add(node["unique_id"])
    findings = {}
    for node in in_order(manifest["nodes"]):
        if not set(node["depends_on"]["nodes"]) <= made:
            continue
        try:
            columns = analysed(session, target / "compiled" / "moocdb", node)
            make(session, existing, node, columns, empty)
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
    answer.write_text(json.dumps(answers, indent=1))


def columns_of_seed(node: Node) -> Columns:
    """Columns of a seed and Spark's types, as dbt finds them."""
    with (ROOT / node["original_file_path"]).open(newline="") as file:
        names, *rows = csv.reader(file)
    types = node["config"]["column_types"]
    values = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    for name in names:
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


def tables_of_schemas(session: Any, schemas: set[str]) -> set[str]:
    """The tables of schemas, which are made where they are not there, as schema.table."""
    for schema in schemas:
        session.sql(f"create schema if not exists {schema}")
    found = [row for schema in schemas for row in session.sql(f"show tables in {schema}").collect()]
    return {f"{row.namespace}.{row.tableName}" for row in found}


def make(session: Any, existing: set[str], node: Node, columns: Columns, folder: Path) -> None:
    """Make a table of an empty folder with the name and columns of a node that is not there."""
    name = f"{node['schema']}.{node.get('alias') or node['name']}"
    if name not in existing:
        listed = ", ".join(f"`{column}` {type}" for column, type in columns)
        session.sql(f"create table {name} ({listed}) using parquet location '{folder}'")


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
