"""Exposures name what really reads the marts, and public tables have an owner."""

import re
from typing import Any

import pytest
from conftest import ROOT

PAGES = ROOT / "docs" / "tools"
# Words of every page that are tables of MOOCdb too: a page names those with their schema.
PLAIN_WORDS = re.compile("[a-z]+")


def tables_of(text: str, models: set[str]) -> set[str]:
    """Public tables that a text names."""
    words = set(re.findall(r"\w+", text))
    with_schema = set(re.findall(r"\b(?:marts|moocdb)[.](\w+)", text))
    return {
        name
        for name in models
        if name in with_schema or (name in words and not PLAIN_WORDS.fullmatch(name))
    }


@pytest.fixture
def public(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        key: node
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
        and node["original_file_path"].startswith("models/marts/")
    }


def test_a_tool_page_is_an_exposure_of_what_it_reads(
    manifest: dict[str, Any], public: dict[str, dict[str, Any]]
) -> None:
    names = {node["name"] for node in public.values()}
    exposures = {
        node["name"].removeprefix("tool_"): {
            public[key]["name"] for key in node["depends_on"]["nodes"] if key in public
        }
        for node in manifest["exposures"].values()
        if node["name"].startswith("tool_")
    }
    pages = {page.stem: page.read_text() for page in PAGES.glob("*.md") if page.name != "README.md"}
    for notebook in PAGES.glob("*.ipynb"):
        pages[notebook.stem] += notebook.read_text()
    assert exposures == {stem: tables_of(text, names) for stem, text in pages.items()}


def test_every_public_table_has_an_owner(public: dict[str, dict[str, Any]]) -> None:
    assert len(public) > 100
    assert [node["name"] for node in public.values() if not node["config"]["group"]] == []
