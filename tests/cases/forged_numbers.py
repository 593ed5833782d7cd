"""Lines and rows of every source with a number forged in each place where a client sends one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

COURSE = "course-v1:OwnX+Forged+2024"
SESSION = "forged-001"
BLOCK = "block-v1:OwnX+Forged+2024+type@{}+block@{}"
MARK = "a forged number"
# Raw JSON, so that it holds numbers which no JSON library writes.
NUMBERS = [
    *("0", "-1", "1e10", "-1e10", "1e308", "-1e308", "1e400", "0.1e-400", "1e-320", "NaN"),
    *(
        "Infinity",
        "-Infinity",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
    ),
    *("18446744073709551616", "99999999999999999999", "1e18", "123456789012.5", "2147483648"),
    *('"1e308"', '"-9e999"', '"99999999999"', '"abc"', '""', "null", "true", "[]", "{}", "[1e308]"),
]
PROBLEM, SUBSECTION, ESSAY, ZONES = (
    BLOCK.format(kind, f"{kind}9") for kind in ("problem", "sequential", "openassessment", "dnd")
)
TIMES = {"id": "video9", "code": "html5", "duration": 100}
PART = {
    "option": {"name": "Good", "points": 2},
    "criterion": {"name": "Style", "points possible": 3, "points_possible": 3},
}
SUBMITTED: tuple[str, str, Any] = (
    "openassessmentblock.create_submission",
    "server",
    {"submission_uuid": "essay9", "attempt_number": 1, "answer": {"parts": [{"text": "x"}]}},
)
# Type, source and payload of events that hold numbers; each number is forged in its turn.
EVENTS: list[tuple[str, str, Any]] = [
    ("load_video", "browser", TIMES),
    ("play_video", "browser", {**TIMES, "currentTime": 10}),
    ("edx.video.played", "mobile", {**TIMES, "current_time": 10}),
    ("seek_video", "browser", {**TIMES, "old_time": 20, "new_time": 40}),
    ("seek_video", "browser", {**TIMES, "from": 20, "to": 40, "currentTime": 20}),
    ("pause_video", "browser", {**TIMES, "currentTime": 50}),
    ("stop_video", "browser", {**TIMES, "currentTime": 100}),
    (
        "speed_change_video",
        "browser",
        {**TIMES, "current_time": 12, "old_speed": 1, "new_speed": 1.5},
    ),
    (
        "problem_check",
        "server",
        {
            "problem_id": PROBLEM,
            "attempts": 1,
            "grade": 1,
            "max_grade": 2,
            "success": "incorrect",
            "answers": {"problem9_2_1": "choice_1", "problem9_3_1": "choice_2"},
            "correct_map": {
                "problem9_2_1": {"correctness": "partially-correct", "npoints": 0.5},
                "problem9_3_1": {"correctness": "correct", "npoints": 1},
            },
            "submission": {
                "problem9_2_1": {"answer": "a", "response_type": "choiceresponse", "variant": 7},
                "problem9_3_1": {"answer": "b", "response_type": "choiceresponse", "variant": ""},
            },
            "state": {"seed": 1},
        },
    ),
    (
        "problem_check",
        "server",
        {
            "problem_id": BLOCK.format("problem", "single9"),
            "attempts": 2,
            "grade": 1,
            "max_grade": 2,
            "success": "incorrect",
            "answers": {"single9_2_1": "choice_1"},
            "correct_map": {"single9_2_1": {"correctness": "partially-correct", "npoints": None}},
            "submission": {"single9_2_1": {"answer": "a", "response_type": "choiceresponse"}},
        },
    ),
    (
        "edx.problem.hint.demandhint_displayed",
        "server",
        {"module_id": PROBLEM, "hint_index": 0, "hint_len": 2},
    ),
    ("showanswer", "server", {"problem_id": PROBLEM}),
    (
        "edx.drag_and_drop_v2.item.dropped",
        "server",
        {"item_id": 1, "location_id": 2, "is_correct": True, "item": "x", "location": "y"},
    ),
    (
        "edx.grades.problem.submitted",
        "server",
        {"user_id": "940041", "problem_id": PROBLEM, "weighted_earned": 1, "weighted_possible": 2},
    ),
    (
        "edx.grades.subsection.grade_calculated",
        "server",
        {
            "user_id": "940041",
            "course_id": COURSE,
            "block_id": SUBSECTION,
            "weighted_total_earned": 1,
            "weighted_total_possible": 2,
            "weighted_graded_earned": 1,
            "weighted_graded_possible": 2,
        },
    ),
    (
        "edx.grades.course.grade_calculated",
        "server",
        {"user_id": "940041", "course_id": COURSE, "percent_grade": 0.5, "letter_grade": "Pass"},
    ),
    SUBMITTED,
    (
        "openassessmentblock.peer_assess",
        "server",
        {"submission_uuid": "essay9", "score_type": "PE", "parts": [PART, PART]},
    ),
    (
        "openassessmentblock.staff_assess",
        "server",
        {"submission_uuid": "essay9", "score_type": "ST", "parts": [PART]},
    ),
    ("book", "browser", {"type": "gotopage", "old": 1, "new": 2}),
    ("textbook.pdf.page.navigated", "browser", {"chapter": "/static/a.pdf", "page": 3}),
    ("textbook.pdf.display.scaled", "browser", {"page": 3, "amount": 1.25}),
    ("textbook.pdf.zoom.menu.changed", "browser", {"page": 3, "amount": 0.75}),
    ("seq_goto", "browser", {"id": SUBSECTION, "old": 1, "new": 2}),
    (
        "edx.ui.lms.sequence.tab_selected",
        "browser",
        {"id": SUBSECTION, "current_tab": 1, "target_tab": 2, "tab_count": 3},
    ),
    (
        "edx.forum.searched",
        "server",
        {"query": "x", "page": 1, "total_results": 5, "group_id": 1},
    ),
    (
        "edx.forum.thread.created",
        "server",
        {"id": "thread9", "commentable_id": "c9", "title": "t", "body": "b", "group_id": 1},
    ),
    (
        "edx.forum.thread.voted",
        "server",
        {"id": "thread9", "vote_value": 1, "undo_vote": False, "target_username": "forged9"},
    ),
    (
        "edx.course.enrollment.activated",
        "server",
        {"course_id": COURSE, "user_id": 940041, "mode": "audit"},
    ),
    ("xblock.poll.submitted", "server", {"url_name": "poll9", "choice": 1}),
    (
        "edx.special_exam.timed.attempt.started",
        "server",
        {"attempt_id": 1, "attempt_allowed_time_limit_mins": 90, "exam_id": 3},
    ),
    ("edx.bookmark.listed", "server", {"bookmarks_count": 5, "page_size": 10, "page_number": 1}),
]
PAGES = [
    "https://lms.example.org/courses/{course}/courseware/chapter9/sequential9/{number}/",
    "https://lms.example.org/courses/{course}/pdfbook/0/chapter/1/{number}",
    "https://lms.example.org/courses/{course}/book/{number}/{number}",
    "https://lms.example.org/courses/{course}/discussion/forum/c9/threads/{number}",
]
CLICKS = [
    {"type": "play", "currentTime": 1.5, "prevTime": 0, "playbackRate": 1, "lectureID": 7},
    {"type": "ratechange", "currentTime": 2, "prevTime": 1, "playbackRate": 1.5, "lectureID": 7},
    {"type": "seeked", "currentTime": 9, "prevTime": 3, "playbackRate": 1.5, "lectureID": 7},
    {"type": "pause", "currentTime": 30, "prevTime": 29, "playbackRate": 1.5, "lectureID": 7},
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to each number within a JSON value; true and false are none."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def forged(value: Any, paths: list[tuple[Any, ...]], numbers: list[str]) -> str:
    """JSON of a value with raw numbers in some places."""
    copy = json.loads(json.dumps(value))
    for index, path in enumerate(paths):
        inner = copy
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = f"{MARK} {index}"
    text = json.dumps(copy)
    for index, number in enumerate(numbers):
        text = text.replace(f'"{MARK} {index}"', number)
    return text


class Log:
    """A tracking log, whose lines are seven seconds apart, of a few learners in turn."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, event_type: str, source: str, payload: str, page: str = "", **ids: str) -> None:
        number = len(self.lines)
        learner = 940040 + number // 40 % 7
        at = datetime(2024, 4, 1) + timedelta(seconds=7 * number)
        envelope = {
            "username": f"forged{learner}",
            "event_type": event_type,
            "name": event_type,
            "event_source": source,
            "time": at.isoformat() + "+00:00",
            "page": page or "https://lms.example.org/courses/" + COURSE + "/courseware/c/s/",
            "session": f"s{learner}",
            "host": "lms.example.org",
            "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0",
            "context": {"course_id": COURSE, "user_id": MARK, "module": {"usage_key": ESSAY}},
            "event": f"{MARK} in the payload",
        }
        text = json.dumps(envelope).replace(f'"{MARK}"', ids.get("user_id", str(learner)))
        inner = json.dumps(payload) if source != "server" else payload
        self.lines.append(text.replace(f'"{MARK} in the payload"', inner))


