"""A machine that lacks memory or room on its disk: one sentence and an exit code."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from lander import Lander, events
from typer.core import TyperCommand
from typer.testing import CliRunner

from loaders.errors import Refusal
from loaders.failures import NO_MEMORY, NO_ROOM, lacking
from loaders.logs import landing
from loaders.warehouse import database
from moocdb.__main__ import app

OUT_OF_MEMORY = duckdb.OutOfMemoryException(
    "Out of Memory Error: could not allocate block of size 1.0 MiB (9.0 MiB/9.5 MiB used)\n\n"
    "Possible solutions:\n* Reducing the number of threads (SET threads=X)"
)


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OUT_OF_MEMORY, f"{NO_MEMORY} (Out of Memory Error: could not allocate block of size "),
        (MemoryError(), NO_MEMORY),
        (ImportError("a.so: failed to map segment from shared object"), NO_MEMORY),
        (duckdb.IOException('Could not write file "w": No space left on device'), NO_ROOM),
        (OSError(27, "File too large"), NO_ROOM),
        (OSError(28, "No space left on device", "a.log"), NO_ROOM),
        (OSError(2, "No such file or directory", "Out of Memory: File too large"), None),
        (RuntimeError("can't start new thread"), NO_MEMORY),
        (RuntimeError("no thread"), None),
        (OSError(5, "Input/output error"), None),
        (duckdb.ConversionException("no number"), None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_machine_lacks_is_told_in_one_sentence(
    error: Exception, sentence: str | None
) -> None:
    told = lacking(error)
    assert told is None if sentence is None else told and told.startswith(sentence)
    assert "\n" not in (told or "")


def test_a_load_without_memory_lands_nothing(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = lander.write("a.log", events(3))

    def fail(*_: object, **__: object) -> None:
        raise OUT_OF_MEMORY

    monkeypatch.setattr(landing._Landing, "finish", fail)
    said = lander.land(log, code=2).stderr
    assert said.startswith(f"Nothing was landed. {NO_MEMORY}") and said.count("\n") == 1
    assert lander.n_lines == 0


@pytest.mark.parametrize(
    "command",
    ["load status", "refresh logs", "build", "report r.html", "predict dropout", "compare a b"],
)
def test_every_command_says_that_no_thread_can_be_started(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that starts a thread says so by an error of its own: one place takes it for all."""

    def fail(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(TyperCommand, "invoke", fail)
    database = {"MOOCDB_DATABASE": str(tmp_path / "w.duckdb")}
    done = CliRunner().invoke(app, command.split(), env=database)
    assert (done.exit_code, done.output) == (2, f"{NO_MEMORY} (can't start new thread)\n")


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ("report r.html", OUT_OF_MEMORY),
        ("report r.html", OSError(28, os.strerror(28), "r.html")),
        ("refresh sample_logs/logs", OUT_OF_MEMORY),
        ("load edx sample_logs/logs", OUT_OF_MEMORY),
    ],
)
def test_a_refusal_that_is_made_of_too_little_memory_says_so(
    command: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chart whose query fails is named, but not where it fails for want of memory or room."""

    def fail(*_: object, **__: object) -> None:
        try:
            raise error
        except (duckdb.Error, OSError):
            raise Refusal("a.sql fails: it is not SQL.") from None

    for place in ("publishers.warehouse.connect", "refresh.__main__.land_files"):
        monkeypatch.setattr(place, fail)
    monkeypatch.setattr("loaders.commands.land_files.connect", fail)
    (tmp_path / "w.duckdb").touch()
    database = {"MOOCDB_DATABASE": str(tmp_path / "w.duckdb")}
    done = CliRunner().invoke(app, command.split(), env=database)
    sentence = NO_ROOM if isinstance(error, OSError) else NO_MEMORY
    assert done.exit_code == 2 and done.output.startswith(sentence), done.output
    assert done.output.count("\n") == 1


def test_a_warehouse_that_may_not_grow_is_not_opened_and_says_what_to_do(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise duckdb.IOException('IO Error: Could not write file "w.duckdb": File too large')

    monkeypatch.setattr(duckdb, "connect", fail)
    said = lander.land(lander.write("a.log", events(3)), code=2).stderr
    assert said.startswith(NO_ROOM) and said.count("\n") == 1


@pytest.mark.parametrize("size", [0, 20, 4096, 8192, 12287])
def test_a_warehouse_whose_making_was_cut_short_is_made_again(lander: Lander, size: int) -> None:
    log = lander.write("a.log", events(3))
    duckdb.connect(str(lander.database)).close()
    os.truncate(lander.database, size)
    lander.land(log)
    assert lander.n_lines == 3


@pytest.mark.parametrize("size", [1, 20, 12288])
def test_another_file_or_a_warehouse_with_all_its_headers_is_left_as_it_is(
    lander: Lander, size: int
) -> None:
    text = b"\0" * 8 + (b"DUCK" if size > 20 else b"GOOSE") + b"x" * size
    lander.database.write_bytes(text[:size])
    lander.land(lander.write("a.log", events(3)), code=2)
    assert lander.database.read_bytes() == text[:size]


def test_a_disk_that_is_full_is_named_where_python_names_no_file(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    lander.land(lander.write("a.log", events(3)))
    monkeypatch.setattr("loaders.commands.upkeep.connect", fail)
    assert lander.run("status", code=2).stderr.startswith(NO_ROOM)


def test_a_database_is_not_opened_where_little_memory_is_left(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = (1 << 20, resource.RLIM_INFINITY)
    monkeypatch.setattr(resource, "getrlimit", lambda _: limit)
    said = lander.land(lander.write("a.log", events(3)), code=2).stderr
    assert said.startswith(NO_MEMORY) and not lander.database.exists()
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1 << 50, resource.RLIM_INFINITY))
    database.connect(str(lander.database)).close()


def test_a_start_without_memory_is_told_in_one_sentence() -> None:
    code = "import loaders; raise ImportError('a.so: failed to map segment from shared object')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith(NO_MEMORY)
    code = "import loaders; raise ImportError('no module named a')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" in done.stderr
