"""Public bug reports about lines: envelopes, copies of events, broken characters, course keys."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Warehouse


def fates(warehouse: Warehouse, case: str) -> dict[str, int]:
    """How many lines of the log of a case have each fate."""
    return dict(
        warehouse.rows(
            "select fate, count(*) from private.stg_edx__line_fates inner join raw.files "
            f"using (file_id) where path like '%/{case}/input.log' group by 1"
        )
    )


def attempts(warehouse: Warehouse, course: str) -> int:
    ((n,),) = warehouse.rows(
        f"select count(*) from marts.fct_problem_attempts where course_id like '%{course}%'"
    )
    return int(n)


def test_container_logs_are_read(shared: Path, reports_warehouse: Warehouse) -> None:
    assert attempts(reports_warehouse, "BugX+C08") == 3
    assert fates(reports_warehouse, "08-container-logs") == {"accepted": 3, "no_event_type": 3}


def test_envelopes_of_other_shippers_are_read(reports_warehouse: Warehouse) -> None:
    assert attempts(reports_warehouse, "OwnX+ENVELOPES") == 14
    assert fates(reports_warehouse, "envelopes") == {"accepted": 13, "no_event_type": 4}
    assert reports_warehouse.rows(
        "select event_type, n_events from ("
        "select event_type, count(*) as n_events from marts.fct_events "
        "where course_id like '%OwnX+ENVELOPES%' group by 1) order by 1"
    ) == [("link_clicked", 1), ("problem_check", 14)]
    assert reports_warehouse.rows(
        "select n_lines, n_accepted, n_events from marts.rpt_line_ledger "
        "where path like '%/envelopes/input.log'"
    ) == [(17, 13, 15)]


def test_phone_that_sent_its_store_twice(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select activity_date, n_events, videos_played, video_seconds_watched "
        "from marts.fct_person_course_day where course_id like '%BugX+C06%'"
    ) == [pytest.approx((date(2024, 3, 6), 2, 1, 60.0))]


def test_same_event_counts_once_whatever_its_line(reports_warehouse: Warehouse) -> None:
    assert fates(reports_warehouse, "sameness") == {
        "accepted": 6,
        "duplicate": 5,
        "not_json": 2,
    }
    assert reports_warehouse.rows(
        "select event_type, count(*) from marts.fct_events "
        "where course_id like '%OwnX+SAMENESS%' group by 1 order by 1"
    ) == [("page_close", 2), ("play_video", 3), ("problem_check", 1)]
    assert reports_warehouse.rows(
        "select n_duplicate from marts.rpt_line_ledger where path like '%/sameness/input.log'"
    ) == [(5,)]


def test_numbers_that_are_none_and_half_characters(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    assert fates(reports_warehouse, "20-no-numbers-nul-half-characters") == {"accepted": 6}
    assert fates(reports_warehouse, "31-half-character-in-a-server-event") == {"accepted": 2}
    assert attempts(reports_warehouse, "BugX+C31") == 2


def test_half_of_a_pair_is_replaced_and_nothing_else(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select answer from intermediate.int_problem_responses "
        "where course_id like '%OwnX+CHARACTERS%' order by attempted_at"
    ) == [("cut � off",), ("whole \U0001f600",), ("typed \\ud83d",)]
    assert reports_warehouse.rows(
        "select n_accepted, n_with_replaced_characters from marts.rpt_line_ledger "
        "where path like '%/characters/input.log'"
    ) == [(4, 2)]


def test_spellings_of_time(shared: Path, reports_warehouse: Warehouse) -> None:
    found = fates(reports_warehouse, "21-spellings-of-time")
    assert sum(found.values()) == 9
    assert set(found) <= {"accepted", "no_time", "duplicate"}
    assert found["accepted"] >= 5


def test_bad_byte_and_double_log(shared: Path, reports_warehouse: Warehouse) -> None:
    assert fates(reports_warehouse, "28-double-log-and-latin1") == {"accepted": 3}


def test_unicode_course_key(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select course_id, n_events from marts.dim_courses "
        "where course_id like '%Курс19%' or course_id like '%BugX+C19%' order by 1"
    ) == [("course-v1:BugX+C19+2024", 2), ("course-v1:BugX+Курс19+2024", 4)]


def test_course_keys_are_compared_decoded_and_without_case(
    reports_warehouse: Warehouse,
) -> None:
    assert reports_warehouse.rows(
        "select course_id, n_events from marts.dim_courses "
        "where course_id ilike '%OwnX+COURSES%' or course_id like '%OwnX+Fran%' order by 1"
    ) == [("course-v1:OwnX+COURSES+2024", 7), ("course-v1:OwnX+Français+2024", 2)]


def test_block_keys_follow_the_spelling_of_their_course(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select problem_id, n_attempts from marts.fct_learner_problems "
        "where course_id = 'course-v1:OwnX+COURSES+2024'"
    ) == [("block-v1:OwnX+COURSES+2024+type@problem+block@k1", 2)]


def test_course_of_an_event_without_context(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select n_events, n_problem_attempts from marts.fct_person_course "
        "where course_id = 'MITx/6.002x/2013_Spring'"
    ) == [(2, 1)]
    assert reports_warehouse.rows(
        "select count(*) from marts.dim_content "
        "where course_id = 'MITx/6.002x/2013_Spring' and block_type = 'problem'"
    ) == [(1,)]
    assert reports_warehouse.rows(
        "select count(*) from moocdb.submissions where course_id = 'MITx/6.002x/2013_Spring'"
    ) == [(1,)]


def test_block_that_disagrees_with_the_page_has_no_course(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select course_id, count(*) from marts.fct_events "
        "inner join private.learner_identities using (learner_id) "
        "where username = 'cora13' group by 1 order by 1 nulls last"
    ) == [("OwnX/OLD.1/2013", 2), (None, 1)]
