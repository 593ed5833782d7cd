"""The seeds that a site edits: each fault is named with file, row and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from loaders.__main__ import app
from loaders.errors import Refusal
from loaders.seed_files import check_seeds, edited_seeds

SEEDS = Path(__file__).parents[2] / "seeds"
HEADER = "course_id,platform,name,term,start_date,end_date,time_zone\n"
KEY = "course-v1:O+C+R"


def faults(folder: Path, name: str, content: str | bytes) -> list[str]:
    """What check-seeds says of a folder of seeds in which one is another."""
    seeds = folder / "seeds"
    shutil.copytree(SEEDS, seeds)
    (seeds / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = CliRunner().invoke(app, ["check-seeds", str(seeds)])
    assert result.exit_code == (2 if result.stderr else 0), result.output
    return result.stderr.splitlines()[:-1]


def test_the_seeds_of_the_project_have_no_fault() -> None:
    result = CliRunner().invoke(app, ["check-seeds"])
    assert (result.exit_code, result.output) == (0, "")


def test_the_rules_name_the_columns_of_their_seeds() -> None:
    for path, rules in edited_seeds(SEEDS).items():
        [seed] = [
            seed
            for seed in yaml.safe_load((path.parent / "_seeds.yml").read_text())["seeds"]
            if seed["name"] == path.stem
        ]
        assert [*rules.columns] == [*seed["config"]["column_types"]]
        named = {*rules.key, *rules.needed}.union(*rules.ordered)
        assert named <= {*rules.columns}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f"{KEY},edx,A,,03/04/2025,,", 'start_date "03/04/2025" is neither a day (2025-09-15) nor'),
        (f"{KEY},edx,A,,,2025-02-30,", 'end_date "2025-02-30" is neither a day'),
        (f"{KEY},edx,A,,2025-1-5,,", 'start_date "2025-1-5" is neither a day'),
        (f"{KEY},edx,A,,2025-01-05 24:00,,", 'start_date "2025-01-05 24:00" is neither a day'),
        (f"{KEY},edx,A,,45000,,", 'start_date "45000" is neither a day'),
        (f"{KEY},edx,A,,,,berlin", 'time_zone "berlin" is not the name of a time zone'),
        (f"{KEY},edX,A,,,,", 'platform "edX" is not one of edx, coursera, quickhelper.'),
        (
            "O-C-R,edx,A,,,,",
            'course_id "O-C-R" is not a course key: write course-v1:Org+Course+Run',
        ),
        ("course-v1%3AO%2BC%2BR,edx,A,,,,", "is not a course key"),
        ("a b,coursera,A,,,,", 'course_id "a b" is not the key of a course'),
        (",edx,A,,,,", "course_id is empty: write it, or delete the row."),
        (f"{KEY},edx,A,,2025-03-04,2025-03-03,", 'end_date "2025-03-03" lies before start_date'),
        (f"{KEY},edx,A, B,,,,", "it has 8 fields, the header line has 7. Put quotes around"),
        (f"{KEY},edx,A", "it has 3 fields, the header line has 7."),
        (",,,,,,", "it is blank: delete it."),
        ("", "it is blank: delete it."),
    ],
)
def test_a_fault_is_named_with_its_row(tmp_path: Path, row: str, fault: str) -> None:
    good = "Org/Good/1,edx,Good,,2025-09-15,2025-09-15 18:00,Europe/Berlin\n"
    [said] = faults(tmp_path, "courses.csv", f"{HEADER}{good}{row}\nsession-1,coursera,,,,,\n")
    assert said.startswith(f"seeds/courses.csv, row 3: {fault}") or fault in said
    assert "row 3: " in said


@pytest.mark.parametrize("other", [KEY, KEY.lower(), f" {KEY}"])
def test_a_course_that_is_there_twice_is_named(tmp_path: Path, other: str) -> None:
    [said] = faults(tmp_path, "courses.csv", f"{HEADER}{KEY},edx,,,,,\n{other},edx,,,,,\n")
    twice = f'course_id "{KEY.lower()}" is in row 2 already: keep one of them.'
    assert said == f"seeds/courses.csv, row 3: {twice}"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (HEADER.replace(",", ";"), " has semicolons between its columns: save it as CSV with com"),
        (HEADER.replace(",", "\t"), " has tabs between its columns"),
        (HEADER.replace(",term", ""), " has no column term: add it to the header line"),
        (HEADER.replace("term", "term,colour"), ' has a column "colour" that nothing is made of'),
        (HEADER.replace("term", "term,term"), " has a column twice"),
        ((HEADER + "x,edx,Ñ,,,,\n").encode("latin-1"), ", row 2: it is not UTF-8"),
        (HEADER.encode("utf-16"), ", row 1: it is not UTF-8"),
        (HEADER + '"x,edx,,,,,\n', ", line 2: it is not a CSV"),
    ],
)
def test_a_file_that_is_no_such_csv_is_named(
    tmp_path: Path, content: str | bytes, fault: str
) -> None:
    assert faults(tmp_path, "courses.csv", content)[0].startswith(f"seeds/courses.csv{fault}")


def test_what_excel_writes_is_fine(tmp_path: Path) -> None:
    content = f'{HEADER}{KEY},edx,"A, ""B""",2025,2025-09-15,2025-09-15,\n'
    excel = b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode()
    assert faults(tmp_path, "courses.csv", excel) == []


def test_other_seeds_are_checked_too(tmp_path: Path) -> None:
    content = "age_group,min_age,max_age\nyoung,30,18\nold,x,99\nold,30,99\n"
    assert faults(tmp_path, "age_groups.csv", content) == [
        'seeds/age_groups.csv, row 2: max_age "18" lies before min_age 30.',
        'seeds/age_groups.csv, row 3: min_age "x" is not a whole number.',
        'seeds/age_groups.csv, row 4: age_group "old" is in row 3 already: keep one of them.',
    ]


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "courses.csv").write_text("course_id\n")
    with pytest.raises(Refusal, match=r"has no _seeds\.yml"):
        check_seeds(tmp_path, print)
