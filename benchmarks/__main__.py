"""Time a load and a build of generated logs: `python -m benchmarks [--events N]`.

Seconds depend on the machine and its other work, so every step is also given as a ratio to the time
that DuckDB alone takes to read the same files as typed JSON in the same run. Needs about 3 bytes of
disk for each byte of log (1 kB an event), in a scratch folder that is removed at the end.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
SLOWEST = 5
LAYERS = ("staging", "intermediate", "marts")


@dataclass(frozen=True)
class Timing:
    """One step: wall clock seconds, and the most memory its process held, in MB."""

    step: str
    seconds: float
    peak_mb: float


def main(
    events: Annotated[int, typer.Option(help="How many events to generate.")] = 1_000_000,
    folder: Annotated[Path | None, typer.Option(help="Where to work; else a scratch one.")] = None,
) -> None:
    """Generate logs, land them, build twice (all, then nothing new), and print what it took."""
    with tempfile.TemporaryDirectory(prefix="moocdb-bench-", dir=folder) as scratch:
        logs, database = Path(scratch, "logs"), Path(scratch, "warehouse.duckdb")
        environment = os.environ | {
            "MOOCDB_DATABASE": str(database),
            "MOOCDB_SALT": "bench",
            "DBT_TARGET_PATH": str(Path(scratch, "target")),
            "DBT_LOG_PATH": str(Path(scratch, "dbt-logs")),
        }
        python, dbt = sys.executable, str(Path(sys.executable).with_name("dbt"))
        build = [dbt, "--quiet", "build", "--exclude-resource-type", "test", "unit_test"]

        def timed(step: str, *command: str) -> Timing:
            return run(step, command, environment)

        timed(
            "generate", python, "-m", "sample_logs", str(logs), "--events", str(events), "--plain"
        )
        scan = scan_json(logs)
        timings = [scan, timed("load", python, "-m", "loaders", "edx", "--final", str(logs))]
        timings.append(timed("build, everything", *build))
        models = models_by_time(Path(scratch, "target"))
        timings.append(timed("build, nothing new", *build))
        with duckdb.connect(str(database), read_only=True) as connection:
            ((accepted,),) = connection.execute(
                "select sum(n_accepted) from marts.rpt_line_ledger"
            ).fetchall()
        size = sum(path.stat().st_size for path in logs.rglob("*"))
        show(timings, models, int(accepted), size, database.stat().st_size)


def run(step: str, command: tuple[str, ...], environment: dict[str, str]) -> Timing:
    """Run a command to its end. SystemExit with its output if it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            output.seek(0)
            raise SystemExit(f"{step} failed:\n{output.read()[-4000:]}")
    return Timing(step, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def scan_json(logs: Path) -> Timing:
    """The yardstick: DuckDB reads the files as typed JSON and keeps nothing."""
    sql = """
        select count(username), max(event_type), max(time), max(len(page)), count(context)
        from read_json($1, format = 'newline_delimited', ignore_errors = true, columns = {
            username: 'VARCHAR', event_type: 'VARCHAR', time: 'VARCHAR', page: 'VARCHAR',
            event: 'JSON', context: 'JSON'
        }, maximum_object_size = 100000000)
    """
    files = sorted(str(path) for path in logs.iterdir() if ".log" in path.name)
    begun = time.perf_counter()
    duckdb.execute(sql, [files]).fetchall()
    return Timing("scan as typed JSON (yardstick)", time.perf_counter() - begun, 0)


def models_by_time(target: Path) -> list[tuple[str, str, float]]:
    """(layer, model, seconds) by dbt's own account, the slowest first."""
    manifest = json.loads((target / "manifest.json").read_text())
    nodes = manifest["nodes"] | manifest["exposures"]
    results = json.loads((target / "run_results.json").read_text())["results"]
    built = [(nodes[r["unique_id"]], r["execution_time"]) for r in results]
    models = [
        (Path(node["path"]).parts[0], str(node["name"]), float(seconds))
        for node, seconds in built
        if node["resource_type"] == "model"
    ]
    return sorted(models, key=lambda model: -model[2])


def show(
    timings: list[Timing],
    models: list[tuple[str, str, float]],
    events: int,
    log_bytes: int,
    database_bytes: int,
) -> None:
    """Print the table of steps, time per layer, the slowest models, and what was measured."""
    console = Console()
    console.print(
        f"{events:,} events in {log_bytes / 1e6:,.0f} MB of logs; {os.cpu_count()} cores; "
        f"the warehouse takes {database_bytes / 1e6:,.0f} MB"
    )
    table = Table("step", "seconds", "x yardstick", "events/s", "MB/s", "peak MB", box=None)
    for timing in timings:
        table.add_row(
            timing.step,
            f"{timing.seconds:.1f}",
            f"{timing.seconds / timings[0].seconds:.1f}",
            f"{events / timing.seconds:,.0f}",
            f"{log_bytes / 1e6 / timing.seconds:,.0f}",
            f"{timing.peak_mb:,.0f}" if timing.peak_mb else "",
        )
    console.print(table)
    layers = {layer: sum(m[2] for m in models if m[0] == layer) for layer in LAYERS}
    console.print("seconds per layer: " + ", ".join(f"{k} {v:.1f}" for k, v in layers.items()))
    slowest = ", ".join(f"{name} {seconds:.1f} s" for _, name, seconds in models[:SLOWEST])
    console.print(f"slowest models: {slowest}")


if __name__ == "__main__":
    typer.run(main)
