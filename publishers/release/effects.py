"""What a release did to the numbers: rows lost, values withheld, means before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from publishers.release.columns import WITHHELD, Column, of_role
from publishers.serve import name, text


@dataclass(frozen=True)
class Effect:
    """Figures of one column. A mean is None where it is unknown, or would show who was lost."""

    file: str
    column: str
    role: str
    rows_before: int
    rows_after: int
    known_before: int | None
    known_after: int
    withheld: int
    mean_before: float | None
    mean_after: float | None

    @property
    def row(self) -> list[str]:
        """The figures as texts, in the order of the fields."""
        return ["" if value is None else f"{value}" for value in vars(self).values()]


def effects(
    connection: duckdb.DuckDBPyConnection,
    persons: Sequence[Column],
    weeks: Sequence[Column],
    k: int,
) -> list[Effect]:
    """The figures of every column; reads `persons` (those lost), `released` and `weeks`."""
    connection.execute(
        "create or replace temp view all_persons as "
        "select *, true as is_kept from released union all select *, false from persons"
    )
    connection.execute(
        "create or replace temp view all_weeks as select *, "
        "release_id in (select release_id from released) as is_kept from weeks"
    )
    return [
        *(withheld(connection, column) for column in of_role(persons, "quasi")),
        *(
            compared(connection, table, file, column, k)
            for table, file, columns in (
                ("all_persons", "person_course", persons),
                ("all_weeks", "learner_weeks", weeks),
            )
            for column in of_role(columns, "sensitive", "measure")
        ),
    ]


def withheld(connection: duckdb.DuckDBPyConnection, column: Column) -> Effect:
    """How often a quasi-identifier is known and withheld among the released rows."""
    value = name(column.released_as)
    before, after, known, n_withheld = connection.execute(
        "select (select count(*) from all_persons), count(*), "
        f"count({value}) filter ({value} <> {text(WITHHELD)}), "
        f"count(*) filter ({value} = {text(WITHHELD)}) from released"
    ).fetchone() or (0, 0, 0, 0)
    return Effect(
        "person_course", column.released_as, "quasi", before, after, None, known, n_withheld,
        None, None,
    )  # fmt: skip


def compared(
    connection: duckdb.DuckDBPyConnection, table: str, file: str, column: Column, k: int
) -> Effect:
    """The means of a column before and after.

    Before and after tell the mean of those who were lost. It is shown where nobody was, or where it
    is that of k persons or more who are not all alike.
    """
    raw = f"cast({name('raw_' + column.released_as)} as double)"
    value = f"cast({name(column.released_as)} as double)"
    row = connection.execute(
        f"""
        with
        numbers as (select release_id, is_kept, {raw} as raw, {value} as released from {table}),

        figures as (
            select
                count(*) as rows_before,
                count(*) filter (is_kept) as rows_after,
                count(raw) as known_before,
                count(raw) filter (is_kept) as known_after,
                count(distinct release_id) filter (not is_kept and raw is not null) as n_lost,
                count(distinct raw) filter (not is_kept) as n_lost_values,
                avg(raw) as mean_before,
                avg(released) filter (is_kept) as mean_after
            from numbers
        ),

        judged as (
            select
                *,
                n_lost = 0 or (n_lost >= $k and n_lost_values > 1) as is_shown
            from figures
        )

        select
            rows_before,
            rows_after,
            case when is_shown then known_before end,
            known_after,
            0,
            case when is_shown then round(mean_before, 6) end,
            round(mean_after, 6)
        from judged
        """,
        {"k": k},
    ).fetchone() or (0, 0, 0, 0, 0, None, None)
    return Effect(file, column.released_as, column.role, *row)
