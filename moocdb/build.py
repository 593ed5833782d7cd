"""What moocdb build, docs and dbt do: run dbt in the project's folder, on the warehouse named."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import typer

from loaders.command import is_json, tell
from loaders.errors import Busy, Refusal
from loaders.report import say
from loaders.warehouse.database import check_name, connect, has_layout
from refresh.dbt import Outcome, environment_of, program, run_dbt, target_path
from refresh.sources import ROOT

NOTHING_DONE, AT_WORK, BUILD_FAILED, TEST_FAILED = 2, 3, 4, 5


def check_landed(database: str) -> None:
    """Refusal if nothing is landed there, or Busy if the file is in use: before dbt starts."""
    check_name(database)
    if not Path(database).is_file():
        raise Refusal(f"There is no warehouse {database} yet: `moocdb load edx PATH` makes it.")
    with closing(connect(database)) as con:  # for writing, as dbt will
        if not has_layout(con, database):
            raise Refusal(f"Nothing is landed in {database} yet: `moocdb load edx PATH` does it.")


def build(database: str, options: Sequence[str]) -> int:
    """Build and test the warehouse; return the exit code. Refusal as check_landed."""
    try:
        check_landed(database)
    except Busy as busy:
        typer.echo(str(busy), err=True)
        tell(error=str(busy))
        return AT_WORK
    begun = time.monotonic()
    outcome = run_dbt(["build", *options], database)
    outcome.say()
    models, seeds = outcome.n("model success"), outcome.n("seed success")
    passed, failed = outcome.n("test pass", "test warn"), outcome.n("test fail", "test error")
    broken = outcome.n("model error", "seed error")
    skipped = outcome.n("model skipped", "seed skipped", "test skipped")
    seconds = time.monotonic() - begun
    tell(
        database=database,
        models_built=models,
        seeds_built=seeds,
        models_failed=broken,
        skipped=skipped,
        tests_passed=passed,
        tests_failed=failed,
        failures=[asdict(failure) for failure in outcome.failures],
        seconds=round(seconds, 1),
    )
    if outcome.counts:
        built = f"Built {models} models and {seeds} seeds in {in_words(seconds)}"
        say(f"{built}; {passed} tests passed.")
    if code := code_of(outcome, broken, failed):
        kinds = Counter(failure.kind for failure in outcome.failures)
        counted = [f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(kinds.items())]
        left = f"; {skipped} steps that depend on them were left out" if skipped else ""
        error = f"The build failed: {', '.join(counted) or 'dbt did not finish'}{left}."
        say(error if outcome.failures or not outcome.error else "The build failed.")
        tell(error=outcome.error or error)
        return code
    return 0


def code_of(outcome: Outcome, broken: int, failed: int) -> int:
    """Return the exit code, as for a refresh."""
    if "is in use by" in outcome.error:
        return AT_WORK
    if broken or (outcome.code and not failed):
        return BUILD_FAILED
    return TEST_FAILED if failed else 0


def would_build(database: str, options: Sequence[str]) -> int:
    """Say what a build would make, and make nothing; return dbt's exit code."""
    keys = ["resource_type", "config", "name", "alias", "unique_id"]
    words = ["--quiet", "ls", "--output", "json", "--output-keys", " ".join(keys), *options]
    done = dbt(words, database, capture=True)
    if done.returncode:
        raise Refusal(f"dbt cannot tell: {done.stdout.strip()}")
    nodes = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    nodes = [node for node in nodes if node["resource_type"] in ("model", "seed", "test")]
    counts = Counter(node["resource_type"] for node in nodes)
    names = {
        kind: sorted(node["name"] for node in nodes if node["resource_type"] == kind)
        for kind in ("model", "seed", "test")
    }
    say(
        f"Would build {counts['model']} models and {counts['seed']} seeds in {database}, and run "
        f"{counts['test']} tests. Nothing was built."
    )
    schemas = Counter(
        node["config"].get("schema") or "" for node in nodes if node["resource_type"] == "model"
    )
    for schema, n_models in sorted(schemas.items()):
        say(f"  {schema or 'main'}: {n_models} models")
    tell(database=database, dry_run=True, would_build=names)
    return 0


def dbt(
    words: Sequence[str], database: str, *, capture: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command of dbt in the project's folder, as it is."""
    into = subprocess.PIPE if capture else sys.stderr if is_json() else None
    return subprocess.run(
        [*program(), *words], cwd=ROOT, env=environment_of(database), stdout=into, text=True
    )


def docs(database: str) -> Path:
    """Write dbt's page of every table and column. Raises as check_landed, or if dbt fails."""
    check_landed(database)
    outcome = run_dbt(["docs", "generate", "--static"], database)
    if outcome.code:
        reason = outcome.error or "dbt did not finish"
        raise (Busy if "is in use by" in reason else Refusal)(reason)
    return target_path() / "static_index.html"


def in_words(seconds: float) -> str:
    """Return a time as minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
