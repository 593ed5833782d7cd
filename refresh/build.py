"""Run dbt, and read the result that it recorded in raw.builds."""

from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from loaders.command import tell
from loaders.warehouse.database import connect
from refresh.dbt import run_dbt
from refresh.plan import Plan

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


class BuildFailed(Exception):
    """A model or seed failed, or dbt did not finish."""


class TestFailed(Exception):
    """A data test failed."""


def build(plan: Plan, variables: str, database: str, lock: int) -> Result:
    """Build and test what is planned. BuildFailed if dbt did not finish.

    lock: descriptor of the lock, which dbt inherits.
    """
    began_at = datetime.now(UTC).replace(tzinfo=None)
    command = ["build", "--exclude-resource-type", "unit_test", "--vars", variables]
    outcome = run_dbt([*command, *plan.select], database, [lock])
    outcome.say()
    tell(failures=[asdict(failure) for failure in outcome.failures])
    with closing(connect(database, read_only=True)) as con:
        row = con.execute(RESULT, [began_at]).fetchone()
    if not row:
        raise BuildFailed("dbt did not finish")
    return Result(*row)
