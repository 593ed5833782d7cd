"""The day after the last one of a set: known learners come back, new ones enrol."""

import json
from datetime import datetime, timedelta

from sample_logs import events_site
from sample_logs.courses import CLOSES_AT, WEEKS, Course, Video, both_courses
from sample_logs.dice import Dice
from sample_logs.envelope import Record, Visit
from sample_logs.events_forum import Forum
from sample_logs.events_video import watch
from sample_logs.people import Enrolment, Person, enrolments, learner
from sample_logs.study import study

STARTS_AT = CLOSES_AT
ENDS_AT = STARTS_AT + timedelta(days=1)
NEW_ONE_IN = 4  # people of the day
OFFLINE = timedelta(hours=12)
EVENING_BEFORE = STARTS_AT - timedelta(hours=3)


class NextDay:
    """`lines` in the order in which they reach the log, and who wrote them.

    People come one after the other, each with all lines of the day, until there are enough lines:
    at least one known learner and one new one. Apps that were offline send what was watched on the
    evening before, so some lines are late-arriving.
    """

    def __init__(self, learners: int, seed: int, n_lines: int) -> None:
        """Make about so many lines after a term of so many learners."""
        self.known: list[str] = []
        self.new: list[str] = []
        self.n_late = 0
        self._courses = both_courses()
        self._forums = {course.id: Forum(course) for course in self._courses}
        self._records: list[tuple[datetime, int, bytes]] = []
        returning = Dice(seed, "next day").shuffled(range(learners))
        while len(self._records) < n_lines or not (self.known and self.new):
            dice = Dice(seed, "next day", len(self.known), len(self.new))
            if returning and (len(self.known) + len(self.new)) % NEW_ONE_IN != 1:
                person = learner(returning.pop(), seed)
                self.known.append(person.username)
                self._return(person, seed, dice)
            else:
                person = learner(learners + len(self.new), seed)
                self.new.append(person.username)
                self._enrol(person, dice)
            if dice.chance(0.1):
                at = STARTS_AT + timedelta(seconds=dice.between(0, 86_000))
                events_site.pass_by(self._write, dice.pick(self._courses), dice, at)
        self.lines = [line for _, _, line in sorted(self._records)]

    def _write(self, record: Record, at: datetime, arrives_at: datetime) -> None:
        if STARTS_AT <= arrives_at < ENDS_AT:
            self.n_late += at < STARTS_AT
            self._records.append((arrives_at, len(self._records), json.dumps(record).encode()))

    def _visit(self, person: Person, course: Course, dice: Dice, at: datetime) -> Visit:
        return Visit(self._write, dice, person, course, at)

    def _return(self, person: Person, seed: int, dice: Dice) -> None:
        """A learner goes on where the term ended, or looks at something again."""
        for enrolment in enrolments(person, self._courses, seed):
            course = enrolment.course
            reached = [unit for unit in course.units if unit.week <= enrolment.last_week]
            enrolment.done |= {unit.vertical.key for unit in reached}
            if person.app:
                blocks = [block for unit in course.units for block in unit.blocks]
                video = dice.pick([block for block in blocks if isinstance(block, Video)])
                watch(self._visit(person, course, dice, EVENING_BEFORE), enrolment, video, OFFLINE)
            visit = self._visit(person, course, dice, _start(dice))
            study(visit, enrolment, WEEKS - 1, self._forums[course.id])

    def _enrol(self, person: Person, dice: Dice) -> None:
        """Somebody makes an account, enrols and begins with the first week."""
        course, at = dice.pick(self._courses), _start(dice)
        enrolment = Enrolment(person, course, at, "self", 0, False, None, course.mode)
        visit = self._visit(person, course, dice, at)
        events_site.register(visit, course)
        events_site.change_enrolment(visit, enrolment, "activated", enrolment.mode)
        study(visit, enrolment, 0, self._forums[course.id])


def _start(dice: Dice) -> datetime:
    """Some time between four in the morning and eight in the evening."""
    return STARTS_AT + timedelta(hours=dice.between(4, 20))
