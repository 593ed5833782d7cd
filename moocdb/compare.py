"""What moocdb compare does: say which tables of two warehouses differ, by key and by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from loaders.command import tell
from loaders.errors import Refusal
from loaders.report import say
from loaders.warehouse.database import check_name
from loaders.yaml_files import read_yaml
from refresh.sources import ROOT

# They describe the build or the load, not of what was landed.
VOLATILE = frozenset({"loaded_at", "minutes_behind", "learner_course_version", "load_id"})


@dataclass
class Difference:
    """How a table differs between two warehouses; every number counts rows."""

    table: str
    columns_gone: list[str] = field(default_factory=list)
    columns_new: list[str] = field(default_factory=list)
    n_gone: int = 0
    n_new: int = 0
    n_changed: int = 0
    n_changed_by_column: dict[str, int] = field(default_factory=dict)
    example: str = ""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        columns = self.columns_gone or self.columns_new
        return bool(columns or self.n_gone or self.n_new or self.n_changed)

    def sentence(self) -> str:
        """The difference in one line."""
        parts = [f"{n:,} row{'s' * (n > 1)} {word}" for n, word in self._counted() if n]
        by_column = sorted(self.n_changed_by_column.items(), key=lambda item: (-item[1], item[0]))
        if by_column:
            parts[-1] += " in " + ", ".join(f"{name} ({n:,})" for name, n in by_column)
        parts += [f"without column {name}" for name in self.columns_gone]
        parts += [f"with column {name}" for name in self.columns_new]
        example = f"; first: {self.example}" if self.example else ""
        return f"{self.table}: {', '.join(parts)}{example}"

    def _counted(self) -> tuple[tuple[int, str], ...]:
        return (self.n_gone, "gone"), (self.n_new, "new"), (self.n_changed, "changed")


def compare(
    old: Path, new: Path, schemas: Sequence[str], tables: Sequence[str], ignored: Iterable[str]
) -> bool:
    """Say how the tables of two warehouses differ; return whether none does.

    Rows are compared as multisets. Where both sides hold a key (from the tests in the YAML of the
    models) once, a row with other values is changed; without a key it is one gone and one new.
    Raises Refusal where a file is missing or the two have no table to compare.
    """
    left_out = VOLATILE | set(ignored)
    with duckdb.connect() as con:
        con.execute("set TimeZone = 'UTC'")
        for name, path in (("old", old), ("new", new)):
            check_name(str(path))
            if not path.is_file():
                raise Refusal(f"There is no warehouse {path}.")
            quoted = str(path).replace("'", "''")
            con.execute(f"attach '{quoted}' as {name} (read_only)")
        before, after = (_columns(con, name, schemas, tables) for name in ("old", "new"))
        shared = sorted(before.keys() & after.keys())
        if not shared:
            raise Refusal("The two warehouses have no table in common: see --schema and --table.")
        differences = [
            _difference(con, table, before[table], after[table], left_out) for table in shared
        ]
    found = [one for one in differences if one]
    gone, added = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    for word, names in (("Gone", gone), ("New", added)):
        if names:
            say(f"{word}: {', '.join(names)}")
    for one in found:
        say(one.sentence())
    say(f"{len(shared)} tables compared, {len(found)} differ.")
    tell(compared=len(shared), differ=[vars(one) for one in found], gone=gone, new=added)
    return not (found or gone or added)


def _columns(
    con: duckdb.DuckDBPyConnection, database: str, schemas: Sequence[str], tables: Sequence[str]
) -> dict[str, list[str]]:
    """The columns of each table of a warehouse, by schema.table."""
    rows = con.execute(
        "select table_schema || '.' || table_name, list(column_name order by ordinal_position)"
        " from information_schema.columns where table_catalog = $database"
        " and list_contains($schemas, table_schema)"
        " and (len($tables) = 0 or list_contains($tables, table_name)) group by all",
        {"database": database, "schemas": list(schemas), "tables": list(tables)},
    ).fetchall()
    return dict(rows)


def _difference(
    con: duckdb.DuckDBPyConnection,
    table: str,
    old: list[str],
    new: list[str],
    ignored: frozenset[str],
) -> Difference:
    found = Difference(table)
    found.columns_gone = [name for name in old if name not in new and name not in ignored]
    found.columns_new = [name for name in new if name not in old and name not in ignored]
    shared = [name for name in new if name in old and name not in ignored]
    if not shared:
        return found
    listed, name = ", ".join(map(_quoted, shared)), _path(table)
    for side, other, kept in (("old", "new", "gone_rows"), ("new", "old", "new_rows")):
        con.execute(
            f"create or replace temp table {kept} as"
            f" select {listed} from {side}.{name} except all select {listed} from {other}.{name}"
        )
    found.n_gone, found.n_new = (_count(con, kept) for kept in ("gone_rows", "new_rows"))
    key = [column for column in key_of(table.split(".")[1]) if column in shared]
    if key and found.n_gone and found.n_new:
        _match(con, found, key, shared)
    _give_example(con, found, key or shared)
    return found


def _match(
    con: duckdb.DuckDBPyConnection, found: Difference, key: list[str], shared: list[str]
) -> None:
    """Count rows with the same key on both sides as changed, by column."""
    same = " and ".join(f"g.{_quoted(k)} is not distinct from n.{_quoted(k)}" for k in key)
    others = [name for name in shared if name not in key]
    counts = "".join(
        f", count(*) filter (where g.{_quoted(name)} is distinct from n.{_quoted(name)})"
        for name in others
    )
    row = con.execute(
        f"select count(*){counts} from gone_rows as g inner join new_rows as n on {same}"
    ).fetchone()
    assert row is not None
    found.n_changed = row[0]
    found.n_gone, found.n_new = found.n_gone - row[0], found.n_new - row[0]
    found.n_changed_by_column = {name: n for name, n in zip(others, row[1:], strict=True) if n}


def _give_example(con: duckdb.DuckDBPyConnection, found: Difference, columns: list[str]) -> None:
    """Name the first row that differs, by its key or else its first columns."""
    kept = "gone_rows" if found.n_gone or found.n_changed else "new_rows"
    few = columns[:4]
    row = con.execute(
        f"select {', '.join(map(_quoted, few))} from {kept} order by all limit 1"
    ).fetchone()
    if row is not None:
        found.example = ", ".join(f"{name} {value}" for name, value in zip(few, row, strict=True))


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _path(table: str) -> str:
    return ".".join(map(_quoted, table.split(".", 1)))


@cache
def key_of(table: str) -> tuple[str, ...]:
    """The key of a model: the columns of the first test of uniqueness in its YAML; else none."""
    path = next((ROOT / "models").rglob(f"{table}.yml"), None)
    if path is None:
        return ()
    (model,) = read_yaml(path)["models"]
    for column in model.get("columns", []):
        if _is_unique(column):
            return (column["name"],)
    for test in model.get("data_tests", []):
        if isinstance(test, dict) and "unique_combination" in test:
            return tuple(test["unique_combination"]["arguments"]["columns"])
    return ()


def _is_unique(column: dict[str, object]) -> bool:
    tests = column.get("data_tests") or []
    assert isinstance(tests, list)
    return any(test == "unique" or (isinstance(test, dict) and "unique" in test) for test in tests)
