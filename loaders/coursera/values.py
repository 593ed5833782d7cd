"""The values of an export: from the text that a dump or a server gives to a typed column."""

import re
from contextlib import suppress
from datetime import UTC, datetime

import pyarrow as pa

from loaders.errors import Refusal
from loaders.warehouse.coursera_tables import BIGINT, TYPES

# A whole number in a column of decimals or floats.
DECIMAL = re.compile(r"([+-]?[0-9]+)\.0*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]*)?")


def typed(texts: pa.ChunkedArray, kind: str, column: str, first_row: int) -> pa.ChunkedArray:
    """Return a column in its type; a date becomes Unix seconds.

    Null are '', a zero date, a day that no calendar has (MySQL may hold the 30th of February) and a
    number beyond BIGINT. Refusal if a value is not a number. column, first_row: how to name it.
    """
    try:
        return texts.cast(TYPES[kind][1])
    except pa.ArrowInvalid:
        values = enumerate(texts.to_pylist(), first_row)
        numbers = [_number(value, kind, f"{column}, row {row}") for row, value in values]
        return pa.chunked_array([pa.array(numbers, TYPES[kind][1])])


def _number(value: str | None, kind: str, where: str) -> int | float | None:
    if not value or value.startswith("0000-00-00"):
        return None
    if value in ("\0", "\1"):  # a bit
        return ord(value)
    with suppress(ValueError):
        if kind == "real":
            return float(value)
        whole = DECIMAL.fullmatch(value)
        number = int(whole[1] if whole else value)
        return number if number in BIGINT else None
    with suppress(ValueError):
        return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp())
    if DATE.fullmatch(value):
        return None
    raise Refusal(
        f"{where}: {value[:60]!r} is not a number, so this is not the export of a session, or it "
        "is damaged: get it again; nothing was landed."
    )
