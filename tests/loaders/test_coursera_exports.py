"""Coursera's exports on their way in: formats and odd values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from coursera_dumps import FORUM, GENERAL, connected, land, rows, written
from test_kvs import quiz

from loaders.errors import Refusal


@pytest.fixture
def con(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("MOOCDB_SALT", "test")
    return connected(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "export")


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
