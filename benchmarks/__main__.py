"""Measure the whole way from lines to marts: `make bench`, or `python -m benchmarks --help`.

Seconds depend on the machine and its other work, so each step is also given as a ratio to the time
that DuckDB alone takes to read the same files as typed JSON in the same run. docs/performance.md
explains the figures. Needs about 3 bytes of disk for each byte of log (1 kB
an event), in a scratch folder that is removed at the end.
"""

import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import show
from benchmarks.results import FORMAT, Size, figures_of
from benchmarks.stages import measure, measure_samples

Folder = Annotated[Path | None, typer.Option(help="Where to work; else a scratch folder.")]


def main(
    events: Annotated[int, typer.Option(min=1000, help="How many events.")] = 1_000_000,
    with_growth: Annotated[
        bool, typer.Option("--growth", help="Also a quarter and four times as many events.")
    ] = False,
    with_peer: Annotated[
        bool, typer.Option("--peer/--no-peer", help="Run the peer on the same files.")
    ] = True,
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="PATH", help="Write all figures here too.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Generate logs, land and build them, refresh, compare with a peer; print what it took."""
    if json_path and not json_path.resolve().parent.is_dir():
        raise SystemExit(f"{json_path} cannot be written: its folder does not exist.")
    machine = about_machine()
    sizes: list[Size] = []
    peer: dict[str, Any] | None = None
    with tempfile.TemporaryDirectory(prefix="moocdb-bench-", dir=folder) as scratch:
        samples, sample_events = measure_samples(Path(scratch))
        for wanted in [events // 4, events, events * 4] if with_growth else [events]:
            with tempfile.TemporaryDirectory(dir=scratch) as place:
                is_main = with_peer and wanted == events
                size, about_peer = measure(Path(place, "size"), wanted, with_peer=is_main)
            sizes.append(size)
            peer = peer or about_peer
    machine["load_average_after"] = round(os.getloadavg()[0], 2)

    figures = {
        "format": FORMAT,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
    } | figures_of(samples, sample_events, sizes, peer)
    show.show(figures)
    if json_path:
        json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def about_machine() -> dict[str, Any]:
    """What the figures depend on beside the project."""
    pages, page_size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": os.cpu_count(),
        "memory_mb": pages * page_size // 1024**2,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "dbt": version("dbt-core"),
        "pandas": version("pandas"),
        "memory_limit": os.environ.get("MOOCDB_MEMORY_LIMIT", ""),
        "threads": os.environ.get("MOOCDB_THREADS", ""),
        "load_average_before": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    typer.run(main)
