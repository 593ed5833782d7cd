"""Compare tables of two engines: the same rows in any order, doubles to a part in 1e9."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

Row = tuple[Any, ...]
TOLERANCE = 1e-9
MOST = 3  # differences that are told of a table


def differences(ours: Iterable[Row], theirs: Iterable[Row], names: Sequence[str]) -> list[str]:
    """What the rows of two tables do not have in common, in words; empty if they are the same.

    Rows are paired by all of their columns but the doubles, and among equal ones in the order of
    these.
    """
    left, right = by_key(ours), by_key(theirs)
    found = []
    for key in sorted(left.keys() | right.keys(), key=repr):
        pairs = zip_longest(
            sorted(left.get(key, []), key=order), sorted(right.get(key, []), key=order)
        )
        for mine, other in pairs:
            if mine is None or other is None:
                found.append(
                    f"only in {'ours' if other is None else 'theirs'}: {shown(key, names)}"
                )
            elif not all(map(alike, mine, other)):
                found.append(f"{mine} is not {other} in {shown(key, names)}")
        if len(found) >= MOST:
            break
    return found[:MOST]


def by_key(rows: Iterable[Row]) -> dict[Row, list[Row]]:
    """The doubles of rows by their other values, which have a mark instead of a double."""
    found: defaultdict[Row, list[Row]] = defaultdict(list)
    for row in rows:
        key = tuple("a double" if isinstance(value, float) else value for value in row)
        found[key].append(tuple(value for value in row if isinstance(value, float)))
    return found


def order(doubles: Row) -> Row:
    """The place among rows that differ in doubles only; doubles that are alike are equal."""
    return tuple("nan" if math.isnan(x) else f"{x:.6e}" for x in doubles)


def alike(left: float, right: float) -> bool:
    """Tell whether two doubles differ by a part in 1e9 at most."""
    if math.isnan(left) or math.isnan(right):
        return math.isnan(left) and math.isnan(right)
    return math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def shown(key: Row, names: Sequence[str]) -> str:
    """A row with the names of its columns."""
    return ", ".join(f"{name}={value!r}" for name, value in zip(names, key, strict=True))
