"""From the text of a delimited file to Arrow batches of its rows, with what cannot be used."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.errors import BrokenFile
from loaders.files.archives import PieceReader
from loaders.files.members import Member
from loaders.streams.lines import LONGEST_LINE, blocks, to_batch

DELIMITERS = "\t,;|"
BATCH = 20_000  # rows of a CSV file
NULLS = ("NULL", "\\N")
BYTE_ORDER_MARK = "\ufeff"
csv.field_size_limit(LONGEST_LINE)

# What MySQL escapes in tab-separated text. Other backslashes stand for themselves.
ESCAPES = ((r"\t", "\t"), (r"\n", "\n"), (r"\r", "\r"))
ESCAPE = re.compile(r"\\([tnr0\\])")
ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "0": "\0", "\\": "\\"}
STAND_IN = "\0"  # for an escaped backslash; where it is in use, the slower way is taken


@dataclass
class Rows:
    """Some rows of a file.

    values: line_no, then texts by the columns of the source. rejected: lines that are not rows of
    the table, and why. n_ignored: how many columns of the source are not among them. notes: what a
    person should know.
    """

    values: pa.Table
    rejected: list[tuple[int, str]] = field(default_factory=list)
    n_ignored: int = 0
    notes: list[str] = field(default_factory=list)


def header_of(member: Member) -> tuple[str, list[str]]:
    """Return the delimiter and the columns, in lower case; none if there is no header line."""
    text = member.first_text.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
    line = text.split("\n", 1)[0].removesuffix("\r")
    return min(
        ((delimiter, _names(line, delimiter)) for delimiter in DELIMITERS),
        key=lambda found: (-len(found[1]), DELIMITERS.index(found[0])),
    )


def _names(line: str, delimiter: str) -> list[str]:
    """Return the names in a header line; none if these are not names, or one alone."""
    cells: list[str] = []
    if delimiter == "\t":
        cells = line.split("\t")
    else:
        with suppress(csv.Error):
            cells = next(csv.reader([line], delimiter=delimiter), [])
    names = [cell.strip().lower() for cell in cells]
    is_header = len(names) > 1 and all(re.fullmatch(r"\w[\w .-]*", name) for name in names)
    return names if is_header else []


def rows_of(member: Member, delimiter: str, names: Sequence[str]) -> Iterator[Rows]:
    """Yield the rows that follow the header. BrokenFile if they cannot be read."""
    if twice := [name for name, n in Counter(names).items() if n > 1]:
        raise BrokenFile(f"line 1 has the column {', '.join(twice)} more than once")
    if delimiter == "\t":
        return _tab_separated(member, names)
    return _comma_separated(member, delimiter, names)


def _tab_separated(member: Member, names: Sequence[str]) -> Iterator[Rows]:
    """Yield rows of text without quotes, as mysql writes it in batches."""
    n_lines = 0
    for block in blocks(member.text(), take_rest=True):
        batch = to_batch(block, n_lines + 1)
        n_lines += batch.num_rows
        lines, numbers = batch.column("line"), batch.column("line_no")
        n_tabs = pc.count_substring(lines, "\t").to_numpy(zero_copy_only=False)
        is_text = pc.binary_length(lines).to_numpy(zero_copy_only=False) > 0
        is_text &= numbers.to_numpy() > 1
        fits = n_tabs == len(names) - 1
        fields = pc.split_pattern(lines.filter(pa.array(is_text & fits)), "\t").flatten()
        columns = {"line_no": numbers.filter(pa.array(is_text & fits))}
        for i, name in enumerate(names):
            places = np.arange(i, len(fields), len(names))
            columns[name] = _unescaped(fields.take(pa.array(places)))
        last = len(lines) if not block.endswith(b"\n") else 0  # its number, if it is cut
        rejected = [
            (numbers[at].as_py(), _misfit(n_tabs[at] + 1, names, is_cut=at + 1 == last))
            for at in np.flatnonzero(is_text & ~fits).tolist()
        ]
        yield Rows(pa.table(columns), rejected)


def _misfit(n_fields: int, names: Sequence[str], is_cut: bool) -> str:
    if n_fields > len(names):
        return "too_many_fields"
    return "cut_off" if is_cut else "too_few_fields"


def _unescaped(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    is_null = pc.is_in(texts, pa.array(NULLS, pa.large_string()))
    texts = pc.if_else(is_null, None, texts)
    has_escape = pc.match_substring(texts, "\\")
    if not pc.any(has_escape).as_py():
        return texts
    odd = texts.filter(pc.fill_null(has_escape, False))
    if pc.any(pc.match_substring_regex(odd, r"\x00|\\0")).as_py():
        plain = pa.array(
            [ESCAPE.sub(lambda found: ESCAPED[found[1]], text) for text in odd.to_pylist()],
            pa.large_string(),
        )
    else:
        plain = pc.replace_substring(odd, "\\\\", STAND_IN)
        for escape, meant in ESCAPES:
            plain = pc.replace_substring(plain, escape, meant)
        plain = pc.replace_substring(plain, STAND_IN, "\\")
    return pc.replace_with_mask(texts, pc.fill_null(has_escape, False), plain)


def _comma_separated(member: Member, delimiter: str, names: Sequence[str]) -> Iterator[Rows]:
    """Yield rows of CSV, in quotes where they need them (RFC 4180)."""
    last = b""

    def pieces() -> Iterator[bytes]:
        nonlocal last
        for piece in member.text():
            last = piece[-1:] or last
            yield piece

    stream = io.BufferedReader(PieceReader(pieces()))
    text = io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="")
    numbered = _numbered(text, delimiter)
    next(numbered, None)
    while batch := list(islice(numbered, BATCH)):
        rows = [row for row in batch if len(row[1]) == len(names)]
        columns = {"line_no": pa.array([line for line, _ in rows], pa.int64())}
        for i, name in enumerate(names):
            cells = (cells[i] for _, cells in rows)
            values = (None if cell in NULLS else cell for cell in cells)
            columns[name] = pa.array(values, pa.large_string())
        is_cut = len(batch) < BATCH and last != b"\n"
        rejected = [
            (line, _misfit(len(cells), names, is_cut=is_cut and line == batch[-1][0]))
            for line, cells in batch
            if cells and len(cells) != len(names)
        ]
        yield Rows(pa.table(columns), rejected)


def _numbered(lines: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line on which each begins."""
    rows, line = csv.reader(lines, delimiter=delimiter, strict=True), 1
    try:
        for row in rows:
            yield line, row
            line = rows.line_num + 1
    except csv.Error as error:
        raise BrokenFile(f"it is not a CSV from line {line} on ({error})") from None
