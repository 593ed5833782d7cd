"""Logs to write, a scratch warehouse to land them in, and what must hold after every load."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import zstandard
from typer.testing import CliRunner, Result

from loaders.__main__ import app

SALT = "the salt of these tests"


@dataclass
class Lander:
    """A folder for logs, and a database beside it."""

    folder: Path
    salt: str = SALT

    @property
    def database(self) -> Path:
        return self.folder / "scratch.duckdb"

    @property
    def environment(self) -> dict[str, str]:
        return {"MOOCDB_DATABASE": str(self.database), "MOOCDB_SALT": self.salt}

    def write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def append(self, path: Path, content: bytes) -> None:
        with path.open("ab") as file:
            file.write(content)

    def run(self, *arguments: str | Path, code: int = 0) -> Result:
        """Run a command of the loaders in this process; its exit code must be `code`.

        With code 0, lines that are not events are fine: most tests land any lines.
        """
        result = CliRunner().invoke(app, [str(a) for a in arguments], env=self.environment)
        errors = result.stderr.splitlines()
        is_junk = bool(errors) and all(line.startswith("No event: ") for line in errors)
        codes = (0, 1) if code == 0 and is_junk else (code,)
        assert result.exit_code in codes, result.output + repr(result.exception)
        assert "Traceback" not in result.output
        assert self.salt not in result.output
        return result

    def land(self, *paths: str | Path, final: bool = False, code: int = 0) -> Result:
        """Land edX logs, and check the books."""
        result = self.run("edx", *paths, *(["--final"] if final else []), code=code)
        if code != 2:
            with duckdb.connect(str(self.database), read_only=True) as con:
                check_books(con)
        return result

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as con:
            return con.execute(sql, values).fetchall()

    def lines(self, path: Path) -> list[str]:
        """Lines landed from the file that a path names now, in their order."""
        sql = """
            select line from raw.edx_lines join raw.files using (file_id)
            where path = ? and is_current order by line_no
        """
        return [line for (line,) in self.rows(sql, str(path))]

    def file(self, path: Path, columns: str) -> tuple[Any, ...]:
        """Columns of the one current row of raw.files for a path."""
        sql = f"select {columns} from raw.files where path = ? and is_current"
        [row] = self.rows(sql, str(path))
        return row

    @property
    def n_lines(self) -> int:
        return int(self.rows("select count(*) from raw.edx_lines")[0][0])

    @property
    def n_loads(self) -> int:
        return int(self.rows("select count(*) from raw.loads")[0][0])


def check_books(con: duckdb.DuckDBPyConnection) -> None:
    """What raw.files and raw.loads say must be what lies in raw.edx_lines."""
    per_file = """
        select file_id, f.lines_loaded, count(line_no), coalesce(max(line_no), 0)
        from raw.files as f left join raw.edx_lines as l using (file_id) group by all
    """
    for _, said, counted, last in con.execute(per_file).fetchall():
        assert said == counted == last
    per_load = """
        select load_id, d.lines, count(line_no), finished_at >= started_at
        from raw.loads as d full join raw.edx_lines as l using (load_id) group by all
    """
    for _, said, counted, is_in_order in con.execute(per_load).fetchall():
        assert (said, is_in_order) == (counted, True)
    assert con.execute("select max(load_id), max(file_id) from raw.edx_lines").fetchall() in (
        con.execute(
            "select max(load_id), max(file_id) from raw.edx_lines "
            "join raw.loads using (load_id) join raw.files using (file_id)"
        ).fetchall(),
    )
    loads = con.execute("select load_id from raw.loads order by 1").fetchall()
    assert loads == [(i + 1,) for i in range(len(loads))]
    current = (
        "select path, landed_for from raw.files where is_current group by all having count(*) > 1"
    )
    assert con.execute(current).fetchall() == []


def raw_lines(content: bytes) -> list[bytes]:
    r"""The definition of a line: what is before \n or \r\n, and what is after the last of them."""
    *ended, last = content.split(b"\n")
    return [line.removesuffix(b"\r") for line in ended] + ([last] if last else [])


def expected_lines(content: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in raw_lines(content)]


def events(n: int, tag: str = "event") -> bytes:
    """Some lines as they are in logs, each different."""
    return b"".join(b'{"event_type": "%s", "n": %d}\n' % (tag.encode(), i) for i in range(n))


def clicks(n: int, tag: str = "click") -> bytes:
    """Some lines of a Coursera clickstream, each different."""
    return b"".join(b'{"key": "%s", "timestamp": %d}\n' % (tag.encode(), i) for i in range(n))


def helps(n: int, tag: str = "help") -> bytes:
    """Some lines of the QuickHelper experiment, each different."""
    line = b'{"message": "<DELIMITER>%s<DELIMITER>%d<DELIMITER>"}\n'
    return b"".join(line % (tag.encode(), i) for i in range(n))


def zst(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


def gz(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
