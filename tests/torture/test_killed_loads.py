"""Loads that are killed at random moments: one more load, and nothing is lost or there twice."""

from __future__ import annotations

import gzip
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from conftest import ROOT
from contents import contents, differences
from figures import SEED, SHARE, Figures, Moments, times
from site_to_torture import Site

# What tells how often something was read.
BOOKS = ("raw.files", "raw.loads", "raw.file_history", "raw_edx.row_counts")
EXPORTS = ("edx-package", "coursera-exports")
SAMPLES = ROOT / "sample_logs"
PACK: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda text: text,
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def text() -> bytes:
    """Lines of the sample logs: a week of them, or two hundred."""
    lines = gzip.decompress((SAMPLES / "logs" / "tracking.log-20250922.gz").read_bytes())
    return b"".join(lines.splitlines(keepends=True)[: 2_000 if SHARE else 200])


def survives(name: str, site: Site, words: tuple[str | Path, ...], n: int) -> None:
    """Kill a load at n moments; the next one must leave what an undisturbed one does.

    An export that had landed all the same is landed again, and replaces itself: by another load.
    """
    told = {"ignored": ("load_id", "file_id", "changed_by")} if name in EXPORTS else {}
    site.run(*words)
    site.forget()
    seconds = site.run(*words).seconds
    undisturbed, figures = contents(site.database, **told), Figures(f"load {name}")
    moments = Moments(n, seconds, name)
    for moment in moments:
        site.forget()
        killed = site.run(*words, killed_at=moment)
        figures.count_kill("loads", moments, killed.was_killed, killed.seconds)
        site.run(*words)
        found = differences(contents(site.database, **told), undisturbed)
        if told:
            found = {table: rows for table, rows in found.items() if table not in BOOKS}
        assert found == {}, f"killed after {moment} s"
    figures.tell()


@pytest.mark.parametrize("kind", PACK)
def test_a_killed_load_of_files_is_landed_by_the_next_one(
    kind: str, site: Site, text: bytes
) -> None:
    lines = text.splitlines(keepends=True)
    for part in range(3):
        name = f"tracking-{part}.log" + ("" if kind == "plain" else f".{kind}")
        (site.logs / name).write_bytes(PACK[kind](b"".join(lines[part::3])))
    survives(kind, site, ("load", "edx", "--final", site.logs), times(13, 2))


@pytest.mark.parametrize(
    ("command", "path", "options"),
    [
        ("edx-package", "package", ()),
        ("coursera-exports", "coursera_session", ("--course", "learning-001")),
    ],
    ids=["edx-package", "coursera-exports"],
)
def test_a_killed_load_of_exports_is_landed_by_the_next_one(
    command: str, path: str, options: tuple[str, ...], site: Site
) -> None:
    words = ("load", command, SAMPLES / path, *options)
    survives(command, site, words, times(13, 1))


def test_loads_killed_while_a_file_grows_lose_no_line_and_land_none_twice(
    site: Site, text: bytes
) -> None:
    """The log grows by pieces that end anywhere, also within a line or a character."""
    log, dice = site.logs / "tracking.log", random.Random(SEED)
    log.write_bytes(text)
    words = ("load", "edx", site.logs)
    seconds = site.run(*words, "--final").seconds
    figures = Figures("edx, growing")
    landed_at = ("load_id", "changed_by")
    undisturbed = contents(site.database, ignored=landed_at)
    n = n_left = times(13, 2)
    site.forget()
    log.write_bytes(b"")

    def grow() -> None:
        at = 0
        while at < len(text):
            end = at + dice.randrange(1, 2 * len(text) // (12 * n))
            with log.open("ab") as file:
                file.write(text[at:end])
            at = end
            time.sleep(seconds / 8)

    writer = threading.Thread(target=grow)
    writer.start()
    while n_left or writer.is_alive():
        for moment in Moments(max(1, n_left), seconds, "growing"):
            killed = site.run(*words, killed_at=moment).was_killed
            figures.count("loads killed", killed)
            n_left = max(0, n_left - killed)
            if not n_left:
                break
        if not n_left:
            break
        site.run(*words)
    writer.join()
    site.run(*words, "--final")
    rows = contents(site.database, ignored=landed_at)
    for name in ("raw.loads", "raw.file_history"):
        del rows[name], undisturbed[name]
    assert differences(rows, undisturbed) == {}
    figures.tell()
