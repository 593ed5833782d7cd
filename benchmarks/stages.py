"""The steps that are measured, in scratch folders: generate, scan, load, build, refresh, peer."""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measure import ROOT, run, together
from benchmarks.results import FULL_BUILD, Size, Step, read_build

PYTHON = sys.executable
DBT = str(Path(sys.executable).with_name("dbt"))
BUILD = (DBT, "--quiet", "build", "--exclude-resource-type", "test", "unit_test")
BUILD_AND_TEST = (DBT, "--quiet", "build", "--exclude-resource-type", "unit_test")
SAMPLES = "samples, build without tests"
SAMPLES_PARSED = "samples, the same, project parsed"
SAMPLES_TESTED = "samples, build with data tests"
LOAD = "load"
TO_MARTS = "raw lines to all marts"
FIRST_REFRESH = "refresh, the first"
NOTHING_NEW = "refresh, nothing new"
ONE_PERCENT = "refresh, +1 %"
TO_SEGMENTS = "raw lines to video segments"
PEER = "edx-stats in pandas"


@dataclass(frozen=True)
class ScratchWarehouse:
    """A scratch warehouse, with a target folder of its own: its first build parses the project."""

    folder: Path

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / "warehouse.duckdb"

    @property
    def target(self) -> Path:
        """Where dbt keeps the parsed project and writes its artifacts."""
        return self.folder / "target"

    @property
    def environment(self) -> dict[str, str]:
        """What commands see. Limits of memory and threads are those of the caller."""
        return os.environ | {
            "MOOCDB_DATABASE": str(self.database),
            "MOOCDB_SALT": "bench",
            "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.folder / "dbt-logs"),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }

    def run(self, step: str, *command: str) -> Step:
        """Run a command; with dbt's account if dbt ran in it."""
        self.folder.mkdir(exist_ok=True)
        (self.target / "run_results.json").unlink(missing_ok=True)
        done = run(step, command, self.environment)
        build = read_build(self.target)
        startup = round(done.seconds - build.elapsed_seconds, 3) if command[0] == DBT else None
        return Step(done, build, startup)

    def load(self, step: str, logs: Path) -> Step:
        """Land edX logs."""
        return self.run(step, PYTHON, "-m", "loaders", "edx", "--final", str(logs))

    def copy(self, name: str) -> "ScratchWarehouse":
        """The same warehouse once more, in a folder beside this one."""
        other = ScratchWarehouse(self.folder.with_name(name))
        other.folder.mkdir()
        shutil.copyfile(self.database, other.database)
        return other

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def accepted(self) -> int:
        """Events in the warehouse."""
        return int(self.query("select sum(n_accepted) from marts.rpt_line_ledger")[0][0])


def refresh(warehouse: ScratchWarehouse, step: str, logs: Path) -> Step:
    """Bring a warehouse up to date with a folder of logs: the only place that knows how."""
    return warehouse.run(step, PYTHON, "-m", "refresh", str(logs))


def measure_samples(folder: Path) -> tuple[list[Step], int]:
    """The fixed cost: builds of the samples of both platforms. Returns the number of events too."""
    samples = ROOT / "sample_logs"
    session = ("--course", "learning-001")
    clicks = sorted(str(path) for path in (samples / "coursera_session").glob("*.gz"))
    loader = (PYTHON, "-m", "loaders")
    warehouse = ScratchWarehouse(folder / "samples")
    warehouse.load("load samples", samples / "logs")
    warehouse.run(
        "load samples", *loader, "coursera-exports", str(samples / "coursera_session"), *session
    )
    warehouse.run("load samples", *loader, "coursera-clickstream", "--final", *clicks, *session)
    tested = warehouse.copy("samples-tested")
    steps = [warehouse.run(SAMPLES, *BUILD)]
    # In the same place: dbt parses again where an environment variable of the profile has changed.
    shutil.copyfile(tested.database, warehouse.database)
    steps.append(warehouse.run(SAMPLES_PARSED, *BUILD))
    steps.append(tested.run(SAMPLES_TESTED, *BUILD_AND_TEST))
    return steps, warehouse.accepted()


def measure(folder: Path, events: int, *, with_peer: bool) -> tuple[Size, dict[str, Any] | None]:
    """Everything with one set of logs. The second value is about the peer."""
    folder.mkdir()
    logs, warehouse = folder / "logs", ScratchWarehouse(folder / "warehouse")
    generator = (PYTHON, "-m", "sample_logs", str(logs), "--plain")
    generated = run("generate", (*generator, "--events", str(events)), os.environ)
    scans = scan(logs)
    log_bytes = sum(path.stat().st_size for path in logs.iterdir())

    load = warehouse.load(LOAD, logs)
    landed = warehouse.copy("landed") if with_peer else None
    build = warehouse.run(FULL_BUILD, *BUILD)
    all_marts = Step(together(TO_MARTS, load.run, build.run))
    size = Size(warehouse.accepted(), log_bytes, scans, [load, build, all_marts])
    size.generate_seconds = generated.seconds
    size.warehouse_bytes, size.warehouse_used_bytes = bytes_of(warehouse)
    about_peer = measure_peer(logs, warehouse, landed, load) if landed else None

    # A build without tests does not count for a refresh, which therefore builds all once more.
    size.steps += [refresh(warehouse, step, logs) for step in (FIRST_REFRESH, NOTHING_NEW)]
    size.scans += scan(logs)
    run("generate the next day", (*generator, "--next-day"), os.environ)
    size.steps.append(refresh(warehouse, ONE_PERCENT, logs))
    size.refresh_events = warehouse.accepted() - size.events
    if size.refresh_events <= 0:
        raise SystemExit("The refresh brought no event of the next day into the marts.")
    return size, about_peer


def scan(logs: Path) -> list[float]:
    """Seconds of a few runs of the yardstick, in a process of its own."""
    command = (PYTHON, "-m", "benchmarks.yardstick", str(logs))
    seconds: list[float] = json.loads(run("yardstick", command, os.environ).output)
    return seconds


def bytes_of(warehouse: ScratchWarehouse) -> tuple[int, int]:
    """Size of the warehouse's file, and how much of it is in use."""
    sql = "select block_size * used_blocks from pragma_database_size()"
    return warehouse.database.stat().st_size, int(warehouse.query(sql)[0][0])


def measure_peer(
    logs: Path, warehouse: ScratchWarehouse, landed: ScratchWarehouse, load: Step
) -> dict[str, Any]:
    """The peer on the same files, what it found beside what is built here, and the same by us."""
    pandas = (PYTHON, "-m", "benchmarks.peer_edx_stats", str(logs))
    peer = run(PEER, (*pandas, str(landed.folder / "segments.csv")), os.environ)
    build = landed.run(TO_SEGMENTS, *BUILD, "--select", "+fct_video_segments")
    compare = (PYTHON, "-m", "benchmarks.peer_compare", str(logs), str(warehouse.database))
    compared: dict[str, Any] = json.loads(run("compare", compare, os.environ).output)
    return {"steps": [Step(peer), Step(together(TO_SEGMENTS, load.run, build.run))]} | compared
