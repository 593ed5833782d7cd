"""No secret of a log is in any file that is made of it; the bytes of all files are searched."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT, Warehouse, dbt_server
from plain_copy import plain_copy

sys.path.append(str(ROOT / "tests" / "loaders"))
from planted_secrets import COURSE, planted, written

LOG = ROOT / "tests" / "cases" / "reports" / "secrets" / "input.log"
MARKER = b"own_secretive"  # the user name of these lines: what is searched holds it somewhere


def places_of(files: Iterator[Path]) -> tuple[dict[str, Path], bool]:
    """Shapes of which the secret is in a file, and whether any file holds the marker."""
    secrets = {shape: secret.encode() for shape, (_, secret) in planted().items()}
    found, has_marker = {}, False
    for path in files:
        data = path.read_bytes()
        has_marker |= MARKER in data
        found |= {shape: path for shape, secret in secrets.items() if secret in data}
    return found, has_marker


def files_below(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def test_log_of_the_case_is_the_one_that_the_shapes_write() -> None:
    assert LOG.read_text() == written()


def test_no_secret_is_in_the_warehouse_and_its_logs(
    reports_warehouse: Warehouse, tmp_path: Path
) -> None:
    plain_copy(reports_warehouse.database, tmp_path / "uncompressed.duckdb")
    assert places_of(files_below(tmp_path)) == ({}, True)
    found, _ = places_of(files_below(reports_warehouse.folder, dbt_server().target))
    assert found == {}


def test_every_scrubbed_line_is_in_the_ledger(reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        "select n_lines, n_accepted, n_duplicate, n_scrubbed from marts.rpt_line_ledger "
        "where path like '%/secrets/input.log'"
    ) == [(44, 44, 0, 44)]


@pytest.mark.parametrize("command", ["parquet", "csv", "report", "moocdb-csv"])
def test_no_secret_is_in_what_is_published(
    reports_warehouse: Warehouse, tmp_path: Path, command: str
) -> None:
    target = tmp_path / ("report.html" if command == "report" else "published")
    of_course = ["--course", COURSE]
    options = {"report": of_course, "csv": [*of_course, "--with-private"]}.get(command, [])
    reports_warehouse.run(sys.executable, "-m", "publishers", command, str(target), *options)
    for path in [*tmp_path.rglob("*.parquet")]:  # their pages are compressed
        path.with_suffix(".txt").write_text(repr(pq.read_table(path).to_pydict()))
    found, has_marker = places_of(files_below(tmp_path))
    assert found == {}
    assert has_marker is (command == "csv")
    assert any(files_below(tmp_path))
