"""Unit tests are short: one rule each, of rows that a reader takes in at a glance."""

from __future__ import annotations

from typing import Any

MAX_ROWS = 6  # of an input


def test_inputs_have_at_most_six_rows(manifest: dict[str, Any]) -> None:
    """Rows of inputs in SQL (`format: sql`) are not counted: they are for what needs many rows."""
    tests = manifest["unit_tests"].values()
    assert len(tests) > 600
    long = {
        test["name"]: len(given["rows"])
        for test in tests
        for given in test["given"]
        if isinstance(given["rows"], list) and len(given["rows"]) > MAX_ROWS
    }
    assert long == {}, "split them by rule"


def test_each_says_what_it_expects(manifest: dict[str, Any]) -> None:
    """Rows are compared by the columns that they name: a row without columns compares nothing."""
    empty = [
        test["name"]
        for test in manifest["unit_tests"].values()
        if isinstance(test["expect"]["rows"], list) and not all(test["expect"]["rows"])
    ]
    assert empty == []
