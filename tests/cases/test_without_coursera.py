"""`with_coursera: false` leaves out the models of Coursera, and changes no table of edX."""

import json
import re
import shutil
import sys

from conftest import ROOT, Warehouse

OFF = ["--vars", "{with_coursera: false}"]
TYPES = {"VARCHAR": "string"}


def readers() -> dict[str, set[str]]:
    """The models that read one of Coursera by `of_coursera`, and which."""
    found = {
        path.stem: set(re.findall(r"of_coursera\('(\w+)'\)", path.read_text()))
        for path in (ROOT / "models").rglob("*.sql")
    }
    return {name: read for name, read in found.items() if read}


def columns() -> dict[str, list[tuple[str, str]]]:
    """Names and types of `columns_of_coursera`, by model."""
    macro = (ROOT / "macros" / "coursera" / "of_coursera.sql").read_text()
    return {
        model: [(name, kind) for name, kind in (column.split() for column in listed.split(","))]
        for model, listed in re.findall(r"^ {8}'(\w+)': '([^']*)'", macro, re.MULTILINE)
    }


def contents(warehouse: Warehouse) -> dict[str, tuple[int, int]]:
    """Number and sum of the rows of each reader, whatever their order."""
    tables = ", ".join(f"'{name}'" for name in readers())
    relations = warehouse.rows(
        "select table_name, table_schema || '.' || table_name from information_schema.tables "
        f"where table_name in ({tables})"
    )
    return {
        name: warehouse.rows(f"select count(*), sum(hash(rows_of)) from {relation} as rows_of")[0]
        for name, relation in relations
    }


def run_by_dbt(warehouse: Warehouse, *command: str) -> None:
    """dbt as a user runs it: it reads the project under these vars."""
    run = "from dbt.cli.main import cli; cli()"
    options = ["--no-use-colors", "--quiet", "--no-partial-parse"]
    warehouse.run(sys.executable, "-c", run, *options, *command, *OFF)


def test_columns_listed_are_those_of_the_models(both_platforms: Warehouse) -> None:
    """Else a union takes another column, or a type changes with the var."""
    listed = columns()
    assert listed.keys() == set().union(*readers().values())
    built = {
        model: [
            (name, TYPES.get(kind, kind.lower()))
            for name, kind in both_platforms.rows(
                "select column_name, data_type from information_schema.columns "
                f"where table_name = '{model}' order by ordinal_position"
            )
        ]
        for model in listed
    }
    assert built == listed


def test_without_coursera_the_tables_of_edx_stay_the_same(
    sample_warehouse: Warehouse, warehouse: Warehouse
) -> None:
    """The models that read Coursera beside edX are made again, and every other reads these.

    The models of Coursera are not in the project then. What reads them is: no mart is missing.
    """
    shutil.copy(sample_warehouse.database, warehouse.database)
    before = contents(warehouse)
    assert before.keys() == readers().keys()
    run_by_dbt(warehouse, "run", "--full-refresh", "--select", *before)
    assert contents(warehouse) == before

    nodes = json.loads((warehouse.folder / "target" / "manifest.json").read_text())["nodes"]
    listed = {node["name"] for node in nodes.values()}
    own = {path.stem for path in (ROOT / "models" / "staging" / "coursera").glob("*.sql")}
    assert not listed & (own | columns().keys())
    marts = {path.stem for path in (ROOT / "models" / "marts").rglob("*.sql")}
    invariants = {"personal_data_in_no_public_text", "moocdb_sums_are_conserved"}
    assert listed >= marts | readers().keys() | invariants
