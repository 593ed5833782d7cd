"""The forum of a course: threads, responses, comments and votes that refer to each other.

Every action is a request; the named event beside it exists since the server was upgraded.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sample_logs.content import POSTS, REPLIES, SEARCHES
from sample_logs.courses import SITE, Course
from sample_logs.envelope import Record, Visit

TOPICS = (("General", "General"), ("Homework", "Week by week / Homework"))
RECENT = 25  # threads on the first page


@dataclass
class Post:
    """A thread, a response in one, or a comment on a response."""

    id: str
    author: str
    at: datetime
    title: str
    topic: int
    body: str
    kind: str = ""  # of a thread: discussion or question
    responses: "list[Post]" = field(default_factory=list)
    votes: set[str] = field(default_factory=set)  # user names


@dataclass
class Forum:
    """The threads of a course, oldest first."""

    course: Course
    threads: list[Post] = field(default_factory=list)

    def seen_at(self, at: datetime) -> list[Post]:
        """The latest threads that exist by then."""
        return [thread for thread in self.threads[-RECENT:] if thread.at < at]

    def commentable(self, topic: int) -> str:
        """The id of a topic, one for each course."""
        return f"{self.course.number.lower()}-{TOPICS[topic][0].lower()}"

    def path(self, post: Post) -> str:
        """Where a thread is read."""
        return self.course.url(f"discussion/forum/{self.commentable(post.topic)}/threads/{post.id}")


def _about(visit: Visit, forum: Forum, post: Post, post_id: str) -> Record:
    """What all events of the forum hold."""
    staff_roles = visit.person.staff_roles if visit.person else ()
    return {
        "id": post_id, "commentable_id": forum.commentable(post.topic),
        "category_id": forum.commentable(post.topic), "category_name": TOPICS[post.topic][1],
        "user_course_roles": [], "user_forums_roles": ["Student", *staff_roles],
        "url": SITE + forum.path(post), "team_id": None,
    }  # fmt: skip


def _report(visit: Visit, name: str, payload: Record, path: str) -> None:
    if visit.modern:
        visit.server(f"edx.forum.{name}", payload, path)


def read(visit: Visit, forum: Forum) -> Post | None:
    """Open the forum and one of its threads."""
    visit.request(forum.course.url("discussion/forum"), get={"ajax": ["1"], "page": ["1"]})
    visit.page, visit.outer_page = SITE + forum.course.url("discussion/forum/"), ""
    visit.wait(5, 40)
    threads = forum.seen_at(visit.now)
    if not threads:
        return None
    thread = visit.dice.pick(threads)
    path = forum.path(thread)
    visit.request(path, get={"ajax": ["1"], "resp_skip": ["0"], "resp_limit": ["25"]})
    extra: Record = {"title": thread.title, "target_username": thread.author}
    _report(visit, "thread.viewed", _about(visit, forum, thread, thread.id) | extra, path)
    visit.wait(10, 120)
    return thread


def ask(visit: Visit, forum: Forum) -> None:
    """Create a thread."""
    dice, (title, body) = visit.dice, visit.dice.pick(POSTS)
    kind = "question" if "?" in body else "discussion"
    thread = Post(dice.hex(24), visit.username, visit.now, title, dice.whole(0, 1), body, kind)
    path = forum.course.url(f"discussion/{forum.commentable(thread.topic)}/threads/create")
    visit.request(path, {"thread_type": [kind], "title": [title], "body": [body]})
    extra: Record = {
        "title": title, "body": body, "truncated": False, "thread_type": kind, "anonymous": False,
        "anonymous_to_peers": False, "group_id": None, "options": {"followed": True},
    }  # fmt: skip
    _report(visit, "thread.created", _about(visit, forum, thread, thread.id) | extra, path)
    forum.threads.append(thread)


def answer(visit: Visit, forum: Forum, thread: Post) -> None:
    """Respond to a thread, or comment on a response to it."""
    dice, body = visit.dice, visit.dice.pick(REPLIES)
    post = Post(dice.hex(24), visit.username, visit.now, "", thread.topic, body)
    extra: Record = {"body": body, "truncated": False, "discussion": {"id": thread.id}}
    responses = [response for response in thread.responses if response.at < visit.now]
    if responses and dice.chance(0.4):
        parent = dice.pick(responses)
        path = forum.course.url(f"discussion/comments/{parent.id}/reply")
        name, extra = "comment.created", extra | {"response": {"id": parent.id}}
        parent.responses.append(post)
    else:
        path = forum.course.url(f"discussion/threads/{thread.id}/reply")
        name = "response.created"
        thread.responses.append(post)
    visit.request(path, {"body": [body]})
    _report(visit, name, _about(visit, forum, thread, post.id) | extra, path)


def vote(visit: Visit, forum: Forum, thread: Post) -> None:
    """Vote for a thread or a response of somebody else; one in six takes it back."""
    post = visit.dice.pick([thread, *(r for r in thread.responses if r.at < visit.now)])
    if post.author == visit.username:
        return
    kind, where = ("thread", "threads") if post is thread else ("response", "comments")
    for undo in (False, True)[: 1 + visit.dice.chance(1 / 6)]:
        action = "unvote" if undo else "upvote"
        path = forum.course.url(f"discussion/{where}/{post.id}/{action}")
        visit.request(path)
        extra: Record = {"target_username": post.author, "undo_vote": undo, "vote_value": "up"}
        _report(visit, f"{kind}.voted", _about(visit, forum, thread, post.id) | extra, path)
        (post.votes.discard if undo else post.votes.add)(visit.username)
        visit.wait(1, 5)


def search(visit: Visit, forum: Forum) -> None:
    """Search the threads."""
    text, path = visit.dice.pick(SEARCHES), forum.course.url("discussion/forum/search")
    visit.request(path, get={"ajax": ["1"], "text": [text]})
    found = sum(text in thread.title.lower() for thread in forum.threads)
    extra: Record = {"query": text, "page": 1, "total_results": found, "corrected_text": None,
                     "group_id": None}  # fmt: skip
    _report(visit, "searched", extra, path)


def edit(visit: Visit, forum: Forum, thread: Post) -> None:
    """Change or report what is written there."""
    own = thread.author == visit.username
    name, action = ("thread.edited", "update") if own else ("thread.reported", "flagAbuse")
    path = forum.course.url(f"discussion/threads/{thread.id}/{action}")
    visit.request(path, {"title": [thread.title]} if own else None)
    extra: Record = {"content_type": "Post", "own_content": own, "target_username": thread.author}
    _report(visit, name, _about(visit, forum, thread, thread.id) | extra, path)


def take_part(visit: Visit, forum: Forum) -> None:
    """What a learner does in the forum."""
    dice = visit.dice
    thread = read(visit, forum)
    if dice.chance(0.15):
        search(visit, forum)
    if thread is None or dice.chance(0.15):
        visit.wait(40, 200)
        ask(visit, forum)
        return
    if dice.chance(0.6):
        visit.wait(20, 150)
        answer(visit, forum, thread)
    if dice.chance(0.5):
        vote(visit, forum, thread)
    if dice.chance(0.15):
        path = forum.course.url(f"discussion/threads/{thread.id}/follow")
        visit.request(path)
    if dice.chance(0.08):
        edit(visit, forum, thread)
