"""Files that are not edX logs: QuickHelper's, known by their names, and CSV files of tags."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lander import Lander, events, helps

from loaders.streams.sources import SOURCES

HEADER = b"project,item_id,text,tagger,tag,tagged_at\n"
ROW = b"p,i1,a text,ann,x,2025-09-01 08:00:00\n"


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def test_the_name_of_a_quickhelper_file_tells_its_log(lander: Lander) -> None:
    names = ("user.log", "selection.log.2", "helper-2014.log", "Vote.log", "click_1.json")
    for i, name in enumerate(names):
        lander.write(f"logs/{name}", helps(1 + i, name))
    lander.run("quickhelper", lander.folder / "logs", "--final")
    assert lander.rows(
        "select log, count(*) from raw.quickhelper_lines group by all order by 2"
    ) == [("user", 1), ("selection", 2), ("helper", 3), ("vote", 4), ("click", 5)]


def test_a_quickhelper_file_of_another_name_is_left_out_and_named(lander: Lander) -> None:
    other, log = lander.write("users.log", helps(2)), lander.write("user.log", helps(1))
    result = lander.run("quickhelper", other, log, code=1)
    reason = "its name begins with none of user, selection, helper, vote, click"
    assert f"Left out: {other}: {reason}" in result.stderr
    assert lander.file(other, "lines_loaded, error") == (0, reason)
    assert lander.rows("select log from raw.quickhelper_lines") == [("user",)]


def test_a_csv_of_tags_lands_value_by_value(lander: Lander) -> None:
    content = b"\xef\xbb\xbftag , Tagger,project,item_id,text,tagged_at,mood\r\n"
    content += b'x,ann,p,i1,"two\nlines, ""quoted""",2025-09-01,good\r\n\r\n'
    content += b"y,b\xe9,p,i2,,,\r\nz,bob,p,i3,,,,more"
    path = lander.write("labels.csv.gz", gzip.compress(content))
    lander.run("labels", path)
    text = 'two\nlines, "quoted"'
    assert lander.rows("select * exclude (load_id, file_id) from raw.label_rows order by 1") == [
        (1, "p", "i1", text, "ann", "x", "2025-09-01", '{"mood": "good"}', True, False),
        (2, *[None] * 7, False, False),
        (3, "p", "i2", "", "b\ufffd", "y", "", None, True, True),
        (4, "p", "i3", "", "bob", "z", "", '{"mood": "", "column 8": "more"}', False, False),
    ]
    assert lander.file(path, "lines_loaded, error") == (4, None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it has no column project, item_id, text, tagger, tag, tagged_at; its header is: "),
        (b"project;item_id;text;tagger;tag;tagged_at\n", "its header is: project;item_id;text"),
        (HEADER.replace(b"tagger,", b"") + ROW, "it has no column tagger; its header is: project,"),
        (HEADER.replace(b"text", b"tag,text"), "it has the column tag more than once"),
        (HEADER + ROW + b'p,i1,"a" text,ann,x,\n', "it is not a CSV from line 3 on ("),
        (HEADER + ROW * 5000 + b'p,i1,"never closed', "it is not a CSV from line 5002 on ("),
    ],
)
def test_what_is_no_csv_of_tags_is_left_out_whole(
    lander: Lander, content: bytes, reason: str
) -> None:
    bad, good = lander.write("bad.csv", content or b"\n"), lander.write("good.csv", HEADER + ROW)
    result = lander.run("labels", bad, good, code=1)
    assert f"Left out: {bad}: " in result.stderr and reason in result.stderr
    assert lander.rows("select lines_loaded, error is null from raw.files order by file_id") == [
        (0, False),
        (1, True),
    ]
    assert lander.rows("select count(*) from raw.label_rows") == [(1,)]


def test_a_csv_that_has_changed_lands_whole_again(lander: Lander) -> None:
    path = lander.write("labels.csv", HEADER + ROW)
    lander.run("labels", path)
    lander.run("labels", path)
    lander.append(path, ROW.replace(b"ann", b"bob"))
    lander.run("labels", path)
    lander.append(path, b'p,"broken')
    lander.run("labels", path, code=1)
    assert lander.rows("select lines_loaded, is_current, error is null from raw.files") == [
        (1, False, True),
        (2, False, True),
        (0, True, False),
    ]
    assert lander.rows("select tagger from raw.label_rows order by load_id, line_no") == [
        ("ann",),
        ("ann",),
        ("bob",),
    ]
    assert lander.n_loads == 3


def test_every_load_makes_the_tables_of_all_sources(lander: Lander) -> None:
    for source, path in (
        ("labels", lander.write("a.csv", HEADER)),
        ("edx", lander.write("a.log", events(1))),
        ("quickhelper", lander.write("vote.log", helps(1))),
    ):
        lander.run(source, path)
        tables = lander.rows("select 'raw.' || table_name from duckdb_tables()")
        assert {made.table for made in SOURCES.values()} <= {name for (name,) in tables}
