"""MOOCdb out of the warehouse: the files by themselves."""

import re
import sys
from pathlib import Path

import pytest
from conftest import Warehouse, built_once
from hard_texts import COURSE, HARD_TEXT, STATISTICS, build, export, read

from loaders.errors import Refusal
from publishers.moocdb.courses import Course, names_of
from publishers.moocdb.queries import Vocabulary
from publishers.moocdb.tables import TABLES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return built_once(tmp_path_factory, "hard_texts", build)


def test_a_folder_per_course_with_a_csv_per_table(built: Warehouse, tmp_path: Path) -> None:
    built.run(
        sys.executable, "-m", "publishers", "moocdb-csv", str(tmp_path), "--vocabulary", "dlq"
    )
    folders = sorted(path.name for path in tmp_path.iterdir())
    assert folders == [
        "MOOCdbX_Stat101_2025_Fall",
        "course-v1_Hard_Texts_1",
        "course-v1_MOOCdbX_Data201_2025_Fall",
    ]
    for folder in tmp_path.iterdir():
        names = {path.name for path in folder.iterdir()}
        assert names == {f"{table.name}.csv" for table in TABLES} | {"README.md", "moocdb.sql"}
        readme = (folder / "README.md").read_text()
        for table in TABLES:
            assert f"| {table.name} | {len(read(folder / f'{table.name}.csv'))} |" in readme
    stat = (tmp_path / "MOOCdbX_Stat101_2025_Fall" / "README.md").read_text()
    assert "Start of week 0: **2025-09-15 00:00:00** UTC." in stat
    assert "Number of weeks: **8**" in stat


def test_the_numbers_that_dlq_hard_codes(built: Warehouse, tmp_path: Path) -> None:
    (folder,) = export(built, tmp_path, course_ids=[STATISTICS], vocabulary=Vocabulary.dlq)
    names = {
        row["resource_type_id"]: row["resource_type_name"]
        for row in read(folder / "resource_types.csv")
    }
    assert (names["3"], names["4"], names["7"]) == ("book", "lecture", "wiki")
    videos = [row for row in read(folder / "resources.csv") if "/video/" in row["resource_uri"]]
    assert videos and {row["resource_type_id"] for row in videos} == {"4"}
    kinds = {
        row["collaboration_type_id"]: row["collaboration_type_name"]
        for row in read(folder / "collaboration_types.csv")
    }
    assert [kinds[number] for number in ("1", "2", "3", "4")] == [
        "forum_post",
        "forum_answer",
        "forum_comment",
        "wiki_edit",
    ]


def test_texts_of_people_are_fillers_of_the_same_length(built: Warehouse, tmp_path: Path) -> None:
    (plain,) = export(built, tmp_path / "plain", course_ids=[COURSE])
    (private,) = export(built, tmp_path / "private", course_ids=[COURSE], with_private=True)
    fillers = {row["collaboration_id"]: row for row in read(plain / "collaborations.csv")}
    texts = {row["collaboration_id"]: row for row in read(private / "collaborations.csv")}
    assert {row["collaboration_content"] for row in texts.values()} == {
        HARD_TEXT,
        '"',
        "\\",
        "NULL",
    }
    for key, row in fillers.items():
        filler = row["collaboration_content"]
        assert set(filler) == {"x"}
        assert len(filler) == len(texts[key]["collaboration_content"])
    assert not (plain / "user_pii.csv").exists()
    (person,) = read(private / "user_pii.csv")
    assert (person["user_name"], person["user_ip"]) == ("hard", str(0xCB007107))


def test_an_unknown_course_and_a_strangers_folder_are_refused(
    built: Warehouse, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="no course nowhere"):
        export(built, tmp_path, course_ids=["nowhere"])
    (tmp_path / "course-v1_Hard_Texts_1").mkdir()
    (tmp_path / "course-v1_Hard_Texts_1" / "thesis.txt").write_text("mine")
    with pytest.raises(Refusal, match="move it away"):
        export(built, tmp_path, course_ids=[COURSE])
    assert (tmp_path / "course-v1_Hard_Texts_1" / "thesis.txt").read_text() == "mine"


def test_a_second_export_replaces_the_first(built: Warehouse, tmp_path: Path) -> None:
    (folder,) = export(built, tmp_path, course_ids=[COURSE], with_private=True)
    first = (folder / "submissions.csv").read_bytes()
    (folder,) = export(built, tmp_path, course_ids=[COURSE])
    assert (folder / "submissions.csv").read_bytes() == first
    assert not (folder / "user_pii.csv").exists()


def test_each_course_has_a_folder_and_a_database_of_its_own() -> None:
    def course(course_id: str) -> Course:
        return Course(course_id, "edx", None, None, None, False)

    keys = ["Org/Course/Run", "a.b", "a-b", "A_b", "\u041a\u0443\u0440\u0441", "x" * 200, "x" * 201]
    plain, *others = names_of([course(key) for key in keys]).values()
    assert plain == ("Org_Course_Run", "moocdb_org_course_run")
    folders, databases = zip(plain, *others, strict=True)
    assert len({folder.lower() for folder in folders}) == len(set(databases)) == len(keys)
    assert all(re.fullmatch("[a-z0-9_]{8,64}", database) for database in databases)


def test_no_folder_of_a_course_ends_with_a_dot() -> None:
    """Another system would drop it, and take two courses for one."""
    odd = Course("course-v1:..+..+..", "edx", None, None, None, False)
    assert names_of([odd])[odd][0] == f"{odd.slug}-{odd.digest}"
