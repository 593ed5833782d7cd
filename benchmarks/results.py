"""What was measured, as plain values: ratios, layers, models, growth."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Run

FORMAT = 1  # of the JSON; a change of a name or a meaning is a new one
LAYERS = ("seeds", "staging", "intermediate", "marts")
MANY_TIMES = 10  # the events of the samples: with fewer the cost per event is unknown
FULL_BUILD = "build, everything"


@dataclass(frozen=True)
class Model:
    """A model (or seed) that dbt built, and its seconds by dbt's own account."""

    layer: str
    room: str
    model: str
    seconds: float


@dataclass(frozen=True)
class Build:
    """One run of dbt by its own account; `models` the slowest first."""

    elapsed_seconds: float = 0.0
    models: tuple[Model, ...] = ()
    tests_seconds: float = 0.0

    def by_layer(self) -> dict[str, float]:
        """Seconds per layer, in the order in which data flows, and of data tests."""
        found = {layer: self._sum(layer=layer) for layer in LAYERS} | {"tests": self.tests_seconds}
        return {layer: seconds for layer, seconds in found.items() if seconds}

    def by_room(self) -> dict[str, float]:
        """Seconds per room (a folder of a layer), the slowest first."""
        rooms = {model.room for model in self.models}
        found = {room: self._sum(room=room) for room in rooms}
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def as_json(self) -> dict[str, Any]:
        """Values for the JSON."""
        return {
            "elapsed_seconds": self.elapsed_seconds,
            "layers": self.by_layer(),
            "rooms": self.by_room(),
            "models": [vars(model) for model in self.models],
        }

    def _sum(self, **wanted: str) -> float:
        fitting = [
            model.seconds
            for model in self.models
            if all(getattr(model, name) == value for name, value in wanted.items())
        ]
        return round(sum(fitting), 3)


