"""Who is in the database: learners of the logs, learners who never come, and the course team."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5

from sample_logs.courses import OPENS_AT, Course
from sample_logs.data_package.formats import Cell
from sample_logs.dice import Dice
from sample_logs.events_staff import TEAM
from sample_logs.people import Enrolment, Person, learner
from sample_logs.term import Term

NEVER_IN_LOGS = 3  # people for each course
FIRST_ABSENT = 700  # their numbers begin here
#: A member of the team whom only the database knows, for each course.
HIDDEN_TEAM = ("admin_berg", "admin_costa")
NOBODY = 9901  # a user id of an enrollment that no table of users knows
GENDERS = (("m", 40), ("f", 40), ("o", 4), ("", 8), (None, 8))
EDUCATION = (
    ("p", 4), ("m", 20), ("b", 30), ("a", 8), ("hs", 18), ("jhs", 4), ("el", 2), ("none", 2),
    ("other", 4), ("", 4), (None, 4),
)  # fmt: skip
COUNTRIES = {
    "en-US": "US", "en-GB": "GB", "es-CL": "CL", "de-DE": "DE", "pt-BR": "BR", "fr": "FR",
    "ru-RU": "RU", "ja": "JP", "hi-IN": "IN", "ar-EG": "EG", "": "PL", "en": "SE",
}  # fmt: skip
GOALS = (
    None, "", "For my work.", "Twenty years after school:\nI want to know it at last.",
    "One\ttab, \"two\" quotes, a back\\slash and l'apostrophe", "Für die Prüfung 💡",
)  # fmt: skip


@dataclass
class Account:
    """Somebody in the database, and what they told about themselves."""

    person: Person
    joined_at: datetime
    last_login: datetime | None
    is_team: bool
    gender: str | None = None
    year_of_birth: int | None = None
    education: str | None = None
    country: str | None = None
    goals: str | None = None
    languages: tuple[str, ...] = ()


@dataclass
class Seat:
    """A row of student_courseenrollment, and the same learner in the logs if there."""

    user_id: int
    created: datetime
    is_active: bool
    mode: str
    taken: Enrolment | None = None


@dataclass
class Class:
    """Everybody in the database of a course; `planted`: differences from the logs, user ids."""

    course: Course
    accounts: list[Account] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)  # user id, role of the course team
    planted: dict[str, list[int]] = field(default_factory=dict)

    @property
    def learners(self) -> list[Seat]:
        """The seats of those who are not of the course team."""
        team = {account.person.user_id for account in self.accounts if account.is_team}
        return [seat for seat in self.seats if seat.user_id not in team]

    def account(self, user_id: int) -> Account | None:
        """The account of this id."""
        return next((a for a in self.accounts if a.person.user_id == user_id), None)


def anonymous_id(course: Course, person: Person) -> str:
    """The id under which open responses know somebody; the new course's is in its logs."""
    name = f"{course.id}/{person.username}" if course.is_old else person.username
    return md5(name.encode()).hexdigest()


def class_of(term: Term, number: int) -> Class:
    """Everybody in the database of the course of this number, differences planted."""
    course, here = term.courses[number], Class(term.courses[number])
    for enrolment in term.enrolments:
        steps = sorted(term.observed.steps[course.id, enrolment.person.user_id])
        if enrolment.course is course and steps:
            is_active = steps[-1].action != "deactivated"
            seat = Seat(enrolment.person.user_id, steps[0].at, is_active, steps[-1].mode, enrolment)
            here.seats.append(seat)
            here.accounts.append(_account(term, enrolment.person, steps[0].at))
    here.seats.sort(key=lambda seat: seat.user_id)
    here.accounts.sort(key=lambda account: account.person.user_id)
    _plant(term, here)
    for n in range(NEVER_IN_LOGS):
        person = learner(FIRST_ABSENT + NEVER_IN_LOGS * number + n, term.seed)
        at = OPENS_AT - timedelta(days=9 * n + number, hours=5)
        here.accounts.append(_account(term, person, at))
        here.seats.append(Seat(person.user_id, at, n > 0, course.mode))
    here.planted["never_in_logs"] = [seat.user_id for seat in here.seats[-NEVER_IN_LOGS:]]
    here.seats.append(Seat(NOBODY + number, OPENS_AT, True, course.mode))
    here.planted["unknown_user"] = [NOBODY + number]
    _hire(term, here, number)
    return here


