"""Full disks, folders that are read-only, files that change meanwhile, little memory, two at once.

Each ends with a sentence and a documented exit code, and one more load equals an undisturbed one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from command_server import Done, command_server
from conftest import ROOT
from contents import contents, differences
from figures import SHARE, Figures, times
from site_to_torture import Site

LOGS = ROOT / "sample_logs" / "logs"
MiB = 1 << 20


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    for name in ("tracking.log", "tracking.log-20250901.gz", "tracking.log-20250915.gz"):
        shutil.copy(LOGS / name, site.logs)
    return site


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an undisturbed load of these logs leaves, wherever they lie."""
    site = Site(tmp_path_factory.mktemp("undisturbed"))
    for name in ("tracking.log", "tracking.log-20250901.gz", "tracking.log-20250915.gz"):
        shutil.copy(LOGS / name, site.logs)
    site.run("load", "edx", site.logs)
    return contents(site.database, ignored=("path",))


def is_one_sentence(done: Done) -> bool:
    """Whether a command told what stopped it, and no more: but that it could not log its run."""
    lines = [line for line in done.errors.splitlines() if "this run is not logged" not in line]
    return len(lines) == 1 and "Traceback" not in done.errors and lines[0].endswith((".", ")"))


def confined(site: Site, **limits: int) -> Done:
    words = ("load", "edx", site.logs)
    return command_server().run(words, site.environment, site.output, limits=limits)


def check_next(site: Site, undisturbed: dict[str, str]) -> None:
    site.run("load", "edx", site.logs)
    assert differences(contents(site.database, ignored=("path",)), undisturbed) == {}


def test_files_that_may_not_grow_end_a_load_with_a_sentence(
    site: Site, undisturbed: dict[str, str]
) -> None:
    """As on a full disk: a write fails after so many bytes."""
    figures = Figures("limit on the size of files")
    for part in range(n := times(30, 2)):
        site.forget()
        done = confined(site, RLIMIT_FSIZE=(part + 1) * 96 * 1024 // n)
        assert done.code in (0, 2), done
        assert not done.code or (is_one_sentence(done) and "disk is full" in done.errors), done
        figures.count("loads without room", bool(done.code))
        check_next(site, undisturbed)
    assert figures.counts["loads without room"]
    figures.tell()


def test_little_memory_ends_a_load_with_a_sentence(site: Site, undisturbed: dict[str, str]) -> None:
    figures = Figures("limit on memory")
    for part in range(n := times(30, 2)):
        site.forget()
        done = confined(site, RLIMIT_AS=(part + 1) * 768 * MiB // n)
        if not done.code:
            continue
        figures.count("loads without memory")
        if done.code < 0:  # a library gave up: the kernel, not moocdb, says so
            figures.count("of them ended by a signal")
        else:
            assert done.code == 2 and is_one_sentence(done), done
            assert "not enough memory" in done.errors, done
        check_next(site, undisturbed)
    assert figures.counts["loads without memory"]
    figures.tell()


# In a name space of its own a process may mount, also where it is not root outside.
MOUNTED = """
mount -t tmpfs -o size=$SIZE tmpfs "$FOLDER" && cp -r "$KEPT"/. "$FOLDER" || exit 99
[ -z "$READ_ONLY" ] || mount -o remount,ro "$FOLDER"
"$@"
code=$?
cp -r "$FOLDER"/. "$KEPT" || exit 98
exit $code
"""


def on_mount(site: Site, size: str, *words: str | Path, read_only: str = "") -> Done:
    """Run a command whose warehouse lies in a small file system of its own; it is kept after it."""
    folder, kept = site.folder / "mount", site.folder / "kept"
    for path in (folder, kept):
        path.mkdir(exist_ok=True)
    environment = site.environment | {
        "MOOCDB_DATABASE": str(folder / "scratch.duckdb"),
        "FOLDER": str(folder), "KEPT": str(kept), "SIZE": size, "READ_ONLY": read_only,
    }  # fmt: skip
    space = ["unshare", "--mount"] + (["--user", "--map-root-user"] if os.geteuid() else [])
    command = [*space, "sh", "-c", MOUNTED, "sh", sys.executable, "-m", "moocdb", *map(str, words)]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("needs unshare, to mount a small file system")
    if done.returncode == 99 or "unshare:" in done.stderr:
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.strip()}")
    return Done(done.returncode, done.stdout, done.stderr, 0, 0)


def test_a_full_disk_ends_a_load_with_a_sentence(site: Site, undisturbed: dict[str, str]) -> None:
    figures = Figures("full disk")
    for size in range(32, 992, 32 if SHARE else 700):
        shutil.rmtree(site.folder / "kept", ignore_errors=True)
        done = on_mount(site, f"{size}k", "load", "edx", site.logs)
        assert done.code in (0, 2), done
        assert not done.code or (is_one_sentence(done) and "disk is full" in done.errors), done
        figures.count("loads on a full disk", bool(done.code))
        for left in (site.folder / "kept").glob("scratch.duckdb*"):
            shutil.copy(left, site.folder)
        check_next(site, undisturbed)
        site.forget()
    assert figures.counts["loads on a full disk"]
    figures.tell()


def test_a_folder_that_is_read_only_is_named(site: Site, undisturbed: dict[str, str]) -> None:
    done = on_mount(site, "64m", "load", "edx", site.logs, read_only="1")
    assert done.code == 2 and is_one_sentence(done) and "Read-only file system" in done.errors
    site.run("load", "edx", site.logs)
    (site.folder / "kept").mkdir(exist_ok=True)
    shutil.copy(site.database, site.folder / "kept")
    done = on_mount(site, "64m", "build", read_only="1")
    assert done.code == 2 and is_one_sentence(done) and "Read-only file system" in done.errors
    check_next(site, undisturbed)


def shrink(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"username", b"USERNAME"))


