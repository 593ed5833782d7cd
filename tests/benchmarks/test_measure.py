"""Wall clock and memory of a command and its children."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks import stages
from benchmarks.measure import PROC, Run, run
from benchmarks.results import Build, Step

HOLD = "x = bytearray({mb} * 1024 * 1024)\nimport time\ntime.sleep(0.4)\n"
PARENT = f"""
import subprocess, sys
x = bytearray(60 * 1024 * 1024)
subprocess.run([sys.executable, "-c", {HOLD.format(mb=120)!r}], check=True)
"""


def test_a_command_that_fails_is_shown_with_its_output() -> None:
    command = (sys.executable, "-c", "print('no such table'); raise SystemExit(3)")
    with pytest.raises(SystemExit, match=r"(?s)build failed: .*no such table"):
        run("build", command, os.environ)


def test_output_and_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    command = (sys.executable, "-c", "import os, time; time.sleep(0.3); print(os.environ['A'])")
    done = run("step", command, os.environ | {"A": "b"})
    assert done.output == "b\n"
    assert 0.3 <= done.seconds < 5
    assert capsys.readouterr().err == f"{done.seconds:8.1f} s  step\n"


@pytest.mark.skipif(not (PROC / "self" / "status").exists(), reason="needs /proc")
def test_memory_of_children_counts_and_memory_of_the_caller_does_not() -> None:
    ballast = bytearray(b"x" * (300 * 1024 * 1024))
    del ballast  # what this process held must not count as the child's
    done = run("step", (sys.executable, "-c", PARENT), os.environ)
    assert 180 < done.peak_mb < 290


def test_limits_of_the_caller_reach_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOOCDB_MEMORY_LIMIT", "123MB")
    environment = stages.ScratchWarehouse(tmp_path).environment
    assert environment["MOOCDB_MEMORY_LIMIT"] == "123MB"
    assert environment["MOOCDB_DATABASE"] == str(tmp_path / "warehouse.duckdb")


def test_the_yardstick_keeps_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "tracking.log").write_text('{"username": "a", "event_type": "b"}\n')
    assert all(seconds > 0 for seconds in stages.scan(logs))
    monkeypatch.setenv("MOOCDB_MEMORY_LIMIT", "much")
    with pytest.raises(SystemExit, match="MOOCDB_MEMORY_LIMIT"):
        stages.scan(logs)


def test_refresh_is_the_command_that_people_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[str] = []

    def noted(step: str, command: tuple[str, ...], environment: dict[str, str]) -> Run:
        commands.append(" ".join(command[1:]))
        (tmp_path / "target").mkdir()
        (tmp_path / "target" / "run_results.json").write_text('{"elapsed_time": 3, "results": []}')
        (tmp_path / "target" / "manifest.json").write_text('{"nodes": {}}')
        assert environment["MOOCDB_DATABASE"] == str(tmp_path / "warehouse.duckdb")
        return Run(step, 4.0, 51.0)

    monkeypatch.setattr(stages, "run", noted)
    done = stages.refresh(stages.ScratchWarehouse(tmp_path), "refresh", tmp_path / "logs")
    assert commands == [f"-m refresh {tmp_path / 'logs'}"]
    assert done == Step(Run("refresh", 4.0, 51.0), Build(3.0))


def test_the_account_of_an_earlier_build_is_not_taken_for_that_of_a_refresh_without_dbt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "run_results.json").write_text('{"elapsed_time": 3, "results": []}')
    monkeypatch.setattr(stages, "run", lambda step, *_: Run(step, 1.0, 50.0))
    done = stages.refresh(stages.ScratchWarehouse(tmp_path), "refresh", tmp_path / "logs")
    assert done == Step(Run("refresh", 1.0, 50.0))
