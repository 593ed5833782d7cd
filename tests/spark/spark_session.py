"""The session of Spark that scripts of the tests start; dbt finds it if they call dbt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import jinja2
import yaml
from pyspark.sql import SparkSession

ROOT = Path(__file__).parent.parent.parent
PUBLIC = ("marts", "moocdb")
SETTINGS = {
    # The catalog is in memory: it needs no metastore, and ends with the process.
    "spark.sql.catalogImplementation": "in-memory",
    # Few rows need one part, no second plan and no code that Java would have to compile.
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def session_of_profile() -> Any:
    """A session with the settings of profiles.yml and those of a catalog in memory and few rows."""
    template = jinja2.Template((ROOT / "profiles.yml").read_text())
    profile = yaml.safe_load(template.render(env_var=os.environ.get))
    told = profile["moocdb"]["outputs"]["spark"]["server_side_parameters"]
    builder = SparkSession.builder
    for name, value in {**told, **SETTINGS}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def forget_tables(session: Any) -> None:
    """Empty the catalog; the files of tables that lie elsewhere stay."""
    for row in session.sql("show schemas").collect():
        if row.namespace != "default":
            session.sql(f"drop schema {row.namespace} cascade")


def write_views(session: Any, folder: Path) -> None:
    """Write each public view as a folder of Parquet files, named schema/view."""
    for schema in PUBLIC:
        if not session.catalog.databaseExists(schema):
            continue
        for row in session.sql(f"show views in {schema}").collect():
            view = session.table(f"{schema}.{row.viewName}")
            view.coalesce(1).write.parquet(str(folder / schema / row.viewName))
