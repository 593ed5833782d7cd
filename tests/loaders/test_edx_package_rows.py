"""Rows of edX data packages: odd values, those that cannot be used, refusals with their place."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lander import Lander
from package_files import (
    COURSE,
    ODD,
    Table,
    comma_separated,
    dump,
    files_of,
    package,
    tab_separated,
    tarred,
    zipped,
)
from package_lander import land, tables_in

from loaders.edx_package.kinds import Encrypted, Unused, parts_of
from loaders.errors import BrokenFile
from loaders.files import archives, members
from loaders.files.members import Member
from loaders.streams.delimited import header_of, rows_of


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def test_quotes_mean_nothing_in_tab_separated_files_whatever_they_are_called(
    lander: Lander,
) -> None:
    text = b'user_id\tcode\tid\n1\t"en\t1\n2\ten"\t2\n3\t""\t3\n'
    land(lander, {"student_languageproficiency.csv": text})
    codes = lander.rows("select code from raw_edx.student_languageproficiency order by user_id")
    assert codes == [('"en',), ('en"',), ('""',)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"a\tb", "a\tb"),
        (r"\\n", "\\n"),
        (r"\\\n", "\\\n"),
        (r"\"", r"\""),
        (r"\u00e9", r"\u00e9"),
        (r"\0", "\0"),
        (r"\\0\n", "\\0\n"),
        ("NULL", None),
        (r"\N", None),
        (r"\\N", r"\N"),
        (" NULL", " NULL"),
        ("", ""),
        ("a\rb", "a\rb"),
        ("\\", "\\"),
    ],
)
def test_escapes_of_tab_separated_files(lander: Lander, raw: str, text: str | None) -> None:
    land(lander, {"user_id_map.sql": f"id\thash_id\tusername\n1\t{raw}\tx\n".encode()})
    assert lander.rows("select hash_id, username from raw_edx.user_id_map") == [(text, "x")]


def test_a_line_is_that_of_the_file_on_which_a_row_begins(lander: Lander) -> None:
    tables = {"user_id_map": (("id", "hash_id", "username"), [("1", "a\nb", "x"), ("2", "", "y")])}
    land(lander, files_of(tables, comma_separated, "{}.csv"))
    land(lander, files_of({"wiki_article": package()["wiki_article"]}))
    assert lander.rows("select id, line_no from raw_edx.user_id_map order by 1") == [
        *[("1", 2), ("2", 4)]
    ]
    assert lander.rows("select line_no from raw_edx.wiki_article order by 1") == [(2,), (3,)]
    land(lander, {"d.sql": dump({"user_id_map": (("id",), [("5",), ("6",)])})})
    rows = lander.rows("select id, line_no from raw_edx.user_id_map order by 1 offset 2")
    assert rows == [("5", 1), ("6", 2)]


def test_rows_that_cannot_be_used_are_counted_with_a_reason(lander: Lander) -> None:
    text = (
        "id\tuser_id\tcourse_id\tcreated\tis_active\tmode\n"
        f"1\t1\t{COURSE}\tx\t1\thonor\n"
        "2\t2\n"
        f"3\t3\t{COURSE}\tx\t1\thonor\tmore\n"
        f"4\tNULL\t{COURSE}\tx\t1\thonor\n"
        f"5\t  \t{COURSE}\tx\t1\thonor\n"
        f"6\tana\t{COURSE}\tx\t1\thonor\n"
        f"7\t-1\t{COURSE}\tx\t1\thonor\n"
        f"8\t{10**18}\t{COURSE}\tx\t1\thonor\n"
        "9\t9\tNULL\tx\t1\thonor\n"
        "\n"
        f"10\t1\t{COURSE.upper()}\tx\t0\taudit\n"
        "11\t1\t%ff%zz\tx\t0\taudit\n"
        "12\t7\tcourse"
    )
    output = land(lander, {"student_courseenrollment.sql": text.encode()}).output
    assert lander.rows(
        "select line_no, table_name, reason, course_id from raw_edx.rejected_rows order by 1"
    ) == [
        (line, "student_courseenrollment", reason, course)
        for line, reason, course in (
            (3, "too_few_fields", None),
            (4, "too_many_fields", None),
            (5, "no_key", COURSE),
            (6, "no_key", COURSE),
            (7, "key_not_a_number", COURSE),
            (8, "key_not_a_number", COURSE),
            (9, "key_not_a_number", COURSE),
            (10, "no_course", None),
            (14, "cut_off", None),
        )
    ]
    landed = lander.rows("select line_no, mode from raw_edx.student_courseenrollment order by 1")
    assert landed == [(12, "audit"), (13, "audit")]
    assert "Rows that cannot be used: 9 (cut_off 1, key_not_a_number 3, no_course 1," in output
    assert lander.rows(
        "select course_id, n_rows, n_landed, n_rejected, n_repeated from raw_edx.row_counts "
        "order by 1 nulls first"
    ) == [
        (None, 4, 0, 4, 0),
        ("%ff%zz", 1, 1, 0, 0),
        (COURSE.upper(), 1, 1, 0, 0),
        (COURSE, 6, 0, 5, 1),
    ]


def test_a_csv_row_that_does_not_fit_is_counted(lander: Lander) -> None:
    text = b'id;hash_id;username\r\n1;"a;b";x\r\n2;a\r\n3;a;b;c\r\n\r\n4;"""";y\n5;z'
    land(lander, {"user_id_map.csv": text})
    rows = lander.rows("select id, hash_id, line_no from raw_edx.user_id_map order by 1")
    assert rows == [("1", "a;b", 2), ("4", '"', 6)]
    reasons = "select line_no, reason from raw_edx.rejected_rows order by 1"
    assert lander.rows(reasons) == [
        *[(3, "too_few_fields"), (4, "too_many_fields"), (7, "cut_off")]
    ]


