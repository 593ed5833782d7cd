"""What reads text at the edge of the warehouse, on any text: it answers, or it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import quote_plus

import duckdb
import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.course_keys import check_course, check_moocdb_course, check_session
from loaders.coursera import php
from loaders.coursera.kvs import quiz_records, read_records
from loaders.coursera.values import typed
from loaders.errors import BrokenFile, Refusal
from loaders.files.dump import read_dump
from loaders.forgetting.mentions import Mentions
from loaders.scrubbing import requests
from loaders.scrubbing.forgotten import hash_of, named_in
from loaders.scrubbing.scrub import MASK, Scrubber, scrubbed_line
from loaders.streams.csv_kinds import CSV_KINDS
from loaders.streams.rows import stream_of_rows
from loaders.warehouse.coursera_tables import BIGINT

edges = settings(derandomize=True, deadline=None, max_examples=150, database=None)

TEXT = st.text(max_size=30)
# Pieces of which requests are made, so that chance writes what nearly is one.
PIECES = st.sampled_from(
    [
        *(
            '"',
            "\\",
            '\\"',
            "'",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "=",
            "&",
            "?",
            "%22",
            "%3D",
            "%2522",
        ),
        *("password", "csrfmiddlewaretoken", "token", "code", "Bearer ", "eyJ", ".eyJ", "."),
        *('"event_type": "/login_ajax"', "event_type", "/activate/", "cookie", " ", "\n", "1"),
        *("\\u0022", "\\u003d", "u'", "é", "🎓", "\x00", "\ufffd", "a" * 40),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT | st.sampled_from(["password", "POST", "GET", "csrf"]), inner)
    ),
    max_leaves=12,
)
SECRETS = st.text("abcdefXYZ0123456789", min_size=8, max_size=40).map("zq".__add__)
NAMES = st.text(
    st.characters(exclude_characters='"\\,}]', exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
).filter(lambda name: name != "null" and name == name.strip())


@edges
@given(LINES)
@example('{"event_type": "/login", "password": "a\\\\"b"')
def test_a_scrubbed_line_is_not_scrubbed_once_more(line: str) -> None:
    """Else a line that is landed from a copy of what was landed would not be a duplicate."""
    once = scrubbed_line(line)
    assert scrubbed_line(once) == once


@edges
@given(VALUES)
def test_a_scrubbed_event_is_json_still(value: Any) -> None:
    line = json.dumps({"event_type": "/login_ajax", "event": value, "password": value})
    event = json.loads(scrubbed_line(line))
    assert list(event) == ["event_type", "event", "password"]
    assert type(event["event"]) is type(json.loads(line)["event"])


@edges
@given(SECRETS, TEXT, st.integers(0, 3), st.sampled_from(["password", "csrfmiddlewaretoken"]))
def test_a_secret_field_is_cut_at_any_depth(secret: str, other: str, depth: int, name: str) -> None:
    value: Any = {"POST": {"email": other, name: [secret], "next": other}}
    for _ in range(depth):
        value = json.dumps({"message": value, "other": other})
    line = scrubbed_line(json.dumps({"event_type": "/login_ajax", "event": value}))
    assert secret not in line and MASK in line


@edges
@given(SECRETS, st.dictionaries(TEXT, TEXT, max_size=3), st.booleans())
def test_a_secret_parameter_is_cut_wherever_it_is(
    secret: str, others: dict[str, str], is_first: bool
) -> None:
    pairs = [f"{quote_plus(name)}={quote_plus(value)}" for name, value in others.items()]
    pairs.insert(0 if is_first else len(pairs), f"access_token={secret}")
    page = "https://x.org/a?" + "&".join(pairs)
    assert secret not in scrubbed_line(json.dumps({"event_type": "page_close", "page": page}))


@edges
@given(st.lists(LINES, min_size=1, max_size=4))
def test_a_batch_is_scrubbed_as_its_lines_are(lines: list[str]) -> None:
    """The hints, by which most lines are passed over, pass over no secret."""
    batch = pa.record_batch({"line": pa.array(lines, pa.large_string())})
    assert Scrubber().scrubbed(batch)["line"].to_pylist() == [*map(scrubbed_line, lines)]


@edges
@given(NAMES, st.integers(0, 2), st.booleans())
def test_a_name_is_found_however_json_writes_it(name: str, depth: int, is_ascii: bool) -> None:
    value: Any = {"POST": {"username": [name]}}
    for _ in range(depth):
        value = json.dumps(value, ensure_ascii=is_ascii)
    line = json.dumps({"event": value}, ensure_ascii=is_ascii).encode()
    assert ("name", name) in set(named_in(line, "edx"))


@edges
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30))
def test_python_and_sql_hash_a_name_alike(name: str) -> None:
    [[found]] = duckdb.sql("select sha256('key/edx/name/' || $1)", params=[name]).fetchall()
    assert found == hash_of("key", "edx", "name", name)


@edges
@given(NAMES.filter(lambda name: len(name) > 2 and not name.isdigit()), LINES)
def test_a_masked_text_names_nobody_after_an_at(name: str, text: str) -> None:
    mentions = Mentions([name])
    masked = mentions.masked(f"{text} @{name} {text}")
    assert f"@{name} " not in masked and mentions.masked(masked) == masked


@edges
@given(LINES | VALUES.map(json.dumps), st.sets(st.text("0123456789", min_size=1, max_size=3)))
def test_any_line_may_be_one_of_quickhelper(line: str, ids: set[str]) -> None:
    assert requests.without_helpers(line, ids) == line
    assert [*requests.named_in(line)] == []


@edges
@given(
    st.lists(st.text("0123456789<>i/ ", max_size=8), min_size=2, max_size=14), st.integers(0, 99)
)
def test_helpers_are_taken_from_requests_only(fields: list[str], number: int) -> None:
    line = json.dumps({"message": "<DELIMITER>".join(["", *fields, ""])})
    hidden = requests.fields_of(requests.without_helpers(line, {str(number)}))
    assert len(hidden) == len(fields)
    is_request = len(fields) >= requests.OF_REQUEST
    for place, (before, after) in enumerate(zip(fields, hidden, strict=True)):
        is_theirs = is_request and place in requests.HELPERS
        assert after == ("" if is_theirs and requests.id_of(before) == str(number) else before)


PHP = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXT,
    lambda inner: st.dictionaries(st.integers(0, 99) | TEXT, inner, max_size=4),
    max_leaves=10,
)


def serialized(value: Any) -> str:
    """A value as PHP writes it."""
    if isinstance(value, dict):
        items = "".join(serialized(key) + serialized(item) for key, item in value.items())
        return f"a:{len(value)}:{{{items}}}"
    if isinstance(value, bool):
        return f"b:{value:d};"
    if isinstance(value, int):
        return f"i:{value};"
    return "N;" if value is None else f's:{len(value.encode())}:"{value}";'


@edges
@given(PHP)
def test_a_value_of_php_comes_back(value: Any) -> None:
    assert php.unserialize(serialized(value)) == value


@edges
@given(PHP.map(serialized), st.integers(0, 60), st.binary(max_size=4), st.integers(0, 4))
def test_spoilt_values_of_exports_are_told(text: str, at: int, odd: bytes, n_lost: int) -> None:
    spoilt = text[:at] + odd.decode("latin1") + text[at + n_lost :]
    with suppress(php.Unreadable):
        php.unserialize_twice(spoilt)
    for key in ("xml.quiz_id:1", "submission.submission_id:1", spoilt):
        assert all(isinstance(record, dict) for _, record in quiz_records(key, spoilt))
    assert all(isinstance(record, dict) for _, record in read_records("forum_1.2", spoilt))


DUMP = st.lists(
    st.sampled_from(
        [
            *("INSERT INTO `t` VALUES ", "CREATE TABLE `t` (`a` int, `b` text);", "(", ")", ";"),
            *(",", "'", "''", "\\", "\\'", "1", "NULL", "0x4", "0xZZ", "0X41", "_utf8", "_utf8'a'"),
            *(" ", "\n", "-- ", "#", "/*", "*/", "`", '"', "é", "(1,'a')", ",(2,0xZZ)", "\x00"),
        ]
    ),
    max_size=12,
).map("".join)


@edges
@given(DUMP)
@example("INSERT INTO `t` VALUES (1,0xZZ);")
@example("INSERT INTO `t` VALUES (1,_utf8);")
def test_a_dump_is_read_or_refused(text: str) -> None:
    whole = ("CREATE TABLE `t` (`a` int, `b` text);\n" + text).encode()
    with suppress(BrokenFile):
        for table, rows in read_dump([whole], lambda name: ("a", "b")):
            assert rows is None or rows.column_names == list(table.columns)


@edges
@given(
    st.lists(
        st.none()
        | TEXT
        | st.integers().map(str)
        | st.floats().map(str)
        | st.sampled_from(["0000-00-00 00:00:00", "2016-02-30 01:00:00", "9" * 5000, "\0", "１"])
    ),
    st.sampled_from(["int", "real"]),
)
def test_a_number_of_an_export_is_one_or_null_or_refused(
    texts: list[str | None], kind: str
) -> None:
    column = pa.chunked_array([pa.array(texts, pa.large_string())])
    with suppress(Refusal):
        values = typed(column, kind, "t.a", 1).to_pylist()
        assert len(values) == len(texts)
        assert all(value is None or kind == "real" or value in BIGINT for value in values)


@edges
@given(st.binary(max_size=60) | TEXT.map(lambda text: f"\n{text},1,2,3,4,5\n".encode()))
def test_rows_of_tags_are_read_or_refused(rows: bytes) -> None:
    header = b"project,item_id,text,tagger,tag,tagged_at\n"
    row_stream = stream_of_rows(CSV_KINDS["labels"].columns)
    stream = row_stream([header + rows], 1, unfinished=False, take_rest=True)
    landed = stream.reader().read_all()
    assert stream.error is None or isinstance(stream.error, BrokenFile)
    assert landed.num_rows == stream.lines


@edges
@given(
    TEXT | st.lists(st.sampled_from(["course-v1:", "a", "+", "/", "\n", "..", "'"])).map("".join)
)
def test_what_names_a_course_holds_no_blanks(course: str) -> None:
    for check in accepted(course):
        assert not re.search(r"\s", course), check
        assert check is not check_session or not re.search(r"[^\w.-]", course)


def accepted(course: str) -> Iterable[Any]:
    """What takes a text for a course."""
    for check in (check_course, check_session, check_moocdb_course):
        with suppress(Refusal):
            check(course)
            yield check
