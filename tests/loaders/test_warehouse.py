"""The database file: its layout, its salt, who may open it, and what status says of it."""

import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from lander import SALT, Lander, events, expected_lines

from loaders import report
from loaders.errors import Refusal
from loaders.logs.landing import land
from loaders.streams.sources import SOURCES, Source
from loaders.warehouse import salt
from loaders.warehouse.database import prepare

ONE = events(1)


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def test_the_layout_is_what_staging_reads(lander: Lander) -> None:
    lander.land(lander.write("a.log", ONE))
    tables = lander.rows(
        "select schema_name || '.' || table_name, string_agg(column_name || ' ' || "
        "lower(data_type), ', ' order by column_index) from duckdb_columns() "
        "where schema_name in ('raw', 'private') and not internal group by all order by all"
    )
    assert dict(tables) == {
        "private.pseudonym_salt": "salt varchar",
        "raw.warehouse": ("layout_version integer, salt_fingerprint varchar, created_at timestamp"),
        "raw.loads": (
            "load_id bigint, source varchar, started_at timestamp, finished_at timestamp, "
            "files bigint, lines bigint, bytes bigint"
        ),
        "raw.files": (
            "file_id bigint, source varchar, path varchar, load_id bigint, size_bytes bigint, "
            "bytes_loaded bigint, lines_loaded bigint, head_bytes bigint, head_md5 varchar, "
            "tail_md5 varchar, compression varchar, is_final boolean, is_current boolean, "
            "copy_of bigint, landed_for varchar, error varchar, "
            "lines_scrubbed bigint, lines_forgotten bigint"
        ),
        "raw.file_history": (
            "changed_by bigint, file_id bigint, source varchar, path varchar, load_id bigint, "
            "size_bytes bigint, bytes_loaded bigint, lines_loaded bigint, head_bytes bigint, "
            "head_md5 varchar, tail_md5 varchar, compression varchar, is_final boolean, "
            "is_current boolean, copy_of bigint, landed_for varchar, error varchar, "
            "lines_scrubbed bigint, lines_forgotten bigint"
        ),
        "raw.forget_key": "key varchar",
        "raw.forgotten": (
            "kind varchar, platform varchar, hash varchar, n_bytes bigint, cutoff timestamp, "
            "forgotten_by bigint"
        ),
        "raw.undone_loads": (
            "load_id bigint, undone_by bigint, source varchar, files bigint, lines bigint, "
            "bytes bigint"
        ),
        "raw.ip_ranges": "load_id bigint, first_key varchar, last_key varchar, country varchar",
        "raw.user_agents": (
            "load_id bigint, user_agent varchar, os varchar, os_version varchar, browser varchar, "
            "browser_version varchar, device_type varchar, device varchar"
        ),
        "raw.edx_lines": (
            "load_id bigint, file_id bigint, line_no bigint, line varchar, "
            "line_had_bad_bytes boolean"
        ),
        "raw.edx_course_structure_lines": (
            "load_id bigint, file_id bigint, line_no bigint, line varchar, "
            "line_had_bad_bytes boolean, course varchar"
        ),
        "raw.coursera_clickstream_lines": (
            "load_id bigint, file_id bigint, line_no bigint, line varchar, "
            "line_had_bad_bytes boolean, course varchar"
        ),
        "raw.quickhelper_lines": (
            "load_id bigint, file_id bigint, line_no bigint, line varchar, "
            "line_had_bad_bytes boolean, log varchar"
        ),
        "raw.label_rows": (
            "load_id bigint, file_id bigint, line_no bigint, project varchar, item_id varchar, "
            "text varchar, tagger varchar, tag varchar, tagged_at varchar, other_columns varchar, "
            "fits_header boolean, row_had_bad_bytes boolean"
        ),
        "raw.label_project_rows": (
            "load_id bigint, file_id bigint, line_no bigint, project varchar, item_id varchar, "
            "text varchar, tags varchar, instructions varchar, example_tag varchar, "
            "other_columns varchar, fits_header boolean, row_had_bad_bytes boolean"
        ),
        "raw.prediction_rows": (
            "load_id bigint, file_id bigint, line_no bigint, run_id varchar, model varchar, "
            "is_baseline varchar, regime varchar, label varchar, course_id varchar, "
            "learner_id varchar, week_number varchar, lead_weeks varchar, probability varchar, "
            "trained_until varchar, other_columns varchar, fits_header boolean, "
            "row_had_bad_bytes boolean"
        ),
        "raw.topic_rows": (
            "load_id bigint, file_id bigint, line_no bigint, run_id varchar, method varchar, "
            "source varchar, corpus varchar, topic_number varchar, kind varchar, "
            "text_id varchar, term varchar, weight varchar, other_columns varchar, "
            "fits_header boolean, row_had_bad_bytes boolean"
        ),
        "raw.item_parameter_rows": (
            "load_id bigint, file_id bigint, line_no bigint, run_id varchar, model varchar, "
            "course_id varchar, item_id varchar, n_responses varchar, difficulty varchar, "
            "difficulty_error varchar, discrimination varchar, discrimination_error varchar, "
            "other_columns varchar, fits_header boolean, row_had_bad_bytes boolean"
        ),
    }
    assert lander.rows("select layout_version, salt_fingerprint from raw.warehouse") == (
        lander.rows("select 1, left(md5('moocdb salt' || salt), 16) from private.pseudonym_salt")
    )
    assert lander.rows("from private.pseudonym_salt") == [(SALT,)]
    assert lander.rows("select abs(epoch(now()) - epoch(created_at)) < 99 from raw.warehouse") == [
        (True,)
    ]


