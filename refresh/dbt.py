"""Run dbt as a process of its own, show how far it is, and say in a few lines what failed."""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from loaders.failures import lacking
from loaders.report import say
from refresh.failures import Failure, essence, results_of
from refresh.progress import Progress
from refresh.sources import ROOT

ENDED = ("LogModelResult", "LogSeedResult", "LogTestResult", "LogSnapshotResult")
# What DuckDB's Python module may print when a process ends after an error.
LEAKED = re.compile(r"nanobind: | - (leaked|\.\.\. skipped)|See https://nanobind")
MOST_FAILURES = 5
SECONDS_TO_READ = 5  # that are left for what dbt has printed, after its end
FATAL = "MainEncounteredError"


@dataclass
class Outcome:
    """How a run of dbt ended.

    code: exit code of dbt. counts: of models, seeds and tests by how they ended, for example
    `model success`. error: why the run as a whole stopped, if it did. invocation: dbt's id of it.
    """

    code: int = 0
    invocation: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    error: str = ""

    def n(self, *kinds: str) -> int:
        """Return how many ended in one of these ways."""
        return sum(self.counts.get(kind, 0) for kind in kinds)

    def say(self) -> None:
        """Print what failed, what the machine lacked, and what to look at."""
        if self.error:
            say(self.error)
        reasons = (self.error, *(failure.message for failure in self.failures))
        if lacked := next(filter(None, (lacking(Exception(reason)) for reason in reasons)), None):
            say(lacked)
        for failure in self.failures[:MOST_FAILURES]:
            say(failure.text)
        if len(self.failures) > MOST_FAILURES:
            log = Path(os.environ.get("DBT_LOG_PATH") or ROOT / "logs") / "dbt.log"
            say(f"... and {len(self.failures) - MOST_FAILURES} more, in {os.path.relpath(log)}")


def program() -> list[str]:
    """Return how dbt is called: by this Python, whose path may hold blanks and quotes."""
    return [sys.executable, "-m", "refresh.dbt_main"]


def environment_of(database: str) -> dict[str, str]:
    """Return the environment in which dbt, which runs in the project's folder, finds a database."""
    places = {"MOOCDB_DATABASE": os.path.realpath(database)}
    for name in ("DBT_TARGET_PATH", "DBT_LOG_PATH"):
        if os.environ.get(name):
            places[name] = os.path.realpath(os.environ[name])
    return os.environ | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"} | places


def target_path() -> Path:
    """Return the folder where dbt leaves what it knows of the project and of its last run."""
    return Path(os.path.realpath(os.environ.get("DBT_TARGET_PATH") or ROOT / "target"))


def run_dbt(command: Sequence[str], database: str, inherited: Sequence[int] = ()) -> Outcome:
    """Run a command of dbt to its end, with progress; terminate it if this process is interrupted.

    inherited: descriptors that dbt is to hold, such as the lock of a refresh.
    """
    outcome = Outcome()
    words = [*program(), "--log-format", "json", "--no-use-colors", *command]
    pipe = subprocess.PIPE
    with (
        Progress() as progress,
        subprocess.Popen(
            words,
            cwd=ROOT,
            env=environment_of(database),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=inherited,
        ) as process,
    ):
        printed: queue.Queue[str | None] = queue.Queue()
        reader = threading.Thread(target=read, args=(process, printed), daemon=True)
        try:
            reader.start()
            for line in lines_of(printed, progress):
                take(line, outcome, progress)
            outcome.code = process.wait()
            outcome.error = outcome.error or ended_by_signal(outcome.code)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        finally:
            if reader.is_alive():  # the pipe must not be closed while it reads
                reader.join(SECONDS_TO_READ)
    outcome.counts, outcome.failures = results_of(target_path(), outcome.invocation)
    return outcome


def ended_by_signal(code: int) -> str:
    """Return what it means that dbt ended by a signal; nothing if it ended by itself."""
    if code >= 0:
        return ""
    return (
        f"dbt was ended by the signal {signal.Signals(-code).name}. Where memory is short, the "
        "system does that: MOOCDB_MEMORY_LIMIT and MOOCDB_THREADS=1 let a build use less."
    )


def take(line: str, outcome: Outcome, progress: Progress) -> None:
    """Take note of one line that dbt printed, which is an event, or words of a library."""
    try:
        event = json.loads(line)
        info, data = event["info"], event["data"]
        name, level = info["name"], info["level"]
    except (ValueError, KeyError, TypeError):
        if line.strip() and not LEAKED.match(line):
            say(line.rstrip())
        return
    outcome.invocation = info.get("invocation_id", "")
    if name in ENDED:
        node = data["node_info"]
        place = node["node_relation"]
        label = f"{place['schema']}.{place['alias']}"
        label = f"test {node['node_name']}" if node["resource_type"] == "test" else label
        progress.at(data["index"], data.get("total") or data.get("num_models") or 0, label)
    elif name == FATAL:
        outcome.error = essence(data["exc"])
    elif level == "warn":
        say(essence(info["msg"]))


def read(process: subprocess.Popen[str], printed: queue.Queue[str | None]) -> None:
    """Put what dbt prints into a queue, line by line, and None at its end.

    After an interrupt the pipe may be closed while a process that dbt started still holds it.
    """
    with suppress(ValueError):
        for line in process.stdout or ():
            printed.put(line)
    printed.put(None)


def lines_of(printed: queue.Queue[str | None], progress: Progress) -> Iterator[str]:
    """Yield what dbt prints, line by line; where nothing comes, let the progress tell so."""
    while True:
        try:
            line = printed.get(timeout=1)
        except queue.Empty:
            progress.wait()
            continue
        if line is None:
            return
        yield line