def edx_lines() -> list[str]:
    """Every number of every event forged in every way, then some at once in a seeded choice."""
    log = Log()
    for event_type, source, payload in EVENTS:
        for path in [None, *places(payload)]:
            for number in NUMBERS if path else ["0"]:
                text = forged(payload, [path] if path else [], [number])
                # Each forged grade and assessment is of a thing of its own, as its last statement.
                things = f"{len(log.lines)}"
                if "_assess" in event_type:
                    log.add(*SUBMITTED[:2], json.dumps(SUBMITTED[2]).replace("essay9", things))
                if "grade" in event_type or "_assess" in event_type:
                    text = text.replace("essay9", things).replace('9"', f'{things}"')
                if "video" in event_type:
                    log.add("play_video", "browser", json.dumps({**TIMES, "currentTime": 5}))
                log.add(event_type, source, text)
                if "video" in event_type:
                    log.add("pause_video", "browser", json.dumps({**TIMES, "currentTime": 60}))
    for number in NUMBERS:
        for page in PAGES:
            address = page.format(course=COURSE, number=number.strip('"'))
            log.add("page_close", "browser", "{}", address)
            log.add(address.removeprefix("https://lms.example.org"), "server", "{}")
        log.add("page_close", "browser", "{}", user_id=number)
    dice = random.Random(7)
    for _ in range(600):
        event_type, source, payload = dice.choice(EVENTS)
        paths = list(places(payload))
        chosen = dice.sample(paths, min(len(paths), 3))
        log.add(event_type, source, forged(payload, chosen, dice.choices(NUMBERS, k=len(chosen))))
    return log.lines


