"""The kinds of logs that are landed line by line, each in a raw table of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A kind of log.

    name: the command that lands it, and its name in raw.files and raw.loads.
    table: the raw table of its lines.
    constants: further varchar columns of the table, which hold one value for a whole load.
    """

    name: str
    table: str
    constants: tuple[str, ...] = ()

    @property
    def create(self) -> str:
        """SQL that makes the table, unless it is there."""
        constants = "".join(f", {name} varchar" for name in self.constants)
        return f"""
            create table if not exists {self.table} (
                load_id bigint, file_id bigint, line_no bigint,
                line varchar using compression zstd, line_had_bad_bytes boolean{constants}
            )"""

    @property
    def insert(self) -> str:
        """SQL that inserts what DuckDB finds as `lines`, given load_id, file_id and constants."""
        constants = ", ?" * len(self.constants)
        return f"""
            insert into {self.table}
            select ?, ?, line_no, line, line_had_bad_bytes{constants} from lines"""

    @property
    def delete(self) -> str:
        """SQL that takes lines of a file back, given load_id, file_id and the last line to keep."""
        return f"delete from {self.table} where load_id = ? and file_id = ? and line_no > ?"


SOURCES = {source.name: source for source in (Source("edx", "raw.edx_lines"),)}
