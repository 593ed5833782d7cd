"""A research release: groups of k counted again, values made coarse, ids that link nothing."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import ROOT, Warehouse
from leaks import leaks, numbers_of, people_of, texts_of
from release_world import COURSE, released_as, some_persons, write_world

from loaders.errors import Refusal
from publishers.release import write as release
from publishers.warehouse import open_warehouse

STATISTICS = "MOOCdbX/Stat101/2025_Fall"
Row = dict[str, str]


def read(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def write(database: Path, directory: Path, k: int, ell: int = 0) -> Path:
    """The folder of a release of the invented course."""
    with open_warehouse(database) as connection:
        (folder,) = release.write(connection, directory, [COURSE], k, ell)
    return folder


def of_persons(folder: Path, persons: Sequence[dict[str, Any]], k: int, ell: int = 0) -> Path:
    """The folder of a release of these persons."""
    folder.mkdir()
    write_world(folder / "invented.duckdb", persons)
    return write(folder / "invented.duckdb", folder / "out", k, ell)


def smallest_group(rows: Sequence[Row]) -> int:
    """Persons in the smallest group of equal quasi-identifiers."""
    quasi = released_as("quasi")
    assert len(quasi) == 7 and rows
    return min(Counter(tuple(row[column] for column in quasi) for row in rows).values())


def fewest_values(rows: Sequence[Row], column: str) -> int:
    """Distinct values of a column in the group that has the fewest."""
    groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        groups[tuple(row[quasi] for quasi in released_as("quasi"))].add(row[column])
    return min(map(len, groups.values()))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("release") / "invented.duckdb"
    write_world(database, some_persons(400))
    return database


@pytest.mark.parametrize("k", [2, 5, 20])
def test_every_group_has_k_persons(world: Path, tmp_path: Path, k: int) -> None:
    rows = read(write(world, tmp_path, k), "person_course")
    assert smallest_group(rows) >= k
    assert len(rows) > 350
    assert len({tuple(row[column] for column in released_as("quasi")) for row in rows}) > 5


def test_groups_are_too_small_without_suppression(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the count of k above would notice that it is gone."""

    def nothing_is_withheld(connection: duckdb.DuckDBPyConnection, *_: object) -> None:
        connection.execute("create or replace temp table released as from persons")
        connection.execute("delete from persons")

    monkeypatch.setattr(release, "release_groups", nothing_is_withheld)
    rows = read(write(world, tmp_path, 5), "person_course")
    assert len(rows) == 400 and smallest_group(rows) == 1


@pytest.mark.parametrize("ell", [2, 3])
def test_every_group_has_l_values_of_what_is_sensitive(
    world: Path, tmp_path: Path, ell: int
) -> None:
    """A column with two values in the course has both."""
    rows = read(write(world, tmp_path / "l", 5, ell), "person_course")
    assert smallest_group(rows) >= 5
    values = {column: fewest_values(rows, column) for column in released_as("sensitive")}
    assert values.keys() == {"completed", "certified", "grade"}
    assert values["completed"] >= 2 and values["certified"] >= 2 and values["grade"] >= ell
    without = read(write(world, tmp_path / "k", 5), "person_course")
    assert fewest_values(without, "certified") == 1
    shown = [
        sum(row[column] != "*" for row in found for column in released_as("quasi"))
        for found in (without, rows)
    ]
    assert shown[0] > shown[1]