def click_lines() -> list[str]:
    """A clickstream in which every number of a player, a screen and a time is forged."""
    lines = []
    for action in CLICKS:
        for path in places(action):
            for number in NUMBERS:
                seconds = len(lines)
                click = {
                    "key": "user.video.lecture.action",
                    "username": f"forged{seconds // 40 % 5}",
                    "timestamp": 1358124320000 + 7000 * seconds,
                    "page_url": f"https://class.coursera.org/{SESSION}/lecture/view?lecture_id=7",
                    "session": "0514200686-1357727084554",
                    "value": forged(action, [path], [number]),
                    "12": f'{{"width": {number}, "height": {number}}}',
                }
                lines.append(json.dumps(click))
    lines += [line.replace('"timestamp": 13', '"timestamp": -13') for line in lines[:9]]
    for number in NUMBERS:
        lines.append(f'{{"key": "pageview", "username": "forged1", "timestamp": {number}}}')
    return lines


def export_dump() -> str:
    """An export whose numbers are as great and as small as its columns hold."""
    wholes = [0, -1, 1, 2**31, 10**12, 2**63 - 1, -(2**63), 5]
    reals = ["0", "-1", "1e308", "-1e308", "1e-320", "1e10", "123456789012.5", "0.5"]
    pairs = list(enumerate(zip(wholes, reals, strict=True), 1))

    def rows(template: str) -> str:
        return ",\n".join(template.format(n=n, whole=w, real=r) for n, (w, r) in pairs)

    questions = "".join(
        f'<question id="q{n}"><metadata><parameters><choice_type>{kind}</choice_type></parameters>'
        f'</metadata><data><option_group><option id="o" selected_score="{real}" '
        f'unselected_score="{real}"/><option id="p" selected_score="1e308"/></option_group></data>'
        "</question>"
        for n, (_, real) in pairs
        for kind in ("radio", "checkbox")[n % 2 : n % 2 + 1]
    )
    quiz = f"<quiz><question_group>{questions}</question_group></quiz>"
    answered = "".join(f's:2:"q{n}";a:1:{{i:0;s:1:"o";}}' for n, _ in pairs)
    answers = f'a:1:{{s:7:"answers";a:{len(pairs)}:{{{answered}}}}}'
    saved = f's:{len(answers)}:"{answers}";'
    return f"""
CREATE TABLE `hash_mapping` (`user_id` int, `session_user_id` text);
INSERT INTO `hash_mapping` VALUES {rows("({n},'person{n}')")};
CREATE TABLE `users` (`session_user_id` text, `access_group_id` int, `registration_time` int);
INSERT INTO `users` VALUES {rows("('person{n}',4,{whole})")};
CREATE TABLE `course_grades` (`session_user_id` text, `normal_grade` float);
INSERT INTO `course_grades` VALUES {rows("('person{n}',{real})")};
CREATE TABLE `sections` (`id` int, `title` text, `display_order` int);
INSERT INTO `sections` VALUES {rows("({n},'Week',{whole})")};
CREATE TABLE `items_sections` (`item_type` text, `item_id` text, `section_id` int, `order` int);
INSERT INTO `items_sections` VALUES {rows("('lecture','{n}',{n},{whole})")};
CREATE TABLE `lecture_metadata` (`id` int, `title` text, `video_length` double, `open_time` int,
  `soft_close_time` int, `hard_close_time` int);
INSERT INTO `lecture_metadata` VALUES {rows("({n},'L',{real},{whole},{whole},{whole})")};
CREATE TABLE `quiz_metadata` (`id` int, `title` text, `maximum_submissions` int);
INSERT INTO `quiz_metadata` VALUES {rows("({n},'Q',{whole})")};
CREATE TABLE `quiz_submission_metadata` (`id` int, `item_id` int, `session_user_id` text,
  `submission_time` int, `submission_number` int, `raw_score` double);
INSERT INTO `quiz_submission_metadata` VALUES
{rows("({n},1,'person{n}',1358128800,{whole},{real})")};
CREATE TABLE `kvs_course.quiz` (`key` text, `value` text);
INSERT INTO `kvs_course.quiz` VALUES ('xml.quiz_id:1','s:9:"{quiz}";'),
{rows("('submission.submission_id:{n}',^)").replace("^", f"'{saved}'")};
CREATE TABLE `assignment_metadata` (`id` int, `title` text, `maximum_submissions` int);
INSERT INTO `assignment_metadata` VALUES {rows("({n},'A',{whole})")};
CREATE TABLE `assignment_part_metadata` (`id` int, `assignment_id` int, `part_order` int,
  `maximum_score` double, `title` text);
INSERT INTO `assignment_part_metadata` VALUES {rows("({n},{n},{whole},{real},'P')")};
CREATE TABLE `assignment_submission_metadata` (`id` int, `item_id` int, `session_user_id` text,
  `submission_time` int, `submission_number` int, `raw_score` double);
INSERT INTO `assignment_submission_metadata` VALUES
{rows("({n},{n},'person{n}',1358128800,{whole},{real})")};
CREATE TABLE `forum_forums` (`id` int, `parent_id` int, `name` text, `display_order` int);
INSERT INTO `forum_forums` VALUES {rows("({n},{whole},'F',{whole})")};
CREATE TABLE `forum_threads` (`id` int, `forum_id` int, `title` text, `votes` int);
INSERT INTO `forum_threads` VALUES {rows("({n},{n},'T',{whole})")};
CREATE TABLE `forum_posts` (`id` int, `thread_id` int, `user_id` int, `post_time` int,
  `post_text` text, `votes` int, `deleted` int);
INSERT INTO `forum_posts` VALUES {rows("({n},{n},{n},{whole},'x',{whole},{whole})")};
CREATE TABLE `forum_comments` (`id` int, `thread_id` int, `post_id` int, `user_id` int,
  `post_time` int, `comment_text` text);
INSERT INTO `forum_comments` VALUES {rows("({n},{n},{n},{n},{whole},'y')")};
CREATE TABLE `forum_reputation_record` (`user_id` int, `pc_id` int, `type` text, `direction` int,
  `timestamp` int);
INSERT INTO `forum_reputation_record` VALUES {rows("({n},{n},'post',{whole},1358130010)")};
"""


