"""The build: one run of dbt, and what it wrote in its books."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loaders.database import connect
from refresh.books import Plan
from refresh.sources import ROOT

RESULT = """
select n_models, n_failed, n_skipped, n_tests_passed, n_tests_failed
from raw.builds where began_at >= ? and ended_at is not null
order by began_at desc limit 1
"""


@dataclass(frozen=True)
class Result:
    """How a build ended."""

    models_built: int
    models_failed: int
    models_skipped: int
    tests_passed: int
    tests_failed: int


def build(plan: Plan, variables: str, database: str, lock: int) -> Result | None:
    """Build and test what is planned; None if dbt did not come to its end.

    lock: a descriptor that dbt holds open as long as it runs.
    """
    began_at = datetime.now(UTC).replace(tzinfo=None)
    command = ["--quiet", "build", "--exclude-resource-type", "unit_test", "--vars", variables]
    run_dbt([*command, *plan.select], os.environ | {"MOOCDB_DATABASE": database}, lock)
    with closing(connect(database, read_only=True)) as con:
        row = con.execute(RESULT, [began_at]).fetchone()
    return Result(*row) if row else None


def run_dbt(command: list[str], environment: dict[str, str], lock: int) -> None:
    """Run dbt to its end; stop it if this process is stopped."""
    dbt = Path(sys.executable).with_name("dbt")
    with subprocess.Popen([dbt, *command], cwd=ROOT, env=environment, pass_fds=[lock]) as process:
        try:
            process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
