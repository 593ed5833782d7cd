"""Coursera's exports on their way in: formats, odd values, refusals, replacement."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.database import connect, prepare
from loaders.dump import read_dump
from loaders.errors import BrokenFile, Refusal
from loaders.export_sources import dumps_in, tables_of_dumps
from loaders.exports import Export, land_export
from loaders.kvs import quiz_records, read_records
from loaders.php import Unreadable, unserialize, unserialize_twice

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
    connection = connect(str(tmp_path / "moocdb.duckdb"))
    prepare(connection, "moocdb.duckdb")
    return connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "export"
    path.mkdir()
    (path / "a.sql").write_text(GENERAL)
    (path / "b.sql").write_text(HASH_MAPPING)
    (path / "c.sql.gz").write_bytes(gzip.compress(FORUM.encode()))
    return path


def land(con: Any, folder: Path, **options: Any) -> Export:
    tables = tables_of_dumps(dumps_in(str(folder)), lambda n_bytes: None)
    return land_export(con, "course-1", tables, **options)


def rows(con: Any, table: str) -> list[tuple[Any, ...]]:
    return list(
        con.sql(
            f"select columns(* exclude (load_id, course_id)) from raw_coursera.{table}"
        ).fetchall()
    )


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


def test_a_truncated_value_is_named_and_kept(con: Any, folder: Path) -> None:
    export = land(con, folder)
    [(table, key, reason)] = rows(con, "unreadable_values")
    assert (table, key) == ("kvs_quiz", "submission.submission_id:7")
    assert reason
    assert export.rows["kvs_quiz"] == 2
    assert export.rows["quiz_submissions"] == 0


def test_a_new_export_takes_the_place_of_the_old_one_of_its_course(con: Any, folder: Path) -> None:
    land(con, folder)
    land_export(con, "course-2", tables_of_dumps(dumps_in(str(folder)), lambda n_bytes: None))
    (folder / "b.sql").write_text(HASH_MAPPING.replace(",(3,'cem','e3')", ""))
    land(con, folder)
    counts = con.sql(
        "select course_id, count(*) from raw_coursera.hash_mapping group by all order by all"
    ).fetchall()
    assert counts == [("course-1", 2), ("course-2", 3)]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("b.sql", HASH_MAPPING.replace("session_user_id", "who"), "hash_mapping.session_user_id"),
        ("a.sql", GENERAL[: GENERAL.index("('bob',4")], "breaks off"),
        ("d.sql", HASH_MAPPING, "stands in"),
        ("a.sql", GENERAL.replace("('ana',4,", "('ana','four',"), "users.access_group_id, row 1"),
    ],
)
def test_what_is_no_whole_export_is_refused_and_changes_nothing(
    con: Any, folder: Path, name: str, text: str, says: str
) -> None:
    land(con, folder)
    (folder / name).write_text(text)
    with pytest.raises(Refusal, match=says):
        land(con, folder)
    assert len(rows(con, "hash_mapping")) == 3
    assert con.sql("select count(*) from raw.loads").fetchall() == [(1,)]


def test_another_format_than_the_one_named_is_refused(con: Any, folder: Path) -> None:
    with pytest.raises(Refusal, match=r"coursera_1 it lacks .*forum_posts\.forum_user_id"):
        land(con, folder, expected="coursera_1")


def test_a_few_learners_are_the_same_ones_each_time(con: Any, folder: Path) -> None:
    land(con, folder, learners=1)
    [(kept, *_)] = rows(con, "hash_mapping")
    assert con.sql("select distinct user_id from raw_coursera.forum_posts").fetchall() == [(kept,)]
    land(con, folder, learners=1)
    assert [row[0] for row in rows(con, "hash_mapping")] == [kept]
    assert land(con, folder, learners=9).rows["hash_mapping"] == 3


@given(st.lists(st.text(alphabet="a'\\;(),`\"-\n%_\0é#/*", max_size=20), min_size=1, max_size=5))
def test_a_dump_gives_back_the_texts_that_went_in(texts: list[str]) -> None:
    escapes = {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\0": "\\0"}
    values = ",".join("('" + "".join(escapes.get(c, c) for c in text) + "')" for text in texts)
    dump = f"CREATE TABLE `t` (`c` text);\n-- it's; a comment\nINSERT INTO `t` VALUES {values};\n"
    pieces = [dump.encode()[i : i + 7] for i in range(0, len(dump.encode()), 7)]
    found = [row[0] for _, batch in read_dump(pieces) for row in batch]
    assert found == texts


@pytest.mark.parametrize("length", range(60, 100))
def test_a_dump_cut_anywhere_in_its_rows_is_broken(length: int) -> None:
    dump = (
        "CREATE TABLE `t` (`a` int, `c` text);\nINSERT INTO `t` VALUES (1,'one; two'),(2,'x''y');"
    )
    with pytest.raises(BrokenFile):
        list(read_dump([dump[: min(length, len(dump) - 1)].encode()]))


def test_php_values_are_read_though_their_lengths_are_wrong() -> None:
    assert unserialize('a:2:{i:7;s:6:"学习";s:1:"k";b:1;}') == {7: "学习", "k": True}
    assert unserialize('a:1:{s:1:"k";s:6:"??";}') == {"k": "??"}
    assert unserialize('s:9:"say "hi";";') == 'say "hi";'
    assert unserialize_twice('s:22:"a:1:{i:0;s:4:"a";b";}";') == {0: 'a";b'}
    assert unserialize_twice('s:99:"a:1:{i:0;s:4:"??";}";') == {0: "??"}
    assert unserialize("a:2:{i:0;N;i:1;d:-0.5;}") == {0: None, 1: -0.5}


@pytest.mark.parametrize("text", ["", "a:1:{i:0;", 's:3:"ab', "i:1;i:2;", "O:1:", "a:1:{N;i:1;}"])
def test_what_is_no_php_value_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        unserialize(text)


def quiz(question: str) -> str:
    xml = (
        "<quiz><data><question_groups><question_group>"
        f"{question}</question_group></question_groups></data></quiz>"
    )
    return f's:{len(xml.encode())}:"{xml}";'


def test_a_quiz_is_read_through_white_space_and_bare_ampersands() -> None:
    found = list(
        quiz_records(
            "xml.quiz_id:3",
            quiz(
                '<question id="q"><metadata><parameters><choice_type>\n radio </choice_type>'
                "</parameters></metadata><data><text>\n  <![CDATA[A & <b>naïve</b>]]>\n</text>"
                '<option_groups><option_group><option id="o&1" selected_score="0.5" '
                'unselected_score=""><text> <![CDATA[x]]> </text></option></option_group>'
                "</option_groups></data></question>"
            ),
        )
    )
    [(_, question), (_, option)] = found
    assert question["question_text"] == "A & <b>naïve</b>"
    assert question["choice_type"] == "radio"
    assert (option["option_id"], option["option_text"]) == ("o&1", "x")
    assert (option["selected_score"], option["unselected_score"]) == (0.5, None)


def test_a_draft_that_repeats_question_ids_stays_apart() -> None:
    question = quiz('<question id="q"/>')
    keys = [
        (record["quiz_id"], record["question_id"])
        for quiz_id in (1, 2)
        for _, record in quiz_records(f"xml.quiz_id:{quiz_id}", question)
    ]
    assert keys == [(1, "q"), (2, "q")]


def test_a_question_left_empty_and_a_typed_answer_each_have_a_row() -> None:
    inner = 'a:1:{s:7:"answers";a:2:{s:1:"p";a:0:{}s:1:"q";a:1:{s:6:"answer";s:2:"hi";}}}'
    found = list(quiz_records("submission.submission_id:5", f's:{len(inner)}:"{inner}";'))
    assert [table for table, _ in found] == ["quiz_submissions", "quiz_answers", "quiz_answers"]
    empty, typed = found[1][1], found[2][1]
    assert (empty["place"], empty["option_id"], empty["answer_text"]) == (0, None, None)
    assert (typed["place"], typed["option_id"], typed["answer_text"]) == (1, None, "hi")


def test_read_marks_of_a_forum_and_of_threads_are_all_kept() -> None:
    found = list(read_records("forum_2.77", 'a:2:{s:4:"_all";i:5;i:9;i:6;}'))
    assert [(record["thread_id"], record["read_at"]) for _, record in found] == [(None, 5), (9, 6)]
    [(table, unreadable)] = read_records("forum_2.guest", "a:0:{}")
    assert (table, unreadable["key"]) == ("unreadable_values", "forum_2.guest")
