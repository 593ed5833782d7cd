"""Run models on Spark, each on the tables that DuckDB made of its inputs.

A script, because Spark has a Python of its own. So a model that differs is found by itself, not
with all that it is made of, and needs none of these to be built first.

Usage: python each_model.py TARGET INPUTS OUTPUT MODEL..., where TARGET is the folder of dbt with
the models compiled for Spark, INPUTS holds schema/table.parquet of each input, and OUTPUT gets a
folder of Parquet per model, schema/table, and errors.json, the first lines of an error by model.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet
from pyspark.sql.pandas.types import from_arrow_schema
from spark_session import IN_MEMORY, session_of_profile

# Few rows need one part and no second plan.
FEW_ROWS = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
}
THREADS = 4  # some plan while others run

Node = dict[str, Any]


def main(target: str, inputs: str, output: str, *models: str) -> None:
    manifest = json.loads(Path(target, "manifest.json").read_text())
    by_name = {n["name"]: n for n in manifest["nodes"].values() if n["resource_type"] == "model"}
    session = session_of_profile(IN_MEMORY | FEW_ROWS)
    for schema in sorted(Path(inputs).glob("*/")):
        session.sql(f"create schema {schema.name}")
        for file in sorted(schema.glob("*.parquet")):
            name_input(session, file)
    errors: dict[str, str] = {}

    def run(name: str) -> None:
        began = time.monotonic()
        try:
            write(session, Path(target), Path(output), by_name[name])
        except Exception as error:
            errors[name] = " ".join(str(error).splitlines()[:2])
        seconds = time.monotonic() - began
        print(f"{seconds:6.1f} s {name} {errors.get(name, '')}", flush=True)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, models))
    Path(output, "errors.json").write_text(json.dumps(errors, indent=1))


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


if __name__ == "__main__":
    main(*sys.argv[1:])
