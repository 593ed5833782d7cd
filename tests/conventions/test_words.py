"""Texts are plain technical English: the words of words.toml do not come back.

Read are docs; descriptions, comments and names of unit tests in YAML; comments in SQL; comments and
docstrings in Python, and the messages of exceptions; and the help of commands (as
docs/reference/commands.md shows it). Not read is code, nor are the rows of unit tests.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LISTED = tomllib.loads((Path(__file__).parent / "words.toml").read_text())
WORDS = [(re.compile(entry["pattern"], re.IGNORECASE), entry["write"]) for entry in LISTED["word"]]
CTE = re.compile(r"^(?:with )?(\w+) as \($", re.MULTILINE)
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
    *(
        f"{folder}/**/*.py"
        for folder in (
            "benchmarks",
            "handbook",
            "loaders",
            "moocdb",
            "predictors",
            "publishers",
            "refresh",
            "sample_logs",
            "tests",
        )
    ),
)
# CHANGELOG.md is about the past; the others quote the texts of the project.
LEFT_OUT = {"CHANGELOG.md", "docs/twenty_questions.md"}
NAME = re.compile(r"^  - name: (\w+)$", re.MULTILINE)  # of a unit test, or of a model
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
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


def python_texts(content: str) -> Iterator[tuple[int, str]]:
    """Comments, docstrings and messages of exceptions of a program, with the line they begin in.

    Comments that fill lines one below another are one text.
    """
    comments: dict[int, str] = {}
    last = -1  # line of the latest comment that fills its line
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        if token.type != tokenize.COMMENT:
            continue
        is_whole_line = token.line.lstrip().startswith("#")
        if is_whole_line and last == token.start[0] - 1:
            first = next(reversed(comments))
            comments[first] += token.string[1:]
        else:
            comments[token.start[0]] = token.string
        last = token.start[0] if is_whole_line else -1
    yield from comments.items()
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, DOCUMENTED) and (text := ast.get_docstring(node)):
            yield node.body[0].lineno, text
        if isinstance(node, ast.Raise) and node.exc:
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def texts(path: str, content: str) -> Iterator[tuple[int, str]]:
    """The texts of a file, each in one line, with the line they begin in; code in them is ~."""

    def plain(text: str) -> str:
        return CODE.sub(lambda code: re.sub(r"[^\n]", "~", code[0]), text)

    if path.endswith(".py"):
        for line, text in python_texts(content):
            yield line, " ".join(plain(text).split())
        return
    if path.endswith(".yml"):
        for name in NAME.finditer(content):
            yield content.count("\n", 0, name.start()) + 1, name[1].replace("_", " ")
    content = plain(content)
    for prose in PROSE[Path(path).suffix].finditer(content):
        line = content.count("\n", 0, prose.start()) + 1
        yield line, " ".join(re.sub(r"\n *--", " ", prose[0]).split())


def faults(path: str, content: str) -> list[str]:
    """The texts of a file with a word of the list: the line they begin in, and what to write."""
    found = []
    for line, text in texts(path, content):
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


def test_ctes_are_named_by_their_rows() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in ROOT.glob("models/**/*.sql")
        for name in CTE.findall(path.read_text())
        if name in LISTED["ctes"]
    ]
    assert not found, f"name what the rows are, not what was done: {found}"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.md", "Names stand in a table."),
        ("a.md", "The logs\ndo not tell."),
        ("a.yml", '- description: "A word is no number."'),
        ("a.yml", "unit_tests:\n  - name: nobody_stands_in_a_row\n"),
        ("a.yml", "- description: >\n    A part, and\n    its sum likewise.\n"),
        ("a.sql", "-- Visitors are\n-- nobody.\nselect 1"),
        ("a.sql", "{#- Makes it anew. -#}"),
        ("a.sql", "-- What a team submits is each member's.\n"),
        ("a.py", "# Visitors are\n# nobody.\nx = 1"),
        ("a.py", 'def f():\n    """Make it\n    anew."""'),
        ("a.py", 'raise Refusal(f"{path} is no CSV.")'),
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
        ("a.py", "told = 'made anew'  # a word is\n# no_name = 1"),
    ],
)
def test_code_and_plain_words_are_passed_over(path: str, content: str) -> None:
    assert faults(path, content) == []