def quickhelper_logs(folder: Path) -> Path:
    """Logs of the help experiment with forged numbers, in a folder."""
    folder.mkdir()
    texts = [number.strip('"') for number in NUMBERS]
    messages: dict[str, list[list[str]]] = {"user": [], "helper": [], "selection": [], "vote": []}
    for n, text in enumerate(texts):
        instance, question = f"{9000 + n}", "A question that is long enough to be kept"
        asker = [f"{800 + n}", instance, "1", "0", "1", "0", "1"]
        messages["user"].append([*asker, "11", text, "13", "Title", question])
        for sentence in (f"enrolled for {text} weeks and matches {text}%", f"matches {text}"):
            messages["helper"].append(["11", instance, "H", "badge.png", text, sentence])
        messages["selection"].append([instance, text])
        messages["selection"].append([instance, "0"])
        messages["vote"].append([text, instance, "1"])
    for log, lines in messages.items():
        text = "".join(
            json.dumps(
                {
                    "level": "info",
                    "message": "".join(f"<DELIMITER>{field}" for field in ["", *fields, ""])[11:],
                    "timestamp": f"2014-11-{n // 20 + 1:02}T{n % 20:02}:00:00.000Z",
                }
            )
            + "\n"
            for n, fields in enumerate(lines)
        )
        (folder / f"{log}.log").write_text(text)
    return folder
