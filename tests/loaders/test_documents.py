"""JSON documents of several lines land value by value; logs land line by line, as ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lander import Lander, events, expected_lines, gz

from loaders.streams import documents
from loaders.streams.documents import DocumentStream, begins_document

EVENT = {"name": "edx.a", "time": "2024-01-01T00:00:00Z", "event": {"text": "å \\n } ]", "n": []}}
DOCUMENT = json.dumps([EVENT, EVENT], indent=1)
ONE_A_LINE = "[\n" + ",\n".join(json.dumps(EVENT) for _ in range(3)) + "\n]\n"


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
def test_a_document_is_one_line(lander: Lander, start: str, end: str) -> None:
    log = lander.write("a.json", (start + DOCUMENT + end).encode())
    lander.land(log)
    [line] = [line for line in lander.lines(log) if line.strip()]
    assert json.loads(line.removeprefix("\ufeff")) == [EVENT, EVENT]
    assert "nothing new: 1" in lander.land(log).output


@pytest.mark.parametrize("between", ["\n", "", " ", ",\n", "\n\n"])
def test_documents_one_after_the_other_are_a_line_each(lander: Lander, between: str) -> None:
    texts = [json.dumps(EVENT | {"id": i}, indent=2) for i in range(3)]
    log = lander.write("a.log.gz", gz((between.join(texts) + "\n").encode()))
    lander.land(log)
    lines = [line.strip(", ") for line in lander.lines(log) if line]
    assert [json.loads(line) for line in lines] == [json.loads(text) for text in texts]


def test_carriage_returns_and_bad_bytes_do_not_matter(lander: Lander) -> None:
    text = DOCUMENT.replace("\n", "\r\n").encode().replace("å".encode(), b"\xe5")
    text = text.replace(b"\\u00e5", b"\xe5")
    log = lander.write("a.json", text)
    lander.land(log)
    assert json.loads(lander.lines(log)[0])[0]["event"]["text"].startswith("\ufffd")
    assert lander.rows("select line_had_bad_bytes from raw.edx_lines") == [(True,)]


@pytest.mark.parametrize(
    "text",
    [
        ONE_A_LINE,
        ONE_A_LINE.replace("[\n", "[\n\n"),
        '{"events": ' + ONE_A_LINE[:-1] + "}\n",
        'ser": 1}}\n' + ONE_A_LINE,
        '{"context": {"user": \n' + events(3).decode(),
        '{"name": "torn in a te\n' + events(3).decode(),
        "# a comment\n" + DOCUMENT + "\n",
    ],
)
def test_an_event_on_each_line_lands_line_by_line(lander: Lander, text: str) -> None:
    log = lander.write("a.json", text.encode())
    lander.land(log)
    assert lander.lines(log) == expected_lines(text.encode())


def test_an_array_with_an_event_on_each_line_is_read_on_where_it_ended(lander: Lander) -> None:
    content = ONE_A_LINE.encode()
    log = lander.write("a.json", b"")
    for end in (1, 2, 9, len(content) // 2, len(content)):
        log.write_bytes(content[:end])
        lander.land(log)
    assert lander.lines(log) == expected_lines(content)
    assert lander.rows("select count(*) from raw.files") == [(1,)]


def test_a_document_waits_for_its_end(lander: Lander) -> None:
    content = DOCUMENT.encode()
    log = lander.write("a.json", b"")
    for end in range(0, len(content) - 1, 17):
        log.write_bytes(content[:end])
        lander.land(log)
        assert lander.n_lines == 0
    assert "unfinished last line or document" in lander.land(log).output
    log.write_bytes(content)
    lander.land(log)
    assert [json.loads(line) for line in lander.lines(log)] == [[EVENT, EVENT]]


def test_documents_may_follow_later(lander: Lander) -> None:
    content = (DOCUMENT + "\n").encode()
    log = lander.write("a.json", content)
    for more in (content, content[:60], content[60:]):
        lander.land(log)
        lander.append(log, more)
    lander.land(log)
    assert [json.loads(line) for line in lander.lines(log)] == [[EVENT, EVENT]] * 3
    assert lander.rows("select count(*) from raw.files") == [(1,)]


@pytest.mark.parametrize("cut", [60, -1])
def test_a_document_landed_unfinished_is_landed_whole_when_it_has_grown(
    lander: Lander, cut: int
) -> None:
    content = DOCUMENT.encode()
    log = lander.write("a.json", content[:cut])
    lander.land(log, final=True)
    assert lander.n_lines > 0
    log.write_bytes(content)
    lander.land(log, final=True)
    assert [json.loads(line) for line in lander.lines(log)] == [[EVENT, EVENT]]


def test_the_events_of_a_document_that_breaks_off_are_kept(lander: Lander) -> None:
    log = lander.write("a.json.gz", gz(DOCUMENT.encode()[:-20]))
    lander.land(log)
    lines = lander.lines(log)
    assert lines[0] == "[" and json.loads(lines[1].strip().rstrip(",")) == EVENT
    assert "\n".join(lines) == DOCUMENT[:-20]


def test_what_is_no_document_passes_line_by_line(lander: Lander) -> None:
    texts = ["{\n" * 3000, "[\n{a\n" * 300, "[" * 100_000 + "\n" + DOCUMENT, "[\n" * 200_000]
    for i, text in enumerate(texts):
        log = lander.write(f"{i}.json", text.encode())
        lander.land(log, final=True)
        assert "\n".join(lander.lines(log)).split() == text.split()


def test_more_than_the_memory_holds_is_left_out_and_named(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LONGEST", 10_000)
    log = lander.write("a.json", json.dumps([EVENT] * 1000, indent=1).encode())
    torn = lander.write("b.json", b'{"a": \n{"b":\n' + events(1000))
    result = lander.land(log, torn, code=1)
    assert f"{log}: it holds JSON documents of more than" in result.stderr
    assert len(lander.lines(torn)) == 1002


VALUES = st.recursive(
    st.sampled_from([None, True, 1.5, "", "a\\", '"{', "]\n", "é"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "}", "\n"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.lists(VALUES, min_size=1, max_size=3), st.booleans()), max_size=4))
def test_every_value_and_every_byte_passes(values: list[tuple[list[object], bool]]) -> None:
    texts = [json.dumps(value, indent=1 if is_long else None) for value, is_long in values]
    content = "".join(text + "\n" for text in texts).encode()
    stream = DocumentStream([content[:9], content[9:]], 1, unfinished=False, take_rest=False)
    rows = stream.reader().read_all()
    assert stream.error is None and stream.bytes == len(content)
    assert [json.loads(line) for line in rows["line"].to_pylist()] == [v for v, _ in values]
    assert rows["line_no"].to_pylist() == list(range(1, len(texts) + 1))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('[]{}",:\n \\a1'), max_size=40).map(str.encode))
def test_no_byte_is_lost_of_any_text(content: bytes) -> None:
    begins_document(content)
    stream = DocumentStream([content], 1, unfinished=False, take_rest=True)
    rows = stream.reader().read_all()["line"].to_pylist()
    assert stream.error is None and stream.bytes == len(content)
    assert "".join(rows).replace("\n", "") == content.decode().replace("\n", "")
