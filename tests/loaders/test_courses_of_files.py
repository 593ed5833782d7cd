"""A file is its text and the course that it was landed for."""

from __future__ import annotations

from pathlib import Path

import pytest
from lander import Lander, gz, helps
from lander import clicks as click_lines

CLICKS = click_lines(3)
V1, V2 = b'{"a": {}}\n', b'{\n  "b": {}\n}\n'
KEY = "course-v1:Org+X+1"


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def clicks(lander: Lander, path: Path, course: str) -> str:
    return lander.run("coursera-clickstream", path, "--course", course, "--final").output


def lines_of_courses(lander: Lander) -> list[tuple[object, ...]]:
    return lander.rows(
        "select course, count(*) from raw.coursera_clickstream_lines group by all order by all"
    )


@pytest.mark.parametrize("content", [CLICKS, gz(CLICKS)], ids=["plain", "packed"])
def test_the_same_file_is_landed_for_another_course(lander: Lander, content: bytes) -> None:
    path = lander.write("clicks.jsonl", content)
    for course in ("wrong-001", "right-001"):
        assert "nothing new" not in clicks(lander, path, course)
        assert "nothing new: 1" in clicks(lander, path, course)
    assert lines_of_courses(lander) == [("right-001", 3), ("wrong-001", 3)]
    assert lander.rows("select landed_for, lines_loaded, is_current from raw.files order by 1") == [
        ("right-001", 3, True),
        ("wrong-001", 3, True),
    ]
    status = lander.run("status").output
    assert "wrong-001" in status and "right-001" in status


def test_renamed_copied_and_grown_files_are_known_within_a_course(lander: Lander) -> None:
    path = lander.write("a.jsonl", CLICKS)
    clicks(lander, path, "c-001")
    path = path.rename(lander.folder / "b.jsonl")
    assert "continues" not in clicks(lander, path, "c-002")
    assert "continues" in clicks(lander, path, "c-001")
    copy = lander.write("copy.jsonl", CLICKS)
    assert "already landed" in clicks(lander, copy, "c-002")
    lander.append(path, click_lines(2, "more"))
    clicks(lander, path, "c-001")
    assert lines_of_courses(lander) == [("c-001", 5), ("c-002", 3)]
    clicks(lander, path, "c-002")
    assert lines_of_courses(lander) == [("c-001", 5), ("c-002", 5)]


def test_a_copy_under_another_log_of_the_experiment_is_landed(lander: Lander) -> None:
    for name in ("vote.log", "click.log"):
        lander.run("quickhelper", lander.write(name, helps(3)), "--final")
    assert lander.rows("select log, count(*) from raw.quickhelper_lines group by 1 order by 1") == [
        ("click", 3),
        ("vote", 3),
    ]


def structure(lander: Lander, path: Path, course: str = KEY) -> str:
    return lander.run("edx-course-structure", path, "--course", course).output


def structure_landed_last(lander: Lander, course: str = KEY) -> bytes:
    [(text,)] = lander.rows(
        "select string_agg(line, chr(10) order by line_no) || chr(10) "
        "from raw.edx_course_structure_lines where course = ? "
        "group by load_id, file_id order by load_id desc, file_id desc limit 1",
        course,
    )
    return str(text).encode()


@pytest.mark.parametrize("names", ["aaaa", "abab", "abcd", "abca"])
def test_an_older_course_structure_landed_again_is_the_last(lander: Lander, names: str) -> None:
    for name, content in zip(names, (V1, V2, V1, V2), strict=True):
        path = lander.write(f"{name}.json", content)
        assert "nothing new" not in structure(lander, path)
        assert structure_landed_last(lander) == content
        assert "nothing new: 1" in structure(lander, path)
    assert lander.n_loads == 4


def test_a_copy_of_the_structure_in_use_is_not_landed_again(lander: Lander) -> None:
    structure(lander, lander.write("a.json", V1))
    copy = lander.write("b.json", V1)
    assert "already landed" in structure(lander, copy)
    structure(lander, lander.write("c.json", V2))
    structure(lander, copy)
    assert structure_landed_last(lander) == V1


def test_a_structure_is_landed_for_each_course_and_spellings_of_a_key_are_one(
    lander: Lander,
) -> None:
    path = lander.write("a.json", V1)
    structure(lander, path)
    assert "nothing new: 1" in structure(lander, path, "course-v1%3AOrg%2BX%2B1")
    assert "nothing new: 1" in structure(lander, path, KEY.lower())
    structure(lander, path, "Org/X/2")
    assert lander.rows("select course from raw.edx_course_structure_lines order by load_id") == [
        (KEY,),
        ("Org/X/2",),
    ]
    structure(lander, lander.write("b.json", V2), KEY.lower())
    structure(lander, path)
    assert structure_landed_last(lander) == V1
