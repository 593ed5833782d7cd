"""The session of Spark that scripts of the tests start; dbt finds it if they call dbt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml
from pyspark.sql import SparkSession

ROOT = Path(__file__).parent.parent.parent
# The catalog is in memory: it needs no metastore, and ends with the process.
IN_MEMORY = {"spark.sql.catalogImplementation": "in-memory"}


def session_of_profile(settings: Mapping[str, str]) -> Any:
    """A session with the settings of profiles.yml and some others."""
    template = jinja2.Template((ROOT / "profiles.yml").read_text())
    profile = yaml.safe_load(template.render(env_var=os.environ.get))
    told = profile["moocdb"]["outputs"]["spark"]["server_side_parameters"]
    builder = SparkSession.builder
    for name, value in {**told, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
