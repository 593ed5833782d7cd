"""Where the tables of a MOOCdb come from: CSV files, dumps, a server."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from loaders.errors import BrokenFile, Refusal
from loaders.files.archives import PieceReader
from loaders.files.contents import is_encrypted
from loaders.files.dump import Table, is_dump, read_dump
from loaders.files.members import Member, Tree, unreadable
from loaders.files.origins import Origin
from loaders.files.origins import Part as ServerPart
from loaders.streams.delimited import BYTE_ORDER_MARK, header_of, rows_of
from loaders.warehouse.moocdb_tables import TABLES, wanted

BLOCK = 32 << 20  # bytes read at once: no row is longer
NULLS = ["", "NULL", "\\N"]  # where they stand without quotes
CSV_NAME = re.compile(
    rf"(?<![a-z])({'|'.join(TABLES)})\.(csv|tsv|txt)(\.gz|\.zst)?$", re.IGNORECASE
)
LOADS_FILES = re.compile(rb"LOAD\s+DATA\s+(?:LOCAL\s+)?INFILE", re.IGNORECASE)
NO_ROWS = pa.Table.from_batches([], schema=pa.schema([("row_no", pa.int64())]))


@dataclass(frozen=True)
class Part:
    """A table when it is read first, without rows, then some of its rows.

    values: row_no, then the columns that are read, as large_string. rejected: rows that are none,
    and why. columns: all that the table has there. line: where they are told.
    """

    origin: Origin
    table: str
    columns: tuple[str, ...]
    values: pa.Table = field(default_factory=lambda: NO_ROWS)
    rejected: tuple[tuple[int, str], ...] = ()
    line: int | None = None


def parts_of_members(members: Iterable[Member | Tree]) -> Iterator[Part]:
    """Yield the tables of files: of CSV files where there are some, else of dumps.

    A script that loads CSV files is not a dump: its files lie beside it. Refusal if a file cannot
    be read to its end, is encrypted, or lacks a header that is needed.
    """
    for member in members:
        if isinstance(member, Tree):
            continue
        if member.is_encrypted or is_encrypted(member):
            raise Refusal(f"{member.path} is encrypted: decrypt it first; nothing was landed.")
        origin = Origin(member.path, member.size_bytes, member.compression)
        try:
            if is_dump(member):
                yield from parts_of_tables((origin, *part) for part in _parts_of_dump(member))
            elif table := _named(member.name):
                yield from _parts_of_csv(origin, member, table)
        except (OSError, BrokenFile) as error:
            raise unreadable(member.path, error) from None


def parts_of_tables(parts: Iterable[ServerPart]) -> Iterator[Part]:
    """Yield the tables of dumps or of a server, their rows numbered from 1."""
    numbers: Counter[tuple[str, str]] = Counter()
    for origin, table, rows in parts:
        name = table.name.lower()
        if name not in TABLES:
            if rows is None:
                yield Part(origin, name, table.columns)
            continue
        part = Part(origin, name, table.columns, line=table.line)
        if rows is None or not numbers[origin.path, name]:
            yield part
        if rows is not None:
            first = numbers[origin.path, name] + 1
            numbers[origin.path, name] += len(rows)
            row_no = pa.array(np.arange(first, first + len(rows)))
            columns = dict(zip(rows.column_names, rows.columns, strict=True))
            yield replace(part, values=pa.table({"row_no": row_no, **columns}))


def _parts_of_dump(member: Member) -> Iterator[tuple[Table, pa.Table | None]]:
    if LOADS_FILES.search(member.first_text):
        return
    yield from read_dump(member.text(), lambda name: wanted(name.lower()))


def _named(name: str) -> str:
    """Return the table that a CSV file is named after; '' for none."""
    found = CSV_NAME.search(name)  # the first is the longest: resources_urls, not urls
    return found[1].lower() if found else ""


def _parts_of_csv(origin: Origin, member: Member, table: str) -> Iterator[Part]:
    """Yield the rows of a CSV file, with a header line or in the order of the schema of 2013."""
    known = TABLES[table]
    delimiter, names = header_of(member)
    if not names:  # of one column, or none
        first = _first_row(member)
        if len(first) == 1 and first[0].strip().lower() in known.columns:
            delimiter, names = ",", [first[0].strip().lower()]
    has_header = any(name in known.columns for name in names)
    if not has_header:
        first = _first_row(member)
        if not first:
            yield Part(origin, table, known.columns)
            return
        delimiter, names = ",", list(known.orders.get(len(first), ()))
    if not names:
        orders = " or ".join(map(str, known.orders))
        raise BrokenFile(
            f"line 1 is not a header with the columns of {table}, and has not {orders} values: "
            "write the names of the columns there"
        )
    if twice := [name for name, n in Counter(names).items() if n > 1]:
        raise BrokenFile(f"line 1 has the column {', '.join(twice)} more than once")
    part = Part(origin, table, tuple(names), line=1)
    yield part
    if delimiter == "\t" and has_header:  # as mysql writes it in batches
        for rows in rows_of(member, delimiter, names):
            read = [name for name in names if name in known.columns]
            values = rows.values.select(["line_no", *read]).rename_columns(["row_no", *read])
            yield replace(part, values=values, rejected=tuple(rows.rejected))
        return
    yield from _rows(part, member, delimiter, has_header)


def _first_row(member: Member) -> list[str]:
    text = member.first_text.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
    with suppress(csv.Error):
        return next(csv.reader(io.StringIO(text, newline="")), [])
    return []


def _rows(part: Part, member: Member, delimiter: str, has_header: bool) -> Iterator[Part]:
    """Yield rows of CSV (RFC 4180): text in quotes is text, also if empty or NULL."""
    misfits: list[tuple[int, str]] = []
    n_rows = 0  # that fit

    def misfit(row: arrow_csv.InvalidRow) -> str:
        is_long = row.actual_columns > row.expected_columns
        # The number of the last row read, and of those that did not fit before it.
        misfits.append((row.number or 0, "too_many_fields" if is_long else "too_few_fields"))
        return "skip"

    try:
        reader = arrow_csv.open_csv(
            io.BufferedReader(PieceReader(_as_utf8(member.text())), 1 << 20),
            arrow_csv.ReadOptions(
                use_threads=False,
                block_size=BLOCK,
                column_names=part.columns,
                skip_rows_after_names=int(has_header),
            ),
            arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=misfit
            ),
            arrow_csv.ConvertOptions(
                check_utf8=False,
                column_types={name: pa.binary() for name in part.columns},
                include_columns=[name for name in part.columns if name in wanted(part.table)],
                null_values=NULLS,
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
        for batch in reader:
            row_no = _numbers(n_rows, len(batch), [row for row, _ in misfits], has_header)
            n_rows += len(batch)
            columns = {
                name: column.cast(pa.string()).cast(pa.large_string())
                for name, column in zip(batch.schema.names, batch.columns, strict=True)
            }
            yield replace(part, values=pa.table({"row_no": row_no, **columns}))
    except pa.ArrowInvalid as error:
        raise BrokenFile(f"it is not a CSV: {' '.join(str(error).split())[:200]}") from None
    if misfits:
        yield replace(part, rejected=tuple(misfits))


def _numbers(n_before: int, n: int, misfits: Sequence[int], has_header: bool) -> pa.Array:
    """Return the numbers of rows in their file, its first row 1, those that do not fit included."""
    first = n_before + 1 + int(has_header)
    numbers = np.arange(first, first + n)
    n_fitting_before = np.array(misfits, dtype=np.int64) - np.arange(len(misfits))
    return pa.array(numbers + np.searchsorted(n_fitting_before, numbers, side="right"))


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield text in which bytes that are not UTF-8 are U+FFFD: Arrow loses misfits with others."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()
