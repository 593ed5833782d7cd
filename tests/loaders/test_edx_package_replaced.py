"""An edX data package instead of an earlier one: by course, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from lander import Lander
from package_files import (
    COURSE,
    ODD,
    PREFIX,
    Table,
    dump,
    files_of,
    package,
    tab_separated,
    write,
)
from package_lander import check_counts, land, tables_in

from loaders.warehouse.edx_package_tables import TABLES


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def test_two_packages_of_different_weeks_are_refused(lander: Lander) -> None:
    files = files_of(ODD)
    weeks = ("2014-01-05", "2014-01-12")
    both = {f"{week}/{name}": text for week in weeks for name, text in files.items()}
    done = land(lander, both, code=2)
    assert f"The table courseware_studentmodule of {COURSE} is in " in done.stderr
    for week in weeks:
        assert f"{week}/{PREFIX}-courseware_studentmodule-prod-analytics.sql" in done.stderr
    assert "land one package at a time, the newer one last" in done.stderr
    users = {name: text for name, text in both.items() if "auth_user" in name}
    users |= {name: text for name, text in files.items() if "completion" in name}
    done = land(lander, users, code=2)
    assert "The table auth_user of one course is in " in done.stderr
    land(lander, {f"{week}/auth_user.csv": tab_separated(ODD["auth_user"]) for week in weeks})
    assert len(lander.rows("from raw_edx.auth_user")) == 2
    done = land(lander, files | {"p.sql": dump(ODD)}, code=2)
    assert "p.sql" in done.stderr and "again in" in done.stderr
    assert lander.rows("select count(*) from raw.loads") == [(1,)]


def test_damaged_rows_of_two_packages_that_name_no_course_alike_are_no_course(
    lander: Lander,
) -> None:
    folder = lander.folder / "packages"
    header = "id\tuser_id\tcourse_id\tcreated\tis_active\tmode\n"
    for name, course in (("A-B-C", "A/B/C"), ("D-E-F", "D/E/F")):
        rows = f"1\t1\t{course}\tc\t1\taudit\n2\t2\t#\tc\t1\taudit\n"
        path = f"packages/{name}-student_courseenrollment-prod-analytics.sql"
        lander.write(path, (header + rows).encode())
    lander.run("edx-package", folder)
    assert lander.rows("select course_id from raw_edx.student_courseenrollment order by all") == [
        ("#",),
        ("A/B/C",),
        ("D/E/F",),
    ]


def test_packages_of_two_courses_land_together(lander: Lander) -> None:
    other = package("Org/C102/R1", first=3)
    files = files_of(package()) | files_of(other, name="Org-C102-R1-{}-prod-analytics.sql")
    land(lander, files)
    for name, (_, rows) in other.items():
        assert len(lander.rows(f"from raw_edx.{name}")) == len(package()[name][1]) + len(rows), name


def test_the_option_course_names_the_course_of_what_has_none(lander: Lander) -> None:
    columns, rows = package()["student_courseenrollment"]
    text = tab_separated((columns[1:], [row[1:] for row in rows]))
    done = land(lander, {"student_courseenrollment.sql": text})
    reasons = "select distinct reason from raw_edx.rejected_rows"
    assert lander.rows(reasons) == [("no_course",)]
    assert "no_course 2" in done.output
    land(lander, {"student_courseenrollment.sql": text}, "--course", "course-v1:A%2BB%2BC")
    courses = "select course_id from raw_edx.student_courseenrollment"
    assert lander.rows(courses) == [("course-v1:A+B+C",)] * 2
    done = land(lander, files_of(ODD), "--course", "no key", code=2)
    assert "'no key' is not a course key" in done.stderr


def test_a_package_landed_twice_is_landed_once(lander: Lander) -> None:
    folder = write(lander.folder / "p", files_of(package()))
    lander.run("edx-package", folder)
    before = tables_in(lander)
    lander.run("edx-package", folder)
    check_counts(lander)
    assert tables_in(lander) == before
    states = lander.rows("select load_id, is_current, count(*) from raw.files group by all")
    assert sorted(states) == [(1, False, len(package())), (2, True, len(package()))]
    assert "replaced" in lander.run("status").output
    replaced = lander.rows(
        "select sum(n_landed - n_replaced) from raw_edx.row_counts where load_id = 1"
    )
    assert replaced == [(0,)]


@pytest.mark.parametrize("spelled", [COURSE.lower(), COURSE.replace("+", "%2B")])
def test_a_newer_package_replaces_a_course_whatever_its_spelling(
    lander: Lander, spelled: str
) -> None:
    other = package("Org/C102/R1", first=5)
    land(lander, files_of(package()))
    land(lander, files_of(other, name="other-{}.sql"))
    newer = package(spelled, first=2)
    land(lander, files_of(newer))
    for name, table in TABLES.items():
        if name in ("forum_posts", "olx_blocks"):
            continue
        if table.of_course and table.has_always_course:
            courses = lander.rows(f"select course_id, count(*) from raw_edx.{name} group by 1")
            assert sorted(courses) == [("Org/C102/R1", 2), (spelled, 2)], name
    replaced = lander.rows(
        "select load_id, table_name, is_current from raw.files join raw_edx.row_counts "
        "using (file_id, load_id) where table_name in ('student_courseenrollment', 'user_id_map') "
        "order by all"
    )
    assert replaced == [
        *[(1, "student_courseenrollment", False), (1, "user_id_map", True)],  # its user 1 is left
        *[(2, "student_courseenrollment", True), (2, "user_id_map", True)],
        *[(3, "student_courseenrollment", True), (3, "user_id_map", True)],
    ]
    users = lander.rows("select id, load_id from raw_edx.user_id_map order by 1")
    assert users == [("1", 1), ("2", 3), ("3", 3), ("5", 2), ("6", 2)]


def test_an_empty_table_empties_the_course_that_its_package_is_of(lander: Lander) -> None:
    names = ("student_courseenrollment", "teams_courseteam")
    tables = {name: package()[name] for name in names}
    land(lander, files_of(tables))
    land(lander, files_of({"teams_courseteam": (tables["teams_courseteam"][0], [])}, name="{}.sql"))
    assert len(lander.rows("from raw_edx.teams_courseteam")) == 2  # of which course is unknown
    tables["teams_courseteam"] = (tables["teams_courseteam"][0], [])
    land(lander, files_of(tables))
    assert lander.rows("from raw_edx.teams_courseteam") == []
    assert len(lander.rows("from raw_edx.student_courseenrollment")) == 2
    rows = lander.rows(
        "select course_id, n_rows, n_replaced from raw_edx.row_counts "
        "where table_name = 'teams_courseteam' order by load_id"
    )
    assert rows == [(COURSE, 2, 2), (None, 0, 0), (COURSE, 0, 0)]
    land(lander, files_of(tables))
    states = lander.rows(
        "select files.load_id, is_current from raw.files as files join raw_edx.row_counts "
        "using (file_id) where table_name = 'teams_courseteam' order by 1"
    )
    assert states == [(1, False), (2, True), (3, False), (4, True)]


@pytest.mark.parametrize("course", [None, COURSE])
def test_who_moves_to_another_group_is_in_that_group_alone(
    lander: Lander, course: str | None
) -> None:
    names = ("id", "course_id", "name", "group_type")
    groups = (names, [(str(i), COURSE, f"cohort {i}", "cohort") for i in (1, 2)])
    other = (names, [("3", "Org/C102/R1", "cohort 3", "cohort")])
    members = ("course_groups_courseusergroup_users", ("courseusergroup_id", "user_id"))

    def files(groups: Table, *rows: tuple[str, str]) -> Mapping[str, bytes]:
        return files_of(
            {"course_groups_courseusergroup": groups, members[0]: (members[1], rows)}, name="{}.sql"
        )

    options = ("--course", course) if course else ()
    land(lander, files(groups, ("1", "7"), ("2", "8")), *options)
    land(lander, files(other, ("3", "7")))
    land(lander, files(groups, ("2", "7"), ("2", "8")), *options)
    found = lander.rows(
        f"select courseusergroup_id, user_id from raw_edx.{members[0]} order by all"
    )
    assert found == [("2", "7"), ("2", "8"), ("3", "7")]


def test_roles_without_a_course_stay_beside_those_of_courses(lander: Lander) -> None:
    columns = ("course_id", "org", "user_id", "role")
    rows: list[tuple[str | None, ...]] = [
        ("", "Org", "1", "org_staff"),
        (None, "Org", "2", "org_staff"),
        (COURSE, "Org", "1", "instructor"),
    ]
    land(lander, files_of({"student_courseaccessrole": (columns, rows)}))
    land(lander, files_of({"student_courseaccessrole": (columns, [("", "Org", "1", "org_staff")])}))
    found = lander.rows(
        "select course_id, user_id, load_id from raw_edx.student_courseaccessrole order by all"
    )
    assert found == [(COURSE, "1", 1), (None, "1", 2), (None, "2", 1)]


def test_progress_log_and_status(lander: Lander) -> None:
    output = land(lander, files_of(ODD)).output
    assert "courseware_studentmodule" in output and "replaced earlier" in output
    log = json.loads((lander.folder / "logs" / "refresh.log").read_text())
    assert (log["command"], log["exit_code"], log["load_id"]) == ("loaders edx-package", 0, 1)
    landed = {"auth_user": 2, "courseware_studentmodule": 3, "completion_blockcompletion": 1}
    assert log["landed"] == landed and log["files"] == 3
    status = lander.run("status").output
    assert status.count("edx-package") == 4 and COURSE in status
    [load] = lander.rows("select source, files, lines, bytes > 0 from raw.loads")
    assert load == ("edx-package", 3, 6, True)


def test_a_load_that_dies_leaves_what_was_there(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loaders.edx_package import landing

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    land(lander, files_of(ODD))
    before = tables_in(lander), lander.rows("from raw_edx.row_counts")
    monkeypatch.setattr(landing._Landing, "_record", die)
    lander.run("edx-package", write(lander.folder / "p", files_of(package())), code=130)
    assert (tables_in(lander), lander.rows("from raw_edx.row_counts")) == before


def test_a_warehouse_in_the_folder_is_no_part_of_the_package(lander: Lander) -> None:
    write(lander.folder, files_of(ODD))
    lander.run("status")
    for _ in range(2):
        output = lander.run("edx-package", lander.folder).output
        assert "nothing is made of: " + str(lander.database) not in output
        assert "refresh.log" not in output
