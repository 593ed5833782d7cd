"""Publishers that are killed at random moments: what they publish is as before, or new, never half.

A small warehouse has two states. What was published of the first one is there, and a publisher of
the second one is killed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from command_server import Done, command_server
from conftest import Warehouse
from contents import contents
from figures import SHARE, Figures, moments, times

COURSE = "course-v1:MOOCdbX+Data201+2025_Fall"
# fmt: off
MARTS = [
    "dim_courses", "dim_staff", "fct_item_responses", "fct_learner_weeks", "fct_person_course",
    "fct_person_course_day", "rpt_course_freshness", "rpt_courses", "rpt_enrollment_differences",
    "rpt_event_types", "rpt_line_ledger",
]
# fmt: on
# What differs each time: the time of a report, the ids of a release.
TIME = re.compile(rb"20\d\d-\d\d-\d\d(T| )?\d\d:\d\d(:\d\d)?")
DRAFT = re.compile(r"\.(writing|earlier|part|wal)$|^tmp_")
RELEASED = re.compile(rb"(?m)^[^,]*,")


@pytest.fixture(scope="module")
def states(
    both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A warehouse of few tables, and one in which each of them has fewer rows."""
    folder = tmp_path_factory.mktemp("states")
    paths = folder / "first.duckdb", folder / "second.duckdb"
    for path, some in zip(paths, ("true", "n % 8 > 0"), strict=True):
        with duckdb.connect(str(path)) as con:
            con.execute(f"attach '{both_platforms.database}' as whole (read_only)")
            relations = con.execute(
                "select table_schema, table_name from information_schema.tables where "
                "table_catalog = 'whole' and (table_schema = 'moocdb' "
                "or (table_schema = 'marts' and list_contains($marts, table_name)))",
                {"marts": MARTS},
            ).fetchall()
            con.execute("create schema marts; create schema moocdb; create schema staging")
            for seed in ("release_bands", "release_columns", "countries"):
                con.execute(f"create table staging.{seed} as from whole.staging.{seed}")
            for schema, table in relations:
                rows = some if (schema, table) != ("marts", "dim_courses") else "true"
                name = f"{schema}.{table}"
                con.execute(
                    f"create table {name} as select * exclude (n) from (select *, row_number() "
                    f"over () as n from whole.{name}) where {rows}"
                )
            con.execute("detach whole")
    return paths


def digest(path: Path) -> Mapping[str, object]:
    """What is published there, as far as it is the same each time; hidden drafts are not."""
    if path.suffix == ".duckdb":
        return contents(path, ("marts", "moocdb"))
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    names = {file: file.relative_to(path) for file in files}
    return {
        str(name): digest_of(file)
        for file, name in names.items()
        if not any(part.startswith(".") and part.endswith(".writing") for part in name.parts)
    }


def digest_of(file: Path) -> object:
    text = TIME.sub(b"", file.read_bytes())
    if "release" in file.parts and file.suffix == ".csv":
        return sorted(RELEASED.sub(b"", text).splitlines())
    return hashlib.md5(text).hexdigest()


PUBLISHERS = {
    "serve": ("moocs.duckdb",),
    "parquet": ("parquet",),
    "csv": ("csv", "--course", COURSE),
    "moocdb-csv": ("moocdb", "--course", COURSE),
    "release": ("release", "--course", COURSE, "--k", "2"),
    "irw": ("irw.csv",),
    "report": ("report.html", "--course", COURSE),
    "gallery": ("gallery", "--course", COURSE),
}


# `make test` kills one of each: a file of DuckDB, a folder, folders of courses, a page.
QUICK = ("serve", "parquet", "csv", "report")


@pytest.mark.parametrize("command", PUBLISHERS if SHARE else QUICK)
def test_what_a_killed_publisher_leaves_is_as_before_or_new(
    command: str, states: tuple[Path, Path], tmp_path: Path
) -> None:
    name, *options = PUBLISHERS[command]
    (tmp_path / "out").mkdir()
    place, figures = tmp_path / "out" / name, Figures(command)

    def publish(state: Path, killed_at: float | None = None) -> Done:
        environment = os.environ | {"MOOCDB_DATABASE": str(state), "MOOCDB_THREADS": "1"}
        words = (command, place, *options)
        return command_server().run(words, environment, tmp_path / "p", killed_at=killed_at)

    def put_back() -> None:
        shutil.rmtree(tmp_path / "out")
        shutil.copytree(tmp_path / "first", tmp_path / "out")

    first = publish(states[0])
    before = digest(place)
    shutil.copytree(tmp_path / "out", tmp_path / "first")
    second = publish(states[1])
    after = digest(place)
    assert (first.code, second.code) == (0, 0), first.errors + second.errors
    assert before.keys() and before != after
    for moment in moments(times(30, 1), second.seconds, command):
        put_back()
        killed = publish(states[1], killed_at=moment)
        assert killed.was_killed or not killed.code, killed
        assert digest(place) in (before, after), f"half, killed after {moment} s"
        figures.count("moments")
        figures.count("publishers killed", killed.was_killed)
        figures.count("times what was there was still there", digest(place) == before)
        assert publish(states[1]).code == 0
        assert digest(place) == after
        left = [path.name for path in (tmp_path / "out").rglob("*") if DRAFT.search(path.name)]
        assert left == [], "a draft is left behind"
    figures.tell()
