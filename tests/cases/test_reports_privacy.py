"""Public bug reports about private data: no user name in what everybody may read."""

import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import OWN_REPORTS, SHARED, Warehouse, built_once, land_structure

CHECK = "personal_data_in_no_public_text"
COURSE = "course-v1:OwnX+PRIVACY+2024"


@pytest.fixture(scope="session")
def privacy_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Our own case, and case 37, whose names are those of other cases, with its structure."""
    case = SHARED / "cases" / "reports" / "37-names-in-addresses"

    def build(warehouse: Warehouse) -> None:
        warehouse.land(OWN_REPORTS / "privacy-names-in-other-addresses" / "input.log")
        if case.is_dir():
            land_structure(warehouse, case / "course_structure.json", "O/C/R")
            warehouse.land(case / "input.log")
        warehouse.build(tests=True)

    return built_once(tmp_path_factory, "privacy", build)


@pytest.fixture(scope="session")
def case_37(shared: Path, privacy_warehouse: Warehouse) -> Warehouse:
    """The same, where case 37 is there."""
    return privacy_warehouse


def copied(warehouse: Warehouse, folder: Path) -> Warehouse:
    """A copy of a warehouse to write to."""
    copy = Warehouse(folder)
    shutil.copy(warehouse.database, copy.database)
    return copy


def places_of(warehouse: Warehouse, name: str) -> list[str]:
    """Text columns of the public schemas that hold a name, in whatever part of a text."""
    texts = warehouse.rows(
        """
        select
            format('{}.{}', table_schema, table_name),
            format('"{}"."{}"."{}"', table_catalog, table_schema, table_name),
            list(column_name)
        from information_schema.columns
        where table_schema in ('marts', 'moocdb', 'staging') and data_type = 'VARCHAR'
        group by all
        """
    )
    places = []
    for table, relation, columns in texts:
        held = ", ".join(f"bool_or(contains(\"{column}\", '{name}'))" for column in columns)
        (found,) = warehouse.rows(f"select {held} from {relation}")
        places += [
            f"{table}.{column}" for column, is_held in zip(columns, found, strict=True) if is_held
        ]
    return places


def test_name_of_case_37_is_nowhere(case_37: Warehouse) -> None:
    assert case_37.rows(
        "select count(*) from private.learner_identities where username = 'carol_secret'"
    ) == [(1,)]
    assert places_of(case_37, "carol_secret") == []


def test_readers_of_case_37_are_learners(case_37: Warehouse) -> None:
    """A chapter called meet_the_instructor and a wiki page on studio lighting make nobody staff."""
    assert case_37.rows(
        "select username from marts.fct_person_course "
        "inner join private.learner_identities using (learner_id) "
        "where course_id like '%Demo%' order by username"
    ) == [("alice",), ("bob",), ("carol_secret",), ("erin",)]


def test_addresses_of_case_37_show_their_routes(case_37: Warehouse) -> None:
    assert case_37.rows(
        "select url from marts.fct_events inner join private.learner_identities using (learner_id) "
        "where username = 'carol_secret' order by event_at"
    ) == [
        ("https://lms.example.org/api/user/v1/accounts/-",),
        ("https://lms.example.org/api/mobile/v0.5/users/-",),
        ("https://lms.example.org/profile/-",),
        ("https://lms.example.org/courses/course-v1:Org+Demo+R1/courseware/week_1/part_1/",),
    ]


def test_one_resource_for_two_subsections_of_one_html_name(case_37: Warehouse) -> None:
    assert case_37.rows(
        "select count(*), count(distinct observed_event_id), count(resource_id) "
        "from intermediate.int_observed_events where course_id = 'O/C/R'"
    ) == [(1, 1, 1)]
    assert case_37.rows(
        """
        select people.username, split_part(resources.resource_uri, '/vertical/', 2)
        from moocdb.observed_events as events
        inner join private.learner_identities as people on events.user_id = people.learner_id
        inner join moocdb.resources as resources using (resource_id)
        where events.course_id = 'O/C/R'
        """
    ) == [("dave", "u2")]


def test_chapter_is_one_however_its_name_is_spelled(case_37: Warehouse) -> None:
    assert case_37.rows(
        "select n_chapters from marts.fct_person_course "
        "inner join private.learner_identities using (learner_id) where username = 'erin'"
    ) == [(1,)]


def test_names_in_other_addresses_are_nowhere(privacy_warehouse: Warehouse) -> None:
    assert privacy_warehouse.rows(
        "select count(*) from private.learner_identities where username = 'grace.hidden-9'"
    ) == [(1,)]
    assert places_of(privacy_warehouse, "grace.hidden") == []


def test_addresses_of_content_stay_whole(privacy_warehouse: Warehouse) -> None:
    urls = {
        url
        for (url,) in privacy_warehouse.rows(
            "select url from marts.fct_events inner join private.learner_identities "
            "using (learner_id) where username = 'grace.hidden-9'"
        )
    }
    host = "https://own.example.org"
    assert {
        f"{host}/courses/{COURSE}/courseware/week_1/part_1/2",
        f"{host}/courses/{COURSE}/wiki/Start/",
        f"{host}/courses/OwnX/PRIVOLD/2024/courseware/w/s/",
        f"{host}/courses/{COURSE}/discussion/forum/general/threads/4f3a00000000000000000001",
        f"{host}/courses/{COURSE}/discussion/forum/users/-",
        f"{host}/courses/{COURSE}/progress/-",
        f"{host}/unknown_service/-",
        f"{host}/-",
        "https://apps.example.org/some_app/-",
        "/dashboard/-",
    } <= urls


def test_unknown_event_types_show_their_routes(privacy_warehouse: Warehouse) -> None:
    types = {
        name
        for (name,) in privacy_warehouse.rows(
            "select event_type from marts.rpt_event_types where not is_known"
        )
    }
    assert {"/profile/-", "/unknown_service/-", "/-", "custom.service/-"} <= types


def test_no_alarm_without_a_leak(privacy_warehouse: Warehouse, tmp_path: Path) -> None:
    """Nor for learners who are named like a chapter, a mode or an area."""
    code, printed = copied(privacy_warehouse, tmp_path).dbt("test", "--select", CHECK)
    assert code == 0, printed


@pytest.mark.parametrize(
    "plant",
    [
        "update marts.fct_page_visits set page = 'learner/grace.hidden-9/posts'",
        "update {database}.moocdb.urls set url = url || '/grace.hidden-9'",
        "update intermediate.int_line_ledger set error = 'cannot read: 198.51.100.97'",
        "update marts.rpt_event_types set event_type = '/u/grace.hidden-9'",
        "update {database}.moocdb.resources set resource_name = 'by grace.hidden-9 (learner)'",
    ],
)
def test_planted_name_is_found(privacy_warehouse: Warehouse, tmp_path: Path, plant: str) -> None:
    warehouse = copied(privacy_warehouse, tmp_path)
    with duckdb.connect(str(warehouse.database)) as connection:
        connection.execute(plant.format(database=warehouse.database.stem))
    code, printed = warehouse.dbt("test", "--select", CHECK)
    assert code == 1 and "Got 1 result" in printed, printed
