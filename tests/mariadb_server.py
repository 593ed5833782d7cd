"""A MariaDB server of the test's own: on loopback, with its own data folder, gone afterwards."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = "/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass
class MariaDb:
    """A running server."""

    port: int

    def run(self, sql: str, database: str = "", folder: Path | None = None) -> list[list[str]]:
        """Run SQL through the client, in a folder; the rows of its last query as text."""
        command = [found("mariadb"), "--no-defaults", "--protocol=tcp", "--host=127.0.0.1"]
        command += [f"--port={self.port}", "--user=root", "--local-infile=1", "--batch"]
        command += ["--skip-column-names", "--default-character-set=utf8mb4", database]
        done = subprocess.run(command, input=sql, cwd=folder, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]


def found(program: str) -> str:
    """Path of a program, also where only root's PATH has it; '' when there is none."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:{PROGRAMS}") or ""


def missing() -> str:
    """Why there is no MariaDB here, after one quiet try to install Debian's; '' when there is."""
    with (Path(tempfile.gettempdir()) / "moocdb-mariadb.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found("mariadbd") and os.geteuid() == 0 and found("apt-get"):
            for command in (["update"], ["install", "--yes", "mariadb-server"]):
                subprocess.run(
                    ["apt-get", "-qq", *command],
                    env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                    capture_output=True,
                    timeout=300,
                )
    programs = ("mariadbd", "mariadb", "mariadb-install-db")
    absent = [program for program in programs if not found(program)]
    return f"needs MariaDB (Debian: mariadb-server); not here: {', '.join(absent)}" * bool(absent)


@contextmanager
def server() -> Iterator[MariaDb]:
    """Start a server on a free port of loopback and stop it afterwards."""
    with tempfile.TemporaryDirectory(prefix="moocdb-mariadb-") as name:
        folder, user = Path(name), ["--user=root"] if os.geteuid() == 0 else []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        own = ["--no-defaults", f"--datadir={folder}/data", *user]
        install = ["--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(
            [found("mariadb-install-db"), *own, *install], check=True, capture_output=True
        )
        listen = [f"--port={port}", "--bind-address=127.0.0.1", "--local-infile=1"]
        files = [f"--{file}={folder}/{file}" for file in ("socket", "pid-file", "log-error")]
        process = subprocess.Popen(
            [found("mariadbd"), *own, *listen, *files],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port, process, folder / "log-error")
            yield MariaDb(port)
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers on its port; fail with its log when it ends or hangs."""
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"MariaDB did not start: {log.read_text() if log.exists() else ''}")
