"""YAML that describes the macros, made from the comments above them, for dbt's pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from loaders.yaml_files import read_yaml

HERE = Path(__file__).parent
MACROS = HERE.parent / "macros"
MACRO = re.compile(r"\{%-? *macro +(?P<name>\w+) *\((?P<arguments>.*?)\) *-?%\}", re.DOTALL)
MATERIALIZATION = re.compile(r"\{% materialization (?P<kind>\w+), adapter='(?P<adapter>\w+)'.*?%\}")
COMMENT = re.compile(r"\{#-?(.*?)-?#\}", re.DOTALL)
BRACES = re.compile(r" *(\{\{|\}\}|\{%-?|-?%\}) *")
ENGINES = {"duckdb": "DuckDB", "spark": "Spark"}
HEADER = "# Made by `make reference` from comments of the .sql files and handbook/arguments.yml.\n"


def files() -> dict[Path, str]:
    """The text of `_macros.yml` for every folder of macros.

    Raises ValueError for a macro without a comment or an argument without a meaning.
    """
    meanings = dict(read_yaml(HERE / "arguments.yml"))
    found = {}
    for folder in sorted(path for path in MACROS.iterdir() if path.is_dir()):
        macros = [
            described
            for path in sorted(folder.glob("*.sql"))
            for described in macros_of(path, meanings)
        ]
        text = yaml.safe_dump({"macros": macros}, sort_keys=False, allow_unicode=True, width=100)
        found[folder / "_macros.yml"] = HEADER + text
    return found


def macros_of(path: Path, meanings: dict[str, str]) -> Iterator[dict[str, object]]:
    """Name, description and arguments of each macro of a file."""
    code = path.read_text(encoding="utf-8")
    for macro in MACRO.finditer(code):
        name = macro["name"]
        engine, _, dispatched = name.partition("__")
        if dispatched and engine in ENGINES:
            description = f"How {ENGINES[engine]} spells `{dispatched}`."
            yield {"name": name, "description": description, "docs": {"show": False}}
            continue
        yield {
            "name": name,
            "description": description_above(code[: macro.start()], path, name),
            "arguments": [
                {"name": argument, "description": meaning(name, argument, path, meanings)}
                for argument in argument_names(macro["arguments"])
            ],
        }
    for found in MATERIALIZATION.finditer(code):
        name = f"materialization_{found['kind']}_{found['adapter']}"
        described = description_above(code[: found.start()], path, name)
        yield {"name": name, "description": described}


def description_above(code: str, path: Path, name: str) -> str:
    """The comment that ends a piece of code, without the braces of Jinja in its example."""
    comments = list(COMMENT.finditer(code))
    if not comments or code[comments[-1].end() :].strip():
        raise ValueError(f"{path}: the macro {name} has no comment above it.")
    text, _, example = " ".join(comments[-1][1].split()).partition(" Usage: ")
    if example:
        text += f" Usage: `{BRACES.sub(' ', example).strip()}`"
    return text.replace("{{", "{ {").replace("{%", "{ %")


def argument_names(signature: str) -> list[str]:
    """The names of the arguments in a signature, without their defaults."""
    bare = re.sub(r"\[.*?\]|'.*?'", "", signature)
    return [part.partition("=")[0].strip() for part in bare.split(",") if part.strip()]


def meaning(macro: str, argument: str, path: Path, meanings: dict[str, str]) -> str:
    """What an argument means."""
    for name in (f"{macro}.{argument}", argument):
        if name in meanings:
            return meanings[name]
    raise ValueError(
        f"{path}: handbook/arguments.yml does not say what the argument {argument} of the macro "
        f"{macro} means: add a line `{argument}: ...`, or `{macro}.{argument}: ...`."
    )
