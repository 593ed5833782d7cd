"""Lines of edX with a number forged in each place where a client sends one."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from typing import Any

from cases.forged_numbers import COURSE, MARK, NUMBERS, forged, places

BLOCK = "block-v1:OwnX+Forged+2024+type@{}+block@{}"
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
