"""Which columns a release has, and the SQL that makes each as coarse as the seed says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from loaders.errors import Refusal
from publishers.serve import name, text

WITHHELD = "*"
PERSONS, WEEKS = "fct_person_course", "fct_learner_weeks"
BANDS = "staging.release_bands"
EXPRESSIONS = {
    "": "{column}",
    "week": "cast(date_trunc('week', {column}) as date)",
    "region": (
        "(select countries.region from staging.countries as countries "
        "where countries.country = {column})"
    ),
    # 1 belongs to the highest tenth: a full score is not a group. (least() ignores nulls.)
    "tenth": "case when {column} >= 1 then 0.9 else floor({column} * 10) / 10 end",
    "two_digits": (
        "case when {column} = 0 then 0 else round(cast({column} as double), "
        "cast(1 - floor(log10(abs({column}))) as integer)) end"
    ),
}


@dataclass(frozen=True)
class Column:
    """A column of a release: a row of the seed `release_columns`."""

    mart: str
    column: str
    role: str
    generalised_to: str
    released_as: str
    reason: str

    @property
    def expression(self) -> str:
        """SQL of the value as it is released, on a row of the mart called `rows`."""
        column = f"rows.{name(self.column)}"
        if self.generalised_to in EXPRESSIONS:
            return EXPRESSIONS[self.generalised_to].format(column=column)
        return (
            f"(select bands.band from {BANDS} as bands "
            f"where bands.generalised_to = {text(self.generalised_to)} "
            f"and {column} >= coalesce(bands.low, {column}) "
            f"and {column} <= coalesce(bands.high, {column}))"
        )


def columns(connection: duckdb.DuckDBPyConnection, mart: str) -> list[Column]:
    """The columns that a release of a mart has; quasi-identifiers in the order of withholding.

    Raises Refusal when the warehouse has no such seed, or the mart no such column.
    """
    try:
        found = [
            Column(*row)
            for row in connection.execute(
                "select mart, column_name, role, coalesce(generalised_to, ''), released_as, "
                "coalesce(reason, '') from staging.release_columns where mart = $mart "
                "order by withheld_order nulls last, rowid",
                {"mart": mart},
            ).fetchall()
        ]
        there = {row[0] for row in connection.execute(f"describe marts.{mart}").fetchall()}
        known = connection.execute(f"select distinct generalised_to from {BANDS}").fetchall()
    except duckdb.CatalogException:
        raise Refusal("The warehouse has nothing to release yet: run `dbt build` first.") from None
    for column in found:
        if column.column not in there:
            raise Refusal(
                f"seeds/release_columns.csv names {column.column} of {mart}, which has no such "
                "column: correct it and run `dbt seed`."
            )
        if column.generalised_to not in {*EXPRESSIONS, *(band for (band,) in known)}:
            raise Refusal(
                f"seeds/release_columns.csv generalises {column.column} to "
                f"{column.generalised_to}, of which seeds/release_bands.csv has no band."
            )
    return found


def of_role(found: Sequence[Column], *roles: str) -> list[Column]:
    """Those of the columns that have one of the roles, in their order."""
    return [column for column in found if column.role in roles]
