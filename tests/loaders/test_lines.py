"""Bytes to lines: any bytes, cut anywhere, are the lines that the definition says."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lander import Lander, check_books, events, expected_lines, gz, raw_lines, zst

from loaders.logs.landing import land
from loaders.streams import lines
from loaders.streams.sources import SOURCES
from loaders.warehouse.database import prepare

# any bytes, but rich in those that matter; valid UTF-8 half the time
TEXT = st.lists(
    st.sampled_from([b"\n", b"\r", b"\r\n", b"{}", b"\0", b"\xff", b"\xc3", b"\xa9", b"\xc3\xa9"])
    | st.binary(max_size=5)
).map(b"".join) | st.text(st.sampled_from("\n\r {}é😀"), max_size=40).map(str.encode)
CUTS = st.lists(st.integers(1, 40), max_size=6)


def pieces_of(content: bytes, sizes: list[int]) -> list[bytes]:
    pieces = []
    for size in sizes:
        pieces.append(content[:size])
        content = content[size:]
    return [*pieces, content]


@given(TEXT)
def test_a_block_splits_into_its_lines(block: bytes) -> None:
    batch = lines.to_batch(block, 7)
    expected = expected_lines(block)
    assert batch["line"].to_pylist() == expected
    assert batch["line_no"].to_pylist() == list(range(7, 7 + len(expected)))
    marks = [not is_utf8(line) for line in raw_lines(block)]
    assert batch["line_had_bad_bytes"].to_pylist() == marks


def is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(TEXT, CUTS, st.integers(1, 20), st.booleans())
def test_blocks_keep_every_byte_up_to_the_last_newline(
    content: bytes, cuts: list[int], size: int, take_rest: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", size)
        found = list(lines.blocks(pieces_of(content, cuts), take_rest=take_rest))
    end = len(content) if take_rest else content.rfind(b"\n") + 1
    assert b"".join(found) == content[:end]
    assert all(block.endswith(b"\n") for block in found[:-1])


@settings(max_examples=25, deadline=None)
@given(TEXT, CUTS, st.integers(1, 20))
@example(b"{\n\r", [], 1)
def test_a_file_that_grows_by_bits_lands_as_if_it_had_come_whole(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cuts: list[int], size: int
) -> None:
    assume(not is_packed(content))
    path = tmp_path_factory.mktemp("grows") / "x.log"
    con = scratch()
    with pytest.MonkeyPatch.context() as patch, path.open("wb", buffering=0) as log:
        patch.setattr(lines, "BLOCK", size)
        for piece in pieces_of(content, cuts):
            log.write(piece)
            assert not land(con, SOURCES["edx"], [path]).failures
            check_books(con)
        land(con, SOURCES["edx"], [path], final=True)
    assert landed(con) == expected_lines(content)


@settings(max_examples=25, deadline=None)
@given(
    st.text("\n {}ab").map(str.encode),
    st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=6),
)
@example(b"{\n}", [])
@example(b"{\n", [(1, True)])  # what was a line is the start of a document: it is read again
def test_final_loads_of_a_file_that_grows_lose_and_double_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cuts: list[tuple[int, bool]]
) -> None:
    path = tmp_path_factory.mktemp("grows") / "x.log"
    con = scratch()
    finals = [*(final for _, final in cuts), True]
    with path.open("wb", buffering=0) as log:
        for piece, final in zip(pieces_of(content, [n for n, _ in cuts]), finals, strict=True):
            log.write(piece)
            land(con, SOURCES["edx"], [path], final=final)
            check_books(con)
    assert "".join(landed_now(con)).replace("\n", "") == content.decode().replace("\n", "")
    if not content.lstrip().startswith(b"{"):  # lines that make one JSON document are one line
        assert len(landed_now(con)) >= len(expected_lines(content))


def is_packed(content: bytes) -> bool:
    """Whether bytes are not text by our own rule; hypothesis does find the magic numbers."""
    return content.startswith((b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")) or (
        content[1:4] == b"\x2a\x4d\x18"
    )


def scratch() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config={"threads": 1})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOCDB_SALT", "test")
        prepare(con, ":memory:")
    return con


def landed(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("select line from raw.edx_lines order by file_id, line_no").fetchall()
    return [line for (line,) in rows]


def landed_now(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The lines of the files that the paths hold; a file that was read again has earlier ones."""
    rows = con.execute(
        "select line from raw.edx_lines inner join raw.files using (file_id)"
        " where is_current order by file_id, line_no"
    ).fetchall()
    return [line for (line,) in rows]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty file"),
        pytest.param(b"\n\n  \n# comment\nnot json\n{}\n", id="blank lines and junk"),
        pytest.param(b'{"a": 1}\r\n{"b": 2}\r\n\r\n', id="CRLF"),
        pytest.param(b"a\rb\r\r\nc\r", id="lone CR"),
        pytest.param(b"a\0b\n\0\n\0\0\n", id="NUL"),
        pytest.param(b"\x1b[31m\x07\x01\x7f\n\xef\xbb\xbf{}\n", id="control characters and BOM"),
        pytest.param("naïve 学习 😀\u2028x\x85y\n".encode(), id="UTF-8 and Unicode line ends"),
        pytest.param(b"ok\nna\xefve\n\xff\xfe\nok \xc3\n\xa9 ok\n", id="not UTF-8"),
        pytest.param(b"x" * 5_000_000 + b"\n" + b"y" * 3_000_000 + b"\nz\n", id="long lines"),
        pytest.param(events(60_000), id="several blocks"),
        pytest.param(b"no newline at the end", id="one unfinished line"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gz, zst], ids=["plain", "gz", "zst"])
def test_every_line_lands_as_it_is(tmp_path: Path, content: bytes, pack: type[bytes]) -> None:
    lander = Lander(tmp_path)
    log = lander.write("x.log", pack(content))
    lander.land(log, final=True)
    assert lander.lines(log) == expected_lines(content)
    assert lander.file(log, "size_bytes, bytes_loaded, error") == (
        *[log.stat().st_size] * 2,
        None,
    )


def test_only_lines_with_bad_bytes_are_marked(tmp_path: Path) -> None:
    lander = Lander(tmp_path)
    lander.land(lander.write("x.log", b"na\xefve\n\xef\xbf\xbd is valid\nb\xc3\xa9b\xc3\xa9\n"))
    assert lander.rows("select line, line_had_bad_bytes from raw.edx_lines order by line_no") == [
        ("na\ufffdve", True),
        ("\ufffd is valid", False),
        ("bébé", False),
    ]
