"""What a chapter holds beside videos and problems; `EXTRAS` names them by kind."""

from collections.abc import Callable
from hashlib import md5

from sample_logs.courses import SITE, Block, Problem
from sample_logs.envelope import Record, Visit
from sample_logs.events_problems import solve
from sample_logs.people import Enrolment

PDF = "/static/book.pdf"
#: Turning pages of the PDF textbook: event after `textbook.pdf.`, probability, fields.
PDF_EVENTS: tuple[tuple[str, float, Record], ...] = (
    ("thumbnails.toggled", 0.2, {}),
    ("outline.toggled", 0.2, {}),
    ("chapter.navigated", 0.3, {"chapter_title": "Distributions"}),
    ("thumbnail.navigated", 0.2, {"thumbnail_title": "Page 12"}),
    ("zoom.buttons.changed", 0.2, {"direction": "in"}),
    ("zoom.menu.changed", 0.1, {"amount": "page-width"}),
    ("display.scaled", 0.2, {"amount": "1.25"}),
    ("page.scrolled", 0.7, {"direction": "down"}),
    ("search.executed", 0.1, {"query": "median", "status": "", "caseSensitive": False,
                              "highlightAll": False}),
    ("search.navigatednext", 0.05, {"query": "median", "status": "", "findprevious": False}),
    ("search.highlight.toggled", 0.03, {"query": "median", "status": ""}),
    ("searchcasesensitivity.toggled", 0.03, {"query": "median", "status": ""}),
)  # fmt: skip
#: The book of the old course: type of the turn, from the page, to the page.
BOOK_TURNS = (("gotopage", 1, 14), ("nextpage", 14, 15), ("nextpage", 15, 16), ("prevpage", 16, 15))
ITEMS = (("sum(x) over ()", "window"), ("count(*)", "group"), ("row_number()", "window"))
PARTITION = "xblock.partition_service.partition_1428"
RUBRIC = md5(b"rubric").hexdigest()


def _textbook(visit: Visit, _: Enrolment, block: Block) -> None:
    first, before = visit.dice.whole(1, 40), visit.page
    path = block.course.url("pdfbook/0/")
    visit.request(path)
    visit.page = SITE + path
    for page in range(first, first + visit.dice.whole(2, 5)):
        fields: Record = {"chapter": PDF, "page": page, "name": "textbook.pdf.page.navigated"}
        visit.browser("textbook.pdf.page.navigated", fields)
        visit.wait(20, 150)
    for event, probability, more in PDF_EVENTS:
        if visit.dice.chance(probability):
            name = f"textbook.pdf.{event}"
            visit.browser(name, {"chapter": PDF, "page": first, "name": name} | more)
    visit.page = before


def _book(visit: Visit, _: Enrolment, block: Block) -> None:
    before = visit.page
    visit.request(block.course.url("book/0/"))
    visit.page = SITE + block.course.url("book/0/")
    for turn, old, new in BOOK_TURNS:
        visit.browser("book", {"type": turn, "old": old, "new": new, "chapter": "1"})
        visit.wait(30, 120)
    visit.page = before


def _poll(visit: Visit, _: Enrolment, block: Block) -> None:
    choice = visit.dice.pick(("R", "B", "G"))
    visit.module("xblock.poll.submitted", {"url_name": block.name, "choice": choice}, block, "vote")
    visit.module("xblock.poll.view_results", None, block, "get_results")


def _survey(visit: Visit, _: Enrolment, block: Block) -> None:
    choices = {"enjoy": visit.dice.pick("YNM"), "recommend": visit.dice.pick("YNM")}
    payload: Record = {"url_name": block.name, "choices": choices}
    visit.module("xblock.survey.submitted", payload, block, "vote")
    visit.module("xblock.survey.view_results", {}, block, "get_results")


def _split_test(visit: Visit, enrolment: Enrolment, block: Block) -> None:
    """The first time, the learner is put into a group of the A/B test."""
    if not enrolment.group:
        enrolment.group = visit.dice.whole(1, 2)
        payload: Record = {
            "user_id": visit.user_id, "partition_id": 1428, "partition_name": "Two pictures",
            "group_id": enrolment.group, "group_name": "AB"[enrolment.group - 1],
        }  # fmt: skip
        name = "xmodule.partitions.assigned_user_to_partition"
        visit.server(name, payload, block.action("xblock_view"))
    visit.tags = {PARTITION: str(enrolment.group)}
    child = md5(f"{block.key}/{enrolment.group}".encode()).hexdigest()
    key = f"{block.key.partition('+type@')[0]}+type@vertical+block@{child}"
    visit.module("xblock.split_test.child_render", {"child_id": key}, block, "log_child_render")


def _drag_and_drop(visit: Visit, enrolment: Enrolment, block: Block) -> None:
    name = "edx.drag_and_drop_v2."
    visit.module(name + "loaded", {}, block, "publish_event")
    for item_id, (item, zone) in enumerate(ITEMS):
        is_right = visit.dice.chance(0.4 + 0.4 * enrolment.person.ability)
        visit.wait(3, 12)
        visit.module(name + "item.picked_up", {"item_id": item_id}, block, "publish_event")
        drop: Record = {"item": item, "item_id": item_id, "location": zone, "location_id": zone,
                        "is_correct": is_right, "is_correct_location": True}  # fmt: skip
        visit.module(name + "item.dropped", drop, block, "drop_item")
        content: Record = {"content": "Right!" if is_right else "Not there.", "truncated": False}
        visit.module(name + "feedback.opened", content, block, "publish_event")
        content["manually"] = True
        visit.module(name + "feedback.closed", content, block, "publish_event")


