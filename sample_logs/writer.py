"""The files: a log that is rotated, the live one, and the truth about them."""

import gzip
import json
from pathlib import Path

from sample_logs.events_staff import TEAM
from sample_logs.hard_lines import FATES, ROTATION, ROTATION_LINES
from sample_logs.next_day import ENDS_AT, NextDay
from sample_logs.term import Term
from sample_logs.truth import Answers

LIVE = "tracking.log"
MANY = 1000  # from so many learners on the log is rotated every day, else every Monday


def save(path: Path, lines: list[bytes]) -> None:
    """Write a file; a compressed one without a name or a date inside."""
    text = b"".join(line + b"\n" for line in lines)
    if path.suffix != ".gz":
        path.write_bytes(text)
        return
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text)


def truth_of(directory: Path) -> Path:
    """The file beside a folder of logs that tells the truth about them."""
    directory = directory.resolve()
    return directory.with_name(f"{directory.name}.truth.json")


def write(directory: Path, learners: int, seed: int, *, plain: bool = False) -> Answers:
    """Write a set into a folder and return the truth about it, which is written beside it."""
    _make_room(directory)
    term, files, lines = Term(learners, seed), dict[str, int](), list[bytes]()
    days, tail = 1 if learners >= MANY else 7, list[bytes]()
    for number, (day, todays) in enumerate(term.days()):
        if number % days == 0 and lines:  # an empty log is not rotated
            name = f"{LIVE}-{day:%Y%m%d}" + ("" if plain else ".gz")
            save(directory / name, lines)
            files[name], tail, lines = len(lines), lines[-ROTATION_LINES:], []
        lines += todays
    save(directory / LIVE, tail + lines)
    files[LIVE] = len(tail) + len(lines)
    answers = {"seed": seed, "learners": learners} | _truth(term, files, len(tail))
    _tell(directory, answers)
    return answers


def write_next_day(
    directory: Path, n_lines: int | None = None, *, plain: bool = False
) -> tuple[Path, NextDay]:
    """Add a file to a set: the day after its last one, about so many lines (else 1 % of the set).

    Written again, the day takes its own place. The truth has it under `next_day`, all else in
    it is about the set before that day.
    """
    truth = truth_of(directory)
    if not truth.exists():
        raise SystemExit(f"{directory} holds no set of logs: write one first, without --next-day")
    answers = json.loads(truth.read_text(encoding="utf-8"))
    if n_lines is None:
        n_lines = answers["lines"] // 100
    day = NextDay(answers["learners"], answers["seed"], n_lines)
    path = directory / f"{LIVE}-{ENDS_AT:%Y%m%d}{'' if plain else '.gz'}"
    for earlier in directory.glob(f"{LIVE}-{ENDS_AT:%Y%m%d}*"):
        earlier.unlink()
    save(path, day.lines)
    _tell(directory, answers | {
        "next_day": {
            "file": path.name, "lines": len(day.lines), "late_lines": day.n_late,
            "known_learners": len(day.known), "new_learners": len(day.new),
        }
    })  # fmt: skip
    return path, day


def _tell(directory: Path, answers: Answers) -> None:
    """Write the truth."""
    text = json.dumps(answers, indent=1, ensure_ascii=False)
    truth_of(directory).write_text(text + "\n", encoding="utf-8", newline="\n")


def _make_room(directory: Path) -> None:
    """Make the folder, or clear it of an earlier set."""
    directory.mkdir(parents=True, exist_ok=True)
    earlier = sorted(directory.glob(f"{LIVE}*"))
    if earlier and not truth_of(directory).exists():
        raise SystemExit(f"{directory} holds logs that were not made here: nothing is written")
    for path in earlier:
        path.unlink()


def _truth(term: Term, files: dict[str, int], repeated: int) -> Answers:
    fates = dict.fromkeys(FATES, 0)
    for hard, copies in term.hard.items():
        fates[hard.fate] += copies
    fates["duplicate"] += repeated
    fates["accepted"] = sum(files.values()) - sum(
        copies for fate, copies in fates.items() if fate != "accepted"
    )
    return {
        "files": files,
        "lines": sum(files.values()),
        "fates": fates,
        "hard_lines": {hard.name: copies for hard, copies in term.hard.items()}
        | {ROTATION: repeated},
        "staff": [
            {
                "username": member.person.username,
                "course_id": term.courses[member.course].id,
                "known_by": member.evidence,
            }
            for member in TEAM
        ],
        "enrolments": len(term.enrolments),
        "courses": term.truth.courses(),
    }
