"""Whether arrows between rooms go one way only."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping


def in_a_circle(arrows: Mapping[tuple[str, str], Iterable[str]]) -> list[str]:
    """What is to be mended where rooms use one another; nothing where all arrows go one way.

    arrows: by pairs of rooms, the using one first, a text for each reference.
    """
    rooms: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for room, used in arrows:
        rooms.add(room, used)
    try:
        rooms.prepare()
    except graphlib.CycleError as error:
        circle = {*error.args[1]}
        return [text for pair in arrows if {*pair} <= circle for text in sorted(arrows[pair])]
    return []
