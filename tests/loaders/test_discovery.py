"""Files, folders and globs: what is landed, what is skipped and named, what is refused."""

import os
from pathlib import Path

import pytest
from lander import Lander, events, expected_lines, gz, zst

from loaders.logs.discovery import looks_like_log

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
    others, hidden = ["readme.md", "b/users.csv"], [".hidden.log", ".git/x.log"]
    for name in others + hidden:
        lander.write(f"logs/{name}", ONE)
    os.mkfifo(lander.folder / "logs" / "pipe.log")
    output = lander.land(lander.folder / "logs", code=1).output
    assert landed_names(lander) == [
        f"logs/{name}" for name in ("a.log", "b/1.log", "b/2.log", "c/deep/down/x.json")
    ]
    for name in (*others, "pipe.log"):
        assert str(lander.folder / "logs" / name) in output
    assert ".hidden" not in output and ".git" not in output


CONTAINER_LINE = b'{"log": "starting\\n", "stream": "stdout", "time": "2024-01-01T00:00:00Z"}\n'
PRETTY_EVENTS = b'[\n  {\n    "name": "edx.a",\n    "time": "2024-01-01T00:00:00Z"\n  }\n]\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("events_2024", events(2)),
        ("x.txt", b"Jan  1 00:00:00 lms [tracking] " + ONE),
        ("edx.20240101", b'{"name": "edx.a", "time": "2024-01-01T00:00:00Z"}\n'),
        ("2024-01-01.out", b"# exported by hand\n\n" + ONE),
        ("old.bak", ONE),
        ("foo.gz", gz(ONE)),
        ("foo.zst.1", zst(ONE)),
        ("pod-0", CONTAINER_LINE),
        ("journal", b'{"MESSAGE": "{\\"event_type\\": \\"a\\"}"}\n'),
        ("dump", PRETTY_EVENTS),
    ],
)
def test_a_log_of_an_unusual_name_is_known_by_its_text(
    lander: Lander, name: str, content: bytes
) -> None:
    lander.write(f"logs/{name}", content)
    lander.land(lander.folder / "logs")
    assert landed_names(lander) == [f"logs/{name}"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"The event_type is missing.\n"),
        ("settings", b'{"name": "edx", "colour": "blue"}\n'),
        ("picture", bytes(range(256)) * 99),
        ("x.gz", gz(b"nothing of interest\n")),
        ("cut.gz", gz(events(9000))[:20]),
    ],
)
def test_what_is_left_out_of_a_folder_is_named_and_makes_exit_code_1(
    lander: Lander, name: str, content: bytes
) -> None:
    other = lander.write(f"logs/{name}", content)
    lander.write("logs/a.log", ONE)
    result = lander.land(lander.folder / "logs", code=1)
    assert f"Left out, as they do not look like logs: {other}" in result.output
    assert landed_names(lander) == ["logs/a.log"]


def test_empty_files_and_the_warehouse_itself_are_not_left_out(lander: Lander) -> None:
    for name in ("_SUCCESS", "notes.md"):
        lander.write(name, b"")
    lander.write("scratch.duckdb.lock", b"1")
    lander.write("a.log", ONE)
    for _ in range(2):  # the first writes logs/refresh.log
        lander.land(lander.folder)
    lander.land(lander.folder / "logs" / "*")
    assert landed_names(lander) == ["a.log"]


def test_other_sources_look_for_signs_of_their_own(lander: Lander) -> None:
    click = b'{"key": "pageview", "username": "ana", "timestamp": 1358124320000}\n'
    tags = b"project,item_id,text,tagger,tag,tagged_at\n"
    for name, content in (("clicks", click), ("tags.csv", tags), ("tags.txt", tags), ("e", ONE)):
        lander.write(f"logs/{name}", content)
    lander.run("coursera-clickstream", lander.folder / "logs", "--course", "c-001", code=1)
    assert landed_names(lander) == ["logs/clicks"]
    lander.run("labels", lander.folder / "logs", code=1)
    assert landed_names(lander) == ["logs/clicks", "logs/tags.csv", "logs/tags.txt"]


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
