"""What a feature says of a week is known at the end of the week.

A log is cut at the end of a week; the features of the weeks up to it must equal those of the whole
log.
MOOCDB_TEST_ALL_WEEKS=1 cuts after every week, also of a generated log and of courses without dates.
The course team is not set apart here: who belongs to it is judged by all that is known today.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse
from edge_lines import lines

WEEK = timedelta(days=7)
FIRST_DAY = datetime(2025, 9, 15)
ALL_WEEKS = bool(os.environ.get("MOOCDB_TEST_ALL_WEEKS"))
LOGS = ["samples", "generated", "undated"] if ALL_WEEKS else ["samples"]
CUTS = range(8) if ALL_WEEKS else (0, 3, 6)


@pytest.fixture(scope="module", params=LOGS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Features of a whole log."""
    folder = tmp_path_factory.mktemp(request.param)
    warehouse = Warehouse(folder)
    logs = ROOT / "sample_logs" / "logs"
    if request.param != "samples":
        logs = folder / "logs"
        size = ("--learners", "40", "--seed", "15")
        warehouse.run(sys.executable, "-m", "sample_logs", str(logs), *size)
    edges = folder / "edges.log"
    edges.write_text("".join(f"{line}\n" for line in lines(FIRST_DAY, 8)))
    return featured(warehouse.land(logs, edges), is_dated=request.param != "undated")


def featured(warehouse: Warehouse, *, is_dated: bool) -> Warehouse:
    """The features of a landed log, with the outline of its courses: problems and deadlines."""
    package = warehouse.folder / "package"
    package.mkdir()
    for outline in (ROOT / "sample_logs" / "package").glob("*.tar.gz"):
        shutil.copy(outline, package)
    warehouse.land(package, source="edx-package", final=False)
    dates = warehouse.folder / "courses.csv"
    dates.write_text("course_id,platform,name,term,start_date,end_date,time_zone\n")
    seeds = {} if is_dated else {"courses": dates}
    return warehouse.build({"exclude_staff": False}, select=["+fct_learner_weeks"], seeds=seeds)


def cut(whole: Warehouse, until: datetime, folder: Path) -> Warehouse:
    """Features of the events of a log that happened before a time, UTC."""
    folder.mkdir()
    log = folder / "cut.log"
    lines = whole.rows(
        f"""
        select landed.line
        from raw.edx_lines as landed
        inner join private.stg_edx__events as events using (file_id, line_no)
        where events.event_at < timestamp '{until}'
        order by file_id, line_no
        """
    )
    assert lines
    log.write_text("".join(f"{line}\n" for (line,) in lines))
    is_dated = whole.rows("select count(*) from staging.courses") != [(0,)]
    return featured(Warehouse(folder).land(log), is_dated=is_dated)


def known(
    warehouse: Warehouse, until: datetime, relation: str
) -> dict[tuple[object, ...], dict[str, object]]:
    """Features of the weeks that ended by a time, of learners who had joined by the week's end."""
    names = [name for name, *_ in warehouse.rows(f"describe from {relation}")]
    rows = warehouse.rows(
        f"from {relation} where has_joined and week_started_at + interval 7 day <= '{until}'"
    )
    values = [dict(zip(names, row, strict=True)) for row in rows]
    return {(row["course_id"], row["learner_id"], row["week_number"]): row for row in values}


def differences(
    one: Warehouse, other: Warehouse, until: datetime, relation: str = "marts.fct_learner_weeks"
) -> Iterator[str]:
    """Where the features of two logs differ for the weeks that ended by a time."""
    ours, theirs = (known(warehouse, until, relation) for warehouse in (one, other))
    assert len(ours) > 30
    for key in ours.keys() ^ theirs.keys():
        yield f"{key}: only in one of the two"
    for key in ours.keys() & theirs.keys():
        for name, value in ours[key].items():
            if value != theirs[key][name]:
                yield f"{name} of {key}: {value} and {theirs[key][name]}"


@pytest.mark.parametrize("week", CUTS)
def test_features_depend_on_nothing_later(whole: Warehouse, week: int, tmp_path: Path) -> None:
    until = FIRST_DAY + (week + 1) * WEEK
    earlier = cut(whole, until, tmp_path / "cut")
    found = sorted(differences(earlier, whole, until))
    assert not found, "\n".join(found)

    # A feature that needs the whole course is found out, wherever there is something later.
    later = (
        f"select 1 from marts.fct_learner_weeks where n_events > 0 and week_started_at >= '{until}'"
    )
    if not whole.rows(f"{later} limit 1"):
        assert week == max(CUTS)
        return
    planted = """(
        select *, n_events / sum(n_events) over (partition by course_id) as share_of_all_weeks
        from marts.fct_learner_weeks
    )"""
    found = sorted(differences(earlier, whole, until, planted))
    assert found and all(line.startswith("share_of_all_weeks") for line in found)
