"""Fuzzed logs: of edX, of Coursera's clickstream, of the QuickHelper experiment."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from cases import forged_numbers, odd_clicks
from conftest import ROOT, SHARED
from fuzz import hostile

SAMPLES = ROOT / "sample_logs"
LOGS = ("user", "selection", "helper", "vote", "click")
# Names that a shell, SQL, Jinja and a glob would each read as something else.
NAMES = ['it\'s "{{ 7*7 }}" 100%.log', "a\nb;drop table x;--.log", "[ab]*?{% x %}.log", "-v.log"]


def objects(texts: Iterable[bytes | str]) -> list[dict[str, Any]]:
    """Return those lines that are JSON objects."""
    found = []
    for text in texts:
        with suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict) and line:
                found.append(line)
    return found


def edx_seeds() -> list[dict[str, Any]]:
    """Return events to change: the longest of every type, and others as often as they come."""
    lines = [
        line
        for log in sorted((SAMPLES / "logs").glob("*.gz"))
        for line in gzip.decompress(log.read_bytes()).splitlines()
    ]
    lines += [line.encode() for line in forged_numbers.edx_lines()[::20]]
    reports = [*(ROOT / "tests" / "cases" / "reports").glob("*/input.log")]
    for log in sorted([*reports, *SHARED.glob("cases/*/*/input.log"), *SHARED.glob("data/edx/*")]):
        lines += log.read_bytes().splitlines()[:400]
    events = objects(lines)
    longest: dict[Any, dict[str, Any]] = {}
    for event in sorted(events, key=lambda event: len(str(event))):
        longest[str(event.get("event_type"))[:60], str(event.get("event_source"))] = event
    return [*longest.values(), *events[::7]]


def edx(folder: Path, n: int, dice: random.Random) -> dict[str, int]:
    """Write logs; return how many lines there are in each."""
    seeds = edx_seeds()
    counts = {}
    for name in NAMES:
        lines = [*hostile.lines(seeds, n // len(NAMES), dice)]
        (folder / name).write_bytes(b"\n".join(lines) + b"\n")
        counts[name] = len(lines)
    long = json.dumps(seeds[-1] | {"page": "x" * (20 << 20 if n >= 10000 else 1 << 20)}) + "\n"
    (folder / "long.log").write_text(long)
    documents = [json.dumps(event, indent=1) for event in seeds[:20]]
    documents += [hostile.write(hostile.spoilt(event, dice)) for event in seeds[:20]]
    (folder / "documents.json").write_text("\n".join(documents), errors="replace")
    return counts | {"long.log": 1}


def clicks(path: Path, n: int, dice: random.Random) -> int:
    """Write a clickstream; return how many lines it has."""
    seeds = objects(gzip.decompress(next((SAMPLES / "coursera_session").glob("*.gz")).read_bytes())
                    .splitlines())  # fmt: skip
    seeds += objects(line for _, line in odd_clicks.LINES) + objects(forged_numbers.click_lines())
    for log in SHARED.glob("data/coursera/*.jsonl"):
        seeds += objects(log.read_bytes().splitlines())[::5]
    lines = [*hostile.lines(seeds, n, dice)]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return len(lines)


def quickhelper(folder: Path, n: int, dice: random.Random) -> int:
    """Write the logs of the experiment; return how many lines they have."""
    forged_numbers.quickhelper_logs(folder)
    n_lines = 0
    for log in LOGS:
        path = folder / f"{log}.log"
        seeds = objects(path.read_bytes().splitlines()) if path.exists() else []
        for shared in SHARED.glob(f"data/quickhelper/{log}.log"):
            seeds += objects(shared.read_bytes().splitlines())
        path.unlink(missing_ok=True)
        if not seeds:
            continue
        changed = []
        for seed in dice.choices(seeds, k=n // len(LOGS)):
            fields = str(seed["message"]).split("<DELIMITER>")
            for _ in range(dice.randrange(3)):
                place = dice.randrange(len(fields))
                fields[place] = hostile.cell(fields[place], dice)
            changed.append(seed | {"message": "<DELIMITER>".join(fields)})
        lines = [
            json.dumps(line).encode()
            if dice.random() < 0.6
            else next(hostile.lines([line], 1, dice))
            for line in changed
        ]
        (folder / f"{log}.log it's {{{{ x }}}} 1").write_bytes(b"\n".join(lines) + b"\n")
        n_lines += len(lines)
    return n_lines


def is_json(value: Any) -> bool:
    """Tell whether the JSON text of a value is well-formed: else it spoils a whole document."""
    text = hostile.write(value)
    return hostile.opened(text) is not None and "\\u" not in text


def structure(path: Path, n: int, dice: random.Random) -> None:
    """Write the structure of a course with n blocks, of which many are spoilt."""
    key = "block-v1:Fuzz+A+1+type@{}+block@{}"
    kinds = ["course", "chapter", "sequential", "vertical", "video", "problem", "html"]
    blocks: dict[str, Any] = {}
    names = [key.format(kinds[min(i, 6) if i < 7 else i % 6 + 1], f"b{i}") for i in range(n)]
    for i, name in enumerate(names):
        block = {
            "category": kinds[min(i, 6) if i < 7 else i % 6 + 1],
            "children": dice.sample(names, min(n, dice.randrange(4))),
            "metadata": {"display_name": hostile.text(dice), "start": dice.choice(hostile.TIMES)},
        }
        changed = hostile.spoilt(block, dice) if dice.random() < 0.6 else block
        blocks[name] = changed if is_json(changed) else block
    if n > 3:
        blocks[hostile.text(dice)] = hostile.text(dice)
    text = hostile.write(blocks)
    path.write_text(text, errors="replace")
