"""What loads of whole tables have in common: those of a Coursera export and of an edX package."""

from datetime import UTC, datetime

import pyarrow as pa

from loaders.files.origins import Origin
from loaders.forgetting.purging import purge
from loaders.warehouse.database import Connection


class TableLoad:
    """A load under way, within a transaction of its caller."""

    def __init__(self, con: Connection, source: str) -> None:
        """Take the next number. source: its name in raw.files and raw.loads."""
        self.con, self.source, self.started_at = con, source, _utc_now()
        [(last,)] = con.sql("select coalesce(max(load_id), 0) from raw.loads").fetchall()
        self.load_id: int = last + 1

    def insert(self, table: str, rows: pa.Table, **constants: str | int | None) -> None:
        """Insert rows by name, with the load and further constant columns."""
        values = {"load_id": self.load_id, **constants}
        columns = ", ".join(f"? as {name}" for name in values)
        try:  # DuckDB finds the rows by the name of the argument
            self.con.execute(
                f"insert into {table} by name select {columns}, * from rows", [*values.values()]
            )
        except RuntimeError as error:  # so DuckDB passes Ctrl-C on
            raise KeyboardInterrupt from error

    def put_file(self, origin: Origin, landed_for: str | None, n_rows: int | None = None) -> None:
        """Write a row of raw.files, with the next number. n_rows: landed from it, if known."""
        self.con.execute(
            "insert into raw.files (file_id, source, path, load_id, size_bytes, bytes_loaded, "
            "compression, is_final, is_current, landed_for, lines_loaded) "
            "select coalesce(max(file_id), 0) + 1, $1, $2, $3, $4, $4, $5, true, true, $6, $7 "
            "from raw.files",
            [
                self.source,
                origin.path,
                self.load_id,
                origin.size_bytes,
                origin.compression,
                landed_for,
                n_rows,
            ],
        )

    def put_load(self, n_files: int, n_rows: int, n_bytes: int) -> None:
        """Write the row of raw.loads."""
        self.con.execute(
            "insert into raw.loads values (?, ?, ?, ?, ?, ?, ?)",
            [self.load_id, self.source, self.started_at, _utc_now(), n_files, n_rows, n_bytes],
        )
        purge(self.con)


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