def test_bytes_that_are_no_text_are_repaired_and_counted(lander: Lander) -> None:
    header, bad = b"id\thash_id\tusername\n", b"1\ta\xffb\tx\n2\tab\tx\n"
    output = land(lander, {"user_id_map.sql": header + bad}).output
    assert lander.rows("select hash_id from raw_edx.user_id_map order by id") == [
        ("a\ufffdb",),
        ("ab",),
    ]
    assert lander.rows("select n_rows, n_landed, n_repaired from raw_edx.row_counts") == [(2, 2, 1)]
    assert "Rows with U+FFFD, which stands for bytes that are not text: 1" in output


def test_the_last_row_of_a_key_counts(lander: Lander) -> None:
    text = b"id\thash_id\tusername\n1\ta\tx\n2\ta\tx\n1\tb\ty\n"
    land(lander, {"user_id_map.sql": text})
    assert lander.rows("select id, hash_id from raw_edx.user_id_map order by 1") == [
        *[("1", "b"), ("2", "a")]
    ]
    counts = "select n_rows, n_landed, n_repeated from raw_edx.row_counts"
    assert lander.rows(counts) == [(3, 2, 1)]


REFUSED: list[tuple[str, bytes, str]] = [
    (
        "X-student_courseenrollment-prod.sql",
        b"id\tcourse_id\tcreated\n",
        "line 1: its table student_courseenrollment has no column user_id, but id, course_id",
    ),
    (
        "X-auth_user-prod.sql",
        tab_separated(package()["student_courseenrollment"]),
        "line 1: it is named like the table auth_user, but has the columns of student_courseenr",
    ),
    (
        "X-auth_user-prod.sql",
        b"1\tana@x.org\t\tx\n",
        "line 1 is not a header with the columns of au",
    ),
    ("user_id_map.csv", b"id,id,username\n1,2,x\n", "line 1 has the column id more than once"),
    ("user_id_map.csv", b'id,username\n1,x\n2,"y\n3,z\n', "it is not a CSV from line 3 on"),
    ("user_id_map.csv", b'id,username\n1,"x"y\n', "it is not a CSV from line 2 on"),
    (
        "p.sql",
        dump({"user_id_map": (("hash_id",), [("1",)])}),
        "line 4: its table user_id_map has no column id, but hash_id",
    ),
    ("p.sql", dump(ODD)[:-300], "it breaks off in the statement that begins on line"),
    ("p.sql", dump(ODD)[:-32], "it ends after the statement on line"),
    (
        "p.sql",
        dump({"user_id_map": (("id", "hash_id"), [("1", "2")])}).replace(b"'1',", b""),
        "a row of user_id_map has not 2 values, on line",
    ),
    ("auth_user.sql.gz", gzip.compress(tab_separated(ODD["auth_user"]))[:-9], "breaks off"),
    ("p.zip", zipped(files_of(ODD))[:-40], "the archive is incomplete or damaged"),
    ("p.tar", tarred(files_of(ODD), "w")[:700], "the archive is incomplete or damaged"),
    ("p.tgz", tarred(files_of(ODD))[:200], "breaks off"),
    (
        "p.zip",
        zipped({"i.zip": zipped(files_of(ODD))[:-40]}),
        "the archive is incomplete or damaged",
    ),
]


