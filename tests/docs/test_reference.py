"""Reference pages and YAML of macros agree with the code that they are made from."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook import macros, settings
from handbook.__main__ import out_of_date

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT_VARIABLE = re.compile(r"\bMOOCDB_[A-Z_]+\b")
PLACES = ("loaders", "publishers", "refresh", "benchmarks", "macros", "profiles.yml", "Makefile")


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    stale = [str(path.relative_to(ROOT)) for path in out_of_date()]
    assert stale == [], "run `make reference` and commit these files"


def test_every_environment_variable_is_described() -> None:
    files = [
        file
        for place in PLACES
        for file in ([ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*"))
        if file.suffix in (".py", ".sql", ".yml", "")
        and file.is_file()
        and file.name != "_macros.yml"
    ]
    used = {name for file in files for name in ENVIRONMENT_VARIABLE.findall(file.read_text())}
    described = {name for name in settings.environment_variables() if name.startswith("MOOCDB")}
    assert used == described


def test_every_var_of_the_project_is_in_the_reference() -> None:
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    assert [name for name, *_ in settings.dbt_vars()] == list(project["vars"])


def test_every_macro_and_argument_is_described(manifest: dict[str, Any]) -> None:
    own = [macro for macro in manifest["macros"].values() if macro["package_name"] == "moocdb"]
    own = [macro for macro in own if macro["original_file_path"].startswith("macros/")]
    assert len(own) > 200
    assert [macro["name"] for macro in own if not macro["description"].strip()] == []


def test_a_macro_without_a_comment_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bare.sql"
    path.write_text("{#- Told. -#}\n{% macro told() -%} 1 {%- endmacro %}\n{% macro bare(x) -%} 2")
    with pytest.raises(ValueError, match="the macro bare has no comment above it"):
        list(macros.macros_of(path, {}))


def test_an_argument_without_a_meaning_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.sql"
    path.write_text("{#- The one. Usage: {{ one(1) }} -#}\n{% macro one(x, y=[]) -%} 2")
    with pytest.raises(ValueError, match="does not say what the argument y"):
        list(macros.macros_of(path, {"x": "A number."}))
    (described,) = macros.macros_of(path, {"x": "A number.", "one.y": "A list."})
    assert described["description"] == "The one. Usage: `one(1)`"
