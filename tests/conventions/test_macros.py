"""Every macro that is called exists, and every macro of the project is called: `dbt parse` sees
neither, and a model that calls a lost macro fails only when it is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT
from dbt.context.providers import ModelContext
from dbt_common.clients.jinja import get_environment
from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

# What is in the context besides macros, and what dbt adds in hooks, tests and materializations.
CONTEXT = {*ModelContext._context_members_, *DEFAULT_NAMESPACE, "context", "moocdb", "dbt"}
CONTEXT |= {
    "loop",
    "caller",
    "results",
    "sql",
    "pre_hooks",
    "post_hooks",
    "_dbt_generic_test_kwargs",
}

# Materializations of dbt-spark, which is not installed beside dbt-duckdb.
OF_SPARK = re.compile("materialization_.*_spark").fullmatch


def names_in(text: str) -> set[str]:
    """Names that a template takes from outside, those of macros called by package or dispatched
    too, and those in a text that is a template itself (a hook in a `config`)."""
    tree = get_environment().parse(text)
    found = [*tree.find_all(nodes.Name)]
    names = {name.name for name in found if name.ctx == "load"}
    names -= {name.name for name in found if name.ctx != "load"}
    for got in tree.find_all(nodes.Getattr):
        if isinstance(got.node, nodes.Name) and got.node.name == "moocdb":
            names.add(got.attr)
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and "{{" in const.value:
            names |= names_in(const.value)
    return names | set(dispatched(tree))


def dispatched(tree: nodes.Template) -> Iterator[str]:
    """Names that `adapter.dispatch` looks for; that of DuckDB's spelling must exist."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "dispatch":
            assert isinstance(call.args[0], nodes.Const), "dispatch needs a name in quotes"
            yield f"duckdb__{call.args[0].value}"


def texts_of(manifest: dict[str, Any]) -> dict[str, str]:
    """Templates of the project by unique id, with their hooks; the hooks of a run are nodes too."""
    macros = of_the_project(manifest)
    texts = {key: macro["macro_sql"] for key, macro in macros.items()}
    for key, node in manifest["nodes"].items():
        hooks = [*node["config"].get("pre-hook", ()), *node["config"].get("post-hook", ())]
        texts[key] = "\n".join([node["raw_code"] or "", *(hook["sql"] for hook in hooks)])
    return texts


def of_the_project(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    macros: dict[str, dict[str, Any]] = manifest["macros"]
    return {key: macro for key, macro in macros.items() if macro["package_name"] == "moocdb"}


def lost(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """Names by the template that uses them and that nobody defines."""
    known = {macro["name"] for macro in manifest["macros"].values()} | CONTEXT
    known |= {name.replace("default__", "duckdb__") for name in known}
    return {
        key: missing
        for key, text in texts_of(manifest).items()
        if (missing := sorted(name for name in names_in(text) - known if not OF_SPARK(name)))
    }


def unused(manifest: dict[str, Any]) -> set[str]:
    """Macros of the project that no other template uses and that replace none of dbt's."""
    used = {
        name
        for key, text in texts_of(manifest).items()
        for name in names_in(text) - {manifest["macros"].get(key, {}).get("name")}
    }
    theirs = {
        macro["name"].split("__")[-1]
        for macro in manifest["macros"].values()
        if macro["package_name"] != "moocdb"
    }
    # Of a dispatched macro, `spark__x` is beside `duckdb__x`; YAML names tests.
    return {
        name
        for macro in of_the_project(manifest).values()
        if not (name := macro["name"]).startswith(("test_", "materialization_"))
        and name.split("__")[-1] not in theirs
        and not {name, f"duckdb__{name.split('__')[-1]}"} & used
    }


def test_every_macro_that_is_called_exists(manifest: dict[str, Any]) -> None:
    assert lost(manifest) == {}


def test_every_macro_is_called(manifest: dict[str, Any]) -> None:
    assert unused(manifest) == set()


@pytest.mark.parametrize("name", ["learner_id", "duckdb__is_json"])
def test_a_lost_macro_is_missed(manifest: dict[str, Any], name: str) -> None:
    del manifest["macros"][f"macro.moocdb.{name}"]
    assert {missing for names in lost(manifest).values() for missing in names} == {name}


def test_a_macro_that_only_calls_itself_is_unused(manifest: dict[str, Any]) -> None:
    text = "{% macro lonely(n) %}{{ lonely(n - 1) }}{% endmacro %}"
    lonely = {"name": "lonely", "package_name": "moocdb", "macro_sql": text}
    manifest["macros"]["macro.moocdb.lonely"] = lonely
    assert unused(manifest) == {"lonely"}


# A class of letters of all languages, counted up to ten or more.
COUNTED_LETTERS = re.compile(r"\\p\{\w+\}[^]\n]*\]\{\d*,\d{2,}\}")


def test_no_pattern_counts_letters_of_all_languages() -> None:
    r"""`[\p{L}]{1,100}` takes DuckDB 60 ms each time it plans a query: check the length instead."""
    assert COUNTED_LETTERS.search(r"'[\\p{L}\\p{N}_.:-]{0,99}'")
    texts = {
        path: path.read_text()
        for room in ("macros", "models")
        for path in (ROOT / room).rglob("*.sql")
    }
    assert [str(path) for path, text in texts.items() if COUNTED_LETTERS.search(text)] == []