def test_a_source_may_have_columns_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Source("demo", "raw.demo_lines", ("course",))
    monkeypatch.setitem(SOURCES, "demo", demo)
    monkeypatch.setenv("MOOCDB_SALT", SALT)
    log = Lander(tmp_path).write("a.log", events(2))
    con = duckdb.connect()
    for course in ("it's", "another", "it's"):
        prepare(con, ":memory:")
        land(con, demo, [log], constants=[course])
    land(con, SOURCES["edx"], [log])
    assert con.execute("select course, line from raw.demo_lines order by all").fetchall() == [
        (course, line) for course in ("another", "it's") for line in expected_lines(events(2))
    ]
    assert con.execute(
        "select source, landed_for, lines_loaded from raw.files order by file_id"
    ).fetchall() == [
        ("demo", "it's", 2),
        ("demo", "another", 2),
        ("edx", None, 2),
    ]


def test_a_warehouse_of_an_older_version_gets_the_columns_it_lacks(lander: Lander) -> None:
    log = lander.write("a.log", ONE)
    lander.land(log)
    with duckdb.connect(str(lander.database)) as con:
        for table, column in (
            ("files", "landed_for"),
            ("files", "lines_scrubbed"),
            ("file_history", "lines_scrubbed"),
            ("files", "lines_forgotten"),
            ("file_history", "lines_forgotten"),
        ):
            con.execute(f"alter table raw.{table} drop column {column}")
    lander.run("status")
    assert "nothing new: 1" in lander.land(log).output
    assert lander.file(log, "landed_for, lines_scrubbed, lines_forgotten") == (None, None, 0)


def test_another_salt_is_refused(lander: Lander) -> None:
    log = lander.write("a.log", ONE)
    lander.land(log)
    other = Lander(lander.folder, salt="quite another salt")
    message = other.land(log, code=2).stderr
    assert "filled with another salt" in message and SALT not in message
    lander.land(log)


def test_the_salt_file_is_made_once_whoever_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOOCDB_SALT", raising=False)
    monkeypatch.setattr(salt, "SALT_FILE", tmp_path / ".moocdb_salt")
    first = salt.salt_in_force()
    monkeypatch.setattr(Path, "exists", lambda _: False)  # as it looks to all who race
    assert {salt.salt_in_force() for _ in range(3)} == {first}
    assert len(bytes.fromhex(first)) == 32
    assert [path.name for path in tmp_path.iterdir()] == [".moocdb_salt"]
    assert stat.S_IMODE(salt.SALT_FILE.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("variable", "content", "message"),
    [
        ("", b" \n", "not a line of text"),
        ("", b"\xff\x00", "not a line of text"),
        ("\udcff", b"", "not a line of text"),
        ("", None, "neither read nor made"),
    ],
)
def test_a_salt_that_cannot_be_used_is_refused(
    lander: Lander,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    content: bytes | None,
    message: str,
) -> None:
    file = lander.folder / "no such folder" if content is None else lander.write("salt", content)
    monkeypatch.setattr(salt, "SALT_FILE", file / "salt" if content is None else file)
    monkeypatch.setenv("MOOCDB_SALT", variable)
    with pytest.raises(Refusal, match=message):
        salt.salt_in_force()


