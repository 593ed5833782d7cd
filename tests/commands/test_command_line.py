"""The command moocdb: what it mounts, its help, its JSON summaries, where it runs."""

from __future__ import annotations

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
import yaml
from command_runner import LOG, run, summary_of
from conftest import ROOT, Warehouse

from loaders import __main__ as loaders
from moocdb import __main__ as command
from publishers import __main__ as publishers
from refresh import __main__ as refresh


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
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    assert told.startswith(f"moocdb {project['version']} ") and project["version"] >= "1"
    assert version("duckdb") in told and str(ROOT) in told
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
