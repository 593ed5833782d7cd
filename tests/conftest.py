"""What the tests share: logs to land, warehouses to build, rows to compare."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import mariadb_server
import pytest
from cases import odd_clicks, odd_export
from scratch_warehouse import ROOT, Warehouse, dbt_server, generic_tests

__all__ = [
    "ROOT", "SHARED", "Warehouse", "built_once", "dbt_server", "generic_tests",
    "read_csv", "same_rows", "tools_python",
]  # fmt: skip

SHARED = ROOT.parent / "shared"
# A file system in memory, and the bytes that a whole run may leave there.
IN_MEMORY, ROOM = Path("/dev/shm"), 6e9


def pytest_configure() -> None:
    """Let the folders of tests lie in memory where there is room.

    dbt commits after every model; a disk is waited for each time, a quarter of a small build.
    """
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--samples", help="the warehouse of `make test`: the fixture both_platforms copies it"
    )
    parser.addoption(
        "--whole-spark", action="store_true", help="build all models on Spark, not a slice"
    )


@pytest.fixture
def whole_spark(request: pytest.FixtureRequest) -> None:
    """Skips a test that builds on Spark for minutes, unless it is asked for."""
    if not request.config.getoption("whole_spark"):
        pytest.skip("takes minutes: make test-spark")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with real input and peers' cases, which lies beside the checkout in CI."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared (real logs and peers' cases) beside the checkout")
    return SHARED


@cache
def tools_python(*modules: str) -> Path:
    """The Python of the tools that people use beside the project (`make tools`).

    Skips the test where a module is missing there. MOOCDB_TOOLS names another environment.
    """
    python = Path(os.environ.get("MOOCDB_TOOLS", ROOT / ".venv" / "tools")) / "bin" / "python"
    if not python.exists():
        pytest.skip(f"needs the tools of requirements-tools.txt (make tools): there is no {python}")
    command = [python, "-c", f"import {', '.join(modules)}"]
    done = subprocess.run(command, text=True, capture_output=True)
    if done.returncode:
        pytest.skip(f"needs {', '.join(modules)} (make tools): {done.stderr.splitlines()[-1]}")
    return python


@pytest.fixture(scope="module")
def mariadb() -> Iterator[mariadb_server.MariaDb]:
    """A MariaDB server for the tests of a file; skips them where it cannot be had."""
    if reason := mariadb_server.missing():
        pytest.skip(reason)
    with mariadb_server.server() as running:
        yield running


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


@pytest.fixture
def manifest(warehouse: Warehouse) -> Any:
    """What dbt made of the project."""
    assert warehouse.dbt("--quiet", "ls", "--select", "staff")[0] == 0  # the project is read by now
    return json.loads((dbt_server().target / "manifest.json").read_text())


def built_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Warehouse], object]
) -> Warehouse:
    """A warehouse that is built once in a test run, whatever number of processes run the tests.

    Tests only read it.
    """
    run_folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run_folder = run_folder.parent
    warehouse = Warehouse(run_folder / name)
    with (run_folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run_folder / f"{name}.built").exists():
            warehouse.folder.mkdir(exist_ok=True)
            build(warehouse)
            (run_folder / f"{name}.built").touch()
    return Warehouse(warehouse.folder, is_finished=True)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample logs and data package: a copy of its own for each test process, built once."""

    def build(warehouse: Warehouse) -> None:
        warehouse.land(ROOT / "sample_logs" / "logs")
        warehouse.land(ROOT / "sample_logs" / "package", source="edx-package", final=False).build()

    built = built_once(tmp_path_factory, "samples", build)
    return built.copied(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def landed_samples(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The samples of edX (logs and package) and of Coursera, landed and not built: to be copied."""

    def land(warehouse: Warehouse) -> None:
        warehouse.land(ROOT / "sample_logs" / "logs")
        warehouse.land(ROOT / "sample_logs" / "package", source="edx-package", final=False)
        session = ROOT / "sample_logs" / "coursera_session"
        course = ("--course", "learning-001")
        warehouse.land(session, *course, source="coursera-exports", final=False)
        warehouse.land(*session.glob("*.gz"), *course, source="coursera-clickstream")

    return built_once(tmp_path_factory, "landed", land)


@pytest.fixture(scope="session")
def both_platforms(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Warehouse:
    """The samples of both platforms in one warehouse, built once, by `make test` or here."""

    def build(warehouse: Warehouse) -> None:
        if samples := request.config.getoption("samples"):
            shutil.copy(ROOT / samples, warehouse.database)
        else:
            landed = request.getfixturevalue("landed_samples").database
            shutil.copy(landed, warehouse.database)
            warehouse.build()

    return built_once(tmp_path_factory, "both_platforms", build)


# These two use the names and ids of other cases, so each has a warehouse of its own (or none).
SEPARATE_REPORTS = ("37-names-in-addresses", "38-odd-export")
OWN_REPORTS = ROOT / "tests" / "cases" / "reports"
# Cases with a course structure, by the course that it is of.
STRUCTURES = {
    "course-v1:OwnX+HOSTILE+2024": OWN_REPORTS / "hostile-names" / "structure.json",
    "OwnX/PUNCT/2024": OWN_REPORTS / "punctuation" / "course_structure.json",
}


@pytest.fixture(scope="session")
def reports_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All cases of public bug reports and of our own, built once with default vars.

    Each case has courses and people of its own: query it by course_id. Tests of the shared cases
    ask for the fixture `shared` too, which skips them where it is absent.
    """
    folders = [*OWN_REPORTS.glob("*/"), *(SHARED / "cases" / "reports").glob("*/")]
    logs = [
        folder / "input.log" for folder in sorted(folders) if folder.name not in SEPARATE_REPORTS
    ]

    def build(warehouse: Warehouse) -> None:
        warehouse.land(*logs)
        for course, structure in STRUCTURES.items():
            land_structure(warehouse, structure, course)
        courses = warehouse.folder / "courses.csv"
        named = (OWN_REPORTS / "hostile-names" / "courses.csv").read_text().split("\n", 1)[1]
        courses.write_text((ROOT / "seeds" / "courses.csv").read_text() + named)
        warehouse.build(seeds={"courses": courses})

    return built_once(tmp_path_factory, "reports", build)


def land_structure(warehouse: Warehouse, structure: Path, course: str) -> None:
    """Land the structure of a course."""
    warehouse.land(structure, "--course", course, source="edx-course-structure", final=False)


@pytest.fixture(scope="session")
def coursera_warehouse(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Exports of both formats and an odd one, a clickstream and an odd one, a course each."""
    data = shared / "data" / "coursera"
    marts = [
        "path:models/marts/moocdb", "path:models/marts/quality", "path:models/marts/audience",
        "learner_identities", "rpt_learner_activity", "fct_sessions", "fct_video_segments",
        "rpt_video_data_quality", "fct_problem_attempts", "fct_forum_votes", "fct_grades",
    ]  # fmt: skip
    selected = [f"+{mart}" for mart in marts]

    def build(warehouse: Warehouse) -> None:
        for number in (1, 2):
            dumps, course = data / "dumps" / f"coursera_{number}", f"synth-00{number}"
            warehouse.land(dumps, "--course", course, source="coursera-exports", final=False)
        dump = warehouse.folder / "odd.sql"
        dump.write_text(odd_export.DUMP)
        warehouse.land(dump, "--course", odd_export.COURSE, source="coursera-exports", final=False)
        odd = warehouse.folder / "odd_clickstream_export.jsonl"
        odd.write_text("".join(f"{line}\n" for _, line in odd_clicks.LINES))
        clicks = data / "synth-001_clickstream_export.jsonl"
        for path, course in ((clicks, "clicks-001"), (odd, odd_clicks.COURSE)):
            warehouse.land(path, "--course", course, source="coursera-clickstream")
        warehouse.build({"exclude_staff": False}, tests=True, select=selected)

    return built_once(tmp_path_factory, "coursera", build)


def read_csv(path: Path) -> list[dict[str, str | None]]:
    """Rows of a CSV with a header line; '' is null."""
    with path.open(newline="") as lines:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(lines)]


def same_rows(found: Iterable[Sequence[Any]], expected: Iterable[Sequence[Any]]) -> None:
    """Fail unless two tables hold the same rows as often, in whatever order.

    Values are compared as text, '' as null, floats to five digits after the point.
    """

    def comparable(row: Sequence[Any]) -> tuple[str, ...]:
        return tuple(
            "" if v is None else f"{v:.5f}" if isinstance(v, float) else str(v) for v in row
        )

    found_rows, expected_rows = Counter(map(comparable, found)), Counter(map(comparable, expected))
    missing, surplus = expected_rows - found_rows, found_rows - expected_rows
    assert not missing and not surplus, f"missing: {missing}\nnot expected: {surplus}"
