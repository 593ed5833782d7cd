"""A scratch warehouse of a test: land files, run dbt on it, read its rows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import data_tests
import duckdb
import pytest
import yaml
from command_server import command_server
from dbt_server import ROOT, DbtServer

# Packages of the project, with the first words of their commands in `moocdb`.
PACKAGES = {
    "loaders": ["load"], "publishers": [], "predictors": ["predict"], "refresh": ["refresh"],
    "moocdb": [],
}  # fmt: skip


@cache
def dbt_server() -> DbtServer:
    """The server of this test process."""
    return DbtServer(ROOT / "target" / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "alone"))


@cache
def generic_tests() -> dict[str, str]:
    """SQL of the generic data tests, by name: compiled once in a test process."""
    folder = dbt_server().target / "data_tests"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    code, printed = Warehouse(folder).dbt(*data_tests.COMPILE)
    tests = data_tests.compiled(folder / "target")
    assert code == 0 and tests, printed
    return tests


@dataclass
class Warehouse:
    """A scratch warehouse in a folder of its own, under a salt of its own.

    To open one takes longer than most queries of tests, so one that is finished is opened once in a
    process: nothing may write to it any more.
    """

    folder: Path
    is_finished: bool = False

    @property
    def database(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "MOOCDB_DATABASE": str(self.database),
            "MOOCDB_SALT": "test",
            "MOOCDB_THREADS": "2",
            "DBT_TARGET_PATH": str(self.folder / "target"),
        }

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of the project on this warehouse; its output is shown when it fails.

        `python -m` a package of the project is run by the server of commands.
        """
        _, option, package, *words = [*command, "", ""]
        if option == "-m" and package in PACKAGES:
            words = [*PACKAGES[package], *words[:-2]]
            told = command_server().run(words, self.environment, self.folder / "command")
            done = subprocess.CompletedProcess(command, told.code, told.printed, told.errors)
        else:
            done = subprocess.run(
                command, cwd=ROOT, env=self.environment, text=True, capture_output=True
            )
        if check and done.returncode:
            pytest.fail(f"{' '.join(command)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}")
        return done

    def dbt(
        self,
        *command: str,
        seeds: Mapping[str, Path] | None = None,
        macros: Mapping[str, str] | None = None,
        killed_after: int | float | None = None,
        largest_file: int | None = None,
        **environment: str,
    ) -> tuple[int, str]:
        """Run a command of dbt on this warehouse; returns its exit code and what it printed."""
        options = ["--no-use-colors", "--log-level-file", "none", "--no-write-json"]
        output = self.folder / "dbt.out"
        settings = self.environment | environment
        words = [*options, *command]
        code = dbt_server().run(words, settings, output, seeds, macros, killed_after, largest_file)
        return code, output.read_text()

    def land(self, *paths: Path | str, source: str = "edx", final: bool = True) -> Warehouse:
        """Land log files, folders or globs."""
        words = ["load", source, *(["--final"] if final else []), *map(str, paths)]
        done = command_server().run(words, self.environment, self.folder / "land")
        if done.code:
            pytest.fail(f"moocdb {' '.join(words)}\n{done.printed[-6000:]}\n{done.errors[-3000:]}")
        return self

    def build(
        self,
        variables: Mapping[str, Any] | None = None,
        *,
        tests: bool = False,
        staff: Iterable[str] = (),
        select: Sequence[str] = (),
        seeds: Mapping[str, Path] | None = None,
        killed_after: int | None = None,
    ) -> Warehouse:
        """Run `dbt build`, with the project's data tests if wanted, and a staff list.

        seeds, killed_after: as for the server; a build that was killed is not a failure.
        """
        files = dict(seeds or {})
        if listed := list(staff):
            files["staff"] = self.folder / "staff.csv"
            lines = ["username,platform,course_id", *(f"{name},edx," for name in listed)]
            files["staff"].write_text("\n".join(lines) + "\n")
        command = ["--quiet", "build", "--vars", yaml.safe_dump(dict(variables or {}))]
        command += ["--exclude-resource-type", "unit_test", *([] if tests else ["test"])]
        command += ["--select", *select, "--indirect-selection", "cautious"] if select else []
        by_connection = tests and not select
        command += data_tests.LEFT_OUT if by_connection else ()
        code, printed = self.dbt(*command, seeds=files, killed_after=killed_after)
        if code != (-signal.SIGKILL if killed_after else 0):
            pytest.fail(f"dbt {' '.join(command)}\n{printed[-9000:]}")
        if by_connection and (failed := data_tests.failures(self.database, generic_tests())):
            pytest.fail(f"These data tests return rows: {failed}")
        return self

    def copied(self, folder: Path) -> Warehouse:
        """A copy, to write to."""
        shutil.copy(self.database, folder)
        return Warehouse(folder)

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that only reads."""
        if self.is_finished:
            yield self.connection
        else:
            with duckdb.connect(str(self.database), read_only=True) as connection:
                connection.execute("set TimeZone = 'UTC'")
                yield connection

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Of a finished warehouse: open until the process ends, by a second name of the file.

        By the same name, DuckDB would refuse to open it in this process with other settings.
        """
        second = self.folder / "second_name" / self.database.name
        second.parent.mkdir(exist_ok=True)
        with suppress(FileExistsError):
            second.hardlink_to(self.database)
        connection = duckdb.connect(str(second), read_only=True)
        connection.execute("set TimeZone = 'UTC'")
        return connection

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query, read-only."""
        with self.opened() as connection:
            return connection.execute(sql).fetchall()

    def write(self, sql: str) -> None:
        """Run statements that change the warehouse."""
        with duckdb.connect(str(self.database)) as connection:
            connection.execute(sql)

    def checksums(self, *schemas: str) -> dict[str, str]:
        """Content of every public table of some schemas, whatever the order of their rows."""
        tables = f"""
            select
                table_schema || '.' || table_name,
                format('"{{}}"."{{}}"', table_schema, table_name),
                string_agg('"' || column_name || '"', ', ')
            from information_schema.columns
            where
                table_schema in ({", ".join(f"'{schema}'" for schema in schemas)})
                and not regexp_matches(table_name, '^(stg|int)_|^staff$')
                and column_name not in ('load_id', 'file_id', 'line_no', 'path')
                and table_name <> 'rpt_course_freshness' -- it tells when files were loaded
            group by all
        """
        content = "select count(*), sum(hash(row({}))) from {}"
        with self.opened() as connection:
            return {
                name: str(connection.execute(content.format(columns, relation)).fetchone())
                for name, relation, columns in connection.execute(tables).fetchall()
            }
