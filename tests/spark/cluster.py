"""A standalone cluster of Spark on this machine: a master and workers, each a process."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120  # seconds for a process to begin


@dataclass
class Cluster:
    """The address of the master, and the processes of the workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def standalone(python: Path, folder: Path, n_workers: int) -> Iterator[Cluster]:
    """Start a cluster, whose logs and files lie in a folder, and end each process in the end."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str, until: str) -> re.Match[str]:
        log = folder / f"{name}.log"
        command = [python.parent / "spark-class", *words, "--host", "127.0.0.1"]
        environment = os.environ | {
            "PATH": f"{python.parent}:{os.environ['PATH']}",
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "SPARK_DAEMON_MEMORY": "256m",
        }
        with log.open("wb") as file:
            process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
        processes.append(process)
        began = time.monotonic()
        while not (found := re.search(until, log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < began + PATIENCE, log.read_text()
            time.sleep(0.2)
        return found

    folder.mkdir()
    deploy = "org.apache.spark.deploy"
    ports = ["--port", "0", "--webui-port", "0"]
    try:
        address = start("master", f"{deploy}.master.Master", *ports, until=r"at (spark://\S+:\d+)")
        for number in range(n_workers):
            place = ["--work-dir", str(folder / f"work_{number}"), "--cores", "1"]
            words = [*ports, *place, "--memory", "1g", address[1]]
            name = f"worker_{number}"
            start(name, f"{deploy}.worker.Worker", *words, until="Successfully registered")
        yield Cluster(address[1], processes[1:])
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(timeout=PATIENCE)
        began = time.monotonic()
        while left := running_in(folder):  # the executor of a worker that was killed ends by itself
            assert time.monotonic() < began + PATIENCE, f"still running: {left}"
            time.sleep(0.2)


def running_in(folder: Path) -> list[int]:
    """The ids of the processes that work in a folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if place.readlink().is_relative_to(folder):
                found.append(int(place.parent.name))
        except OSError:  # it has ended, or is not ours
            continue
    return found
