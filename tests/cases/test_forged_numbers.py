"""Clients send any number: none stops a build, and none leaves its range on its way to a mart."""

from __future__ import annotations

import pytest
from cases import forged_events, forged_numbers
from conftest import Warehouse, built_once

# Nothing that is counted, measured or scored comes near it; ids are other numbers.
GREATEST = 1e13


@pytest.fixture(scope="session")
def forged(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Forged logs and exports of every source, built with the project's data tests."""

    def build(warehouse: Warehouse) -> None:
        log = warehouse.folder / "tracking.log"
        log.write_text("\n".join(forged_events.edx_lines()) + "\n")
        warehouse.land(log)
        clicks = warehouse.folder / "clickstream_export.jsonl"
        clicks.write_text("\n".join(forged_numbers.click_lines()) + "\n")
        course = ("--course", forged_numbers.SESSION)
        warehouse.land(clicks, *course, source="coursera-clickstream")
        dump = warehouse.folder / "forged.sql"
        dump.write_text(forged_numbers.export_dump())
        warehouse.land(dump, *course, source="coursera-exports", final=False)
        logs = forged_numbers.quickhelper_logs(warehouse.folder / "quickhelper")
        warehouse.land(logs, source="quickhelper")
        warehouse.build({"exclude_staff": False}, tests=True)

    return built_once(tmp_path_factory, "forged", build)


def numeric_columns(warehouse: Warehouse) -> dict[str, list[str]]:
    """Columns of each public table that hold numbers, whatever tables and columns there are."""
    columns: dict[str, list[str]] = {}
    for table, column in warehouse.rows(
        """
        select format('"{}"."{}"."{}"', table_catalog, table_schema, table_name), column_name
        from information_schema.columns
        where table_schema in ('marts', 'moocdb')
            and regexp_matches(data_type, 'DOUBLE|FLOAT|DECIMAL|INT')
            and (data_type = 'DOUBLE' or not regexp_matches(column_name, '(^|_)(id|ip|os|agent)$'))
        """
    ):
        columns.setdefault(table, []).append(column)
    return columns


def outside(warehouse: Warehouse) -> list[tuple[str, str]]:
    """Columns with a number that is not finite or is greater than anything measured."""
    found = []
    for table, columns in numeric_columns(warehouse).items():
        checks = ", ".join(
            f'bool_and(cast("{column}" as double) between -{GREATEST} and {GREATEST})'
            for column in columns
        )
        (row,) = warehouse.rows(f"select {checks} from {table}")
        found += [(table, c) for c, passed in zip(columns, row, strict=True) if passed is False]
    return found


def test_every_number_of_the_marts_is_finite(forged: Warehouse) -> None:
    assert sum(map(len, numeric_columns(forged).values())) > 150
    assert outside(forged) == []


def test_every_number_of_the_samples_is_finite(sample_warehouse: Warehouse) -> None:
    assert outside(sample_warehouse) == []


@pytest.mark.parametrize(
    ("table", "columns", "low", "high"),
    [
        ("fct_video_segments", ["start_seconds", "end_seconds"], 0, 36000),
        ("fct_video_segments", ["playback_rate"], 0.0625, 16),
        ("dim_videos", ["duration_seconds"], 1, 36000),
        ("fct_video_views", ["coverage"], 0, 1),
        ("rpt_videos", ["mean_coverage", "completion_rate"], 0, 1),
        ("fct_problem_attempts", ["attempt_number"], 0, 1000000),
        ("fct_problem_attempts", ["grade"], -1000000, 1000000),
        ("fct_problem_attempts", ["max_grade"], 0, 1000000),
        ("fct_grades", ["percent"], 0, 10),
        ("fct_grades", ["earned"], -1000000, 1000000),
        ("fct_grades", ["possible"], 0, 1000000),
        ("fct_open_responses", ["attempt_number"], 0, 1000000),
        ("fct_open_responses", ["peer_score", "staff_score"], 0, 1),
        ("fct_helper_impressions", ["topic_match"], 0, 1),
    ],
)
def test_number_is_within_its_range(
    forged: Warehouse, table: str, columns: list[str], low: float, high: float
) -> None:
    for column in columns:
        ((lowest, highest),) = forged.rows(
            f"select min({column}), max({column}) from marts.{table}"
        )
        assert lowest is not None, f"{table}.{column}: the fuzz has no number that is kept"
        assert low <= lowest <= highest <= high, f"{table}.{column}"


def test_forged_lines_are_kept(forged: Warehouse) -> None:
    n_events = len(forged_events.edx_lines())
    assert forged.rows(
        "select n_lines, n_accepted from marts.rpt_line_ledger where path like '%tracking.log'"
    ) == [(n_events, n_events)]


def test_real_measures_stand_beside_forged_ones(forged: Warehouse) -> None:
    assert forged.rows(
        "select bool_or(start_seconds = 5 and end_seconds = 60 and is_plausible is not null) "
        f"from marts.fct_video_segments where course_id = '{forged_numbers.COURSE}'"
    ) == [(True,)]
