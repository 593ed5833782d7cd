"""The tables of a course: who is enrolled, what they did and got for it, who is with whom."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import md5

from sample_logs.courses import CLOSES_AT, OPENS_AT, STARTS_AT, Block, Course, Problem
from sample_logs.data_package.formats import Cell, Rows
from sample_logs.data_package.open_responses import open_responses
from sample_logs.data_package.people import Account, Class, Seat, anonymous_id, cells
from sample_logs.dice import Dice
from sample_logs.events_grades import PASS_MARK, percent
from sample_logs.people import Enrolment
from sample_logs.term import Term

#: Of the old course: name, share of the learners. The new course has the cohort of its logs.
COHORTS = ((1, "Morning", 0.5), (4, "Evening", 0.8))
DEFAULT_COHORT = (2, "Default Group")
VOLUNTEERS = (3, "Volunteers")
FORUM_ROLES = ("Administrator", "Moderator", "Community TA", "Student")
TEAM_NAMES = ("Nightingale", "Tukey", "Codd")
TEAM_SIZE = 4


def graded(block: Block) -> bool:
    """Whether a problem counts for the grade: quizzes do not."""
    return isinstance(block, Problem) and block.due_at is not None


class Tables:
    """Rows of every table of a course, made when they are asked for."""

    def __init__(self, term: Term, here: Class) -> None:
        """Know the term that is over and who is in the database."""
        self.term, self.here, self.course = term, here, here.course
        self.ids = {person.username: person.user_id for person in term.people}
        self.ids |= {a.person.username: a.person.user_id for a in here.accounts}

    def all(self) -> dict[str, Rows]:
        """Every table by name; rows in the order of their keys."""
        accounts = [cells(account) for account in self.here.accounts]
        groups, members = self._cohorts()
        teams, team_members = self._teams()
        return {
            "auth_user": [user for user, _ in accounts],
            "auth_userprofile": [profile for _, profile in accounts],
            "student_languageproficiency": list(self._languages()),
            "user_id_map": list(self._hashes()),
            "student_anonymoususerid": list(self._anonymous()),
            "student_courseenrollment": list(self._enrollments()),
            "student_courseaccessrole": [
                {"id": n, "org": self.course.org, "course_id": self.course.id, "user_id": user_id,
                 "role": role}
                for n, (user_id, role) in enumerate(self.here.roles, 1)
            ],
            "django_comment_client_role": [
                {"id": n, "name": name, "course_id": self.course.id}
                for n, name in enumerate(FORUM_ROLES, 1)
            ],
            "django_comment_client_role_users": list(self._forum_roles()),
            "certificates_generatedcertificate": list(self._certificates()),
            "courseware_studentmodule": list(self._modules()),
            "grades_persistentcoursegrade": list(self._course_grades()),
            "grades_persistentsubsectiongrade": list(self._subsection_grades()),
            "completion_blockcompletion": list(self._completions()),
            "course_groups_courseusergroup": groups,
            "course_groups_courseusergroup_users": [
                {"id": row["id"], "courseusergroup_id": row["course_user_group_id"],
                 "user_id": row["user_id"]}
                for row in members
            ],
            "course_groups_cohortmembership": members,
            "teams_courseteam": teams,
            "teams_courseteammembership": team_members,
            "verify_student_verificationstatus": list(self._verifications()),
            **open_responses(self.term, self.here),
        }  # fmt: skip

    def _dice(self, *name: object) -> Dice:
        return Dice(self.term.seed, "package", self.course.id, *name)

    def _active(self) -> list[tuple[Seat, Enrolment]]:
        """Learners of the database who are in the logs, and what they did."""
        return [(seat, seat.taken) for seat in self.here.seats if seat.taken]

    def _languages(self) -> Iterator[dict[str, Cell]]:
        codes = [(a, code) for a in self.here.accounts for code in a.languages]
        for n, (account, code) in enumerate(codes, 1):
            yield {"id": n, "code": code, "user_profile_id": cells(account)[1]["id"]}

    def _hashes(self) -> Iterator[dict[str, Cell]]:
        for account in self.here.accounts:
            person = account.person
            hashed = md5(f"{self.term.seed}/{person.user_id}".encode()).hexdigest()
            yield {"hash_id": hashed, "id": person.user_id, "username": person.username}

    def _anonymous(self) -> Iterator[dict[str, Cell]]:
        for n, account in enumerate(self.here.accounts, 1):
            yield {
                "id": n, "user_id": account.person.user_id, "course_id": self.course.id,
                "anonymous_user_id": anonymous_id(self.course, account.person),
            }  # fmt: skip

    def _enrollments(self) -> Iterator[dict[str, Cell]]:
        for n, seat in enumerate(self.here.seats, 1):
            yield {
                "id": n, "user_id": seat.user_id, "course_id": self.course.id,
                "created": seat.created, "is_active": int(seat.is_active), "mode": seat.mode,
            }  # fmt: skip

    def _verifications(self) -> Iterator[dict[str, Cell]]:
        """Who pays shows an id; the answer comes two days later."""
        steps = [
            (seat, status, timedelta(days=days))
            for seat in self.here.seats if seat.mode == "verified"
            for status, days in (("submitted", 1), ("approved", 3))
        ]  # fmt: skip
        for n, (seat, status, later) in enumerate(steps, 1):
            yield {
                "id": n, "timestamp": seat.created + later, "status": status, "checkpoint_id": 1,
                "response": "", "error": "", "user_id": seat.user_id, "course_id": self.course.id,
            }  # fmt: skip

    def _forum_roles(self) -> Iterator[dict[str, Cell]]:
        for account in self.here.accounts:
            role = "Student"
            if account.is_team:
                role = (*account.person.staff_roles, "Moderator")[0]
            yield {
                "course_id": self.course.id, "user_id": account.person.user_id, "name": role,
                "role_id": FORUM_ROLES.index(role) + 1,
            }  # fmt: skip

    def _certificates(self) -> Iterator[dict[str, Cell]]:
        """Those of the logs, one that the team gave by hand, and who tried and did not pass."""
        for n, (seat, enrolment) in enumerate(self._active(), 1):
            found = self.term.observed.certificates.get((self.course.id, seat.user_id))
            at, status = STARTS_AT + timedelta(days=58, hours=10), "notpassing"
            key = md5(f"{self.course.id}/{seat.user_id}".encode()).hexdigest()
            if found:
                at, key, status = *found, "downloadable"
            elif seat.user_id in self.here.planted["certified_in_database_only"]:
                status = "downloadable"
            elif not enrolment.scores:
                continue
            yield {
                "id": n, "user_id": seat.user_id, "course_id": self.course.id,
                "grade": str(percent(enrolment)), "key": key, "distinction": 0, "status": status,
                "mode": seat.mode, "name": enrolment.person.name, "verify_uuid": key,
                "download_uuid": "", "download_url": "", "error_reason": "", "created_date": at,
                "modified_date": at,
            }  # fmt: skip

    def _modules(self) -> Iterator[dict[str, Cell]]:
        """Problems that were tried, and the place in the subsections that were left there."""
        number = 0
        for seat, enrolment in self._active():
            for unit in self.course.units:
                for block in unit.blocks:
                    tries = self._tries(enrolment, block)
                    if not tries:
                        continue
                    number += 1
                    state = enrolment.states[block.key] | {
                        "last_submission_time": f"{tries[-1]:%Y-%m-%dT%H:%M:%SZ}"
                    }
                    yield self._module(number, seat, block, state, tries) | {
                        "grade": enrolment.scores[block.key],
                        "max_grade": len(block.parts) if isinstance(block, Problem) else None,
                    }
                opened = [enrolment.completed[b.key] for b in unit.blocks
                          if b.key in enrolment.completed]  # fmt: skip
                if opened and unit.position == unit.tabs:
                    number += 1
                    state = {"position": unit.position}
                    yield self._module(number, seat, unit.sequential, state, sorted(opened))

    def _module(
        self, number: int, seat: Seat, block: Block, state: object, times: list[datetime]
    ) -> dict[str, Cell]:
        return {
            "id": number, "module_type": block.kind, "module_id": block.key, "done": "na",
            "course_id": self.course.id, "student_id": seat.user_id, "created": times[0],
            "modified": times[-1], "state": json.dumps(state), "grade": None, "max_grade": None,
        }  # fmt: skip

    def _tries(self, enrolment: Enrolment, block: Block) -> list[datetime]:
        who = (self.course.id, enrolment.person.username, block.key)
        return sorted(self.term.observed.attempts.get(who, []))

    def _course_grades(self) -> Iterator[dict[str, Cell]]:
        for n, (seat, enrolment) in enumerate(self._active(), 1):
            if not enrolment.scores:
                continue
            tries = [at for p in self.course.problems for at in self._tries(enrolment, p)]
            grade = percent(enrolment)
            yield {
                "id": n, "user_id": seat.user_id, "course_id": self.course.id,
                "percent_grade": grade, "letter_grade": "Pass" if grade >= PASS_MARK else "",
                "passed_timestamp": self.term.observed.passed.get((self.course.id, seat.user_id)),
                "created": min(tries), "modified": max(tries), "course_version": "",
                "grading_policy_hash": "u3n1tI6fJ0pO1iT9mZ8xQe7wSbk=",
            }  # fmt: skip

    def _subsection_grades(self) -> Iterator[dict[str, Cell]]:
        number = 0
        for seat, enrolment in self._active():
            for sequential, problems in subsections(self.course):
                tries = sorted(at for p in problems for at in self._tries(enrolment, p))
                if not tries:
                    continue
                number += 1
                counted = [p for p in problems if graded(p)]
                yield {
                    "id": number, "user_id": seat.user_id, "course_id": self.course.id,
                    "usage_key": sequential.key, "course_version": "68d2f0a1c9e77c0001a1b2c3",
                    "earned_all": sum(enrolment.scores.get(p.key, 0.0) for p in problems),
                    "possible_all": float(sum(len(p.parts) for p in problems)),
                    "earned_graded": sum(enrolment.scores.get(p.key, 0.0) for p in counted),
                    "possible_graded": float(sum(len(p.parts) for p in counted)),
                    "first_attempted": tries[0], "created": tries[0], "modified": tries[-1],
                }  # fmt: skip

    def _completions(self) -> Iterator[dict[str, Cell]]:
        number, blocks = 0, {b.key: b for unit in self.course.units for b in unit.blocks}
        for seat, enrolment in self._active():
            for key, at in enrolment.completed.items():
                if at < CLOSES_AT and blocks[key].kind in COMPLETABLE:
                    number += 1
                    yield {
                        "id": number, "user_id": seat.user_id, "context_key": self.course.id,
                        "course_key": self.course.id, "block_key": key, "completion": 1.0,
                        "block_type": blocks[key].kind, "created": at, "modified": at,
                    }  # fmt: skip

    def _cohorts(self) -> tuple[Rows, Rows]:
        """Cohorts and who is in them; the learners that nobody sorted are in the default one."""
        observed, number = self.term.observed.cohorts, 0
        named = [(n, name) for n, name, _ in COHORTS]
        if not self.course.is_old:
            named = [DEFAULT_COHORT, VOLUNTEERS]
        members: Rows = []
        people = [seat.user_id for seat in self.here.learners]
        people += self.here.planted["missing_in_database"]  # but for the enrollment
        for user_id in people:
            cohort = observed.get((self.course.id, user_id), DEFAULT_COHORT[0])
            if self.course.is_old:
                where = self._dice("cohort", user_id).random()
                cohort = next((n for n, _, share in COHORTS if where < share), 0)
            if cohort and self.here.account(user_id):
                number += 1
                members.append({"id": number, "course_id": self.course.id, "user_id": user_id,
                                "course_user_group_id": cohort})  # fmt: skip
        groups: Rows = [
            {"id": n, "name": name, "course_id": self.course.id, "group_type": "cohort"}
            for n, name in named
        ]
        return groups, members

    def _teams(self) -> tuple[Rows, Rows]:
        """A team or two of learners who went on to the third week."""
        eager = [seat.user_id for seat, taken in self._active() if taken.last_week > 2]
        names = TEAM_NAMES[:1] if self.course.is_old else TEAM_NAMES[1:]
        first, teams, members = (1 if self.course.is_old else 11), Rows(), Rows()
        for n, name in enumerate(names):
            number, at = first + n, OPENS_AT + timedelta(weeks=5, days=n)
            crew = eager[TEAM_SIZE * n : TEAM_SIZE * (n + 1)]
            teams.append({
                "id": number, "team_id": f"{name.lower()}-{md5(name.encode()).hexdigest()}",
                "name": name, "course_id": self.course.id, "topic_id": "projects",
                "date_created": at, "description": f"Team {name}", "country": "", "language": "",
                "discussion_topic_id": md5(name.encode()).hexdigest(), "team_size": len(crew),
                "last_activity_at": at + timedelta(weeks=3),
            })  # fmt: skip
            for k, user_id in enumerate(crew):
                joined: dict[str, Cell] = {
                    "id": 10 * number + k, "user_id": user_id, "team_id": number,
                    "date_joined": at + timedelta(hours=k),
                    "last_activity_at": at + timedelta(weeks=3),
                }  # fmt: skip
                members.append(joined)
        return teams, members


#: Kinds of blocks that the site can take for completed.
COMPLETABLE = ("html", "video", "problem", "poll", "survey", "drag-and-drop-v2", "openassessment")


def subsections(course: Course) -> Iterator[tuple[Block, list[Problem]]]:
    """Subsections in order, and their problems."""
    found: dict[str, tuple[Block, list[Problem]]] = {}
    for unit in course.units:
        _, problems = found.setdefault(unit.sequential.key, (unit.sequential, []))
        problems += [block for block in unit.blocks if isinstance(block, Problem)]
    yield from found.values()


def profile_counts(accounts: list[Account], what: str) -> dict[str, int]:
    """How many people gave each answer; what is null or blank is "unknown"."""
    answers = [str(getattr(account, what) or "unknown") for account in accounts]
    return {answer: answers.count(answer) for answer in sorted(set(answers))}
