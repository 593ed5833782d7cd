"""Hostile input of every source at once lands, is built, passes the data tests and is counted."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Warehouse
from fuzz import events, hostile, tables
from torture.figures import SEED, SHARE, Figures, times
from typer.testing import CliRunner

from loaders.__main__ import app
from loaders.warehouse.coursera_tables import TABLES as EXPORT_TABLES
from loaders.warehouse.moocdb_tables import TABLES as MOOCDB_TABLES
from moocdb.__main__ import app as commands

N = times(10_000, 400)  # lines or rows of each source
N_BROKEN = times(100, 4)  # broken files of each source
SESSION, COURSE, ODD_COURSE = "fuzz-001", "course-v1:Fuzz+A+1", "course-v1:O'r%g+{{x}}+;--"
# What a shell, a spreadsheet or another system reads in a file's name.
UNSAFE = re.compile(r"[^\w.+@=-]|^-|^[.](?!moocdb-)|[.]$", re.ASCII)
PUBLISHERS = {
    "serve": ("moocs.duckdb",), "parquet": ("parquet",), "csv": ("csv",), "moocdb-csv": ("moocdb",),
    "features": ("features",), "irw": ("irw.csv",),
    "report": ("report.html", "--course"), "gallery": ("gallery", "--course"),
    "release": ("release", "--k", "2", "--course"),
}  # fmt: skip


def run(warehouse: Warehouse, *arguments: str | Path) -> int:
    """Run a command of the loaders in this process; it ends with a documented exit code."""
    done = CliRunner().invoke(app, [str(a) for a in arguments], env=warehouse.environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), arguments
    assert done.exit_code in (0, 1, 2), (arguments, done.output)
    assert "Traceback" not in done.output
    return done.exit_code


@dataclass
class Fuzzed:
    """What was written for a warehouse: lines by source, rows by file or table."""

    warehouse: Warehouse
    lines: dict[str, int] = field(default_factory=dict)
    package: dict[str, int] = field(default_factory=dict)
    exports: dict[str, dict[str, int]] = field(default_factory=dict)
    moocdb: int = 0

    def land(self, *arguments: str | Path) -> None:
        assert run(self.warehouse, *arguments) in (0, 1), arguments

    def write_and_land(self, seed: str) -> None:
        """Write files of every source, and land them; each has dice of its own."""
        folder = self.warehouse.folder
        for name in ("edx", "package", "moocdb"):
            (folder / name).mkdir()
        self.lines["edx"] = sum(events.edx(folder / "edx", N, seed).values())
        self.land("edx", "--final", folder / "edx")
        clicks = folder / "clicks {{ x }}'.jsonl"
        self.lines["coursera-clickstream"] = events.clicks(clicks, N, seed)
        self.land("coursera-clickstream", "--final", clicks, "--course", SESSION)
        self.lines["quickhelper"] = events.quickhelper(folder / "quickhelper", N, seed)
        self.land("quickhelper", "--final", folder / "quickhelper")
        for course, n in ((COURSE, max(30, N // 20)), (ODD_COURSE, 30)):
            events.structure(folder / "structure.json", n, random.Random(f"{seed} {course}"))
            self.land("edx-course-structure", folder / "structure.json", "--course", course)
        for source in tables.ROWS:
            path = folder / f"{source} '{{{{ x }}}}.csv"
            tables.table(path, source, N, random.Random(f"{seed} {source}"))
            self.lines[source] = N
            self.land(source, path)
        self.package = tables.package(folder / "package", N, random.Random(f"{seed} package"))
        self.land("edx-package", folder / "package")
        for number, export in enumerate(tables.exports(), 1):
            (folder / f"export{number}").mkdir()
            session = f"fuzz-00{number}"
            dice = random.Random(f"{seed} {session}")
            self.exports[session] = tables.coursera(
                folder / f"export{number}", export, N // 3, dice
            )
            self.land("coursera-exports", folder / f"export{number}", "--course", session)
        self.moocdb = tables.moocdb(folder / "moocdb", N, random.Random(f"{seed} moocdb"))
        self.land("moocdb", folder / "moocdb", "--course", "fuzz-moocdb")

    def refresh(self, seed: str) -> None:
        """More logs come: a refresh lands, builds and tests them, the next has nothing to do."""
        more = self.warehouse.folder / "more"
        more.mkdir()
        counts = events.edx(more, N // 4, seed)
        for name in ("long.log", "documents.json"):  # as before
            (more / name).unlink()
        self.lines["edx"] += sum(counts[name] for name in events.NAMES)
        words = ("refresh", str(more), "--final", "--vars", "{exclude_staff: false}")
        for last_word in ("Built: ", "Nothing new to build."):
            done = self.warehouse.run(sys.executable, "-m", "moocdb", *words, check=False)
            assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
            assert last_word in done.stdout and "Traceback" not in done.stderr, done


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    """Hostile input of every source in one warehouse, built with all data tests."""
    fuzzed = Fuzzed(Warehouse(tmp_path_factory.mktemp("fuzz")))
    fuzzed.write_and_land(str(SEED))
    fuzzed.warehouse.build({"exclude_staff": False}, tests=True)
    if SHARE:
        fuzzed.refresh(f"{SEED} later")
    figures = Figures("hostile input")
    figures.count("lines in, as many in the ledger", sum(fuzzed.lines.values()))
    figures.count("rows of a package", sum(fuzzed.package.values()))
    figures.count("rows of exports", sum(sum(rows.values()) for rows in fuzzed.exports.values()))
    figures.count("rows of a MOOCdb", fuzzed.moocdb * len(MOOCDB_TABLES))
    figures.tell()
    yield fuzzed
    shutil.rmtree(fuzzed.warehouse.folder)


def test_every_line_is_in_the_ledger(fuzzed: Fuzzed) -> None:
    found = fuzzed.warehouse.rows(
        "select platform, cast(sum(n_lines) as bigint) from marts.rpt_line_ledger "
        "where path not like '%documents.json' and path not like '%structure.json' group by all"
    )
    assert dict(found) == fuzzed.lines


def test_most_lines_are_used(fuzzed: Fuzzed) -> None:
    """Else the fuzz would reach the loaders only, not the models."""
    found = fuzzed.warehouse.rows(
        "select platform, sum(n_accepted) / sum(n_lines) from marts.rpt_line_ledger "
        "where platform in ('edx', 'coursera-clickstream') group by all"
    )
    assert min(share for _, share in found) > 0.5


def test_every_row_of_the_package_is_in_the_ledger(fuzzed: Fuzzed) -> None:
    found = fuzzed.warehouse.rows(
        "select split_part(path, '/', -1), cast(sum(n_rows) as bigint) "
        "from raw_edx.row_counts join raw.files using (file_id) group by all"
    )
    # A line of posts may hold two.
    counts = {
        name: n for name, n in found if name in fuzzed.package and not name.endswith(".mongo")
    }
    assert len(counts) > 15
    assert counts == {name: fuzzed.package[name] for name in counts}


def test_every_row_of_the_exports_is_landed(fuzzed: Fuzzed) -> None:
    for session, counts in fuzzed.exports.items():
        for table, n_rows in counts.items():
            if table in EXPORT_TABLES:
                found = fuzzed.warehouse.rows(
                    f"select count(*) from raw_coursera.{table} where course_id = '{session}'"
                )
                assert found == [(n_rows,)], (session, table)


def test_every_row_of_a_moocdb_is_in_the_ledger(fuzzed: Fuzzed) -> None:
    found = fuzzed.warehouse.rows(
        "select distinct n_rows from marts.rpt_moocdb_ledger where n_rows > 0"
    )
    assert found == [(fuzzed.moocdb,)]


def test_no_mark_of_a_person_is_in_a_public_table(fuzzed: Fuzzed) -> None:
    """The data test knows the names that staging read; a mark shows those that it did not.

    What learners answer is published as they write it, and so is what their programs say they are.
    """
    for table, columns in fuzzed.warehouse.rows(
        """
        select format('"{}"."{}"', table_schema, table_name), list(column_name)
        from information_schema.columns
        where table_schema in ('marts', 'moocdb') and data_type = 'VARCHAR'
        group by all
        """
    ):
        names = [
            name
            for name in columns
            if name not in ("answer", "first_answer", "choice", "answer_content")
            and name not in ("submission_answer", "question", "question_content", "user_agent")
        ]
        if names:
            counts = ", ".join(f"count_if(contains(\"{c}\", '{hostile.MARK}'))" for c in names)
            (row,) = fuzzed.warehouse.rows(f"select {counts} from {table}")
            assert not any(row), (table, [c for c, n in zip(names, row, strict=True) if n])


def test_inputs_depend_on_nothing_but_the_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a failure comes again elsewhere; where ../shared is not, in the first half."""
    written = []
    for name in ("here", "elsewhere"):
        folder = tmp_path / name
        (folder / "edx").mkdir(parents=True)
        events.edx(folder / "edx", 80, "1")
        events.clicks(folder / "clicks", 20, "1")
        events.quickhelper(folder / "quickhelper", 40, "1")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        lines = {path.relative_to(folder): path.read_bytes().split(b"\n") for path in files}
        written.append(lines)
        monkeypatch.setattr(events, "SHARED", tmp_path / "absent")
    here, elsewhere = written
    assert all(here[name][: len(rows) // 2] == rows[: len(rows) // 2]
               for name, rows in elsewhere.items())  # fmt: skip


@pytest.mark.parametrize("command", PUBLISHERS)
def test_publishers_write_files_with_safe_names(
    command: str, fuzzed: Fuzzed, tmp_path: Path
) -> None:
    name, *options = PUBLISHERS[command]
    if options[-1:] == ["--course"]:
        [(course,)] = fuzzed.warehouse.rows(
            "select course_id from marts.fct_person_course group by course_id order by "
            f"'{command}' <> 'release' and regexp_matches(course_id, '[^A-Za-z0-9:+/_.-]') desc, "
            "count(*) desc, course_id limit 1"
        )
        options.append(course)
    (tmp_path / "out").mkdir()
    words = [command, str(tmp_path / "out" / name), *options]
    done = CliRunner().invoke(commands, words, env=fuzzed.warehouse.environment)
    assert done.exit_code == 0, done.output
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*")]
    assert len(written) > 1 and not [path for path in written if UNSAFE.search(path.name)]
    assert max(len(path.name) for path in written) < 200


@pytest.mark.parametrize(
    "command",
    [
        *(("edx", "x.log"), ("edx-course-structure", "x.json", "--course", COURSE)),
        *(("coursera-clickstream", "x.jsonl", "--course", SESSION), ("quickhelper", "vote.log")),
        *((source, "x.csv") for source in tables.ROWS),
        *(("edx-package", "package"), ("coursera-exports", "export", "--course", SESSION)),
        *(("moocdb", "moocdb", "--course", "fuzz-moocdb"), ("ip-ranges", "x.csv")),
    ],
    ids=lambda command: command[0],
)
def test_broken_files_are_landed_or_refused_in_a_sentence(
    command: tuple[str, ...], warehouse: Warehouse
) -> None:
    dice = random.Random(f"{SEED} {command[0]}")
    source, name, *options = command
    path = warehouse.folder / name
    good = warehouse.folder / f"good {name}"
    write_good(source, good, dice)
    for _ in range(N_BROKEN):
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True) if not path.is_dir() else None
        if good.is_dir():
            shutil.copytree(good, path)
            spoilt = dice.choice(sorted(file for file in path.rglob("*") if file.is_file()))
        else:
            shutil.copy(good, path)
            spoilt = path
        spoilt.write_bytes(damaged(spoilt.read_bytes(), dice))
        run(warehouse, source, path, *options)


