"""The scripts of DigitalLearnerQuantified find in an export what they read, under its names.

Its scripts take these tables and columns for granted, and join events to resources by the text of
the address.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest
from conftest import Warehouse

from publishers.moocdb.export import publish
from publishers.moocdb.queries import Vocabulary
from publishers.warehouse import open_warehouse

COURSES = ("MOOCdbX/Stat101/2025_Fall", "course-v1:MOOCdbX+Data201+2025_Fall", "learning-001")
READ = {
    "users": "user_id user_last_submission_id",
    "submissions": "submission_id user_id problem_id submission_timestamp "
    "submission_attempt_number validity",
    "assessments": "assessment_id submission_id assessment_grade",
    "problems": "problem_id problem_type_id problem_week problem_hard_deadline problem_parent_id",
    "observed_events": "user_id url_id observed_event_timestamp observed_event_duration validity",
    "urls": "url_id url",
    "resources": "resource_id resource_uri resource_type_id resource_release_timestamp",
    "resource_types": "resource_type_id resource_type_content",
    "resources_urls": "resource_id url_id",
    "collaborations": "user_id collaboration_type_id collaboration_timestamp collaboration_content",
}
NONE = {
    "a learner twice": "select user_id from users group by user_id having count(*) > 1",
    "a last submission that is none or not the latest": """
        select users.user_id
        from users
        left join submissions as made on users.user_last_submission_id = made.submission_id
        full join (
            select user_id, max(submission_timestamp) as at from submissions group by user_id
        ) as latest on users.user_id = latest.user_id
        where made.submission_timestamp is distinct from latest.at
    """,
    "a submission without its one assessment": """
        select submission_id
        from submissions left join assessments using (submission_id)
        group by submission_id having count(assessment_id) <> 1
    """,
    "a grade beyond 0 to 1": "from assessments where assessment_grade not between 0 and 1",
    "an invalid mark": "from submissions where validity not in (0, 1) or validity is null",
    "an event whose address is not that of one resource": """
        select observed_event_id
        from observed_events
        left join urls using (url_id)
        left join resources on urls.url = resources.resource_uri
        group by observed_event_id having count(resources.resource_id) <> 1
    """,
    "an address of events with several resources or none": """
        select url_id
        from (select distinct url_id from observed_events) as used
        left join resources_urls using (url_id)
        group by url_id having count(resources_urls.resource_id) <> 1
    """,
    "an address that is cut": "from resources where length(resource_uri) > 255",
    "a resource without its type": """
        from resources anti join resource_types using (resource_type_id)
    """,
    "a homework or a lab that has parts": """
        select parts.problem_id
        from problems
        inner join problems as parts on parts.problem_parent_id = problems.problem_id
        where problems.problem_type_id in (1, 3)
    """,
    "a post without a text": """
        from collaborations
        where collaboration_type_id in (1, 2, 3) and collaboration_content is null
    """,
}


@pytest.fixture(scope="module", params=COURSES)
def exported(
    request: pytest.FixtureRequest,
    both_platforms: Warehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> duckdb.DuckDBPyConnection:
    """The export of a course, read back from its files."""
    folder = tmp_path_factory.mktemp("dlq")
    with open_warehouse(both_platforms.database) as connection:
        (written,) = publish(
            connection, folder, course_ids=[request.param], vocabulary=Vocabulary.dlq
        )
    con = duckdb.connect()
    for name in READ:
        path = Path(written) / f"{name}.csv"
        con.execute(f"create table {name} as from read_csv('{path}', header=true, sample_size=-1)")
    return con


def test_the_columns_are_there(exported: duckdb.DuckDBPyConnection) -> None:
    for table, columns in READ.items():
        found = {name for name, *_ in exported.execute(f"describe {table}").fetchall()}
        assert set(columns.split()) - found == set(), table


@pytest.mark.parametrize("what", NONE)
def test_there_is_no(exported: duckdb.DuckDBPyConnection, what: str) -> None:
    assert exported.execute(NONE[what]).fetchall() == []


def test_what_is_counted_is_there(exported: duckdb.DuckDBPyConnection) -> None:
    """Time in lectures by the join of the scripts is that by the event's own resource."""
    by_text, by_id = (
        Counter(dict(exported.execute(f"""
            select resource_type_id, count(*) from observed_events {join}
            where observed_event_duration > 0 group by all
        """).fetchall()))
        for join in (
            "inner join urls using (url_id) inner join resources on url = resource_uri",
            "inner join resources using (resource_id)",
        )
    )  # fmt: skip
    assert by_text == by_id and by_text[4] > 10
