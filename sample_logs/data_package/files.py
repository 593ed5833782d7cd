"""The files of the package, and the truth beside them."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

from sample_logs.courses import CLOSES_AT, Course
from sample_logs.data_package.formats import Rows, comma_separated, dump, tsv
from sample_logs.data_package.forum import documents, mongo
from sample_logs.data_package.olx import NO_BLOCKS, Olx
from sample_logs.data_package.open_responses import counted
from sample_logs.data_package.people import Class, class_of
from sample_logs.data_package.tables import COMPLETABLE, Tables, profile_counts, subsections
from sample_logs.term import Term
from sample_logs.writer import truth_of

FILE = "{name}-{table}-prod-analytics.sql"
#: Tables under the names of edX's files.
FILES = {"teams_courseteam": "teams", "teams_courseteammembership": "teams_membership"}
#: Tables that edX does not ship, and one that a database does not have.
NOT_SHIPPED = ("django_comment_client_role", "course_groups_courseusergroup_users")
SHIPPED_ONLY = ("user_id_map",)
AS_CSV = "completion_blockcompletion"  # of the new course
COMPRESSED = ("courseware_studentmodule", "completion_blockcompletion")
EXPORT = "course.q2x0s7.tar.gz"  # Studio makes up such names


def write_package(directory: Path, learners: int, seed: int) -> dict[str, Any]:
    """Write the package of a set of logs into a folder, and return the truth, written beside it.

    The old course comes as edX ships it, the new one as a dump of the database with a table in CSV.
    """
    term = Term(learners, seed)
    for _ in term.days():
        pass  # the package is of the time when the term is over
    directory.mkdir(parents=True, exist_ok=True)
    for earlier in directory.iterdir():
        if not earlier.name.startswith((*(_name(course) for course in term.courses), "course.")):
            raise SystemExit(f"{directory} holds {earlier.name}, which was not made here")
        earlier.unlink()
    truth: dict[str, Any] = {
        "seed": seed, "learners": learners, "taken_at": CLOSES_AT.isoformat(), "courses": {},
    }  # fmt: skip
    for number, course in enumerate(term.courses):
        here = class_of(term, number)
        tables, forum, olx = Tables(term, here), term.forums[course.id], Olx(course)
        rows = tables.all()
        posts = list(documents(forum, here, tables.ids))
        _save(directory / f"{_name(course)}-prod.mongo", mongo(iter(posts)))
        if course.is_old:
            rows = {name: found for name, found in rows.items() if name not in NOT_SHIPPED}
            _ship(directory, course, rows)
            olx.tar(directory / f"{_name(course)}-course-prod-analytics.xml.tar.gz")
        else:
            rows = {name: found for name, found in rows.items() if name not in SHIPPED_ONLY}
            in_dump = [(name, found) for name, found in rows.items() if name != AS_CSV]
            _save(directory / f"{_name(course)}.sql.gz", dump(in_dump))
            _save(directory / f"{_name(course)}-{AS_CSV}.csv.gz",
                  comma_separated(AS_CSV, rows[AS_CSV]))  # fmt: skip
            olx.tar(directory / EXPORT)
        team = {str(a.person.user_id) for a in here.accounts if a.is_team}
        truth["courses"][course.id] = _truth(here, rows, olx) | {
            "posts": len(posts),
            "forum": dict(Counter(_kind(p) for p in posts if p["author_id"] not in team)),
        }
    text = json.dumps(truth, indent=1, ensure_ascii=False)
    truth_of(directory).write_text(text + "\n", encoding="utf-8", newline="\n")
    return truth


def _name(course: Course) -> str:
    return f"{course.org}-{course.number}-{course.run}"


def _ship(directory: Path, course: Course, rows: dict[str, Rows]) -> None:
    for table, found in rows.items():
        name = FILE.format(name=_name(course), table=FILES.get(table, table))
        packed = ".gz" if table in COMPRESSED else ""
        _save(directory / f"{name}{packed}", tsv(table, found))


def _save(path: Path, text: str) -> None:
    """Write a text; a compressed one without a name or a date inside."""
    if path.suffix != ".gz":
        path.write_text(text, "utf-8", newline="\n")
        return
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def _kind(post: dict[str, object]) -> str:
    if post["_type"] == "CommentThread":
        return "threads"
    return "comments" if post["parent_ids"] else "responses"


def _truth(here: Class, rows: dict[str, Rows], olx: Olx) -> dict[str, Any]:
    """What is certain of a course: learners without the course team, people by user id.

    learners: with an enrollment, now or before, and an account. by_*: those of them. enrolled_now:
    enrollments that are active, with the one whose user has no account.
    """
    learners = here.learners
    accounts = [found for seat in learners if (found := here.account(seat.user_id))]
    now = [seat for seat in learners if seat.is_active]
    groups = {row["id"]: row["name"] for row in rows["course_groups_courseusergroup"]}
    teams = {row["id"]: row["name"] for row in rows["teams_courseteam"]}
    cohorts = rows["course_groups_cohortmembership"]
    return {
        "tables": {name: len(found) for name, found in rows.items()},
        "team": {
            found.person.username: [role for user_id, role in here.roles
                                    if user_id == found.person.user_id]
            for found in here.accounts if found.is_team
        },
        "learners": len(accounts),
        "by_gender": profile_counts(accounts, "gender"),
        "by_education": profile_counts(accounts, "education"),
        "by_country": profile_counts(accounts, "country"),
        "by_year_of_birth": profile_counts(accounts, "year_of_birth"),
        "enrolled_now": len(now),
        "enrolled_now_by_mode": dict(sorted(Counter(seat.mode for seat in now).items())),
        "certified": _count(rows["certificates_generatedcertificate"], "status", "downloadable"),
        "passed": _count(rows["grades_persistentcoursegrade"], "letter_grade", "Pass"),
        "cohorts": dict(Counter(groups[row["course_user_group_id"]] for row in cohorts)),
        "teams": dict(Counter(teams[row["team_id"]] for row in rows["teams_courseteammembership"])),
        "verified": len({row["user_id"] for row in rows["verify_student_verificationstatus"]}),
        "open_responses": counted(rows),
        "subsections": _completion(here, rows["completion_blockcompletion"]),
        "content": dict(sorted(olx.types.items())),
        "due": {key: at.isoformat() for key, at in sorted(olx.due.items())},
        "planted": here.planted,
    }  # fmt: skip


def _count(rows: Rows, column: str, value: str) -> int:
    return sum(row[column] == value for row in rows)


def _completion(here: Class, rows: Rows) -> dict[str, dict[str, int]]:
    """Of each subsection: blocks that can be completed, completed ones, learners with all."""
    found: dict[str, dict[str, int]] = {}
    for sequential, _ in subsections(here.course):
        units = [unit for unit in here.course.units if unit.sequential is sequential]
        blocks = {block.key for unit in units for block in unit.blocks
                  if block.kind in COMPLETABLE and block.kind not in NO_BLOCKS}  # fmt: skip
        done = Counter(row["user_id"] for row in rows if row["block_key"] in blocks)
        found[sequential.key] = {
            "blocks": len(blocks), "completed": done.total(),
            "learners_with_all": sum(count == len(blocks) for count in done.values()),
        }  # fmt: skip
    return found
