"""Groups of k: every combination of quasi-identifiers in a release is that of k persons or more.

Rows in smaller groups lose one quasi-identifier after the other, in the order of the seed, until
their group is large enough. Those that never are do not get into the release.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from publishers.release.columns import PERSONS, WEEKS, WITHHELD, Column, of_role
from publishers.serve import name, text

Connection = duckdb.DuckDBPyConnection


def prepare(
    connection: Connection,
    persons: Sequence[Column],
    weeks: Sequence[Column],
    parameters: dict[str, str],
) -> None:
    """Make the temporary tables `persons` and `weeks`: coarse values, and raw ones as `raw_*`.

    parameters: course_id, platform and key; the key makes the ids of this release and no other.
    """
    for table, mart, columns in (("persons", PERSONS, persons), ("weeks", WEEKS, weeks)):
        values = [
            f"{quasi_text(column) if column.role == 'quasi' else column.expression} "
            f"as {name(column.released_as)}"
            for column in columns
            if column.role != "id"
        ]
        raw = [
            f"rows.{name(column.column)} as {name('raw_' + column.released_as)}"
            for column in of_role(columns, "sensitive", "measure")
        ]
        connection.execute(
            f"create or replace temp table {table} as select "
            "left(sha256($key || ':' || rows.learner_id), 16) as release_id, "
            f"{', '.join([*values, *raw])} from marts.{mart} as rows "
            "where rows.course_id = $course_id and rows.platform = $platform",
            parameters,
        )


def quasi_text(column: Column) -> str:
    """A quasi-identifier as text, so that it can be withheld; null is unknown."""
    return f"cast({column.expression} as varchar)"


def release_groups(connection: Connection, persons: Sequence[Column], k: int, ell: int) -> None:
    """Move rows of `persons` to the temporary table `released`, with what had to be withheld.

    ell: values that each sensitive column must have in a group; a column with fewer in the whole
    course needs all that it has. What stays in `persons` is in no group of k.
    """
    quasi = [name(column.released_as) for column in of_role(persons, "quasi")]
    fits = [f"count(*) over alike >= {int(k)}"]
    for column in of_role(persons, "sensitive") if ell > 1 else []:
        value = f"coalesce(cast({name(column.released_as)} as varchar), '')"
        (there,) = connection.execute(
            f"select count(distinct {value}) from persons"
        ).fetchone() or (0,)
        fits.append(f"count(distinct {value}) over alike >= {min(int(ell), there)}")
    alike = f"partition by {', '.join(quasi)}" if quasi else ""
    connection.execute("create or replace temp table released as from persons limit 0")
    for level in range(len(quasi) + 1):
        if level:
            connection.execute(f"update persons set {quasi[level - 1]} = {text(WITHHELD)}")
        connection.execute(
            f"insert into released select * from persons window alike as ({alike}) "
            f"qualify {' and '.join(fits)}"
        )
        connection.execute(
            "delete from persons where release_id in (select release_id from released)"
        )