@pytest.mark.parametrize(("name", "content", "says"), REFUSED)
def test_what_is_broken_is_refused_with_its_place_and_changes_nothing(
    lander: Lander, name: str, content: bytes, says: str
) -> None:
    land(lander, files_of(package()))
    before = tables_in(lander), lander.rows("from raw.files"), lander.rows("from raw.loads")
    done = land(lander, {"a_wiki_article.sql": b"id\tcreated\n9\tx\n", name: content}, code=2)
    assert says in done.stderr and name in done.stderr
    assert "get it again, or leave it out; nothing was landed" in done.stderr
    after = tables_in(lander), lander.rows("from raw.files"), lander.rows("from raw.loads")
    assert after == before


def test_sizes_are_bounded(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tab_separated((("id", "username"), [(str(i), "x") for i in range(500)]))
    monkeypatch.setattr(members, "LARGEST_TEXT", 1000)
    done = land(lander, {"p.zip": zipped({"user_id_map.sql": content})}, code=2)
    assert "user_id_map.sql cannot be read (it holds more than" in done.stderr
    monkeypatch.setattr(archives, "LARGEST_INNER", 100)
    inner = zipped({"user_id_map.sql": content})
    done = land(lander, {"p.zip": zipped({"i.zip": inner})}, code=2)
    assert "a file in it has more than" in done.stderr


def test_an_only_line_without_its_line_break_is_landed(lander: Lander) -> None:
    land(lander, {"user_id_map.sql": b"id\thash_id\tusername\r\n1\ta\tx"})
    assert lander.rows("select id, username from raw_edx.user_id_map") == [("1", "x")]


ANY_ROWS = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(codec="utf-8")),
        st.text(st.characters(codec="utf-8", exclude_characters="\r")),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(ANY_ROWS)
@pytest.mark.parametrize("written", [tab_separated, comma_separated])
def test_any_text_comes_back(written: Callable[[Table], bytes], rows: Any) -> None:
    content = written((("id", "name"), rows))
    member = Member("x", len(content), first_text=content, pieces=[content[:7], content[7:]])
    delimiter, names = header_of(member)
    read = list(rows_of(member, delimiter, names))
    nulls = ("NULL", "\\N") if written is comma_separated else ("NULL",)
    assert [(row["id"], row["name"]) for part in read for row in part.values.to_pylist()] == [
        tuple(None if text in nulls else text for text in row) for row in rows
    ]
    assert [part.rejected for part in read if part.rejected] == []


@settings(deadline=None)
@given(st.binary(), st.sampled_from(["auth_user.sql", "x.mongo", "x.csv", "x.zip", "x"]))
def test_no_bytes_raise_anything_but_what_is_told(content: bytes, name: str) -> None:
    for begins in (
        b"",
        b"id\tusername\n",
        b"id,username\n",
        b"PK\x03\x04",
        b'{"_type": "Comment"}\n',
    ):
        text = begins + content
        with suppress(BrokenFile, Encrypted, Unused):
            for _ in parts_of(Member(name, len(text), first_text=text, pieces=[text]), None):
                pass
