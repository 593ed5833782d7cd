"""Hostile values, and JSON values and lines that hold them, all drawn from seeded dice.

What names a person is hostile too, but marked: a mark in a public table is a leak, no chance.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cases import forged_numbers

DEPTH = 500  # levels of brackets
sys.setrecursionlimit(max(sys.getrecursionlimit(), 20 * DEPTH))  # to write what holds them
# Names of fields and columns that tell who somebody is.
PERSONAL = re.compile(
    "user(?!_agent)|author|mail|^ip$|session|first_name|last_name|^hash_id$", re.IGNORECASE
)
MARK, SEAT = "who\u00b7", "seat\u00b7"
WORDS = "ab cd;ef_G-H.é学🎓\u2028\u00a0'\"%{}\\\t"


@dataclass(frozen=True)
class Raw:
    """JSON text that stands as it is, valid or not."""

    text: str


@dataclass(frozen=True)
class Pairs:
    """An object that may hold a key more than once."""

    items: tuple[tuple[str, Any], ...]


NUMBERS = [
    *forged_numbers.NUMBERS,
    *("-0.0", "1" + "0" * 400, "-" + "9" * 400, "0." + "0" * 400 + "1", "1E+308", "4.9e-324"),
    *("1_000", "0x1F", "+1", "01", ".5", "5.", "1e", "NaN(1)", "-NaN", "9007199254740993"),
    *("36000", "36000.0000001", "-1e-9", "1e6", "1000000.5", "2147483647", "-2147483649"),
    *('"1,5"', '"١٢"', '"½"', '"0b1"', '" 7 "', '"\\u00a07"', '"1e5"', '"-0"', '"true"'),
]
BIG_IDS = ["1" + "0" * 400, "9223372036854775807", "-9223372036854775808", "18446744073709551616"]
TEXTS = [
    *("", " ", "\x00", "\x01\x1f\x7f", "\ufeff", "\u2028\u2029", "\u202egpj.exe", "a\nb", "a\r\nb"),
    *("'", '"', "''", '""', "`", "\\", "\\'", '\\"', "%", "%%", "%s", "%25", "%00", "%zz", "%c3"),
    *("'; drop table raw.edx_lines; --", "' or '1'='1", "x' union select null; --", "/* x", "*/"),
    *("{{ 7 * 7 }}", "{% for a in b %}", "{#", "{{ env_var('HOME') }}", "{{", "}}", "${HOME}"),
    *("<script>alert(1)</script>", "&amp;", "<![CDATA[", "]]>", "=1+1", "@x", "+1", "-1", "\t"),
    *("../../../etc/passwd", "file:///etc/passwd", "|", ";", ",", "$$", "$1", "\\1", "(", "[", "*"),
    *("null", "None", "NULL", "\\N", "nan", "inf", "true", "undefined", "[object Object]", "{}"),
    *("👩‍👩‍👧‍👦", "é" * 300, "e\u0301" * 50, "İ", "ß", "ﬀ", "A" * 70000, "a@b.c", "@", "x@"),
    *("course-v1:++", "block-v1:a+b+c+type@+block@", "i4x:////", "/courses///", "//", "?", "#"),
]
TIMES = [
    *("0000-00-00 00:00:00", "0000-01-01T00:00:00+00:00", "0001-01-01T00:00:00+18:00"),
    *("0002-01-01T00:00:00Z", "9998-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00"),
    *("9999-12-31T23:59:59-23:59", "-0001-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "infinity"),
    *("-infinity", "epoch", "now", "today", "1969-12-31T23:59:59Z", "1900-01-01T00:00:00+00:00"),
    *("2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01"),
    *("2024-06-30T23:59:60Z", "2024-01-01T00:00:00+99:99", "2024-01-01T00:00:00.123456789Z"),
    *("2024-01-01 00:00:00 Europe/Berlin", "2024-01-01T00:00:00 utc", "2024-W01-1", "1700000000"),
    *(
        "-1",
        "-62135596800",
        "99999999999999",
        "1e12",
        "2100-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
    ),
    *("20240101T000000Z", "01/02/2024 03:04:05", "2024-1-1 1:1:1", "２０２４-01-01T00:00:00Z"),
]
KEYS = [
    *("course-v1:O'rg+C\"o%urse+R;un", "course-v1:{{ 7*7 }}+{% x %}+{#", "course-v1:a\nb+c+d"),
    *("course-v1:'; drop table x; --+b+c", "O'r%g/C\"o/R\n", "course-v1:" + "x" * 5000 + "+y+z"),
    *("course-v1:ÖRG+Ström+2024", "course-v1:A%2BB%2BC", "course-v1:a+b+c+d", "course-v1:..+..+.."),
    *(
        "ccx-v1:a+b+c+ccx@99999999999999999999",
        "library-v1:a+b",
        "a/b/c/d",
        "../../etc",
        "CON/NUL/x",
    ),
    *("course-v1:Fuzz+A+1", "course-v1:fuzz+a+1", "course-v1:FUZZ+A+1", "Fuzz/A/1", "Fuzz/a/1"),
]


def write(value: Any) -> str:
    """Return JSON text, as raw as the value wants it."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        value = Pairs(tuple(value.items()))
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{write(key)}: {write(v)}" for key, v in value.items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    return json.dumps(value)