def write_good(source: str, path: Path, dice: random.Random) -> None:
    """Write a file or folder of a source, as it may be."""
    if source in ("edx-package", "coursera-exports", "moocdb"):
        path.mkdir()
    if source == "edx-package":
        tables.package(path, 100, dice)
    elif source == "coursera-exports":
        tables.coursera(path, tables.exports()[0], 10, dice)
    elif source == "moocdb":
        tables.moocdb(path, 100, dice)
    elif source in tables.ROWS:
        tables.table(path, source, 30, dice)
    elif source == "edx-course-structure":
        events.structure(path, 30, dice)
    elif source == "coursera-clickstream":
        events.clicks(path, 50, str(dice.random()))
    elif source == "ip-ranges":
        path.write_text("start,end,country\n10.0.0.0,10.0.0.255,DE\n10.0.1.0,10.0.1.255,FR\n")
    else:
        lines = [*hostile.lines(events.edx_seeds()[:200], 50, dice)]
        path.write_bytes(b"\n".join(lines))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return a file of which the beginning, the end or the middle is not what it was."""
    kind = dice.random()
    if kind < 0.1:
        return b""
    if kind < 0.2:
        return dice.randbytes(500)
    if kind < 0.3:
        return hostile.write(hostile.value(dice)).encode("utf-8", "replace")
    if kind < 0.4:
        return data.replace(b",", dice.choice([b",,", b";", b"\n", b'"', b"\x00"]))
    for _ in range(3):
        data = hostile.broken(data, dice)
    return data
