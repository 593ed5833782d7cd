"""What a person sees: progress, the summary of a load, and the state of the warehouse."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from rich import box, progress
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table

from loaders.database import Connection
from loaders.exports import Export
from loaders.ip_ranges import RangeLoad
from loaders.landing import Load
from loaders.moocdb import Moocdb
from loaders.packages import Package

SECONDS_BETWEEN_LINES = 10
MOST_NAMES = 20
MOST_LOADS, MOST_FILES = 10, 50

LOADS = f"""
select load_id, source, strftime(started_at, '%Y-%m-%d %H:%M:%S'), files, lines, bytes
from raw.loads
order by load_id desc
limit {MOST_LOADS}
"""

FILES = f"""
select
    file_id, source, coalesce(landed_for, ''), lines_loaded, bytes_loaded, load_id,
    case
        when error is not null then 'failed: ' || error
        when not is_current then 'replaced'
        when copy_of is not null then 'copy of file ' || copy_of
        when bytes_loaded < size_bytes then 'last line waits'
        else 'landed'
    end as state,
    path
-- Of a warehouse made by an older moocdb, landed_for is null.
from (select * from raw.files union all by name select null as landed_for where false)
order by state not like 'failed%', state <> 'last line waits', load_id desc, file_id desc
limit {MOST_FILES}
"""


def _console() -> Console:
    """Return standard output; wide if it is no terminal, so that nothing wraps in a file."""
    width = None if sys.stdout.isatty() else 1000
    return Console(width=width, markup=False, highlight=False, emoji=False)


def say(text: str) -> None:
    """Print a sentence."""
    _console().print(text, soft_wrap=True)


@contextmanager
def progress_of(title: str, paths: Iterable[Path]) -> Iterator[Callable[[int], None]]:
    """Give a function to tell of bytes dealt with: a bar on a terminal, else lines at times."""
    console, total_bytes = _console(), 0
    for path in paths:
        with suppress(OSError):
            total_bytes += path.stat().st_size
    if not console.is_terminal:
        yield _lines_at_times(title, total_bytes)
        return
    columns = (
        progress.TextColumn(title),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total_bytes)
        yield lambda n_bytes: bar.advance(task, n_bytes)


def _lines_at_times(title: str, total_bytes: int) -> Callable[[int], None]:
    done, due = 0, time.monotonic() + SECONDS_BETWEEN_LINES

    def advance(n_bytes: int) -> None:
        nonlocal done, due
        done += n_bytes
        if time.monotonic() >= due:
            say(f"{title}: {decimal(done)} of {decimal(total_bytes)}")
            due = time.monotonic() + SECONDS_BETWEEN_LINES

    return advance


def summarize(load: Load, skipped: Sequence[str]) -> None:
    """Print what a load did: special files, what was skipped, and a table of sums."""
    for note in load.notes:
        say(note)
    if skipped:
        names = ", ".join(skipped[:MOST_NAMES])
        more = f" and {len(skipped) - MOST_NAMES} more" if len(skipped) > MOST_NAMES else ""
        say(f"Left out, as they do not look like logs: {names}{more}")
    if load.unchanged:
        say(f"Files with nothing new: {load.unchanged}")
    speed = f"{load.bytes / 1e6 / load.seconds:,.0f}"
    seconds = f"{load.seconds:,.1f}"
    sums = (load.load_id or "none", load.files, load.lines, load.bytes, seconds, speed)
    _print_table(("load", "files", "lines", "bytes", "seconds", "MB/s"), [sums])


def summarize_export(export: Export) -> None:
    """Print the format of an export, what is special about it, and the rows of its tables."""
    say(f"Format: {export.format}")
    for note in export.notes:
        say(note)
    _print_table(("table", "rows"), list(export.rows.items()))
    n_rows, seconds = sum(export.rows.values()), f"{export.seconds:,.1f}"
    sums = (export.load_id, export.files, n_rows, export.bytes, seconds)
    _print_table(("load", "sources", "rows", "bytes", "seconds"), [sums])


def summarize_package(package: Package) -> None:
    """Print what is special about a package, and what became of the rows of its tables."""
    for note in package.notes:
        say(note)
    if package.load_id is None:
        return
    columns = ("table", "rows", "landed", "rejected", "repeated", "replaced earlier")
    _print_table(columns, [(table, *counts) for table, counts in package.rows.items()])
    n_rows, seconds = sum(n for n, *_ in package.rows.values()), f"{package.seconds:,.1f}"
    sums = (package.load_id, package.files, n_rows, package.bytes, seconds)
    _print_table(("load", "files", "rows", "bytes", "seconds"), [sums])


def summarize_moocdb(load: Moocdb) -> None:
    """Print what is special about a MOOCdb, and what became of the rows of its tables."""
    for note in load.notes:
        say(note)
    columns = ("table", "rows", "landed", "rejected", "repeated")
    _print_table(columns, [(table, *counts) for table, counts in load.rows.items()])
    n_rows, seconds = sum(n for n, *_ in load.rows.values()), f"{load.seconds:,.1f}"
    sums = (load.load_id, load.files, n_rows, load.bytes, seconds)
    _print_table(("load", "files", "rows", "bytes", "seconds"), [sums])


def summarize_ranges(load: RangeLoad) -> None:
    """Print how many ranges a load has landed."""
    sums = (load.load_id, load.files, load.ranges, load.bytes, f"{load.seconds:,.1f}")
    _print_table(("load", "files", "ranges", "bytes", "seconds"), [sums])


def show_status(con: Connection) -> None:
    """Print the loads and the files, what failed and what waits first, then the newest."""
    for heading, query, most, columns in (
        ("loads", LOADS, MOST_LOADS, ("load", "source", "began (UTC)", "files", "lines", "bytes")),
        (
            "files",
            FILES,
            MOST_FILES,
            ("file", "source", "for", "lines", "bytes", "load", "state", "path"),
        ),
    ):
        [(n_all,)] = con.sql(f"select count(*) from raw.{heading}").fetchall()
        say(f"{heading}: {n_all:,}" + (f", of which {most} are shown" if n_all > most else ""))
        _print_table(columns, con.execute(query).fetchall())


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; columns of whole numbers are set to the right, with commas."""
    table = Table(box=box.SIMPLE)
    for name, value in zip(columns, rows[0] if rows else columns, strict=True):
        table.add_column(name, justify="right" if isinstance(value, int | None) else "left")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    _console().print(table)


def _cell(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
