r"""Secrets out of the lines of a log before they are landed: passwords, tokens, keys of sessions.

What is one is in seeds/scrub_patterns.csv. A form is in a line as JSON, as JSON within a text of
JSON several times over, cut off or whole, as a query string, or percent-encoded once or twice.
The same line always becomes the same text, so a line that is landed twice is still a duplicate.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from loaders.scrubbing.scrub_patterns import EQUALS, Patterns, patterns

MASK = "********"
LONGEST_NAME = 100  # characters; a bound, so that a line of megabytes is read in one pass

REQUEST = re.compile(r"(?:event_type|name)\\*\"\s*:\s*\\*\"(/[^\"\\]{0,200})")
# Before a quote of JSON within d texts of JSON there are 2**d - 1 backslashes.
KEY = re.compile(rf'(?<!\\)(\\*)"([^"\\=&\s]{{1,{LONGEST_NAME}}})\1"\s*:\s*(\[\s*)?')
QUOTE = re.compile(r'(?<!\\)(\\*)"')
NUMBER = re.compile(r"(?:-?[0-9][0-9.e+-]*|true|false)", re.IGNORECASE)
NEXT_ITEM = re.compile(r'\s*,\s*(?=\\*"|-?[0-9])')
# The same encoded: a quote is %22, or %2522 where it was encoded twice, or \u0022.
ENCODED_KEY = re.compile(
    rf"(%(?:25)*|\\+u00)22([^%\"&\s\\]{{1,{LONGEST_NAME}}})(?:\1)22"
    r"(?:(?:\1)(?:20|0a)|\+|\s)*(?:(?:\1)3a|:)(?:(?:\1)(?:20|0a)|\+|\s)*(?:(?:\1)5b|\[)?(?:(?:\1)22)?",
    re.IGNORECASE,
)
ENCODED_END = re.compile(r"%(?:25)*(?:22|7d)|[\"&\s\\]", re.IGNORECASE)
# And as Python prints a dict.
PRINTED_KEY = re.compile(rf"u?'([^'\"\\\s]{{1,{LONGEST_NAME}}})'\s*:\s*\[?\s*u?'")
PRINTED_END = re.compile(r"['\"\\]")
SEPARATOR = re.compile(EQUALS, re.IGNORECASE)
# What is before the name of a parameter. Groups: of an address, of a form or a cookie.
BEFORE_NAME = re.compile(
    r"([?&;#]|%(?:25)*(?:3f|26|3b|23)|\\+u00(?:3f|26|3b|23))"
    r"|([\s\"'\\=,(){}<>:/]|%(?:25)*(?:20|22|2c|2f|3d)|\\+u00[0-9a-f]{2})",
    re.IGNORECASE,
)
VALUE = re.compile(r"[^&\"\s\\]+")
ENCODED_VALUE = re.compile(r"(?:(?!%(?:25)*26)[^&\"\s\\])+")


class Scrubber:
    """Cuts secrets out of batches of lines.

    lines: how many lines have lost something.
    """

    def __init__(self) -> None:
        """Read the patterns. Refusal if their seed has a fault."""
        self.lines = 0
        self._patterns = patterns()

    def scrubbed(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return lines, a column `line` of large_string, with MASK for every secret.

        Rows of another shape, those of a CSV, are returned as they are.
        """
        if "line" not in batch.schema.names:
            return batch
        lines = batch.column("line")
        hits = pc.match_substring_regex(lines, self._patterns.hints)
        if not pc.any(hits).as_py():
            return batch
        before = pc.filter(lines, hits).to_pylist()
        after = [scrubbed_line(line, self._patterns) for line in before]
        n_changed = sum(old != new for old, new in zip(before, after, strict=True))
        if not n_changed:
            return batch
        self.lines += n_changed
        column = pc.replace_with_mask(lines, hits, pa.array(after, lines.type))
        place = batch.schema.get_field_index("line")
        return batch.set_column(place, batch.schema.field("line"), column)


