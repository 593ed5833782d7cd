"""The files of the session, from the first visit to the last; and the truth beside them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sample_logs.coursera.formats import DATABASES, HEAD, TAIL, php
from sample_logs.coursera.session import CHAPTERS, GROUPS, SESSION, STARTS_AT, WEEK, Member, Session
from sample_logs.coursera.visit import Visit
from sample_logs.dice import Dice
from sample_logs.people import DAYS, HOURS, learner
from sample_logs.writer import save, truth_of

DUMP = f"Learning by Logs ({SESSION})_SQL_{{database}}.sql"
CLICKSTREAM = f"{SESSION}_clickstream_export.gz"
LEARNERS = 40
UNREGISTERED, ZERO_DATE = 3, 4  # numbers of learners
LANGUAGES = {0: "pl, en", 1: "*"}  # of learners; the others' browsers say what browsers say
AGENTS = (
    ("Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/47.0.2526.106 Safari/537.36", 8),
    ("Mozilla/5.0 (Windows NT 10.0; WOW64; rv:43.0) Gecko/20100101 Firefox/43.0", 4),
    ("Mozilla/5.0 (iPad; CPU OS 9_2 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) "
     "Version/9.0 Mobile/13C75 Safari/601.1", 2),
    ("Mozilla/5.0 (Linux; Android 5.1.1; Nexus 5 Build/LMY48B) AppleWebKit/537.36 (KHTML, like "
     "Gecko) Chrome/47.0.2526.83 Mobile Safari/537.36", 2),
)  # fmt: skip


def write(directory: Path, seed: int) -> dict[str, Any]:
    """Write a session into a folder and return the truth about it, which is written beside it."""
    session = Session(seed)
    members = list(_members(session, seed))
    visits = [visit for member in members for visit in _visits(session, member)]
    for visit, week in sorted(visits, key=lambda planned: planned[0].ms):
        visit.study(week)
    _mark(session, members)
    directory.mkdir(parents=True, exist_ok=True)
    for database, tables in DATABASES.items():
        text = "".join(session.tables[name].sql() for name in tables)
        text = HEAD.format(database=f"{SESSION}_{database}") + text + TAIL
        (directory / DUMP.format(database=database)).write_text(text, "utf-8", newline="\n")
    save(directory / CLICKSTREAM, list(_lines(session)))
    truth = {"seed": seed} | _truth(session, members)
    text = json.dumps(truth, indent=1, ensure_ascii=False)
    truth_of(directory).write_text(text + "\n", encoding="utf-8", newline="\n")
    return truth


def _members(session: Session, seed: int) -> Iterator[Member]:
    """The learners, an instructor, a teaching assistant, and somebody not in hash_mapping."""
    groups = ["Student"] * LEARNERS + ["Instructor", "Community TA", "Student"]
    for number, group in enumerate(groups):
        dice, person = Dice(seed, SESSION, number), learner(number, seed)
        language = LANGUAGES.get(number, person.language)
        person = replace(person, agent=dice.weighted(AGENTS), language=language)
        member = Member(person, group, dice.hex(40), dice.hex(40), is_mapped=number <= LEARNERS + 1)
        if member.is_mapped:
            names = {"session_user_id": member.session_id, "eventing_user_id": member.eventing_id}
            session.add(
                "hash_mapping", user_id=person.user_id, public_user_id=dice.hex(40), **names
            )
            session.count(member, "people")
        at = datetime.fromtimestamp(STARTS_AT - dice.whole(1, 20 * 86400), UTC)
        joined = "0000-00-00 00:00:00" if number == ZERO_DATE else f"{at:%Y-%m-%d %H:%M:%S}"
        if number != UNREGISTERED:
            session.add("users", session_user_id=member.session_id, registration_time=joined,
                        access_group_id=GROUPS.index(group) + 1)  # fmt: skip
            session.count(member, "registered", number != ZERO_DATE)
        yield member


def _visits(session: Session, member: Member) -> Iterator[tuple[Visit, int]]:
    """A visit a week until the learner drops out, now and then six days late."""
    dice = Dice("visits", member.session_id)
    for week in range(len(CHAPTERS)):
        stays = 0.5 + 0.4 * member.person.diligence if week else 0.9
        if member.group == "Student" and member.is_mapped and not dice.chance(stays):
            return
        hours = dice.weighted(HOURS) - member.person.utc_offset
        at = dice.weighted(DAYS) * 86400 + 3600 * hours + dice.between(0, 3600)
        at = max(at, 0) + week * WEEK + 6 * 86400 * dice.chance(0.1)
        yield Visit(session, member, STARTS_AT + int(at), dice), week


def _mark(session: Session, members: list[Member]) -> None:
    """Give students their share of all points, and write down what each one has read."""
    best = sum(len(session.quizzes[quiz]) for quiz in (1, 2, 3))
    for member in members:
        if member.group == "Student":
            grade = 100 * sum(member.points.values()) / best if member.points else None
            level = "normal" if grade is not None and grade >= 60 else "none"
            session.add("course_grades", session_user_id=member.session_id, normal_grade=grade,
                        achievement_level=level)  # fmt: skip
            session.count(member, "graded", grade is not None)
            session.count(member, "passed", level == "normal")
    for (forum, member), marks in session.reads.items():
        key = f"forum_{forum}.{member.person.user_id}"
        session.add("kvs_course.forum_readrecord", key=key, value=php(marks))
        session.count(member, "events", len(marks))
        session.odd["acts_of_nobody"] += len(marks) * (not member.is_mapped)


def _lines(session: Session) -> Iterator[bytes]:
    """The clickstream in the order of time, with a key that holds all, a torn line and a copy."""
    records = sorted(session.lines, key=lambda line: str(line["timestamp"]))
    odd = next(line for line in records if "value" in line)
    odd["key"] = json.dumps({"key": odd["key"], "value": odd.pop("value")})
    lines = [json.dumps(line, ensure_ascii=False).encode() for line in records]
    middle = len(lines) // 2
    yield from (*lines[:middle], lines[middle][:200], *lines[middle:], lines[-1])


def _truth(session: Session, members: list[Member]) -> dict[str, Any]:
    """What must come out; `counts` and `languages` leave the course team out."""
    names = [line["username"] for line in session.lines]
    ids = {member.eventing_id for member in members if member.is_mapped}
    languages = session.languages.items()
    return {
        "session": SESSION,
        "lines": {"accepted": len(names), "not_json": 1, "duplicate": 1},
        "matches": {
            "n_ids": len(ids),
            "n_names": len(set(names)),
            "n_names_matched": len(ids & set(names)),
            "n_events": len(names),
            "n_events_matched": sum(name in ids for name in names),
        },
        "staff": [member.session_id for member in members if member.group != "Student"],
        "counts": session.counts,
        "odd": session.odd,
        "languages": {name: [len(lines), lines.total()] for name, lines in sorted(languages)},
        "content": session.content,
        "questions": sum(map(len, session.quizzes.values())) + 2,  # and the parts
    }
