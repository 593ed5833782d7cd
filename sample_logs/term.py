"""The term, day by day: what everybody plans, carried out in the order of time."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sample_logs import events_site, events_staff
from sample_logs.courses import CLOSES_AT, ENDS_AT, OPENS_AT, STARTS_AT, WEEKS, Course, both_courses
from sample_logs.dice import Dice
from sample_logs.envelope import Record, Visit
from sample_logs.events_forum import Forum
from sample_logs.events_staff import STAFF, TEAM
from sample_logs.hard_lines import HARD, Hard, put_in
from sample_logs.observed import Observed
from sample_logs.people import Enrolment, Person, enrolments, learner, sessions
from sample_logs.study import study, study_in_app
from sample_logs.truth import Truth

HARD_LINES_A_DAY = 2
LAST_WEEK_AT = ENDS_AT - timedelta(weeks=1)  # no hard lines from here on
PASSERS_BY = 0.05  # each day, for each learner


class Task(NamedTuple):
    """Something that starts at a time and writes lines."""

    at: datetime
    number: int
    run: Callable[[], None]


class Term:
    """Everything that happens; `days` gives the lines of one day after the other."""

    def __init__(self, learners: int, seed: int) -> None:
        """Plan the term of so many learners."""
        self.seed = seed
        self.truth = Truth(STAFF)
        self.observed = Observed()
        self.hard: Counter[Hard] = Counter()
        self.courses = both_courses()
        self.forums = {course.id: Forum(course) for course in self.courses}
        self.people = [learner(number, seed) for number in range(learners)]
        self.enrolments: list[Enrolment] = []
        self._tasks: list[Task] = []
        self._waiting: list[tuple[datetime, int, bytes]] = []
        self._written = 0
        for person in self.people:
            taken = sorted(enrolments(person, self.courses, seed), key=lambda taken: taken.at)
            self.enrolments += taken
            for enrolment in taken:
                self._plan(enrolment, is_first=enrolment is taken[0])
        self._plan_team()
        self._plan_passers_by(learners)

    def write(self, record: Record, at: datetime, arrives_at: datetime) -> None:
        """Take a record into the log of the time when it arrives, if there still is one."""
        if arrives_at >= CLOSES_AT:
            return
        self.truth.see(record, at)
        self.observed.see(record, at)
        self._written += 1
        self._waiting.append((arrives_at, self._written, json.dumps(record).encode()))

    def days(self) -> Iterator[tuple[date, list[bytes]]]:
        """The lines of each day in the order in which they reach the log."""
        self._tasks.sort(reverse=True)
        dice = Dice(self.seed, "hard lines")
        queue = [hard for hard in HARD for _ in range(hard.copies)]
        midnight = OPENS_AT
        while midnight < CLOSES_AT:
            midnight += timedelta(days=1)
            while self._tasks and self._tasks[-1].at < midnight:
                self._tasks.pop().run()
            self._waiting.sort()
            n_today = sum(arrived < midnight for arrived, _, _ in self._waiting)
            lines = [line for _, _, line in self._waiting[:n_today]]
            del self._waiting[:n_today]
            for _ in range(HARD_LINES_A_DAY * (midnight < LAST_WEEK_AT)):
                if queue and put_in(lines, queue[0], dice):
                    self.hard[queue.pop(0)] += 1
            yield (midnight - timedelta(days=1)).date(), lines

    def _at(self, at: datetime, run: Callable[[], None]) -> None:
        self._tasks.append(Task(at, len(self._tasks), run))

    def _visit(
        self, at: datetime, person: Person, course: Course | None, run: Callable[[Visit], None]
    ) -> None:
        """Plan a visit."""

        def come() -> None:
            run(Visit(self.write, Dice(self.seed, person.username, at), person, course, at))

        self._at(at, come)

    def _plan(self, enrolment: Enrolment, is_first: bool) -> None:
        """A learner's way through a course."""
        person, course = enrolment.person, enrolment.course
        dice = Dice(self.seed, "plan", person.user_id, course.id)
        if enrolment.route == "self":
            self._visit(enrolment.at, person, course, lambda v: _enrol(v, enrolment, is_first))
        elif enrolment.route == "command":
            at = enrolment.at + timedelta(seconds=person.user_id / 7)
            self._at(at, lambda: events_site.enrol_by_command(self.write, enrolment, at))
        planned = sessions(enrolment, dice)
        for week, starts_at in planned:
            in_app = bool(person.app) and week > 0 and dice.chance(0.5)
            self._visit(starts_at, person, course, self._session(enrolment, week, in_app))
        if enrolment.upgrade_week is not None:
            hours = dice.between(8, 150)
            pays_at = STARTS_AT + timedelta(weeks=enrolment.upgrade_week, hours=hours)
            self._visit(pays_at, person, course, lambda visit: _upgrade(visit, enrolment))
        if enrolment.unenrols:
            leaves_at = max([enrolment.at, *(at for _, at in planned)]) + timedelta(hours=20)
            self._visit(leaves_at, person, course, lambda visit: _unenrol(visit, enrolment))

    def _session(self, enrolment: Enrolment, week: int, in_app: bool) -> Callable[[Visit], None]:
        forum = self.forums[enrolment.course.id]
        if in_app:
            return lambda visit: study_in_app(visit, enrolment, week)
        return lambda visit: study(visit, enrolment, week, forum)

    def _plan_team(self) -> None:
        """What the course team does, and when: days from the start, member, act."""
        old, new = self.courses
        of_old, of_new = (
            [enrolment for enrolment in self.enrolments if enrolment.course is course]
            for course in self.courses
        )
        batches = [[e for e in some if e.route == "batch"] for some in (of_old, of_new)]
        forum, volunteers = self.forums[new.id], [e for e in of_new if e.route == "self"][:4]
        plan: list[tuple[float, int, Callable[[Visit], None]]] = [
            (-15.4, 1, lambda visit: events_staff.edit_in_studio(visit, new)),
            (-9.0, 0, lambda visit: events_staff.enrol_batch(visit, batches[0], old)),
            (-9.0, 1, lambda visit: events_staff.enrol_batch(visit, batches[1], new)),
            (1.3, 1, lambda visit: events_staff.create_cohort(visit, new, volunteers)),
            (30.4, 1, lambda visit: events_staff.edit_in_studio(visit, new)),
            (16.5, 0, lambda visit: events_staff.rescore(visit, old, of_old)),
            (23.5, 1, lambda visit: events_staff.rescore(visit, new, of_new)),
            (44.5, 1, lambda visit: events_staff.set_exam(visit, new)),
            (58.4, 0, lambda visit: events_staff.certify(visit, of_old)),
            (58.5, 1, lambda visit: events_staff.certify(visit, of_new)),
        ]
        for week in range(WEEKS):
            plan.append((7 * week + 1.45, 0, lambda visit: events_staff.dashboard(visit, old)))
            plan.append((7 * week + 4.55, 3, lambda visit: events_staff.download(visit, old)))
            for day in (1.4, 4.4):
                plan.append((7 * week + day, 2, lambda visit: events_staff.help_out(visit, forum)))
        for days, member, act in plan:
            person, course, _ = TEAM[member]
            self._visit(STARTS_AT + timedelta(days=days), person, self.courses[course], act)

    def _plan_passers_by(self, learners: int) -> None:
        """Visitors without an account, and machines."""
        dice, day = Dice(self.seed, "passers-by"), OPENS_AT
        while day < ENDS_AT:
            for _ in range(max(int(PASSERS_BY * learners), 1)):
                at = day + timedelta(seconds=dice.between(0, 86400))
                self._at(at, self._passer_by(dice.pick(self.courses), at))
            day += timedelta(days=1)

    def _passer_by(self, course: Course, at: datetime) -> Callable[[], None]:
        return lambda: events_site.pass_by(self.write, course, Dice(self.seed, "passer-by", at), at)


def _enrol(visit: Visit, enrolment: Enrolment, is_first: bool) -> None:
    if is_first:
        events_site.register(visit, enrolment.course)
    events_site.change_enrolment(visit, enrolment, "activated", enrolment.mode)


def _upgrade(visit: Visit, enrolment: Enrolment) -> None:
    enrolment.mode = "verified"
    events_site.change_enrolment(visit, enrolment, "mode_changed", enrolment.mode)


def _unenrol(visit: Visit, enrolment: Enrolment) -> None:
    visit.request("/dashboard", in_course=False)
    events_site.change_enrolment(visit, enrolment, "deactivated", enrolment.mode)
