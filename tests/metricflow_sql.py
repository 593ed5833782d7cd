"""The SQL that MetricFlow makes of metrics, for DuckDB. Runs where metricflow is installed.

Usage: python tests/metricflow_sql.py semantic_manifest.json < requests.json
Reads [[metric, [name to group by, ...]], ...] and prints a JSON list of queries in that order.
"""

import json
import sys
from pathlib import Path

from dbt_metricflow.cli.dbt_connectors.adapter_backed_client import SupportedAdapterTypes
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow_semantics.model.dbt_manifest_parser import (
    parse_manifest_from_dbt_generated_manifest,
)
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup


class DuckDb:
    """As much of a client as MetricFlow needs to write SQL."""

    sql_engine_type = SupportedAdapterTypes.DUCKDB.sql_engine_type
    sql_plan_renderer = SupportedAdapterTypes.DUCKDB.sql_plan_renderer


def main() -> None:
    manifest = parse_manifest_from_dbt_generated_manifest(Path(sys.argv[1]).read_text())
    engine = MetricFlowEngine(SemanticManifestLookup(manifest), DuckDb())
    queries = [
        engine.explain(
            MetricFlowQueryRequest.create(metric_names=[metric], group_by_names=group_by)
        ).sql_statement.sql
        for metric, group_by in json.load(sys.stdin)
    ]
    json.dump(queries, sys.stdout)


if __name__ == "__main__":
    main()
