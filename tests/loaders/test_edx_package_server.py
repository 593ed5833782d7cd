"""One platform from a real MariaDB server, from its dumps and from files as edX makes them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lander import Lander
from mariadb_server import MariaDb, found
from package_files import Table, package
from package_lander import check_counts, tables_in
from test_edx_package_forum import ALL

from loaders.files import server as server_module

PLATFORM = package() | ALL
# Of a type that a server shows in its own time zone.
TIMES = """
update verify_student_verificationstatus set `timestamp` = null;
alter table verify_student_verificationstatus modify `timestamp` timestamp(6) null;
update verify_student_verificationstatus set `timestamp` = '2014-03-30 08:00:00.25'
where user_id = '1';
create table auth_group (id int primary key, name text);
create view student_view as select * from student_courseenrollment;
"""


@pytest.fixture(scope="module")
def server(mariadb: MariaDb) -> MariaDb:
    mariadb.run(
        "create user 'reader'@'127.0.0.1' identified by 'p@s/s'; grant select on *.* to "
        "'reader'@'127.0.0.1'; set global time_zone = '+05:30'; "
        "create database edxapp character set utf8mb4"
    )
    mariadb.run(f"set time_zone = '+00:00'; {inserted(PLATFORM)}{TIMES}", "edxapp")
    return mariadb


def inserted(tables: Mapping[str, Table]) -> str:
    """SQL that makes tables; ids are numbers, and keys where they are different."""
    parts = []
    for name, (columns, rows) in tables.items():
        kinds = {c: "int" if c == "id" else "longtext" for c in columns}
        ids = [row[list(columns).index("id")] for row in rows] if "id" in columns else []
        is_number = bool(ids) and all(str(value).isdecimal() for value in ids)
        kinds["id"] = ("int primary key" if is_number else "longtext") if ids else ""
        defined = ", ".join(f"`{column}` {kinds[column]}" for column in columns)
        parts.append(f"create table `{name}` ({defined}) default charset=utf8mb4;")
        for row in rows:
            values = ("null" if v is None else f"0x{v.encode().hex()}" if v else "''" for v in row)
            converted = (f"convert({value} using utf8mb4)" for value in values)
            parts.append(f"insert into `{name}` values ({', '.join(converted)});")
    return "\n".join(parts)


def url(server: MariaDb, database: str = "edxapp", password: str = "p%40s%2Fs") -> str:
    return f"mysql://reader:{password}@127.0.0.1:{server.port}/{database}"


def landed(folder: Path, source: str | Path) -> tuple[str, dict[str, list[tuple[Any, ...]]]]:
    folder.mkdir()
    lander = Lander(folder)
    output = lander.run("edx-package", source).output
    check_counts(lander)
    return output, tables_in(lander)


@pytest.fixture(scope="module")
def expected(
    server: MariaDb, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Any, ...]]]:
    """The tables as the server itself lands them."""
    output, tables = landed(tmp_path_factory.mktemp("server") / "w", url(server))
    assert "PyMySQL" not in output
    assert "Tables that nothing is made of: auth_group\n" in output
    return tables


def test_a_server_lands_all_tables_in_utc(expected: dict[str, list[tuple[Any, ...]]]) -> None:
    for name, (_, rows) in PLATFORM.items():
        if name in expected:
            assert len(expected[name]) == len(rows), name
    assert len(expected["forum_posts"]) == 3
    times = [row[-1] for row in expected["verify_student_verificationstatus"]]
    assert times == ["2014-03-30 08:00:00.250000", None]


@pytest.mark.parametrize("options", ["", "--hex-blob --skip-extended-insert", "--complete-insert"])
def test_its_dump_lands_the_same(
    tmp_path: Path, server: MariaDb, expected: dict[str, list[tuple[Any, ...]]], options: str
) -> None:
    command = [found("mariadb-dump"), "--no-defaults", "--protocol=tcp", "--host=127.0.0.1"]
    command += [f"--port={server.port}", "--user=root", *options.split(), "edxapp"]
    dump = subprocess.run(command, check=True, capture_output=True).stdout
    (tmp_path / "platform.sql").write_bytes(dump)
    _, tables = landed(tmp_path / "w", tmp_path / "platform.sql")
    assert tables == expected


def test_the_files_that_edx_would_make_of_it_land_the_same(
    tmp_path: Path, server: MariaDb, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    command = [found("mariadb"), "--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--batch"]
    command += [f"--port={server.port}", "--user=root", "--default-character-set=utf8mb4", "edxapp"]
    for name in PLATFORM:
        sql = f"set time_zone = '+00:00'; select * from `{name}`"
        done = subprocess.run([*command, "-e", sql], check=True, capture_output=True)
        (folder / f"Org-C101-R1-{name}-prod-analytics.sql").write_bytes(done.stdout)
    _, tables = landed(tmp_path / "w", folder)
    assert tables == expected


def test_large_tables_are_read_in_portions(
    tmp_path: Path,
    server: MariaDb,
    expected: dict[str, list[tuple[Any, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "MOST_ROWS", 1)
    _, tables = landed(tmp_path / "w", url(server))
    assert tables == expected


def test_two_databases_are_two_files(tmp_path: Path, server: MariaDb) -> None:
    server.run("create database if not exists forum")
    for table in ("forum_commentthread", "forum_comment"):
        server.run(f"create table if not exists {table} as select * from edxapp.{table}", "forum")
    server.run("create database if not exists people")
    server.run("create table if not exists auth_user as select * from edxapp.auth_user", "people")
    lander = Lander(tmp_path)
    lander.run("edx-package", url(server, "forum,people"))
    base = f"mysql://127.0.0.1:{server.port}/"
    rows = lander.rows(
        "select path, table_name, n_landed from raw.files join raw_edx.row_counts using (file_id)"
    )
    assert sorted(rows) == [(f"{base}forum", "forum_posts", 3), (f"{base}people", "auth_user", 2)]
    done = lander.run("edx-package", url(server, "edxapp,forum"), code=2)
    assert f"is in {base}edxapp and again in {base}forum" in done.stderr


def test_a_server_that_cannot_be_read_is_refused_without_its_password(
    tmp_path: Path, server: MariaDb
) -> None:
    lander = Lander(tmp_path)
    done = lander.run("edx-package", url(server, "absent"), code=2)
    assert "The server has no database absent" in done.stderr
    done = lander.run("edx-package", url(server, password="wrong"), code=2)
    assert "does not answer as it should" in done.stderr and "wrong" not in done.output
    server.run(
        "create database if not exists odd; create table if not exists odd.auth_user (a int)"
    )
    done = lander.run("edx-package", url(server, "odd"), code=2)
    assert "odd cannot be read (its table auth_user has no column id, but a)" in done.stderr
