"""MOOCdb on a MySQL server: a database that others made is landed, and ours are written."""

import re
import threading
from pathlib import Path

import foreign
import pytest
from conftest import Warehouse
from foreign import ANNA, DUMP, OURS, publishers
from mariadb_server import MariaDb

from loaders.errors import Busy, Refusal
from publishers.moocdb import server as mysql_server
from publishers.warehouse import open_warehouse


@pytest.fixture(scope="module")
def built(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return foreign.built(both_platforms, tmp_path_factory)


def test_a_database_of_2013_lands_from_a_server_as_from_its_dump(
    built: Warehouse, mariadb: MariaDb, tmp_path: Path
) -> None:
    mariadb.run("create database `anna 2013`")
    mariadb.run(DUMP.read_text(), "anna 2013")
    url = f"mysql://root@127.0.0.1:{mariadb.port}/anna%202013"
    copy = built.copied(tmp_path)
    copy.land(url, "--course", "from-server", source="moocdb", final=False)
    rows = "select table_name, row_key, fields from raw_moocdb.table_rows where course_id = "
    landed = copy.rows(f"{rows}'from-server' order by all")
    assert landed == copy.rows(f"{rows}'{ANNA}' order by all")
    assert len(landed) > 30


def url_of(mariadb: MariaDb, user: str = "root") -> str:
    return f"mysql://{user}@127.0.0.1:{mariadb.port}/"


def write(built: Warehouse, url: str, *courses: str, **options: bool) -> dict[str, dict[str, int]]:
    with open_warehouse(built.database) as connection:
        return mysql_server.publish(connection, url, courses, **options)


def test_a_server_holds_what_the_script_would_load(built: Warehouse, mariadb: MariaDb) -> None:
    export = foreign.export(built)
    mariadb.run((export / "moocdb.sql").read_text(), folder=export)
    names = [name for (name,) in mariadb.run("show tables", "moocdb_learning_001")]
    sums = "checksum table " + ", ".join(f"`{name}`" for name in names)
    loaded = mariadb.run(sums, "moocdb_learning_001")
    keys = (
        "select table_name, constraint_name, column_name, referenced_table_name "
        "from information_schema.key_column_usage where table_schema = 'moocdb_learning_001' "
        "and table_schema = coalesce(referenced_table_schema, table_schema) order by 1, 2, 3"
    )
    constraints = mariadb.run(keys)
    mariadb.run("drop database moocdb_learning_001")
    written = write(built, url_of(mariadb), OURS, ANNA)
    assert written.keys() == {"moocdb_learning_001", "moocdb_anna_2013"}
    assert mariadb.run(sums, "moocdb_learning_001") == loaded
    assert mariadb.run(keys) == constraints
    assert len(names) == 21 and len({total for _, total in loaded}) > 15
    ((n_events,),) = mariadb.run("select count(*) from observed_events", "moocdb_anna_2013")
    assert n_events == "3"
    left = [name for (name,) in mariadb.run("show databases") if re.search("writ|repl", name)]
    assert left == []


def test_a_dry_run_names_the_databases_and_makes_none(built: Warehouse, mariadb: MariaDb) -> None:
    command = ["moocdb-mysql", url_of(mariadb), "--course", ANNA, "--dry-run"]
    mariadb.run("drop database if exists moocdb_anna_2013")
    before = mariadb.run("show databases")
    assert "Would write moocdb_anna_2013 on " in publishers(built, *command)
    assert mariadb.run("show databases") == before
    mariadb.run("create database moocdb_anna_2013")
    mariadb.run("create table horses (name text)", "moocdb_anna_2013")
    told = publishers(built, *command, check=False)
    assert "holds horses, which moocdb-mysql did not write" in " ".join(told.split())
    mariadb.run("drop database moocdb_anna_2013")


def test_a_database_is_replaced_whole_and_only_if_it_is_ours(
    built: Warehouse, mariadb: MariaDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = "moocdb_anna_2013"
    write(built, url_of(mariadb), ANNA, with_private=True)
    assert len(mariadb.run("show tables", database)) == 23
    mariadb.run("delete from observed_events where observed_event_duration = 5", database)
    seen: list[list[list[str]]] = []
    swap = mysql_server.swap

    def look_and_swap(*arguments: object) -> None:
        seen.append(mariadb.run("select count(*) from observed_events", database))
        swap(*arguments)  # type: ignore[arg-type]
        seen.append(mariadb.run("select count(*) from observed_events", database))

    monkeypatch.setattr(mysql_server, "swap", look_and_swap)
    write(built, url_of(mariadb), ANNA)
    assert seen == [[["2"]], [["3"]]]
    assert len(mariadb.run("show tables", database)) == 21  # names of people are gone

    def fail(*arguments: object) -> None:
        raise Refusal("stop here")

    monkeypatch.setattr(mysql_server, "swap", fail)
    with pytest.raises(Refusal, match="stop here"):
        write(built, url_of(mariadb), ANNA)
    assert mariadb.run("select count(*) from observed_events", database) == [["3"]]
    assert not [name for (name,) in mariadb.run("show databases") if re.search("writing", name)]
    monkeypatch.undo()

    mariadb.run("create table horses (name text)", database)
    with pytest.raises(Refusal, match="holds horses, which moocdb-mysql did not write"):
        write(built, url_of(mariadb), ANNA)
    mariadb.run("drop table horses; create view horses as select 1 as n", database)
    with pytest.raises(Refusal, match="holds horses, which moocdb-mysql did not write"):
        write(built, url_of(mariadb), ANNA)
    mariadb.run("drop view horses", database)
    lock = f"moocdb {mysql_server.scratch_of(database, 'writing')}"
    with mysql_server.connected(mysql_server.parsed(url_of(mariadb))) as other:
        mysql_server.values(other, "SELECT GET_LOCK(%s, 0)", [lock])
        with pytest.raises(Busy, match="Another run writes the database"):
            write(built, url_of(mariadb), ANNA)


def test_readers_never_see_half_a_database(
    built: Warehouse, mariadb: MariaDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a reader's join finds while databases are swapped is always all of it."""
    write(built, url_of(mariadb), ANNA)
    done, found, failed = threading.Event(), set(), []
    join = (
        "SELECT CONCAT(COUNT(*), ' ', MIN(users.user_id) IS NULL) FROM moocdb_anna_2013."
        "submissions LEFT JOIN moocdb_anna_2013.users USING (user_id)"
    )

    def read() -> None:
        try:
            with mysql_server.connected(mysql_server.parsed(url_of(mariadb))) as reader:
                while not done.is_set():
                    found.add(mysql_server.values(reader, join)[0])
                    reader.commit()
        except Exception as error:  # whatever a reader would see
            failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        write(built, url_of(mariadb), ANNA)
    done.set()
    for reader in readers:
        reader.join()
    assert failed == [] and found == {"4 0"}


def test_what_is_wrong_with_a_server_is_one_sentence(
    built: Warehouse, mariadb: MariaDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    mariadb.run("create user joe@'127.0.0.1' identified by 'the: secret'")
    told = {
        "mysql://root@127.0.0.1:1/": "127.0.0.1:1 does not answer: correct host and port",
        url_of(mariadb, "joe:wrong"): "refuses the user 'joe': correct user and password",
        url_of(mariadb, "joe:the%3A%20secret"): "does not let 'joe' make databases and tables",
        url_of(mariadb) + "shop": "must be mysql://user:password@host:port/ without a database",
        "postgres://a:secret@b/": "must be mysql://",
        "mysql://a:secret@b:port/": "must be mysql://",
    }
    for url, sentence in told.items():
        printed = publishers(built, "moocdb-mysql", url, "--course", ANNA, check=False)
        assert sentence in " ".join(printed.split())
        assert len(printed.strip().splitlines()) <= 4
        assert "wrong" not in printed and "secret" not in printed
    monkeypatch.setenv(mysql_server.PASSWORD, "the: secret")
    with pytest.raises(Refusal, match="does not let 'joe' make databases"):
        write(built, url_of(mariadb, "joe"), ANNA)
    mariadb.run("grant all on `moocdb\\_%`.* to joe@'127.0.0.1'")
    assert write(built, url_of(mariadb, "joe"), ANNA).keys() == {"moocdb_anna_2013"}
