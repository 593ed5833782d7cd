"""MOOCdb out of the warehouse: the files by themselves, and loaded into a real MariaDB."""

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse
from mariadb_server import MariaDb

from loaders.errors import Refusal
from publishers.moocdb.courses import Course, courses, names_of
from publishers.moocdb.export import publish
from publishers.moocdb.queries import Vocabulary, columns_of, table_query
from publishers.moocdb.tables import PRIVATE_TABLES, TABLES, Table
from publishers.warehouse import open_warehouse

COURSE = "course-v1:Hard+Texts+1"
STATISTICS = "MOOCdbX/Stat101/2025_Fall"
HARD_TEXT = (
    "He said \"no, \\n\",\r\nthen\nleft\ttab \\\" end \\\\ \U0001f600 \u00e9\u4e16 NULL, 'it''s' ;"
)
LONG_ANSWER = 'a"b,\\c\U0001f600' * 9000


def event(time: str, event_type: str, payload: dict[str, Any], **fields: Any) -> str:
    envelope = {
        "username": "hard",
        "event_type": event_type,
        "event_source": "server",
        "time": f"2025-09-15T{time}+00:00",
        "event": payload,
        "page": "x_module",
        "context": {"course_id": COURSE, "user_id": 7},
        "agent": "Mozilla/5.0 (Windows NT 6.1; rv:21.0) Gecko/20100101 Firefox/21.0",
        "ip": "203.0.113.7",
    }
    return json.dumps(envelope | fields)


def check(time: str, attempt: int, answer: str) -> str:
    part = "p1_2_1"
    return event(
        time,
        "problem_check",
        {
            "problem_id": "block-v1:Hard+Texts+1+type@problem+block@p1",
            "attempts": attempt,
            "grade": 1,
            "max_grade": 1,
            "success": "correct",
            "answers": {part: answer},
            "submission": {part: {"answer": answer, "response_type": "stringresponse"}},
            "correct_map": {part: {"correctness": "correct"}},
        },
    )


