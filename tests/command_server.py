"""Commands of moocdb in forks of one process that has imported them, also to be killed or confined.

To import all commands takes longer than most of them run; a fork is at the command's first line at
once. So a random moment of its life, too, is a moment at which it does something.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, negative for a signal, what it printed, its seconds.

    cpu: seconds of the processor.
    """

    code: int
    printed: str
    errors: str
    seconds: float
    cpu: float

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Started:
    """A command at work, beside which a test does something."""

    def __init__(self, server: CommandServer, output: Path) -> None:
        self.server, self.output = server, output

    def end(self) -> Done:
        """Wait for the end of it."""
        return self.server.ended(self.output)


class CommandServer:
    """A server of one test process, which runs one command at a time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self,
        words: Sequence[str | Path],
        environment: Mapping[str, str],
        output: Path,
        *,
        killed_at: float | None = None,
        limits: Mapping[str, int] | None = None,
    ) -> Started:
        """Start a command of moocdb; it prints to the files `output` with .out and .err.

        killed_at: after so many seconds it gets a SIGKILL. limits: of resources, by the names of
        the module resource, for example {"RLIMIT_FSIZE": 1000}; memory is counted from the fork on.
        """
        assert self.process.stdin
        request = [[str(word) for word in words], dict(environment), str(output), killed_at, limits]
        print(json.dumps(request), file=self.process.stdin, flush=True)
        return Started(self, output)

    def run(self, *arguments: Any, **options: Any) -> Done:
        """Run a command to its end, as for start."""
        return self.start(*arguments, **options).end()

    def ended(self, output: Path) -> Done:
        assert self.process.stdout
        answer = self.process.stdout.readline()
        assert answer, "the server of commands is gone"
        code, seconds, cpu = json.loads(answer)
        printed = output.with_suffix(".out").read_text(errors="replace")
        return Done(
            code, printed, output.with_suffix(".err").read_text(errors="replace"), seconds, cpu
        )


@cache
def command_server() -> CommandServer:
    """The server of this test process; it ends with it."""
    return CommandServer()


def serve() -> None:
    """Import the commands, then answer each line of stdin, a request, with code and seconds."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    sys.path.insert(0, str(ROOT))
    app = importlib.import_module("moocdb.__main__").app
    for name in ("altair", "vl_convert", "jinja2", "pandas", "loaders.dbt_plugin"):
        importlib.import_module(name)
    for line in sys.stdin:
        words, environment, output, killed_at, limits = json.loads(line)
        child = os.fork()
        if not child:
            run(app, words, environment, output, limits or {})
        begun = time.monotonic()
        ended = os.pidfd_open(child)
        if killed_at is not None and not select.select([ended], [], [], killed_at)[0]:
            os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
        os.close(ended)
        code, seconds = os.waitstatus_to_exitcode(status), time.monotonic() - begun
        cpu = used.ru_utime + used.ru_stime
        print(json.dumps([code, seconds, cpu]), file=answers, flush=True)


def run(
    app: Any,
    words: list[str],
    environment: dict[str, str],
    output: str,
    limits: dict[str, int],
) -> None:
    """Run one command in this process and end it, as the interpreter would."""
    for stream, name in ((sys.stdout, "out"), (sys.stderr, "err")):
        file = os.open(f"{output}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    # What a command starts as Python, which is dbt.
    sys.executable = environment.get("TORTURE_PYTHON", sys.executable)
    for name, value in limits.items():
        used = size() if name == "RLIMIT_AS" else 0
        resource.setrlimit(getattr(resource, name), (used + value, used + value))
    code: object = 1
    try:
        app(words, prog_name="moocdb")
    except SystemExit as stop:
        code = stop.code or 0
    except BaseException:
        traceback.print_exc()
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


def child_of(parent: int) -> int | None:
    """The first process that a process has started, if any."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(children[0]) if children else None


def size() -> int:
    """The address space of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    serve()
