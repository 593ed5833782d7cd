"""Threads and comments of forums, from MongoDB's export or MySQL's tables, in one shape."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.files.members import Member
from loaders.streams.delimited import Rows
from loaders.streams.lines import blocks, to_batch
from loaders.warehouse.edx_package_tables import TABLES

POSTS = TABLES["forum_posts"]
KINDS = {"CommentThread": "thread", "Comment": "comment"}
SCHEMA = pa.schema(
    [("line_no", pa.int64()), *((name, pa.large_string()) for name in POSTS.columns)]
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Of MySQL: the columns of forum_posts whose name is another there, or that have no column there.
THREADS = {"post_id": "id", "thread_id": "id"}
COMMENTS = {"post_id": "id", "thread_id": "comment_thread_id"}
SAME = (
    *(
        "course_id",
        "author_id",
        "author_username",
        "commentable_id",
        "thread_type",
        "title",
        "body",
    ),
    *("anonymous", "anonymous_to_peers", "endorsed", "created_at", "updated_at", "parent_id"),
    "visible",
)
MYSQL = {
    "forum_commentthread": ("thread", THREADS),
    "forum_comment": ("comment", COMMENTS),
}
FLAGS = ("anonymous", "anonymous_to_peers", "endorsed", "deleted")


def posts_of_mongo(member: Member) -> Iterator[Rows]:
    """Yield the posts of a file with a JSON document on each line, also if in an array."""
    n_lines = 0
    for block in blocks(member.text(), take_rest=True):
        batch = to_batch(block, n_lines + 1)
        n_lines += batch.num_rows
        posts: list[dict[str, Any]] = []
        rejected: list[tuple[int, str]] = []
        for number, line in zip(*(batch.column(i).to_pylist() for i in (0, 1)), strict=True):
            text = line.removeprefix("\ufeff").strip(" \t,").removeprefix("[").removesuffix("]")
            documents: list[Any] = [None]
            with suppress(ValueError, RecursionError):
                documents = json.loads(f"[{text}]")
            for document in documents:
                if isinstance(document, dict):
                    posts.append({"line_no": number, **_post(document)})
                else:
                    is_cut = number == n_lines and not block.endswith(b"\n")
                    rejected.append((number, "cut_off" if is_cut else "not_json"))
        yield Rows(pa.Table.from_pylist(posts, SCHEMA), rejected)


def posts_of_mysql(table: str, rows: pa.Table) -> pa.Table:
    """Return rows of a MySQL table as posts; votes and usernames are in other tables."""
    kind, names = MYSQL[table]

    def column(name: str) -> pa.ChunkedArray:
        source = names.get(name, name)
        if source in rows.column_names:
            return rows[source].cast(pa.large_string())
        return pa.chunked_array([pa.nulls(len(rows), pa.large_string())])

    columns = {name: column(name) for name in POSTS.columns}
    columns["kind"] = pa.chunked_array([pa.array([kind] * len(rows), pa.large_string())])
    visible = column("visible")
    columns["deleted"] = pc.if_else(pc.equal(visible, "0"), "1", "0")
    for flag in FLAGS:
        is_true = pc.is_in(columns[flag], pa.array(["1", "\1"], pa.large_string()))
        known = pc.if_else(is_true, "true", "false")
        columns[flag] = pc.if_else(pc.is_null(columns[flag]), None, known)
    return pa.table({"line_no": rows["line_no"], **columns}).cast(SCHEMA)


def columns_of_mysql(table: str) -> list[str]:
    """Return the columns to read of a MySQL table of the forum."""
    return [*dict.fromkeys((*MYSQL[table][1].values(), *SAME))]


def _post(document: dict[str, Any]) -> dict[str, str | None]:
    """Return a row of forum_posts; MongoDB's ids, dates and numbers become text."""
    values = {name: _text(document.get(name)) for name in POSTS.columns}
    kind = KINDS.get(str(document.get("_type")))
    post_id = _text(document.get("_id"))
    thread_id = _text(document.get("comment_thread_id")) if kind == "comment" else post_id
    votes = document.get("votes")
    up, down = ((votes.get(way) if isinstance(votes, dict) else None) for way in ("up", "down"))
    visible, deleted = document.get("visible", True), document.get("is_deleted", False)
    values |= {"kind": kind, "post_id": post_id, "thread_id": thread_id}
    values |= {"votes_up": _ids(up), "votes_down": _ids(down)}
    values["deleted"] = _text(bool(deleted) or visible is False)
    return values


def _ids(values: object) -> str | None:
    if not isinstance(values, list):
        return None
    return ",".join(filter(None, map(_text, values)))


def _text(value: Any) -> str | None:
    """Return a value as text: an id as its digits, a date in UTC as MySQL writes it."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case {"$oid": inner} | {"$numberLong": inner} | {"$numberInt": inner}:
            return _text(inner)
        case {"$date": inner}:
            return _date(inner)
        case str():
            return value.encode("utf-8", "replace").decode()  # half a surrogate pair
        case int() | float():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=True)


def _date(value: object) -> str | None:
    """Return milliseconds since 1970, or a time in ISO's form, as MySQL writes a time."""
    if isinstance(value, dict):
        value = value.get("$numberLong")
    with suppress(ValueError, OverflowError):
        if isinstance(value, str) and not value.lstrip("-").isdecimal():
            moment = datetime.fromisoformat(value)
            if moment.tzinfo:
                moment = moment.astimezone(UTC)
        else:
            moment = EPOCH + timedelta(milliseconds=int(str(value)))
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
    return _text(value)
