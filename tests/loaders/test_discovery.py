"""Files, folders and globs: what is landed, what is skipped and named, what is refused."""

import os
from pathlib import Path

import pytest
from lander import Lander, events, expected_lines

from loaders.discovery import looks_like_log

ONE = events(1)


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


LOGS = """
    tracking.log tracking.log-20240101 tracking.log-20240101.gz app.log.1 app.LOG.2.zst a.b.log
    tracking tracking_1 edx-tracking-2020-01-01.gz x.json x.jsonl.gz x.ndjson.zst
"""
OTHERS = """
    x.csv moocdb.duckdb tracking.duckdb moocdb.duckdb.wal tracking.csv.gz .tracking.log x.gz log
    README.md app.log.md5 app.log.bz2 tracking.tar.gz catalog edx.log.gz.gpg dialog.txt
"""


@pytest.mark.parametrize("name", LOGS.split())
def test_names_of_logs(name: str) -> None:
    assert looks_like_log(name)


@pytest.mark.parametrize("name", OTHERS.split())
def test_names_of_other_things(name: str) -> None:
    assert not looks_like_log(name)


def landed_names(lander: Lander) -> list[str]:
    rows = lander.rows("select path from raw.files order by file_id")
    return [os.path.relpath(path, lander.folder) for (path,) in rows]


def test_a_folder_is_walked_in_order_and_the_rest_is_named(lander: Lander) -> None:
    for i, name in enumerate(("b/2.log", "b/1.log", "a.log", "c/deep/down/x.json")):
        lander.write(f"logs/{name}", events(1, str(i)))
    others = ["readme.md", "b/users.csv", ".hidden.log", ".git/x.log"]
    for name in others:
        lander.write(f"logs/{name}", ONE)
    os.mkfifo(lander.folder / "logs" / "pipe.log")
    output = lander.land(lander.folder / "logs").output
    assert landed_names(lander) == [
        f"logs/{name}" for name in ("a.log", "b/1.log", "b/2.log", "c/deep/down/x.json")
    ]
    for name in (*others[:3], ".git", "pipe.log"):
        assert str(lander.folder / "logs" / name) in output


def test_a_file_named_explicitly_is_landed_whatever_its_name(lander: Lander) -> None:
    names = ["x.csv", ".hidden", "o'brien \"; drop table raw.files.txt", "[1].log", "naïve 学.log"]
    paths = [lander.write(name, events(1, str(i))) for i, name in enumerate(names)]
    lander.land(*paths)
    assert landed_names(lander) == names


def test_a_name_that_is_not_utf8_is_landed_once(lander: Lander) -> None:
    path = Path(os.fsdecode(os.fsencode(lander.folder) + b"/na\xefve.log"))
    path.write_bytes(ONE)
    for _ in range(2):
        lander.land(path)
    assert landed_names(lander) == ["na\\xefve.log"]
    assert lander.n_lines == 1


def test_globs_are_expanded_where_the_shell_did_not(lander: Lander) -> None:
    for name in ("1/a.log", "2/deep/b.log", "2/c.log", "2/d.csv"):
        lander.write(name, events(1, name))
    lander.land(f"{lander.folder}/?/*.log")
    assert landed_names(lander) == ["1/a.log", "2/c.log"]
    lander.land(f"{lander.folder}/**/b.log")
    assert landed_names(lander) == ["1/a.log", "2/c.log", "2/deep/b.log"]


def test_links_are_followed_but_not_in_circles(lander: Lander) -> None:
    elsewhere = lander.write("elsewhere/x.log", events(1, "x"))
    log = lander.write("logs/deep/a.log", events(1, "a"))
    (lander.folder / "logs" / "elsewhere").symlink_to(elsewhere.parent)
    (lander.folder / "logs" / "deep" / "up").symlink_to(lander.folder / "logs")
    (lander.folder / "logs" / "self.log").symlink_to(lander.folder / "logs" / "self.log")
    result = lander.land(lander.folder / "logs", lander.folder / "logs" / "deep", log, code=1)
    assert "self.log: Too many levels of symbolic links" in result.stderr
    assert sorted(landed_names(lander)) == ["elsewhere/x.log", "logs/deep/a.log", "logs/self.log"]


def test_a_relative_path_is_the_same_file(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    log = lander.write("logs/a.log", ONE)
    lander.land(log)
    monkeypatch.chdir(log.parent)
    lander.append(log, ONE)
    lander.land("a.log", "../logs/a.log")
    assert lander.lines(log) == expected_lines(ONE + ONE)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("missing.log", "missing.log cannot be read (No such file or directory)"),
        ("*.nothing", "*.nothing cannot be read"),
        ("empty", "empty holds no logs"),
        ("other", "other holds no logs"),
        ("pipe", "pipe is neither a file nor a folder"),
        ("good.log/x", "good.log/x cannot be read (Not a directory)"),
    ],
)
def test_a_path_without_logs_stops_the_load_before_anything_is_done(
    lander: Lander, argument: str, message: str
) -> None:
    good = lander.write("good.log", ONE)
    (lander.folder / "empty").mkdir()
    lander.write("other/x.csv", ONE)
    os.mkfifo(lander.folder / "pipe")
    result = lander.land(good, lander.folder / argument, code=2)
    assert message in result.stderr and len(result.stderr.splitlines()) == 1
    assert not lander.database.exists()
