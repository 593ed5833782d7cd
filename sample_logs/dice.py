"""Chance that falls the same way on every machine and in every Python.

Only `random.Random.random` is promised to stay as it is between versions, and only `+ - * /`
give the same floats everywhere; so everything here is made of these.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance with a name: the same name gives the same stream."""

    def __init__(self, *name: object) -> None:
        """Start the stream of this name."""
        self.random = Random("/".join(map(str, name))).random

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number in [low, high)."""
        return low + (high - low) * self.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int((high - low + 1) * self.random())

    def bell(self, mean: float, deviation: float) -> float:
        """A number near the mean: three uniform numbers make a good enough bell, without tails."""
        return mean + deviation * (2 * (self.random() + self.random() + self.random()) - 3)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(len(items) * self.random())]

    def weighted(self, table: Sequence[tuple[T, float]]) -> T:
        """One of the items of a table of (item, weight)."""
        left = self.random() * sum(weight for _, weight in table)
        for item, weight in table:
            left -= weight
            if left < 0:
                return item
        return table[-1][0]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in any order."""
        return [item for _, _, item in sorted((self.random(), n, x) for n, x in enumerate(items))]

    def hex(self, digits: int) -> str:
        """A hexadecimal id; the number of digits is a multiple of 8."""
        return "".join(f"{int(self.random() * 4294967296):08x}" for _ in range(digits // 8))