@pytest.mark.parametrize(
    "sql",
    [
        "create table raw.files (path varchar)",
        "create table raw.edx_lines (line varchar)",
        "create table raw.warehouse (layout_version integer)",
        "create table raw.warehouse as select 99 as layout_version",
    ],
)
def test_another_layout_is_refused(lander: Lander, sql: str) -> None:
    with duckdb.connect(str(lander.database)) as con:
        con.execute(f"create schema raw; {sql}")
    log = lander.write("a.log", ONE)
    for command in (["edx", log], ["status"]):
        assert "of another layout" in lander.run(*command, code=2).stderr


def test_a_database_that_dbt_has_made_first_is_filled(lander: Lander) -> None:
    with duckdb.connect(str(lander.database)) as con:
        con.execute("create schema raw; create schema private; create table private.x (y int)")
    assert "Nothing has been loaded" in lander.run("status").output
    lander.land(lander.write("a.log", ONE))
    assert lander.n_lines == 1


def test_a_database_in_use_is_refused_and_its_user_named(lander: Lander) -> None:
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    log = lander.write("a.log", ONE)
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(lander.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    holder.stdout.readline()
    for command in (["edx", log], ["status"]):
        message = lander.run(*command, code=2).stderr
        assert f"{lander.database} is in use by process {holder.pid} " in message
    holder.communicate(b"\n")
    lander.land(log)


@pytest.mark.parametrize(
    ("options", "variables", "message"),
    [
        (["--database", "{}/a.log"], {}, "is not a DuckDB database"),
        (["--database", "{}/no/folder/x.duckdb"], {}, "cannot be opened"),
        (["--database", "{}"], {}, "cannot be opened"),
        (["--database", "{}/moocdb.duckdb"], {}, "give the file another name"),
        (["--database", "{}/Raw.db"], {}, "would call the database in Raw.db raw"),
        (["--database", "{}/marts"], {}, "give the file another name"),
        (["--database", "{}/private.2025.duckdb"], {}, "give the file another name"),
        ([], {"MOOCDB_THREADS": "many"}, "MOOCDB_THREADS"),
        ([], {"MOOCDB_THREADS": "0"}, "MOOCDB_THREADS"),
        ([], {"MOOCDB_MEMORY_LIMIT": "much"}, "MOOCDB_MEMORY_LIMIT"),
    ],
)
def test_what_cannot_be_opened_is_refused(
    lander: Lander,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    variables: dict[str, str],
    message: str,
) -> None:
    log = lander.write("a.log", b"this is a log, and no database\n" * 1000)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    options = [option.format(lander.folder) for option in options]
    assert message in lander.run("edx", log, *options, code=2).stderr
    assert {path.name for path in lander.folder.iterdir()} - {"logs"} == {"a.log"}


def test_threads_and_memory_are_limited_as_asked(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOOCDB_THREADS", "1")
    monkeypatch.setenv("MOOCDB_MEMORY_LIMIT", "200MB")
    log = lander.write("a.log", events(200_000))
    lander.land(log)
    assert lander.n_lines == 200_000


def test_status_before_the_first_load(lander: Lander) -> None:
    assert "There is no database" in lander.run("status").output
    assert not lander.database.exists()


def test_status_shows_loads_and_files_and_what_needs_care(lander: Lander) -> None:
    good, waiting = lander.write("good.log", events(1234)), lander.write("wait.log", ONE + b"half")
    broken = lander.write("broken.log", b"\x1f\x8b\x08 no gzip")
    lander.land(good, waiting, broken, lander.write("copy.log", events(1234)), code=1)
    lander.write("good.log", events(99, "other"))
    lander.land(good)
    output = lander.run("status").output
    files = [line.split() for line in output.split("files: ")[1].splitlines()[4:] if line.strip()]
    assert [line[-1] for line in files[:2]] == [str(broken), str(waiting)]
    assert "loads: 2" in output and "1,235" in output
    for state in ("failed: its gzip", "last line waits", "copy of file 1", "replaced", "landed"):
        assert state in output


def test_a_report_shows_progress_and_sums(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "SECONDS_BETWEEN_LINES", 0)
    log = lander.write("a.log", events(50_000))
    size = log.stat().st_size
    output = lander.land(log).output
    assert "edx: 1.0 MB of 1.8 MB" in output
    assert f"50,000   {size:,}" in output
    monkeypatch.setenv("FORCE_COLOR", "1")
    lander.append(log, ONE)
    assert "edx: " not in lander.land(log).output
