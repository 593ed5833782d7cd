"""Runs commands of moocdb in this process, for tests."""

from __future__ import annotations

import json
from typing import Any

from conftest import ROOT, Warehouse
from typer.testing import CliRunner

from moocdb import __main__ as command

LOGS = ROOT / "sample_logs" / "logs"
LOG = LOGS / "tracking.log-20250908.gz"


def run(warehouse: Warehouse, *words: object, code: int = 0) -> Any:
    """Run a command of moocdb; its standard output and error are told apart."""
    settings = {"MOOCDB_DATABASE": str(warehouse.database), "MOOCDB_SALT": "test"}
    settings["DBT_TARGET_PATH"] = str(warehouse.folder / "target")
    done = CliRunner().invoke(command.app, [str(word) for word in words], env=settings)
    assert done.exit_code == code, done.output
    return done


def summary_of(warehouse: Warehouse, *words: object, code: int = 0) -> dict[str, Any]:
    """Return the JSON summary of a command, which is all that stands on standard output."""
    done = run(warehouse, *words, "--json", code=code)
    summary: dict[str, Any] = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1 and summary["exit_code"] == code
    return summary
