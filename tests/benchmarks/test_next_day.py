"""The day after a set of sample logs: what is landed to measure a refresh."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sample_logs import __main__ as command
from sample_logs.next_day import ENDS_AT, STARTS_AT, NextDay
from sample_logs.writer import truth_of, write

NEXT_DAY = "2025-11-16"


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def users(events: Sequence[dict[str, Any]]) -> set[str]:
    return {str(event["username"]).strip() for event in events if event.get("username")}


def times(events: Sequence[dict[str, Any]]) -> list[str]:
    return sorted(str(event.get("time") or event["timestamp"])[:10] for event in events)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "logs"
    write(folder, 12, 3, plain=True)
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    monkeypatch.setattr(sys, "argv", ["sample_logs", *options])
    command.main()


def test_next_day_adds_one_file_of_known_and_new_learners(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in logs.iterdir()}
    told_before = json.loads(truth_of(logs).read_text(encoding="utf-8"))
    run(monkeypatch, str(logs), "--next-day", "--events", "600", "--plain")
    (added,) = [path for path in logs.iterdir() if path.name not in before]
    assert {name: (logs / name).read_bytes() for name in before} == before

    events = read(added)
    assert 600 <= len(events) < 900
    assert set(times(events)) == {"2025-11-15", NEXT_DAY}
    truth = json.loads(truth_of(logs).read_text(encoding="utf-8"))
    told = truth.pop("next_day")
    assert truth == told_before
    assert told["file"] == added.name
    assert told["lines"] == len(events)
    assert told["late_lines"] == sum(day < NEXT_DAY for day in times(events)) > 0

    lines = [line for name in before for line in before[name].splitlines()]
    earlier = {name for name in users(events) if any(b'"%s"' % name.encode() in x for x in lines)}
    enrolled = {
        event["username"]
        for event in events
        if event.get("event_type") == "edx.course.enrollment.activated"
    }
    assert users(events) - earlier == enrolled
    assert len(enrolled) == told["new_learners"] > 1
    assert len(earlier) <= told["known_learners"] <= 12
    assert len(earlier) > len(enrolled)
    assert f"{len(enrolled)} new learners" in capsys.readouterr().out


def test_next_day_is_the_same_day_when_written_again(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, str(logs), "--next-day", "--plain")
    (path,) = logs.glob("*20251117*")
    first, files = path.read_bytes(), len(list(logs.iterdir()))
    run(monkeypatch, str(logs), "--next-day", "--plain")
    assert path.read_bytes() == first
    run(monkeypatch, str(logs), "--next-day")
    assert [path.name for path in logs.glob("*20251117*")] == ["tracking.log-20251117.gz"]
    assert len(list(logs.iterdir())) == files


def test_next_day_takes_new_learners_when_nobody_is_left() -> None:
    day = NextDay(learners=2, seed=1, n_lines=1_500)
    assert len(day.known) == 2
    assert len(day.new) > 4
    assert len(day.lines) >= 1_500
    assert {b'"%s"' % name.encode() in b"".join(day.lines) for name in day.new} == {True}


def test_one_in_four_is_new() -> None:
    day = NextDay(learners=200, seed=1, n_lines=800)
    assert 0.2 < len(day.new) / (len(day.new) + len(day.known)) < 0.3


def test_next_day_ends_at_midnight() -> None:
    day = NextDay(learners=2, seed=1, n_lines=1)
    n_lines = len(day._records)
    day._write({}, ENDS_AT, ENDS_AT)
    day._write({}, STARTS_AT - timedelta(hours=2), STARTS_AT - timedelta(hours=1))
    assert len(day._records) == n_lines
    day._write({}, STARTS_AT, ENDS_AT - timedelta(seconds=1))
    assert len(day._records) == n_lines + 1


def test_next_day_needs_a_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="holds no set of logs"):
        run(monkeypatch, str(tmp_path / "logs"), "--next-day")


@pytest.mark.parametrize("option", ["--seed", "--learners"])
def test_next_day_takes_seed_and_learners_from_the_set(
    option: str,
    logs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        run(monkeypatch, str(logs), "--next-day", option, "5")
    assert "takes learners and seed from the set" in capsys.readouterr().err
