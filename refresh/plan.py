"""Decide what to build: compare what was landed (raw.loads) with what was built (raw.builds)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from loaders.warehouse.database import Connection
from refresh.sources import SourceTable

# The last successful build of everything, and all runs since.
BUILDS = """
with whole as (
    select max(began_at) as began_at from raw.builds
    where command = 'build' and selection = '' and n_failed + n_skipped + n_tests_failed = 0
)
select
    command, selection, settings, last_load_id, began_at,
    coalesce(n_failed + n_skipped + n_tests_failed = 0, false) as is_good
from raw.builds
where began_at >= (select began_at from whole)
order by began_at
"""
SELECTED = re.compile(r"--select((?: source:[\w.]+[+])+)")
REJECTED = """
select sum(n_not_json + n_not_object + n_no_event_type + n_no_time + n_wrong_fields)
from marts.rpt_line_ledger
"""
NEWEST_EVENT = """
select max(last_event_at) from marts.rpt_course_freshness where last_event_at <= ?
"""


@dataclass(frozen=True)
class Plan:
    """What to build, and why. sources: those with new rows, or empty to build everything."""

    why: str
    sources: tuple[str, ...] = ()

    @property
    def select(self) -> list[str]:
        """Options that make dbt select it."""
        return ["--select", *(f"source:{name}+" for name in self.sources)] if self.sources else []


def settings_of(variables: Mapping[str, object]) -> str:
    """Return vars as the macro record_build writes them."""
    return " ".join(f"{name}={variables[name]}" for name in sorted(variables, key=str.lower))


def plan_build(
    con: Connection,
    tables: Sequence[SourceTable],
    settings: str,
    changed: tuple[datetime, Path],
) -> Plan | None:
    """Return what to build, or None if the last build covers all loads.

    changed: the last change of the project, which makes all earlier builds obsolete.
    """
    loads = con.execute("select load_id, source from raw.loads").fetchall()
    if not loads:
        return None
    built: dict[str, int] | None = None
    changed_at, changed_path = changed
    for command, selection, its_settings, load_id, began_at, is_good in _builds(con):
        if its_settings != settings:
            built = None
        elif is_good and command == "build" and not selection:
            built = {table.name: load_id for table in tables}
            if changed_at >= began_at:
                return Plan(f"{changed_path.name} has changed since the last build of everything")
        elif is_good and command == "build" and built and (match := SELECTED.fullmatch(selection)):
            covered = {name.removeprefix("source:").removesuffix("+") for name in match[1].split()}
            for table in tables:
                if not covered.isdisjoint((table.name, table.source)):
                    built[table.name] = load_id
    if built is None:
        return Plan("no successful build of everything with these vars is recorded")
    stale = [
        table
        for table in tables
        if any(
            load_id > built[table.name] and table.is_changed_by(source) for load_id, source in loads
        )
    ]
    return _plan_of(stale, tables) if stale else None


def _plan_of(stale: Sequence[SourceTable], tables: Sequence[SourceTable]) -> Plan:
    """Return a plan for tables; a source that all of its tables belong to is named as a whole."""
    fresh = {table.source for table in tables if table not in stale}
    names = (table.name if table.source in fresh else table.source for table in stale)
    sources = tuple(dict.fromkeys(names))
    return Plan(f"new in {', '.join(sources)}", sources)


def _builds(con: Connection) -> list[tuple[str, str, str, int, datetime, bool]]:
    try:
        return con.execute(BUILDS).fetchall()
    except duckdb.CatalogException:  # no dbt has run yet
        return []


def rejected_lines(con: Connection) -> int:
    """Return how many of all landed lines hold no event, for a defect of the line."""
    return int(str(_value(con, REJECTED) or 0))


def minutes_behind(con: Connection, now: datetime) -> int | None:
    """Return the age of the newest event in minutes, or None if unknown."""
    newest = _value(con, NEWEST_EVENT, now)
    return int((now - newest).total_seconds() // 60) if isinstance(newest, datetime) else None


def _value(con: Connection, query: str, *values: object) -> object:
    """Return the one value of a query; None where its table is not built yet."""
    try:
        return (con.execute(query, values).fetchone() or (None,))[0]
    except duckdb.CatalogException:
        return None
