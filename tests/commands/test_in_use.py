"""A warehouse that another process holds: one sentence that names it, from every entry."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from command_server import command_server
from conftest import ROOT, Warehouse

from loaders.warehouse.holder import in_use, program_of

LOG = ROOT / "sample_logs" / "logs"
HOLD = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"


@pytest.fixture
def holder(warehouse: Warehouse) -> Iterator[subprocess.Popen[str]]:
    """A program that has the warehouse open."""
    script = warehouse.folder / "notebook.py"
    script.write_text(HOLD)
    command = [sys.executable, str(script), str(warehouse.database), "--password=secret"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.communicate("\n")


def is_one_sentence(printed: str, warehouse: Warehouse, holder: subprocess.Popen[str]) -> bool:
    assert "Traceback" not in printed and "secret" not in printed
    python = Path(sys.executable).name
    who = f"process {holder.pid} ({python} notebook.py)"
    sentence = f"{warehouse.database} is in use by {who}: close it there"
    return printed.count(sentence) == 1 and "`moocdb serve`" in printed


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("loaders", "edx", str(LOG)), 2),
        (("loaders", "status"), 2),
        (("refresh", str(LOG)), 3),
        (("moocdb", "build"), 3),
        (("publishers", "summary"), 2),
        (("publishers", "report", "report.html"), 2),
        (("publishers", "serve", "{}/copy.duckdb"), 2),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else str(value),
)
def test_a_command_says_who_holds_the_file(
    warehouse: Warehouse, holder: subprocess.Popen[str], command: tuple[str, ...], code: int
) -> None:
    words = [word.format(warehouse.folder) for word in command]
    done = warehouse.run(sys.executable, "-m", *words, check=False)
    assert done.returncode == code
    assert is_one_sentence(done.stderr, warehouse, holder) and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [("build",), ("docs", "generate"), ("show", "--inline", "select 1")], ids=" ".join
)
def test_dbt_says_who_holds_the_file(
    warehouse: Warehouse, holder: subprocess.Popen[str], command: tuple[str, ...]
) -> None:
    code, printed = warehouse.dbt("--quiet", *command)
    assert code and is_one_sentence(printed, warehouse, holder)
    assert printed.split("nanobind")[0].count("\n") == 3  # the server's fork ends without clean-up


def test_dbt_says_what_else_keeps_the_file_closed(warehouse: Warehouse) -> None:
    warehouse.database.write_text("this is a log, and no database\n" * 1000)
    code, printed = warehouse.dbt("--quiet", "show", "--inline", "select 1")
    assert code and "is not a DuckDB database" in printed and "Traceback" not in printed


def printed_by(warehouse: Warehouse) -> str:
    """What dbt has printed so far."""
    output = warehouse.folder / "dbt.out"
    return output.read_text() if output.exists() else ""


def test_a_load_during_a_build_is_refused(warehouse: Warehouse) -> None:
    """dbt keeps the warehouse to itself from its first seed on; after its end the load lands."""
    later, *earlier = sorted(LOG.iterdir())
    server = command_server()
    warehouse.land(*earlier)
    with ThreadPoolExecutor() as beside:
        build = beside.submit(warehouse.dbt, "seed")
        while not build.done() and "OK loaded" not in printed_by(warehouse):
            time.sleep(0.01)
        words, output = ["load", "edx", later], warehouse.folder / "land"
        done = server.run(words, warehouse.environment, output)
        is_at_work = not build.done()
    assert is_at_work and build.result()[0] == 0
    assert done.code == 2
    assert re.search(r"in use by process \d+ \(python\S* dbt_server.py\): close it", done.errors)
    counted = "select count(*) from raw.edx_lines"
    before = warehouse.rows(counted)
    assert warehouse.land(later).rows(counted) > before > [(0,)]


def test_a_lock_is_told_by_what_duckdb_says_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = 'IO Error: Could not set lock on file "w.duckdb": '
    assert in_use("w.duckdb", "IO Error: No such file") is None
    assert "another process: close" in str(in_use("w.duckdb", lock + "See also https://"))
    told = in_use("w.duckdb", lock + "Conflicting lock is held in /opt/a b/duckdb (PID 999999999)")
    assert "in use by process 999999999 (duckdb): close it there" in str(told)
    told = in_use("w.duckdb", lock + "Conflicting lock is held in PID 999999999 by user ann")
    assert "in use by process 999999999: close it there" in str(told)
    for program in ("python3 -m loaders", "dbt"):
        monkeypatch.setattr("loaders.warehouse.holder.program_of", lambda pid, name=program: name)
        assert f"({program}): wait until it ends" in str(in_use("w", lock + "held in PID 7 "))


@pytest.mark.parametrize(
    ("line", "program"),
    [
        ("/usr/bin/duckdb\0w.duckdb\0", "duckdb"),
        ("/venv/bin/python3\0-m\0loaders\0edx\0", "python3 -m loaders"),
        ("/venv/bin/python\0/venv/bin/dbt\0build\0", "dbt"),
        ("python3.11\0-c\0import secret\0", "python3.11"),
        ("java\0-Dpassword=secret\0-jar\0metabase.jar\0", "java"),
        ("/bin/\x1b[31mred\0", "?[31mred"),
    ],
)
def test_a_program_is_named_without_its_arguments(
    monkeypatch: pytest.MonkeyPatch, line: str, program: str
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: line.encode())
    assert program_of("1") == program
