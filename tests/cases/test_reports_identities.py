"""Public bug reports about learners: one account is one learner, whatever its names."""

from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

COURSE = "course-v1:OwnX+IDENTITIES+2024"


def learners(warehouse: Warehouse, course: str) -> dict[str, tuple[int, ...]]:
    """Events and attempts of each learner of a course, by the name that is shown."""
    rows = warehouse.rows(
        "select username, platform_user_id, n_events, n_problem_attempts "
        "from marts.fct_person_course inner join private.learner_identities using (learner_id) "
        f"where course_id = '{course}'"
    )
    return {name: counts for name, *counts in rows}


def test_user_name_changed(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select is_registered, n_events, video_seconds_watched, n_problem_attempts "
        "from marts.fct_person_course where course_id like '%BugX+C09%'"
    ) == [(True, 4, pytest.approx(50), 1)]


def test_odd_and_blank_ids(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select username, watched_seconds from marts.fct_video_views "
        "inner join private.learner_identities using (learner_id) "
        "where course_id like '%BugX+C11%'"
    ) == [("odd_id", pytest.approx(30))]


def test_account_is_one_learner_under_all_its_names(reports_warehouse: Warehouse) -> None:
    found = learners(reports_warehouse, COURSE)
    assert found["retired__user_ab12"] == ["980010", 4, 3]
    assert found["id_float"] == ["980015", 2, 0]
    names = reports_warehouse.rows(
        "select id from private.learner_ids where id_kind = 'username' and learner_id = ("
        "select learner_id from private.learner_identities where platform_user_id = '980010') "
        "order by 1"
    )
    assert names == [("ida_new",), ("ida_old",), ("retired__user_ab12",)]


def test_name_that_passed_on_is_each_accounts_in_its_time(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select platform_user_id, count(*) from marts.fct_events "
        "inner join private.learner_identities using (learner_id) "
        f"where course_id = '{COURSE}' and username = 'moved' group by 1 order by 1 nulls last"
    ) == [("980011", 3), ("980012", 3), (None, 1)]


def test_event_about_somebody_else_shows_nothing_of_its_sender(
    reports_warehouse: Warehouse,
) -> None:
    assert reports_warehouse.rows(
        "select username, platform_user_id from marts.fct_enrollments "
        f"inner join private.learner_identities using (learner_id) where course_id = '{COURSE}'"
    ) == [("id_pupil", "980013")]
    names = reports_warehouse.rows(
        "select platform_user_id from private.learner_identities where username = 'id_teacher'"
    )
    assert names == [("980014",)]


def test_id_that_is_not_a_number_is_not_an_account(reports_warehouse: Warehouse) -> None:
    found = learners(reports_warehouse, COURSE)
    assert found["id_odd_1"] == found["id_odd_2"] == [None, 1, 0]


def test_learner_ids_last(warehouse: Warehouse) -> None:
    """An id outlasts a new name; an id made from a name leads to the account found later."""
    lines = (ROOT / "tests/cases/reports/identities/input.log").read_text().splitlines(True)
    account = next(line for line in lines if '"user_id": 980011' in line)
    by_name = account.replace('"user_id": 980011', '"org": "x"')
    renamed = account.replace('"moved"', '"moved_again"').replace("10:01:", "10:40:")
    ids = []
    for number, line in enumerate((by_name, account.replace("10:01:", "10:02:"), renamed)):
        log = warehouse.folder / f"{number}.log"
        log.write_text(line)
        warehouse.land(log).build(select=["+fct_person_course", "+learner_ids"])
        ids.append(
            warehouse.rows("select learner_id, n_problem_attempts from marts.fct_person_course")
        )
    (first,), (second,), (third,) = ids
    assert second[0] == third[0] != first[0]
    assert [first[1], second[1], third[1]] == [1, 2, 3]
    assert warehouse.rows(
        f"select learner_id from private.learner_ids where id = '{first[0]}'"
    ) == [(second[0],)]
