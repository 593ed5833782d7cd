r"""Passwords that a browser posted, out of the lines of a log before they are landed.

Only requests (`"event_type": "/..."`) are looked at: what a learner wrote may hold the word. A form
stands in a line as JSON, as JSON within a text of JSON up to three times over, cut off or whole, or
as a query string.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

MASK = "********"
# A name is bounded: a line of megabytes that repeats the word must not be searched ever again.
NAME = r"[^\"\\=&\s]{0,64}passw(?:or)?d[^\"\\=&\s]{0,64}"
REQUEST = re.compile(r"(?:event_type|name)\\*\"\s*:\s*\\*\"/")
QUERY = re.compile(rf"((?:^|[?&\"\s]){NAME}=)[^&\"\s\\]*", re.IGNORECASE)
WORDS = (b"assw", b"ASSW")  # looked for first, since nearly no block of lines has them


def _json_patterns(depth: int) -> tuple[tuple[re.Pattern[str], str], ...]:
    r"""Return what finds passwords in JSON that stands in so many texts of JSON, and what to write.

    There a quote is `"` behind 2**depth - 1 backslashes, and the backslash of an escape is 2**depth
    of them. A value ends at its quote, or where the text was cut off.
    """
    quote = r"\\" * (2**depth - 1) + '"'
    escape = r"\\" * 2**depth
    value = rf"(?:[^\"\\]|{escape}(?:{quote}|{escape}|[^\"\\]))*"
    key = rf"({quote}{NAME}{quote}\s*:\s*"
    texts = rf"{quote}{value}(?:{quote}\s*,\s*{quote}{value})*"
    shown = quote.replace(r"\\", "\\")
    return (
        (re.compile(rf"{key}\[\s*){texts}", re.IGNORECASE), shown + MASK),
        (re.compile(rf"{key}){quote}{value}", re.IGNORECASE), shown + MASK),
        (re.compile(rf"{key}\[?\s*)(?:-?[0-9][0-9.e+-]*|true|false)", re.IGNORECASE),
         shown + MASK + shown),
    )  # fmt: skip


PATTERNS = [pattern for depth in range(4) for pattern in _json_patterns(depth)]


def without_passwords(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return lines, a column `line` of large_string, with MASK for every password of a request.

    Rows of another shape, those of a CSV, are returned as they are.
    """
    if "line" not in batch.schema.names:
        return batch
    lines = batch.column("line")
    text = lines.buffers()[2]
    if text is None or not any(word in text.to_pybytes() for word in WORDS):
        return batch
    rows = pc.indices_nonzero(pc.match_substring_regex(lines, "(?i)passw(or)?d")).to_pylist()
    masked = {row: masked_line(lines[row].as_py()) for row in rows}
    texts = lines.to_pylist()
    for row, line in masked.items():
        texts[row] = line
    column = pa.array(texts, lines.type)
    return batch.set_column(
        batch.schema.get_field_index("line"), batch.schema.field("line"), column
    )


def masked_line(line: str) -> str:
    """Return a line of a log; of a request, without its passwords."""
    if not REQUEST.search(line):
        return line
    for pattern, shown in PATTERNS:
        line = pattern.sub(lambda found, shown=shown: found[1] + shown, line)  # type: ignore[misc]
    return QUERY.sub(rf"\g<1>{MASK}", line)
