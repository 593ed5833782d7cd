"""The QuickHelper experiment: the fate of every line, and questions with the outcomes of askers."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from cases.quickhelper_logs import UPSTREAM, write_log
from conftest import Warehouse, same_rows

from publishers.charts.catalog import load
from publishers.charts.check import problems
from publishers.charts.query import run

FATES = {
    "user": {
        "kept": [4, 5, 6, 7, 8, 10],
        "out_of_dates": [1, 11],
        "short_body": [2],
        "researcher": [3],
        "duplicate": [9],
    },
    "selection": {
        "kept": [6, 7, 8, 10, 11, 12, 13, 15, 16, 17],
        "orphan": [1, 9],
        "out_of_dates": [2, 18],
        "short_body": [3, 4],
        "researcher": [5],
        "duplicate": [14],
    },
    "helper": {
        "kept": [*range(10, 13), *range(14, 26), *range(29, 32)],
        "out_of_dates": [1, 2, 3, 32, 33, 34],
        "short_body": [4, 5, 6],
        "researcher": [7, 8, 9],
        "orphan": [13],
        "duplicate": [26, 27, 28],
    },
    "vote": {"kept": [2, 4, 5], "placeholder": [1, 3, 6]},
    "click": {"kept": [6], "repeated": [4, 5], "placeholder": [1, 2], "out_of_dates": [3]},
}


def test_every_line_of_the_sample_has_its_fate(shared: Path, warehouse: Warehouse) -> None:
    warehouse.land(shared / "data" / "quickhelper", source="quickhelper")
    warehouse.build(select=[*UPSTREAM, "+dim_courses"], tests=True)
    same_rows(
        warehouse.rows("select log, fate, line_no from intermediate.int_help_line_fates"),
        [
            (log, fate, line_no)
            for log, fates in FATES.items()
            for fate, line_nos in fates.items()
            for line_no in line_nos
        ],
    )
    same_rows(
        warehouse.rows("select instance_id, n_helpers_selected from marts.fct_help_requests"),
        [
            ("1224527891011121", 1),
            ("12245278910111217", 2),
            ("1234527891611121", 0),
            ("1234527891111121", 1),
            ("1234527891111122", 2),
            ("1234527891613121", 3),
        ],
    )
    assert warehouse.rows("select sum(n_lines), sum(n_accepted) from marts.rpt_line_ledger") == [
        (75, 75)
    ]
    shown = warehouse.rows(
        "select sentence, sentence_shown is not null, n_weeks_shown is not null or version = 'TA' "
        "from marts.fct_helper_impressions"
    )
    assert {sentence.split(" ")[1] for sentence, _, _ in shown} == {"student", "is"}
    assert all(is_shown <= has_weeks for _, is_shown, has_weeks in shown)
    assert any(is_shown for _, is_shown, _ in shown)
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        for name, rows in (("help_conditions", 16), ("help_lines", 23)):
            chart = load().find(name)
            assert problems(connection, chart) == []
            assert len(run(connection, chart, None).rows) == rows


def test_the_order_of_loading_and_copies_change_nothing(
    shared: Path, warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> None:
    logs = sorted((shared / "data" / "quickhelper").iterdir())
    once = warehouse.land(*logs, source="quickhelper").build(select=UPSTREAM).checksums("marts")
    other = Warehouse(tmp_path_factory.mktemp("reversed"))
    for log in reversed(logs):
        copy = other.folder / log.name.replace(".", "-again.")
        copy.write_text("\n" + log.read_text())
        other.land(log, copy, source="quickhelper")
    again = other.build(select=UPSTREAM).checksums("marts")
    told_per_line = {"marts.rpt_line_ledger", "marts.rpt_help_data_quality"}
    assert set(once) == set(again) > told_per_line
    assert {name for name in once if once[name] != again[name]} == told_per_line


def test_lines_that_break_cutters_of_strings(warehouse: Warehouse) -> None:
    at = "2014-11-01T08:00:00.000Z"
    shown = [0, 0, 0, 0, 0, 11, 12, 13]
    folder = warehouse.folder / "quickhelper"
    folder.mkdir()
    body = 'It says "no",\nso I am lost é'
    question: list[object] = [7, "i1", *shown, "A, b", body]
    write_log(folder, "user", [(question, at), (question[:-1], at), (["x"] * 12, at)])
    write_log(folder, "click", [([11, "i1", 1], at), ([11, "i1", "http://a.b/?q=me"], at)])
    with (folder / "user.log").open("a") as log:
        log.write('{"message": "<DELIMITER>7", "timestamp"\n\n{"event_type": "play_video"}\n')
    warehouse.land(folder, source="quickhelper").build(select=UPSTREAM)
    same_rows(
        warehouse.rows("select log, line_no, fate from intermediate.int_help_line_fates"),
        [
            ("user", 1, "kept"),
            ("user", 2, "wrong_fields"),
            ("user", 3, "placeholder"),
            ("user", 4, "not_json"),
            ("user", 5, "blank"),
            ("user", 6, "no_time"),
            ("click", 1, "wrong_fields"),
            ("click", 2, "kept"),
        ],
    )
    assert warehouse.rows("select n_body_characters from marts.fct_help_requests") == [(len(body),)]
    assert warehouse.rows("select url from marts.fct_helper_clicks") == [("http://a.b/",)]


def test_questions_stand_beside_the_outcomes_of_their_askers(warehouse: Warehouse) -> None:
    event = {
        "username": "ann",
        "context": {"user_id": 1005, "course_id": "Org/Course/Run"},
        "event_type": "play_video",
        "event_source": "browser",
        "time": "2014-11-01T07:00:00Z",
    }
    log = warehouse.folder / "tracking.log"
    log.write_text(json.dumps(event) + "\n")
    folder = warehouse.folder / "quickhelper"
    folder.mkdir()
    question = [1, 0, 1, 0, 0, 11, 12, 13, "title", "a long question"]
    at = "2014-11-01T08:00:00.000Z"
    write_log(folder, "user", [([1005, "i1", *question], at), ([1006, "i2", *question], at)])
    warehouse.land(log).land(folder, source="quickhelper")
    warehouse.build(select=["+fct_help_outcomes", "+learner_identities"])
    assert warehouse.rows(
        "select instance_id, course_id, username, n_events from marts.fct_help_outcomes "
        "inner join private.learner_identities using (learner_id)"
    ) == [("i1", "Org/Course/Run", "ann", 1)]
