"""MOOCdbs that others made, on their way in: CSV files, dumps, refusals, the books."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lander import Lander, gz

COURSE = ("--course", "6.002x-2013")
USERS = b'user_id,user_name\r\n1,"Ann"\r\n2,\r\n'
SUBMISSIONS = (
    b"submission_id,user_id,problem_id,submission_timestamp,submission_answer\r\n"
    b'1,1,7,2013-09-01 10:00:00,"NULL"\r\n2,1,7,2013-09-01 11:00:00,""\r\n'
    b'3,2,7,2013-09-01 12:00:00,NULL\r\n4,2,7,2013-09-01 13:00:00,"a ""b"",\r\nc"\r\n'
)


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def write(lander: Lander, folder: str = "db", **files: bytes) -> Path:
    for name, content in files.items():
        lander.write(f"{folder}/{name}.csv", content)
    return lander.folder / folder


def fields(lander: Lander, table: str) -> list[dict[str, Any]]:
    rows = lander.rows(
        "select fields from raw_moocdb.table_rows where table_name = ? order by row_no", table
    )
    return [json.loads(text) for (text,) in rows]


def test_what_stands_in_quotes_is_text(lander: Lander) -> None:
    lander.run("moocdb", write(lander, users=USERS, submissions=SUBMISSIONS), *COURSE)
    answers = [row["submission_answer"] for row in fields(lander, "submissions")]
    assert answers == ["NULL", "", None, 'a "b",\r\nc']
    assert [row["user_name"] for row in fields(lander, "users")] == ["Ann", None]
    counts = "table_name, n_rows, n_landed, n_rejected, n_repeated, n_other_columns"
    assert lander.rows(f"select {counts} from raw_moocdb.row_counts order by all") == [
        ("submissions", 4, 4, 0, 0, 0),
        ("users", 2, 2, 0, 0, 0),
    ]
    assert lander.rows("select source, files, lines from raw.loads") == [("moocdb", 2, 6)]
    [(absent,)] = lander.rows(
        "select absent_columns from raw_moocdb.row_counts where table_name = 'submissions'"
    )
    assert absent == (
        "submission_attempt_number, submission_is_submitted, submission_os, submission_agent, "
        "validity"
    )


def test_files_without_a_header_are_in_the_order_of_2013(lander: Lander) -> None:
    """As MIT's translator writes them: its problems lack a comma, its roots have no id."""
    folder = write(
        lander,
        resources=b",https://,https://,0,,,,\n1,A,https://a/,0,,,,\n",
        problems=b",i4x://,,,,,,,,,0\n1,i4x://P,,2,,,,,,,1\n",
        observed_events=b"x-1,ann,1,2013-09-01 10:00:00,3,USA,0,0,play_video\n",
        os=b"0,Windows 7\n",
    )
    lander.run("moocdb", folder, *COURSE)
    assert fields(lander, "resources") == [
        {"resource_id": "1", "resource_name": "A", "resource_uri": "https://a/"}
        | {"resource_type_id": "0", "resource_parent_id": None, "resource_child_number": None}
        | {"resource_relevant_week": None, "resource_release_timestamp": None}
    ]
    [problem] = fields(lander, "problems")
    assert (problem["problem_child_number"], problem["resource_id"]) == ("2", "1")
    [event] = fields(lander, "observed_events")
    assert (event["user_id"], event["observed_event_type"]) == ("ann", "play_video")
    assert "observed_event_ip" not in event
    assert lander.rows("select table_name, row_no, reason from raw_moocdb.rejected_rows") == [
        ("problems", 1, "no_key"),
        ("resources", 1, "no_key"),
    ]


def test_rows_that_are_none_are_named_by_their_number(lander: Lander) -> None:
    submissions = (
        b"submission_id,user_id,problem_id,pet\n1,1,7,cat\n2,1\n3,1,7,dog,5\n,1,7,\n4,,7,\n"
        b"1.0,2,7,cow\n5,2.0,7,\xff\n"
    )
    lander.run("moocdb", write(lander, submissions=submissions), *COURSE)
    rejected = "select row_no, reason from raw_moocdb.rejected_rows order by row_no"
    assert lander.rows(rejected) == [
        (3, "too_few_fields"),
        (4, "too_many_fields"),
        (5, "no_key"),
        (6, "no_key"),
    ]
    keys = "select row_no, row_key from raw_moocdb.table_rows order by row_no"
    assert lander.rows(keys) == [(7, "1"), (8, "5")]  # the last row of a key counts
    assert fields(lander, "submissions")[1] == {
        "submission_id": "5",
        "user_id": "2",
        "problem_id": "7",
    }
    counts = "n_rows, n_landed, n_rejected, n_repeated, n_other_columns"
    assert lander.rows(f"select {counts} from raw_moocdb.row_counts") == [(7, 2, 4, 1, 1)]


