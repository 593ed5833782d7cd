"""The forum as edX ships it: a line of JSON for each post, as mongoexport writes it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from sample_logs.courses import STARTS_AT
from sample_logs.data_package.people import Class
from sample_logs.events_forum import Forum, Post

Document = dict[str, object]


def documents(forum: Forum, here: Class, ids: Mapping[str, int]) -> Iterator[Document]:
    """The posts, thread by thread; the last thread is in no log."""
    for thread in [*forum.threads, _unlogged(here)]:
        replies = [(response, None) for response in thread.responses]
        nested = [(c, response) for response in thread.responses for c in response.responses]
        yield _common(forum, thread, ids) | {
            "_type": "CommentThread", "thread_type": thread.kind, "title": thread.title,
            "comment_count": len(replies) + len(nested), "closed": False, "pinned": False,
            "commentable_id": forum.commentable(thread.topic), "tags_array": [],
        }  # fmt: skip
        for reply, parent in [*replies, *nested]:
            above: list[Document] = [{"$oid": parent.id}] if parent else []
            yield _common(forum, reply, ids) | {
                "_type": "Comment", "comment_thread_id": {"$oid": thread.id}, "parent_ids": above,
                "endorsed": thread.kind == "question" and reply is thread.responses[0],
            } | ({"parent_id": above[0]} if above else {})  # fmt: skip


def _unlogged(here: Class) -> Post:
    """A thread of a learner who is in no log, written anonymously."""
    author = here.account(here.planted["never_in_logs"][-1])
    assert author is not None
    title, body = "Is it too late?", "I read along by mail only. May I still join a team?"
    at = STARTS_AT + timedelta(days=20, hours=9)
    return Post(f"{author.person.user_id:024x}", author.person.username, at, title, 0, body,
                "question")  # fmt: skip


def _common(forum: Forum, post: Post, ids: Mapping[str, int]) -> Document:
    """What threads and comments share."""
    voters = sorted(str(ids[name]) for name in post.votes)
    at = _moment(forum, post.at)
    return {
        "_id": {"$oid": post.id}, "votes": {
            "up": voters, "down": [], "up_count": len(voters), "down_count": 0,
            "count": len(voters), "point": len(voters),
        },
        "visible": True, "abuse_flaggers": [], "body": post.body, "course_id": forum.course.id,
        "anonymous": post.title == "Is it too late?", "anonymous_to_peers": False,
        "author_id": str(ids[post.author]), "author_username": post.author, "created_at": at,
        "updated_at": at,
    }  # fmt: skip


def _moment(forum: Forum, at: datetime) -> Document:
    """Milliseconds in the older exports, ISO 8601 in the newer ones."""
    if forum.course.is_old:
        return {"$date": (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)}
    return {"$date": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"}


def mongo(found: Iterator[Document]) -> str:
    """One document a line."""
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in found)
