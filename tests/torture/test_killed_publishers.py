"""Publishers that are killed at random moments, or have no room: what is there is never half.

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
from typing import Any

import duckdb
import pytest
from command_server import Done, command_server
from conftest import Warehouse
from contents import contents
from figures import SHARE, Figures, Moments, times
from test_short_machines import MiB, is_one_sentence

COURSE = "course-v1:MOOCdbX+Data201+2025_Fall"
# fmt: off
MARTS = [
    "dim_content", "dim_courses", "dim_features", "dim_staff", "fct_item_responses",
    "fct_learner_week_labels", "fct_learner_weeks", "fct_part_attempts", "fct_person_course",
    "fct_person_course_day", "fct_sessions", "rpt_course_freshness", "rpt_courses",
    "rpt_enrollment_differences", "rpt_event_types", "rpt_line_ledger",
]
# fmt: on
# A project of texts to tag, which the samples have not.
TEXTS = """
    create schema private;
    create table private.label_projects as select 'p' as project, 'Read.' as instructions;
    create table marts.dim_label_tags as
        select 'p' as project, n as tag_number, 'tag ' || n as tag from range(3) as tags (n);
    create table private.label_items as
        select 'p' as project, 'i' || n as item_id, 'Text ' || n as text,
            null::varchar as example_tag, true as is_of_project
        from range(5000) as items (n) where SOME;
"""
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
            con.execute(TEXTS.replace("SOME", some))
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
    "features": ("features", "--course", COURSE),
    "datashop": ("datashop.txt", "--course", COURSE),
    "report": ("report.html", "--course", COURSE),
    "gallery": ("gallery", "--course", COURSE),
    "tagging": ("pages", "--tagger", "ann"),
}


# `make test` kills one of each: a file of DuckDB, a folder, folders of courses, a page.
QUICK = ("serve", "parquet", "csv", "report")


class Publishing:
    """What was published of the first state, and what is of the second, by one publisher."""

    def __init__(self, command: str, states: tuple[Path, Path], folder: Path) -> None:
        name, *self.options = PUBLISHERS[command]
        self.command, self.states, self.folder = command, states, folder
        self.out, self.first, self.place = folder / "out", folder / "first", folder / "out" / name
        self.out.mkdir()
        first = self.publish(states[0])
        self.before = digest(self.place)
        shutil.copytree(self.out, self.first)
        second = self.publish(states[1])
        self.after, self.seconds = digest(self.place), second.seconds
        assert (first.code, second.code) == (0, 0), first.errors + second.errors
        assert self.before.keys() and self.before != self.after

    def publish(self, state: Path | None = None, **options: Any) -> Done:
        """Publish the second state, unless it is to be another."""
        state = state or self.states[1]
        environment = os.environ | {"MOOCDB_DATABASE": str(state), "MOOCDB_THREADS": "1"}
        words = (self.command, self.place, *self.options)
        return command_server().run(words, environment, self.folder / "p", **options)

    def put_back(self) -> None:
        shutil.rmtree(self.out)
        shutil.copytree(self.first, self.out)

    def check_next(self) -> None:
        """One more run publishes the second state, and removes what was left behind."""
        assert self.publish().code == 0
        assert digest(self.place) == self.after
        assert self.drafts() == []

    def drafts(self) -> list[str]:
        """The names of what was left behind."""
        return [path.name for path in self.out.rglob("*") if DRAFT.search(path.name)]


@pytest.mark.parametrize("command", PUBLISHERS if SHARE else QUICK)
def test_what_a_killed_publisher_leaves_is_as_before_or_new(
    command: str, states: tuple[Path, Path], tmp_path: Path
) -> None:
    work, figures = Publishing(command, states, tmp_path), Figures(command)
    moments = Moments(times(30, 1), work.seconds, command)
    for moment in moments:
        work.put_back()
        killed = work.publish(killed_at=moment)
        assert killed.was_killed or not killed.code, killed
        found = digest(work.place)
        assert found in (work.before, work.after), f"half, killed after {moment} s"
        figures.count_kill("publishers", moments, killed.was_killed, killed.seconds)
        figures.count("times what was there was still there", found == work.before)
        work.check_next()
    figures.tell()


@pytest.mark.parametrize("command", PUBLISHERS if SHARE else ("serve",))
def test_a_publisher_without_room_or_memory_leaves_what_was_there(
    command: str, states: tuple[Path, Path], tmp_path: Path
) -> None:
    """It says in a sentence what it lacks; a library that gave up ends it by a signal instead."""
    work, figures = Publishing(command, states, tmp_path), Figures(f"{command}, no room or memory")
    files = [path for path in (work.place, *work.place.rglob("*")) if path.is_file()]
    largest = max(path.stat().st_size for path in files)
    for part in range(n := times(30, 1)):
        work.put_back()
        room = {"RLIMIT_FSIZE": max(2048, part * largest // n - largest // 8)}
        done = work.publish(limits=room)
        assert done.code == 2 and is_one_sentence(done), done
        assert "disk is full" in done.errors, done
        assert (digest(work.place), work.drafts()) == (work.before, [])
        figures.count("publishers without room")
        done = work.publish(limits={"RLIMIT_AS": (part + 1) * 640 * MiB // n})
        figures.count("publishers without memory", bool(done.code))
        figures.count("of them ended by a signal", done.code < 0)
        if done.code > 0:
            assert done.code == 2 and is_one_sentence(done), done
            assert "not enough memory" in done.errors and work.drafts() == [], done
        assert digest(work.place) == (work.before if done.code else work.after)
        work.check_next()
    figures.tell()
