"""Macros of macros/engine, each with a table of inputs and what they give, on DuckDB and on Spark.

A file of cases, named like its macro, is a list of tables: `columns` of the relation `inputs` with
their types; the `call` of the macro, or a whole `query` of `inputs` with the column case_no first;
the type or types that it `gives`; and `cases`: the values of the columns, and then what comes out,
a value or a list of them. With `group` a case has a list of rows of inputs instead, with `rows` a
list of rows of results, in any order. Where engines differ, as the macro's description says, the
result is a mapping by engine.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Warehouse, built_once
from on_spark import spark_python

HERE = Path(__file__).parent
ENGINE = ROOT / "macros" / "engine"
FILES = sorted((HERE / "cases").glob("*.yml"))
HEAD = re.compile(r"\{%-? *macro (\w+)")
DISPATCH = re.compile(r"adapter[.]dispatch\('(\w+)', *'moocdb'\)")

# Macros that give no value to SQL, each with what they are instead.
NO_VALUES = {
    "build_begun": "a part of record_build",
    "build_ended": "a part of record_build",
    "columns_of_builds": "a part of record_build",
    "drop_if_other_type": "a part of the materializations of DuckDB",
    "held_rows": "the name of a relation, in tests/models and tests/spark/test_growth.py",
    "is_incremental": "a question to the state of the warehouse, in tests/models",
    "is_whole": "a question to the state of the warehouse, in tests/models",
    "limit_threads": "a statement at the start of a run",
    "open_landing": "statements at the start of a run",
    "record_build": "statements at the start and the end of a run",
    "replaced_by": "a part of the materializations of DuckDB",
    "spark_let": "a part of Spark's twins",
    "spark_literal": "a part of Spark's twins",
    "spark_pattern": "a part of Spark's twins",
    "delete_where": "a statement before a model is built",
    "union_in_recursion": "a word between two queries",
}


def macro_names(folder: Path) -> set[str]:
    return {name for path in folder.rglob("*.sql") for name in HEAD.findall(path.read_text())}


def dispatched() -> set[str]:
    """Macros, wherever they are, that each engine spells in its own way."""
    texts = [path.read_text() for path in (ROOT / "macros").rglob("*.sql")]
    return {name for text in texts for name in DISPATCH.findall(text)}


def test_every_dispatched_macro_has_a_twin() -> None:
    names = macro_names(ROOT / "macros")
    missing = [f"spark__{name}" for name in sorted(dispatched()) if f"spark__{name}" not in names]
    assert not missing, f"write {', '.join(missing)} beside the twin of DuckDB"


def test_every_engine_macro_has_cases() -> None:
    engine = {name for name in macro_names(ENGINE) if "__" not in name}
    known = engine | dispatched()
    wanted = known - NO_VALUES.keys()
    files = {path.stem for path in FILES}
    missing = sorted(wanted - files)
    assert not missing, f"write tests/macros/cases/{missing[0]}.yml (and: {missing})"
    assert not files - wanted, "cases of macros that are not there"
    assert NO_VALUES.keys() <= known, "exceptions for macros that are not there"


def tables_of(path: Path) -> list[dict[str, Any]]:
    """The tables of a file, with their query and inputs written out."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found and all(table["cases"] for table in found), f"{path} has no cases"
    for table in found:
        tail = "inputs group by case_no" if table.get("group") else "inputs"
        call = "select case_no, {{ %s }} as value from %s"
        table["query"] = table.get("query") or call % (table["call"], tail)
        table["inputs"] = [
            [number, *row]
            for number, case in enumerate(table["cases"])
            for row in (case[0] if table.get("group") else [case[:-1]])
        ]
    return found


Answers = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answers]:
    """What an engine says to the tables of every file; it is asked once in a test run."""

    @cache
    def of_engine(engine: str) -> Answers:
        python = sys.executable if engine == "duckdb" else str(spark_python())
        tables = [(path.stem, table) for path in FILES for table in tables_of(path)]

        def ask(warehouse: Warehouse) -> None:
            keys = ("query", "columns", "inputs")
            request = json.dumps([{key: table[key] for key in keys} for _, table in tables])
            folder = warehouse.folder
            (folder / "project").mkdir()
            places = [str(folder / "project"), str(folder / "answers.json")]
            done = subprocess.run(
                [python, str(HERE / "run_cases.py"), engine, *places],
                input=request,
                text=True,
                capture_output=True,
                env=os.environ | {"TZ": "UTC", "PYTHONWARNINGS": "ignore"},
            )
            assert not done.returncode, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"

        told = built_once(tmp_path_factory, f"macros_{engine}", ask).folder / "answers.json"
        found: Answers = {}
        for (name, _), answer in zip(tables, json.loads(told.read_text()), strict=True):
            found.setdefault(name, []).append(answer)
        return found

    return of_engine


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_macro_gives(path: Path, engine: str, answers: Callable[[str], Answers]) -> None:
    found = answers(engine)[path.stem]
    for table, answer in zip(tables_of(path), found, strict=True):
        assert "error" not in answer, f"{answer['error']}\n{answer['sql']}"
        gives = table["gives"] if isinstance(table["gives"], list) else [table["gives"]]
        assert answer["types"] == gives, answer["sql"]
        wrong = []
        for number, case in enumerate(table["cases"]):
            rows = [row[1:] for row in answer["rows"] if row[0] == number]
            if not same(rows, expected_rows(table, case[-1], engine)):
                wrong.append(f"{case} gives {rows}")
        assert not wrong, "\n".join([*wrong, answer["sql"]])


def expected_rows(table: dict[str, Any], expected: Any, engine: str) -> list[list[Any]]:
    if isinstance(expected, dict):
        expected = expected[engine]
    rows = expected if table.get("rows") else [expected]
    return [row if isinstance(table["gives"], list) else [row] for row in rows]


def same(found: list[list[Any]], expected: list[list[Any]]) -> bool:
    """True for the same rows in any order, with numbers of floating point equal to 12 digits."""
    pairs = zip(sorted(found, key=repr), sorted(expected, key=repr), strict=False)
    return len(found) == len(expected) and all(
        len(one) == len(other) and all(map(same_value, one, other)) for one, other in pairs
    )


def same_value(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12) and math.copysign(1, one) == math.copysign(
            1, other
        )
    return type(one) is type(other) and one == other
