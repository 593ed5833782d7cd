"""dbt with its start behind it: every command is run by a fork of a process that knows the project.

To start and to read the project takes dbt eight seconds, longer than most builds of a test. What is
read there depends on no var or salt, and of the database on the name alone, the same in all tests;
each command still has a process, an environment and a manifest of its own. `make test` builds the
samples by the plain command line too.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parent.parent


class DbtServer:
    """A server, started by and for one test process; it ends with that process.

    `target` is a folder that it keeps from one test run to the next: dbt reads again what changed.
    """

    def __init__(self, target: Path) -> None:
        target.mkdir(parents=True, exist_ok=True)
        self.target = target
        self.log = target / "server.log"
        self.process = subprocess.Popen(
            [sys.executable, __file__, target],
            cwd=ROOT,
            env=os.environ | {"MOOCDB_DATABASE": "warehouse.duckdb"},
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
        staff: Path | None = None,
        macros: Mapping[str, str] | None = None,
    ) -> int:
        """Run a command of dbt to its end; what it prints goes to a file. Returns its exit code.

        `staff` is a CSV to seed in the place of seeds/staff.csv; `macros` are texts that stand in
        for those of macros, by their ids in the manifest.
        """
        assert self.process.stdin and self.process.stdout
        request = [
            list(command),
            dict(environment),
            str(output),
            staff and str(staff),
            macros or {},
        ]
        print(json.dumps(request), file=self.process.stdin, flush=True)
        code = self.process.stdout.readline()
        assert code, f"dbt cannot read the project:\n{self.log.read_text()}"
        return int(code)


def serve(target: str) -> None:
    """Read the project, then answer each line of stdin, a request, with its exit code."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    parsed = dbtRunner().invoke(["--quiet", "parse", "--target-path", target])
    if not parsed.success:
        raise SystemExit(str(parsed.exception))
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            answer(parsed.result, *json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def answer(
    manifest: Any,
    command: list[str],
    environment: dict[str, str],
    output: str,
    staff: str | None,
    macros: dict[str, str],
) -> None:
    """Run one command in this process and end it."""
    gc.disable()
    written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.environ.clear()
    os.environ.update(environment)
    if staff:
        manifest.nodes["seed.moocdb.staff"].original_file_path = staff
    for key, text in macros.items():
        manifest.macros[key].macro_sql = text
    done = dbtRunner(manifest=manifest).invoke(command)
    sys.exit(0 if done.success else 1)


if __name__ == "__main__":
    serve(sys.argv[1])
