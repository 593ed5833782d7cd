"""Forum posts of a data package: MongoDB's export and the tables of MySQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lander import Lander
from package_files import COURSE, comma_separated, dump, write

THREAD: dict[str, Any] = {
    "_id": {"$oid": "50f1dd4ae05f6d2600000001"},
    "_type": "CommentThread",
    "anonymous": False,
    "anonymous_to_peers": True,
    "author_id": "7",
    "author_username": "ana",
    "body": 'Say "hi"\n\t\\ 学习',
    "closed": False,
    "comment_count": 1,
    "commentable_id": "topic-1",
    "course_id": COURSE,
    "created_at": {"$date": 1358028106904},
    "last_activity_at": {"$date": 1358134464424},
    "thread_type": "question",
    "title": "Welcome",
    "updated_at": {"$date": "2013-01-14T03:34:13.862Z"},
    "votes": {
        "count": 2,
        "down": ["9"],
        "down_count": 1,
        "point": 0,
        "up": ["48", 3],
        "up_count": 2,
    },
}
COMMENT: dict[str, Any] = {
    "_id": {"$oid": "52e55334299c43be73000032"},
    "_type": "Comment",
    "author_id": "8",
    "author_username": "bob",
    "body": "yes",
    "comment_thread_id": {"$oid": "50f1dd4ae05f6d2600000001"},
    "course_id": COURSE,
    "created_at": {"$date": {"$numberLong": "-1"}},
    "endorsed": True,
    "parent_id": {"$oid": "52e55334299c43be73000031"},
    "updated_at": {"$date": "2013-01-14T09:04:13+05:30"},
    "visible": False,
    "votes": {"up": [], "down": []},
}
POSTS = [
    (
        *(COURSE, "50f1dd4ae05f6d2600000001", "thread", "50f1dd4ae05f6d2600000001", None, "7"),
        *("ana", "topic-1", "question", "Welcome", THREAD["body"], "false", "true", None),
        *("2013-01-12 22:01:46.904000", "2013-01-14 03:34:13.862000", "48,3", "9", "false"),
    ),
    (
        *(COURSE, "52e55334299c43be73000032", "comment", "50f1dd4ae05f6d2600000001"),
        *("52e55334299c43be73000031", "8", "bob", None, None, None, "yes", None, None, "true"),
        *("1969-12-31 23:59:59.999000", "2013-01-14 03:34:13.000000", "", "", "true"),
    ),
]


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def land(lander: Lander, name: str, content: bytes, *options: str, code: int = 0) -> Any:
    folder = write(lander.folder / f"p{len(list(lander.folder.iterdir()))}", {name: content})
    return lander.run("edx-package", folder, *options, code=code)


def posts(lander: Lander) -> list[tuple[Any, ...]]:
    return lander.rows(
        "select * exclude (load_id, file_id, line_no) from raw_edx.forum_posts order by line_no"
    )


def lines(*documents: object) -> bytes:
    return "".join(json.dumps(document) + "\n" for document in documents).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Org-C101-R1-prod.mongo", lines(THREAD, COMMENT)),
        ("posts.json", lines(THREAD, COMMENT)),
        ("posts.json", json.dumps([THREAD, COMMENT]).encode()),
        ("x.mongo", b"[" + lines(THREAD).replace(b"\n", b",\n") + lines(COMMENT) + b"]\n"),
        ("x.mongo", b"\xef\xbb\xbf" + lines(THREAD).replace(b"\n", b"\r\n\r\n") + lines(COMMENT)),
    ],
)
def test_posts_of_mongodb(lander: Lander, name: str, content: bytes) -> None:
    land(lander, name, content)
    assert posts(lander) == POSTS


def test_lines_that_are_no_posts_are_counted(lander: Lander) -> None:
    content = (
        lines(THREAD)
        + b'{"_id": {"$oid": ObjectId(1)}}\n"text"\n'
        + lines({"_id": {"$oid": "1"}, "course_id": COURSE})
        + lines(THREAD | {"_id": None, "course_id": "O/C/R"})
        + lines(THREAD | {"_id": {"$oid": "2"}, "course_id": None})
        + lines(COMMENT)[:-10]
    )
    land(lander, "a.mongo", content)
    assert posts(lander) == POSTS[:1]
    reasons = lander.rows("select line_no, reason, course_id from raw_edx.rejected_rows order by 1")
    assert reasons == [
        (2, "not_json", None),
        (3, "not_json", None),
        (4, "no_key", COURSE),
        (5, "no_key", "O/C/R"),
        (6, "no_course", None),
        (7, "cut_off", None),
    ]


def test_odd_values_of_posts_are_kept_as_text(lander: Lander) -> None:
    odd = THREAD | {
        "author_id": {"$numberLong": "7"},
        "body": {"a": [1]},
        "title": "half \ud83d",
        "created_at": {"$date": "soon"},
        "updated_at": {"$date": 10**30},
        "votes": [],
        "endorsed": "",
    }
    land(lander, "a.mongo", lines(odd))
    [row] = lander.rows(
        "select author_id, body, title, created_at, updated_at, votes_up, endorsed "
        "from raw_edx.forum_posts"
    )
    assert row == ("7", '{"a": [1]}', "half ?", "soon", str(10**30), None, "")


THREADS = (
    (
        *("id", "title", "body", "course_id", "author_id", "thread_type", "commentable_id"),
        *("anonymous", "anonymous_to_peers", "visible", "created_at", "updated_at"),
    ),
    [("1", "T", "b", COURSE, "7", "question", "topic-1", "0", "1", "1", "c", "u")],
)
COMMENTS = (
    (
        *("id", "body", "course_id", "author_id", "comment_thread_id", "parent_id", "anonymous"),
        *("anonymous_to_peers", "endorsed", "visible", "created_at", "updated_at"),
    ),
    [
        ("1", "yes", COURSE, "8", "1", None, "0", "0", "1", "1", "c", "u"),
        ("2", "no", COURSE, "7", "1", "1", "0", "0", "0", "0", "c", "u"),
    ],
)
VOTES = (
    ("id", "user_id", "content_type_id", "content_object_id", "vote"),
    [
        *[("1", "48", "5", "1", "1"), ("2", "3", "5", "1", "1"), ("3", "9", "5", "1", "-1")],
        *[("4", "3", "6", "2", "1"), ("5", "3", "7", "1", "1")],
    ],
)
CONTENT_TYPES = (
    ("id", "app_label", "model"),
    [("5", "forum", "commentthread"), ("6", "forum", "comment"), ("7", "other", "comment")],
)
FORUM = {"forum_commentthread": THREADS, "forum_comment": COMMENTS}
ALL = FORUM | {"forum_uservote": VOTES, "django_content_type": CONTENT_TYPES}


def mysql_posts(*votes: tuple[str | None, str | None]) -> list[tuple[Any, ...]]:
    (up, down), *of_comments = votes
    names = (None, None, None)
    return [
        (
            *(COURSE, "1", "comment", "1", None, "8", None, *names, "yes"),
            *("false", "false", "true", "c", "u", *of_comments[0], "false"),
        ),
        (
            *(COURSE, "1", "thread", "1", None, "7", None, "topic-1", "question", "T", "b"),
            *("false", "true", None, "c", "u", up, down, "false"),
        ),
        (
            *(COURSE, "2", "comment", "1", "1", "7", None, *names, "no"),
            *("false", "false", "false", "c", "u", *of_comments[1], "true"),
        ),
    ]


def sorted_posts(lander: Lander) -> list[tuple[Any, ...]]:
    return sorted(posts(lander), key=lambda post: post[1:3])


def test_posts_of_mysql_with_their_votes(lander: Lander) -> None:
    output = land(lander, "p.sql", dump(ALL)).output
    assert sorted_posts(lander) == mysql_posts(("3,48", "9"), ("", ""), ("3", ""))
    assert "Tables that nothing is made of: celery\n" in output
    columns = lander.rows("select n_rows, n_landed from raw_edx.row_counts")
    assert columns == [(3, 3)]


def test_votes_that_a_package_lacks_are_unknown(lander: Lander) -> None:
    land(lander, "p.sql", dump(FORUM))
    assert sorted_posts(lander) == mysql_posts(*[(None, None)] * 3)


def test_tables_of_the_forum_may_come_as_files(lander: Lander) -> None:
    files = {f"{name}.csv": comma_separated(table) for name, table in ALL.items()}
    lander.run("edx-package", write(lander.folder / "p", files))
    assert sorted_posts(lander) == mysql_posts(("3,48", "9"), ("", ""), ("3", ""))


def test_a_forum_that_comes_twice_is_refused(lander: Lander) -> None:
    folder = write(lander.folder / "p", {"a.mongo": lines(THREAD), "p.sql": dump(FORUM)})
    done = lander.run("edx-package", folder, code=2)
    assert f"forum_posts of {COURSE} is in " in done.stderr and "a.mongo" in done.stderr


def test_a_newer_forum_replaces_the_older(lander: Lander) -> None:
    land(lander, "a.mongo", lines(THREAD, COMMENT))
    land(lander, "a.mongo", lines(THREAD | {"title": "New", "course_id": COURSE.upper()}))
    assert lander.rows("select title from raw_edx.forum_posts") == [("New",)]


def test_a_thread_table_without_its_author_is_refused(lander: Lander) -> None:
    columns, rows = THREADS
    table = ([c if c != "author_id" else "x" for c in columns], rows)
    done = land(lander, "p.sql", dump({"forum_commentthread": table}), code=2)
    assert "forum_commentthread has no column author_id" in done.stderr
