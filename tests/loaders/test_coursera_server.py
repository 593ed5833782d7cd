"""The same export from a real MariaDB server and from its dumps: the raw tables are the same."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import connectorx
import duckdb
import pytest
from lander import Lander
from mariadb_server import MariaDb, found

Landed = tuple[str, dict[str, bytes]]

# What is hard to bring over. Of `odd`, the view and the routines nothing is made.
ODD_EXPORT = r"""
set sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
create table hash_mapping (user_id int not null primary key, session_user_id varchar(99))
    default charset=latin1;
insert into hash_mapping values (0, 'zoë'), (1, 'ana'), (2, null);
create table users (
    session_user_id varchar(99) character set latin1, access_group_id int default null,
    registration_time datetime, last_access_time timestamp null, locale text, deleted bit(1)
);
insert into users values
    ('zoë', 4, '0000-00-00 00:00:00', '2013-03-31 02:30:00', '', b'0'),
    ('ana', null, '2013-01-14 10:11:12', '0000-00-00 00:00:00', null, b'1'),
    (null, -1, null, null, 'NULL', b'0');
create table course_grades (session_user_id text, normal_grade float, distinction_grade double);
insert into course_grades values ('zoë', 95.2, 0.1), ('ana', 1e30, -1e-300), ('', 0, null);
create table forum_posts (
    id int primary key, thread_id int, user_id int, post_time bigint, post_text longtext,
    `the key` text comment 'it''s; `odd`', fulltext key (`the key`)
) default charset=utf8mb4;
insert into forum_posts values
    (1, 1, 0, 1358121600, '''It\\''s'' "fine"; (1,2) -- \\ \r\n\t# /* 学习 😀 */ 100\\%\\_', null),
    (2, 1, 1, 9223372036854775807, concat('a', char(0), 'b', char(26)), '),('),
    (3, 1, 2, 0, repeat('é\n', 700000), '');
create table `kvs_course.136.quiz` (`key` varchar(160), `value` longtext);
insert into `kvs_course.136.quiz` values
    ('submission.submission_id:7', 's:24:"a:1:{s:7:"answers";a:0:{}}";'), ('saved.quiz_id:1', null);
create table odd (id int, b blob, c bit(4), e json, primary key (id))
    partition by hash (id) partitions 2;
insert into odd values (1, 0x00ff27225c0a, b'101', '{"a": "\\"b\\""}');
create view announcements as select * from odd;
delimiter ;;
create trigger watch before insert on users for each row begin
    if new.locale = 'it''s; */' then insert into forum_posts (id) values (9); end if; -- don't
end ;;
create procedure fill() begin
    create table forum_threads (id int);
    insert into forum_posts (id) values (9); # don't
end ;;
delimiter ;
"""


@pytest.fixture(scope="module")
def server(mariadb: MariaDb) -> MariaDb:
    mariadb.run(
        "create user 'reader'@'127.0.0.1' identified by 'p@s/s'; grant select on *.* to "
        "'reader'@'127.0.0.1'; set global time_zone = '+05:30'; create database odd"
    )
    mariadb.run(ODD_EXPORT, "odd")
    return mariadb


@pytest.fixture(scope="module")
def odd_landed(server: MariaDb, tmp_path_factory: pytest.TempPathFactory) -> Landed:
    return landed(tmp_path_factory.mktemp("odd") / "server", url(server, "odd"))


def url(server: MariaDb, databases: str, password: str = "p%40s%2Fs") -> str:
    return f"mysql://reader:{password}@127.0.0.1:{server.port}/{databases}"


def landed(folder: Path, source: str | Path) -> Landed:
    """Land an export in a new warehouse: what is printed, and each raw table as sorted Parquet."""
    folder.mkdir()
    lander = Lander(folder)
    output = lander.run("coursera-exports", source, "--course", "synth-001").output
    tables = {}
    with duckdb.connect(str(lander.database), read_only=True) as con:
        columns = con.sql(
            "select * exclude (database_oid, schema_oid, table_oid) from duckdb_columns() "
            "where schema_name = 'raw_coursera' order by all"
        )
        tables["columns"] = repr(columns.fetchall()).encode()
        names = con.sql("select distinct table_name from columns").fetchall()
        for (name,) in names:
            file = folder / f"{name}.parquet"
            con.sql(f"select * from raw_coursera.{name} order by all").write_parquet(str(file))
            tables[name] = file.read_bytes()
        assert len(tables) == len(names) + 1 == 29
    return output, tables


@pytest.mark.parametrize("export", ["coursera_1", "coursera_2"])
def test_dumps_and_server_land_the_same_bytes(
    tmp_path: Path, shared: Path, server: MariaDb, export: str
) -> None:
    folder = shared / "data" / "coursera" / "dumps" / export
    databases = []
    for number, dump in enumerate(sorted(folder.glob("*.sql"))):
        databases.append(f"{export}_{number}")
        server.run(f"create database {databases[-1]} character set utf8mb4")
        server.run(dump.read_text(), databases[-1])
    _, from_dumps = landed(tmp_path / "dumps", folder)
    output, from_server = landed(tmp_path / "server", url(server, ",".join(databases)))
    assert from_server == from_dumps
    assert "PyMySQL" not in output and "26,204" in output
    with duckdb.connect(str(tmp_path / "server" / "scratch.duckdb"), read_only=True) as con:
        files = con.sql("select path, size_bytes, bytes_loaded, is_current from raw.files")
        base = f"mysql://127.0.0.1:{server.port}/"
        assert sorted(files.fetchall()) == [(base + d, None, None, True) for d in databases]


@pytest.mark.parametrize(
    "options",
    [
        "",
        "--hex-blob",
        "--complete-insert",
        "--skip-extended-insert",
        "--skip-opt",
        "--compact",
        "--default-character-set=utf8mb4 --compatible=ansi",
        "--default-character-set=utf8mb4 --compatible=mssql,no_table_options",
        "--default-character-set=utf8mb4 --compatible=mysql40",
        "--routines --events --dump-date",
        "--insert-ignore --no-autocommit --order-by-primary",
        "--replace --skip-comments",
    ],
)
def test_dumps_of_all_makes_land_as_the_server_does(
    tmp_path: Path, server: MariaDb, odd_landed: Landed, options: str
) -> None:
    command = [found("mariadb-dump"), "--no-defaults", "--protocol=tcp", "--host=127.0.0.1"]
    command += [f"--port={server.port}", "--user=root", *options.split(), "odd"]
    dump = subprocess.run(command, check=True, capture_output=True).stdout
    (tmp_path / "odd.sql").write_bytes(dump)
    _, from_dump = landed(tmp_path / "dump", tmp_path / "odd.sql")
    output, from_server = odd_landed
    assert "PyMySQL" not in output and "Tables that nothing is made of: odd\n" in output
    assert from_dump == from_server


def test_a_server_gives_times_in_utc_and_texts_as_they_are(tmp_path: Path, server: MariaDb) -> None:
    landed(tmp_path / "odd", url(server, "odd"))
    with duckdb.connect(str(tmp_path / "odd" / "scratch.duckdb"), read_only=True) as con:
        users = con.sql(
            "select session_user_id, registration_time, last_access_time, locale, deleted "
            "from raw_coursera.users order by all"
        )
        assert users.fetchall() == [
            ("ana", 1358158272, None, None, 1),
            ("zoë", None, 1364677200, "", 0),
            (None, None, None, "NULL", 0),
        ]
        posts = con.sql("select post_time, post_text from raw_coursera.forum_posts order by id")
        assert posts.fetchall() == [
            (1358121600, "'It\\'s' \"fine\"; (1,2) -- \\ \r\n\t# /* 学习 😀 */ 100\\%\\_"),
            (2**63 - 1, "a\0b\x1a"),
            (0, "é\n" * 700_000),
        ]


def test_what_connectorx_cannot_read_pymysql_reads(
    tmp_path: Path, server: MariaDb, odd_landed: Landed, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_sql, read = connectorx.read_sql, []

    def panic(address: str, query: str, **options: Any) -> Any:
        read.append(query)
        is_users = "`users`" in query
        return read_sql(address, "select date(0) as d" if is_users else query, **options)

    monkeypatch.setattr(connectorx, "read_sql", panic)
    output, fallen_back = landed(tmp_path / "fallback", url(server, "odd"))
    assert fallen_back == odd_landed[1]
    assert "users and the tables after it were read by PyMySQL" in output
    assert "connectorx failed: Could not retrieve" in output
    assert "`users`" in read[-1] and len(read) > 1


@pytest.mark.parametrize(
    ("databases", "password", "says"),
    [
        ("odd,nowhere", "p%40s%2Fs", "no database nowhere"),
        ("odd", "p%40s%2Fsecret", "Access denied for user 'reader'"),
        ("odd", "p@s/s", "The source is neither a folder nor mysql://"),
        ("", "p%40s%2Fs", "The source is neither a folder nor mysql://"),
    ],
)
def test_a_server_that_cannot_be_read_is_refused_without_its_password(
    tmp_path: Path, server: MariaDb, databases: str, password: str, says: str
) -> None:
    lander = Lander(tmp_path)
    address = url(server, databases, password)
    done = lander.run("coursera-exports", address, "--course", "synth-001", code=2)
    assert says in done.stderr
    assert "p@s" not in done.output and "p%40s" not in done.output