def read_build(target: Path) -> Build:
    """The account of the last dbt run in a target folder; an empty one if dbt did not run."""
    try:
        ran = json.loads((target / "run_results.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Build()
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return build_of(ran, manifest)


def build_of(ran: Mapping[str, Any], manifest: Mapping[str, Any]) -> Build:
    """The account that run_results.json and manifest.json give."""
    models, tests_seconds = [], 0.0
    for result in ran["results"]:
        if result["unique_id"].startswith("test."):
            tests_seconds += float(result["execution_time"])
        node = manifest["nodes"].get(result["unique_id"], {})
        if node.get("resource_type") not in ("model", "seed"):
            continue
        folders = Path(node["path"]).parts[:-1]
        layer = folders[0] if node["resource_type"] == "model" else "seeds"
        room = "/".join(folders[:2]) if node["resource_type"] == "model" else "seeds"
        seconds = round(float(result["execution_time"]), 3)
        models.append(Model(layer, room, str(node["name"]), seconds))
    models.sort(key=lambda model: (-model.seconds, model.model))
    return Build(round(float(ran["elapsed_time"]), 3), tuple(models), round(tests_seconds, 3))


@dataclass(frozen=True)
class Step:
    """A step; where dbt ran in it, dbt's own account, and the seconds that this leaves out.

    `startup_seconds` pass before dbt's first model and after its last one: Python starts, the
    project is parsed, artifacts are written.
    """

    run: Run
    build: Build = Build()
    startup_seconds: float | None = None


@dataclass
class Size:
    """All that was measured with one set of logs."""

    events: int
    log_bytes: int
    scans: list[float] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    warehouse_bytes: int = 0
    warehouse_used_bytes: int = 0
    generate_seconds: float = 0.0
    refresh_events: int = 0

    @property
    def yardstick(self) -> float:
        """Seconds of the typed scan: the best of all runs, before and after the other steps."""
        return min(self.scans)

    def seconds(self, step: str) -> float:
        """Seconds of a step."""
        return next(done.run.seconds for done in self.steps if done.run.step == step)

    def as_json(self) -> dict[str, Any]:
        """Values for the JSON."""
        return {
            "events": self.events,
            "log_bytes": self.log_bytes,
            "generate_seconds": round(self.generate_seconds, 3),
            "yardstick": {
                "seconds": round(self.yardstick, 3),
                "runs": [round(seconds, 3) for seconds in self.scans],
            },
            "steps": [step_as_json(step, self.events, self) for step in self.steps],
            "builds": {
                step.run.step: step.build.as_json() for step in self.steps if step.build.models
            },
            "refresh_events": self.refresh_events,
            "warehouse_bytes": self.warehouse_bytes,
            "warehouse_used_bytes": self.warehouse_used_bytes,
            "warehouse_bytes_per_log_byte": round(self.warehouse_bytes / self.log_bytes, 3),
        }


def step_as_json(step: Step, events: int, size: Size) -> dict[str, Any]:
    """A step that worked on so many events, with ratios to yardstick and full build of a size."""
    seconds = step.run.seconds
    return {
        "step": step.run.step,
        "seconds": round(seconds, 3),
        "ratio": round(seconds / size.yardstick, 2),
        "share_of_full_build": round(seconds / size.seconds(FULL_BUILD), 3),
        "events_per_second": round(events / seconds),
        "startup_seconds": step.startup_seconds,
        "peak_mb": round(step.run.peak_mb),
    }


def per_event(size: Size, fixed_seconds: float, fixed_events: int) -> dict[str, Any]:
    """What a full build costs for each event beyond what a small set costs already.

    Unknown where there are not many more events: the noise of seconds would be all of it.
    """
    seconds = size.seconds(FULL_BUILD) - fixed_seconds
    events = size.events - fixed_events
    micros = seconds / events * 1e6 if size.events >= MANY_TIMES * fixed_events else None
    return {
        "events": size.events,
        "fixed_seconds": round(fixed_seconds, 3),
        "fixed_share": round(fixed_seconds / size.seconds(FULL_BUILD), 3),
        "microseconds_per_event": None if micros is None else round(micros, 2),
    }


def growth(sizes: Sequence[Size]) -> list[dict[str, Any]]:
    """How each step grows over sizes: 1 is as fast as the logs, 0 not at all, above 1 is worse.

    `exponents` holds one for each pair of sizes that follow each other.
    """
    if len(sizes) < 2:
        return []
    rows = []
    for step in sizes[0].steps:
        name = step.run.step
        seconds = [size.seconds(name) for size in sizes]
        rows.append(
            {
                "step": name,
                "seconds": [round(value, 3) for value in seconds],
                "ratios": [
                    round(value / size.yardstick, 2)
                    for value, size in zip(seconds, sizes, strict=True)
                ],
                "exponents": [
                    round(
                        math.log(seconds[n + 1] / seconds[n])
                        / math.log(sizes[n + 1].events / sizes[n].events),
                        2,
                    )
                    for n in range(len(sizes) - 1)
                ],
            }
        )
    return rows


def figures_of(
    samples: Sequence[Step],
    sample_events: int,
    sizes: Sequence[Size],
    peer: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """All values for the JSON, except those of the machine.

    `samples` begins with the build without tests. Ratios of samples and peer are to the yardstick
    of the size in the middle, which is the one that the peer worked on.
    """
    middle = sizes[len(sizes) // 2]
    fixed_seconds = samples[0].run.seconds
    return {
        "fixed": {
            "events": sample_events,
            "steps": [step_as_json(step, sample_events, middle) for step in samples],
        },
        "per_event": [per_event(size, fixed_seconds, sample_events) for size in sizes],
        "sizes": [size.as_json() for size in sizes],
        "growth": growth(sizes),
        "peer": peer
        and {
            **peer,
            "events": middle.events,
            "steps": [step_as_json(step, middle.events, middle) for step in peer["steps"]],
        },
    }
