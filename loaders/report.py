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

from loaders.command import tell
from loaders.coursera.landing import Export
from loaders.dry_run import Pending
from loaders.edx_package.landing import Package
from loaders.ip_ranges.landing import RangeLoad
from loaders.logs.landing import Load
from loaders.moocdb.landing import Moocdb
from loaders.upkeep.undo import Undoing
from loaders.warehouse.database import Connection

SECONDS_BETWEEN_LINES = 10
MOST_NAMES = 20
MOST_LOADS, MOST_FILES = 10, 50

LOADS = """
select
    loads.load_id, loads.source, strftime(started_at, '%Y-%m-%d %H:%M:%S'), loads.files,
    loads.lines, loads.bytes,
    case
        when gone.load_id is not null then 'taken back by load ' || gone.undone_by
        when taken.load_id is not null then 'took back load ' || taken.load_id
        else ''
    end as note
from raw.loads as loads
left join {undone} as gone on gone.load_id = loads.load_id
left join {undone} as taken on taken.undone_by = loads.load_id
order by loads.load_id desc
limit {most}
"""
# A warehouse made by an older moocdb has no such table.
NO_UNDONE = "(select null::bigint as load_id, null::bigint as undone_by where false)"

FILES = f"""
select
    file_id, source, coalesce(landed_for, ''), lines_loaded, bytes_loaded, load_id,
    case
        when error is not null then 'failed: ' || error
        when not is_current and lines_loaded > 0 and bytes_loaded = 0 then 'partly taken back'
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


def console() -> Console:
    """Return standard output; wide if it is not a terminal, so that nothing wraps in a file."""
    width = None if sys.stdout.isatty() else 1000
    return Console(width=width, markup=False, highlight=False, emoji=False)


def say(text: str) -> None:
    """Print a sentence."""
    console().print(text, soft_wrap=True)


@contextmanager
def progress_of(title: str, paths: Iterable[Path]) -> Iterator[Callable[[int], None]]:
    """Give a function to show bytes dealt with: a bar on a terminal, else lines at times."""
    terminal, total_bytes = console(), 0
    for path in paths:
        with suppress(OSError):
            total_bytes += path.stat().st_size
    if not terminal.is_terminal:
        yield _lines_at_times(title, total_bytes)
        return
    columns = (
        progress.TextColumn(title),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=terminal, transient=True) as bar:
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
    _say_skipped(skipped)
    if load.scrubbed:
        say(f"Lines out of which secrets were cut: {load.scrubbed:,}")
    if load.forgotten:
        say(f"Lines of people who were forgotten, which were kept out: {load.forgotten:,}")
    if load.unchanged:
        say(f"Files with nothing new: {load.unchanged}")
    speed = f"{load.bytes / 1e6 / load.seconds:,.0f}"
    seconds = f"{load.seconds:,.1f}"
    sums = (load.load_id or "none", load.files, load.lines, load.bytes, seconds, speed)
    _print_table(("load", "files", "lines", "bytes", "seconds", "MB/s"), [sums])


def summarize_pending(files: Sequence[Pending], skipped: Sequence[str]) -> None:
    """Print what a load would read of each file."""
    shown = sorted(files, key=lambda file: file.state == "nothing new")[:MOST_FILES]
    if shown:
        rows = [(file.state, file.bytes, file.path) for file in shown]
        _print_table(("state", "bytes", "path"), rows)
    if len(files) > len(shown):
        say(f"... and {len(files) - len(shown)} files more")
    _say_skipped(skipped)
    n_files, n_bytes = sum(file.bytes > 0 for file in files), sum(file.bytes for file in files)
    say(f"Would read {n_bytes:,} bytes of {n_files:,} files. Nothing was landed.")


def _say_skipped(skipped: Sequence[str]) -> None:
    if skipped:
        names = ", ".join(skipped[:MOST_NAMES])
        more = f" and {len(skipped) - MOST_NAMES} more" if len(skipped) > MOST_NAMES else ""
        say(f"Left out, as they do not look like logs: {names}{more}")


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


def show_status(con: Connection, *, all_loads: bool = False) -> None:
    """Print the loads and the files, what failed and what waits first, then the newest."""
    most_loads = 1 << 62 if all_loads else MOST_LOADS
    there = con.sql("select 1 from duckdb_tables() where table_name = 'undone_loads'").fetchall()
    loads = LOADS.format(undone="raw.undone_loads" if there else NO_UNDONE, most=most_loads)
    for heading, query, most, columns in (
        (
            "loads",
            loads,
            most_loads,
            ("load", "source", "began (UTC)", "files", "lines", "bytes", "note"),
        ),
        (
            "files",
            FILES,
            MOST_FILES,
            ("file", "source", "for", "lines", "bytes", "load", "state", "path"),
        ),
    ):
        [(n_all,)] = con.sql(f"select count(*) from raw.{heading}").fetchall()
        say(f"{heading}: {n_all:,}" + (f", of which {most} are shown" if n_all > most else ""))
        rows = con.execute(query).fetchall()
        _print_table(columns, rows)
        tell(
            **{
                f"n_{heading}": n_all,
                heading: [dict(zip(columns, row, strict=True)) for row in rows],
            }
        )


def show_undoing(undoing: Undoing) -> None:
    """Print what is taken back, or was."""
    say(f"Load {undoing.load_id} ({undoing.source}):")
    _print_table(("table", "rows"), list(undoing.rows.items()))
    for path in undoing.files[:MOST_FILES]:
        say(f"  {path}")
    if (n := len(undoing.files)) > MOST_FILES:
        say(f"  and {n - MOST_FILES:,} more files")
    for path in undoing.later:
        say(f"Later loads hold lines of {path}, too; these stay. Land it again to have it whole.")
    for load_id, whose in undoing.replaced:
        say(
            f"It had replaced rows of load {load_id} ({whose}). They are gone, and do not come "
            "back: land that export or package again."
        )


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; columns of whole numbers are set to the right, with commas."""
    table = Table(box=box.SIMPLE)
    for name, value in zip(columns, rows[0] if rows else columns, strict=True):
        table.add_column(name, justify="right" if isinstance(value, int | None) else "left")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    console().print(table)


def _cell(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