def test_a_new_copy_takes_the_place_of_the_old_one(lander: Lander) -> None:
    folder = write(lander, users=USERS, submissions=SUBMISSIONS)
    lander.run("moocdb", folder, *COURSE)
    lander.run("moocdb", folder, "--course", "other")
    (folder / "users.csv").unlink()
    lander.write("db/submissions.csv", SUBMISSIONS[: SUBMISSIONS.index(b"2,1")])
    lander.run("moocdb", folder, *COURSE)
    found = "select course_id, table_name, count(*) from raw_moocdb.table_rows group by all"
    assert sorted(lander.rows(found)) == [
        ("6.002x-2013", "submissions", 1),
        ("other", "submissions", 4),
        ("other", "users", 2),
    ]
    current = "select load_id, count(*) filter (where is_current) from raw.files group by all"
    assert sorted(lander.rows(current)) == [(1, 0), (2, 2), (3, 1)]


def test_what_cannot_be_landed_is_refused_and_nothing_changes(lander: Lander) -> None:
    good = write(lander, users=USERS, submissions=SUBMISSIONS)
    lander.run("moocdb", good, *COURSE)
    before = lander.rows("from raw_moocdb.table_rows order by all")

    def refused(source: Path | str, *course: str) -> str:
        told = lander.run("moocdb", source, *(course or COURSE), code=2).output
        assert lander.rows("from raw_moocdb.table_rows order by all") == before
        return " ".join(told.split())

    keyless = write(lander, "a", submissions=SUBMISSIONS.replace(b"user_id", b"person"))
    told = refused(keyless)
    assert f"{keyless}/submissions.csv, line 1: the table submissions has no column user_id" in told
    assert "name that column, or leave the table out; nothing was landed" in told
    bare = write(lander, "b", submissions=b"1,2,3\n")
    assert (
        "line 1 is not a header with the columns of submissions, and has not 10 values"
        in refused(bare)
    )
    twice = write(lander, "c", submissions=SUBMISSIONS, old_submissions=SUBMISSIONS)
    assert "The table submissions is in" in refused(twice)
    assert "has the column user_id more than once" in refused(
        write(lander, "d", submissions=b"submission_id,user_id,user_id\n")
    )
    assert "It is not a MOOCdb" in refused(
        write(lander, "e", users=USERS, answers=b"answer_id\n1\n")
    )
    locked = lander.write("f/submissions.csv.gpg", b"\x85\x01").parent
    assert "is encrypted: decrypt it first" in refused(locked)
    broken = lander.write("g/submissions.csv.gz", gz(SUBMISSIONS)[:40]).parent
    assert "cannot be read" in refused(broken)
    assert "neither a file nor a folder" in refused(lander.folder / "nowhere")
    assert "cannot name a course" in refused(good, "--course", "my course/2013")


DUMP = """
-- MySQL dump 10.13
CREATE TABLE `users` (`user_id` int(11) NOT NULL, `user_name` varchar(30), `shoe` int);
INSERT INTO `users` VALUES (1,'Ann',42),(2,NULL,NULL);
CREATE TABLE `cats` (`a` int);
CREATE TABLE `submissions` (`submission_id` int, `user_id` int, `problem_id` int,
  `submission_is_submitted` bit(1));
INSERT INTO `submissions` VALUES (1,1,7,_binary '\x01'),(2,1,7,'\\0');
CREATE TABLE `answers` (`answer_id` int);
-- Dump completed
"""


