"""Fuzzed logs: of edX, of Coursera's clickstream, of the QuickHelper experiment."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cases import forged_events, forged_numbers, odd_clicks
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


def seeds_of(lines: Iterable[bytes]) -> list[dict[str, Any]]:
    """Return events to change: the longest of every type, and others as often as they come."""
    events = objects(lines)
    longest: dict[Any, dict[str, Any]] = {}
    for event in sorted(events, key=lambda event: len(str(event))):
        longest[str(event.get("event_type"))[:60], str(event.get("event_source"))] = event
    return [*longest.values(), *events[::7]]


def edx_seeds() -> list[dict[str, Any]]:
    """Return events of the project to change."""
    lines = [
        line
        for log in sorted((SAMPLES / "logs").glob("*.gz"))
        for line in gzip.decompress(log.read_bytes()).splitlines()
    ]
    lines += [line.encode() for line in forged_events.edx_lines()[::20]]
    for log in sorted((ROOT / "tests" / "cases" / "reports").glob("*/input.log")):
        lines += log.read_bytes().splitlines()[:400]
    return seeds_of(lines)


def shared_lines(*patterns: str) -> list[bytes]:
    """Return lines of the files of ../shared, as far as they are there."""
    found = [sorted(SHARED.glob(pattern)) for pattern in patterns]
    return [line for logs in found for log in logs for line in log.read_bytes().splitlines()[:400]]


def spoilt_lines(
    own: Sequence[dict[str, Any]], shared: Sequence[dict[str, Any]], n: int, seed: str
) -> list[bytes]:
    """Return n lines, the second half of them made of events of ../shared where these are there.

    Each half has dice of its own, so that the first one depends on nothing but the seed.
    """
    lines = [*hostile.lines(own, n, random.Random(seed))]
    if shared:
        lines[n // 2 :] = hostile.lines(shared, n - n // 2, random.Random(f"{seed}, shared"))
    return lines


def edx(folder: Path, n: int, seed: str) -> dict[str, int]:
    """Write logs; return how many lines there are in each."""
    seeds, counts = edx_seeds(), {}
    shared = seeds_of(shared_lines("cases/*/*/input.log", "data/edx/*"))
    for number, name in enumerate(NAMES):
        lines = spoilt_lines(seeds, shared, n // len(NAMES), f"{seed} edx {number}")
        (folder / name).write_bytes(b"\n".join(lines) + b"\n")
        counts[name] = len(lines)
    long = json.dumps(seeds[-1] | {"page": "x" * (20 << 20 if n >= 10000 else 1 << 20)}) + "\n"
    (folder / "long.log").write_text(long)
    dice = random.Random(f"{seed} documents")
    documents = [json.dumps(event, indent=1) for event in seeds[:20]]
    documents += [hostile.write(hostile.spoilt(event, dice)) for event in seeds[:20]]
    (folder / "documents.json").write_text("\n".join(documents), errors="replace")
    return counts | {"long.log": 1}


def clicks(path: Path, n: int, seed: str) -> int:
    """Write a clickstream; return how many lines it has."""
    (sample,) = (SAMPLES / "coursera_session").glob("*.gz")
    seeds = objects(gzip.decompress(sample.read_bytes()).splitlines())
    seeds += objects(line for _, line in odd_clicks.LINES) + objects(forged_numbers.click_lines())
    shared = objects(shared_lines("data/coursera/*.jsonl"))
    lines = spoilt_lines(seeds, shared, n, f"{seed} clicks")
    path.write_bytes(b"\n".join(lines) + b"\n")
    return len(lines)


def quickhelper(folder: Path, n: int, seed: str) -> int:
    """Write the logs of the experiment; return how many lines they have."""
    forged_numbers.quickhelper_logs(folder)
    n_lines = 0
    for log in LOGS:
        path = folder / f"{log}.log"
        own = objects(path.read_bytes().splitlines()) if path.exists() else []
        path.unlink(missing_ok=True)
        shared = objects(shared_lines(f"data/quickhelper/{log}.log"))
        if not own and not shared:
            continue
        size = n // len(LOGS)
        lines = messages(own or shared, size, f"{seed} {log}")
        if own and shared:
            lines[size // 2 :] = messages(shared, size - size // 2, f"{seed} {log}, shared")
        (folder / f"{log}.log it's {{{{ x }}}} 1").write_bytes(b"\n".join(lines) + b"\n")
        n_lines += len(lines)
    return n_lines


def messages(seeds: Sequence[dict[str, Any]], n: int, seed: str) -> list[bytes]:
    """Return n lines of the experiment, fields of their messages or the lines themselves spoilt."""
    dice, lines = random.Random(seed), []
    for given in dice.choices(seeds, k=n):
        fields = str(given["message"]).split("<DELIMITER>")
        for _ in range(dice.randrange(3)):
            place = dice.randrange(len(fields))
            fields[place] = hostile.cell(fields[place], dice)
        line = given | {"message": "<DELIMITER>".join(fields)}
        is_whole = dice.random() < 0.6
        lines.append(
            json.dumps(line).encode() if is_whole else next(hostile.lines([line], 1, dice))
        )
    return lines


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
