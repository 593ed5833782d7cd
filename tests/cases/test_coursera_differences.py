"""The earlier translator's rows, by its own rules from the raw tables, beside those of the marts.

Every row that only one of the two has is named with the cause that docs/coursera.md gives it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import ROOT, Warehouse, same_rows
from raw_export import COURSES, Export, answers_in

PAGE = (ROOT / "docs" / "coursera.md").read_text()


def collaborations(export: Export) -> dict[str, str]:
    """What the earlier translator did with each thing a known person did in forum and wiki."""
    known = export.is_known
    forums = {row["id"] for row in export.table("forum_forums")}
    threads = {
        row["id"]: known(row) for row in export.table("forum_threads") if row["forum_id"] in forums
    }
    pages = {row["id"] for row in export.table("wiki_pages")}
    fates = {}
    for row in export.table("forum_posts"):
        if known(row):
            fates[f"post/{row['id']}"] = "kept" if threads.get(row["thread_id"]) else "post"
    for row in export.table("forum_comments"):
        if known(row):
            is_kept = fates.get(f"post/{row['post_id']}") == "kept"
            fates[f"comment/{row['id']}"] = "kept" if is_kept else "comment"
    # A comment that was dropped keeps its number: votes for it found something.
    found = {key for key, fate in fates.items() if fate != "post"}
    for row in export.table("forum_reputation_record"):
        if known(row):
            who = row["forum_user_id"] or row["user_id"]
            about = f"{row['type']}/{row['pc_id']}"
            key = f"forum_vote/{who}/{about}/{row['timestamp']}/{row['direction']}"
            has_time = "" if row["timestamp"] > 0 else " without a time"
            fates[key] = ("kept" if about in found else "vote") + has_time
    for row in export.table("wiki_revisions"):
        if known(row):
            fates[f"wiki_revision/{row['id']}"] = "kept" if row["page_id"] in pages else "edit"
    return fates


def questions_of(xml: str) -> dict[str, tuple[str | None, dict[str, tuple[float, float]]]]:
    """By question: its kind of choice, and what its options earn selected and left alone."""
    root = ElementTree.fromstring(xml.replace("&", "&amp;").encode())
    return {
        str(question.get("id")): (
            question.findtext("metadata/parameters/choice_type"),
            {
                str(option.get("id")): (
                    float(option.attrib["selected_score"]),
                    float(option.attrib["unselected_score"]),
                )
                for option in question.iter("option")
            },
        )
        for question in root.iter("question")
    }


def submissions(export: Export) -> dict[tuple[str, str], tuple[str, str, float | None]]:
    """What the earlier translator did with each answer of a known person.

    By submission and question: its fate, the kind of question, and the grade as a share of 1.
    """
    stored = {row["key"]: row["value"] for row in export.table("kvs_quiz")}
    fates = {}
    kept_before: dict[tuple[str | None, str], Any] = {}
    for row in sorted(export.table("quiz_submission_metadata"), key=lambda row: row["id"]):
        value = stored.get(f"submission.submission_id:{row['id']}")
        answers = value and answers_in(value, ("utf-8", "strict"))
        if not answers or not export.is_known(row):
            continue
        quiz = stored.get(f"xml.quiz_id:{row['item_id']}")
        xml = quiz[quiz.index('"') + 1 : quiz.rindex('"')] if quiz else "<quiz/>"
        questions = questions_of(xml)
        for question, answer in answers.items():
            kind, options = questions.get(question, ("unknown", {}))
            chosen = answer.get("answer", list(answer.values()))
            who = (export.general(row), question)
            if not quiz:
                fate = "quiz missing"
            elif re.search(r">\s+<!\[CDATA\[|\]\]>\s+<", xml):
                fate = "quiz unreadable"
            elif answers_in(value, ("ascii", "ignore")) is None:
                fate = "value unreadable"
            elif question not in questions:
                fate = "question missing"
            elif kept_before.get(who) == chosen:
                fate = "repeated"
            else:
                fate, kept_before[who] = "kept", chosen
            grade = None
            if kind == "checkbox":
                earned = sum(score[option not in chosen] for option, score in options.items())
                grade = earned / sum(map(max, options.values()))
            elif kind in ("radio", "select") and len(chosen) <= 1:
                grade = float(sum(options[option][0] for option in chosen))
            fates[f"quiz_submission/{row['id']}", question] = fate, kind or "text", grade
    return fates


def parts_of_assignments(export: Export) -> dict[tuple[str, str], float]:
    """Grades of the parts that known people handed in, as a share of 1."""
    best = {row["id"]: row["maximum_score"] for row in export.table("assignment_part_metadata")}
    return {
        (f"assignment_submission/{row['id']}", str(row["item_id"])): min(
            row["raw_score"] / best[row["item_id"]], 1
        )
        for row in export.table("assignment_submission_metadata")
        if export.is_known(row)
    }


def told(line: str) -> list[int]:
    """The numbers of a line of the table in docs/coursera.md that counts differences."""
    [(earlier, here, why)] = re.findall(rf"^\| {line} \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.M)
    numbers = [earlier, here, *(sign + n for sign, n in re.findall(r"([+-]) ([\d,]+)", why))]
    return [int(number.replace(",", "")) for number in numbers]


@pytest.mark.parametrize("course", COURSES)
def test_users_are_the_people_of_hash_mapping(coursera_warehouse: Warehouse, course: str) -> None:
    people = Export(coursera_warehouse, course).by_hash.values()
    found = coursera_warehouse.rows(
        "select identities.platform_user_id from moocdb.users as users "
        "left join private.learner_identities as identities "
        "on users.user_id = identities.learner_id "
        f"where users.course_id = '{course}' and users.user_id <> 0"
    )
    same_rows(found, [(person,) for person in people])
    assert told("users") == [len(people), len(found)]


@pytest.mark.parametrize("course", COURSES)
def test_collaborations_differ_as_explained(coursera_warehouse: Warehouse, course: str) -> None:
    fates = collaborations(Export(coursera_warehouse, course))
    rows = coursera_warehouse.rows(
        "select acts.act_key from moocdb.collaborations "
        "inner join intermediate.int_collaborations as keys using (collaboration_id) "
        "inner join private.int_coursera_export_events as acts on keys.event_id = acts.event_id "
        f"where collaborations.course_id = '{course}'"
    )
    same_rows(rows, [(key,) for key, fate in fates.items() if not fate.endswith("a time")])
    counts = Counter(fates.values())
    earlier = counts["kept"] + counts["kept without a time"]
    added = [counts[kind] for kind in ("post", "comment", "vote", "edit")]
    assert earlier == 3803
    assert told("collaborations") == [earlier, len(rows), *added, -counts["kept without a time"]]


@pytest.mark.parametrize("course", COURSES)
def test_submissions_and_grades_differ_as_explained(
    coursera_warehouse: Warehouse, course: str
) -> None:
    export = Export(coursera_warehouse, course)
    fates, parts = submissions(export), parts_of_assignments(export)
    rows = coursera_warehouse.rows(
        "select acts.act_key, keys.part, keys.validity, assessments.assessment_grade "
        "from moocdb.submissions "
        "inner join moocdb.assessments using (submission_id) "
        "inner join intermediate.int_submissions as keys using (submission_id) "
        "inner join private.int_coursera_export_events as acts on keys.event_id = acts.event_id "
        f"where submissions.course_id = '{course}'"
    )
    grades = {key: grade for key, (_, _, grade) in fates.items()} | parts
    same_rows(
        [(*row[:2], row[3]) for row in rows],
        [(*key, grade) for key, grade in grades.items()],
    )
    validity = {row[:2]: row[2] for row in rows}
    assert {validity[key] for key, (fate, *_) in fates.items() if fate == "repeated"} == {0}

    counts = Counter(fate for fate, _, _ in fates.values())
    causes = [
        "quiz missing", "quiz unreadable", "value unreadable", "question missing", "repeated",
    ]  # fmt: skip
    added = [counts[cause] for cause in causes]
    assert counts["kept"] == 4908
    assert told("submissions") == [counts["kept"], len(rows), *added, len(parts)]

    graded = Counter(
        (fate, kind == "checkbox") for fate, kind, grade in fates.values() if grade is not None
    )
    checkboxes = sum(n for (_, is_checkbox), n in graded.items() if is_checkbox)
    added = [graded[cause, False] for cause in causes if graded[cause, False]]
    assert graded["kept", False] == 2895
    assert told("assessments with a grade") == [
        graded["kept", False], sum(grade is not None for *_, grade in rows),
        *added, checkboxes, len(parts),
    ]  # fmt: skip
