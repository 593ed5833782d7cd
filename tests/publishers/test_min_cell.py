"""Counts of few people are hidden, and with them what they could be worked out from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from publishers.min_cell import Group, Rules, masked


def hide(rows: Sequence[Sequence[Any]], columns: str, rule: Rules, at_least: int) -> list[Any]:
    """Rows of a table without what is hidden."""
    with duckdb.connect() as connection:
        connection.execute(f"create table rows_given ({columns})")
        connection.executemany(
            f"insert into rows_given values ({', '.join('?' * len(rows[0]))})", rows
        )
        names = [row[0] for row in connection.execute("describe rows_given").fetchall()]
        return connection.execute(masked("from rows_given", names, rule, at_least)).fetchall()


OVER_VALUES = Rules((Group(count="n", over=("value",), numbers=("share",)),))


def test_small_counts_and_their_complement_are_hidden() -> None:
    rows = [
        ("a", "x", 3, 0.1), ("a", "y", 30, 0.6), ("a", "z", 12, 0.3), ("a", "none", 0, 0.0),
        ("b", "x", 30, 0.5), ("b", "y", 31, 0.5),
    ]  # fmt: skip
    assert hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5) == [
        ("a", "x", None, None), ("a", "y", 30, 0.6), ("a", "z", None, None), ("a", "none", 0, 0.0),
        ("b", "x", 30, 0.5), ("b", "y", 31, 0.5),
    ]  # fmt: skip


def test_two_small_counts_that_follow_from_their_sum_take_a_third_along() -> None:
    """1 and 1 are the only two counts with the sum 2."""
    rows = [("a", "x", 1, 0.1), ("a", "y", 1, 0.1), ("a", "z", 8, 0.8), ("a", "w", 90, 9.0)]
    found = hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5)
    assert [row[2] for row in found] == [None, None, None, 90]


def test_rows_of_a_sum_that_is_too_small_are_left_out() -> None:
    """Five counts of 1 follow from their number and their total; 3 alone is its total."""
    rows = [*(("a", f"v{number}", 1, 0.2) for number in range(5)), ("b", "x", 3, 1.0)]
    assert hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, 5) == []


@pytest.mark.parametrize("at_least", [2, 3, 5, 10])
def test_no_hidden_count_follows_from_a_total_and_the_other_counts(at_least: int) -> None:
    """Computed again: a hidden count may be anything from 1 to the smallest count shown, less 1."""
    dice = random.Random(at_least)
    rows = [
        (f"line {line}", f"value {value:02}", dice.choice([0, 0, 1, 1, 2, 3, 4, 7, 12, 40]), 0.0)
        for line in range(300)
        for value in range(dice.randrange(1, 9))
    ]
    found = hide(rows, "line text, value text, n bigint, share double", OVER_VALUES, at_least)
    shown: dict[str, dict[str, int | None]] = defaultdict(dict)
    for line, value, count, _ in found:
        shown[line][value] = count
    true: dict[str, dict[str, int]] = defaultdict(dict)
    for line, value, count, _ in rows:
        true[line][value] = count
    n_lines_with_hidden = 0
    for line, counts in true.items():
        assert all(
            count is None or count == 0 or count >= at_least for count in shown[line].values()
        )
        hidden = [value for value in counts if shown[line].get(value) is None and counts[value]]
        kept = [value for value in hidden if value in shown[line]]
        if not any(0 < count < at_least for count in counts.values()):
            assert hidden == []
        if kept:
            n_lines_with_hidden += 1
            rest = sum(counts.values()) - sum(count or 0 for count in shown[line].values())
            largest = rest - (len(kept) - 1)  # the others are one person each
            assert len(kept) >= 2 and largest >= at_least
        elif hidden:
            assert sum(counts[value] for value in hidden) < len(hidden) + at_least - 1 or (
                len(hidden) == 1
            )
    assert n_lines_with_hidden > 50


def test_counts_that_add_up_in_a_row_are_hidden_together() -> None:
    rule = Rules((Group(together=("used", "unused")), Group(count="n")))
    rows = [("a", 2, 98, 100), ("b", 50, 50, 100), ("c", None, 100, 100), ("d", 0, 4, 4)]
    assert hide(rows, "line text, used bigint, unused bigint, n bigint", rule, 5) == [
        ("a", None, None, 100), ("b", 50, 50, 100), ("c", None, 100, 100), ("d", None, None, None),
    ]  # fmt: skip


def test_counts_of_many_sums_are_rounded_down() -> None:
    """So the difference of two days or the rest of a total is never a small count."""
    rule = Rules((Group(rounded=("n",), numbers=("share",)),), hidden=("change",))
    rows = [(1, 3, 0.111, 3), (2, 0, 0.0, -3), (3, 12, 0.444, 12), (4, 15, 0.555, 3)]
    assert hide(rows, "day bigint, n bigint, share double, change bigint", rule, 5) == [
        (1, None, None, None), (2, 0, 0.0, None), (3, 10, 0.4, None), (4, 15, 0.6, None),
    ]  # fmt: skip


def test_rows_whose_text_is_that_of_few_people_are_left_out() -> None:
    rule = Rules(
        (Group(count="first", over=("answer",)), Group(count="last", over=("answer",))), drop=True
    )
    rows = [("p", "yes", 40, 41), ("p", "no", 9, 9), ("p", "my name is Ann", 1, 0)]
    found = hide(rows, "problem text, answer text, first bigint, last bigint", rule, 5)
    assert found == [("p", "yes", 40, 41), ("p", "no", None, 9)]
