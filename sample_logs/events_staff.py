"""The course team: who they are, and what only they do."""

from typing import NamedTuple

from sample_logs.courses import SITE, Course
from sample_logs.envelope import Record, Visit, background
from sample_logs.events_forum import Forum, answer, ask
from sample_logs.events_grades import rescored
from sample_logs.events_site import report_enrolment, studio_visit
from sample_logs.people import Enrolment, Person

_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"


class Team(NamedTuple):
    """A member of a course team, and what gives them away."""

    person: Person
    course: int  # 0 the old one, 1 the new one
    evidence: str


def _member(number: int, username: str, name: str, *roles: str) -> Person:
    return Person(11 + number, username, name, "en", 2, _AGENT, f"192.0.2.{number + 1}", roles)


TEAM = (
    Team(_member(0, "prof_lindqvist", "Åsa Lindqvist"), 0, "instructor dashboard"),
    Team(_member(1, "dr_okafor", "Chidi Okafor"), 1, "Studio"),
    Team(_member(2, "ta_mueller", "Jörg Müller", "Community TA"), 1, "role in the forum"),
    Team(_member(3, "data_ruiz", "Marta Ruiz"), 0, "data downloads of the course team"),
)
STAFF = {member.person.username: member.person.user_id for member in TEAM}

DASHBOARD = ("list_course_role_members", "list_forum_members", "list_instructor_tasks")
#: Named events of the old dashboard: event, payload.
COMMANDS: tuple[tuple[str, Record | None], ...] = (
    ("list-students", None),
    ("dump-grades", {}),
    ("dump-grades-csv-raw", {}),
    ("dump-answer-dist-csv", {}),
    ("get-student-progress-page", {"student": "somebody", "instructor": "data_ruiz"}),
    ("reset-student-attempts", {"old_attempts": 5, "student": "somebody", "problem": "hw_1.2"}),
)


def download(visit: Visit, course: Course) -> None:
    """Lists and grades, by the names of the old dashboard."""
    for name, payload in COMMANDS:
        visit.server(name, payload, course.url("legacy_dash"))
        visit.wait(5, 60)


def dashboard(visit: Visit, course: Course) -> None:
    """A look at the instructor dashboard, and a report."""
    visit.request(course.url("instructor"))
    visit.page = SITE + course.url("instructor")
    for name in DASHBOARD:
        visit.request(course.url(f"instructor/api/{name}"), get={"rolename": ["staff"]})
    report: Record = {"report_type": "grade_report", "problem_responses": None}
    path = course.url("instructor/api/calculate_grades_csv")
    visit.server("edx.instructor.report.requested", report, path)
    visit.wait(30, 90)
    done: Record = {"report_url": f"{SITE}/media/grade_report.csv"}
    visit.browser("edx.instructor.report.downloaded", done)
    hired: Record = {"instructor": "prof_lindqvist", "student": "data_ruiz"}
    visit.server("add-instructor", hired, path)


def enrol_batch(visit: Visit, enrolments: list[Enrolment], course: Course) -> None:
    """Enrol people by their addresses: the events bear the name of the staff."""
    path = course.url("instructor/api/students_update_enrollment")
    addresses = ",".join(enrolment.person.email for enrolment in enrolments)
    visit.request(path, {"action": ["enroll"], "identifiers": [addresses]})
    for enrolment in enrolments:
        report_enrolment(visit, course, enrolment.person.user_id, "activated", enrolment.mode, path)


def edit_in_studio(visit: Visit, course: Course) -> None:
    """Build a unit in Studio: its requests name the course only in the path."""
    studio_visit(visit)
    unit = course.units[4]
    for path in (
        "/home/",
        f"/course/{course.id}",
        f"/xblock/outline/{unit.chapter.key}",
        f"/container/{unit.vertical.key}",
        f"/xblock/container/{unit.vertical.key}",
        f"/xblock/{unit.blocks[0].key}/handler/studio_submit",
        "/save_item",
    ):
        visit.request(path, in_course=False)
        visit.page = f"https://{visit.host}{path}"
        visit.wait(5, 60)
    index: Record = {"category": "courseware_index", "indexed_count": len(course.units)}
    visit.server("edx.course.index.reindexed", index, f"/course/{course.id}/search_reindex")


def create_cohort(visit: Visit, course: Course, members: list[Enrolment]) -> None:
    """A cohort of some learners; they hear of it by events of their own."""
    cohort: Record = {"cohort_id": 3, "cohort_name": "Volunteers"}
    path = f"/courses/{course.id}/cohorts/"
    visit.server("edx.cohort.creation_requested", cohort, path)
    visit.server("edx.cohort.created", cohort, path)
    for enrolment in members:
        visit.server("edx.cohort.user_add_requested", cohort | {
            "user_id": enrolment.person.user_id, "previous_cohort_id": None,
            "previous_cohort_name": None,
        }, path)  # fmt: skip
        visit.background("edx.cohort.user_added", cohort | {"user_id": enrolment.person.user_id})


def set_exam(visit: Visit, course: Course) -> None:
    """Set the clock of the exam, and more time for one."""
    exam: Record = {"exam_id": 7, "exam_name": "Final exam", "exam_default_time_limit_mins": 60,
                    "exam_content_id": course.units[-1].sequential.key}  # fmt: skip
    path = "/api/edx_proctoring/v1/proctored_exam/exam"
    visit.server("edx.special_exam.timed.created", exam, path)
    more: Record = {"allowance_user_id": 2003, "allowance_key": "additional_time_granted",
                    "allowance_value": "30"}  # fmt: skip
    visit.server("edx.special_exam.timed.allowance.created", exam | more, path)


def rescore(visit: Visit, course: Course, enrolments: list[Enrolment]) -> None:
    """Rescore the first homework: by hand one, as a task the others, then the grades."""
    problem, task_id = course.problems[1], visit.dice.hex(32)
    solved = [e for e in enrolments if "attempts" in e.states.get(problem.key, {})][:6]
    for number, enrolment in enumerate(solved):
        payload = rescored(problem, enrolment, task_id)
        if number == 0:
            visit.module("problem_rescore", payload, problem, "problem_rescore")
        else:
            record = background("problem_rescore", payload, course, visit.now, visit.username)
            record |= {"event_source": "task", "page": "x_module_task"}
            visit.write(record, visit.now, visit.now)
            visit.wait(0.1, 1)
        score: Record = {
            "course_id": course.id, "user_id": str(enrolment.person.user_id),
            "instructor_id": str(visit.user_id), "problem_id": problem.key,
            "new_weighted_earned": payload["new_score"], "only_if_higher": True,
            "new_weighted_possible": payload["new_total"],
        }  # fmt: skip
        visit.background("edx.grades.problem.rescored", score)


def help_out(visit: Visit, forum: Forum) -> None:
    """Answer the threads that nobody has answered; the first time, say hello."""
    threads = forum.seen_at(visit.now)
    if not threads:
        ask(visit, forum)
    for thread in threads:
        if not thread.responses:
            visit.wait(20, 100)
            answer(visit, forum, thread)


def certify(visit: Visit, enrolments: list[Enrolment]) -> None:
    """Certificates for those who passed."""
    for enrolment in enrolments:
        if not enrolment.passed:
            continue
        payload: Record = {
            "certificate_id": visit.dice.hex(32), "course_id": enrolment.course.id,
            "user_id": enrolment.person.user_id, "enrollment_mode": enrolment.mode,
            "generation_mode": "batch",
        }  # fmt: skip
        visit.background("edx.certificate.created", payload)
