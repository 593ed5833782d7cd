"""The salt: a lost or changed one is noticed before anything is written; it can be changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest
from lander import SALT, Lander, events
from typer.testing import CliRunner, Result

from loaders.__main__ import app
from loaders.upkeep import compaction, rekeying
from loaders.warehouse import salt

PREDICTIONS = (
    "run_id,model,is_baseline,regime,label,course_id,learner_id,week_number,lead_weeks,"
    "probability,trained_until\nr,m,false,x,dropout,c,4711471147114711,1,1,0.5,2025-01-01\n"
)


@pytest.fixture
def lander(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lander:
    """A warehouse whose salt is in a salt file of its own."""
    monkeypatch.delenv("MOOCDB_SALT", raising=False)
    monkeypatch.delenv("MOOCDB_NEW_SALT", raising=False)
    monkeypatch.setattr(salt, "SALT_FILE", tmp_path / ".moocdb_salt")
    monkeypatch.setattr(rekeying, "SALT_FILE", tmp_path / ".moocdb_salt")
    return Lander(tmp_path)


def run(lander: Lander, *arguments: str | Path, code: int = 0, **environment: str | None) -> Result:
    """Run a command without a salt in the environment, unless one is named."""
    settings = lander.environment | {"MOOCDB_SALT": None} | environment
    result = CliRunner().invoke(app, [str(a) for a in arguments], env=settings)
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def logs(lander: Lander) -> Path:
    log = lander.write("a.log", b'{"event_type": "x", "username": "ann", "time": "2025"}\n')
    run(lander, "edx", log)
    return log


def state(lander: Lander) -> dict[str, bytes]:
    """All files but the log of runs, which says that a run was refused."""
    paths = [path for path in lander.folder.iterdir() if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).digest() for path in paths}


def salts(lander: Lander) -> tuple[str, str]:
    [(kept,)] = lander.rows("from private.pseudonym_salt")
    return kept, salt.SALT_FILE.read_text().strip()


def test_lost_salt_file_is_noticed_and_none_is_made(lander: Lander) -> None:
    log = logs(lander)
    salt.SALT_FILE.unlink()
    before = state(lander)
    for arguments in (("edx", log), ("labels", log), ("undo", "1", "--yes")):
        message = run(lander, *arguments, code=2).stderr
        assert "The salt is lost" in message and "rekey --restore" in message
    assert state(lander) == before
    assert "is in" in run(lander, "rekey", "--restore").output
    kept, in_file = salts(lander)
    assert kept == in_file
    run(lander, "edx", log)


def test_other_salt_is_noticed_before_anything_is_written(lander: Lander) -> None:
    log = logs(lander)
    before = state(lander)
    lander.append(log, events(1))
    before["a.log"] = state(lander)["a.log"]
    message = run(lander, "edx", log, code=2, MOOCDB_SALT="another").stderr
    assert "filled with another salt" in message and "another" not in message.replace(
        "another salt", ""
    )
    assert state(lander) == before
    assert "unset it" in run(lander, "rekey", "--restore", code=2, MOOCDB_SALT="another").stderr


@pytest.mark.parametrize(
    "change",
    [
        "update private.pseudonym_salt set salt = 'changed'",
        "delete from private.pseudonym_salt",
        "insert into private.pseudonym_salt values ('second')",
        "drop table private.pseudonym_salt",
    ],
)
def test_salt_that_was_changed_in_the_warehouse_is_noticed(lander: Lander, change: str) -> None:
    log = logs(lander)
    kept = salts(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute(change)
    before = state(lander)
    assert "is not the one it was filled with" in run(lander, "edx", log, code=2).stderr
    assert state(lander) == before
    run(lander, "rekey", "--restore")
    assert salts(lander) == kept
    run(lander, "edx", log)


def test_salt_that_is_nowhere_is_not_restored(lander: Lander) -> None:
    logs(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("delete from private.pseudonym_salt")
    salt.SALT_FILE.write_text("something else\n")
    assert "is lost" in run(lander, "rekey", "--restore", code=2).stderr
    run(lander, "rekey", "--yes")
    kept, in_file = salts(lander)
    assert kept == in_file != "something else"


def test_salt_is_changed_and_what_was_made_of_the_old_one_goes(lander: Lander) -> None:
    log = logs(lander)
    run(lander, "predictions", lander.write("p.csv", PREDICTIONS.encode()))
    old, _ = salts(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("create schema marts; create table marts.t as select '4711471147114712' as l")
        con.execute("create view private.v as from marts.t; create table raw.builds as select 1")
    message = run(lander, "rekey", "--yes").output
    assert "taken back: 1" in message and old not in message
    kept, in_file = salts(lander)
    assert kept == in_file != old
    aside = salt.SALT_FILE.with_name(f".moocdb_salt.{salt.fingerprint(old)}")
    assert aside.read_text().strip() == old and oct(aside.stat().st_mode)[-3:] == "600"
    data = lander.database.read_bytes()
    for gone in (old, "4711471147114711", "4711471147114712"):
        assert gone.encode() not in data
    assert kept.encode() in data  # so the search finds what is there
    assert lander.rows("select count(*) from raw.builds") == [(0,)]
    assert lander.rows(
        "select schema_name, table_name from duckdb_tables() where schema_name not like 'raw%'"
    ) == [("private", "pseudonym_salt")]
    assert lander.rows("select count(*) from raw.edx_lines") == [(1,)]
    lander.append(log, events(1))
    run(lander, "edx", log)


def test_salt_of_the_environment_is_changed_to_a_named_one(lander: Lander) -> None:
    lander.run("edx", lander.write("a.log", b"{}\n"))
    assert "set MOOCDB_NEW_SALT" in lander.run("rekey", "--yes", code=2).stderr
    run(lander, "rekey", "--yes", MOOCDB_SALT=SALT, MOOCDB_NEW_SALT="new one")
    assert lander.rows("from private.pseudonym_salt") == [("new one",)]
    assert not salt.SALT_FILE.exists()
    lander.run("edx", lander.folder / "a.log", code=2)
    run(lander, "edx", lander.folder / "a.log", MOOCDB_SALT="new one")


def test_nothing_is_changed_without_a_yes_or_if_it_fails(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs(lander)
    before = salts(lander)
    assert "add --yes" in run(lander, "rekey", code=2).stderr
    assert "There is no database" in run(
        lander, "rekey", "--yes", "--database", str(lander.folder / "x.duckdb"), code=2
    ).stderr  # fmt: skip

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rekeying, "drop_built", fail)
    run(lander, "rekey", "--yes", code=130)
    assert salts(lander) == before


def test_deleted_rows_are_in_the_file_until_it_is_compacted(lander: Lander) -> None:
    logs(lander)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("create table t as select 'zqzq' || range as secret from range(200000)")
        con.execute("checkpoint; drop table t; checkpoint")
    lander.database.chmod(0o640)
    assert b"zqzq" in lander.database.read_bytes()
    said = run(lander, "compact").output
    assert "bytes before" in said
    assert b"zqzq" not in lander.database.read_bytes()
    assert oct(lander.database.stat().st_mode)[-3:] == "640"
    assert [path.name for path in lander.folder.glob("*scratch*")] == ["scratch.duckdb"]
    assert lander.rows("select count(*) from raw.edx_lines") == [(1,)]
    assert lander.rows(
        "select count(*) from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
    ) == [(2,)]


def test_compaction_removes_what_killed_processes_left_beside_the_warehouse(
    lander: Lander,
) -> None:
    lander.land(lander.write("a.log", events(3)))
    spilled = lander.write(f"{lander.database.name}.tmp/duckdb_temp_7_0_storage_S32K-0.tmp", b"x")
    name = lander.database.name
    lander.write(f".{name}.0123456789abcdef", b"an earlier copy")
    lander.write(f".{name}.0123456789abcdef.wal", b"")
    other = lander.write(f".{name}.mine", b"")
    run(lander, "compact")
    assert not spilled.exists() and other.exists()
    assert [path.name for path in lander.folder.glob(f".{name}.*")] == [other.name]


def test_compaction_that_fails_leaves_the_warehouse(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs(lander)
    before = state(lander)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(lander.database))

    monkeypatch.setattr(compaction, "_flush", full)
    assert "No space left" in run(lander, "compact", code=2).stderr
    assert state(lander) == before
