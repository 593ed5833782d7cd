"""Address ranges and their countries into raw.ip_ranges, instead of those before."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from loaders.files.paths import printable
from loaders.ip_ranges.files import address_key, ranges_in
from loaders.warehouse.database import Connection, transaction

SOURCE = "ip-ranges"


@dataclass(frozen=True)
class RangeLoad:
    """What a load of ranges did. bytes: of the files on disk."""

    load_id: int
    files: int
    ranges: int
    bytes: int
    seconds: float


def land_ip_ranges(con: Connection, source: str, *, keep: bool = True) -> RangeLoad:
    """Put the ranges of a file, an archive or a folder instead of all that were landed.

    Refusal, and nothing is changed, if they cannot be read. keep: false to change nothing at all.
    """
    begun, started_at = time.perf_counter(), _utc_now()
    paths, ranges = ranges_in(source)
    rows = pa.table(
        {
            "first_key": [address_key(item.first) for item in ranges],
            "last_key": [address_key(item.last) for item in ranges],
            "country": [item.country for item in ranges],
        }
    )
    with transaction(con, keep=keep):
        [(load_id,)] = con.sql("select coalesce(max(load_id), 0) + 1 from raw.loads").fetchall()
        con.execute("update raw.files set is_current = false where source = ?", [SOURCE])
        con.execute("delete from raw.ip_ranges")
        _insert(con, load_id, rows)
        n_bytes = 0
        for path in paths:
            size = path.stat().st_size
            n_bytes += size
            con.execute(
                "insert into raw.files (file_id, source, path, load_id, size_bytes, bytes_loaded, "
                "is_final, is_current) "
                "select coalesce(max(file_id), 0) + 1, $1, $2, $3, $4, $4, true, true "
                "from raw.files",
                [SOURCE, printable(path), load_id, size],
            )
        con.execute(
            "insert into raw.loads values (?, ?, ?, ?, ?, ?, ?)",
            [load_id, SOURCE, started_at, _utc_now(), len(paths), len(ranges), n_bytes],
        )
    seconds = time.perf_counter() - begun
    return RangeLoad(load_id, len(paths), len(ranges), n_bytes, seconds)


def _insert(con: Connection, load_id: int, rows: pa.Table) -> None:
    """Insert rows; DuckDB finds them by the name of the argument."""
    con.execute("insert into raw.ip_ranges select ?, rows.* from rows", [load_id])


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