@pytest.mark.parametrize("what", [shrink, change, Path.unlink], ids=["shrinks", "changes", "goes"])
def test_a_file_that_changes_while_it_is_read_costs_no_line_of_others(
    what: Callable[[Path], None], site: Site, undisturbed: dict[str, str]
) -> None:
    """After the file is as it should be, one more load lands it; a text that was there may stay."""
    log = site.logs / "tracking.log"
    good, figures = log.read_bytes(), Figures(f"a file that {what.__name__}")
    for part in range(n := times(30, 1)):
        site.forget()
        log.write_bytes(good)
        work = command_server().start(("load", "edx", site.logs), site.environment, site.output)
        time.sleep(part * 0.5 / n)
        what(log)
        done = work.end()
        assert done.code in (0, 1) and "Traceback" not in done.errors, done
        figures.count("files that changed meanwhile")
        figures.count("of them left out", done.code)
        log.write_bytes(good)
        check_lines(site, good, undisturbed)
    figures.tell()


def check_lines(site: Site, good: bytes, undisturbed: dict[str, str]) -> None:
    """What the good file holds is landed once as the current file, all other files as ever."""
    site.run("load", "edx", site.logs)
    with duckdb.connect(str(site.database), read_only=True) as con:
        landed = con.execute(
            "select path like '%tracking.log', count(*) from raw.edx_lines "
            "join raw.files using (file_id) where is_current group by all order by all"
        ).fetchall()
    lines = int(undisturbed["raw.edx_lines"].split(",")[0].strip("("))
    n = good.count(b"\n")
    assert landed == [(False, lines - n), (True, n)]


def test_two_loads_at_once_land_each_line_once(site: Site, undisturbed: dict[str, str]) -> None:
    figures = Figures("two loads at once")
    for part in range(n := times(30, 1)):
        site.forget()
        ended: list[subprocess.CompletedProcess[str]] = []

        def other(ended: list[subprocess.CompletedProcess[str]] = ended) -> None:
            code = "from moocdb.__main__ import app; input(); app()"
            command = [sys.executable, "-c", code, "load", "edx", str(site.logs)]
            ended.append(
                subprocess.run(
                    command,
                    cwd=ROOT,
                    env=site.environment,
                    input="\n",
                    text=True,
                    capture_output=True,
                )
            )

        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(part * 3 / n)
        words = ("load", "edx", site.logs)
        one = command_server().run(words, site.environment, site.output)
        thread.join()
        two = Done(ended[0].returncode, ended[0].stdout, ended[0].stderr, 0, 0)
        assert 0 in (one.code, two.code), (one, two)
        for done in (one, two):
            assert done.code in (0, 2), done
            assert not done.code or (is_one_sentence(done) and "is in use by" in done.errors), done
            figures.count("loads that found the warehouse in use", bool(done.code))
        figures.count("pairs of loads")
        check_next(site, undisturbed)
    figures.tell()
