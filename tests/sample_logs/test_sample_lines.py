"""What lines the committed set holds: fates, families, forms; and that it can be made again."""

from __future__ import annotations

import json
import re
from collections import Counter
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from sample_set import FOLDER, LOGS, Record, committed, contents, course_of, events, lines, truth

from sample_logs.hard_lines import HARD, ROTATION
from sample_logs.writer import write

COMMON = {  # source: events that every site sees, by family
    "navigation": {
        "browser": "seq_goto seq_next seq_prev edx.ui.lms.sequence.next_selected "
        "edx.ui.lms.sequence.previous_selected edx.ui.lms.link_clicked "
        "edx.ui.lms.outline.selected page_close book",
    },
    "video": {
        "browser": "load_video play_video pause_video stop_video seek_video speed_change_video "
        "show_transcript hide_transcript edx.video.closed_captions.shown",
        "mobile": "play_video edx.video.loaded edx.video.played edx.video.paused "
        "edx.video.stopped edx.video.position.changed",
    },
    "problems": {
        "browser": "problem_check problem_graded problem_save problem_reset problem_show",
        "server": "problem_check problem_check_fail showanswer reset_problem save_problem_success "
        "edx.problem.hint.demandhint_displayed edx.problem.hint.feedback_displayed "
        "edx.grades.problem.submitted edx.grades.subsection.grade_calculated "
        "edx.grades.course.grade_calculated edx.course.grade.now_passed",
        "task": "problem_rescore",
    },
    "forum": {
        "server": "edx.forum.thread.created edx.forum.response.created edx.forum.comment.created "
        "edx.forum.thread.voted edx.forum.response.voted edx.forum.thread.viewed "
        "edx.forum.searched",
    },
    "enrollment": {
        "server": "edx.course.enrollment.activated edx.course.enrollment.deactivated "
        "edx.course.enrollment.mode_changed edx.course.enrollment.upgrade.succeeded",
        "browser": "edx.course.enrollment.upgrade.clicked",
    },
    "other": {
        "browser": "textbook.pdf.page.navigated textbook.pdf.page.scrolled "
        "edx.course.student_notes.added",
        "server": "openassessmentblock.create_submission openassessmentblock.peer_assess "
        "openassessmentblock.self_assess xblock.poll.submitted xblock.survey.submitted "
        "edx.drag_and_drop_v2.item.dropped edx.librarycontentblock.content.assigned "
        "edx.cohort.user_added edx.certificate.created edx.bookmark.added "
        "edx.special_exam.timed.attempt.submitted xblock.split_test.child_render "
        "xmodule.partitions.assigned_user_to_partition edx.user.settings.changed",
        "mobile": "edx.bi.app.navigation.screen",
    },
    "course team": {
        "server": "list-students dump-grades add-instructor edx.instructor.report.requested "
        "edx.course.index.reindexed edx.cohort.creation_requested",
    },
}
PATHS = (  # a request of every kind
    r"^/courses/MOOCdbX/Stat101/2025_Fall/courseware/week_1/part_1_1/",
    r"^/courses/course-v1:MOOCdbX[+]Data201[+]2025_Fall/courseware/[0-9a-f]{20}/[0-9a-f]{20}/",
    r"/modx/i4x://MOOCdbX/Stat101/problem/hw_1[.]2/problem_check$",
    r"/xblock/i4x:;_;_MOOCdbX;_Stat101;_problem;_\w+[.]2/handler/xmodule_handler/problem_get$",
    r"/xblock/block-v1:.*@problem.*/handler/xmodule_handler/problem_check$",
    r"^/xblock/block-v1:.*type@vertical",
    r"/discussion/[\w-]+/threads/create$",
    r"/discussion/threads/\w+/(reply|upvote|follow)$",
    r"/discussion/forum/[\w-]+/threads/\w+$",
    r"/(progress|info|about|syllabus)$",
    r"/pdfbook/0/$",
    r"^/course/course-v1:",
    r"^/change_enrollment$",
    r"^/user_api/v1/account/login_session/$",
    r"^/login_ajax$",
    r"^/heartbeat$",
)


def test_the_committed_set_is_what_the_generator_writes(tmp_path: Path) -> None:
    # compressed bytes may differ between versions of zlib: what is in them may not
    told = write(tmp_path / "logs", learners=truth()["learners"], seed=truth()["seed"])
    assert contents(tmp_path / "logs") == contents(LOGS)
    assert told == truth()