def text(dice: random.Random) -> str:
    """Return a hostile text."""
    kind = dice.random()
    if kind < 0.6:
        return dice.choice(TEXTS)
    if kind < 0.7:
        return dice.choice(KEYS)
    if kind < 0.8:
        return dice.choice(TIMES)
    if kind < 0.9:
        return "".join(dice.choices(WORDS, k=dice.randrange(40)))
    return "".join(chr(dice.choice((dice.randrange(1, 0xD800), dice.randrange(0xE000, 0x1FFFF))))
                   for _ in range(dice.randrange(1, 9)))  # fmt: skip


def nested(dice: random.Random) -> Raw:
    """Return a value 500 levels deep, closed or not."""
    opening, inner, closing = dice.choice(
        [("[", "1", "]"), ('{"a":', "null", "}"), ('[{"id":', '"x"', "}]")]
    )
    n = DEPTH // opening.count("[") if opening == "[" else DEPTH
    return Raw(opening * n + inner + closing * (n if dice.random() < 0.9 else n - 1))


def value(dice: random.Random, depth: int = 0) -> Any:
    """Return an arbitrary JSON value with hostile leaves."""
    kind = dice.random()
    if depth < 4 and kind < 0.12:
        return [value(dice, depth + 1) for _ in range(dice.randrange(4))]
    if depth < 4 and kind < 0.25:
        keys = [dice.choice(["id", "a", text(dice)]) for _ in range(dice.randrange(4))]
        return Pairs(tuple((key, value(dice, depth + 1)) for key in keys))
    if kind < 0.55:
        return Raw(dice.choice(NUMBERS))
    if kind < 0.62:
        return dice.choice([None, True, False, 0, -1, "", [], {}])
    if kind < 0.66:
        return nested(dice)
    if kind < 0.7:
        half = dice.choice(["\\ud83d", "\\udc00", "\\uDBFF x", "\\ud83d\\ud83d", "\\u0000"])
        return Raw(f'"{half}"')
    return text(dice)


