"""Where OLX exports are found among the files of a package, and what is read of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_files import tarred, write, zipped

from loaders.errors import BrokenFile, Refusal
from loaders.files import members
from loaders.files.members import Member, Tree, members_in

FILES = {
    "static/course.xml": b"not this one",
    "course.xml": b"<course/>",
    "chapter/a.xml": b"<chapter/>",
    "html/b.html": b"<p/>",
}
BELOW = {f"2025_Fall/{name}": content for name, content in FILES.items()}
PACKED: dict[str, Mapping[str, bytes]] = {
    "folder": FILES,
    "folder in a folder": {f"a/{name}": content for name, content in BELOW.items()},
    "tar.gz": {"course.tar.gz": tarred(FILES)},
    "tar.gz with a folder": {"x.xml.tar.gz": tarred({f"./{n}": c for n, c in BELOW.items()})},
    "zip": {"course.zip": zipped(BELOW)},
    "tar.gz in a zip": {"all.zip": zipped({"c.tar.gz": tarred(BELOW), "auth_user.csv": b"id\n"})},
    "among tables in a zip": {"all.zip": zipped(BELOW | {"auth_user.csv": b"id,x\n"})},
}


def found(folder: Path) -> list[Member | Tree]:
    return list(members_in(str(folder), "", lambda n_bytes: None))


@pytest.mark.parametrize("packed", PACKED)
def test_a_tree_is_found_wherever_it_lies(tmp_path: Path, packed: str) -> None:
    write(tmp_path, PACKED[packed])
    trees = 0
    for member in members_in(str(tmp_path), "", lambda n_bytes: None):
        if isinstance(member, Tree):
            trees += 1
            assert dict(member.files(lambda name: True)) == FILES
            assert dict(member.files(lambda name: name == "course.xml")) == {
                "course.xml": b"<course/>"
            }
            assert member.size_bytes > 0
        else:
            assert member.name == "auth_user.csv"
    assert trees == 1


def test_names_that_lead_out_of_a_tree_are_left_out(tmp_path: Path) -> None:
    odd = {"c/course.xml": b"<course/>", "c/../x.xml": b"-", "c//y.xml": b"-", "/z.xml": b"-"}
    for name, content in {"a.zip": zipped(odd), "b.tar": tarred(odd, "w")}.items():
        folder = write(tmp_path / name.replace(".", ""), {name: content})
        [tree] = [
            dict(member.files(lambda name: True))
            for member in members_in(str(folder), "", lambda n_bytes: None)
            if isinstance(member, Tree)
        ]
        assert tree == {"course.xml": b"<course/>"}


def test_links_in_a_tree_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not of the course")
    folder = write(tmp_path / "course", FILES)
    (folder / "chapter" / "b.xml").symlink_to(secret)
    [tree] = found(folder)
    assert isinstance(tree, Tree)
    assert dict(tree.files(lambda name: True)) == FILES


def test_the_size_of_a_page_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST_PAGE", 9)
    [tree] = found(write(tmp_path, FILES))
    assert isinstance(tree, Tree)
    assert len(dict(tree.files(lambda name: name == "course.xml"))) == 1
    with pytest.raises(BrokenFile, match=r"its chapter/a\.xml has more than"):
        dict(tree.files(lambda name: name == "chapter/a.xml"))


def test_an_archive_of_tables_is_not_searched_to_its_end(tmp_path: Path) -> None:
    content = {f"{i}.sql": b"id\tx\n" for i in range(3)}
    write(tmp_path, {"p.tar": tarred(content, "w") + b"\0" * 1024})
    assert [member.path[-5:] for member in found(tmp_path)] == ["0.sql", "1.sql", "2.sql"]


WHOLE = BELOW | {"auth_user.csv": b"id,username\n1,ana\n"}
ARCHIVES = (zipped(WHOLE), tarred(WHOLE, "w"), tarred(WHOLE), zipped({"i.tgz": tarred(WHOLE)}))


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(ARCHIVES), st.floats(0, 1, exclude_max=True), st.binary(max_size=9))
def test_a_damaged_archive_raises_nothing_but_what_is_told(
    archive: bytes, place: float, damage: bytes
) -> None:
    at = int(place * len(archive))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {"p": archive[:at] + damage + archive[at + len(damage) :]})
        with suppress(BrokenFile, Refusal, OSError):
            for member in members_in(folder, "", lambda n_bytes: None):
                if isinstance(member, Tree):
                    dict(member.files(lambda name: True))
                else:
                    b"".join(member.text())


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="neither a file nor a folder with files"):
        found(tmp_path)
