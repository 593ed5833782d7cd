"""Coursera's exports on their way in: formats, odd values, refusals, replacement."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from lander import Lander
from test_kvs import quiz

from loaders.coursera import landing
from loaders.coursera.landing import Export, land_export
from loaders.coursera.sources import dumps_in, tables_of_dumps
from loaders.errors import Refusal
from loaders.files.origins import Part
from loaders.warehouse.database import connect, prepare

HASH_MAPPING = """
CREATE TABLE `hash_mapping` (
  `user_id` int(11) NOT NULL, `session_user_id` varchar(255), `eventing_user_id` varchar(255)
) DEFAULT CHARSET=latin1;
INSERT INTO `hash_mapping` VALUES (1,'ana','e1'),(2,'bob','e2'),(3,'cem','e3');
"""
GENERAL = """
CREATE TABLE `users` (
  `session_user_id` varchar(160), `access_group_id` int(11), `registration_time` datetime,
  `email_forum` tinyint(4)
);
INSERT INTO `users` VALUES ('ana',4,'2013-01-14 00:00:00',1),('bob',4,'0000-00-00 00:00:00',1);
CREATE TABLE `quiz_submission_metadata` (`id` int, `item_id` int, `session_user_id` text);
INSERT INTO `quiz_submission_metadata` VALUES (7,1,'ana'),(8,1,'bob');
CREATE TABLE `kvs_course.136.quiz` (`key` text, `value` longtext);
INSERT INTO `kvs_course.136.quiz` VALUES
('submission.submission_id:7','s:70:\\"a:3:{s:7:\\"answers\\";a:1:{s:1:\\"q\\";a:1:{i:0;s:1:\\"o\\";}}'),
('saved.quiz_id:1.user_id:ana','s:0:\\"\\";');
CREATE TABLE `announcements` (`id` int);
"""
FORUM = """
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text, KEY `id` (`id`)
);
INSERT INTO `forum_posts` VALUES (1,1,1,1358121600,'It\\'s ''fine''; (1,2) -- \\\\ \\n学习 \\0'),
(2,1,2,-1,NULL),(3,1,3,0,0x41c3a9);
"""


@pytest.fixture
def con(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("MOOCDB_SALT", "test")
    connection = connect(str(tmp_path / "warehouse.duckdb"))
    prepare(connection, "warehouse.duckdb")
    return connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "export"
    path.mkdir()
    (path / "a.sql").write_text(GENERAL)
    (path / "b.sql").write_text(HASH_MAPPING)
    (path / "c.sql.gz").write_bytes(gzip.compress(FORUM.encode()))
    return path


def parts_in(folder: Path) -> Iterator[Part]:
    return tables_of_dumps(dumps_in(str(folder)), lambda n_bytes: None)


def land(con: Any, folder: Path, course: str = "course-1", **options: Any) -> Export:
    return land_export(con, course, parts_in(folder), **options)


def rows(con: Any, table: str) -> list[tuple[Any, ...]]:
    columns = "columns(* exclude (load_id, course_id))"
    return list(con.sql(f"select {columns} from raw_coursera.{table}").fetchall())


def everything(con: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that a load of an export writes."""
    names = con.sql(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where schema_name = 'raw_coursera' or table_name in ('loads', 'files')"
    )
    return {
        name: con.sql(f"select * from {name} order by all").fetchall()
        for (name,) in names.fetchall()
    }


def test_tables_are_found_by_content_and_values_keep_every_character(
    con: Any, folder: Path
) -> None:
    export = land(con, folder)
    assert export.format == "coursera_2"
    assert export.rows["hash_mapping"] == 3
    texts = con.sql("select post_text from raw_coursera.forum_posts order by id").fetchall()
    assert texts == [("It's 'fine'; (1,2) -- \\ \n学习 \0",), (None,), ("Aé",)]
    assert any("announcements" in note for note in export.notes)


def test_a_zero_date_is_no_time_and_a_date_is_utc_seconds(con: Any, folder: Path) -> None:
    land(con, folder)
    times = con.sql(
        "select session_user_id, registration_time from raw_coursera.users order by all"
    ).fetchall()
    assert times == [("ana", 1358121600), ("bob", None)]


def test_a_day_that_no_calendar_has_and_a_number_beyond_bigint_are_null(
    con: Any, folder: Path
) -> None:
    text = GENERAL.replace("0000-00-00 00:00:00", "2016-02-30 01:00:00")
    (folder / "a.sql").write_text(text.replace("('bob',4,", "('bob',18446744073709551615,"))
    land(con, folder)
    assert con.sql(
        "select access_group_id, registration_time from raw_coursera.users "
        "where session_user_id = 'bob'"
    ).fetchall() == [(None, None)]


def test_a_whole_number_may_be_written_as_a_decimal(con: Any, folder: Path) -> None:
    text = GENERAL.replace("('bob',4,'0000-00-00 00:00:00'", "('bob',4.00,1358121600.0")
    (folder / "a.sql").write_text(text)
    land(con, folder)
    assert con.sql(
        "select access_group_id, registration_time from raw_coursera.users "
        "where session_user_id = 'bob'"
    ).fetchall() == [(4, 1358121600)]
    (folder / "a.sql").write_text(text.replace("4.00", "4.5"))
    with pytest.raises(Refusal, match=r"users.access_group_id, row 2: '4.5' is not a number"):
        land(con, folder)


def test_bytes_that_are_no_text_are_counted(con: Any, folder: Path) -> None:
    text = FORUM.replace("'It", "'\xe9It").replace("学习", "").encode("latin-1")
    (folder / "c.sql.gz").write_bytes(text)
    assert (
        "Values with U+FFFD, which stands for bytes that are not text: 1" in land(con, folder).notes
    )


def test_a_truncated_value_is_named_and_kept(con: Any, folder: Path) -> None:
    export = land(con, folder)
    [(table, key, reason)] = rows(con, "unreadable_values")
    assert (table, key) == ("kvs_quiz", "submission.submission_id:7")
    assert reason
    assert export.rows["kvs_quiz"] == 2
    assert export.rows["quiz_submissions"] == 0


def test_every_key_of_the_quizzes_is_read_left_aside_named_or_empty(con: Any, folder: Path) -> None:
    values = {
        "xml.quiz_id:1": quiz('<question id="q"/>'),
        "xml.quiz_id:2": quiz(""),
        "xml.quiz_id:3": 's:6:"<quiz>";',
        "submission.submission_id:8": 's:24:"a:1:{s:7:"answers";a:0:{}}";',
        "submission.submission_id:9": "N;",
        "submission.submission_id:8.backup": "",
        "backup_xml.quiz_id:1": "",
        "something.else:1": "",
    }
    inserted = ",".join(f"('{k}','{v}')".replace('"', '\\"') for k, v in values.items())
    with (folder / "a.sql").open("a") as file:
        file.write(f"INSERT INTO `kvs_course.136.quiz` VALUES {inserted};")
    land(con, folder)
    fates = con.sql("""
        select key,
            (select count(distinct quiz_id) from raw_coursera.quiz_questions
             where key = 'xml.quiz_id:' || quiz_id)
            + (select count(*) from raw_coursera.quiz_submissions
               where key = 'submission.submission_id:' || submission_id) as n_read,
            (select count(*) from raw_coursera.unreadable_values as u
             where u.key = k.key) as n_named,
            cast(key like 'saved.%' or key like '%backup%' as int) as n_left_aside
        from raw_coursera.kvs_quiz as k
    """).fetchall()
    assert len(fates) == 2 + len(values)
    assert [fate[0] for fate in fates if sum(fate[1:]) != 1] == ["xml.quiz_id:2"]
    assert [sum(n) for n in list(zip(*fates, strict=True))[1:]] == [2, 4, 3]


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
