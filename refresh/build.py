"""Run dbt, and read the result that it recorded in raw.builds."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loaders.database import connect
from refresh.plan import Plan
from refresh.sources import ROOT

RESULT = """
select n_models, n_failed, n_skipped, n_tests_passed, n_tests_failed
from raw.builds where began_at >= ? and ended_at is not null
order by began_at desc limit 1
"""


@dataclass(frozen=True)
class Result:
    """Counts of a finished build."""

    models_built: int
    models_failed: int
    models_skipped: int
    tests_passed: int
    tests_failed: int


def build(plan: Plan, variables: str, database: str, lock: int) -> Result | None:
    """Build and test what is planned; return None if dbt did not finish.

    lock: descriptor of the lock, which dbt inherits.
    """
    began_at = datetime.now(UTC).replace(tzinfo=None)
    command = ["--quiet", "build", "--exclude-resource-type", "unit_test", "--vars", variables]
    run_dbt([*command, *plan.select], os.environ | {"MOOCDB_DATABASE": database}, lock)
    with closing(connect(database, read_only=True)) as con:
        row = con.execute(RESULT, [began_at]).fetchone()
    return Result(*row) if row else None


def run_dbt(command: list[str], environment: dict[str, str], lock: int) -> None:
    """Run dbt and wait for it; terminate it if this process is interrupted."""
    dbt = Path(sys.executable).with_name("dbt")
    with subprocess.Popen([dbt, *command], cwd=ROOT, env=environment, pass_fds=[lock]) as process:
        try:
            process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
