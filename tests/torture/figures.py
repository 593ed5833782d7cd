"""How often the tests of crashes try, at which moments, and what they count."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# 1: the whole counts of `make torture`; 0.2: a fifth of them; 0: the small ones of `make test`.
SHARE = float(os.environ.get("MOOCDB_TORTURE") or 0)
SEED = 16


def times(whole: int, reduced: int) -> int:
    """How often something is tried, under `make torture` and else."""
    return max(reduced, round(whole * SHARE))


@dataclass
class Moments:
    """Random moments of a command, one in each of n equal parts of the time that it takes.

    seconds: that time, as far as it is known. A run that ends before its moment shows how long the
    command takes now, and another moment of the same part is tried, three times at most: `missed`.
    """

    n: int
    seconds: float
    name: str
    ended: float | None = None

    def __iter__(self) -> Iterator[float]:
        dice = random.Random(f"{SEED} {self.name}")
        for part in dice.sample(range(self.n), self.n):
            for _ in range(3):
                self.ended = None
                yield self.seconds * (part + dice.random()) / self.n
                if self.ended is None:
                    break
                self.seconds = self.ended

    def missed(self, seconds: float) -> None:
        """The last run has ended by itself, after so many seconds."""
        self.ended = seconds


@dataclass
class Figures:
    """What a test counted, by words for the page docs/reliability.md."""

    test: str
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, n: int = 1) -> None:
        self.counts[what] += n

    def count_kill(self, what: str, moments: Moments, was_killed: bool, seconds: float) -> None:
        """Count a run that was to be killed at a moment, and ended after so many seconds."""
        self.count(f"{what} killed", was_killed)
        self.count(f"{what} that ended before", not was_killed)
        if not was_killed:
            moments.missed(seconds)

    def tell(self) -> None:
        """Append a line to the file of figures, target/torture.txt, which `make torture` shows."""
        if SHARE and self.counts:
            path = Path(__file__).parents[2] / "target" / "torture.txt"
            told = ", ".join(f"{n} {what}" for what, n in self.counts.items())
            with path.open("a") as file:
                file.write(f"{self.test}: {told}\n")
