"""Coursera's key-value tables as rows: questions and options of quizzes, answers, read marks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from math import isfinite
from xml.etree import ElementTree

from loaders.coursera.php import Unreadable, Value, unserialize, unserialize_twice
from loaders.warehouse.coursera_tables import BIGINT

Record = dict[str, str | int | float | None]

QUIZ = re.compile(r"xml\.quiz_id:(\d{1,18})")
SUBMISSION = re.compile(r"submission\.submission_id:(\d{1,18})")
IGNORED = re.compile(r"saved\..*|.*backup.*")
READS = re.compile(r"forum_(-?\d{1,18})\.(\d{1,18})")
BARE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);)")
DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b.*?\?>", re.DOTALL)
# What XML 1.0 has no place for, as it is and as a number: editors paste it into questions.
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]+)|(\d+));")
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)


def quiz_records(key: str, value: str) -> Iterator[tuple[str, Record]]:
    """Yield records with the tables they belong to, of one row of the quiz table.

    What cannot be read is a record of unreadable_values; what nothing is read of, of none.
    """
    try:
        if found := QUIZ.fullmatch(key):
            yield from list(_quiz(int(found[1]), value))
        elif found := SUBMISSION.fullmatch(key):
            yield from list(_submission(int(found[1]), unserialize_twice(value)))
        elif not IGNORED.fullmatch(key):
            raise Unreadable("no kind of value has such a key")
    except (Unreadable, ElementTree.ParseError) as error:
        yield "unreadable_values", {"table_name": "kvs_quiz", "key": key, "reason": str(error)}


def read_records(key: str, value: str) -> Iterator[tuple[str, Record]]:
    """Yield records of forum_reads, of one row of the table of read marks, in the same way."""
    try:
        if not (found := READS.fullmatch(key)):
            raise Unreadable("no kind of value has such a key")
        reads = unserialize(value)
        if not isinstance(reads, dict):
            raise Unreadable("it is not an array")
        yield from list(_reads(int(found[1]), int(found[2]), reads))
    except Unreadable as error:
        reason = str(error)
        yield (
            "unreadable_values",
            {"table_name": "kvs_forum_readrecord", "key": key, "reason": reason},
        )


def _quiz(quiz_id: int, value: str) -> Iterator[tuple[str, Record]]:
    text = unserialize(value)
    if not isinstance(text, str):
        raise Unreadable("it is not a text")
    root = ElementTree.fromstring(_well_formed(text).encode())
    questions = [
        (number, question)
        for number, group in enumerate(root.iter("question_group"), 1)
        for question in group.iter("question")
    ]
    if len(questions) != len(list(root.iter("question"))):
        raise Unreadable("it has questions outside of its groups")
    listed: set[tuple[str | None, ...]] = set()
    for place, (group_number, question) in enumerate(questions):
        question_id = _id(question)
        if not question_id:
            raise Unreadable("it has a question without an id")
        if _stands_in(listed, question_id):
            continue
        yield (
            "quiz_questions",
            {
                "quiz_id": quiz_id,
                "question_id": question_id,
                "group_number": group_number,
                "place": place,
                "question_type": question.get("type"),
                "choice_type": _text(question.find("metadata/parameters/choice_type")),
                "question_text": _text(question.find("data/text")),
                "video_seconds": _number(_time(question)),
            },
        )
        for number, option in enumerate(question.iterfind("data//option_group/option"), 1):
            if _stands_in(listed, question_id, _id(option)):
                continue
            yield (
                "quiz_options",
                {
                    "quiz_id": quiz_id,
                    "question_id": question_id,
                    "place": number,
                    "option_id": _id(option),
                    "selected_score": _number(option.get("selected_score")),
                    "unselected_score": _number(option.get("unselected_score")),
                    "option_text": _text(option.find("text")),
                },
            )


def _submission(submission_id: int, value: Value) -> Iterator[tuple[str, Record]]:
    if not isinstance(value, dict):
        raise Unreadable("it is not an array")
    answers = value.get("answers")
    if not isinstance(answers, dict):
        raise Unreadable("it has no answers")
    whole = {name: _whole(value.get(name)) for name in ("quiz_id", "start_time", "saved_time")}
    yield "quiz_submissions", {"submission_id": submission_id, **whole}
    for question_id, answer in answers.items():
        chosen: list[Value] = list(answer.values()) if isinstance(answer, dict) else [answer]
        is_text = isinstance(answer, dict) and "answer" in answer
        if any(isinstance(one, dict) for one in chosen):
            continue  # an array is neither an option nor a text: what was answered is unknown
        for place, one in enumerate(chosen or [None], 1):
            content = _content(one)
            yield (
                "quiz_answers",
                {
                    "submission_id": submission_id,
                    "question_id": str(question_id).strip(),
                    "place": place if chosen else 0,
                    "option_id": None if is_text else (content or "").strip() or None,
                    "answer_text": content if is_text else None,
                },
            )


def _content(value: Value) -> str | None:
    """Return a value as PHP writes it: true is 1, 2.0 is 2."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _reads(
    forum_id: int, user_id: int, reads: dict[int | str, Value]
) -> Iterator[tuple[str, Record]]:
    for thread, at in reads.items():
        if thread != "_all" and not isinstance(thread, int):
            raise Unreadable(f"{thread!r} is not a thread")
        yield (
            "forum_reads",
            {
                "forum_id": forum_id,
                "user_id": user_id,
                "thread_id": thread if isinstance(thread, int) else None,
                "read_at": _whole(at),
            },
        )


def _id(element: ElementTree.Element) -> str | None:
    return (element.get("id") or "").strip() or None


def _stands_in(listed: set[tuple[str | None, ...]], *ids: str | None) -> bool:
    """Tell whether a question or option of a quiz is listed already, and list it."""
    n_before = len(listed)
    listed.add(ids)
    return len(listed) == n_before


def _well_formed(text: str) -> str:
    """Return XML that can be parsed: the text is decoded, whatever encoding it declares.

    Outside of CDATA sections ampersands are escaped, unless they begin an entity of XML.
    """
    text = NO_CHARACTER.sub("\ufffd", DECLARATION.sub("", text.strip(), count=1))
    parts = CDATA.split(text)
    parts[::2] = [BARE_AMPERSAND.sub("&amp;", NUMBERED.sub(_numbered, part)) for part in parts[::2]]
    return "".join(parts)


def _numbered(found: re.Match[str]) -> str:
    """Return a numbered character as it is, or U+FFFD if XML has no such character."""
    number = int(found[1], 16) if found[1] else int(found[2])
    is_known = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return found[0] if is_known and not NO_CHARACTER.match(chr(number)) else "\ufffd"


def _text(element: ElementTree.Element | None) -> str | None:
    """Return the text, without the white space around its CDATA section."""
    return "".join(element.itertext()).strip() or None if element is not None else None


def _time(question: ElementTree.Element) -> str | None:
    video = question.find("data/video")
    return video.get("time") if video is not None else None


def _number(text: str | None) -> float | None:
    with suppress(ValueError):
        if text and isfinite(number := float(text)):
            return number
    return None


def _whole(value: Value) -> int | None:
    with suppress(ValueError, OverflowError):
        if not (value is None or isinstance(value, dict)) and int(value) in BIGINT:
            return int(value)
    return None
