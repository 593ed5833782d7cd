"""Answers for DataShop and the Item Response Warehouse, by the rules of their formats.

DataShop: https://pslcdatashop.web.cmu.edu/help?page=importFormatTd
Item Response Warehouse: https://itemresponsewarehouse.org/standard.html
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from conftest import Warehouse

from loaders.errors import Refusal
from publishers.item_files import datashop, irw
from publishers.warehouse import open_warehouse

COURSES = ("MOOCdbX/Stat101/2025_Fall", "course-v1:MOOCdbX+Data201+2025_Fall", "learning-001")
REQUIRED = ("Anon Student Id", "Session Id", "Time", "Problem Name")
KNOWN = re.compile(
    r"Anon Student Id|Session Id|Time|Time Zone|(Student|Tutor) Response (Type|Subtype)"
    r"|Level \([^()]+\)|Problem Name|Problem View|Problem Start Time|Step Name|Attempt At Step"
    r"|Outcome|Selection|Action|Input|Feedback (Text|Classification)|Help Level|Total Num Hints"
    r"|Condition (Name|Type)|KC( Category)? \([^()]+\)|School|Class|CF \([^()]+\)"
)
SIZES = {"Anon Student Id": 55, "Time Zone": 50, "Outcome": 30, "Student Response Type": 30}
SIZES |= {"Tutor Response Type": 30, "Level (Section)": 100, "Level (Subsection)": 100}


def transactions(
    warehouse: Warehouse, course: str, folder: Path
) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of DataShop's file, read without any quoting, as DataShop does."""
    path = folder / "transactions.txt"
    with open_warehouse(warehouse.database) as connection:
        n = datashop(connection, path, course)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text
    header, *lines = [line.split("\t") for line in text[:-1].split("\n")]
    assert {len(line) for line in lines} == {len(header)}
    assert len(lines) == n
    return header, [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize("course", COURSES)
def test_datashop_would_import_the_file(
    both_platforms: Warehouse, course: str, tmp_path: Path
) -> None:
    header, rows = transactions(both_platforms, course, tmp_path)
    assert [name for name in header if not KNOWN.fullmatch(name)] == []
    assert len(set(header)) == len(header)
    levels = [name for name in header if name.startswith("Level (")]
    assert levels and {*REQUIRED} <= {*header}
    for place, name in enumerate(header):
        if name.startswith("KC ("):
            assert header[place + 1] == name.replace("KC (", "KC Category (")
    for row in rows:
        assert all(row[name] for name in (*REQUIRED, *levels, "Step Name"))
        assert [name for name in header if len(row[name]) > SIZES.get(name, 255)] == []
        datetime.strptime(row["Time"], "%Y-%m-%d %H:%M:%S.%f")
        assert row["Time Zone"] == "UTC"
        assert (row["Student Response Type"], row["Tutor Response Type"]) == ("ATTEMPT", "RESULT")
        assert row["Outcome"] in ("CORRECT", "INCORRECT", "")


def test_transactions_are_the_attempts_at_parts(both_platforms: Warehouse, tmp_path: Path) -> None:
    for course in COURSES:
        _, rows = transactions(both_platforms, course, tmp_path)
        found = Counter((row["Anon Student Id"], row["CF (Block)"], row["Outcome"]) for row in rows)
        expected = both_platforms.rows(
            f"""
            select
                cast(learner_id as varchar), coalesce(block_id, problem_id),
                case correctness
                    when 'correct' then 'CORRECT' when 'incorrect' then 'INCORRECT'
                    when 'partially-correct' then 'INCORRECT' else ''
                end
            from intermediate.int_problem_responses
            inner join (
                select event_id, block_id from intermediate.int_problem_attempts where is_counted
            ) using (event_id)
            where course_id = '{course}'
            """
        )
        assert found == Counter(expected) and len(found) > 10
        levels = ("Level (Section)", "Level (Subsection)", "Problem Name")
        problems = {tuple(row[name] for name in levels) for row in rows}
        assert len(problems) == len({row["CF (Block)"] for row in rows})


def test_sessions_of_transactions_are_those_of_the_marts(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    _, rows = transactions(both_platforms, COURSES[0], tmp_path)
    sessions = {
        f"{learner}-{number}": (started, ended)
        for learner, number, started, ended in both_platforms.rows(
            "select learner_id, session_number, started_at, ended_at from marts.fct_sessions "
            f"where course_id = '{COURSES[0]}'"
        )
    }
    for row in rows:
        started, ended = sessions[row["Session Id"]]
        at = datetime.strptime(row["Time"], "%Y-%m-%d %H:%M:%S.%f")
        assert started.replace(microsecond=started.microsecond // 1000 * 1000) <= at <= ended
        assert row["Session Id"].startswith(row["Anon Student Id"] + "-")


@pytest.mark.parametrize("course", COURSES[:2])
def test_only_choices_that_several_learners_made_are_written(
    both_platforms: Warehouse, course: str, tmp_path: Path
) -> None:
    _, rows = transactions(both_platforms, course, tmp_path)
    typed = ("stringresponse", "numericalresponse", "formularesponse", "customresponse")
    assert {row["Input"] for row in rows if row["CF (Response Type)"] in typed} == {""}
    learners: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        if row["Input"]:
            key = (row["CF (Block)"], row["Step Name"], row["Input"])
            learners.setdefault(key, set()).add(row["Anon Student Id"])
    assert learners and min(map(len, learners.values())) >= 5


@pytest.mark.parametrize("chosen", [COURSES[:1], ()], ids=["one", "all"])
def test_irw_has_one_number_for_each_learner_and_item(
    both_platforms: Warehouse, chosen: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "items.csv"
    with open_warehouse(both_platforms.database) as connection:
        n = irw(connection, path, chosen)
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["id", "item", "resp", "date"]
        rows = [*reader]
    assert len(rows) == n > 200
    assert {row["resp"] for row in rows} == {"0", "1"}
    assert len({(row["id"], row["item"]) for row in rows}) == n
    where = f"where course_id in ('{chosen[0]}')" if chosen else ""
    expected = both_platforms.rows(
        f"""
        select cast(learner_id as varchar), score, cast(floor(epoch(responded_at)) as bigint)
        from marts.fct_item_responses {where}
        """
    )
    assert Counter((row["id"], int(row["resp"]), int(row["date"])) for row in rows) == Counter(
        expected
    )
    ((n_items,),) = both_platforms.rows(
        f"select count(distinct item_id) from marts.fct_item_responses {where}"
    )
    assert len({row["item"] for row in rows}) == n_items


def test_learners_are_pseudonyms(both_platforms: Warehouse, tmp_path: Path) -> None:
    names = {
        name.lower()
        for (name,) in both_platforms.rows(
            "select distinct username from private.learner_identities where username is not null"
        )
    }
    learners = {
        str(learner)
        for (learner,) in both_platforms.rows("from marts.dim_learners select learner_id")
    }
    assert names and learners
    for course in COURSES:
        _, rows = transactions(both_platforms, course, tmp_path)
        assert {row["Anon Student Id"] for row in rows} <= learners
        assert {value.lower() for row in rows for value in row.values()} & names == set()


def test_what_cannot_be_written_is_refused(both_platforms: Warehouse, tmp_path: Path) -> None:
    with open_warehouse(both_platforms.database) as connection:
        with pytest.raises(Refusal, match="holds no course nowhere"):
            datashop(connection, tmp_path / "a.txt", "nowhere")
        with pytest.raises(Refusal, match="is a folder: name a file"):
            irw(connection, tmp_path)
        with pytest.raises(Refusal, match="make it first"):
            irw(connection, tmp_path / "missing" / "a.csv")
    assert [*tmp_path.iterdir()] == []
