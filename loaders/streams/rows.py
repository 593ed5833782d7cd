"""From the bytes of a CSV file with a header to Arrow."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyarrow as pa

from loaders.errors import BrokenFile
from loaders.streams.lines import LONGEST_LINE, LineStream

BATCH = 4096  # rows

csv.field_size_limit(LONGEST_LINE)


def columns_of(needed: Sequence[str]) -> str:
    """Return the columns of a table of such rows, in SQL."""
    texts = ", ".join(f"{name} varchar" for name in needed)
    return (
        f"line_no bigint, {texts}, other_columns varchar, fits_header boolean, "
        "row_had_bad_bytes boolean"
    )


def schema_of(needed: Sequence[str]) -> pa.Schema:
    """Return the same in Arrow."""
    return pa.schema(
        [
            pa.field("line_no", pa.int64()),
            *(pa.field(name, pa.large_string()) for name in (*needed, "other_columns")),
            pa.field("fits_header", pa.bool_()),
            pa.field("row_had_bad_bytes", pa.bool_()),
        ]
    )


class RowStream(LineStream):
    """The rows of a CSV file with a header on their way into a table; lines counts them.

    Values are the text they are. Values of other columns become a JSON object.
    needed: the columns that a file must have.
    """

    needed: tuple[str, ...] = ()

    @staticmethod
    def starts_over(*, was_unfinished: bool) -> bool:
        """Say yes: a row may be anywhere in a CSV file, not only at its end."""
        return True

    def _cut(
        self, pieces: Iterable[bytes], line_no: int, take_rest: bool
    ) -> Iterator[pa.RecordBatch]:
        data = b"".join(pieces)
        self.bytes = len(data)
        self.unfinished = bool(data) and not data.endswith(b"\n")
        rows = _parse(data.decode("utf-8-sig", "replace"))
        header = _header(next(rows, []), self.needed)
        may_be_bad = not _is_utf8(data)
        while batch := list(islice(rows, BATCH)):
            yield pa.RecordBatch.from_pylist(
                [
                    _record(header, self.needed, row, line_no + self.lines + i, may_be_bad)
                    for i, row in enumerate(batch)
                ],
                self.schema,
            )


def stream_of_rows(needed: tuple[str, ...]) -> type[RowStream]:
    """Return what cuts files that must have these columns."""
    return type(
        "RowStream",
        (RowStream,),
        {"needed": needed, "columns": columns_of(needed), "schema": schema_of(needed)},
    )


def _parse(text: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise BrokenFile(f"it is not a CSV from line {rows.line_num} on ({error})") from None


def _header(cells: Sequence[str], needed: Sequence[str]) -> list[str]:
    """Return the names of the columns. BrokenFile if one is missing or is there twice."""
    header = [cell.strip().lower() for cell in cells]
    if missing := [name for name in needed if name not in header]:
        found = ",".join(cells)[:200] or "empty"
        raise BrokenFile(f"it has no column {', '.join(missing)}; its header is: {found}")
    if twice := [name for name, n in Counter(header).items() if n > 1]:
        raise BrokenFile(f"it has the column {', '.join(twice)} more than once")
    return header


def _record(
    header: Sequence[str],
    needed: Sequence[str],
    row: Sequence[str],
    line_no: int,
    may_be_bad: bool,
) -> dict[str, str | int | bool | None]:
    """Return a row of the table; values beyond the header are named by their place."""
    surplus = [f"column {i + 1}" for i in range(len(header), len(row))]
    cells = dict(zip([*header, *surplus], row, strict=False))
    others = {name: cell for name, cell in cells.items() if name not in needed}
    return {
        "line_no": line_no,
        **{name: cells.get(name) for name in needed},
        "other_columns": json.dumps(others, ensure_ascii=False) if any(others.values()) else None,
        "fits_header": len(row) == len(header),
        "row_had_bad_bytes": may_be_bad and any("\ufffd" in cell for cell in row),
    }


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