def test_a_dump_lands_as_it_stands(lander: Lander) -> None:
    told = lander.run("moocdb", lander.write("moocdb.sql", DUMP.encode()), *COURSE).output
    assert "Tables that nothing is made of: cats" in told
    assert [row["user_name"] for row in fields(lander, "users")] == ["Ann", None]
    bits = [row["submission_is_submitted"] for row in fields(lander, "submissions")]
    assert bits == ["\x01", "\0"]
    counts = "select table_name, n_landed, n_other_columns from raw_moocdb.row_counts order by all"
    assert lander.rows(counts) == [("answers", 0, 0), ("submissions", 2, 0), ("users", 2, 1)]


def test_a_script_that_loads_files_is_its_folder(lander: Lander) -> None:
    folder = write(lander, users=USERS, submissions=SUBMISSIONS)
    script = lander.write(
        "db/moocdb.sql",
        b"CREATE TABLE users (user_id INT);\n"
        b"LOAD DATA LOCAL INFILE 'users.csv' INTO TABLE users;\n",
    )
    lander.run("moocdb", script, *COURSE)
    lander.run("moocdb", folder, "--course", "again")
    assert lander.rows(
        "select course_id, count(*) from raw_moocdb.table_rows group by all order by all"
    ) == [
        ("6.002x-2013", 6),
        ("again", 6),
    ]


@pytest.mark.parametrize("name", ["users.tsv", "MIT_2013_users.csv", "users.csv.gz"])
def test_files_are_known_by_the_end_of_their_name(lander: Lander, name: str) -> None:
    folder = write(lander, submissions=SUBMISSIONS)
    users = {"users.tsv": USERS.replace(b",", b"\t").replace(b'"', b"")}.get(name, USERS)
    lander.write(f"db/{name}", gz(users) if name.endswith("gz") else users)
    lander.write("db/notes.csv", b"a,b\n1,2\n")
    lander.run("moocdb", folder, *COURSE)
    assert fields(lander, "users")[0]["user_name"] == "Ann"


def test_a_row_that_does_not_fit_may_hold_bytes_that_are_no_text(lander: Lander) -> None:
    users = b"user_id,user_name\n1,Ann\n2,\xff,3\n3,\xc3\n\xed\xa0\x80\n"
    lander.run("moocdb", write(lander, users=users, submissions=SUBMISSIONS), *COURSE)
    rejected = "raw_moocdb.rejected_rows where table_name = 'users'"
    assert lander.rows(f"select row_no, reason from {rejected} order by all") == [
        (3, "too_many_fields"),
        (5, "too_few_fields"),
    ]
    assert [row["user_name"] for row in fields(lander, "users")] == ["Ann", "\ufffd"]


def test_blanks_around_a_key_are_no_part_of_it(lander: Lander) -> None:
    users = b"user_id,user_name\n1,Ann\n 1 ,Bob\n\t1.0,Cem\n"
    lander.run("moocdb", write(lander, users=users, submissions=SUBMISSIONS), *COURSE)
    assert [row["user_name"] for row in fields(lander, "users")] == ["Cem"]
    assert lander.rows(
        "select n_rows, n_landed, n_repeated from raw_moocdb.row_counts where table_name = 'users'"
    ) == [(3, 1, 2)]


def test_ids_are_alike_whatever_program_wrote_them(lander: Lander) -> None:
    """A program with gaps in a column, R, and MIT's translator, to whom the anonymous are one."""
    users = b"user_id,user_os\n100000,NA\n100001,1.0\n"
    anonymous = b"9c1185a5c5e9fc54612808977ee8f548b2258d31"
    submissions = (
        b'submission_id,user_id,problem_id,submission_answer,submission_os\n1,1e+05,"1.5e+06",1.0,1.0\n'
        b"2,100001.0,1e5,1e+05,0.0\n3,NA,7,NA,\n4,None,7,,\n5,%b,7,,\n" % anonymous
    )
    lander.run("moocdb", write(lander, users=users, submissions=submissions), *COURSE)
    names = ("user_id", "problem_id", "submission_answer", "submission_os")
    assert [tuple(row[name] for name in names) for row in fields(lander, "submissions")] == [
        ("100000", "1500000", "1.0", "1"),
        ("100001", "1e5", "1e+05", "0"),
    ]
    assert [row["user_os"] for row in fields(lander, "users")] == [None, "1"]
    rejected = "select row_no, reason from raw_moocdb.rejected_rows order by all"
    assert lander.rows(rejected) == [(4, "no_key"), (5, "no_key"), (6, "no_key")]
