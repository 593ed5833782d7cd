"""Refreshes with the real dbt: a failed build, and the next one that succeeds."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Warehouse, dbt_server
from typer.testing import CliRunner

from loaders.run_log import run_log_of
from refresh import build as builds
from refresh.__main__ import app
from refresh.dbt import Outcome, environment_of
from refresh.sources import source_tables

HEADER = "project,item_id,text,tagger,tag,tagged_at\n"
LABELS = ["+path:models/marts/labels", "+label_texts", "+rpt_line_ledger"]


@pytest.fixture
def tagged(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A warehouse with one tag; the builds pretend that nothing was left out."""

    def run_dbt(arguments: list[str], database: str, inherited: list[int]) -> Outcome:
        # They also read models that are not built here.
        left_out = ["test_type:singular", "int_predictions+", "int_help_topics+", "int_texts+"]
        left_out += ["int_name_words+", "int_item_parameters+"]
        command = [*arguments, "--no-write-json", "--exclude", *left_out]
        environment = os.environ | environment_of(database)
        dbt_server().run(command, environment, warehouse.folder / "dbt.out")
        with duckdb.connect(database) as connection:
            connection.execute("update raw.builds set selection = split_part(selection, ' --e', 1)")
        return Outcome()

    monkeypatch.setattr(builds, "run_dbt", run_dbt)
    tags = warehouse.folder / "tags.csv"
    tags.write_text(f"{HEADER}p,1,t,ana,good,2025-09-15\n")
    warehouse.land(tags, source="labels", final=False)
    warehouse.build({"exclude_staff": True}, select=LABELS)
    [recorded] = warehouse.rows("select selection, settings, n_failed, n_skipped from raw.builds")
    assert recorded == (
        f"--select {' '.join(LABELS)} --exclude_resource_types unit_test test",
        "exclude_staff=True",
        0,
        0,
    )
    with duckdb.connect(str(warehouse.database)) as connection:
        connection.execute("update raw.builds set selection = '', settings = ''")
    return warehouse


def refreshed(warehouse: Warehouse, code: int) -> dict[str, object]:
    """Refresh, and return the new line of the log."""
    result = CliRunner().invoke(app, [], env=warehouse.environment)
    assert result.exit_code == code, result.output + (warehouse.folder / "dbt.out").read_text()
    line: dict[str, object] = json.loads(
        run_log_of(str(warehouse.database)).read_text().splitlines()[-1]
    )
    return line


def test_failed_build_keeps_the_last_good_tables_and_is_repeated(tagged: Warehouse) -> None:
    assert refreshed(tagged, code=0)["built"] == []
    tags = tagged.folder / "tags.csv"
    tags.write_text(f"{HEADER}p,1,t,ana,good,2025-09-15\np,1,t,bob,bad,\np,,,,,\n")
    tagged.land(tags, source="labels", final=False)
    labels = "select tag from marts.fct_labels order by all"
    with duckdb.connect(str(tagged.database)) as connection:
        connection.execute("alter table raw.label_rows rename column tag to lost")
    failed = refreshed(tagged, code=4)
    assert (failed["models_failed"], failed["built"]) == (1, ["raw.files", "raw.label_rows"])
    assert int(str(failed["models_skipped"])) > 10
    assert tagged.rows(labels) == [("good",)]
    with duckdb.connect(str(tagged.database)) as connection:
        connection.execute("alter table raw.label_rows rename column lost to tag")
    mended = refreshed(tagged, code=0)
    assert tagged.rows(labels) == [("bad",), ("good",)]
    assert mended["built"] == failed["built"]
    assert (mended["models_failed"], mended["rejected_lines"]) == (0, 1)
    assert int(str(mended["tests_passed"])) > 10 and mended["tests_failed"] == 0
    assert refreshed(tagged, code=0)["built"] == []


def test_sources_match_the_dbt_manifest(manifest: dict[str, Any]) -> None:
    declared = {
        f"{source['source_name']}.{source['name']}": (
            tuple(source["config"]["meta"]["loads"]),
            Path(source["original_file_path"]).parts[2],
        )
        for source in manifest["sources"].values()
    }
    assert declared == {t.name: (t.loads, t.platform) for t in source_tables()}
