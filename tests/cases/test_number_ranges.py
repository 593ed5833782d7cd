"""The data test of all numbers of the public tables finds those that are not in their range."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Warehouse

WRONG = {
    "marts.fct_sessions": "seconds = -1",
    "marts.fct_video_views": "coverage = 1.5",
    "marts.rpt_problems": "p_correct = 'nan'",
    "marts.fct_person_course": "video_seconds_watched = 'inf'",
}


@pytest.fixture
def copy(sample_warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    return sample_warehouse.copied(tmp_path)


def test_a_number_out_of_its_range_fails_the_test_once_a_table(copy: Warehouse) -> None:
    command = ("test", "--select", "numbers_are_in_range")
    code, printed = copy.dbt(*command)
    assert code == 0, printed
    for table, wrong in WRONG.items():
        copy.write(f"update {table} set {wrong}")
    code, printed = copy.dbt(*command)
    assert code == 1
    found = re.search(r"Got ([0-9]+) results", printed)
    assert found and int(found[1]) >= len(WRONG)  # views show some of them again
