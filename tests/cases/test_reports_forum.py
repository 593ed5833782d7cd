"""Reports about the forum: what becomes of posts, and which ids are whose."""

from pathlib import Path

from conftest import Warehouse

A, B = "course-v1:OwnX+FORUMA+2024", "course-v1:OwnX+FORUMB+2024"


def threads(warehouse: Warehouse, course: str) -> list[tuple[str, int, int, int, bool | None]]:
    """Thread, responses, participants, votes, whether it is deleted."""
    return warehouse.rows(
        f"""
        select thread_id, n_responses, n_participants, n_upvotes, is_deleted
        from marts.rpt_forum_threads
        where course_id = '{course}'
        order by 1
        """
    )


def test_deleted_marked_and_reported_posts(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "course-v1:BugX+C17+2024"
    assert reports_warehouse.rows(
        f"""
        select right(post_id, 2), kind, is_deleted, is_endorsed, is_answer, is_reported
        from marts.fct_forum_posts
        where course_id = '{course}'
        order by 1
        """
    ) == [
        ("01", "thread", False, None, None, False),
        ("02", "thread", True, None, None, False),
        ("11", "response", False, True, True, False),
        ("12", "response", True, False, False, True),
        ("21", "comment", False, None, None, False),
    ]
    assert [row[1:] for row in threads(reports_warehouse, course)] == [
        (1, 2, 0, False),
        (0, 0, 0, True),
    ]


def test_posts_are_known_by_course_kind_and_id(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        f"""
        select course_id, kind, post_id, parent_id, thread_id
        from marts.fct_forum_posts
        where course_id in ('{A}', '{B}')
        order by 1, 2, 3
        """
    ) == [
        (A, "comment", "3", "2", "1"),
        (A, "response", "1", "1", "1"),
        (A, "response", "2", "1", "1"),
        (A, "thread", "1", None, "1"),
        (A, "thread", "2", None, "2"),
        (B, "response", "2", "1", "1"),
        (B, "thread", "1", None, "1"),
    ]
    assert reports_warehouse.rows(
        f"""
        select kind, post_id, body
        from private.forum_post_texts
        where course_id = '{A}' and post_id = '1'
        order by 1
        """
    ) == [("response", "1", "answer"), ("thread", "1", "one")]


def test_latest_event_decides_the_state_of_a_post(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        f"""
        select
            kind, post_id, is_deleted, is_endorsed, is_answer, is_pinned, is_locked, is_reported,
            n_edits
        from marts.fct_forum_posts
        where course_id = '{A}'
        order by 1, 2
        """
    ) == [
        ("comment", "3", True, None, None, None, None, False, 0),
        ("response", "1", False, True, True, None, None, False, 0),
        ("response", "2", True, False, False, None, None, True, 0),
        ("thread", "1", False, None, None, True, False, False, 0),
        ("thread", "2", False, None, None, False, True, False, 2),
    ]
    assert reports_warehouse.rows(
        f"""
        select distinct is_deleted, is_endorsed, is_pinned, is_locked, is_reported, n_edits
        from marts.fct_forum_posts
        where course_id = '{B}'
        """
    ) == [(None, None, None, None, None, None)]


def test_threads_count_what_is_left(reports_warehouse: Warehouse) -> None:
    assert threads(reports_warehouse, A) == [("1", 1, 2, 1, False), ("2", 0, 1, 1, False)]
    assert threads(reports_warehouse, B) == [("1", 1, 2, 0, None)]


def test_contributions_are_counted_from_creations(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        f"""
        select people.username, facts.nforum_threads, facts.nforum_comments, facts.n_forum_posts
        from marts.fct_person_course as facts
        inner join private.learner_identities as people using (learner_id)
        where facts.course_id = '{A}'
        order by 1
        """
    ) == [("fora_1", 1, 0, 1), ("fora_2", 1, 1, 2), ("fora_3", 0, 1, 1), ("fora_4", 0, 1, 1)]


def test_collaborations_answer_posts_of_their_course_and_kind(
    reports_warehouse: Warehouse,
) -> None:
    assert reports_warehouse.rows(
        f"""
        select
            people.username, types.collaboration_type_name, authors.username,
            parent_types.collaboration_type_name
        from moocdb.collaborations as posts
        inner join moocdb.collaboration_types as types
            on posts.collaboration_type_id = types.collaboration_type_id
        inner join moocdb.collaborations as parents
            on posts.collaboration_parent_id = parents.collaboration_id
        inner join moocdb.collaboration_types as parent_types
            on parents.collaboration_type_id = parent_types.collaboration_type_id
        inner join private.learner_identities as people on posts.user_id = people.learner_id
        inner join private.learner_identities as authors on parents.user_id = authors.learner_id
        where posts.course_id = '{A}'
        order by posts.collaboration_timestamp
        """
    ) == [
        ("fora_2", "forum_answer", "fora_1", "forum_post"),
        ("fora_3", "forum_answer", "fora_1", "forum_post"),
        ("fora_4", "forum_comment", "fora_3", "forum_answer"),
        ("fora_1", "forum_vote", "fora_2", "forum_answer"),
        ("fora_3", "forum_vote", "fora_2", "forum_post"),
    ]
