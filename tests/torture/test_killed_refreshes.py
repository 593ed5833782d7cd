"""Refreshes and builds that are killed: dbt ends what it builds for them, or is killed too."""

from __future__ import annotations

import os
import shutil
import signal
import time
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from command_server import CommandServer, Done, Started, child_of, command_server
from conftest import Warehouse
from contents import RAW, contents, differences
from dbt_relay import Relay
from figures import SHARE, Figures, Moments, times
from test_killed_builds import SELECTED, tables_of, write_new_log
from test_short_machines import is_one_sentence

AT_WORK = -1.0  # the moment at which dbt has begun


@pytest.fixture(scope="module")
def built(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The built samples, and a record of a whole build, as a refresh wants it."""
    warehouse = both_platforms.copied(tmp_path_factory.mktemp("built"))
    warehouse.write(
        "delete from raw.builds; insert into raw.builds select 'x', 'build', '', '', max(load_id), "
        "now() at time zone 'UTC', now() at time zone 'UTC', 1, 0, 0, 1, 0 from raw.loads"
    )
    return warehouse


class Site:
    """A copy of the warehouse, new logs, and commands whose dbt builds a few models."""

    def __init__(self, built: Warehouse, folder: Path, command: str) -> None:
        self.built, self.warehouse = built, Warehouse(folder)
        (folder / "tracking").mkdir()
        self.log = write_new_log(folder / "tracking")
        self.words = (command, self.log) if command == "refresh" else (command,)
        self.relay = Relay(self.warehouse, SELECTED)

    def put_back(self) -> None:
        for path in self.warehouse.folder.glob("warehouse.duckdb*"):
            path.unlink()
        shutil.copy(self.built.database, self.warehouse.database)
        self.relay.ended.clear()
        self.relay.at_work.clear()
        self.relay.killed_at = float("inf")
        if self.words[0] == "build":
            self.warehouse.land(self.log)

    def start(self, **options: Any) -> Started:
        environment = self.warehouse.environment | {"TORTURE_PYTHON": str(self.relay.script)}
        output = self.warehouse.folder / "printed"
        return command_server().start(self.words, environment, output, **options)

    def run(self, killed_at: float | None = None) -> Done:
        """Run the command; at a moment it is killed, and all is quiet when this returns."""
        if killed_at == AT_WORK:
            work = self.start()
            assert self.relay.at_work.wait(600)
            os.kill(child_of(command_server().process.pid) or 0, signal.SIGKILL)
            done = work.end()
        else:
            done = self.start(killed_at=killed_at).end()
        self.wait()
        return done

    def wait(self) -> None:
        """Wait until dbt has ended too."""
        for _ in range(12_000):
            if not self.relay.is_asked():
                return
            time.sleep(0.05)
        pytest.fail("dbt has not ended within ten minutes")

    def state(self) -> dict[str, str]:
        """What lies in the raw tables and in those that are built."""
        raw = contents(self.warehouse.database, RAW)
        raw = {name: rows for name, rows in raw.items() if name.startswith("raw")}
        del raw["raw.builds"]
        return raw | tables_of(self.warehouse)

    def recorded(self) -> list[tuple[bool]]:
        """Of the builds since the first: whether their end is recorded."""
        query = "select ended_at is not null from raw.builds where invocation_id <> 'x' order by 1"
        return self.warehouse.rows(query)


@pytest.mark.parametrize("command", ["refresh", "build"] if SHARE else ["refresh"])
def test_dbt_ends_the_build_of_a_killed_command(
    command: str, built: Warehouse, tmp_path: Path
) -> None:
    """It goes on where nobody reads what it prints; where it is killed too, the next one builds."""
    site, figures = Site(built, tmp_path, command), Figures(f"moocdb {command}")
    site.put_back()
    before = site.state()
    done = site.run()
    assert site.relay.ended == [0], done
    assert done.code == 0 or command == "build", done  # which reads what dbt does not write here
    after = site.state()
    assert differences(before, after).keys() >= {"private.stg_edx__events", "marts.dim_courses"}
    moments = Moments(times(30, 0), done.seconds, command)
    for n, moment in enumerate(chain([AT_WORK], moments)):
        site.put_back()
        if n % 2:
            site.relay.killed_at = time.monotonic() + moment
        killed = site.run(killed_at=moment)
        figures.count_kill("commands", moments, killed.was_killed, killed.seconds)
        figures.count(
            "times dbt ended the build by itself", killed.was_killed and 0 in site.relay.ended
        )
        figures.count("times dbt was killed too", -signal.SIGKILL in site.relay.ended)
        if site.relay.ended == [0]:
            assert site.recorded() == [(True,)], f"not recorded, killed after {moment} s"
            assert differences(site.state(), after) == {}
        else:
            halves = (
                differences(site.state(), before).keys() & differences(site.state(), after).keys()
            )
            assert not halves, f"half, killed after {moment} s"
        assert moment != AT_WORK or (killed.was_killed and site.relay.ended == [0])
        site.relay.killed_at = float("inf")
        again = site.run()
        assert again.code == 0 or command == "build", again
        assert differences(site.state(), after) == {}, f"killed after {moment} s"
    figures.tell()


@pytest.mark.skipif(not SHARE, reason="make torture; one pair is in tests/commands/test_in_use.py")
def test_a_load_while_dbt_builds_is_refused_and_lands_afterwards(
    built: Warehouse, tmp_path: Path
) -> None:
    """One of them has the warehouse; after the other once more, all is as after one by one."""
    site, figures = Site(built, tmp_path, "build"), Figures("a load and a build at once")
    later = tmp_path / "later.log"
    later.write_bytes(site.log.read_bytes().replace(b"2025-10-", b"2025-11-"))
    words, loads = ("load", "edx", "--final", later), CommandServer()
    undisturbed: dict[str, str] = {}
    for number in range(1 + times(10, 1)):
        site.put_back()
        if number:
            work = site.start()
            assert site.relay.at_work.wait(600)
            done = loads.run(words, site.warehouse.environment, tmp_path / "load")
            work.end()
            site.wait()
            figures.count("pairs")
            figures.count("loads that found the warehouse in use", bool(done.code))
            assert (done.code, site.relay.ended) in ((2, [0]), (0, [1]), (0, [0])), done
            assert not done.code or (is_one_sentence(done) and "is in use by" in done.errors), done
        else:
            site.run()
        site.warehouse.land(later)
        site.run()
        undisturbed = undisturbed or site.state()
        assert differences(site.state(), undisturbed) == {}
    loads.process.terminate()
    figures.tell()
