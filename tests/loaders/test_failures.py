"""Files that cannot be read, and loads that die: the rest lands, or nothing."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest
from lander import Lander, check_books, events, expected_lines, gz, zst

from loaders.files.logfile import LogFile
from loaders.logs import landing
from loaders.streams import lines
from loaders.streams.sources import SOURCES
from loaders.warehouse.database import connect, prepare

GOOD, BIG = events(50, "good"), events(60_000, "big")


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(gz(BIG)[:-20_000], "breaks off", id="gz cut"),
        pytest.param(gz(BIG)[:-3], "breaks off", id="gz cut in its trailer"),
        pytest.param(gz(BIG)[:-8] + bytes(8), "damaged", id="gz with a wrong checksum"),
        pytest.param(gz(GOOD) + gz(BIG)[:-9], "breaks off", id="second gz member cut"),
        pytest.param(gz(BIG) + b"rubbish", "damaged", id="rubbish after gz"),
        pytest.param(zst(BIG)[:-50], "breaks off", id="zst cut"),
        pytest.param(zst(GOOD) + zst(BIG)[:-3], "breaks off", id="second zst frame cut"),
    ],
)
def test_a_broken_file_is_left_out_whole_and_the_others_land(
    lander: Lander, content: bytes, reason: str
) -> None:
    before, after = lander.write("a.log", GOOD), lander.write("c.log", BIG)
    broken = lander.write("b.log", content)
    result = lander.land(before, broken, after, code=1)
    assert str(broken) in result.stderr and reason in result.stderr
    assert lander.lines(before) + lander.lines(after) == expected_lines(GOOD + BIG)
    assert lander.lines(broken) == []
    assert reason in str(lander.file(broken, "error")[0])
    assert reason in lander.run("status").output
    broken.write_bytes(gz(b"mended\n"))
    lander.land(broken)
    assert lander.lines(broken) == ["mended"]
    assert lander.file(broken, "error") == (None,)


def test_members_and_frames_one_after_the_other_are_one_text(lander: Lander) -> None:
    skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    logs = {
        "members.gz": gz(GOOD) + gz(b"torn between ") + gz(b"members\n") + bytes(512),
        "frames.zst": skippable + zst(GOOD) + zst(b"torn between ") + zst(b"members\n"),
    }
    for name, content in logs.items():
        log = lander.write(name, content)
        lander.land(log)
        assert lander.lines(log) == [*expected_lines(GOOD), "torn between members"]


def test_compression_is_judged_by_the_bytes_and_not_by_the_name(lander: Lander) -> None:
    packed, plain = lander.write("a.log", gz(GOOD)), lander.write("b.log.gz", events(3))
    lander.land(packed, plain)
    assert (len(lander.lines(packed)), len(lander.lines(plain))) == (50, 3)


def test_a_file_that_is_gone_is_named(lander: Lander) -> None:
    good = lander.write("logs/a.log", GOOD)
    (lander.folder / "logs" / "gone.log").symlink_to(lander.folder / "nowhere.log")
    result = lander.land(lander.folder / "logs", code=1)
    assert f"{lander.folder / 'nowhere.log'}: No such file" in result.stderr
    assert lander.lines(good) == expected_lines(GOOD)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing can be denied to root")
def test_what_may_not_be_read_is_named(lander: Lander) -> None:
    good, closed = lander.write("logs/a.log", GOOD), lander.write("logs/b.log", GOOD + BIG)
    folder = lander.write("logs/closed/c.log", GOOD).parent
    closed.chmod(0)
    folder.chmod(0)
    result = lander.land(lander.folder / "logs", code=1)
    alone = lander.land(folder, code=2)
    folder.chmod(0o700)
    assert f"{closed}: Permission denied" in result.stderr
    assert f"{folder}: Permission denied" in result.stderr + alone.stderr
    assert lander.lines(good) == expected_lines(GOOD)
    closed.chmod(0o600)
    lander.land(closed)
    assert lander.lines(closed) == expected_lines(GOOD + BIG)


def test_an_error_in_what_a_file_has_grown_by_keeps_what_had_landed(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = lander.write("a.log", GOOD)
    lander.land(log)
    lander.append(log, b"x" * 3_000_000)
    monkeypatch.setattr(lines, "LONGEST_LINE", 1 << 20)
    assert "a line of more than 1 MiB" in lander.land(log, code=1).stderr
    assert lander.lines(log) == expected_lines(GOOD)


def test_a_file_is_read_up_to_the_size_it_had_when_it_was_opened(lander: Lander) -> None:
    log = lander.write("a.log", BIG)
    con = opened(lander)
    grow = [lambda: lander.append(log, GOOD)]
    load = landing.land(
        con, SOURCES["edx"], [log], advance=lambda n: grow.pop()() if n and grow else None
    )
    assert (load.lines, load.bytes) == (60_000, len(BIG))
    assert landing.land(con, SOURCES["edx"], [log]).lines == 50
    check_books(con)


def test_a_file_that_shrinks_while_it_is_read_is_left_out(lander: Lander) -> None:
    log = lander.write("a.log", BIG)
    con = opened(lander)
    load = landing.land(
        con, SOURCES["edx"], [log], advance=lambda n: os.truncate(log, 1 << 20) if n else None
    )
    assert load.failures == [f"{log}: it became shorter while it was read"]
    check_books(con)


def test_an_error_after_the_last_line_takes_back_the_lines(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tail(*_: object) -> str:
        raise OSError(5, "Input/output error")

    log = lander.write("a.log", BIG)
    monkeypatch.setattr(LogFile, "tail", tail)
    assert f"{log}: Input/output error" in lander.land(log, code=1).stderr
    assert lander.n_lines == 0


def opened(lander: Lander) -> duckdb.DuckDBPyConnection:
    con = connect(str(lander.database))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOCDB_SALT", lander.salt)
        prepare(con, str(lander.database))
    return con


@pytest.mark.parametrize(
    "where",
    [
        pytest.param("lines.LineStream.reader = die", id="before the first line"),
        pytest.param("lines.to_batch = die_at_third(lines.to_batch)", id="between two blocks"),
        pytest.param("landing._Landing.finish = die", id="after the last line"),
        pytest.param("landing._Landing.finish = then_die(finish)", id="before the commit"),
    ],
)
def test_a_load_that_is_killed_leaves_the_database_as_it_was(lander: Lander, where: str) -> None:
    first, second = lander.write("a.log", GOOD), lander.write("b.log", BIG)
    lander.land(first)
    before = lander.rows("from raw.files"), lander.rows("from raw.loads"), lander.n_lines
    lander.append(first, events(7, "more"))
    code = f"""
        import os, signal
        from loaders.logs import landing
        from loaders.streams import lines
        from loaders.__main__ import app
        def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
        def die_at_third(function, calls=[]):
            return lambda *a: calls.append(1) or (die() if len(calls) > 2 else function(*a))
        finish = landing._Landing.finish
        def then_die(function):
            return lambda *a: (function(*a), die())
        {where}
        app()
    """
    assert started(lander, code, first, second, first).wait() == -signal.SIGKILL
    assert (lander.rows("from raw.files"), lander.rows("from raw.loads"), lander.n_lines) == before
    lander.land(first, second)
    assert lander.n_lines == 50 + 60_000 + 7


def test_an_interrupted_load_says_so_and_lands_nothing(lander: Lander) -> None:
    log = lander.write("a.log", BIG)
    code = """
        import signal, time
        from loaders.logs import landing
        from loaders.streams import lines
        # Whoever started the tests in the background made them deaf to Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        from loaders.__main__ import app
        to_batch = lines.to_batch
        lines.to_batch = lambda *a: (print("reading", flush=True), time.sleep(3), to_batch(*a))[2]
        app()
    """
    process = started(lander, code, log)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "Interrupted: nothing of this load was landed.\n")
    assert lander.n_lines == 0


def started(lander: Lander, code: str, *paths: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), "edx", *map(str, paths)],
        env=os.environ | lander.environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