def scrubbed_line(line: str, wanted: Patterns | None = None) -> str:
    """Return a line of a log without its secrets."""
    wanted = wanted or patterns()
    scopes = ["any"]
    if request := REQUEST.search(line):
        scopes.append("request")
        if wanted.sign_in.match(request[1]):
            scopes.append("sign_in")
    is_secret = _is_secret(wanted, *scopes)
    line = _spliced(line, _fields(line, is_secret))
    folded = line.lower()  # where a word is looked for that a step needs
    if "%" in line or "u0022" in line:
        line = _spliced(line, _encoded_fields(line, is_secret))
    if "'" in line:
        line = _spliced(line, _printed_fields(line, is_secret))
    if "=" in line or "3d" in folded:
        line = _spliced(line, _parameters(line, wanted, is_request=bool(request)))
    for literals, pattern, kept in wanted.steps:
        if any(literal in folded for literal in literals):
            line = pattern.sub(kept + MASK, line)
    return line


@lru_cache(8)
def _is_secret(wanted: Patterns, *scopes: str) -> Callable[[str], bool]:
    """Return what tells whether a field is secret in lines of these scopes."""
    found = wanted.fields(*scopes)
    return lru_cache(4096)(lambda name: bool(found.fullmatch(name)))


def _spliced(line: str, places: Iterator[tuple[int, int, str]]) -> str:
    """Return a line with other texts at some places, which are in order."""
    parts, at = list[str](), 0
    for start, end, text in places:
        parts += line[at:start], text
        at = end
    return "".join((*parts, line[at:])) if parts else line


def _fields(line: str, is_secret: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield the values of secret fields of JSON; those of an array become one."""
    at = 0
    while key := KEY.search(line, at):
        at = start = end = item = key.end()
        if not is_secret(key[2]):
            continue
        is_whole = True
        while found := _value(line, item, len(key[1])):
            end, is_whole = found
            more = NEXT_ITEM.match(line, end) if key[3] and is_whole else None
            if not more:
                break
            item = more.end()
        if end > start:
            quote = key[1] + '"'
            yield start, end, quote + MASK + (quote if is_whole else "")
        at = end


def _value(line: str, at: int, depth: int) -> tuple[int, bool] | None:
    """Return where a text or a number ends, and whether it was whole; None if there is neither.

    depth: the number of backslashes before a quote.
    """
    if not line.startswith("\\" * depth + '"', at):
        number = NUMBER.match(line, at)
        return (number.end(), True) if number else None
    for quote in QUOTE.finditer(line, at + depth + 1):
        n = len(quote[1])
        if n < depth:  # the text around it ends, so it was cut off
            return quote.start(), False
        if n % (2 * (depth + 1)) == depth:
            return quote.end(), True
    return len(line), False


def _encoded_fields(line: str, is_secret: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield the values of secret fields of percent-encoded JSON."""
    for key in ENCODED_KEY.finditer(line):
        if is_secret(key[2]):
            end = ENCODED_END.search(line, key.end())
            yield key.end(), end.start() if end else len(line), MASK


def _printed_fields(line: str, is_secret: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield the values of secret fields of a dict that Python printed."""
    for key in PRINTED_KEY.finditer(line):
        if is_secret(key[1]):
            end = PRINTED_END.search(line, key.end())
            yield key.end(), end.start() if end else len(line), MASK


def _parameters(line: str, wanted: Patterns, *, is_request: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the values of secret parameters: of addresses, and in requests of forms and cookies."""
    at = 0
    while separator := SEPARATOR.search(line, at):
        at = separator.end()
        head = line[max(0, separator.start() - LONGEST_NAME) : separator.start()]
        start, of_address = 0, False
        for before in BEFORE_NAME.finditer(head):
            start, of_address = before.end(), bool(before[1])
        if not (of_address or is_request) or not wanted.parameters.fullmatch(head[start:]):
            continue
        pattern = VALUE if separator[0] == "=" else ENCODED_VALUE
        if value := pattern.match(line, at):
            at = value.end()
            yield value.start(), at, MASK
