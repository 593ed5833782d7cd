"""The command moocdb: what it mounts, its help, its JSON summaries, its dry runs, where it runs."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import ROOT, Warehouse
from typer.testing import CliRunner

from loaders import __main__ as loaders
from moocdb import __main__ as command
from publishers import __main__ as publishers
from refresh import __main__ as refresh

LOGS = ROOT / "sample_logs" / "logs"
TAGS = "project,item_id,text,tagger,tag,tagged_at\np,1,t,ana,good,2025-09-15\n"
LOG = LOGS / "tracking.log-20250908.gz"


def commands_of(app: typer.Typer) -> Iterator[tuple[str, Any]]:
    """Yield every command of an app with its words."""

    def walk(words: str, node: Any) -> Iterator[tuple[str, Any]]:
        yield words, node
        for name, inner in getattr(node, "commands", {}).items():
            yield from walk(f"{words} {name}", inner)

    yield from walk("moocdb", typer.main.get_command(app))


COMMANDS = dict(commands_of(command.app))
for name in ("status", "undo", "forget", "rekey", "compact"):  # the same as moocdb status ...
    del COMMANDS[f"moocdb load {name}"]


def run(warehouse: Warehouse, *words: object, code: int = 0) -> Any:
    """Run a command of moocdb; its standard output and error are told apart."""
    settings = {"MOOCDB_DATABASE": str(warehouse.database), "MOOCDB_SALT": "test"}
    settings["DBT_TARGET_PATH"] = str(warehouse.folder / "target")
    done = CliRunner().invoke(command.app, [str(word) for word in words], env=settings)
    assert done.exit_code == code, done.output
    return done


def summary_of(warehouse: Warehouse, *words: object, code: int = 0) -> dict[str, Any]:
    """Return the JSON summary of a command, which is all that stands on standard output."""
    done = run(warehouse, *words, "--json", code=code)
    summary: dict[str, Any] = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1 and summary["exit_code"] == code
    return summary


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_says_what_it_does_by_example(words: str) -> None:
    found = COMMANDS[words]
    assert found.help and found.help.strip()[-1] in ".`"
    assert found.epilog and f"\n\n{words}" in found.epilog.replace("moocdb dbt --quiet", words)
    for option in found.params:
        text = getattr(option, "help", None) or option.name in ("path", "name", "paths")
        assert text, f"{words}: {option.name} has no help"


@pytest.mark.parametrize("words", COMMANDS)
def test_examples_are_commands_that_there_are(words: str) -> None:
    for example in COMMANDS[words].epilog.split("\n\n")[1:]:
        parts = example.split()
        name = " ".join(parts[: 3 if parts[1] in ("load", "predict") and len(parts) > 2 else 2])
        assert name in COMMANDS
        options = {o for parameter in COMMANDS[name].params for o in parameter.opts}
        used = {part.split("=")[0] for part in parts if part.startswith("-")}
        assert name == "moocdb dbt" or used <= options


def test_the_command_mounts_what_the_modules_run() -> None:
    mounted = {words: found.callback for words, found in COMMANDS.items()}
    for app, prefix in ((loaders.app, "moocdb load"), (publishers.app, "moocdb")):
        for info in app.registered_commands:
            if info.callback in command.AT_TOP:
                continue
            assert info.callback is not None
            name = info.name or info.callback.__name__.replace("_", "-")
            assert mounted[f"{prefix} {name}"].__wrapped__ is info.callback
    assert mounted["moocdb refresh"].__wrapped__ is refresh.refresh
    assert mounted["moocdb status"].__wrapped__ is loaders.upkeep.status
    assert mounted["moocdb undo"].__wrapped__ is loaders.upkeep.undo_load


def test_a_command_starts_without_what_takes_long_to_import() -> None:
    heavy = ["altair", "dbt", "pandas", "sklearn", "sqlglot"]
    found = f"import moocdb.__main__, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", found], cwd=ROOT, text=True, capture_output=True)
    assert done.stdout == "[]\n", done.stdout + done.stderr


def test_version_and_completion(warehouse: Warehouse) -> None:
    told = run(warehouse, "--version").stdout
    assert told.startswith("moocdb 0.") and version("duckdb") in told and str(ROOT) in told
    code = "from moocdb.__main__ import run; run()"
    asked = {"_MOOCDB_COMPLETE": "complete_bash", "COMP_WORDS": "moocdb re", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | asked,
        text=True,
        capture_output=True,
    )
    assert done.stdout.split() == ["rekey", "refresh", "report", "release"]


def test_a_load_and_status_are_summed_up_as_json(warehouse: Warehouse) -> None:
    first = summary_of(warehouse, "load", "edx", LOG)
    assert (first["files"], first["lines"], first["not_landed"]) == (1, 88, [])
    assert summary_of(warehouse, "load", "edx", LOG)["files"] == 0
    status = summary_of(warehouse, "status")
    assert (status["n_loads"], status["n_files"]) == (1, 1)
    assert status["files"][0]["path"] == str(LOG) and status["files"][0]["lines"] == 88
    broken = summary_of(warehouse, "load", "edx", warehouse.folder / "nowhere", code=2)
    assert "cannot be read" in broken["error"]
    other = summary_of(warehouse, "load", "edx-course-structure", LOG, "--course", "x", code=2)
    assert "is not a course key" in other["error"]


def test_the_modules_take_the_same_options(warehouse: Warehouse) -> None:
    done = warehouse.run(sys.executable, "-m", "loaders", "edx", str(LOG), "--json")
    assert json.loads(done.stdout)["lines"] == 88
    done = warehouse.run(sys.executable, "-m", "refresh", "--json", "--dry-run")
    assert json.loads(done.stdout)["would_build"] == "everything"
    done = warehouse.run(sys.executable, "-m", "publishers", "summary", "--json", check=False)
    assert done.returncode == 2 and "no marts yet" in json.loads(done.stdout)["error"]


def test_words_go_to_standard_error_where_json_is_wanted(warehouse: Warehouse) -> None:
    done = run(warehouse, "load", "edx", LOG, "--json")
    assert "MB/s" in done.stderr and "MB/s" not in done.stdout
    assert "MB/s" in run(warehouse, "load", "edx", LOG).stdout


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (["load", "edx", LOGS], {"bytes": sum(path.stat().st_size for path in LOGS.iterdir())}),
        (["load", "edx-package", LOGS.parent / "package"], {"not_landed": []}),
        (
            ["load", "coursera-exports", LOGS.parent / "coursera_session", "--course", "a"],
            {"format": "coursera_2"},
        ),
        (["load", "labels", "{}/tags.csv"], {"bytes": len(TAGS)}),
        (["refresh", LOG], {"paths": [str(LOG)]}),
    ],
    ids=lambda value: str(value[1]) if isinstance(value, list) else "",
)
def test_a_dry_run_tells_and_changes_nothing(
    warehouse: Warehouse, words: list[Any], facts: dict[str, Any]
) -> None:
    (warehouse.folder / "tags.csv").write_text(TAGS)
    words = [str(word).format(warehouse.folder) for word in words]
    for _ in ("no warehouse yet", "one that is there"):
        before = {path.name: hash_of(path) for path in warehouse.folder.glob("*.*")}
        log = warehouse.folder / "logs" / "refresh.log"
        logged = log.read_text() if log.exists() else ""
        summary = summary_of(warehouse, *words, "--dry-run")
        assert summary["dry_run"] is True and facts.items() <= summary.items()
        after = {path.name: hash_of(path) for path in warehouse.folder.glob("*.*")}
        assert after.keys() == before.keys()
        assert (log.read_text() if log.exists() else "") == logged
        if warehouse.database.exists():
            assert warehouse.rows("select count(*) from raw.loads") == [(1,)]
        is_new = not warehouse.database.exists()  # its one line is not an event
        run(warehouse, "load", "quickhelper", "--final", quickhelper_log(warehouse), code=is_new)


def quickhelper_log(warehouse: Warehouse) -> Path:
    """Return a log that no other case lands."""
    path = warehouse.folder / "logs" / "user.log"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}\n")
    return path


def hash_of(path: Path) -> str:
    return hashlib.md5(path.read_bytes()).hexdigest()


def test_a_dry_run_says_what_became_of_each_file(warehouse: Warehouse) -> None:
    logs = warehouse.folder / "logs"
    logs.mkdir()
    for name in ("same.log", "grown.log", "other.log"):
        (logs / name).write_text(f'{{"a": "{name}"}}\n')
    run(warehouse, "load", "edx", logs, code=1)
    with (logs / "grown.log").open("a") as file:
        file.write("{}\n")
    (logs / "other.log").write_text("something else\n")
    (logs / "copy.log").write_text((logs / "same.log").read_text())
    (logs / "new.log").write_text("new\n")
    files = summary_of(warehouse, "load", "edx", logs, "--dry-run")["files"]
    states = {Path(file["path"]).name: (file["state"], file["bytes"]) for file in files}
    assert states == {
        "same.log": ("nothing new", 0),
        "grown.log": ("grown", 3),
        "other.log": ("other text than before", 15),
        "copy.log": (f"a copy of {logs / 'same.log'}", 0),
        "new.log": ("new", 4),
    }


PUBLISHERS = ("report", "csv", "moocdb-csv", "gallery", "serve", "parquet", "features")


@pytest.mark.parametrize("name", PUBLISHERS)
def test_a_publisher_tells_what_it_would_write(
    sample_warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    summary = summary_of(sample_warehouse, name, tmp_path / "new", "--dry-run")
    assert summary["dry_run"] is True and list(tmp_path.iterdir()) == []


def test_a_chart_tells_what_it_would_write(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    words = ["weekly", "--course", "MOOCdbX/Stat101/2025_Fall", "--dry-run"]
    for name in ("weekly.svg", "weekly.html"):
        summary = summary_of(sample_warehouse, "chart", *words, "-o", tmp_path / name)
        assert summary["dry_run"] is True and summary["chart"] == "activity/weekly"
        assert summary["rows"] > 8 and list(tmp_path.iterdir()) == []
    done = run(sample_warehouse, "chart", "weekly", "-o", tmp_path / "x.svg", "--dry-run", code=2)
    assert "add --course" in done.stderr


@pytest.mark.parametrize("name", [*PUBLISHERS, "chart"])
def test_a_place_that_cannot_be_written_is_one_sentence(
    sample_warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a file").write_text("not ours")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("not ours")
    places = {"a file": tmp_path / "a file", "below it": tmp_path / "a file" / "x"}
    if name in ("report", "serve", "chart"):
        places = {"folder": tmp_path / "folder", "missing": tmp_path / "missing" / "x.svg"}
    for place in places.values():
        words = ["daily", "-o", place] if name == "chart" else [place]
        done = run(sample_warehouse, name, *words, code=2)
        assert done.stderr.count("\n") == 1 and str(tmp_path) in done.stderr
        assert done.exception is None or isinstance(done.exception, SystemExit)
    assert (tmp_path / "a file").read_text() == "not ours"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file"]
    assert {path.name for path in tmp_path.iterdir()} == {"a file", "folder"}


def test_a_query_is_printed_whole_and_can_do_no_harm(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    key = "course-v1:MOOCdbX+Data201+2025_Fall"
    sql = "select course_id, '[red]' as word from marts.dim_courses order by 1"
    printed = run(sample_warehouse, "query", sql).stdout
    assert key in printed and "[red]" in printed
    summary = summary_of(sample_warehouse, "query", sql, "--limit", 1)
    assert len(summary["rows"]) == 1
    for bad, reason in (
        ("selec", "Parser Error"),
        ("", "That is not a query"),
        ("drop table marts.dim_courses", "read-only"),
        (f"copy marts.dim_courses to '{tmp_path / 'x.csv'}'", "disabled"),
        ("from read_text('/etc/hostname')", "disabled"),
    ):
        assert reason in summary_of(sample_warehouse, "query", bad, code=2)["error"]
    assert list(tmp_path.iterdir()) == []


def test_outside_the_project_its_own_warehouse_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from moocdb.__main__ import run; run()"
    environment = {k: v for k, v in os.environ.items() if k != "MOOCDB_DATABASE"}
    done = subprocess.run(
        [sys.executable, "-c", code, "status", "--json"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
    )
    assert json.loads(done.stdout)["database"] == str(ROOT / "warehouse.duckdb")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    with pytest.raises(SystemExit) as stop:
        command.run()
    assert stop.value.code == 2


def test_it_is_installed_by_pip(tmp_path: Path) -> None:
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("needs setuptools 77, which requirements.txt has")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--prefix", str(tmp_path), "--editable", str(ROOT)], check=True)
    [script] = tmp_path.rglob("bin/moocdb")
    [packages] = tmp_path.rglob("site-packages")
    code = f"import site; site.addsitedir({str(packages)!r}); exec(open({str(script)!r}).read())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--version"], cwd=tmp_path, text=True, capture_output=True
    )
    assert str(ROOT) in done.stdout, done.stderr


def test_the_script_is_what_python_runs() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    module, name = text.split('moocdb = "')[1].split('"')[0].split(":")
    assert getattr(importlib.import_module(module), name) is command.run


def test_make_passes_any_path_on(tmp_path: Path) -> None:
    odd = tmp_path / 'a "b" it\'s $x `id` $(id)'
    made = ["make", "-o", ".venv/.ready", "build", "refresh", "MOOCDB=echo ran"]
    done = subprocess.run(
        [*made, f"LOGS={odd}", f"PACKAGE={odd}", "MOOCDB_SERVE="],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        text=True,
        capture_output=True,
    )
    assert done.stdout.splitlines()[:4] == [
        "ran load check-seeds",
        f"Landing {odd}",
        f"ran load edx --final {odd}",
        f"ran load edx-package {odd}",
    ]
    assert f"ran refresh {odd}" in done.stdout and "ran report report.html" in done.stdout
