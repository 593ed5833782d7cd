"""Generic data tests may run without dbt (tests/data_tests.py): on these conditions."""

import re
from pathlib import Path
from typing import Any

import data_tests
from conftest import ROOT, Warehouse, generic_tests

# What dbt does with the rows of a test, and what data_tests.py does: any row is a failure.
STRICT = {"severity": "ERROR", "error_if": "!= 0", "fail_calc": "count(*)", "limit": None}
# By these a text of Jinja depends on a run.
READS = {"var", "env_var", "run_query", "statement", "graph", "adapter", "target"}


def generic(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node.get("test_metadata")]


def test_all_of_them_are_compiled(manifest: dict[str, Any]) -> None:
    assert len(generic_tests()) == len(generic(manifest)) > 1000


def test_any_row_is_an_error(manifest: dict[str, Any]) -> None:
    lax = {
        test["name"]: test["config"]
        for test in generic(manifest)
        if any(test["config"][key] != value for key, value in STRICT.items())
    }
    assert lax == {}


def test_they_read_no_var(manifest: dict[str, Any]) -> None:
    """Neither in YAML nor in a macro: one text stands for all warehouses."""
    told = {
        test["name"]: sorted(called)
        for test in generic(manifest)
        if (called := calls(test["test_metadata"]["kwargs"], test["config"]["where"]))
    }
    assert told == {}
    files = [*(ROOT / "tests" / "generic").glob("*.sql"), ROOT / "macros/project/number_range.sql"]
    assert {file.name: words for file in files if (words := words_of(file) & READS)} == {}


def calls(arguments: dict[str, Any], where: str | None) -> set[str]:
    """Jinja in the arguments of a test, other than its model and a `ref` of another."""
    values = [value for name, value in arguments.items() if name not in ("model", "to")]
    return {str(value) for value in [*values, where] if "{{" in str(value)}


def words_of(file: Path) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\{#.*?#\}", "", file.read_text(), flags=re.DOTALL)))


def test_a_broken_rule_is_told(both_platforms: Warehouse, tmp_path: Path) -> None:
    broken = both_platforms.copied(tmp_path)
    assert data_tests.failures(broken.database, generic_tests()) == {}
    broken.write("insert into marts.dim_courses from marts.dim_courses order by course_id limit 1")
    broken.write("update marts.fct_enrollment_events set event_id = null")
    failed = data_tests.failures(broken.database, generic_tests())
    assert failed["unique_dim_courses_course_id"] == 1
    assert failed["not_null_fct_enrollment_events_event_id"] > 1
