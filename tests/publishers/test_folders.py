"""A folder is replaced as a whole, or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishers.folders import replaced


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
