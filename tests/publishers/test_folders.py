"""A folder or a file is replaced as a whole, or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishers import folders
from publishers.folders import replaced, replaced_file, swapped


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_there_is_gone_and_nothing_is_left_beside(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    for name in ("first", "second"):
        with replaced(folder) as fresh:
            (fresh / name).touch()
        assert names(folder) == {name}
        assert names(folder.parent) == {"b"}


def test_after_an_error_the_folder_is_as_it_was(tmp_path: Path) -> None:
    with replaced(tmp_path / "b") as fresh:
        (fresh / "first").touch()
    with pytest.raises(KeyboardInterrupt), replaced(tmp_path / "b") as fresh:
        (fresh / "second").touch()
        raise KeyboardInterrupt
    assert names(tmp_path / "b") == {"first"}
    assert names(tmp_path) == {"b"}


def test_a_kill_between_the_renames_loses_nothing(tmp_path: Path) -> None:
    folder, earlier = tmp_path / "b", tmp_path / ".b.earlier"
    earlier.mkdir()
    (earlier / "first").touch()
    (tmp_path / ".b.writing").mkdir()
    (tmp_path / ".b.writing" / "half").touch()
    with pytest.raises(OSError, match="full"), replaced(folder):
        raise OSError("the disk is full")
    assert names(folder) == {"first"}
    assert names(tmp_path) == {"b"}


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    one, other = tmp_path / "a folder's", tmp_path / "b"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    if not swapped(one, other):
        pytest.skip("this file system cannot swap two folders")
    assert (names(one), names(other)) == ({"b"}, {"a folder's"})
    assert not swapped(one, tmp_path / "none")


def test_a_folder_is_replaced_where_folders_cannot_be_swapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "swapped", lambda *_: False)
    test_what_was_there_is_gone_and_nothing_is_left_beside(tmp_path)


def test_a_link_to_a_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    for name in ("first", "second"):
        with replaced(link) as fresh:
            (fresh / name).touch()
        assert link.is_symlink() and names(link) == names(tmp_path / "real") == {name}
    assert names(tmp_path) == {"link", "real"}


def test_after_an_error_a_file_is_as_it_was_and_no_draft_is_left(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    for text in ("first", "second"):
        with replaced_file(file) as draft:
            draft.write_text(text)
        assert (file.read_text(), names(tmp_path)) == (text, {"page.html"})
    with pytest.raises(OSError, match="full"), replaced_file(file) as draft:
        draft.write_text("half")
        assert file.read_text() == "second"
        raise OSError("the disk is full")
    assert (file.read_text(), names(tmp_path)) == ("second", {"page.html"})
