"""Ratios, layers, cost per event and growth from given measurements; the JSON and its tables."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from rich.console import Console

from benchmarks.measure import Run, together
from benchmarks.results import (
    FULL_BUILD,
    Build,
    Model,
    Size,
    Step,
    build_of,
    figures_of,
    growth,
    per_event,
    read_build,
)
from benchmarks.show import short, show

MANIFEST = {
    "nodes": {
        f"{kind}.moocdb.{name}": {"resource_type": kind, "name": name, "path": path}
        for kind, name, path in (
            ("seed", "staff", "staff.csv"),
            ("model", "stg_loads", "staging/stg_loads.sql"),
            ("model", "stg_edx__lines", "staging/edx/stg_edx__lines.sql"),
            ("model", "int_videos", "intermediate/video/int_videos.sql"),
            ("model", "int_video_steps", "intermediate/video/int_video_steps.sql"),
            ("model", "dim_videos", "marts/video/dim_videos.sql"),
            ("test", "unique_dim_videos", "unique_dim_videos.sql"),
        )
    }
}
RUN_RESULTS = {
    "elapsed_time": 9.5,
    "results": [
        {"unique_id": unique_id, "execution_time": seconds}
        for unique_id, seconds in (
            ("operation.moocdb.on-run-start-0", 0.1),
            ("seed.moocdb.staff", 0.5),
            ("model.moocdb.stg_loads", 0.25),
            ("model.moocdb.stg_edx__lines", 2),
            ("model.moocdb.int_videos", 1.5),
            ("model.moocdb.int_video_steps", 3),
            ("model.moocdb.dim_videos", 0.75),
            ("test.moocdb.unique_dim_videos", 7),
        )
    ],
}


def size(events: int, seconds: float, scan: float = 2.0) -> Size:
    build = build_of(RUN_RESULTS, MANIFEST)
    steps = [Step(Run("load", seconds / 4, 100)), Step(Run(FULL_BUILD, seconds, 800), build, 0.5)]
    return Size(events, events * 1000, [scan + 1, scan], steps, events * 250, events * 200, 1.0, 10)


def figures(sizes: list[Size], *, with_peer: bool = True) -> dict[str, Any]:
    samples = [Step(Run("samples, build without tests", 8.0, 300), Build(7.0), 1.0)]
    peer = {
        "steps": [Step(Run("edx-stats in pandas", 30.0, 900))],
        "segments_peer": 4,
        "segments_here": 3,
        "segments_same": 2,
        "differences": [{"reason": "midnight", "only_peer": 0, "only_here": 1, "other_ends": 0}],
        "unexplained": [],
        "unreadable_lines": 5,
        "course_days": 7,
        "course_days_stopped": 6,
    }
    machine = {
        "cores": 2, "memory_mb": 8000, "system": "Linux", "python": "3.11", "duckdb": "2",
        "dbt": "1", "pandas": "3", "memory_limit": "4GB", "threads": "", "load_average_before": 0.1,
        "load_average_after": 1.9,
    }  # fmt: skip
    head = {"format": 1, "measured_at": "2026-01-01T00:00:00+00:00", "machine": machine}
    return head | figures_of(samples, 20_000, sizes, peer if with_peer else None)


def test_models_layers_and_rooms_from_run_results() -> None:
    build = build_of(RUN_RESULTS, MANIFEST)
    assert build.elapsed_seconds == 9.5
    assert build.models[:2] == (
        Model("intermediate", "intermediate/video", "int_video_steps", 3.0),
        Model("staging", "staging/edx", "stg_edx__lines", 2.0),
    )
    assert build.by_layer() == {
        "seeds": 0.5, "staging": 2.25, "intermediate": 4.5, "marts": 0.75, "tests": 7.0,
    }  # fmt: skip
    assert list(build.by_room().items()) == [
        ("intermediate/video", 4.5), ("staging/edx", 2.0), ("marts/video", 0.75), ("seeds", 0.5),
        ("staging", 0.25),
    ]  # fmt: skip


def test_dbt_that_did_not_run_has_no_account(tmp_path: Path) -> None:
    assert read_build(tmp_path) == Build()
    (tmp_path / "run_results.json").write_text(json.dumps(RUN_RESULTS))
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    assert read_build(tmp_path) == build_of(RUN_RESULTS, MANIFEST)


def test_ratios_are_to_the_best_scan_and_the_full_build() -> None:
    (load, build) = size(1_000_000, 40.0).as_json()["steps"]
    assert load["ratio"] == 5.0
    assert load["share_of_full_build"] == 0.25
    assert load["events_per_second"] == 100_000
    assert load["startup_seconds"] is None
    assert build["ratio"] == 20.0
    assert build["share_of_full_build"] == 1.0
    assert build["startup_seconds"] == 0.5


def test_warehouse_bytes_per_byte_of_log() -> None:
    assert size(1000, 40.0).as_json()["warehouse_bytes_per_log_byte"] == 0.25


def test_steps_together_add_seconds_and_keep_the_highest_memory() -> None:
    done = together("both", Run("a", 1.5, 300, "x"), Run("b", 2.0, 200, "y"))
    assert done == Run("both", 3.5, 300)


def test_cost_per_event_is_what_exceeds_the_fixed_cost() -> None:
    cost = per_event(size(1_020_000, 48.0), fixed_seconds=8.0, fixed_events=20_000)
    assert cost["microseconds_per_event"] == 40.0
    assert cost["fixed_share"] == pytest.approx(1 / 6, abs=1e-3)


@pytest.mark.parametrize(("events", "is_known"), [(199_999, False), (200_000, True)])
def test_cost_per_event_is_unknown_for_few_events(events: int, is_known: bool) -> None:
    cost = per_event(size(events, 17.0), fixed_seconds=8.0, fixed_events=20_000)
    assert (cost["microseconds_per_event"] == 50.0) == is_known
    assert is_known or cost["microseconds_per_event"] is None


def test_growth_is_one_where_seconds_grow_like_events() -> None:
    sizes = [size(250, 10.0, 1.0), size(1000, 40.0, 4.0), size(4000, 80.0, 16.0)]
    load, build = growth(sizes)
    assert load["seconds"] == [2.5, 10.0, 20.0]
    assert build["exponents"] == [1.0, 0.5]
    assert build["ratios"] == [10.0, 10.0, 5.0]
    assert growth(sizes[:1]) == []


def test_samples_and_peer_are_compared_with_the_size_in_the_middle() -> None:
    found = figures([size(250, 10.0, 1.0), size(1000, 40.0, 4.0), size(4000, 80.0, 16.0)])
    assert found["fixed"]["steps"][0]["ratio"] == 2.0
    assert found["peer"]["steps"][0]["ratio"] == 7.5
    assert found["peer"]["events"] == 1000


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Paths of the JSON; keys that are names of steps, layers and rooms are written as `*`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = "*" if re.search(r"[.](builds|layers|rooms)$", path) else key
            yield from paths(inner, f"{path}.{name}")
    elif isinstance(value, list):
        yield from {found for inner in value for found in paths(inner, f"{path}[]")}
        if not value:
            yield f"{path}[]"
    else:
        yield path


def test_every_value_of_the_json_is_documented() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    _, _, section = text.partition("## The JSON")
    documented = set(re.findall(r"^\| `([^`]+)` \|", section, re.M))
    sizes = [size(250, 10.0), size(1000, 40.0)]
    found = {path.lstrip(".") for path in paths(json.loads(json.dumps(figures(sizes))))}
    found = {re.sub(r"^(fixed|sizes\[\]|peer)[.]steps\[\]", "STEP", path) for path in found}
    assert {re.sub(r"^machine[.].*", "machine.*", path) for path in found} == documented


def test_tables_hold_the_figures() -> None:
    output = io.StringIO()
    sizes = [size(250_000, 10.0, 1.0), size(1_000_000, 40.0, 4.0)]
    show(figures(sizes), Console(file=output, width=140))
    text = re.sub(r" +", " ", output.getvalue())
    assert "1,000.0 MB of logs: 1,000,000 events" in text
    assert f"{FULL_BUILD} 40.0 10.0 1.00 25,000 0.5 800" in text
    assert "load 10.0 2.5 0.25 100,000 100" in text
    assert "cost per event: 32.6 microseconds" in text
    assert "0.25 bytes per byte of log" in text
    assert f"{FULL_BUILD} 0.5 2.2 4.5 0.8 7.0 15.0 9.5" in text
    assert "int_video_steps intermediate/video 3.00" in text
    assert f"{FULL_BUILD} 10.0 40.0 10.0 10.0 1.00" in text
    assert "4 by edx-stats, 3 here, 2 the same" in text
    assert "midnight 0 1 0 the state begins anew each UTC day" in text
    assert "memory limit 4GB" in text


def test_slowest_models_of_all_builds_together() -> None:
    output, measured = io.StringIO(), size(1_000_000, 40.0)
    models = (Model("marts", "marts/video", "dim_videos", 9.0), Model("marts", "marts", "a", 1.0))
    measured.steps.append(Step(Run("refresh, +1 %", 20.0, 1), Build(10.0, models), 0.5))
    show(figures([measured]), Console(file=output, width=140))
    text = re.sub(r" +", " ", output.getvalue()).partition("slowest of 7 models")[2]
    rows = text.splitlines()[2:5]
    assert rows[0].strip() == "dim_videos marts/video 0.75 9.00"
    assert rows[1].strip() == "int_video_steps intermediate/video 3.00"


@pytest.mark.parametrize(
    ("number", "text"),
    [(999, "999"), (3_135, "3.1k"), (249_800, "250k"), (999_600, "1.0M"), (4_000_000, "4.0M")],
)
def test_numbers_as_headings(number: int, text: str) -> None:
    assert short(number) == text


def test_the_peer_may_be_left_out() -> None:
    output, found = io.StringIO(), figures([size(1_000_000, 40.0)], with_peer=False)
    assert found["peer"] is None
    show(found, Console(file=output, width=140))
    assert "edx-stats" not in output.getvalue()


@pytest.mark.parametrize(
    ("scans", "is_noted"),
    [
        ([5, 2.0, 2.1, 2.1, 2.0, 5], False),
        ([2, 2, 2, 2.5, 2.5, 2.5], True),
        ([3, 3, 3, 2, 2, 2], True),
        ([5, 2, 3, 2, 5, 5], True),
    ],
)
def test_a_machine_that_is_not_quiet_is_noted(scans: list[float], is_noted: bool) -> None:
    output, measured = io.StringIO(), size(1_000_000, 40.0)
    measured.scans = scans
    show(figures([measured]), Console(file=output, width=140))
    assert ("not quiet" in output.getvalue()) == is_noted
