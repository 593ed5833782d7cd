"""Grades: a score is reported with the answer; workers grade subsection and course afterwards."""

from sample_logs.courses import STARTS_AT, Problem
from sample_logs.envelope import Record, Visit, number
from sample_logs.people import Enrolment

PASS_MARK = 0.6


def _transaction(visit: Visit, event_type: str) -> Record:
    raw = visit.dice.hex(32)
    uuid = f"{raw[:8]}-{raw[8:12]}-4{raw[13:16]}-a{raw[17:20]}-{raw[20:]}"
    return {"event_transaction_id": uuid, "event_transaction_type": event_type}


def grade_problem(visit: Visit, enrolment: Enrolment, problem: Problem, earned: float) -> None:
    """A score is reported at once; better scores make workers grade subsection and course again."""
    best = enrolment.scores.get(problem.key, -1.0)
    enrolment.scores[problem.key] = max(best, earned)
    if not visit.modern:
        return
    course, user = enrolment.course, enrolment.person.user_id
    name = "edx.grades.problem.submitted"
    link = _transaction(visit, name)
    about: Record = {"course_id": course.id, "user_id": str(user)}
    points: Record = {"weighted_earned": number(earned), "weighted_possible": len(problem.parts)}
    payload: Record = about | {"problem_id": problem.key} | points | link
    visit.server(name, payload, problem.action("problem_check"))
    if earned <= best:
        return
    unit = next(unit for unit in course.units if problem in unit.blocks)
    subsection: Record = about | {
        "block_id": unit.sequential.key, "course_version": "68d2f0a1c9e77c0001a1b2c3",
        "weighted_total_earned": number(earned), "weighted_total_possible": len(problem.parts),
        "weighted_graded_earned": number(earned), "weighted_graded_possible": len(problem.parts),
        "first_attempted": visit.now.isoformat(), "visible_blocks_hash": unit.vertical.name[:27],
        "subtree_edited_timestamp": STARTS_AT.isoformat(),
    } | link  # fmt: skip
    visit.background("edx.grades.subsection.grade_calculated", subsection)
    _grade_course(visit, enrolment, about, link)


def percent(enrolment: Enrolment) -> float:
    """The share of all points of the course, in whole percent."""
    possible = sum(len(problem.parts) for problem in enrolment.course.problems)
    return int(100 * sum(enrolment.scores.values()) / possible + 0.5) / 100


def _grade_course(visit: Visit, enrolment: Enrolment, about: Record, link: Record) -> None:
    """The grade of the course, and the news that it is enough."""
    grade = percent(enrolment)
    payload: Record = about | {
        "percent_grade": grade, "letter_grade": "Pass" if grade >= PASS_MARK else "",
        "grading_policy_hash": "u3n1tI6fJ0pO1iT9mZ8xQe7wSbk=", "course_version": "",
        "course_edited_timestamp": STARTS_AT.isoformat(),
    } | link  # fmt: skip
    visit.background("edx.grades.course.grade_calculated", payload)
    if grade >= PASS_MARK and not enrolment.passed:
        enrolment.passed = True
        for name in ("edx.course.grade.passed.first_time", "edx.course.grade.now_passed"):
            visit.background(name, about | link)


def rescored(problem: Problem, enrolment: Enrolment, task_id: str) -> Record:
    """The payload of a problem_rescore: the learner keeps the score."""
    state = enrolment.states[problem.key]
    score, total = enrolment.scores[problem.key], len(problem.parts)
    return {
        "problem_id": problem.key, "student": enrolment.person.user_id, "task_id": task_id,
        "orig_score": number(score), "orig_total": total, "new_score": number(score),
        "new_total": total, "attempts": state["attempts"], "correct_map": state["correct_map"],
        "success": "correct" if score == total else "incorrect",
    }  # fmt: skip
