"""The figures as tables, from the same values as the JSON."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_high
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.peer_compare import REASONS
from benchmarks.results import LAYERS

SLOWEST = 10
QUIET = 1.15  # on a quiet machine the upper median of the scans is below so many times the best
TEXTS = ("room", "what edx-stats does")  # columns that are not numbers
WIDTH = 110  # where the output is not a terminal

Figures = Mapping[str, Any]


def show(figures: Figures, console: Console | None = None) -> None:
    """Print all tables."""
    console = console or Console(width=None if sys.stdout.isatty() else WIDTH)
    _machine(console, figures["machine"])
    _steps(console, "Fixed cost", figures["fixed"]["steps"], figures["fixed"]["events"])
    for size, cost in zip(figures["sizes"], figures["per_event"], strict=True):
        _size(console, size, cost)
    _growth(console, figures["sizes"], figures["growth"])
    if figures["peer"]:
        _peer(console, figures["peer"])


def _machine(console: Console, machine: Figures) -> None:
    limits = [
        f"{name} {machine[key]}"
        for key, name in (("memory_limit", "memory limit"), ("threads", "threads"))
        if machine[key]
    ]
    console.print(
        f"{machine['system']}, {machine['cores']} cores, {machine['memory_mb']:,} MB; "
        f"Python {machine['python']}, DuckDB {machine['duckdb']}, dbt {machine['dbt']}, "
        f"pandas {machine['pandas']}; {', '.join(limits) or 'no limits set'}; load average "
        f"{machine['load_average_before']} before, {machine['load_average_after']} after"
    )


def _table(console: Console, title: str, columns: Sequence[str], rows: Iterable[Any]) -> None:
    table = Table(
        *columns, box=None, title=title, title_justify="left", title_style="bold", pad_edge=False
    )
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "left" if column.header in TEXTS else "right"
    for row in rows:
        table.add_row(*row)
    console.print()
    console.print(table)


def _steps(console: Console, title: str, steps: Sequence[Figures], events: int) -> None:
    columns = (
        "step", "seconds", "x yardstick", "of full build", "events/s", "dbt itself s", "peak MB",
    )  # fmt: skip
    rows = [
        (
            step["step"],
            f"{step['seconds']:.1f}",
            f"{step['ratio']:.1f}",
            f"{step['share_of_full_build']:.2f}",
            f"{step['events_per_second']:,}",
            "" if step["startup_seconds"] is None else f"{step['startup_seconds']:.1f}",
            f"{step['peak_mb']:,}",
        )
        for step in steps
    ]
    _table(console, f"{title}: {events:,} events", columns, rows)


def _size(console: Console, size: Figures, cost: Figures) -> None:
    _steps(console, f"{size['log_bytes'] / 1e6:,.1f} MB of logs", size["steps"], size["events"])
    scans = size["yardstick"]["runs"]
    is_quiet = median_high(scans) < QUIET * size["yardstick"]["seconds"]
    console.print(
        f"yardstick, the typed scan of these files: {size['yardstick']['seconds']:.3f} s, the best "
        f"of {', '.join(f'{seconds:.3f}' for seconds in scans)}"
        + ("" if is_quiet else ": the machine was not quiet, measure again")
    )
    micros = cost["microseconds_per_event"]
    console.print(
        f"cost per event: {'not known' if micros is None else f'{micros:.1f} microseconds'} beyond "
        f"the fixed cost of {cost['fixed_seconds']:.1f} s, which is "
        f"{cost['fixed_share']:.0%} of the build"
    )
    console.print(
        f"refresh: {size['refresh_events']:,} events of the next day; warehouse: "
        f"{size['warehouse_bytes'] / 1e6:,.0f} MB, {size['warehouse_bytes_per_log_byte']:.2f} "
        f"bytes per byte of log ({size['warehouse_used_bytes'] / 1e6:,.0f} MB in use)"
    )
    builds: Figures = size["builds"]
    found = {layer for build in builds.values() for layer in build["layers"]}
    layers = [layer for layer in (*LAYERS, "tests") if layer in found]
    _table(
        console,
        "Seconds by layer, added up",
        ("step", *layers, "all", "wall clock"),
        [
            (
                step,
                *(f"{build['layers'].get(layer, 0):.1f}" for layer in layers),
                f"{sum(build['layers'].values()):.1f}",
                f"{build['elapsed_seconds']:.1f}",
            )
            for step, build in builds.items()
        ],
    )
    _models(console, builds)


def _models(console: Console, builds: Figures) -> None:
    """The models that take most of all builds together."""
    seconds: dict[tuple[str, str], dict[str, float]] = {}
    for step, build in builds.items():
        for model in build["models"]:
            key = model["model"], model["room"]
            seconds.setdefault(key, {})[step] = model["seconds"]
    slowest = sorted(seconds, key=lambda key: (-sum(seconds[key].values()), key))[:SLOWEST]
    _table(
        console,
        f"Seconds of the slowest of {len(seconds)} models",
        ("model", "room", *builds),
        [
            (
                *key,
                *(f"{seconds[key][step]:.2f}" if step in seconds[key] else "" for step in builds),
            )
            for key in slowest
        ],
    )


def _growth(console: Console, sizes: Sequence[Figures], rows: Sequence[Figures]) -> None:
    if not rows:
        return
    events = [short(size["events"]) for size in sizes]
    columns = ["step", *(f"s {n}" for n in events), *(f"x {n}" for n in events)]
    columns += [f"to {n}" for n in events[1:]]
    _table(
        console,
        "Growth: seconds, x yardstick, exponent (1: as fast as the logs, 0: not at all)",
        columns,
        [
            (
                row["step"],
                *(f"{seconds:.1f}" for seconds in row["seconds"]),
                *(f"{ratio:.1f}" for ratio in row["ratios"]),
                *(f"{exponent:.2f}" for exponent in row["exponents"]),
            )
            for row in rows
        ],
    )


def short(number: int) -> str:
    """A number as a heading: 950, 3.1k, 4.0M."""
    if number >= 999_500:
        return f"{number / 1e6:.1f}M"
    return str(number) if number < 1000 else f"{number / 1e3:.{int(number < 10_000)}f}k"


def _peer(console: Console, peer: Figures) -> None:
    _steps(console, "Peer on the same files", peer["steps"], peer["events"])
    console.print(
        f"video segments: {peer['segments_peer']:,} by edx-stats, {peer['segments_here']:,} here, "
        f"{peer['segments_same']:,} the same"
    )
    _table(
        console,
        "Differences, and the rule of edx-stats behind each",
        ("reason", "only peer", "only here", "other ends", "what edx-stats does"),
        [
            (
                row["reason"],
                str(row["only_peer"]),
                str(row["only_here"]),
                str(row["other_ends"]),
                REASONS[row["reason"]],
            )
            for row in peer["differences"]
        ],
    )
    for segment in peer["unexplained"]:
        console.print(f"unexplained: {segment}")
    console.print(
        f"left out by the peer: {peer['unreadable_lines']:,} unreadable lines (edx-stats itself "
        f"rejects their files); of {peer['course_days']:,} days of courses, edx-stats itself stops "
        f"at {peer['course_days_stopped']:,}"
    )
