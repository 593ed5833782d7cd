"""MOOCdbs that others made beside our courses, in the schema moocdb, in reports and in exports."""

import re
from pathlib import Path

import foreign
import pytest
from conftest import Warehouse
from foreign import AGAIN, ANNA, OURS, publishers

from publishers.charts.catalog import load
from publishers.charts.check import problems
from publishers.moocdb.export import publish
from publishers.warehouse import open_warehouse


@pytest.fixture(scope="module")
def built(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return foreign.built(both_platforms, tmp_path_factory)


# ── Our own export, landed again ─────────────────────────────────────────────────────────────────
def test_our_export_lands_as_the_same_tables(built: Warehouse, tmp_path: Path) -> None:
    export = foreign.export(built)
    with open_warehouse(built.database) as connection:
        [again] = publish(connection, tmp_path, [AGAIN])
    ids = foreign.foreign_ids(built, AGAIN)
    files = sorted(path.name for path in export.glob("*.csv"))
    assert len(files) == 21
    for name in files:
        found, expected = foreign.rows_of(again / name, ids), foreign.rows_of(export / name)
        assert found == expected, name
    assert sum(foreign.rows_of(export / "observed_events.csv").values()) > 1000


def test_no_id_is_that_of_another_course(built: Warehouse) -> None:
    for table, column in (
        ("users", "user_id"),
        ("resources", "resource_id"),
        ("observed_events", "observed_event_id"),
        ("submissions", "submission_id"),
    ):
        shared = f"select {column} from moocdb.{table} where {column} <> 0 group by 1"
        if table == "users":  # a person in two courses of one platform is one user
            shared += " having count(distinct platform) > 1"
        else:
            shared += " having count(*) > 1"
        assert built.rows(shared) == [], table


# ── A database by the schema of 2013 ─────────────────────────────────────────────────────────────
def of_anna(built: Warehouse, table: str, columns: str, kind: str = "") -> list[tuple[object, ...]]:
    """Columns of a table for the foreign course, by the ids of its database."""
    model, key = f"int_foreign_{table}", kind or f"{table.removesuffix('s')}_id"
    schema = "private" if table in ("users", "collaborations") else "intermediate"
    return built.rows(
        f"select f.foreign_key, {columns} from moocdb.{table} as t "
        f"join {schema}.{model} as f on t.{key} = f.{key} and t.course_id = f.course_id "
        f"where t.course_id = '{ANNA}' order by cast(f.foreign_key as bigint)"
    )


def test_types_go_by_name_and_what_nobody_knows_is_null(built: Warehouse) -> None:
    types = of_anna(built, "users", "t.user_type_id, t.user_gender, t.user_name")
    # 0 is the automatic grader, 5 only handed something in; type 3 is called Martian.
    assert types == [
        ("0", None, None, None),
        ("1", 4, None, None),
        ("2", 4, None, None),
        ("3", 3, None, None),
        ("4", None, None, None),
        ("5", None, None, None),
    ]
    resources = of_anna(built, "resources", "t.resource_type_id, t.resource_child_number")
    assert resources == [("11", None, None), ("12", 15, 1), ("13", 4, 2)]
    collaborations = of_anna(
        built, "collaborations", "t.collaboration_type_id, t.collaboration_content"
    )
    assert collaborations == [("51", 3, "x" * 20), ("52", 4, "1")]
    problems_ = of_anna(built, "problems", "t.problem_type_id, t.problem_name")
    assert problems_ == [("21", 9, "Homework 1"), ("22", None, None)]


def test_events_find_their_resource_although_url_id_holds_it(built: Warehouse) -> None:
    events = built.rows(
        "select f.foreign_key, t.url_id, t.observed_event_duration, t.validity "
        "from moocdb.observed_events as t join intermediate.int_foreign_resources as f "
        f"using (resource_id) where t.course_id = '{ANNA}' order by t.observed_event_timestamp"
    )
    assert events == [("12", None, 5, None), ("13", None, 60, None), ("12", None, None, None)]


def test_submissions_and_their_grades(built: Warehouse) -> None:
    submissions = of_anna(
        built,
        "submissions",
        "t.submission_answer, t.submission_is_submitted, t.submission_attempt_number",
    )
    assert submissions == [
        ("31", 'it\'s "42"', 1, 1),
        ("32", "43", 1, 2),
        ("33", "nan", 0, 1),
        ("34", "x", 1, None),  # MIT's -1 is not a number of an attempt
    ]
    grades = of_anna(
        built, "assessments", "t.assessment_grade, t.assessment_grader_id = 0, assessment_feedback"
    )
    assert grades == [("41", 0.0, True, None), ("42", 1.0, False, None)]


def test_people_are_named_in_private_only(built: Warehouse) -> None:
    names = "select user_name, user_email, user_ip from private.user_pii where platform = 'moocdb'"
    assert ("anna_karenina", "anna@example.org", 3221225985) in built.rows(names)
    texts = "select collaboration_content from private.collaboration_content where course_id = ?"
    assert ("Anna, where are you?",) in built.rows(texts.replace("?", f"'{ANNA}'"))
    for table in ("users", "collaborations", "assessments", "course_metadata"):
        shown = built.rows(f"select cast(t as varchar) from moocdb.{table} as t")
        assert not [row for (row,) in shown if re.search("karenina|where are you|No, Anna", row)]


def test_the_ledger_counts_what_could_not_be_used(built: Warehouse) -> None:
    lost = built.rows(
        "select table_name, n_rows, n_used, n_unmatched, n_unused_values, n_other_columns "
        f"from marts.rpt_moocdb_ledger where course_id = '{ANNA}' "
        "and (n_rows <> n_used or n_unused_values > 0) order by table_name"
    )
    assert lost == [
        ("assessments", 3, 2, 1, 0, 1),  # one of a submission that is not there
        ("resource_types", 3, 3, 0, 1, 0),  # None
        ("resources", 3, 3, 0, 1, 0),  # of that type
        ("user_types", 3, 3, 0, 1, 0),  # Martian
        ("users", 4, 4, 0, 1, 1),  # of that type
    ]
    left_out = built.rows(
        "select sum(n_rows), sum(n_of_logged_course), sum(n_used) from marts.rpt_moocdb_ledger "
        f"where course_id = '{OURS.upper()}'"
    )
    [(n_rows, n_of_logged_course, n_used)] = left_out
    assert n_rows == n_of_logged_course > 30 and n_used == 0
    assert built.rows(f"select 1 from moocdb.users where course_id = '{OURS.upper()}'") == []


def test_a_course_begins_with_its_first_act(built: Warehouse) -> None:
    course = built.rows(
        "select start_timestamp::varchar, is_start_estimated, n_weeks, title "
        f"from moocdb.course_metadata where course_id = '{ANNA}'"
    )
    assert course == [("2013-09-02 10:00:00", True, 2, None)]


# ── Reports and charts ───────────────────────────────────────────────────────────────────────────
def test_charts_of_moocdb_are_drawn_of_foreign_courses(built: Warehouse) -> None:
    tagged = [chart for chart in load().charts if "moocdb" in chart.tags]
    assert len(tagged) >= 5
    with open_warehouse(built.database) as connection:
        assert [problem for chart in tagged for problem in problems(connection, chart)] == []


def test_the_report_of_a_foreign_course_says_what_it_is(built: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    publishers(built, "report", path, "--course", ANNA)
    text = path.read_text()
    charts = set(re.findall(r'data-chart="([^"]+)"', text))
    assert charts == {chart.path for chart in load().charts if "moocdb" in chart.tags}
    assert "the marts do not know this course" in text
    assert "1 rows and 4 values could not be used" in " ".join(text.split())
    assert "Enrolled" not in text and "course team is left out" not in text
    publishers(built, "report", path)  # of the courses that the marts know
    text = path.read_text()
    assert ANNA not in text and 'data-chart="moocdb/' not in text
    told = publishers(built, "report", path, "--course", ANNA, "--course", OURS, check=False)
    assert "write a report of its own, without learning-001" in " ".join(told.split())
    told = publishers(built, "report", path, "--course", "nowhere", check=False)
    assert "The warehouse holds no course nowhere" in told


def test_a_chart_of_marts_is_refused_for_a_foreign_course(built: Warehouse, tmp_path: Path) -> None:
    publishers(built, "chart", "submissions_weekly", "--course", ANNA, "-o", tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_text().splitlines()[1].startswith("2013-09-09,")
    told = publishers(
        built, "chart", "weekly", "--course", ANNA, "-o", tmp_path / "w.csv", check=False
    )
    assert "activity/weekly reads marts, which do not know anna-2013" in " ".join(told.split())
