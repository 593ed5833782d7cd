"""Run models on Spark, each on the tables that DuckDB made of its inputs: a step of in_session.py.

So a model that differs is found by itself, not with all that it is made of, and needs none of these
to be built first. The catalog is empty before and after it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet
from engine_rows import write_inputs
from pyspark.sql.pandas.types import from_arrow_schema
from spark_session import forget_tables

THREADS = 4  # some plan while others run

Node = dict[str, Any]


def run_models(
    session: Any, database: Path, target: Path, output: Path, names: Sequence[str]
) -> None:
    """Write a folder of Parquet per model, schema/table, and errors.json, errors by model.

    database: DuckDB's. target: dbt's folder, with the models compiled for Spark. names: of models;
    none for all.
    """
    manifest = json.loads((target / "manifest.json").read_text())
    nodes = {**manifest["nodes"], **manifest["sources"]}
    models = {n["name"]: n for n in nodes.values() if n["resource_type"] == "model"}
    chosen = {name: models[name] for name in names or models}
    read = {key for node in chosen.values() for key in node["depends_on"]["nodes"]}
    inputs = output.with_name("inputs")
    write_inputs(database, inputs, sorted(relation(nodes[key]) for key in read))
    for schema in sorted(inputs.glob("*/")):
        session.sql(f"create schema {schema.name}")
        for file in sorted(schema.glob("*.parquet")):
            name_input(session, file)
    output.mkdir()
    errors: dict[str, str] = {}

    def run(name: str) -> None:
        began = time.monotonic()
        try:
            write(session, target, output, chosen[name])
        except Exception as error:
            errors[name] = " ".join(str(error).splitlines()[:2])
        seconds = time.monotonic() - began
        print(f"{seconds:6.1f} s {name} {errors.get(name, '')}", flush=True)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, chosen))
    (output / "errors.json").write_text(json.dumps(errors, indent=1))
    forget_tables(session)


def relation(node: Node) -> str:
    """The name of the table of a model, a seed or a source."""
    return f"{node['schema']}.{node.get('identifier') or node.get('alias') or node['name']}"


def name_input(session: Any, file: Path) -> None:
    """Make a file a table, with columns as the file says: Spark would start a job to find them."""
    schema = from_arrow_schema(pyarrow.parquet.read_schema(file))
    columns = ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in schema)
    name = f"{file.parent.name}.{file.stem}"
    session.sql(f"create table {name} ({columns}) using parquet location '{file}'")


def write(session: Any, target: Path, output: Path, node: Node) -> None:
    """Write the rows of a model."""
    sql = (target / "compiled" / "moocdb" / node["original_file_path"]).read_text()
    session.sql(sql).coalesce(1).write.parquet(str(output / node["schema"] / node["alias"]))
