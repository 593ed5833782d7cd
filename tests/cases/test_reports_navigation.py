"""Reports about pages: the learning app, units in frames, names that differ in punctuation."""

from pathlib import Path

from conftest import Warehouse


def units(warehouse: Warehouse, course: str) -> list[tuple[str | None, ...]]:
    """Name, type and subsection of each block but the course."""
    return warehouse.rows(
        f"""
        select split_part(block_id, 'block@', 2), block_type, sequential, chapter
        from marts.dim_content
        where course_id = '{course}' and block_type <> 'course'
        order by 1
        """
    )


def visits(warehouse: Warehouse, course: str) -> list[tuple[str, int, float]]:
    """Unit or page, number of visits, seconds."""
    return warehouse.rows(
        f"""
        select coalesce(split_part(block_id, 'block@', 2), page), n_visits, visit_seconds
        from marts.fct_page_visits
        where course_id = '{course}'
        order by first_at
        """
    )


def chapters(warehouse: Warehouse, course: str) -> list[tuple[str, int | None, bool | None]]:
    """User name, chapters opened, whether that is half of them."""
    return warehouse.rows(
        f"""
        select people.username, facts.n_chapters, facts.explored
        from marts.fct_person_course as facts
        inner join private.learner_identities as people using (learner_id)
        where facts.course_id = '{course}'
        order by 1
        """
    )


def test_learning_app_names_the_unit_that_is_left(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    course = "course-v1:BugX+C14+2024"
    assert units(reports_warehouse, course) == [
        ("s1", "sequential", "s1", None),
        ("u1", "vertical", "s1", None),
        ("u2", "vertical", "s1", None),
        ("u3", "vertical", "s1", None),
        ("v2", "vertical", None, None),
    ]
    assert visits(reports_warehouse, course) == [
        ("u1", 1, 61), ("u2", 1, 60), ("u3", 1, 60), ("v2", 1, 59),
    ]  # fmt: skip
    assert chapters(reports_warehouse, course) == [("mover", None, None)]


def test_course_and_video_known_by_the_frame(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select course_id, watched_seconds from marts.fct_video_views "
        "where video_id = '292929290001abcdefabcdefabcdef00'"
    ) == [("course-v1:BugX+C29+2024", 20)]


def test_learning_app_keys_are_read_however_encoded(reports_warehouse: Warehouse) -> None:
    course = "course-v1:OwnX+LEARNAPP+2024"
    assert units(reports_warehouse, course) == [
        ("s1", "sequential", "s1", None),
        ("s2", "sequential", "s2", None),
        ("u1", "vertical", None, None),
        ("u2", "vertical", "s1", None),
        ("w1", "vertical", "s2", None),
    ]
    assert visits(reports_warehouse, course) == [
        ("home", 1, 60), ("u1", 2, 180), ("u2", 1, 121), ("w1", 1, 120),
    ]  # fmt: skip
    assert chapters(reports_warehouse, course) == [("app_reader", None, None)]


def test_chapters_are_null_where_nothing_tells_them(reports_warehouse: Warehouse) -> None:
    assert chapters(reports_warehouse, "course-v1:OwnX+MIXED+2024") == [
        ("frame_reader", None, None),
        ("home_reader", 0, False),
        ("old_reader", 2, True),
    ]


def resources(warehouse: Warehouse, course: str) -> list[tuple[str, str]]:
    """User name and last part of the address of the resource, an event each."""
    return warehouse.rows(
        f"""
        select people.username, split_part(resources.resource_uri, '/vertical/', 2)
        from moocdb.observed_events as events
        inner join private.learner_identities as people on events.user_id = people.learner_id
        inner join moocdb.resources as resources using (resource_id)
        where events.course_id = '{course}'
        order by 1
        """
    )


def test_names_that_differ_in_punctuation_are_two_blocks(reports_warehouse: Warehouse) -> None:
    assert resources(reports_warehouse, "OwnX/PUNCT/2024") == [
        ("punct_colon", "colon"),
        ("punct_dash", "dot"),
        ("punct_dot", "dot"),
        ("punct_move", "colon"),
    ]
    assert reports_warehouse.rows(
        """
        select people.username, split_part(visits.block_id, '/vertical/', 2)
        from marts.fct_page_visits as visits
        inner join private.learner_identities as people using (learner_id)
        where visits.course_id = 'OwnX/PUNCT/2024'
        order by 1
        """
    ) == [
        ("punct_colon", "colon"),
        ("punct_dash", "dot"),
        ("punct_dot", "dot"),
        ("punct_move", "colon"),
    ]
    assert {name for name, *_ in chapters(reports_warehouse, "OwnX/PUNCT/2024")} == {
        "punct_colon", "punct_dash", "punct_dot", "punct_move",
    }  # fmt: skip


def test_no_block_of_a_structure_is_lost(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select count(*), count(distinct block_id) from marts.dim_content "
        "where course_id = 'OwnX/PUNCT/2024' and block_type not in ('course', 'chapter')"
    ) == [(14, 14)]
    assert reports_warehouse.rows(
        "select chapter, sequential, vertical_position from marts.dim_content "
        "where block_id = 'i4x://OwnX/PUNCT/problem/buried'"
    ) == [("w", "deep", 1)]
