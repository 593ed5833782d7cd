"""The files of MOOCdb, loaded into a real MariaDB."""

from pathlib import Path

import pytest
from conftest import Warehouse, built_once
from hard_texts import COURSE, HARD_TEXT, LONG_ANSWER, build, export
from mariadb_server import MariaDb

from publishers.moocdb.courses import courses, names_of
from publishers.moocdb.queries import Vocabulary, columns_of, table_query
from publishers.moocdb.tables import PRIVATE_TABLES, TABLES, Table
from publishers.warehouse import open_warehouse


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return built_once(tmp_path_factory, "hard_texts", build)


def digest_in_mariadb(columns: dict[str, str]) -> str:
    """An expression over all rows that changes with any value; doubles to six digits."""
    texts = []
    for name, type_ in columns.items():
        value = f"`{name}`"
        if type_ == "TIMESTAMP":
            value = f"date_format({value}, '%Y-%m-%d %H:%i:%s')"
        if type_ == "DOUBLE":
            value = f"cast(round({value} * 1000000) as signed)"
        texts.append(f"ifnull(concat('=', {value}), '-')")
    row = f"md5(concat_ws('|', {', '.join(texts)}))"
    return f"sum(cast(conv(substr({row}, 1, 8), 16, 10) as unsigned))"


def digest_in_duckdb(columns: dict[str, str]) -> str:
    texts = []
    for name, type_ in columns.items():
        value = f"cast({name} as varchar)"
        if type_ == "TIMESTAMP":
            value = f"strftime({name}, '%Y-%m-%d %H:%M:%S')"
        if type_ == "DOUBLE":
            value = f"cast(cast(round({name} * 1000000) as bigint) as varchar)"
        if type_ == "VARCHAR" and name not in REQUIRED_TEXTS:
            value = f"nullif({name}, '')"
        texts.append(f"coalesce('=' || {value}, '-')")
    return f"sum(cast('0x' || substr(md5(concat_ws('|', {', '.join(texts)})), 1, 8) as bigint))"


REQUIRED_TEXTS = {
    column for table in [*TABLES, *PRIVATE_TABLES] for column in (table.key, *table.required)
}


@pytest.mark.parametrize("vocabulary", list(Vocabulary))
def test_loaded_into_mariadb_every_value_equals_the_warehouse(
    built: Warehouse, mariadb: MariaDb, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    written = export(built, tmp_path, vocabulary=vocabulary, with_private=True)
    tables = [*TABLES, *PRIVATE_TABLES]
    with open_warehouse(built.database) as connection:
        published = courses(connection, ())
        names = names_of(published)
        for folder, course in zip(written, published, strict=True):
            _, database = names[course]
            counts = mariadb.run((folder / "moocdb.sql").read_text(), folder=folder)
            assert [count[0] for count in counts] == [table.name for table in tables]
            assert all(in_csv == loaded for _, in_csv, loaded in counts)
            for table in tables:
                columns = columns_of(connection, table)
                query = table_query(table, columns, vocabulary, with_private=True)
                parameters = {"course_id": course.course_id, "platform": course.platform}
                expected = connection.execute(
                    f"select count(*), {digest_in_duckdb(columns)} from ({query}) as t",
                    {name: value for name, value in parameters.items() if f"${name}" in query},
                ).fetchone()
                ((rows, digest),) = mariadb.run(
                    f"select count(*), {digest_in_mariadb(columns)} from `{table.name}`", database
                )
                assert expected is not None
                assert (int(rows), digest.replace("NULL", "")) == (
                    expected[0],
                    str(expected[1] or ""),
                ), table.name
            assert_references_and_joins(mariadb, database, tables)


def assert_references_and_joins(mariadb: MariaDb, database: str, tables: list[Table]) -> None:
    """The server declared each foreign key, and a join on text finds each event's resource."""
    ((declared,),) = mariadb.run(
        "select count(*) from information_schema.referential_constraints "
        f"where constraint_schema = '{database}'"
    )
    assert int(declared) == sum(len(table.references) for table in tables)
    ((events, joined, same),) = mariadb.run(
        """
        select
            (select count(*) from observed_events),
            count(*),
            sum(observed_events.resource_id = resources.resource_id)
        from observed_events
        join urls on urls.url_id = observed_events.url_id
        join resources on resources.resource_uri = urls.url
        """,
        database,
    )
    assert events == joined == same.replace("NULL", "0")


def test_the_exact_texts_come_back_out_of_mariadb(
    built: Warehouse, mariadb: MariaDb, tmp_path: Path
) -> None:
    (folder,) = export(built, tmp_path, course_ids=[COURSE], with_private=True)
    mariadb.run((folder / "moocdb.sql").read_text(), folder=folder)
    texts = "moocdb_course_v1_hard_texts_1"
    answers = mariadb.run("select hex(submission_answer) from submissions", texts)
    assert sorted(bytes.fromhex(row[0]).decode() for row in answers) == sorted(
        [LONG_ANSWER, "\\N", ""]
    )
    bodies = mariadb.run("select hex(collaboration_content) from collaborations", texts)
    assert sorted(bytes.fromhex(row[0]).decode() for row in bodies) == sorted(
        [HARD_TEXT, '"', "\\", "NULL"]
    )
    ((moment,),) = mariadb.run("select min(submission_timestamp) from submissions", texts)
    assert moment == "2025-09-15 08:00:00"


def test_the_script_replaces_what_it_loaded_and_nothing_else(
    built: Warehouse, mariadb: MariaDb, tmp_path: Path
) -> None:
    (folder,) = export(built, tmp_path, course_ids=[COURSE], with_private=True)
    script = (
        (folder / "moocdb.sql").read_text().replace("moocdb_course_v1_hard_texts_1", "own name")
    )
    first = mariadb.run(script, folder=folder)
    mariadb.run("create table features (user_id bigint); drop table resources_urls", "own name")
    export(built, tmp_path, course_ids=[COURSE])
    again = (folder / "moocdb.sql").read_text().replace("moocdb_course_v1_hard_texts_1", "own name")
    assert mariadb.run(again, folder=folder) == [row for row in first if row[0] in names(TABLES)]
    assert {table for (table,) in mariadb.run("show tables", "own name")} == {
        *names(TABLES),
        "features",
    }


def test_the_script_stops_at_a_database_of_something_else(
    built: Warehouse, mariadb: MariaDb, tmp_path: Path
) -> None:
    (folder,) = export(built, tmp_path, course_ids=[COURSE])
    mariadb.run("create database shop; use shop; create table users (name text)")
    script = (folder / "moocdb.sql").read_text().replace("moocdb_course_v1_hard_texts_1", "shop")
    with pytest.raises(AssertionError, match="other tables are here, change the name"):
        mariadb.run(script, folder=folder)
    assert mariadb.run("show columns from users", "shop")[0][0] == "name"


def names(tables: list[Table]) -> set[str]:
    return {table.name for table in tables}