def opened(value: Any) -> dict[str, Any] | list[Any] | None:
    """Return what a value holds: an object or list, or one within its text."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict | list) and value else None


def spoilt(given: Any, dice: random.Random) -> Any:
    """Return a copy of an object or list with one thing in it changed, at whatever depth."""
    places: Sequence[Any] = list(given) if isinstance(given, dict) else range(len(given))
    place = dice.choice(places)
    old = given[place]
    if is_personal(place) and not isinstance(old, dict | list):
        return _with(given, place, someone(old, place, dice))
    inner = opened(old)
    if inner and dice.random() < 0.75:
        new = spoilt(inner, dice)
        new = write(new) if isinstance(old, str) else new
        return _with(given, place, new)
    kind = dice.random()
    if kind < 0.15:  # remove
        rest = [(key, given[key]) for key in places if key != place]
        return Pairs(tuple(rest)) if isinstance(given, dict) else [item for _, item in rest]
    if kind < 0.25 and isinstance(given, dict):  # twice
        pairs = [*given.items(), (place, value(dice))]
        dice.shuffle(pairs)
        return Pairs(tuple(pairs))
    if kind < 0.3 and isinstance(given, dict):  # under another name
        return Pairs(tuple((text(dice) if k == place else k, v) for k, v in given.items()))
    if kind < 0.4:
        return _with(given, place, dice.choice([[old], {"a": old}, write(old), [old, old]]))
    if kind < 0.5 and len(places) > 1:  # the value of another field
        other = dice.choice(places)
        return _with(given, place, value(dice) if is_personal(other) else given[other])
    if kind < 0.58:
        return _with(given, place, dice.choice(TIMES))
    if kind < 0.66:
        return _with(given, place, dice.choice(KEYS))
    if isinstance(old, str) and kind < 0.75:
        at = dice.randrange(len(old) + 1)
        return _with(given, place, old[:at] + text(dice) + old[at:])
    return _with(given, place, value(dice))


def is_personal(place: Any) -> bool:
    """Tell whether a field or column, by its name, says who somebody is."""
    return isinstance(place, str) and bool(PERSONAL.search(place))


def someone(old: Any, place: Any, dice: random.Random) -> Any:
    """Return a hostile name or id of a person instead of another."""
    kind = dice.random()
    if kind < 0.3:
        return dice.choice([None, "", " ", 0, -1, True, [], {}, [old], Raw(dice.choice(BIG_IDS))])
    return (SEAT if "session" in str(place) else MARK) + text(dice)


def _with(given: Any, place: Any, new: Any) -> Any:
    if isinstance(given, dict):
        return given | {place: new}
    return [new if index == place else item for index, item in enumerate(given)]


def broken(line: bytes, dice: random.Random) -> bytes:
    """Return a line with some bytes of it changed."""
    at, kind = dice.randrange(len(line) + 1), dice.random()
    if kind < 0.3:
        return line[:at]
    if kind < 0.6:
        odd = [
            b"",
            b"\x00",
            b"\xff",
            b"\xc3(",
            b"\xed\xa0\x80",
            b"\\",
            b'"',
            b"{",
            b"\r",
            b"\xf4\x90",
        ]
        return line[:at] + dice.choice(odd) + line[at + dice.randrange(4) :]
    if kind < 0.7:
        return b"\xef\xbb\xbf" + line
    if kind < 0.8:
        return line + dice.choice([b",", b" x", b"}", line, b"\x00", b"\r", b"\xe2\x80\xa8"])
    if kind < 0.9:
        return dice.randbytes(dice.randrange(200)).replace(b"\n", b"")
    return (
        line.decode("utf-8", "replace")
        .encode(dice.choice(["utf-16", "cp037"]), "replace")
        .replace(b"\n", b"")
    )


def lines(seeds: Sequence[dict[str, Any]], n: int, dice: random.Random) -> Iterator[bytes]:
    """Yield n lines without a line feed, most of them seeds with one to three things changed."""
    for _ in range(n):
        kind = dice.random()
        if kind < 0.05:
            yield write(value(dice)).encode("utf-8", "replace").replace(b"\n", b" ")
            continue
        event: Any = dice.choice(seeds)
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            if not isinstance(event, dict) or not event:
                break
            event = spoilt(event, dice)
        line = write(event).encode("utf-8", "replace").replace(b"\n", b" ")
        yield broken(line, dice) if kind > 0.92 else line


def cell(old: str | None, dice: random.Random, column: str = "") -> str:
    """Return a hostile value for a cell of a table."""
    kind = dice.random()
    if is_personal(column):
        return dice.choice(["", "0", "-1", *BIG_IDS]) if kind < 0.3 else MARK + text(dice)
    if kind < 0.35:
        return dice.choice(NUMBERS).strip('"')
    if kind < 0.5:
        return dice.choice(TIMES)
    if kind < 0.6:
        return dice.choice(KEYS)
    if kind < 0.7 and (inner := opened(old)):
        return write(spoilt(inner, dice))
    if kind < 0.75:
        return write(nested(dice))
    return text(dice)
