"""What has been landed is known again: grown, moved, copied, rotated or replaced."""

import os
from pathlib import Path

import pytest
from lander import Lander, events, expected_lines, gz

from loaders.streams.lines import LineStream

A, B = events(300, "first"), events(300, "second")


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def test_what_is_landed_whole_is_not_read_again(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = [lander.write("a.log", A), lander.write("b.log.gz", gz(B)), lander.write("c.log", b"")]
    lander.land(*logs)
    monkeypatch.delattr(LineStream, "reader")
    assert "nothing new: 3" in lander.land(*logs).output
    assert (lander.n_loads, lander.n_lines) == (1, 600)


def test_a_grown_file_is_read_from_where_it_ended(lander: Lander) -> None:
    log = lander.write("a.log", A[:5000])
    lander.land(log)
    for end in (5001, 9000, len(A)):
        log.write_bytes(A[:end])
        lander.land(log)
    assert lander.lines(log) == expected_lines(A)
    assert lander.rows("select sum(bytes), max(load_id) from raw.loads") == [(len(A), 4)]
    assert lander.rows("select distinct file_id from raw.edx_lines") == [(1,)]


def test_an_unfinished_line_waits_for_its_end(lander: Lander) -> None:
    log = lander.write("a.log", A + b"half")
    assert "(4 bytes) waits" in lander.land(log).output
    assert lander.lines(log) == expected_lines(A)
    assert lander.file(log, "size_bytes - bytes_loaded, is_final") == (4, False)
    assert "(4 bytes) waits" in lander.land(log).output
    lander.append(log, b" and half\n")
    assert "waits" not in lander.land(log).output
    assert lander.lines(log) == [*expected_lines(A), "half and half"]


def test_a_first_line_that_waits_is_no_evidence_of_anything(lander: Lander) -> None:
    log, other = lander.write("a.log", b"half"), lander.write("b.log", A)
    lander.land(log, other)
    log.write_bytes(b"quite other text\n")
    lander.land(log, other)
    assert lander.lines(log) == ["quite other text"]


def test_final_lands_the_unfinished_line_and_its_newline_adds_none(lander: Lander) -> None:
    log = lander.write("a.log", A + b"half")
    lander.land(log, final=True)
    assert lander.lines(log) == [*expected_lines(A), "half"]
    assert lander.file(log, "is_final") == (True,)
    lander.append(log, b"\r\nnext\n")
    assert "unfinished" not in lander.land(log).output
    assert lander.lines(log) == [*expected_lines(A), "half", "next"]
    assert lander.file(log, "is_final") == (False,)


def test_the_rest_of_a_line_landed_unfinished_is_a_line_of_its_own(lander: Lander) -> None:
    log = lander.write("a.log", b"one\ntwo and")
    lander.land(log, final=True)
    lander.append(log, b" a half\nthree\n")
    assert "line 2 had been landed unfinished, its rest is line 3" in lander.land(log).output
    assert lander.lines(log) == ["one", "two and", " a half", "three"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(B, id="same size, other text"),
        pytest.param(B + A, id="longer, other head"),
        pytest.param(A[:-2] + b"!\n" + B, id="longer, same head, other tail"),
        pytest.param(events(30, "first"), id="cut short"),
        pytest.param(b"", id="emptied"),
    ],
)
def test_other_text_under_an_old_path_is_a_new_file(lander: Lander, content: bytes) -> None:
    log = lander.write("a.log", A)
    lander.land(log)
    seen = log.stat()
    log.write_bytes(content)
    os.utime(log, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert "landed whole as a new file" in lander.land(log).output
    assert lander.lines(log) == expected_lines(content)
    assert lander.rows("select path, lines_loaded from raw.files where not is_current") == [
        (str(log), 300)
    ]
    lander.land(log)
    assert lander.n_loads == 2


def test_a_compressed_file_that_has_grown_is_a_new_file(lander: Lander) -> None:
    log = lander.write("a.log.gz", gz(A + b"half"))
    lander.land(log)
    assert lander.lines(log) == [*expected_lines(A), "half"]
    lander.append(log, gz(b" and half\n"))
    lander.land(log)
    assert lander.lines(log) == [*expected_lines(A), "half and half"]
    assert lander.file(log, "file_id") == (2,)


@pytest.mark.parametrize("more", [b"", B])
def test_a_renamed_file_goes_on_under_its_new_name(lander: Lander, more: bytes) -> None:
    old = lander.write("a.log", A)
    lander.land(old)
    new = old.rename(lander.folder / "z.log")
    lander.append(new, more)
    assert f"{new}: continues {old}" in lander.land(new).output
    assert lander.lines(new) == expected_lines(A + more)
    assert lander.rows("select file_id, path from raw.files") == [(1, str(new))]


def test_a_renamed_file_and_a_new_one_under_its_old_name_are_two(lander: Lander) -> None:
    old = lander.write("a.log", A)
    lander.land(old)
    new = old.rename(lander.folder / "z.log")
    lander.write("a.log", B)
    lander.land(new, old)
    assert (lander.lines(new), lander.lines(old)) == (expected_lines(A), expected_lines(B))


def test_rotation_moves_names_along_and_lands_only_what_is_new(lander: Lander) -> None:
    names = [lander.folder / name for name in ("app.log", "app.log.1", "app.log.2")]
    old, middle, young = events(20, "old"), events(30, "middle"), events(10, "young")
    lander.write("app.log.1", old)
    lander.write("app.log", middle[:400])
    lander.land(lander.folder)
    names[1].rename(names[2])
    names[0].rename(names[1])
    lander.append(names[1], middle[400:])
    lander.write("app.log", young)
    lander.land(lander.folder)
    assert [lander.lines(path) for path in names] == [
        expected_lines(content) for content in (young, middle, old)
    ]
    assert lander.n_lines == 60


def test_copy_and_truncate_rotation_lands_nothing_twice(lander: Lander) -> None:
    log = lander.write("app.log", A)
    lander.land(log)
    lander.append(log, B)
    copy = lander.write("app.log.1", log.read_bytes())
    log.write_bytes(b"")
    lander.land(lander.folder)
    assert lander.lines(copy) == expected_lines(A + B)
    assert lander.n_lines == 600


def test_a_copy_is_not_landed_again_even_when_the_original_has_grown(lander: Lander) -> None:
    log, copy = lander.write("a.log", A), lander.write("copy/b.log", A)
    assert f"{copy}: already landed as {log}" in lander.land(log, copy).output
    lander.append(log, B)
    lander.land(log, copy)
    assert lander.lines(log) == expected_lines(A + B)
    assert (lander.lines(copy), lander.n_lines) == ([], 600)
    assert lander.file(copy, "copy_of, lines_loaded") == (1, 0)


def test_a_copy_that_has_grown_is_landed_whole(lander: Lander) -> None:
    log, copy = lander.write("a.log", A), lander.write("b.log", A)
    lander.land(log, copy)
    lander.append(copy, B)
    lander.land(log, copy)
    assert lander.lines(copy) == expected_lines(A + B)
    assert lander.file(copy, "copy_of") == (None,)
    other = lander.write("c.log", A + events(5))
    lander.land(log, copy, other)
    assert lander.lines(other) == expected_lines(A + events(5))


def test_text_that_comes_back_to_its_path_is_known(lander: Lander) -> None:
    log = lander.write("a.log", A)
    for content in (A, B, A, B):
        log.write_bytes(content)
        lander.land(log)
        assert lander.lines(log) == expected_lines(content)
    assert lander.n_lines == 600


def test_a_name_of_a_file_is_not_a_file(lander: Lander) -> None:
    log = lander.write("a.log", A)
    (lander.folder / "link.log").symlink_to(log)
    (lander.folder / "hard.log").hardlink_to(log)
    lander.land(lander.folder, log, lander.folder / "link.log")
    lander.append(log, B)
    lander.land(lander.folder / "link.log")
    assert lander.n_lines == 600


def test_an_empty_file_is_known_by_its_path_only(lander: Lander) -> None:
    a, b = lander.write("a.log", b""), lander.write("b.log", b"")
    lander.land(a, b)
    b.write_bytes(B)
    a.write_bytes(A)
    lander.land(a, b)
    assert lander.rows("select file_id, lines_loaded from raw.files order by 1") == [
        (1, 300),
        (2, 300),
    ]
