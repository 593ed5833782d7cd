"""Lines that break naive readers, as a table: what is done to a real line, and its fate.

Changed lines replace the real one, so that nothing is lost by reading them well; all others
are beside a real line, so that nothing is lost by rejecting them.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from sample_logs.dice import Dice

FATES = (
    "accepted", "blank", "comment", "not_json", "not_object", "no_event_type", "no_time",
    "duplicate",
)  # fmt: skip
TIME = re.compile(rb'"time": "(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{6})\+00:00"')
_ELSEWHERE = timezone(timedelta(hours=2))


class Hard(NamedTuple):
    """A way to be hard: how many there are, what it makes of a line (and the one before it)."""

    name: str
    fate: str
    copies: int
    make: Callable[[bytes, bytes], bytes]
    of: bytes = b"{"  # what the line has to hold


def _elsewhere(match: re.Match[bytes]) -> bytes:
    at = datetime.fromisoformat(match[0][9:-1].decode()).astimezone(_ELSEWHERE)
    return b'"time": "%s"' % at.isoformat(timespec="microseconds").encode()


def _time(replacement: bytes) -> Callable[[bytes, bytes], bytes]:
    return lambda line, _: TIME.sub(replacement, line, count=1)


def _without_context(line: bytes, _: bytes) -> bytes:
    record = json.loads(line)
    del record["context"]
    return json.dumps(record).encode()


def _put(before: bytes, after: bytes) -> Callable[[bytes, bytes], bytes]:
    return lambda line, _: before + line + after


def _swap(old: str, new: bytes) -> Callable[[bytes, bytes], bytes]:
    pattern = re.compile(old.encode())
    return lambda line, _: pattern.sub(new, line, count=1)


def _text(line: bytes) -> Callable[[bytes, bytes], bytes]:
    return lambda *_: line


_QUERY = b"https://search.example.org/?q="
_REFERER = r'(?<="referer": ")'
_USERNAME = r'(?<="username": ")([^"]+)'
_COURSE = r'(?<="course_id": ")([^"]+)'
_LOGGER = b"[tracking] [user 11] [ip 192.0.2.1] logger.py:41 - "

HARD = (
    Hard("syslog prefix", "accepted", 3,
         _put(b"Sep 22 11:11:11 app01 [tracking] INFO logger.py:41 - ", b"")),
    Hard("python logging prefix", "accepted", 3,
         _put(b"2025-09-22 11:11:11,506 INFO 1234 " + _LOGGER, b"")),
    Hard("file name prefix of grep", "accepted", 2, _put(b"tracking.log-20250922.gz:", b"")),
    Hard("byte order mark", "accepted", 1, _put(b"\xef\xbb\xbf", b"")),
    Hard("blanks around", "accepted", 2, _put(b"  ", b"\t ")),
    Hard("trailing words", "accepted", 2, _put(b"", b" (1 more message suppressed)")),
    Hard("ends with CR LF", "accepted", 3, _put(b"", b"\r")),
    Hard("bytes that are not UTF-8", "accepted", 2, _swap(_REFERER, _QUERY + b"caf\xe9\xff#")),
    Hard("escaped NUL in a text", "accepted", 1, _swap(_REFERER, _QUERY + rb"\\u0000#")),
    Hard("64 kB long", "accepted", 1, _swap(_REFERER, _QUERY + b"x" * 65536 + b"#")),
    Hard("line break in the user name", "accepted", 2, _swap(_USERNAME, rb"\1\\n")),
    Hard("line break in the course id", "accepted", 1, _swap(_COURSE, rb"\1\\n")),
    Hard("time with a blank for the T", "accepted", 1,
         lambda line, _: TIME.sub(lambda m: m[0].replace(b"T", b" "), line, count=1)),
    Hard("time that ends with Z", "accepted", 1, _time(rb'"time": "\1\2Z"')),
    Hard("time without a fraction", "accepted", 1, _time(rb'"time": "\1+00:00"')),
    Hard("time without a zone", "accepted", 1, _time(rb'"time": "\1\2"')),
    Hard("time in another zone", "accepted", 1,
         lambda line, _: TIME.sub(_elsewhere, line, count=1)),
    Hard("no context, as in 2013", "accepted", 2, _without_context, b'"event_type": "/courses/'),
    Hard("empty", "blank", 2, _text(b"")),
    Hard("white space only", "blank", 2, _text(b" \t  ")),
    Hard("comment", "comment", 1, _text(b"# rotated by logrotate")),
    Hard("comment after blanks", "comment", 1, _text(b"   # restarted")),
    Hard("event that was commented out", "comment", 1, _put(b"# ", b"")),
    Hard("cut in the middle", "not_json", 3, lambda line, _: line[: len(line) // 2]),
    Hard("last brace missing", "not_json", 1, lambda line, _: line[:-1]),
    Hard("two events in one line", "duplicate", 1, lambda line, before: before + line),
    Hard("plain words", "not_json", 1, _text(b"tail: tracking.log: file truncated")),
    Hard("hole of NULs after a crash", "not_json", 1, _text(b"\0" * 64)),
    Hard("Python instead of JSON", "not_json", 1, lambda line, _: str(json.loads(line)).encode()),
    Hard("array", "not_object", 1, _text(b"[]")),
    Hard("null", "not_object", 1, _text(b"null")),
    Hard("text", "not_object", 1, _text(b'"tracking"')),
    Hard("number", "not_object", 1, _text(b"42")),
    Hard("empty object", "no_event_type", 1, _text(b"{}")),
    Hard("without time", "no_time", 2, _swap(r'"time": "[^"]*", ', b"")),
    Hard("time is null", "no_time", 1, _swap(r'"time": "[^"]*"', b'"time": null')),
    Hard("time is empty", "no_time", 1, _swap(r'"time": "[^"]*"', b'"time": ""')),
    Hard("time is a word", "no_time", 1, _swap(r'"time": "[^"]*"', b'"time": "yesterday"')),
    Hard("a day that is not", "no_time", 1,
         _swap(r'"time": "[^"]*"', b'"time": "2025-09-31T10:00:00+00:00"')),
    Hard("the same line again", "duplicate", 3, lambda line, _: line),
    Hard("the same line again, with CR LF", "duplicate", 1, _put(b"", b"\r")),
)  # fmt: skip
ROTATION = "end of the rotated file once more"
ROTATION_LINES = 12


def _is_plain(line: bytes) -> bool:
    """Whether every change fits: logged in, in a course, with a referer, a time and a fraction."""
    patterns = (_USERNAME, _COURSE, _REFERER + "h")
    return bool(
        line.startswith(b"{")
        and line.endswith(b"}")
        and TIME.search(line)
        and all(re.search(pattern.encode(), line) for pattern in patterns)
    )


def put_in(lines: list[bytes], hard: Hard, dice: Dice) -> bool:
    """Put a hard line among the lines of a day, if one of them will do."""
    places = [n for n in range(1, len(lines)) if hard.of in lines[n] and _is_plain(lines[n])]
    places = [n for n in places if lines[n - 1].startswith(b"{")]
    if not places:
        return False
    place = dice.pick(places)
    made = hard.make(lines[place], lines[place - 1])
    if hard.fate == "accepted":
        lines[place] = made
    else:
        lines.insert(place + 1, made)
    return True
