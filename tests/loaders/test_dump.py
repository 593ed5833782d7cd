"""Dumps of every make, read without a server: each value comes back, and no cut goes unnoticed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import BrokenFile
from loaders.files import statements
from loaders.files.dump import MOST_ROWS, read_dump, tables_of_dump


class Everything:
    """A container of all names."""

    def __contains__(self, name: object) -> bool:
        return True


def rows(dump: str | bytes, size: int = 7) -> list[tuple[Any, ...]]:
    """The rows of a dump that comes in pieces of a size, in bytes."""
    content = dump.encode() if isinstance(dump, str) else dump
    pieces = (content[at : at + size] for at in range(0, len(content), size))
    found = [part for _, part in read_dump(pieces, lambda table: Everything()) if part is not None]
    return [row for part in found for row in zip(*part.to_pydict().values(), strict=True)]


DUMP = """\
-- MySQL dump 10.13  Distrib 5.5.41
/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `t`;
CREATE TABLE `t` (
  `id` int(11) NOT NULL COMMENT 'it''s; an id',
  `text` longtext,
  KEY `id` (`id`)
);
LOCK TABLES `t` WRITE;
/*!40000 ALTER TABLE `t` DISABLE KEYS */;
INSERT INTO `t` VALUES (1,'one; two'),(2,'x''y -- \\\\'),
(3,NULL);
UNLOCK TABLES;
INSERT INTO `t` VALUES (4,'/* no comment');
-- Dump completed on 2014-02-03  4:05:06
"""
ROWS = [("1", "one; two"), ("2", "x'y -- \\"), ("3", None), ("4", "/* no comment")]


@pytest.mark.parametrize("size", [1, 5, 64, 10_000])
def test_a_dump_is_the_same_in_pieces_of_any_size(size: int) -> None:
    assert rows(DUMP, size) == rows(DUMP.replace("\n", "\r\n"), size) == ROWS


def test_a_dump_cut_anywhere_is_broken() -> None:
    # With less than its first line it may be one that was made without comments.
    for length in range(len("-- MySQL dump ") + 1, DUMP.index(" on 2014")):
        with pytest.raises(BrokenFile, match=r"breaks off .* on line \d+|without the line"):
            rows(DUMP[:length])


@pytest.mark.parametrize(
    ("dump", "says"),
    [
        (DUMP[: DUMP.index("(3,NULL)")], 'that begins on line 11: "INSERT INTO `t` VALUES (1,'),
        (
            DUMP[: DUMP.index("INSERT")],
            "ends after the statement on line 10, without the line '-- Dump",
        ),
        (DUMP.replace("(3,NULL)", "(3)"), "a row of t has not 2 values, on line 12, at '(3)'"),
        (DUMP.replace("(3,NULL)", "(3,NULL"), "a row of t cannot be read, on line 12, at '(3,"),
        (DUMP.replace("INTO `t`", "INTO `u`"), "the rows of u on line 11 come before its CREATE"),
        (DUMP.replace("(11)", "("), 'the CREATE TABLE on line 4 cannot be read: "CREATE TABLE `t`'),
        (DUMP.replace("NAMES utf8", "NAMES koi8r"), "character set koi8r"),
        ("-- PostgreSQL database dump\n" + DUMP, "it is of PostgreSQL"),
    ],
)
def test_what_is_broken_is_told_with_its_line(dump: str, says: str) -> None:
    with pytest.raises(BrokenFile, match=re.escape(says)):
        rows(dump)


@given(st.lists(st.text(alphabet="a'\\;(),`\"-\n%_\0é#/*", max_size=20), min_size=1, max_size=5))
def test_texts_come_back_as_they_went_in(texts: list[str]) -> None:
    doubled = {"'": "''", "\\": "\\\\"}
    escaped = {"'": "\\'", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\0": "\\0"}
    for escapes in (doubled, escaped):
        values = ",".join("('" + "".join(escapes.get(c, c) for c in t) + "')" for t in texts)
        dump = (
            f"CREATE TABLE `t` (`c` text);\n-- it's; a comment\nINSERT INTO `t` VALUES {values};\n"
        )
        assert rows(dump) == [(text,) for text in texts]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("-1.5e3", "-1.5e3"),
        ("NULL", None),
        ("'NULL'", "NULL"),
        ("''", ""),
        ("''''", "'"),
        ("0x41C3a9", "Aé"),
        ("0xA41", "\nA"),
        ("'0x41'", "0x41"),
        ("_binary 'A\\0é'", "A\0é"),
        (r"'100\% \_ \a \Z'", "100\\% \\_ a \x1a"),
        (r"'\\\'\\n'", "\\'\\n"),
        # As phpMyAdmin writes bits and bytes, and mysqlpump texts.
        ("b'1'", "\1"),
        ("b'0'", "\0"),
        ("B'100000101000010'", "AB"),
        ("x'41C3a9'", "Aé"),
        ("N'é'", "é"),
        ('"ana"', "ana"),
        ('"a ""b"" \\"c\\", \'\'d\'\'"', "a \"b\" \"c\", ''d''"),
        ('""', ""),
    ],
)
def test_values_are_texts(value: str, text: str | None) -> None:
    assert rows(f"CREATE TABLE t (c text, d int); INSERT INTO t VALUES ({value}, 1);") == [
        (text, "1")
    ]


def test_latin1_has_no_holes_and_bytes_that_are_no_text_are_marked() -> None:
    dump = b"CREATE TABLE t (c text);\nINSERT INTO t VALUES ('\xe9\x80\x81');\n"
    assert rows(b"/*!40101 SET NAMES latin1 */;\n" + dump) == [("é€\x81",)]
    assert rows(dump.replace(b"\x80\x81", b"''")) == [("\ufffd'",)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`", '"'),  # --compatible=ansi
        (
            "INSERT INTO `t` VALUES (1,'one; two')",
            "INSERT INTO `t` (`id`, `text`) VALUES (1,'one; two')",
        ),
        ("INSERT", "INSERT IGNORE"),
        ("INSERT", "REPLACE"),
        ("`t`", "`db`.`t`"),  # mysqlpump
        ("`t`", "db.t"),
        ("),", ");\nINSERT INTO `t` VALUES "),  # --skip-extended-insert
        ("DROP TABLE IF EXISTS `t`;", "/*!50001 CREATE VIEW `v` AS SELECT 1 AS `id` */;"),
        (
            "UNLOCK TABLES;",
            "DELIMITER ;;\nCREATE PROCEDURE `p`() BEGIN\n  INSERT INTO `t` VALUES (9,'it''s');\n"
            "  -- don't\nEND ;;\nDELIMITER ;",
        ),
    ],
)
def test_dumps_of_other_makes_give_the_same_rows(old: str, new: str) -> None:
    assert old in DUMP
    assert rows(DUMP.replace(old, new)) == ROWS


@pytest.mark.parametrize("name", ["`kvs_course.12.quiz`", "`db`.`kvs_course.12.quiz`"])
def test_a_name_may_hold_dots(name: str) -> None:
    dump = f"CREATE TABLE {name} (c int); INSERT INTO {name} VALUES (1);"
    [table, _] = [table.name for table, _ in read_dump([dump.encode()], lambda name: Everything())]
    assert table == "kvs_course.12.quiz"
    assert tables_of_dump(dump.encode()) == ["kvs_course.12.quiz"]


def test_many_rows_come_in_portions_and_only_the_columns_wanted() -> None:
    values = ",\n".join(f"({i},'{i}','b')" for i in range(MOST_ROWS + 1))
    dump = f"CREATE TABLE t (i int, a text, b text); INSERT INTO t VALUES {values};".encode()
    [(_, defined), *parts] = read_dump([dump], lambda table: {"a", "i", "other"})
    assert defined is None
    assert [part.num_rows for _, part in parts if part] == [MOST_ROWS, 1]
    assert [part.column_names for _, part in parts if part] == [["i", "a"]] * 2
    assert list(read_dump([dump], lambda table: ())) == [(parts[0][0].__class__("t", ()), None)]


def test_a_long_statement_takes_time_in_proportion() -> None:
    def seconds(n: int) -> float:
        dump = b"CREATE TABLE t (c text); INSERT INTO t VALUES ('%s');" % (b"it\\'s \\n " * n)
        begun = time.process_time()
        [(text,)] = rows(dump, size=1 << 16)
        assert len(text) == 7 * n
        return time.process_time() - begun

    assert seconds(1_000_000) < 40 * max(seconds(100_000), 0.02)


def test_a_statement_without_an_end_is_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "LONGEST", 8 << 20)
    n_read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal n_read
        yield b"SET NAMES utf8;\nINSERT INTO t (a) VALUES ('"
        while True:
            n_read += 1 << 20
            yield b"x" * (1 << 20)

    with pytest.raises(BrokenFile, match=r"that begins on line 2 has more than 8 MiB"):
        list(read_dump(pieces(), lambda table: ("a",)))
    assert n_read < 32 << 20
