"""Texts are plain technical English: the words of words.toml do not come back.

Read are docs, descriptions and comments in YAML, comments in SQL, and the help of commands (as
docs/reference/commands.md shows it); not code, nor rows of unit tests.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WORDS = [
    (re.compile(entry["pattern"], re.IGNORECASE), entry["write"])
    for entry in tomllib.loads((Path(__file__).parent / "words.toml").read_text())["word"]
]
PLACES = (
    "*.md",
    "docs/**/*.md",
    "sample_logs/*.md",
    "models/**/*.yml",
    "models/**/*.sql",
    "macros/**/*.sql",
    "seeds/**/*.yml",
    "tests/generic/*.sql",
    "tests/invariants/*.sql",
    "dbt_project.yml",
)
# CHANGELOG.md tells of the past; the others quote the texts of the project.
LEFT_OUT = {"CHANGELOG.md", "docs/twenty_questions.md"}
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PROSE = {
    ".md": re.compile(r"(?:[^\n]+\n?)+"),  # a paragraph
    ".sql": re.compile(r"\{#.*?#\}|--[^\n]*(?:\n *--[^\n]*)*", re.DOTALL),
    ".yml": re.compile(
        r"#[^\n]*"
        r"|\bdescription: *>-?\n(?:(?P<indent> +)[^\n]*\n(?:(?P=indent)[^\n]*\n|\n)*)"
        r"|\bdescription: *[^>\s][^\n]*"
    ),
}


def faults(path: str, content: str) -> list[str]:
    """The texts of a file with a word of the list: the line they begin in, and what to write."""
    content = CODE.sub(lambda code: re.sub(r"[^\n]", "~", code[0]), content)
    found = []
    for prose in PROSE[Path(path).suffix].finditer(content):
        text = " ".join(re.sub(r"\n *--", " ", prose[0]).split())
        line = content.count("\n", 0, prose.start()) + 1
        for pattern, instead in WORDS:
            found += [
                f"{path}:{line}: {text[max(0, hit.start() - 20) : hit.end() + 20]!r}: "
                f"instead of {hit[0]!r} write: {instead}"
                for hit in pattern.finditer(text)
            ]
    return found


def test_no_text_uses_words_of_the_list() -> None:
    files = {str(path.relative_to(ROOT)): path for place in PLACES for path in ROOT.glob(place)}
    assert len(files) > 800
    found = [
        fault
        for name, path in sorted(files.items())
        if name not in LEFT_OUT
        for fault in faults(name, path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.md", "Names stand in a table."),
        ("a.md", "The logs\ndo not tell."),
        ("a.yml", '- description: "A word is no number."'),
        ("a.yml", "- description: >\n    A part, and\n    its sum likewise.\n"),
        ("a.sql", "-- Visitors are\n-- nobody.\nselect 1"),
        ("a.sql", "{#- Makes it anew. -#}"),
        ("a.sql", "-- What a team submits is each member's.\n"),
    ],
)
def test_a_word_of_the_list_is_found(path: str, content: str) -> None:
    assert len(faults(path, content)) == 1


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.md", "There is no number. It is no longer there. `is no code`"),
        ("a.yml", "- rows: [{answer: this is no number}]"),
        ("a.sql", "select 'stand in' as told -- What is it?"),
    ],
)
def test_code_and_plain_words_are_passed_over(path: str, content: str) -> None:
    assert faults(path, content) == []
