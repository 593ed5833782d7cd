"""What happens around the courses: accounts, enrolment, the catalogue, and machines."""

from datetime import datetime

from sample_logs.content import SEARCHES
from sample_logs.courses import SITE, STUDIO_HOST, Course
from sample_logs.dice import Dice
from sample_logs.envelope import Record, Visit, Write, background
from sample_logs.people import AGENTS, PLACES, Enrolment

BOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
)
#: Requests of machines: path, agent, weight.
MACHINES = (
    ("/heartbeat", "ELB-HealthChecker/2.0", 4),
    ("/", BOTS[0], 2),
    ("{about}", BOTS[0], 2),
    ("{about}", BOTS[1], 2),
    ("/favicon.ico", BOTS[1], 1),
    ("/jsi18n/", "", 1),
)  # fmt: skip
MASKED = {"password": "********"}


def register(visit: Visit, course: Course) -> None:
    """A visitor finds the course, makes an account and logs in."""
    person = visit.person
    assert person is not None
    stranger = Visit(visit.write, visit.dice, None, course, visit.now)
    stranger.ip, stranger.agent, stranger.language = person.ip, person.agent, person.language
    stranger.page = "https://www.example.com/search"
    stranger.request(course.url("about"))
    stranger.page = SITE + course.url("about")
    stranger.wait(20, 200)
    form: Record = {
        "username": [person.username], "name": [person.name], "gender": [""],
        "year_of_birth": [str(1955 + person.user_id % 50)], "level_of_education": [""],
        "honor_code": ["true"], "email": [person.email],
    }  # fmt: skip
    path = "/user_api/v1/account/registration/" if stranger.modern else "/create_account"
    stranger.request(path, form | MASKED, in_course=False)
    visit.now = stranger.now
    visit.request(f"/activate/{visit.dice.hex(32)}", in_course=False)


def log_in(visit: Visit) -> None:
    """The request is still anonymous."""
    assert visit.person is not None
    form: Record = {"email": [visit.person.email], "remember": ["false"]}
    path = "/user_api/v1/account/login_session/" if visit.modern else "/login_ajax"
    name, user_id = visit.username, visit.user_id
    visit.username, visit.user_id = "", None if visit.modern else ""
    visit.request(path, MASKED | form, in_course=False)
    visit.username, visit.user_id = name, user_id


def change_enrolment(visit: Visit, enrolment: Enrolment, action: str, mode: str) -> None:
    """Enrol, leave or pay: `action` is activated, deactivated or mode_changed."""
    course, path = enrolment.course, "/change_enrollment"
    if action == "mode_changed":
        path = "/verify_student/payment-callback/"
        click: Record = {"location": "learn_tab", "mode": mode}
        visit.browser("edx.course.enrollment.upgrade.clicked", click)
        visit.wait(60, 300)
    else:
        verb = "enroll" if action == "activated" else "unenroll"
        post: Record = {"course_id": [course.id], "enrollment_action": [verb]}
        visit.request(path, post, in_course=False)
    report_enrolment(visit, course, enrolment.person.user_id, action, mode, path)
    if action == "mode_changed":
        report_enrolment(visit, course, enrolment.person.user_id, "upgrade.succeeded", mode, path)


def report_enrolment(
    visit: Visit, course: Course, user_id: int, action: str, mode: str, path: str
) -> None:
    """The event of an enrolment; the person who caused it is its sender."""
    payload: Record = {"course_id": course.id, "user_id": user_id, "mode": mode}
    visit.server(f"edx.course.enrollment.{action}", payload, path)


def enrol_by_command(write: Write, enrolment: Enrolment, at: datetime) -> None:
    """An enrolment from the command line of the server."""
    course = enrolment.course
    payload: Record = {
        "course_id": course.id, "user_id": enrolment.person.user_id, "mode": enrolment.mode,
    }  # fmt: skip
    name, command = "edx.course.enrollment.activated", "./manage.py lms enroll_user_in_course"
    record = background(name, payload, course, at, "anonymous", command)
    if course.is_old:
        for field in ("name", "accept_language", "session", "referer"):
            del record[field]
    write(record, at, at)


def change_settings(visit: Visit) -> None:
    """A new language for the site."""
    payload: Record = {
        "user_id": visit.user_id, "setting": "pref-lang", "table": "user_api_userpreference",
        "old": None, "new": "es-419", "truncated": [],
    }  # fmt: skip
    path = f"/api/user/v1/preferences/{visit.username}"
    visit.server("edx.user.settings.changed", payload, path, in_course=False)


def discover(visit: Visit) -> None:
    """A search for courses."""
    term: Record = {"search_term": visit.dice.pick(SEARCHES), "page_number": 0, "page_size": 20}
    path, name = "/search/course_discovery/", "edx.course_discovery.search."
    visit.server(name + "initiated", term, path, in_course=False)
    found: Record = term | {"total_results": 0}
    visit.server(name + "results_displayed", found, path, in_course=False)


def pass_by(write: Write, course: Course, dice: Dice, at: datetime) -> None:
    """A visitor who only looks at the description of the course, or a machine."""
    visit = Visit(write, dice, None, course, at)
    if dice.chance(0.5):
        path, visit.agent = dice.weighted([((path, agent), w) for path, agent, w in MACHINES])
        visit.page = ""
        visit.request(path.format(about=course.url("about")), in_course="{" in path)
        return
    visit.agent, _, _ = dice.pick(AGENTS)
    visit.language, visit.page = dice.pick(PLACES)[0], "https://www.example.com/"
    visit.request(course.url("about"))
    visit.wait(10, 100)
    if dice.chance(0.3):
        visit.page = SITE + course.url("about")
        visit.request("/register", in_course=False)


def studio_visit(visit: Visit) -> None:
    """From here on the visit is to the site where courses are made."""
    visit.host, visit.page = STUDIO_HOST, f"https://{STUDIO_HOST}/home/"
