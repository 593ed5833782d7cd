"""The same export from dumps and from a real MariaDB server: the raw tables are the same."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Warehouse

from tests.publishers import mariadb_server

EXPORTS = ["coursera_1", "coursera_2"]


@pytest.fixture(scope="module")
def server() -> Iterator[mariadb_server.MariaDb]:
    if reason := mariadb_server.missing():
        pytest.skip(reason)
    with mariadb_server.server() as running:
        running.run(
            "create user 'reader'@'127.0.0.1' identified by 'p@ss'; grant select on *.* to "
            "'reader'@'127.0.0.1'"
        )
        yield running


def raw_tables(warehouse: Warehouse) -> dict[str, Counter[tuple[Any, ...]]]:
    names = warehouse.rows(
        "select table_name from duckdb_tables() where schema_name = 'raw_coursera'"
    )
    return {
        name: Counter(warehouse.rows(f"select * exclude (load_id) from raw_coursera.{name}"))
        for (name,) in names
    }


@pytest.mark.parametrize("export", EXPORTS)
def test_dumps_and_server_land_the_same(
    tmp_path: Path, shared: Path, server: mariadb_server.MariaDb, export: str
) -> None:
    folder = shared / "data" / "coursera" / "dumps" / export
    databases = []
    for number, dump in enumerate(sorted(folder.glob("*.sql"))):
        databases.append(f"{export}_{number}")
        server.run(f"create database {databases[-1]} character set utf8mb4")
        server.run(dump.read_text(), databases[-1])
    url = f"mysql://reader:p%40ss@127.0.0.1:{server.port}/{','.join(databases)}"
    landed = []
    for name, source in (("dumps", str(folder)), ("server", url)):
        (tmp_path / name).mkdir()
        warehouse = Warehouse(tmp_path / name)
        warehouse.land(source, "--course", "synth-001", source="coursera-exports", final=False)
        landed.append(raw_tables(warehouse))
    assert landed[0] == landed[1]
    assert sum(map(Counter.total, landed[0].values())) > 26_000


def test_a_server_without_the_database_is_refused(
    tmp_path: Path, server: mariadb_server.MariaDb
) -> None:
    url = f"mysql://reader:p%40ss@127.0.0.1:{server.port}/nowhere"
    command = ["-m", "loaders", "coursera-exports", url, "--course", "synth-001"]
    done = Warehouse(tmp_path).run(sys.executable, *command, check=False)
    assert done.returncode == 2
    assert "no database nowhere" in done.stderr
    assert "p@ss" not in done.stderr + done.stdout
