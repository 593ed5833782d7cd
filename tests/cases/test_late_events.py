"""A log that arrives late and in the wrong order makes the same videos and problems."""

import gzip
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

LOGS = sorted((ROOT / "sample_logs" / "logs").glob("*.gz"))


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    """The sample logs as one text, cut in the middle of everybody's work, the later half first."""
    lines = b"".join(gzip.decompress(path.read_bytes()) for path in LOGS).splitlines(keepends=True)
    parts = {"later.log": lines[len(lines) // 2 :], "earlier.log": lines[: len(lines) // 2]}
    for name, part in parts.items():
        (tmp_path / name).write_bytes(b"".join(part))
    return [tmp_path / name for name in parts]


def test_late_events_repair_the_past(halves: list[Path], tmp_path: Path) -> None:
    at_once, in_pieces = Warehouse(tmp_path / "at_once"), Warehouse(tmp_path / "in_pieces")
    for warehouse in (at_once, in_pieces):
        warehouse.folder.mkdir()
    at_once.land(*reversed(halves)).build()
    for half in halves:
        in_pieces.land(half).build()
    steps = "intermediate.int_video_steps"
    assert at_once.rows(f"select count(*) > 0, count(start_seconds) > 0 from {steps}") == [
        (True, True)
    ]
    assert in_pieces.checksums("marts") == at_once.checksums("marts")
