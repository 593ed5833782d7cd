"""Marts as CSV: what is written, whose rows, what the dictionary says, and what is refused."""

import csv
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import Warehouse

from loaders.errors import Refusal
from publishers import marts_csv
from publishers.descriptions import descriptions
from publishers.warehouse import open_warehouse

STATISTICS = "MOOCdbX/Stat101/2025_Fall"
FOLDER = "MOOCdbX_Stat101_2025_Fall"


def run(warehouse: Warehouse, *arguments: str, check: bool = True) -> tuple[int, str]:
    command = [sys.executable, "-m", "publishers", "csv", *arguments]
    done = warehouse.run(*command, check=check)
    return done.returncode, done.stdout + done.stderr


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_everything_about_a_course_and_its_dictionary(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    run(sample_warehouse, str(tmp_path), "--course", STATISTICS)
    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]
    folder = tmp_path / FOLDER
    written = {path.stem for path in folder.glob("*.csv")} - {"data_dictionary"}
    of_course = {
        name
        for (name,) in sample_warehouse.rows(
            "select distinct table_name from information_schema.columns "
            "where table_schema = 'marts' and column_name in ('course_id', 'learner_id')"
        )
    }
    assert written >= of_course and len(written) > 50
    assert not written & {"dim_dates", "rpt_event_types", "user_pii", "users"}
    dictionary = read(folder / "data_dictionary.csv")
    assert [row for row in dictionary if not row["description"] or "{{" in row["description"]] == []
    as_text = {(row["mart"], row["column"]) for row in dictionary if row["read_as_text"] == "yes"}
    assert as_text == {("fct_events", "session_id"), ("fct_interactions", "session_id")}
    readme = (folder / "README.md").read_text()
    assert "round them: session_id. All other" in readme
    for name in written:
        rows = read(folder / f"{name}.csv")
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
            header = next(csv.reader(lines))
        assert header == [row["column"] for row in dictionary if row["mart"] == name]
        assert f"| {name} | {len(rows)} | " in readme
        if "course_id" in header:
            assert {row["course_id"] for row in rows} <= {STATISTICS}


