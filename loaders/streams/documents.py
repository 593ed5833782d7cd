"""JSON documents that go over several lines: each lands as one line, as staging reads events."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from json import JSONDecodeError, JSONDecoder

import numpy as np
import pyarrow as pa

from loaders.errors import BrokenFile
from loaders.streams.lines import BLOCK, SCHEMA, LineStream, as_text

LONGEST = 128 << 20  # bytes: a file with documents is held in memory, about three times
MOST_FAILURES = 100  # so many values may turn out to be none before the rest goes line by line

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A character of the text is a byte of the file, so places in it are places in the file.
START = re.compile(r"(?:\xef\xbb\xbf)?[ \t\r,]*([\[{])")
# Objects are forgotten as soon as they are read, since only their end matters.
DECODER = JSONDecoder(object_pairs_hook=lambda pairs: None)


def begins_document(text: bytes) -> bool:
    """Tell from its first lines whether a file begins with a JSON value of several lines.

    An array with an event on each line does not: its lines land as those of a log do. Nor does a
    log whose first line is torn.
    """
    *ended, _ = text.removeprefix(BYTE_ORDER_MARK).split(b"\n")
    lines = [line.strip() for line in ended if line.strip()][:2]
    if not lines or not lines[0].startswith((b"[", b"{")) or _begins_with_value(lines[0]):
        return False
    return not (len(lines) == 2 and lines[1].startswith(b"{") and _begins_with_value(lines[1]))


def _begins_with_value(line: bytes) -> bool:
    try:
        DECODER.raw_decode(line.decode("latin-1"))
    except (JSONDecodeError, RecursionError):
        return False
    return True


class DocumentStream(LineStream):
    """The JSON values of a file on their way into a table: each is one line, numbered from 1.

    What is not a value, and a value that never ends, passes line by line. The last value waits for
    its end, unless the file is compressed or final.
    """

    @staticmethod
    def starts_over(*, was_unfinished: bool) -> bool:
        """Say yes if what was landed last may have been the beginning of a value."""
        return was_unfinished

    def _cut(
        self, pieces: Iterable[bytes], line_no: int, take_rest: bool
    ) -> Iterator[pa.RecordBatch]:
        more, held, n_held = iter(pieces), list[bytes](), 0
        for piece in more:
            held.append(piece)
            n_held += len(piece)
            if n_held > LONGEST:
                if _begins_with_document(b"".join(held)):
                    raise BrokenFile(f"it holds JSON documents of more than {LONGEST >> 20} MiB")
                yield from super()._cut(chain(held, more), line_no, take_rest)
                return
        data = b"".join(held)
        held.clear()
        rows, at, is_cut, n_passed = list[bytes](), 0, False, 0
        for end, has_no_end in _row_ends(data.decode("latin-1")):
            if has_no_end and not take_rest:
                break
            is_cut |= has_no_end
            rows.append(_without_line_break(data[at:end]))
            self.bytes += end - at
            at = end
            if at - n_passed > BLOCK:
                yield _to_batch(rows, line_no + self.lines)
                rows, n_passed = [], at
        self.unfinished = is_cut or (at > 0 and not data.endswith(b"\n", 0, at))
        yield _to_batch(rows, line_no + self.lines)


def _begins_with_document(data: bytes) -> bool:
    """Tell a value of several lines, also an unfinished one, from a log with torn first lines."""
    text = data.decode("latin-1")
    end, has_no_end = next(_row_ends(text))
    return has_no_end or "\n" in text[: end - 1]


def _row_ends(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where each row ends, and whether it is the beginning of what has no end yet."""
    at = n_failures = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        has_no_end = text[end - 1] != "\n"
        start = START.match(text, at) if n_failures < MOST_FAILURES else None
        if start:
            try:
                _, value_end = DECODER.raw_decode(text, start.start(1))
            except (JSONDecodeError, RecursionError) as error:
                n_failures += 1
                has_no_end |= isinstance(error, JSONDecodeError) and _is_at_end(text, error.pos)
            else:
                has_no_end = False
                if value_end > end:
                    end = text.find("\n", value_end) + 1 or len(text)
                    if START.match(text, value_end):  # the next value begins on the same line
                        end = value_end
        yield end, has_no_end
        at = end


def _without_line_break(row: bytes) -> bytes:
    """Cut off the line break that ends a row; a lone carriage return is text."""
    return row.removesuffix(b"\r\n") if row.endswith(b"\r\n") else row.removesuffix(b"\n")


def _is_at_end(text: str, place: int) -> bool:
    """Tell whether only white space follows the line of a place in a text."""
    end_of_line = text.find("\n", place)
    return end_of_line < 0 or not text[end_of_line:].strip()


def _to_batch(rows: list[bytes], line_no: int) -> pa.RecordBatch:
    lines = pa.array(rows, pa.large_binary())
    numbers = np.arange(line_no, line_no + len(rows))
    return pa.record_batch([pa.array(numbers), *as_text(lines)], schema=SCHEMA)
