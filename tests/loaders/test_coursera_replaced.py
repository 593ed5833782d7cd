"""An export of Coursera replaces the one before it whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from coursera_dumps import (
    GENERAL,
    HASH_MAPPING,
    connected,
    everything,
    land,
    parts_in,
    rows,
    written,
)
from lander import Lander
from test_kvs import quiz

from loaders.coursera import landing
from loaders.coursera.landing import land_export
from loaders.errors import Refusal
from loaders.files.origins import Part


@pytest.fixture
def con(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("MOOCDB_SALT", "test")
    return connected(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "export")


def test_a_new_export_takes_the_place_of_the_old_one_of_its_course(con: Any, folder: Path) -> None:
    land(con, folder)
    land(con, folder, "course-2")
    (folder / "b.sql").write_text(HASH_MAPPING.replace(",(3,'cem','e3')", ""))
    land(con, folder)
    counts = con.sql(
        "select course_id, count(*), min(load_id), max(load_id) from raw_coursera.hash_mapping "
        "group by all order by all"
    ).fetchall()
    assert counts == [("course-1", 2, 3, 3), ("course-2", 3, 2, 2)]


def test_folders_and_hidden_files_are_no_dumps(con: Any, folder: Path) -> None:
    (folder / "old.sql").mkdir()
    (folder / "._a.sql").write_bytes(b"\0\5\x16\7 what macOS keeps beside a file")
    assert land(con, folder).files == 3


def test_files_and_loads_say_what_an_export_came_from(con: Any, folder: Path) -> None:
    (folder / "d.sql").write_text("CREATE TABLE `announcements` (`id` int);")
    land(con, folder)
    land(con, folder, "course-2")
    land(con, folder)
    paths = [str(folder / name) for name in ("a.sql", "b.sql", "c.sql.gz")]
    sizes = [Path(path).stat().st_size for path in paths]
    files = con.sql(
        "select load_id, path, size_bytes, bytes_loaded, compression, is_current from raw.files "
        "where source = 'coursera-exports' and lines_loaded is null and error is null "
        "order by file_id"
    ).fetchall()
    assert files == [
        (load_id, *file, load_id != 1)
        for load_id in (1, 2, 3)
        for file in zip(paths, sizes, sizes, ("none", "none", "gzip"), strict=True)
    ]
    loads = con.sql("select load_id, source, files, lines > 0, bytes from raw.loads").fetchall()
    assert loads == [(load_id, "coursera-exports", 3, True, sum(sizes)) for load_id in (1, 2, 3)]


def test_status_shows_which_exports_are_replaced(tmp_path: Path, folder: Path) -> None:
    lander = Lander(tmp_path)
    for _ in range(2):
        output = lander.run("coursera-exports", folder, "--course", "course-1").output
    assert "Format: coursera_2" in output and "Columns that nothing is made of: 1" in output
    states = [
        line.split()[-2:] for line in lander.run("status").output.splitlines() if "c.sql" in line
    ]
    assert states == [[state, str(folder / "c.sql.gz")] for state in ("landed", "replaced")]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("b.sql", HASH_MAPPING.replace("session_user_id", "who"), "hash_mapping.session_user_id"),
        (
            "a.sql",
            GENERAL[: GENERAL.index("('bob',4")],
            r"a\.sql cannot .* begins on line 6: .*get it",
        ),
        ("a.sql", "-- MySQL dump 10.13\n" + GENERAL, r"a\.sql cannot .* without the line '-- Dump"),
        ("c.sql.gz", "\x1f\x8b\x08 cut", r"c\.sql\.gz cannot be read \(its gzip data"),
        ("b.sql", HASH_MAPPING * 2, r"is in .*b\.sql and again in .*b\.sql"),
        (
            "d.sql",
            HASH_MAPPING,
            r"hash_mapping is in .*b\.sql and again in .*d\.sql: name",
        ),
        ("a.sql", GENERAL.replace("('ana',4,", "('ana','four',"), "users.access_group_id, row 1"),
    ],
)
def test_what_is_no_whole_export_is_refused_and_changes_nothing(
    con: Any, folder: Path, name: str, text: str, says: str
) -> None:
    land(con, folder)
    before = everything(con)
    (folder / name).write_text(text, "latin-1" if "gz" in name else "utf-8")
    with pytest.raises(Refusal, match=says):
        land(con, folder)
    assert everything(con) == before


@pytest.mark.parametrize("n_parts", [0, 2, 99])
def test_a_load_that_dies_under_way_leaves_the_old_export(
    con: Any, folder: Path, n_parts: int
) -> None:
    def dying(parts: Iterator[Part]) -> Iterator[Part]:
        yield from islice(parts, n_parts)
        raise MemoryError

    land(con, folder)
    before = everything(con)
    with pytest.raises(MemoryError):
        land_export(con, "course-1", dying(parts_in(folder)))
    assert everything(con) == before
    assert land(con, folder).load_id == 2


def test_a_load_that_dies_before_its_commit_leaves_the_old_export(
    con: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        assert everything(con) != before
        raise KeyboardInterrupt

    land(con, folder)
    before = everything(con)
    monkeypatch.setattr(landing._Landing, "_record", die)
    with pytest.raises(KeyboardInterrupt):
        land(con, folder)
    assert everything(con) == before


def test_another_format_than_the_one_named_is_refused(con: Any, folder: Path) -> None:
    with pytest.raises(Refusal, match=r"coursera_1 it lacks .*forum_posts\.forum_user_id"):
        land(con, folder, expected="coursera_1")


def test_a_few_learners_are_the_same_ones_and_the_catalogue_stays_whole(
    con: Any, folder: Path
) -> None:
    with (folder / "a.sql").open("a") as file:
        file.write(
            """
            CREATE TABLE `access_groups` (`id` int, `name` text);
            INSERT INTO `access_groups` VALUES (4,'Student'),(5,'Instructor');
            INSERT INTO `kvs_course.136.quiz` VALUES
            ('xml.quiz_id:1','QUIZ'),('xml.quiz_id:2','s:1'),
            ('submission.submission_id:8','s:24:"a:1:{s:7:"answers";a:0:{}}";');
        """.replace("QUIZ", quiz('<question id="q"/>'))
        )
    whole = land(con, folder).rows
    assert [row[0] for row in rows(con, "unreadable_values")] == ["kvs_quiz", "kvs_quiz"]
    kept = []
    for n in (1, 2, 1, 9):
        some = land(con, folder, learners=n).rows
        people = con.sql("select user_id, session_user_id from raw_coursera.hash_mapping")
        kept.append(set(people.fetchall()))
        assert len(kept[-1]) == min(n, 3)
        for table in ("access_groups", "quiz_questions"):
            assert some[table] == whole[table]
        theirs = con.sql("select distinct user_id from raw_coursera.forum_posts").fetchall()
        assert {user_id for (user_id,) in theirs} == {user_id for user_id, _ in kept[-1]}
        names = {name for _, name in kept[-1]}
        keys = con.sql("select key from raw_coursera.kvs_quiz where key not like 'saved%'")
        expected = {"xml.quiz_id:1", "xml.quiz_id:2"}
        expected |= {
            f"submission.submission_id:{7 + ('ana', 'bob').index(name)}"
            for name in names & {"ana", "bob"}
        }
        assert {key for (key,) in keys.fetchall()} == expected
        unreadable = {row[1] for row in rows(con, "unreadable_values")}
        assert unreadable == expected & {"xml.quiz_id:2", "submission.submission_id:7"}
    assert kept[0] == kept[2] < kept[1] < kept[3]
