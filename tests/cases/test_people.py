"""Who the learners are: data package, settings and forms of registration; who was enrolled."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Warehouse

COURSE = "course-v1:OwnX+PACKAGE+2024"
PUBLIC = ("marts", "moocdb", "private")
BUILT = [
    "+learner_profiles", "+learner_ids", "+learner_identities", "+dim_learners", "+fct_events",
    "+fct_enrollment_events", "+fct_enrollments", "+rpt_enrollment_differences", "+users",
    "+fct_enrollment_gender_daily", "+fct_enrollment_daily",
]  # fmt: skip
PACKAGE = {
    "auth_user": """\
id\tusername\temail\tpassword\tis_active\tlast_login\tdate_joined
971001\tpkg_ana\tana@example.com\tsha-secret\t1\t2024-05-20 08:00:00\t2024-05-01 08:00:00
971002\tpkg_bo\tbo@example.com\tsha-secret\t1\tNULL\t2024-05-01 08:00:00
971003\tpkg_never\tnever@example.com\tsha-secret\t1\tNULL\t2024-05-01 08:00:00
""",
    "auth_userprofile": """\
id\tuser_id\tname\tgender\tyear_of_birth\tlevel_of_education\tcountry
1\t971001\tAna\tf\t1984\tp\tDE
2\t971002\tBo\tm\tNULL\tNULL\tNULL
3\t971003\tNever\to\t2001\ths\tFR
""",
    "student_courseenrollment": f"""\
id\tcourse_id\tuser_id\tcreated\tis_active\tmode
1\t{COURSE}\t971001\t2024-05-06 08:00:00\t1\taudit
2\t{COURSE.lower()}\t971002\t2024-05-04 08:00:00\t0\taudit
3\t{COURSE}\t971003\t2024-05-07 08:00:00\t1\tverified
""",
    "user_id_map": """\
id\thash_id\tusername
971001\tabcdef971001\tpkg_ana
""",
}


def event(day: str, event_type: str, payload: object, username: str = "", **context: object) -> str:
    """A line of the log; only events of a browser leave the account out, as old logs did."""
    line = {
        "username": username, "event_type": event_type, "event_source": "server",
        "event": payload, "context": {"course_id": COURSE, **context},
        "time": f"2024-05-{day}:00+00:00", "ip": "198.51.100.9",
    }  # fmt: skip
    return json.dumps(line) + "\n"


def enrollment(day: str, action: str, user_id: int, mode: str) -> str:
    payload = {"course_id": COURSE, "user_id": user_id, "mode": mode}
    return event(day, f"edx.course.enrollment.{action}", payload)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Ana is known by name alone, Bo leaves after the package, nobody else is there."""
    path = tmp_path / "tracking.log"
    path.write_text(
        enrollment("06T08:00", "activated", 971001, "honor")
        + enrollment("05T08:00", "activated", 971002, "audit")
        + event("06T09:00", "problem_check", {}, "pkg_ana")
        + event("06T09:01", "problem_check", {}, "pkg_bo")
        + enrollment("08T09:00", "activated", 971004, "audit")
    )
    return path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    for table, text in PACKAGE.items():
        (folder / f"OwnX-PACKAGE-2024-{table}-prod-analytics.sql").write_text(text)
    return folder


def test_forms_of_registration_make_profiles(reports_warehouse: Warehouse) -> None:
    rows = reports_warehouse.rows(
        "select username, gender, birth_year, education, country, language, full_name, email, "
        "gender_source, birth_year_source from private.learner_profiles "
        "where username in ('own_ana', 'own_bo', 'own_cem', 'own_nobody') order by 1"
    )
    ana = ("f", 1984, "masters", "DE", None, "Own Ana", "own.ana@example.com", "registration")
    bo = ("f", 1999, None, None, "en,pl", "Own Bo", None, "settings")
    cem = ("o", 2001, "bachelors", None, None, "Own Cem", None, "registration")
    assert rows == [
        ("own_ana", *ana, "registration"),
        ("own_bo", *bo, "registration"),
        ("own_cem", *cem, "registration"),
    ]


def test_password_is_in_no_table(reports_warehouse: Warehouse) -> None:
    relations = reports_warehouse.rows(
        "select table_schema || '.' || table_name, "
        'format(\'"{}"."{}"\', table_schema, table_name), '
        "string_agg(format('\"{}\"', column_name), ', ') "
        "from information_schema.columns where data_type = 'VARCHAR' "
        "group by all"
    )
    assert len(relations) > 200
    for name, relation, columns in relations:
        found = reports_warehouse.rows(
            f"select count(*) from {relation} "
            f"where contains(concat_ws(' ', {columns}), 'OwnSecret')"
        )
        assert found == [(0,)], name
    [(n_masked,)] = reports_warehouse.rows(
        "select count(*) from private.stg_edx__lines where payload like '%********%'"
    )
    assert n_masked >= 6  # the requests are there, without their passwords