def thread(time: str, post_id: str, body: str) -> str:
    payload = {"id": post_id, "commentable_id": "topic", "title": "t", "body": body}
    return event(time, "edx.forum.thread.created", payload)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample logs, and a course whose texts break naive CSV."""
    warehouse = Warehouse(tmp_path_factory.mktemp("moocdb_csv"))
    log = warehouse.folder / "hard.log"
    lines = [
        check("08:00:00.900", 1, LONG_ANSWER),
        check("08:10:00", 2, "\\N"),
        check("08:20:00", 3, ""),
        thread("09:00:00", "t1", HARD_TEXT),
        thread("09:10:00", "t2", '"'),
        thread("09:20:00", "t3", "\\"),
        thread("09:30:00", "t4", "NULL"),
    ]
    log.write_text("\n".join(lines) + "\n")
    return warehouse.land(log, ROOT / "sample_logs" / "logs").build(
        select=["+path:models/marts/moocdb", "+path:models/marts/private"]
    )


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def export(built: Warehouse, directory: Path, **options: Any) -> dict[Path, dict[str, int]]:
    with open_warehouse(built.database) as connection:
        return publish(connection, directory, **options)


def test_a_folder_per_course_with_a_csv_per_table(built: Warehouse, tmp_path: Path) -> None:
    built.run(
        sys.executable, "-m", "publishers", "moocdb-csv", str(tmp_path), "--vocabulary", "dlq"
    )
    folders = sorted(path.name for path in tmp_path.iterdir())
    assert folders == [
        "MOOCdbX_Stat101_2025_Fall",
        "course-v1_Hard_Texts_1",
        "course-v1_MOOCdbX_Data201_2025_Fall",
    ]
    for folder in tmp_path.iterdir():
        names = {path.name for path in folder.iterdir()}
        assert names == {f"{table.name}.csv" for table in TABLES} | {"README.md", "moocdb.sql"}
        readme = (folder / "README.md").read_text()
        for table in TABLES:
            assert f"| {table.name} | {len(read(folder / f'{table.name}.csv'))} |" in readme
    stat = (tmp_path / "MOOCdbX_Stat101_2025_Fall" / "README.md").read_text()
    assert "Start of week 0: **2025-09-15 00:00:00** UTC." in stat
    assert "Number of weeks: **8**" in stat


def test_the_numbers_that_dlq_hard_codes(built: Warehouse, tmp_path: Path) -> None:
    (folder,) = export(built, tmp_path, course_ids=[STATISTICS], vocabulary=Vocabulary.dlq)
    names = {
        row["resource_type_id"]: row["resource_type_name"]
        for row in read(folder / "resource_types.csv")
    }
    assert (names["3"], names["4"], names["7"]) == ("book", "lecture", "wiki")
    videos = [row for row in read(folder / "resources.csv") if "/video/" in row["resource_uri"]]
    assert videos and {row["resource_type_id"] for row in videos} == {"4"}
    kinds = {
        row["collaboration_type_id"]: row["collaboration_type_name"]
        for row in read(folder / "collaboration_types.csv")
    }
    assert [kinds[number] for number in ("1", "2", "3", "4")] == [
        "forum_post",
        "forum_answer",
        "forum_comment",
        "wiki_edit",
    ]


def test_texts_of_people_are_fillers_of_the_same_length(built: Warehouse, tmp_path: Path) -> None:
    (plain,) = export(built, tmp_path / "plain", course_ids=[COURSE])
    (private,) = export(built, tmp_path / "private", course_ids=[COURSE], with_private=True)
    fillers = {row["collaboration_id"]: row for row in read(plain / "collaborations.csv")}
    texts = {row["collaboration_id"]: row for row in read(private / "collaborations.csv")}
    assert {row["collaboration_content"] for row in texts.values()} == {
        HARD_TEXT,
        '"',
        "\\",
        "NULL",
    }
    for key, row in fillers.items():
        filler = row["collaboration_content"]
        assert set(filler) == {"x"}
        assert len(filler) == len(texts[key]["collaboration_content"])
    assert not (plain / "user_pii.csv").exists()
    (person,) = read(private / "user_pii.csv")
    assert (person["user_name"], person["user_ip"]) == ("hard", str(0xCB007107))


def test_an_unknown_course_and_a_strangers_folder_are_refused(
    built: Warehouse, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="no course nowhere"):
        export(built, tmp_path, course_ids=["nowhere"])
    (tmp_path / "course-v1_Hard_Texts_1").mkdir()
    (tmp_path / "course-v1_Hard_Texts_1" / "thesis.txt").write_text("mine")
    with pytest.raises(Refusal, match="move it away"):
        export(built, tmp_path, course_ids=[COURSE])
    assert (tmp_path / "course-v1_Hard_Texts_1" / "thesis.txt").read_text() == "mine"


def test_a_second_export_replaces_the_first(built: Warehouse, tmp_path: Path) -> None:
    (folder,) = export(built, tmp_path, course_ids=[COURSE], with_private=True)
    first = (folder / "submissions.csv").read_bytes()
    (folder,) = export(built, tmp_path, course_ids=[COURSE])
    assert (folder / "submissions.csv").read_bytes() == first
    assert not (folder / "user_pii.csv").exists()


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


def test_each_course_has_a_folder_and_a_database_of_its_own() -> None:
    def course(course_id: str) -> Course:
        return Course(course_id, "edx", None, None, None, False)

    keys = ["Org/Course/Run", "a.b", "a-b", "A_b", "\u041a\u0443\u0440\u0441", "x" * 200, "x" * 201]
    plain, *others = names_of([course(key) for key in keys]).values()
    assert plain == ("Org_Course_Run", "moocdb_org_course_run")
    folders, databases = zip(plain, *others, strict=True)
    assert len({folder.lower() for folder in folders}) == len(set(databases)) == len(keys)
    assert all(re.fullmatch("[a-z0-9_]{8,64}", database) for database in databases)


def test_no_folder_of_a_course_ends_with_a_dot() -> None:
    """Another system would drop it, and take two courses for one."""
    odd = Course("course-v1:..+..+..", "edx", None, None, None, False)
    assert names_of([odd])[odd][0] == f"{odd.slug}-{odd.digest}"