def test_ids_are_new_in_each_release_and_link_its_two_files(world: Path, tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        folder = write(world, tmp_path / name, 5)
        persons = {row["release_id"] for row in read(folder, "person_course")}
        weeks = Counter(row["release_id"] for row in read(folder, "learner_weeks"))
        assert set(weeks) == persons and set(weeks.values()) == {2}
        assert [row["release_id"] for row in read(folder, "person_course")] == sorted(persons)
        ids.append(persons)
        assert not [text for _, text in texts_of(folder) if str(10**15)[:12] in text]
    assert not ids[0] & ids[1]


def test_values_are_coarse(tmp_path: Path) -> None:
    persons = [
        {"learner_id": number, "yob": 1949, "profile_country": "FR", "n_forum_posts": 4,
         "grade": 1.0, "n_events": 1249, "active_seconds": 0}
        for number in range(1, 4)
    ] + [
        {"learner_id": number, "yob": 2004, "profile_country": "ZZ", "n_forum_posts": 20,
         "grade": None, "n_events": 7, "active_seconds": None}
        for number in range(4, 7)
    ]  # fmt: skip
    rows = read(of_persons(tmp_path / "world", persons, 3), "person_course")
    shown = {
        tuple(row[column] for column in (
            "birth_years", "region", "forum_posts", "registered_week", "grade", "n_events",
            "active_seconds",
        ))
        for row in rows
    }  # fmt: skip
    assert shown == {
        ("before 1950", "Europe", "1-4", "2025-09-15", "0.9", "1200.0", "0.0"),
        ("2000 and later", "", "20 and more", "2025-09-15", "", "7.0", ""),
    }


def test_means_before_and_after(world: Path, tmp_path: Path) -> None:
    folder = write(world, tmp_path, 5, 2)
    effects = {(row["file"], row["column"]): row for row in read(folder, "effects")}
    released = read(folder, "person_course")
    told = effects["person_course", "n_events"]
    before = [person["n_events"] for person in some_persons(400)]
    assert float(told["mean_before"]) == pytest.approx(sum(before) / 400)
    after = [float(row["n_events"]) for row in released]
    assert float(told["mean_after"]) == pytest.approx(sum(after) / len(after))
    assert (told["rows_before"], told["rows_after"]) == ("400", str(len(released)))
    withheld = sum(row["registered_week"] == "*" for row in released)
    assert effects["person_course", "registered_week"]["withheld"] == str(withheld) != "0"
    readme = (folder / "README.md").read_text()
    assert f"{len(released)} of 400 learners are in the release" in readme
    assert effects["learner_weeks", "n_events"]["rows_before"] == "800"


def test_report_does_not_tell_the_values_of_the_few_who_are_lost(tmp_path: Path) -> None:
    """Six alike, and two who are like nobody: means before would show the two."""
    alike = [{"learner_id": number, "n_events": 10} for number in range(6)]
    odd = [
        {"learner_id": number, "gender": "m", "mode": "verified", "n_events": 999}
        for number in (7, 8)
    ]
    folder = of_persons(tmp_path / "few", [*alike, *odd], 3)
    assert len(read(folder, "person_course")) == 6
    (told,) = (row for row in read(folder, "effects") if row["column"] == "grade")
    assert (told["mean_before"], told["known_before"], told["mean_after"]) == ("", "", "0.2")
    many = [*odd, *({**odd[0], "learner_id": 20 + n, "gender": None} for n in range(2))]
    folder = of_persons(tmp_path / "many", [*alike, *many], 5)
    (told,) = (
        row
        for row in read(folder, "effects")
        if (row["file"], row["column"]) == ("person_course", "n_events")
    )
    assert told["rows_after"] == "6" and told["mean_before"] == "", "four are lost, fewer than 5"


def test_mean_of_those_who_are_lost_is_hidden_where_they_are_all_alike(tmp_path: Path) -> None:
    """Three groups of two are lost: all of them certified, but with different numbers of events."""
    alike = [{"learner_id": number, "certified": number % 2 == 0} for number in range(6)]
    lost = [
        {"learner_id": 10 + number, "gender": "m", "mode": "verified", "certified": True,
         "n_events": number}
        for number in range(4)
    ]  # fmt: skip
    folder = of_persons(tmp_path / "world", [*alike, *lost], 3, 2)
    effects = {row["column"]: row for row in read(folder, "effects")[::-1]}
    assert effects["certified"]["rows_after"] == "6"
    assert effects["certified"]["mean_before"] == ""
    assert effects["n_events"]["mean_before"] != ""


def test_a_course_that_is_too_small_is_refused(tmp_path: Path) -> None:
    persons = [{"learner_id": number} for number in range(4)]
    with pytest.raises(Refusal, match=r"its 4 learners make no group of 5\.$"):
        of_persons(tmp_path / "few", persons, 5)
    persons = [{"learner_id": n, "gender": "fm"[n > 2], "grade": n > 2} for n in range(4)]
    with pytest.raises(Refusal, match="make no group of 5 with 2 values of what is sensitive"):
        of_persons(tmp_path / "alike", persons, 5, 2)
    assert not (tmp_path / "few" / "out").exists()


def test_bands_leave_no_number_out_and_share_none() -> None:
    with (ROOT / "seeds" / "release_bands.csv").open(newline="") as lines:
        bands = [*csv.DictReader(lines)]
    for kind in {band["generalised_to"] for band in bands}:
        limits = [
            (int(band["low"] or -1), int(band["high"] or 2100))
            for band in bands
            if band["generalised_to"] == kind
        ]
        numbers = Counter(number for low, high in limits for number in range(low, high + 1))
        assert numbers == Counter(range(-1, 2101)), kind


def test_release_of_the_samples_names_nobody(both_platforms: Warehouse, tmp_path: Path) -> None:
    """Nor does it hold a pseudonym, which other files of the warehouse have."""
    command = (sys.executable, "-m", "publishers", "release", str(tmp_path))
    both_platforms.run(*command, "--course", STATISTICS, "--course", "learning-001", "--k", "3")
    texts = [*texts_of(tmp_path)]
    people, numbers = people_of(both_platforms.database), numbers_of(both_platforms.database)
    assert leaks(texts, people, numbers, ["anonymous", "somebody"]) == set()
    pseudonyms = both_platforms.rows("select cast(learner_id as varchar) from marts.dim_learners")
    assert leaks(texts, {pseudonym: "pseudonym" for (pseudonym,) in pseudonyms}) == set()
    for folder in tmp_path.iterdir():
        rows = read(folder, "person_course")
        assert smallest_group(rows) >= 3 and len(rows) > 30
        assert len(read(folder, "learner_weeks")) > len(rows)


def test_other_folders_and_unknown_courses_are_refused(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    (tmp_path / "MOOCdbX_Stat101_2025_Fall").mkdir()
    command = (sys.executable, "-m", "publishers", "release", str(tmp_path), "--k", "3", "--course")
    done = both_platforms.run(*command, STATISTICS, check=False)
    assert done.returncode == 2 and "holds no effects.csv: move it away first" in done.stderr
    done = both_platforms.run(*command, "No/Such/Course", check=False)
    assert done.returncode == 2 and "holds no course No/Such/Course" in done.stderr