def test_rows_are_those_of_the_mart_in_one_order(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    names = ["fct_person_course", "fct_interactions", "dim_learners"]
    for directory in (tmp_path / "one", tmp_path / "two"):
        run(sample_warehouse, str(directory), "--course", STATISTICS, "--marts", ", ".join(names))
        assert {path.name for path in (directory / FOLDER).iterdir()} == {
            *(f"{name}.csv" for name in names), "data_dictionary.csv", "README.md",
        }  # fmt: skip
    for name in names:
        first = (tmp_path / "one" / FOLDER / f"{name}.csv").read_bytes()
        assert first == (tmp_path / "two" / FOLDER / f"{name}.csv").read_bytes()
        assert first.count(b"\r\n") == first.count(b"\n") > 10
    interactions = read(tmp_path / "one" / FOLDER / "fct_interactions.csv")
    assert [(row["interaction_number"], row["event_id"]) for row in interactions] == [
        (str(number), event)
        for number, event in sample_warehouse.rows(
            "select interaction_number, event_id from marts.fct_interactions "
            f"where course_id = '{STATISTICS}' order by event_at, interaction_number"
        )
    ]
    columns = list(interactions[0])
    assert columns[2:11] == [
        "interaction_number", "learner_id", "local_time", "local_date", "session_id", "event_type",
        "section", "subsection", "video_code",
    ]  # fmt: skip
    for column in ("section", "subsection", "video_code"):
        assert sum(bool(row[column]) for row in interactions) > 20
    learners = {row["learner_id"] for row in read(tmp_path / "one" / FOLDER / "dim_learners.csv")}
    assert learners == {
        str(learner)
        for (learner,) in sample_warehouse.rows(
            f"select learner_id from marts.fct_person_course where course_id = '{STATISTICS}'"
        )
    }


def test_a_folder_per_course_is_replaced_whole(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    run(sample_warehouse, str(tmp_path), "--marts", "dim_videos,dim_courses")
    run(sample_warehouse, str(tmp_path), "--marts", "dim_videos")
    folders = sorted(path.name for path in tmp_path.iterdir())
    assert folders == [FOLDER, "course-v1_MOOCdbX_Data201_2025_Fall"]
    for folder in tmp_path.iterdir():
        assert {path.name for path in folder.iterdir()} == {
            "dim_videos.csv", "data_dictionary.csv", "README.md",
        }  # fmt: skip


def test_what_is_of_no_course_is_written_whole_when_asked_for(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    run(sample_warehouse, str(tmp_path), "--course", STATISTICS, "--marts", "dim_dates,users")
    rows = read(tmp_path / FOLDER / "dim_dates.csv")
    assert [(len(rows),)] == sample_warehouse.rows("select count(*) from marts.dim_dates")
    readme = (tmp_path / FOLDER / "README.md").read_text()
    assert "of the whole warehouse: dim_dates." in readme
    assert {row["course_id"] for row in read(tmp_path / FOLDER / "users.csv")} == {STATISTICS}


def test_people_are_named_only_when_asked_for(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    options = ["--course", STATISTICS]
    code, printed = run(
        sample_warehouse, str(tmp_path), *options, "--marts", "learner_identities", check=False
    )
    assert code == 2 and "learner_identities names people: add --with-private" in printed
    assert list(tmp_path.iterdir()) == []
    run(sample_warehouse, str(tmp_path), *options, "--with-private")
    names = {row["username"] for row in read(tmp_path / FOLDER / "learner_identities.csv")}
    known = sample_warehouse.rows(
        "select distinct username from private.learner_identities inner join "
        f"marts.fct_person_course using (learner_id) where course_id = '{STATISTICS}'"
    )
    assert names == {name or "" for (name,) in known} and len(names) > 20
    events = {row["event_id"] for row in read(tmp_path / FOLDER / "event_addresses.csv")}
    assert sample_warehouse.rows(
        "select count(*) from private.event_addresses inner join marts.fct_events using (event_id) "
        f"where course_id = '{STATISTICS}'"
    ) == [(len(events),)]
    assert "**This folder names people**" in (tmp_path / FOLDER / "README.md").read_text()
    public = read(tmp_path / FOLDER / "data_dictionary.csv")
    assert "staff" not in {row["mart"] for row in public}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--course", "Nobody/Knows/It"], "The warehouse holds no course Nobody/Knows/It."),
        (["--marts", "fct_evnts,dim_videos"], "The warehouse holds no mart fct_evnts. It holds:"),
        (["--marts", "int_events"], "The warehouse holds no mart int_events."),
    ],
)
def test_what_is_refused(
    sample_warehouse: Warehouse, tmp_path: Path, options: list[str], sentence: str
) -> None:
    code, printed = run(sample_warehouse, str(tmp_path / "out"), *options, check=False)
    assert code == 2 and printed.startswith(sentence) and "Traceback" not in printed, printed
    assert not (tmp_path / "out").exists()


def test_other_folders_and_failed_writes_are_left_alone(
    sample_warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not an export stays, and an export that cannot be finished keeps the one before."""
    other = tmp_path / "other" / FOLDER
    other.mkdir(parents=True)
    (other / "thesis.txt").write_text("years of work")
    options = ["--course", STATISTICS, "--marts", "dim_videos"]
    code, printed = run(sample_warehouse, str(other.parent), *options, check=False)
    assert code == 2 and "holds no data_dictionary.csv: move it away first" in printed
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
    file = tmp_path / "file"
    file.write_text("")
    code, printed = run(sample_warehouse, str(file), *options, check=False)
    assert code == 2 and printed.endswith(f"{file} is a file, not a folder: name a folder.\n")

    run(sample_warehouse, str(tmp_path / "out"), *options)
    before = (tmp_path / "out" / FOLDER / "dim_videos.csv").read_bytes()

    def full(*_: object) -> int:
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(marts_csv, "write_csv", full)
    with (
        open_warehouse(sample_warehouse.database) as connection,
        pytest.raises(Refusal, match="The disk is full"),
    ):
        marts_csv.publish(connection, tmp_path / "out", [STATISTICS], ["fct_interactions"])
    assert (tmp_path / "out" / FOLDER / "dim_videos.csv").read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == [FOLDER]


def test_the_dictionary_is_made_of_the_words_of_the_project() -> None:
    (told,) = descriptions(["fct_interactions"]).values()
    assert told.columns["event_at"] == "When the event happened, UTC."
    assert told.mart.endswith("One row per event.")
