"""A visit: each act is a row of the export, most acts are lines of the clickstream too."""

import json
from typing import Any

from sample_logs.content import POSTS, REPLIES
from sample_logs.coursera.formats import Cell, Question, php
from sample_logs.coursera.session import CHAPTERS, SESSION, STARTS_AT, SURVEY, WEEK, Member, Session
from sample_logs.dice import Dice

SITE = f"https://class.coursera.org/{SESSION}/"
#: Ways to watch: pieces from and to a share of the length, and how each one ends, if it does.
WAYS = (
    (((0.0, 1.0, "ended"),), 5),
    (((0.0, 0.4, "pause"), (0.4, 1.0, "ended")), 3),
    (((0.0, 0.6, "seeked"), (0.35, 1.0, "ended")), 2),
    (((0.0, 0.5, "pause"),), 2),
    (((0.0, 0.3, ""),), 1),
)
CUT_OFF, TIMELESS = 25, 12  # every so manieth submission and vote


class Visit:
    """A member in the session from a time on. ms: the clock, in milliseconds since 1970."""

    def __init__(self, session: Session, member: Member, at: int, dice: Dice) -> None:
        """Come, at a time in seconds since 1970."""
        self.session, self.member, self.dice, self.ms = session, member, dice, at * 1000
        self.browser, self.page = f"{dice.whole(10**9, 10**10 - 1)}-{self.ms}", SITE

    @property
    def now(self) -> int:
        """Seconds since 1970, as the export has times."""
        return self.ms // 1000

    def wait(self, low: float, high: float) -> None:
        """Let so many seconds pass."""
        self.ms += int(1000 * self.dice.between(low, high))

    def study(self, week: int) -> None:
        """Do what a week asks for, more or less."""
        dice, eager = self.dice, self.member.person.diligence
        self.open("" if dice.chance(0.3) else "class/index")
        for number, (_, seconds) in enumerate(CHAPTERS[week].videos, 1):
            if dice.chance(0.6 + 0.4 * eager):
                self.watch(2 * week + number, seconds)
        if week == 0 and dice.chance(0.5):
            self.solve(SURVEY, week)
        if dice.chance(0.5 + 0.5 * eager) and self.solve(week + 1, week) < 2 and dice.chance(0.6):
            self.solve(week + 1, week)
        if week == 1 and dice.chance(0.5):
            self.assign(week)
        if dice.chance(0.3):
            self.open("wiki/view?page=home")
            self.open("wiki/glossary")
            if dice.chance(0.4):
                self._act("wiki_revisions", "wiki_edit", page_id=2, timestamp=self.now)
        if dice.chance(0.4 + self.member.person.sociability):
            self.discuss()

    def open(self, path: str) -> None:
        """Look at a page."""
        before, self.page = self.page, SITE + path
        self._line("pageview", {"from": before})
        self.wait(2, 40)

    def watch(self, lecture: int, seconds: float) -> None:
        """Watch a lecture, or download it."""
        action = "view" if self.dice.chance(0.9) else "download"
        self._act("lecture_submission_metadata", item_id=lecture, submission_time=self.now,
                  action=action)  # fmt: skip
        if action == "download":
            return self.open(f"lecture/download.mp4?lecture_id={lecture}")
        self.open(f"lecture/view?lecture_id={lecture}")
        is_playing = False
        for begin, end, how in self.dice.weighted(WAYS):
            begin, end = round(begin * seconds, 3), round(end * seconds, 3)
            if not is_playing:
                self._player("play", begin, begin)
                self.session.count_click(self.member, "video_plays")
            self.ms += int(1000 * (end - begin))
            if how:
                self._player(how, round(0.35 * seconds, 3) if how == "seeked" else end, end)
                self.session.count_click(self.member, "video_segments")
                length = round(1000 * (end - begin))
                self.session.count_click(self.member, "video_milliseconds", length)
            is_playing = how == "seeked"
            self.wait(1, 60 if how == "pause" else 2)

    def solve(self, quiz: int, week: int) -> float:
        """Take a quiz and return the points; a few save their answers and never hand them in."""
        started_at, answers, verdicts, points = self.now, {}, [], 0.0
        self.open(f"quiz/start?quiz_id={quiz}")
        self.open(f"quiz/attempt?quiz_id={quiz}")
        self.wait(60, 900)
        if self.dice.chance(0.05):
            key = f"saved.quiz_id:{quiz}.user_id:{self.member.person.user_id}"
            self.session.add("kvs_course.quiz", key=key, value=php(php({"answers": {}})))
            self.session.odd["saved_only"] += 1
            return 0
        for question in self.session.quizzes[quiz]:
            answers[question.id], earned = self._answer(question)
            verdicts.append(_verdict(earned) if question.is_judged else "unjudged")
            points += earned
        number = self._act("quiz_submission_metadata", item_id=quiz, submission_time=self.now,
                           raw_score=None if quiz == SURVEY else points)  # fmt: skip
        told = {"quiz_id": quiz, "answers": answers, "start_time": started_at}
        value = php(php(told | {"saved_time": self.now}))
        if number % CUT_OFF == 0:
            value, verdicts = value[: len(value) // 2], []
            self.session.odd["submissions_cut_off"] += 1
        else:
            self.session.count(self.member, "events")  # that it was begun
        self.session.add("kvs_course.quiz", key=f"submission.submission_id:{number}", value=value)
        self._hand_in(week, verdicts)
        self.member.points[quiz] = max(points, self.member.points.get(quiz, 0))
        self.open(f"quiz/feedback?submission_id={number}")
        return points

    def _answer(self, question: Question) -> tuple[dict[Any, str], float]:
        """What is answered, as a submission holds it, and the points for that."""
        dice, knows = self.dice, 0.6 + 0.2 * self.member.person.ability
        right = [one for one in question.options if one[2]]
        if question.kind == "text":
            text = right[0][1] if right and dice.chance(knows) else dice.pick(REPLIES)
            return {"answer": text}, float(text in [one[1] for one in right])
        if question.kind == "checkbox":
            chosen = [one for one in question.options if one[2] == dice.chance(knows)]
        elif dice.chance(0.04):
            chosen = []  # left blank
        else:
            chosen = right if dice.chance(knows) and right else [dice.pick(question.options)]
        points = sum(question.scores(one[2])[one not in chosen] for one in question.options)
        return dict(enumerate(one[0] for one in chosen)), points

    def assign(self, week: int) -> None:
        """Hand in the parts of the assignment, each for up to ten points."""
        self.open("assignment/view?assignment_id=1")
        for part in (1, 2):
            self.wait(300, 1500)
            points = self.dice.pick((0, 5, 8, 10, 10))
            self._act("assignment_submission_metadata", item_id=part, submission_time=self.now,
                      raw_score=points)  # fmt: skip
            self._hand_in(week, [_verdict(points / 10)])

    def _hand_in(self, week: int, verdicts: list[str]) -> None:
        """An attempt, with a submission of MOOCdb for each answer that can be read."""
        is_late = self.now > STARTS_AT + (week + 1) * WEEK
        for what in ("attempts", *["late_attempts"] * is_late, *verdicts):
            self.session.count(self.member, what)
        self.session.count(self.member, "submissions", len(verdicts))

    def discuss(self) -> None:
        """Read the forum; begin a thread, or answer, comment and vote."""
        dice, reply = self.dice, self.dice.pick(REPLIES)
        self.open("forum/index")
        posts = [post for post in self.session.posts if post[0] < self.now]
        if not posts or dice.chance(0.3):
            forum, number = dice.whole(2, 3), len(self.session.tables["forum_threads"].rows)
            title, body = POSTS[number % len(POSTS)]
            thread = self.session.add("forum_threads", forum_id=forum, posted_time=self.now,
                                      user_id=self.member.person.user_id, title=title)  # fmt: skip
            return self._post(forum, thread, body, "forum_post")
        _, post, thread, forum = dice.pick(posts)
        self.open(f"forum/thread?thread_id={thread}")
        marks = self.session.reads.setdefault((forum, self.member), {})
        if not marks and dice.chance(0.15):
            marks["_all"] = self.now
        elif "_all" not in marks:
            marks[thread] = self.now
        if dice.chance(0.6):
            self._post(forum, thread, reply, "forum_answer")
        if dice.chance(0.4):
            deleted = int(dice.chance(0.1))
            self._act("forum_comments", "forum_comment", thread_id=thread, post_id=post,
                      post_time=self.now, comment_text=reply, deleted=deleted)  # fmt: skip
        if (post, self.member) not in self.session.votes:
            self.session.votes.add((post, self.member))
            self._vote(post, len(self.session.votes) % TIMELESS == 0)

    def _post(self, forum: int, thread: int, text: str, what: str) -> None:
        is_first = int(what == "forum_post")
        post = self._act("forum_posts", what, thread_id=thread, post_time=self.now, post_text=text,
                         original=is_first)  # fmt: skip
        self.session.posts.append((self.now, post, thread, forum))
        self.open("forum/posted_thread" if is_first else "forum/posted_reply")

    def _vote(self, post: int, is_timeless: bool) -> None:
        """Vote for a post; without a time this is not an event."""
        vote: dict[str, Cell] = {"pc_id": post, "type": "post"}
        vote["direction"] = 1 if self.dice.chance(0.8) else -1
        if not is_timeless:
            self._act("forum_reputation_record", "forum_vote", **vote, timestamp=self.now)
            return
        self.session.add("forum_reputation_record", user_id=self.member.person.user_id, **vote)
        self.session.odd["votes_without_time"] += 1
        self.session.odd["acts_of_nobody"] += not self.member.is_mapped

    def _act(self, table: str, what: str = "", **values: Cell) -> int:
        """An act of the member: a row of the export, whose id is returned, and an event."""
        who: dict[str, Cell] = {"session_user_id": self.member.session_id}
        if table.startswith("forum_"):
            who = {"user_id": self.member.person.user_id}
        for counted in filter(None, ("events", what)):
            self.session.count(self.member, counted)
        self.session.odd["acts_of_nobody"] += not self.member.is_mapped
        return self.session.add(table, **who, **values)

    def _player(self, action: str, to: float, was: float) -> None:
        value: dict[str, object] = {"currentTime": to, "prevTime": was, "playbackRate": 1.0}
        value |= {"error": None, "eventTimestamp": self.ms, "type": action}
        self._line("user.video.lecture.action", {"value": json.dumps(value)})

    def _line(self, key: str, fields: dict[str, object]) -> None:
        person = self.member.person
        agent = "user_agent" if person.user_id % 2 else "user-agent"
        self.session.lines.append({"key": key} | fields | {
            "username": self.member.eventing_id, "timestamp": self.ms, "page_url": self.page,
            "client": "spark", "session": self.browser, "user_ip": person.ip,
            "language": person.language or None, agent: person.agent,
            "12": ['{"height":768,"width":1366}'], "30": [self.ms + 1000],
        })  # fmt: skip
        self.session.count_click(self.member, "clicks")
        language = person.language.partition(",")[0].partition("-")[0]
        if self.member.group == "Student" and language.isalpha():
            self.session.languages[language][self.member.eventing_id] += 1
        self.ms += 1


def _verdict(share: float) -> str:
    return "correct" if share == 1 else "incorrect" if share == 0 else "partially-correct"
