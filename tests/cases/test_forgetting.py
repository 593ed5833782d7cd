"""Somebody is forgotten in a warehouse that is built: the next build follows, and no byte stays."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Warehouse, built_once, dbt_server
from plain_copy import plain_copy

EDX = "luz-araya50"  # of the sample; she wrote to the forum, and staff acted on her account
LEDGERS = ("ledger_adds_up", "package_ledger_adds_up", "export_ledger_adds_up", "labels_add_up")
# Tables of learners, which show a learner who is still there and must not change for others.
OF_LEARNERS = (
    "marts.fct_person_course", "marts.fct_sessions", "marts.fct_grades", "marts.fct_enrollments",
    "marts.fct_video_views", "marts.fct_learner_problems", "marts.dim_learners",
)  # fmt: skip


def ids_of(warehouse: Warehouse, kind: str, value: str) -> tuple[int, list[str]]:
    """The learner id of a person, and all names and ids that the warehouse knows."""
    [(learner,)] = warehouse.rows(
        f"select distinct learner_id from private.learner_ids where id_kind = '{kind}' "
        f"and id = '{value}'"
    )
    ids = warehouse.rows(f"select id from private.learner_ids where learner_id = {learner}")
    return learner, [name for (name,) in ids]


def rows_of_others(warehouse: Warehouse, learners: list[int]) -> dict[str, Any]:
    """Content of tables of learners, for all but some."""
    of, found = ", ".join(map(str, learners)), {}
    for table in OF_LEARNERS:
        # A vote on a post that is gone is not counted any more.
        but = "learner_id, nforum_votes" if table.endswith(".fct_person_course") else "learner_id"
        found[table] = warehouse.rows(
            f"select count(*), sum(hash(columns(* exclude ({but}))::varchar)) from {table} "
            f"where learner_id not in ({of})"
        )
    return found


@pytest.fixture(scope="session")
def forgotten(
    both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Warehouse, dict[str, Any]]:
    """The samples, built, with a learner of each platform forgotten, built again and compacted."""
    [(coursera,)] = both_platforms.rows(
        "select max(user_id) from raw_coursera.hash_mapping join raw_coursera.forum_posts "
        "using (course_id, user_id)"
    )
    people = [ids_of(both_platforms, "username", EDX)]
    people.append(ids_of(both_platforms, "user_id", str(coursera)))
    facts = {
        "learners": [learner for learner, _ in people],
        "names": [name for _, names in people for name in names if len(name) > 8],
    }
    facts["before"] = rows_of_others(both_platforms, facts["learners"])

    def build(warehouse: Warehouse) -> None:
        shutil.copy(both_platforms.database, warehouse.database)
        forget = (sys.executable, "-m", "loaders", "forget", "--yes", "--platform")
        warehouse.run(*forget, "edx", "--username", EDX)
        warehouse.run(*forget, "coursera", "--user-id", str(coursera))
        warehouse.build()
        warehouse.run(sys.executable, "-m", "loaders", "compact")

    return built_once(tmp_path_factory, "forgotten", build), facts


def test_learner_is_in_no_table_and_other_learners_stay_as_they_were(
    forgotten: tuple[Warehouse, dict[str, Any]],
) -> None:
    warehouse, facts = forgotten
    for learner in facts["learners"]:
        for table in OF_LEARNERS:
            query = f"select count(*) from {table} where learner_id = {learner}"
            assert warehouse.rows(query) == [(0,)], table
    assert rows_of_others(warehouse, facts["learners"]) == facts["before"]


def test_no_byte_of_the_learner_is_in_a_file(
    forgotten: tuple[Warehouse, dict[str, Any]], both_platforms: Warehouse, tmp_path: Path
) -> None:
    warehouse, facts = forgotten
    searched = [*facts["names"], *map(str, facts["learners"])]

    def found_in(*paths: Path) -> set[str]:
        data = [path.read_bytes() for path in paths if path.is_file()]
        return {text for text in searched if any(text.encode() in one for one in data)}

    before = plain_copy(both_platforms.database, tmp_path / "before.duckdb")
    assert found_in(before) >= {*facts["names"]}
    after = plain_copy(warehouse.database, tmp_path / "after.duckdb")
    assert found_in(after, *files_of(warehouse.folder), *files_of(dbt_server().target)) == set()


def files_of(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")


def test_ledger_counts_what_was_forgotten(forgotten: tuple[Warehouse, dict[str, Any]]) -> None:
    warehouse, _ = forgotten
    code, printed = warehouse.dbt("--quiet", "test", "--select", *LEDGERS)
    assert code == 0, printed
    forgotten_lines = dict(
        warehouse.rows("select platform, sum(n_forgotten) from marts.rpt_line_ledger group by 1")
    )
    assert forgotten_lines["edx"] > 50
    assert forgotten_lines["coursera-clickstream"] > 0


def test_log_of_runs_names_nobody(forgotten: tuple[Warehouse, dict[str, Any]]) -> None:
    warehouse, facts = forgotten
    text = (warehouse.folder / "logs" / "refresh.log").read_text()
    runs = [json.loads(line) for line in text.splitlines()]
    assert [run["command"] for run in runs] == ["loaders forget"] * 2 + ["loaders compact"]
    assert not [name for name in facts["names"] if name in text]