@pytest.mark.parametrize("order", ["package last", "package first"])
def test_package_may_come_before_or_after_the_logs(
    order: str, warehouse: Warehouse, log: Path, package: Path, tmp_path: Path
) -> None:
    together = Warehouse(tmp_path / "together")
    together.folder.mkdir()
    together.land(log).land(package, source="edx-package", final=False).build(select=BUILT)
    if order == "package first":
        warehouse.land(package, source="edx-package", final=False).build(select=BUILT)
        warehouse.land(log).build(select=BUILT)
    else:
        warehouse.land(log).build(select=BUILT)
        warehouse.land(package, source="edx-package", final=False).build(select=BUILT)
    assert warehouse.checksums(*PUBLIC) == together.checksums(*PUBLIC)
    people = (
        "select platform_user_id, count(*) from marts.fct_events "
        "inner join private.learner_identities using (learner_id) "
        "where event_type = 'problem_check' group by all order by 1"
    )
    assert warehouse.rows(people) == [("971001", 1), ("971002", 1)]
    assert warehouse.rows(
        "select platform_user_id, is_enrolled, mode, first_mode, "
        "strftime(first_enrolled_at, '%d %H:%M') from marts.fct_enrollments "
        "inner join private.learner_identities using (learner_id) order by 1"
    ) == [
        ("971001", True, "audit", "honor", "06 08:00"),  # the package knows a later mode
        ("971002", False, "audit", None, "04 08:00"),  # began before the logs, left after them
        ("971003", True, "verified", "verified", "07 08:00"),  # no event at all
        ("971004", True, "audit", "audit", "08 09:00"),  # newer than the package
    ]
    assert warehouse.rows(
        "select platform_user_id, difference, package_value, log_value, used "
        "from marts.rpt_enrollment_differences "
        "inner join private.learner_identities using (learner_id) order by 1, 2"
    ) == [
        ("971001", "mode", "audit", "honor", "package"),
        ("971002", "first_enrolled_at", "2024-05-04 08:00:00", "2024-05-05 08:00:00", "package"),
        ("971002", "is_enrolled", "false", "true", "package"),
        ("971003", "not in logs", "true", None, "package"),
    ]
    assert warehouse.rows(
        "select gender, birth_year, education, country, n_courses from marts.dim_learners "
        "where gender = 'o'"
    ) == [("o", 2001, "secondary", "FR", 1)]
    assert warehouse.rows("select id from private.learner_ids where id_kind = 'hash_id'") == [
        ("abcdef971001",)
    ]


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    """What is certain of the sample's data package, by course."""
    text = (ROOT / "sample_logs" / "package.truth.json").read_text()
    courses: dict[str, Any] = json.loads(text)["courses"]
    return courses


def test_sample_people_are_who_the_package_says(
    sample_warehouse: Warehouse, truth: dict[str, Any]
) -> None:
    for course, expected in truth.items():
        for column, source, name in (
            ("gender", "gender_source", "by_gender"),
            ("education_code", "education_source", "by_education"),
            ("country", "country_source", "by_country"),
            ("birth_year", "birth_year_source", "by_year_of_birth"),
        ):
            # The logs know more of some: a form of registration, a changed setting.
            found = sample_warehouse.rows(
                f"select coalesce(case when {source} = 'package' then cast({column} as varchar) "
                "end, 'unknown'), count(*) from private.learner_profiles "
                "inner join private.stg_edx_package__enrollments using (learner_id) "
                "inner join intermediate.int_learner_courses using (learner_id, course_id) "
                f"where course_id = '{course}' and is_counted and username is not null group by 1"
            )
            assert dict(found) == expected[name], (course, name)


def test_sample_enrollments_are_reconciled(
    sample_warehouse: Warehouse, truth: dict[str, Any]
) -> None:
    for course, expected in truth.items():
        enrollments = {
            int(user_id): state
            for user_id, *state in sample_warehouse.rows(
                "select platform_user_id, is_enrolled, mode from marts.fct_enrollments "
                "inner join private.learner_identities using (learner_id) "
                f"where course_id = '{course}'"
            )
        }
        differences = sample_warehouse.rows(
            "select platform_user_id, difference, used from marts.rpt_enrollment_differences "
            f"inner join private.learner_identities using (learner_id) where course_id = '{course}'"
        )
        found = {(int(user_id), difference, used) for user_id, difference, used in differences}
        planted = expected["planted"]
        for user_id in planted["left_in_database_only"]:
            assert not enrollments[user_id][0]
            assert (user_id, "is_enrolled", "package") in found
        for user_id in planted["paid_in_database_only"]:
            assert enrollments[user_id] == [True, "verified"]
            assert (user_id, "mode", "package") in found
        for user_id in planted["back_in_database_only"]:
            assert enrollments[user_id][0]
            assert (user_id, "is_enrolled", "package") in found
        for user_id in planted["missing_in_database"]:
            assert (user_id, "not in package", "log") in found
        for user_id in planted["never_in_logs"] + planted["unknown_user"]:
            assert user_id in enrollments
            assert (user_id, "not in logs", "package") in found
        now = [
            mode
            for user_id, (is_enrolled, mode) in enrollments.items()
            if is_enrolled and user_id not in planted["missing_in_database"]
        ]
        assert dict(Counter(now)) == expected["enrolled_now_by_mode"]
