"""The tables of raw_coursera, and what tells the two formats of an export apart."""

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache

import pyarrow as pa

from loaders.errors import Refusal

# Columns as both formats together have them; what a format lacks is null. Names of persons differ:
# anon_user_id (coursera_1) or session_user_id (coursera_2), forum_user_id or user_id.
WHO = "anon_user_id text, session_user_id text"
FORUM_WHO = "forum_user_id text, user_id int"
SCHEDULE = "parent_id int, title text, open_time int, soft_close_time int, hard_close_time int"
SUBMISSION = f"id int, item_id int, {WHO}, submission_time int, submission_number int"
TABLES = {
    "hash_mapping": "user_id int, anon_user_id text, session_user_id text, eventing_user_id text, "
    "forum_user_id text, public_user_id text",
    "access_groups": "id int, name text",
    "users": f"{WHO}, access_group_id int, registration_time int, last_access_time int, "
    "last_access_ip text, locale text, timezone text, deleted int",
    "course_grades": f"{WHO}, normal_grade real, distinction_grade real, achievement_level text",
    "sections": "id int, title text, display_order int",
    "items_sections": "item_type text, item_id text, section_id int, order int",
    "lecture_metadata": f"id int, {SCHEDULE}, video_length real, deleted int",
    "lecture_submission_metadata": f"{SUBMISSION}, raw_score real, action text",
    "quiz_metadata": f"id int, {SCHEDULE}, maximum_submissions int, quiz_type text, deleted int",
    "quiz_submission_metadata": f"{SUBMISSION}, raw_score real",
    "assignment_metadata": f"id int, {SCHEDULE}, maximum_submissions int, deleted int",
    "assignment_part_metadata": "id int, assignment_id int, part_order int, maximum_score real, "
    "title text, deleted int",
    "assignment_submission_metadata": f"{SUBMISSION}, raw_score real",
    "wiki_pages": "id int, canonical_name text, title text, deleted int",
    "wiki_revisions": f"id int, page_id int, {WHO}, timestamp int",
    "forum_forums": "id int, parent_id int, name text, display_order int, deleted int",
    "forum_threads": f"id int, forum_id int, {FORUM_WHO}, posted_time int, title text, "
    "num_views int, votes int, deleted int, is_spam int, anonymous int",
    "forum_posts": f"id int, thread_id int, {FORUM_WHO}, post_time int, post_text text, votes int, "
    "deleted int, is_spam int, anonymous int, original int",
    "forum_comments": f"id int, thread_id int, post_id int, {FORUM_WHO}, post_time int, "
    "comment_text text, votes int, deleted int, is_spam int, anonymous int",
    "forum_reputation_record": f"{FORUM_WHO}, pc_id int, type text, direction int, timestamp int",
    "kvs_quiz": "key text, value text",
    "kvs_forum_readrecord": "key text, value text",
}
PARSED = {
    "quiz_questions": "quiz_id int, question_id text, group_number int, place int, "
    "question_type text, choice_type text, question_text text, video_seconds real",
    "quiz_options": "quiz_id int, question_id text, place int, option_id text, "
    "selected_score real, unselected_score real, option_text text",
    "quiz_submissions": "submission_id int, quiz_id int, start_time int, saved_time int",
    "quiz_answers": "submission_id int, question_id text, place int, option_id text, "
    "answer_text text",
    "forum_reads": "forum_id int, user_id int, thread_id int, read_at int",
    "unreadable_values": "table_name text, key text, reason text",
}
TYPES = {
    "int": ("bigint", pa.int64()),
    "real": ("double", pa.float64()),
    "text": ("varchar", pa.large_string()),
}
BIGINT = range(-(2**63), 2**63)
KVS = re.compile(r"kvs_course(?:\.\d+)?\.(quiz|forum_readrecord)")

# What tells the formats apart, and what either must have.
FORMATS = {
    "coursera_1": {
        "hash_mapping": {"user_id", "anon_user_id", "forum_user_id"},
        "users": {"anon_user_id", "access_group_id", "registration_time"},
        "forum_posts": {"id", "thread_id", "forum_user_id", "post_time", "post_text"},
    },
    "coursera_2": {
        "hash_mapping": {"user_id", "session_user_id"},
        "users": {"session_user_id", "access_group_id", "registration_time"},
        "forum_posts": {"id", "thread_id", "user_id", "post_time", "post_text"},
    },
}


def columns_of(table: str) -> dict[str, str]:
    """Return the columns of a raw table with their types: int, real or text."""
    specification = TABLES.get(table) or PARSED[table]
    return dict(column.split(" ", 1) for column in specification.split(", "))


def raw_table(name: str) -> str:
    """Return the raw table that a table of an export becomes; '' if nothing is made of it."""
    if kvs := KVS.fullmatch(name):
        return f"kvs_{kvs[1]}"
    return name if name in TABLES else ""


@cache
def wanted(name: str) -> dict[str, str]:
    """Return the columns to read of a table of an export, with their types."""
    raw = raw_table(name)
    return columns_of(raw) if raw else {}


def format_of(found: Mapping[str, Container[str]], expected: str | None) -> str:
    """Return the format that the columns of the raw tables show.

    Refusal if they show none, or another than the one expected, if one is.
    """
    lacking = {
        name: [
            f"{table}.{column}"
            for table, columns in needed.items()
            for column in sorted(columns)
            if column not in found.get(table, ())
        ]
        for name, needed in FORMATS.items()
        if expected in (None, name)
    }
    fits = [name for name, columns in lacking.items() if not columns]
    if len(fits) != 1:
        lacks = "; ".join(f"for {name} it lacks {', '.join(c)}" for name, c in lacking.items() if c)
        raise Refusal(
            f"This export is incomplete: {lacks or 'its columns fit both formats'}. Name the "
            "folder or the databases that hold all of one session."
        )
    return fits[0]


def create_tables() -> Iterator[str]:
    """Yield SQL that makes the tables of raw_coursera, unless they are there."""
    yield "create schema if not exists raw_coursera"
    for table in (*TABLES, *PARSED):
        columns = "".join(
            f', "{name}" {TYPES[kind][0]}' for name, kind in columns_of(table).items()
        )
        yield (
            f"create table if not exists raw_coursera.{table} "
            f"(load_id bigint, course_id varchar{columns})"
        )
