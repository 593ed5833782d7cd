"""dbt as a process that a command starts, but quick: a fork of the server of tests/dbt_server.py.

A command calls what it takes for Python. That is a script which tells this process what dbt is to
do and where to print; it ends as dbt did. So dbt prints into the pipe of the command, and if the
command is killed, dbt has nobody who reads.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import duckdb
from command_server import child_of
from conftest import Warehouse, dbt_server

SCRIPT = """#!{python}
import json, os, socket, sys
with socket.create_connection(("127.0.0.1", {port})) as asked:
    request = [sys.argv[1:], f"/proc/{{os.getpid()}}/fd/1"]
    asked.sendall(json.dumps(request).encode() + b"\\n")
    raise SystemExit(int(asked.makefile().readline()))
"""
OPTIONS = ["--log-format", "json", "--no-use-colors", "--log-level-file", "none", "--no-write-json"]


class Relay:
    """Builds a few models, whatever a command wanted to build, and records what it wanted.

    at_work: set while dbt is. killed_at: when dbt is killed too, as time.monotonic tells it.
    ended: exit codes of the builds so far.
    """

    def __init__(self, warehouse: Warehouse, selected: list[str]) -> None:
        self.warehouse, self.selected = warehouse, selected
        self.at_work, self.killed_at = threading.Event(), float("inf")
        self.ended: list[int] = []
        self.dbt = dbt_server()  # two threads that ask for it at once would start two
        self.server = socket.create_server(("127.0.0.1", 0))
        self.script = warehouse.folder / "python"
        port = self.server.getsockname()[1]
        self.script.write_text(SCRIPT.format(python=sys.executable, port=port))
        self.script.chmod(0o755)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                asking, _ = self.server.accept()
                with asking, asking.makefile() as lines:
                    words, output = json.loads(lines.readline())
                    code = self.build(words, output)
                    with suppress(OSError):
                        asking.sendall(f"{code}\n".encode())

    def build(self, words: list[str], output: str) -> int:
        """Run dbt, which prints to the output; return its exit code."""
        has_ended = threading.Event()
        watch = threading.Thread(target=self.see_begin, args=(Path(output), has_ended))
        watch.start()
        left = None if self.killed_at == float("inf") else self.killed_at - time.monotonic()
        options = ["build", "--exclude-resource-type", "unit_test", "test", "--select"]
        code = self.dbt.run(
            [*OPTIONS, *options, *self.selected],
            self.warehouse.environment,
            Path(output),
            killed_after=None if left is None else max(0.01, left),
        )
        has_ended.set()
        watch.join()
        select = words[words.index("--select") :] if "--select" in words else []
        with duckdb.connect(str(self.warehouse.database)) as con:
            con.execute(
                "update raw.builds set selection = ? where began_at = "
                "(select max(began_at) from raw.builds) and selection <> ''",
                [" ".join(select)],
            )
        self.ended.append(code)
        self.at_work.clear()
        return code

    def see_begin(self, output: Path, has_ended: threading.Event) -> None:
        """Hold the pipe until dbt has it too: one that nobody reads cannot be opened."""
        pipe = os.open(output, os.O_RDONLY | os.O_NONBLOCK)
        name, server = output.readlink(), self.dbt.process.pid
        while not has_ended.wait(0.01):
            with suppress(OSError):
                if Path(f"/proc/{child_of(server)}/fd/1").readlink() == name:
                    break
        os.close(pipe)
        self.at_work.set()

    def is_asked(self) -> bool:
        """Whether a command has started dbt, and dbt has not ended."""
        script = str(self.script).encode()
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if script in line.read_bytes().split(b"\0"):
                    return True
        return False
