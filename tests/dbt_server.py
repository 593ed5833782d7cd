"""dbt with its start behind it: every command is run by a fork of a process that knows the project.

To start and to read the project takes dbt eight seconds, longer than most builds of a test. What is
read there depends on no var or salt, and of the database on the name alone, the same in all tests;
each command still has a process, an environment and a manifest of its own. `make test` builds the
samples by the plain command line too.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
# What `make test` has read by then: of use with the path of its warehouse, else dbt reads it all.
PARSED, SCRATCH = "partial_parse.msgpack", "target/scratch/warehouse.duckdb"


class DbtServer:
    """A server, started by and for one test process; it ends with that process.

    `target` is a folder that it keeps from one test run to the next: dbt reads again what changed.
    """

    def __init__(self, target: Path) -> None:
        target.mkdir(parents=True, exist_ok=True)
        self.target = target
        known, read = target / PARSED, ROOT / "target" / PARSED
        if read.exists() and not known.exists():
            shutil.copy(read, known)
        self.log = target / "server.log"
        self.process = subprocess.Popen(
            [sys.executable, __file__, target],
            cwd=ROOT,
            env=os.environ | {"MOOCDB_DATABASE": SCRATCH},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("w"),
            text=True,
        )

    def run(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        output: Path,
        seeds: Mapping[str, Path] | None = None,
        macros: Mapping[str, str] | None = None,
        killed_after: int | float | None = None,
        largest_file: int | None = None,
    ) -> int:
        """Run a command of dbt to its end; what it prints goes to a file. Returns its exit code.

        `seeds` are CSVs to seed instead of the project's, by name; `macros` are texts that
        replace those of macros, by their ids in the manifest. `killed_after` so many models,
        seeds or tests (int) or seconds (float) the process is killed, as by a power cut.
        `largest_file`: the bytes beyond which no file may grow, as on a disk that is full.
        """
        assert self.process.stdin and self.process.stdout
        files = {name: str(path) for name, path in (seeds or {}).items()}
        run = [list(command), dict(environment), str(output), files, macros or {}]
        request = [*run, killed_after, largest_file]
        print(json.dumps(request), file=self.process.stdin, flush=True)
        code = self.process.stdout.readline()
        assert code, f"dbt cannot read the project:\n{self.log.read_text()}"
        return int(code)


def serve(target: str) -> None:
    """Read the project, then answer each line of stdin, a request, with its exit code."""
    from dbt.cli.main import dbtRunner  # here: tests import this module, dbt takes seconds
    from quick_dbt import prepare

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    parsed = dbtRunner().invoke(["--quiet", "parse", "--target-path", target])
    if not parsed.success:
        raise SystemExit(str(parsed.exception))
    prepare(parsed.result)
    sys.path.insert(0, str(ROOT))
    importlib.import_module("loaders.dbt_plugin")  # of profiles.yml: it imports for a second
    gc.freeze()
    for line in sys.stdin:
        *request, killed_after, largest_file = json.loads(line)
        child = os.fork()
        if not child:
            answer(parsed.result, *request, killed_after, largest_file)
        kill_after(child, killed_after)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def answer(
    manifest: Any,
    command: list[str],
    environment: dict[str, str],
    output: str,
    seeds: dict[str, str],
    macros: dict[str, str],
    killed_after: int | float | None,
    largest_file: int | None,
) -> None:
    """Run one command in this process and end it."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from quick_dbt import remember_columns, trust_contracts, write_what_is_read

    gc.disable()
    written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.environ.clear()
    os.environ.update(environment)
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    for name, path in seeds.items():
        manifest.nodes[f"seed.moocdb.{name}"].original_file_path = path
    for key, text in macros.items():
        manifest.macros[key].macro_sql = text
    write_what_is_read(command)
    trust_contracts(manifest, command)
    remember_columns(command)
    callbacks = [Killer(killed_after).see] if isinstance(killed_after, int) else []
    done = dbtRunner(manifest=manifest, callbacks=callbacks).invoke(command)
    sys.stdout.flush()
    DuckDBConnectionManager.close_all_connections()
    os._exit(0 if done.success else 1)  # Python would tidy up for longer than dbt takes for a table


def kill_after(child: int, seconds: int | float | None) -> None:
    """Kill a child after so many seconds (float), unless it has ended by then."""
    if isinstance(seconds, float):
        ended = os.pidfd_open(child)
        if not select.select([ended], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
        os.close(ended)


class Killer:
    """Kills this process when so many nodes of a run have finished."""

    def __init__(self, n_nodes: int) -> None:
        self.n_nodes = n_nodes

    def see(self, event: Any) -> None:
        self.n_nodes -= event.info.name == "NodeFinished"
        if self.n_nodes <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    serve(sys.argv[1])
