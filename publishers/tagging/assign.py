"""Who tags which texts: each text has one tagger, a share of them two."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def drawn(*parts: str) -> str:
    """A key to sort by that looks like chance and is the same every time."""
    return hashlib.md5("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def assigned(
    project: str, items: Sequence[str], taggers: Sequence[str], double: float
) -> dict[str, list[str]]:
    """The items of each tagger, in an order of their own.

    double: share of the items, 0 to 1, that two taggers have; every pair of taggers shares as
    many as any other, or one more. Which items these are depends on project and item alone.
    """
    given: dict[str, list[str]] = {tagger: [] for tagger in taggers}
    n = len(taggers)
    n_double = round(double * len(items)) if n > 1 else 0
    for place, item in enumerate(sorted(items, key=lambda item: (drawn(project, item), item))):
        first = place % n
        given[taggers[first]].append(item)
        if place < n_double:
            step = 1 + place // n % (n - 1)
            given[taggers[(first + step) % n]].append(item)
    return {
        tagger: sorted(own, key=lambda item: (drawn(project, tagger, item), item))
        for tagger, own in given.items()
    }
