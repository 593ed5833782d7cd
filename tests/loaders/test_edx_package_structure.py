"""The structure of a course that lies in a data package is landed with it."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lander import Lander
from package_files import files_of, package, tab_separated, zipped

NEW = "block-v1:Org+Course+Run+type@{}+block@{}"
OLD = "i4x://Org/Course/{}/{}"
LANDED = "from raw.edx_course_structure_lines select course, line order by all"


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def structure(key: str, course: str) -> bytes:
    """A course with one chapter, the chapter first."""
    chapter, root = key.format("chapter", "c"), key.format("course", course)
    blocks = {
        chapter: {"category": "chapter", "children": [], "metadata": {}},
        root: {"category": "course", "children": [chapter], "metadata": {}},
    }
    return json.dumps(blocks).encode()


def land(lander: Lander, files: Mapping[str, bytes], code: int, *options: str) -> Any:
    folder = lander.folder / "package"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_bytes(text)
    return lander.run("edx-package", folder, *options, code=code)


@pytest.mark.parametrize(
    ("text", "course"),
    [
        (structure(NEW, "course"), "course-v1:Org+Course+Run"),
        (structure(OLD, "Run"), "Org/Course/Run"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_it_is_landed_for_the_course_that_it_names(
    lander: Lander, text: bytes, course: str, packed: bool
) -> None:
    tables = files_of(package(), tab_separated, "X-{}-prod.sql")
    name = "Org-course_structure-prod.json" + (".gz" if packed else "")
    land(lander, {**tables, name: gzip.compress(text) if packed else text}, 0)
    assert [row[0] for row in lander.rows(LANDED)] == [course]
    assert lander.rows("from raw_edx.auth_user")


def test_a_package_may_hold_nothing_else(lander: Lander) -> None:
    land(lander, {"course_structure.json": structure(OLD, "Run")}, 0)
    assert [row[0] for row in lander.rows(LANDED)] == ["Org/Course/Run"]


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A .tar.gz of these files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    return data.getvalue()


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: zipped({"in.zip": zipped(files)})])
def test_one_in_an_archive_is_landed_with_the_tables_beside_it(
    lander: Lander, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    tables = files_of(package(), tab_separated, "X-{}-prod.sql")
    structures = {
        "new-course_structure.json": structure(NEW, "course"),
        "old-course_structure.json.gz": gzip.compress(structure(OLD, "Run")),
    }
    packed = {"week.archive": pack({**tables, **structures})}
    assert "Would land" in land(lander, packed, 0, "--dry-run").output
    assert not lander.database.exists()
    for _ in range(2):  # the second time nothing is new
        lander.run("edx-package", lander.folder / "package")
        found = [(course, json.loads(line)) for course, line in lander.rows(LANDED)]
        assert found == [
            ("Org/Course/Run", json.loads(structure(OLD, "Run"))),
            ("course-v1:Org+Course+Run", json.loads(structure(NEW, "course"))),
        ]
    assert lander.rows("from raw_edx.auth_user")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"x.json": b'{"a": {"category": "vertical", "children": []}}'}, "which names no course"),
        (
            {"x.zip": zipped({"x.json": b'{"a": {"category": "vertical", "children": []}}'})},
            "which names no course",
        ),
    ],
)
def test_one_that_cannot_be_landed_is_named(
    lander: Lander, files: dict[str, bytes], reason: str
) -> None:
    done = land(lander, files_of(package(), tab_separated, "X-{}-prod.sql") | files, 1)
    assert f"the structure of a course, {reason}" in done.output
    assert not lander.rows("from raw.edx_course_structure_lines")
    assert lander.rows("from raw_edx.auth_user")


def test_the_option_names_its_course_and_a_dry_run_lands_nothing(lander: Lander) -> None:
    files = {"x.json": b'{"a": {"category": "vertical", "children": []}}'}
    course = "course-v1:Org+Course+Run"
    land(lander, files, 0, "--course", course, "--dry-run")
    assert not lander.database.exists()
    lander.run("edx-package", lander.folder / "package", "--course", course)
    assert [row[0] for row in lander.rows(LANDED)] == [course]
