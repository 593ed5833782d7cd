"""Who takes the courses: invented learners, what they bring, and when they study."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from unicodedata import normalize

from sample_logs.courses import OPENS_AT, STARTS_AT, WEEKS, Course
from sample_logs.dice import Dice

#: Accept-Language, hours from UTC, weight, first names, last names. `written=ascii` where
#: dropping the accents does not give a user name.
PLACES = (
    ("en-US,en;q=0.9", -5, 5, "Ada Walter Hazel Miles June", "Brooks Fisher Lane Okafor Reed"),
    ("en-GB,en;q=0.8", 1, 3, "Nell Rupert Priya Owen", "Ashdown Pike Rao Whitby"),
    ("es-CL,es;q=0.9,en;q=0.6", -3, 4, "José Inés Tomás Luz", "Muñoz Pérez Araya Ibáñez"),
    ("de-DE,de;q=0.9,en;q=0.7", 2, 2, "Jürgen=juergen Anke Till", "Groß=gross Weiß=weiss Ober"),
    ("pt-BR,pt;q=0.9", -3, 3, "João Ana Caê Lívia", "Gonçalves Rocha Leão"),
    ("fr", 2, 2, "Zoé Benoît Maëlle", "Lefèvre Béranger Dumas"),
    ("ru-RU,ru;q=0.9,en-US;q=0.5", 3, 1, "Анна=anna Иван=ivan", "Орлова=orlova Белов=belov"),
    ("ja", 9, 1, "さくら=sakura 健=ken", "山田=yamada 小林=kobayashi"),
    ("hi-IN,en-IN;q=0.8,en;q=0.7", 5.5, 3, "Asha Ravi मीरा=meera", "Iyer Das Kulkarni"),
    ("ar-EG,ar;q=0.9", 3, 1, "ليلى=layla Omar", "Haddad نور=nour"),
    ("", 1, 1, "Łukasz=lukasz Ewa", "Nowak Zając=zajac"),
)  # fmt: skip
#: User agent, weight, whether it is carried around.
AGENTS = (
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/140.0.0.0 Safari/537.36", 9, False),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
     "Version/18.6 Safari/605.1.15", 4, False),
    ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", 2, False),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", 2, False),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", 2, False),
    ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/140.0.0.0 Mobile Safari/537.36", 3, True),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
     "Gecko) Version/18.6 Mobile/15E148 Safari/604.1", 3, True),
    ("Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
     "Version/17.7 Mobile/15E148 Safari/604.1", 2, True),
)  # fmt: skip
NETWORKS = ("192.0.2", "198.51.100", "203.0.113")  # kept for documentation, RFC 5737
#: Monday to Sunday: the weekend, and Sunday before the deadline.
DAYS = tuple(enumerate((3, 3, 3, 3, 2, 6, 8)))
#: Hour on the learner's clock.
HOURS = ((7, 1), (10, 2), (12, 2), (14, 2), (16, 2), (18, 4), (19, 6), (20, 8), (21, 7), (22, 3))
#: Day counted from the start of the course: a few early, most around the start, some late.
ENROLMENT_DAYS = ((-21, 2), (-14, 3), (-10, 3), (-7, 5), (-4, 6), (-2, 6), (0, 7), (2, 4), (5, 3),
                  (9, 2), (13, 1))  # fmt: skip


@dataclass(eq=False)
class Person:
    """Somebody with an account."""

    user_id: int
    username: str
    name: str
    language: str
    utc_offset: float
    agent: str
    ip: str
    staff_roles: tuple[str, ...] = ()
    ability: float = 0.5
    diligence: float = 0.5
    sociability: float = 0.1
    app: str = ""  # the app's operating system, of those who use the app

    @property
    def email(self) -> str:
        """An address in a domain that nobody can own."""
        return f"{self.username}@example.{'org' if self.user_id % 2 else 'com'}"


@dataclass(eq=False)
class Enrolment:
    """A learner in a course: the plan, and what was done of it."""

    person: Person
    course: Course
    at: datetime
    route: str  # self, batch (by staff), command (on the server)
    last_week: int  # the last week with a session, -1 for those who never come
    unenrols: bool
    upgrade_week: int | None
    mode: str
    done: set[str] = field(default_factory=set)
    watched: set[str] = field(default_factory=set)
    scores: dict[str, float] = field(default_factory=dict)
    states: dict[str, dict[str, object]] = field(default_factory=dict)  # of problems
    completed: dict[str, datetime] = field(default_factory=dict)  # blocks, and when
    group: int = 0  # of the A/B test
    passed: bool = False


class Name(NamedTuple):
    """A name as its owner writes it and as a user name."""

    written: str
    ascii: str


def _name(entry: str) -> Name:
    written, _, given = entry.partition("=")
    plain = normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    return Name(written, given or plain)


def learner(number: int, seed: int) -> Person:
    """The learner of this number."""
    dice = Dice(seed, "learner", number)
    language, offset, firsts, lasts = dice.weighted(
        [((place[0], place[1], place[3], place[4]), place[2]) for place in PLACES]
    )
    first, last = _name(dice.pick(firsts.split())), _name(dice.pick(lasts.split()))
    agent, carried = dice.weighted(
        [((agent, carried), weight) for agent, weight, carried in AGENTS]
    )
    return Person(
        user_id=2000 + 3 * number,
        username=f"{first.ascii}{dice.pick(('', '_', '-'))}{last.ascii}{number:02d}",
        name=f"{first.written} {last.written}",
        language=language,
        utc_offset=offset,
        agent=agent,
        ip=f"{dice.pick(NETWORKS)}.{dice.whole(1, 254)}",
        ability=dice.bell(0.5, 0.8),
        diligence=min(max(dice.bell(0.5, 0.3), 0.0), 1.0),
        sociability=0.4 * dice.random() ** 2,
        app=dice.pick(("android", "ios")) if carried and dice.chance(0.7) else "",
    )


def enrolments(person: Person, courses: tuple[Course, Course], seed: int) -> list[Enrolment]:
    """One course for most, both for every fourth."""
    dice = Dice(seed, "enrolments", person.user_id)
    taken = courses if dice.chance(0.25) else (dice.pick(courses),)
    return [_enrolment(person, course, dice) for course in taken]


def _enrolment(person: Person, course: Course, dice: Dice) -> Enrolment:
    day, hour = dice.weighted(ENROLMENT_DAYS), dice.weighted(HOURS)
    at = STARTS_AT + timedelta(days=day, hours=hour - person.utc_offset)
    at += timedelta(seconds=dice.between(0, 3600))
    route = dice.weighted((("self", 88), ("batch", 8), ("command", 4)))
    if route != "self":  # before the course, all on one day
        at = OPENS_AT + timedelta(days=12, hours=9)
    first_week = max((at - STARTS_AT) // timedelta(weeks=1) + 1, 0) if day > 0 else 0
    last_week = -1
    if dice.chance(0.85):  # each week is survived, the first ones least
        last_week = first_week
        while last_week < WEEKS - 1 and dice.chance(
            0.55 + 0.4 * person.diligence + 0.012 * last_week
        ):
            last_week += 1
    stays = last_week == WEEKS - 1
    return Enrolment(
        person,
        course,
        at,
        route,
        last_week,
        unenrols=not stays and dice.chance(0.25),
        upgrade_week=dice.whole(1, 4) if last_week > 4 and dice.chance(0.6) else None,
        mode=course.mode,
    )


def sessions(enrolment: Enrolment, dice: Dice) -> list[tuple[int, datetime]]:
    """Week and start of every session: at least one a week until the last, at most one a day."""
    person, planned = enrolment.person, []
    for week in range(enrolment.last_week + 1):
        wanted = 1 + int(dice.between(0.3, 3.0) * person.diligence)
        for day in sorted({dice.weighted(DAYS) for _ in range(wanted)}):
            hour = dice.weighted(HOURS) - person.utc_offset
            at = STARTS_AT + timedelta(weeks=week, days=day, hours=hour)
            at += timedelta(seconds=dice.between(0, 3600))
            if at > enrolment.at + timedelta(minutes=30):
                planned.append((week, at))
    return sorted(planned)