def _account(term: Term, person: Person, first_at: datetime, *, is_team: bool = False) -> Account:
    """The account, and a profile by chance of its own; the year is that of the registration."""
    dice, seen = Dice(term.seed, "profile", person.user_id), term.observed.seen[person.username]
    steps = [at for (_, who), steps in term.observed.steps.items() for at, _, _ in steps
             if who == person.user_id]  # fmt: skip
    joined_at = min([first_at, *steps, *seen]) - timedelta(minutes=dice.whole(2, 30))
    country: str | None = COUNTRIES[person.language.partition(",")[0]]
    if dice.chance(0.1):
        country = dice.pick((None, ""))
    language = person.language[:2] or "pl"
    return Account(
        person,
        joined_at,
        max(seen, default=None),
        is_team,
        gender=dice.weighted(GENDERS),
        year_of_birth=None if dice.chance(0.1) else 1955 + person.user_id % 50,
        education=dice.weighted(EDUCATION),
        country=country,
        goals=dice.pick(GOALS),
        languages=(language, "en")[: dice.whole(0, 1 + (language != "en"))],
    )


def _plant(term: Term, here: Class) -> None:
    """Let the database differ from the logs."""
    active = [seat for seat in here.seats if seat.is_active and seat.taken]
    idle = [seat for seat in active if seat.taken and not seat.taken.scores]
    paying = next(s for s in active if s.mode != "verified" and s not in idle)
    back = next(seat for seat in here.seats if not seat.is_active)
    idle[0].is_active, paying.mode, back.is_active = False, "verified", True
    here.seats.remove(idle[1])
    tried = [seat for seat in active if seat.taken and seat.taken.scores]
    certified = {who for course, who in term.observed.certificates if course == here.course.id}
    by_hand = next(s for s in tried if s is not paying and s.user_id not in certified)
    here.planted = {
        "left_in_database_only": [idle[0].user_id],
        "paid_in_database_only": [paying.user_id],
        "back_in_database_only": [back.user_id],
        "missing_in_database": [idle[1].user_id],
        "certified_in_database_only": [by_hand.user_id],
    }


def _hire(term: Term, here: Class, number: int) -> None:
    """The course team, and a tester, who is a learner."""
    course = here.course
    hidden = Person(
        21 + number, HIDDEN_TEAM[number], f"Kim {HIDDEN_TEAM[number][6:].title()}", "en", 2, "", ""
    )
    team = [member.person for member in TEAM if member.course == number]
    for n, person in enumerate([*team, hidden]):
        at = OPENS_AT - timedelta(days=40 - n)
        here.accounts.append(_account(term, person, at, is_team=True))
        here.seats.append(Seat(person.user_id, at, True, course.mode))
        if not person.staff_roles:  # a role in the forum is none here
            here.roles += [(person.user_id, role) for role in ("instructor", "staff")[n % 2 :]]
    here.roles.append((here.seats[0].user_id, "beta_testers"))


def cells(account: Account) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """The rows of auth_user and auth_userprofile."""
    person = account.person
    user: dict[str, Cell] = {
        "id": person.user_id, "username": person.username, "first_name": "", "last_name": "",
        "email": person.email, "password": "pbkdf2_sha256$260000$invented$aW52ZW50ZWQ=",
        "is_staff": 0, "is_active": 1, "is_superuser": 0, "last_login": account.last_login,
        "date_joined": account.joined_at,
    }  # fmt: skip
    profile: dict[str, Cell] = {
        "id": 40_000 + person.user_id, "user_id": person.user_id, "name": person.name,
        "language": "", "location": "", "meta": "", "courseware": "course.xml",
        "gender": account.gender, "mailing_address": None, "year_of_birth": account.year_of_birth,
        "level_of_education": account.education, "goals": account.goals, "allow_certificate": 1,
        "country": account.country, "city": None, "bio": None,
    }  # fmt: skip
    return user, profile
