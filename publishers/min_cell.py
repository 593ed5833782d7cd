"""Hiding counts of few people: small counts, and as many others as it takes to keep them hidden.

`min_cell.yml` says which columns of which tables and charts count people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loaders.yaml_files import read_yaml
from publishers.charts.catalog import Catalog
from publishers.report.numbers import Numbers
from publishers.serve import name

RULES = Path(__file__).with_suffix(".yml")
COUNTS = (
    "n_enrolled", "n_registered", "n_active_7_days", "n_active_previous_7_days", "n_viewed",
    "n_completed", "n_certified", "n_staff",
)  # fmt: skip
OF_VIEWERS = ("hours_watched", "n_attempts", "n_posts")


@dataclass(frozen=True)
class Group:
    """Columns that are hidden together; one of count, together and rounded is given."""

    count: str = ""
    together: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # `with` in the file

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns that count people."""
        return tuple(filter(None, (self.count, *self.together, *self.rounded)))


@dataclass(frozen=True)
class Rules:
    """What is hidden in a table or a chart."""

    groups: tuple[Group, ...] = ()
    hidden: tuple[str, ...] = ()
    keep: str = "true"
    drop: bool = False

    @property
    def columns(self) -> set[str]:
        """Every column that the rules name."""
        told = {column for group in self.groups for column in (*group.counts, *group.numbers)}
        return told | {*self.hidden} | {column for group in self.groups for column in group.over}


@cache
def rules(kind: str) -> dict[str, Rules]:
    """The rules of all `marts` or `charts`, by name."""
    loaded: dict[str, dict[str, Any]] = read_yaml(RULES)[kind]
    return {
        table: Rules(
            tuple(
                Group(
                    told.get("count", ""),
                    *(tuple(told.get(key, ())) for key in ("together", "rounded", "over", "with")),
                )
                for told in rule.get("groups", ())
            ),
            tuple(rule.get("hidden", ())),
            rule.get("keep", "true"),
            rule.get("drop", False),
        )
        for table, rule in loaded.items()
    }


def masked(query: str, columns: Sequence[str], rule: Rules, at_least: int) -> str:
    """The query with counts of 1 to `at_least` - 1 people hidden, in the order of its rows.

    A count that adds up over rows is hidden in two rows of a sum or more, and in so many that the
    hidden ones sum to their number and `at_least` - 1 more: then none follows from the total. Rows
    of sums that are too small for this are left out.
    """
    keys = [column for column in columns if column not in rule.columns]
    lines = {
        place: lined(f"line_{place}", name(group.count), [
            *keys, *(c for other in rule.groups for c in other.over if c not in group.over),
        ], group.over, at_least)
        for place, group in enumerate(rule.groups)
        if group.over
    }  # fmt: skip
    ranked = ", ".join(["*", *(text for text, _, _ in lines.values())])
    judged = ", ".join(
        [
            "*",
            *(
                f"{lines[place][1] if place in lines else small(group.counts, at_least)} "
                f"as hidden_{place}"
                for place, group in enumerate(rule.groups)
            ),
        ]
    )
    checked = ", ".join(["*", *(text for _, _, text in lines.values())])
    shown = ", ".join(
        f"{expression(column, rule, at_least)} as {name(column)}" for column in columns
    )
    kept = [f"({rule.keep})", *(f"not line_{place}_lost" for place in lines)]
    if rule.drop:
        some = [
            f"(not hidden_{place} and {name(group.counts[0])} > 0)"
            for place, group in enumerate(rule.groups)
        ]
        kept.append(f"({' or '.join(some)})")
    return (
        f"with query_rows as (select row_number() over () as row_place, * from ({query})), "
        f"ranked_rows as (select {ranked} from query_rows), "
        f"judged_rows as (select {judged} from ranked_rows), "
        f"checked_rows as (select {checked} from judged_rows) "
        f"select {shown} from checked_rows where {' and '.join(kept)} order by row_place"
    )


def small(counts: Sequence[str], at_least: int) -> str:
    """SQL: whether any of the columns counts few people."""
    tests = [
        f"coalesce(abs({name(count)}) between 1 and {at_least - 1}, false)" for count in counts
    ]
    return f"({' or '.join(tests)})"


def lined(
    line: str, count: str, keys: Sequence[str], over: Sequence[str], at_least: int
) -> tuple[str, str, str]:
    """SQL for a count that adds up over rows: helping columns, the judgement, and its check."""
    parts = f"partition by {', '.join(map(name, keys))}" if keys else ""
    window = (
        f"({parts} order by coalesce({count}, 0) = 0, {count}, {', '.join(map(name, over))} "
        "rows between unbounded preceding and 1 preceding)"
    )
    number = line.removeprefix("line_")
    is_small = f"coalesce({count} between 1 and {at_least - 1}, false)"
    helping = (
        f"bool_or({is_small}) over ({parts}) as {line}_any, "
        f"count(*) over {window} as {line}_before, "
        f"coalesce(sum({count}) over {window}, 0) as {line}_sum"
    )
    judgement = (
        f"(coalesce({count}, 0) <> 0 and {line}_any and ({is_small} "
        f"or {line}_sum - {line}_before < {at_least - 1}))"
    )
    hidden = f"filter (where hidden_{number}) over ({parts})"
    check = (
        f"(hidden_{number} and (count(*) {hidden} < 2 "
        f"or sum({count}) {hidden} - count(*) {hidden} < {at_least - 1})) as {line}_lost"
    )
    return helping, judgement, check


def expression(column: str, rule: Rules, at_least: int) -> str:
    """SQL of a column as it is shown."""
    quoted = name(column)
    if column in rule.hidden:
        return f"case when false then {quoted} end"
    shown = quoted
    hidden = []
    for place, group in enumerate(rule.groups):
        if column in group.rounded:
            shown = f"cast({quoted} - {quoted} % {at_least} as bigint)"
            hidden.append(small([column], at_least))
        elif column in group.numbers and group.rounded:
            shown = f"round({quoted}, 1)"
            hidden.append(f"hidden_{place}")
        elif column in (*group.counts, *group.numbers):
            hidden.append(f"hidden_{place}")
    return f"case when not ({' or '.join(hidden)}) then {shown} end" if hidden else shown


def of_catalog(catalog: Catalog, at_least: int) -> Catalog:
    """The charts that can be masked, with queries that do it; all charts where 0 is asked for."""
    if not at_least:
        return catalog
    known = rules("charts")
    charts = tuple(
        replace(
            chart,
            sql=masked(
                chart.sql.rstrip().rstrip(";"), [*chart.columns], known[chart.path], at_least
            )
            if known[chart.path] != Rules()
            else chart.sql,
        )
        for chart in catalog.charts
        if chart.path in known
    )
    topics = {chart.topic for chart in charts}
    return replace(
        catalog,
        charts=charts,
        topics=tuple(topic for topic in catalog.topics if topic.name in topics),
    )


def of_numbers(course: Numbers, at_least: int) -> Numbers:
    """The numbers at the head of a report without counts of few people, and what they did."""

    def is_small(value: int | None) -> bool:
        return value is not None and 0 < value < at_least

    found: Mapping[str, Any] = vars(course)
    hidden = {column: None for column in COUNTS if is_small(found[column])}
    if is_small(course.n_viewed):
        hidden |= dict.fromkeys(OF_VIEWERS)
    return replace(course, **hidden)  # type: ignore[arg-type]
