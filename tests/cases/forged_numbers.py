"""Numbers that a client may send, and the rows of Coursera and QuickHelper with each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COURSE = "course-v1:OwnX+Forged+2024"
SESSION = "forged-001"
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
