"""Which whole numbers a double cannot hold: R, spreadsheets and JavaScript round them."""

from collections.abc import Mapping

import duckdb

LARGEST_EXACT = 2**53
ADVICE = "Read these columns as text, since programs that read numbers as doubles round them"


def long_ids(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Mapping[str, str]
) -> set[str]:
    """The columns of a relation with whole numbers over 2^53; `columns` maps names to types.

    `relation` is SQL and quoted by the caller.
    """
    wide = [column for column, type_ in columns.items() if type_ in ("BIGINT", "HUGEINT")]
    if not wide:
        return set()
    largest = ", ".join('max(abs("{}"))'.format(column.replace('"', '""')) for column in wide)
    row = connection.execute(f"select {largest} from {relation}").fetchone() or ()
    return {
        column
        for column, value in zip(wide, row, strict=False)
        if value is not None and value > LARGEST_EXACT
    }
