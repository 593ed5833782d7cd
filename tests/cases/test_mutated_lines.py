"""No log line can stop a load or a build, whatever is wrong with it."""

import copy
import gzip
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from conftest import ROOT, Warehouse

NONSENSE = [
    *(None, True, 0, -1, 12345678901234567890123, 1e400, 1.7e308, [], [[]], {}, {"a": {"b": [1]}}),
    *("", "\x00", "NaN", "1e999", "infinity", "2025-13-45T99:99:99", "{", "}", '"', '"{}"', "'"),
    *("a=b&c=d", '{"id": 5', "\ud83d", "%", "block-v1:", "course-v1:++", "/courses///", "x" * 600),
]


def mutated(line: bytes, dice: random.Random) -> bytes:
    """The line with some bytes broken, or with nonsense instead of some values."""
    if dice.random() < 0.3:
        at = dice.randrange(len(line))
        return line[:at] + dice.choice([b"", b"{", b'"', b"\\", b"\xff"]) + line[at + 3 :]
    try:
        event = json.loads(line)
    except ValueError:
        return line
    if isinstance(event, dict):
        for _ in range(3):
            spoil(event, dice)
    return json.dumps(event).encode()


def spoil(values: dict[str, Any], dice: random.Random) -> None:
    """Put nonsense into a dict, or into a dict within it, or into its JSON text."""
    name = dice.choice(list(values))
    value = values[name]
    is_text_of_object = isinstance(value, str) and value.startswith('{"') and value.endswith("}")
    inner = json.loads(value) if is_text_of_object else value
    if isinstance(inner, dict) and inner and dice.random() < 0.8:
        spoil(inner, dice)
        values[name] = json.dumps(inner) if is_text_of_object else inner
    else:
        values[name] = copy.deepcopy(dice.choice(NONSENSE))


def with_words(value: Any) -> Iterator[Any]:
    """Yield copies of a JSON value, each with words instead of one value within it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for copied in ("{ words", *with_words(inner)):
                yield value | {name: copied}
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            for copied in ("{ words", *with_words(inner)):
                yield [*value[:place], copied, *value[place + 1 :]]


def lines_with_words(lines: list[bytes]) -> Iterator[bytes]:
    """Yield, for the longest line of each kind of event, a line for every value within it."""
    longest: dict[tuple[Any, Any], dict[str, Any]] = {}
    for line in sorted(lines, key=len):
        with suppress(ValueError, AttributeError):
            event = json.loads(line)
            longest[str(event.get("event_type")).split("/")[0], event.get("event_source")] = event
    for event in longest.values():
        with suppress(ValueError, TypeError, KeyError):
            event["event"] = json.loads(event["event"])
        yield from (json.dumps(copied).encode() for copied in with_words(event))


def test_a_log_of_broken_lines_is_built_and_accounted_for(warehouse: Warehouse) -> None:
    dice = random.Random(5)
    logs = sorted((ROOT / "sample_logs" / "logs").glob("*.gz"))
    lines = [
        line for log in logs for line in gzip.decompress(log.read_bytes()).splitlines() if line
    ]
    broken = warehouse.folder / "broken.log"
    mutations = [mutated(dice.choice(lines), dice) for _ in range(4000)]
    broken.write_bytes(b"\n".join([*mutations, *lines_with_words(lines)]))
    warehouse.land(broken).build(tests=True)
    ((n_lines, n_accepted),) = warehouse.rows(
        "select n_lines, n_accepted from marts.rpt_line_ledger"
    )
    assert n_lines == len(broken.read_bytes().split(b"\n"))
    assert n_accepted > n_lines / 2