def test_a_seed_decides_everything(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        write(tmp_path / name, learners=8, seed=seed, plain=True)
    a, b, c = (contents(tmp_path / name) for name in "abc")
    assert a == b
    assert a.keys() == c.keys()
    assert all(a[name] != c[name] for name in a)


def test_size() -> None:
    assert sum(path.stat().st_size for path in LOGS.iterdir()) < 1_000_000
    texts = [line for line in lines(LOGS) if len(line) < 60_000]
    assert 15_000 < len(texts) < 25_000
    assert 500 < sum(map(len, texts)) / len(texts) < 1_000


def test_fates() -> None:
    found = Counter(fate for fate, _ in committed())
    assert dict(found) == truth()["fates"]
    assert found.total() == truth()["lines"] == sum(truth()["files"].values())
    assert {name: text.count(b"\n") for name, text in contents(LOGS).items() if "log" in name} == (
        truth()["files"]
    )


def test_every_hard_line_is_there_and_in_the_readme() -> None:
    table = dict(
        re.findall(
            r"^\| ([^|]+?) \| `(\w+)` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.M
        )
    )
    assert table == {hard.name: hard.fate for hard in HARD} | {ROTATION: "duplicate"}
    assert truth()["hard_lines"] == {hard.name: hard.copies for hard in HARD} | {ROTATION: 12}


@pytest.mark.parametrize("family", COMMON)
def test_families(family: str) -> None:
    found = {(str(event.get("event_source")), str(event.get("event_type"))) for event in events()}
    wanted = {(source, name) for source, text in COMMON[family].items() for name in text.split()}
    assert not wanted - found


def test_requests() -> None:
    paths = {str(event.get("event_type")) for event in events()}
    assert [p for p in PATHS if not any(re.search(p, path) for path in paths)] == []


def _shape(event: Record) -> str:
    found = event.get("event", "absent")
    if isinstance(found, str) and found not in ("", "absent"):
        kind = "request" if str(event["event_type"]).startswith("/") else "text"
        try:
            return f"{kind} of {type(json.loads(found)).__name__}"
        except ValueError:
            return f"{kind} of {512 if len(found) == 512 else 'words'}"
    return found if isinstance(found, str) else type(found).__name__


def test_shapes_of_payloads() -> None:
    assert {_shape(event) for event in events()} == {
        "dict", "list", "NoneType", "absent", "", "text of dict", "text of list", "text of str",
        "text of words", "request of dict", "request of 512",
    }  # fmt: skip


def test_forms_of_envelopes() -> None:
    contexts = [event.get("context") for event in events()]
    ids = {type(context["user_id"]) for context in contexts if context and "user_id" in context}
    assert ids == {int, str, type(None)}
    assert None in contexts
    names = ("session", "command", "received_at", "module", "course_user_tags", "asides")
    for name in names:
        assert any(name in context for context in contexts if context), name
    assert any("data" in event and "timestamp" in event for event in events())
    assert any("label" in event for event in events())
    renamed = {
        e.get("event_type")
        for e in events()
        if e.get("name", e.get("event_type")) != e.get("event_type")
    }
    assert renamed >= {"seq_next", "seq_goto", "play_video"}
    assert any(not event.get("username") for event in events())


def test_phones_send_days_later() -> None:
    late = [
        event
        for event in events()
        if "received_at" in event.get("context", {})
        and event["at"].isoformat()[:10] < event["context"]["received_at"][:10]
    ]
    assert len(late) > 10


def test_nobody_is_real() -> None:
    reserved = [ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]
    for event in events():
        for ip in {event.get("ip"), event.get("context", {}).get("ip")} - {None, ""}:
            assert any(ip_address(ip) in network for network in reserved)
    kept = [event for event in events() if len(str(event.get("referer"))) < 1_000]
    text = json.dumps(kept, default=str, ensure_ascii=False)
    assert set(re.findall(r"[\w.-]+@([\w-]+[.][a-z]+)", text)) == {"example.com", "example.org"}
    hosts = {
        host.rpartition(".")[0].rpartition(".")[2] for host in re.findall(r"https://([\w.]+)", text)
    }
    assert hosts == {"example"}


def test_the_staff_give_themselves_away() -> None:
    found = set()
    for event in events():
        kind, found_roles = str(event.get("event_type")), []
        if isinstance(event.get("event"), dict):
            found_roles = event["event"].get("user_forums_roles", [])
        if (
            re.search(r"studio|instructor|^(list|dump)-|^edx.course.index", kind)
            or set(found_roles) - {"Student"}
            or str(event.get("host")).startswith("studio.")
        ):
            found.add(event["username"].strip())
    assert found == {member["username"] for member in truth()["staff"]}
    courses = {
        (e["username"].strip(), course_of(e)) for e in events() if e.get("username") in found
    }
    assert {c for c in courses if c[1]} == {
        (member["username"], member["course_id"]) for member in truth()["staff"]
    }
