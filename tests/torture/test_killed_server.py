"""`moocdb-mysql` that is killed at random moments: a server has a course as before, or as after."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from command_server import Done, command_server
from conftest import Warehouse
from figures import Figures, Moments, times
from mariadb_server import MariaDb

COURSE = "course-v1:MOOCdbX+Data201+2025_Fall"
LEAVES = {"observed_events": "observed_event_id % 8 > 0"}
TABLES = "select table_schema, table_name from information_schema.tables where table_schema like"


@pytest.fixture(scope="module")
def states(
    both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A warehouse, and one in which tables that no other one refers to have fewer rows."""
    fewer = tmp_path_factory.mktemp("states") / "fewer.duckdb"
    with duckdb.connect(str(fewer)) as con:
        con.execute(f"attach '{both_platforms.database}' as whole (read_only)")
        con.execute("create schema marts; create schema moocdb")
        con.execute("create table marts.dim_courses as from whole.marts.dim_courses")
        tables = con.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'whole' and table_schema = 'moocdb'"
        ).fetchall()
        for (table,) in tables:
            rows = LEAVES.get(table, "true")
            con.execute(f"create table moocdb.{table} as from whole.moocdb.{table} where {rows}")
        con.execute("detach whole")
    return both_platforms.database, fewer


def contents_of(mariadb: MariaDb, pattern: str) -> Mapping[str, str]:
    """A sum of the rows of each table of the databases that are named alike."""
    tables = [f"`{schema}`.`{name}`" for schema, name in mariadb.run(f"{TABLES} '{pattern}'")]
    sums = mariadb.run(f"checksum table {', '.join(tables)} extended") if tables else []
    return dict(sums)


class Publishing:
    """A course on the server as the first state has it, and as the second one has it."""

    def __init__(self, mariadb: MariaDb, states: tuple[Path, Path], folder: Path) -> None:
        self.mariadb, self.states, self.folder = mariadb, states, folder
        self.before = self.published(0)
        begun = time.monotonic()
        self.after = self.published(1)
        self.seconds = time.monotonic() - begun
        assert self.before.keys() == self.after.keys() and self.before != self.after

    def publish(self, state: int, killed_at: float | None = None) -> Done:
        environment = os.environ | {"MOOCDB_DATABASE": str(self.states[state])}
        url = f"mysql://root@127.0.0.1:{self.mariadb.port}/"
        words = ("moocdb-mysql", url, "--course", COURSE)
        return command_server().run(words, environment, self.folder / "p", killed_at=killed_at)

    def published(self, state: int) -> Mapping[str, str]:
        """Publish a state to its end; return what the server has then."""
        done = self.publish(state)
        assert done.code == 0, done
        return contents_of(self.mariadb, "moocdb%")


def test_a_server_has_a_course_as_before_or_as_after(
    mariadb: MariaDb, states: tuple[Path, Path], tmp_path: Path
) -> None:
    """The scratch databases that a killed run left are gone after the next one."""
    work, figures = Publishing(mariadb, states, tmp_path), Figures("moocdb-mysql")
    moments = Moments(times(30, 1), work.seconds, "moocdb-mysql")
    for moment in moments:
        assert work.published(0) == work.before
        killed = work.publish(1, killed_at=moment)
        assert killed.was_killed or not killed.code, killed
        found = contents_of(mariadb, "moocdb%")
        course = {table: rows for table, rows in found.items() if table in work.before}
        assert course in (work.before, work.after), f"half, killed after {moment} s"
        figures.count_kill("publishers", moments, killed.was_killed, killed.seconds)
        figures.count("times what was there was still there", course == work.before)
        assert work.published(1) == work.after, "a scratch database is left"
    figures.tell()
