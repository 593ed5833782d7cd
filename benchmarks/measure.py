"""Run a command to its end: its wall clock, and the most memory that it and its children held."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
INTERVAL = 0.05  # seconds between two looks at the memory
PROC = Path("/proc")


@dataclass(frozen=True)
class Run:
    """A step: wall clock seconds, the most memory at a time in MB, and what was printed."""

    step: str
    seconds: float
    peak_mb: float
    output: str = ""


def run(step: str, command: tuple[str, ...], environment: Mapping[str, str]) -> Run:
    """Run a command in the project's folder, and tell on stderr when it is done.

    SystemExit with its output if it fails.
    """
    with tempfile.TemporaryFile("w+") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
        watch = MemoryWatch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            watch.stop()
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise SystemExit(f"{step} failed: {' '.join(command)}\n{printed[-4000:]}")
    print(f"{seconds:8.1f} s  {step}", file=sys.stderr, flush=True)
    # Without /proc: the largest of the processes alone, by the system's account.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(step, seconds, watch.peak_mb or usage.ru_maxrss / unit, printed)


def together(step: str, *runs: Run) -> Run:
    """Steps that follow each other as one."""
    return Run(step, sum(run.seconds for run in runs), max(run.peak_mb for run in runs))


class MemoryWatch:
    """Looks at the resident memory of a process and all its descendants until it is stopped.

    Not `ru_maxrss`: Linux counts into it what the parent held when the child was started, and it
    is that of the largest process, not of all together.
    """

    def __init__(self, pid: int) -> None:
        """Start to look."""
        self.peak_mb = 0.0
        self._pid = pid
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(INTERVAL):
            found = [memory_of(pid) for pid in family(self._pid)]
            now, highest = (sum(mb for mb, _ in found), max((mb for _, mb in found), default=0.0))
            self.peak_mb = max(self.peak_mb, now, highest)


def family(pid: int) -> Iterator[int]:
    """A process and its descendants; nothing where the system has no /proc."""
    yield pid
    for children in PROC.glob(f"{pid}/task/*/children"):
        try:
            found = children.read_text().split()
        except OSError:  # it has ended
            continue
        for child in found:
            yield from family(int(child))


def memory_of(pid: int) -> tuple[float, float]:
    """Resident memory of a process now, and the most it ever had, in MB."""
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    fields = dict(line.split(":", 1) for line in lines if line.startswith("Vm"))
    now, highest = (
        float(fields.get(name, "0 kB").split()[0]) / 1024 for name in ("VmRSS", "VmHWM")
    )
    return now, highest