def _library_content(visit: Visit, enrolment: Enrolment, block: Block) -> None:
    """The learner is given a problem of the library under a key of their own."""
    own = md5(f"{block.key}/{enrolment.person.user_id}".encode()).hexdigest()
    key = f"{block.key.partition('+type@')[0]}+type@problem+block@{own}"
    original = "block-v1:MOOCdbX+Pool+type@problem+block@0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    item: Record = {"usage_key": key, "original_usage_key": original, "descendants": [],
                    "original_usage_version": "68c81b0c1d2e3f4051627384"}  # fmt: skip
    if block.key not in enrolment.states:
        enrolment.states[block.key] = {}
        payload: Record = {"location": block.key, "added": [item], "removed": [], "result": [item],
                           "max_count": 1, "previous_count": 0, "reason": "invalid"}  # fmt: skip
        name = "edx.librarycontentblock.content.assigned"
        visit.module(name, payload, block, "student_view")
    answer: Record = {"problem_id": key}
    origin = {"original_usage_key": original, "original_usage_version": "68c81b0c1d2e3f4051627384"}
    visit.module("showanswer", answer, block, "problem_show", **origin)


def _open_response(visit: Visit, enrolment: Enrolment, block: Block) -> None:
    """Write an essay, grade it, grade a peer; the people inside are anonymised ids."""
    dice, name = visit.dice, "openassessmentblock."
    uuid, at = dice.hex(32), visit.now.isoformat()
    text = {"parts": [{"text": "A table has one grain; mine is one row per order. " * 4}]}
    draft: Record = {"saved_response": {"parts": text["parts"]}}
    visit.module(name + "save_submission", draft, block, "save_submission")
    visit.wait(100, 600)
    submission: Record = {"answer": text, "attempt_number": 1, "submission_uuid": uuid,
                          "submitted_at": at, "created_at": at}  # fmt: skip
    visit.module(name + "create_submission", submission, block, "submit")
    for kind, score_type in (("self_assess", "SE"), ("peer_assess", "PE")):
        points = dice.whole(1, 3)
        criterion: Record = {"name": "Grain", "points possible": 3}
        part: Record = {"criterion": criterion, "option": {"name": str(points), "points": points},
                        "feedback": ""}  # fmt: skip
        payload: Record = {
            "feedback": "", "parts": [part], "rubric": {"contenthash": RUBRIC}, "scored_at": at,
            "scorer_id": md5(visit.username.encode()).hexdigest(), "score_type": score_type,
            "submission_uuid": uuid if score_type == "SE" else dice.hex(32),
        }  # fmt: skip
        if score_type == "PE":
            peer: Record = {"requesting_student_id": payload["scorer_id"], "item_id": block.key,
                            "submission_returned_uuid": payload["submission_uuid"]}  # fmt: skip
            visit.module(name + "get_peer_submission", peer, block, "render_peer_assessment")
        visit.wait(30, 200)
        visit.module(name + kind, payload, block, kind)
    feedback: Record = {"feedback_text": "Merci !", "options": ["useful"], "submission_uuid": uuid}
    visit.module(name + "submit_feedback_on_assessments", feedback, block, "submit_feedback")


def _notes(visit: Visit, _: Enrolment, block: Block) -> None:
    """A note in the margin and a bookmark."""
    note: Record = {
        "note_id": visit.dice.hex(16), "note_text": "Wichtig für die Prüfung!", "tags": ["exam"],
        "highlighted_content": block.title, "truncated": [], "component_usage_id": block.key,
    }  # fmt: skip
    visit.browser("edx.course.student_notes.added", note)
    visit.browser("edx.course.student_notes.viewed", {"notes": [note["note_id"]]})
    mark: Record = {
        "course_id": block.course.id, "bookmark_id": f"{visit.username},{block.key}",
        "component_type": block.kind, "component_usage_id": block.key,
    }  # fmt: skip
    visit.server("edx.bookmark.added", mark, "/api/bookmarks/v1/bookmarks/", in_course=False)
    listed: Record = {"list_type": "per_course", "bookmarks_count": 1, "page_size": 10,
                      "page_number": 1, "course_id": block.course.id}  # fmt: skip
    visit.server("edx.bookmark.listed", listed, "/api/bookmarks/v1/bookmarks/", in_course=False)


def _timed_exam(visit: Visit, enrolment: Enrolment, block: Block) -> None:
    """The final exam has a clock."""
    attempt = {"attempt_id": enrolment.person.user_id, "attempt_user_id": visit.user_id,
               "attempt_code": visit.dice.hex(32),
               "attempt_allowed_time_limit_mins": 60}  # fmt: skip
    exam = {"exam_id": 7, "exam_content_id": block.key, "exam_name": "Final exam",
            "exam_default_time_limit_mins": 60, "exam_is_proctored": False}  # fmt: skip
    exam_unit = block.course.units[-1]
    path = "/api/edx_proctoring/v1/proctored_exam/attempt"
    for step in ("created", "started", "submitted"):
        payload: Record = exam | attempt | {"attempt_status": step}
        visit.server(f"edx.special_exam.timed.attempt.{step}", payload, path)
        if step == "started":
            for problem in exam_unit.blocks:
                if isinstance(problem, Problem) and exam_unit.vertical.key not in enrolment.done:
                    solve(visit, enrolment, problem)
            enrolment.done.add(exam_unit.vertical.key)


EXTRAS: dict[str, Callable[[Visit, Enrolment, Block], None]] = {
    "textbook": _textbook,
    "book": _book,
    "poll": _poll,
    "survey": _survey,
    "split_test": _split_test,
    "drag-and-drop-v2": _drag_and_drop,
    "library_content": _library_content,
    "openassessment": _open_response,
    "notes": _notes,
    "exam": _timed_exam,
}
