"""Reference pages of the public tables, made from the YAML of the marts."""

import re
from pathlib import Path
from typing import Any

from loaders.yaml_files import read_yaml
from publishers.descriptions import PROJECT, plain

MARTS = PROJECT / "models" / "marts"
SCHEMAS = {"moocdb": "moocdb", "private": "private"}  # of a folder of marts; else marts
ROW = re.compile(r"^\| `(\w+)` \|")
INDEX = """\
Every public table and what one row of it is, made from the YAML of the marts by `make reference`.
Columns are described beside each model (`models/marts/<folder>/<table>.yml`), in the site of the
docs and in dbt's pages (`make docs`), and as comments in the copy for readers.
"""
PRIVATE = "These tables hold personal data: only the operator of the warehouse reads them."


def pages_of_tables() -> dict[str, str]:
    """The text of a page per folder of marts, by the path of the page in the site."""
    folders = sorted(path for path in MARTS.iterdir() if path.is_dir())
    pages = {
        f"reference/tables/{folder.name}.md": page_of_folder(folder.name, models_of(folder))
        for folder in folders
    }
    return pages


def models_of(folder: Path) -> list[dict[str, Any]]:
    """The models that the YAML files of a folder describe, by name."""
    found: list[dict[str, Any]] = []
    for path in folder.glob("*.yml"):
        found += read_yaml(path).get("models", [])
    return sorted(found, key=lambda model: model["name"])


def page_of_folder(name: str, models: list[dict[str, Any]]) -> str:
    """The page of a folder: each table with its description and its columns."""
    schema = SCHEMAS.get(name, "marts")
    title = f"Tables: {name}" if schema == "marts" else f"Tables of schema {schema}"
    lines = [f"# {title}", ""]
    if schema == "private":
        lines += [PRIVATE, ""]
    for model in models:
        lines += [f"## {model['name']}", "", f"`{schema}.{model['name']}`", ""]
        lines += [plain(model.get("description", "")), ""]
        lines += ["| Column | Type | Meaning |", "|---|---|---|"]
        lines += [
            f"| `{column['name']}` | {column.get('data_type', '')} | {cell(column)} |"
            for column in model.get("columns", [])
        ]
        lines += [""]
    return "\n".join(lines)


def cell(column: dict[str, Any]) -> str:
    """The description of a column as a cell of a table in Markdown."""
    return plain(column.get("description", "")).replace("|", "\\|")


def index() -> str:
    """The list of all public tables by folder, with what one row of each is."""
    lines = ["# Tables", INDEX]
    for folder in sorted(path for path in MARTS.iterdir() if path.is_dir()):
        schema = SCHEMAS.get(folder.name, "marts")
        lines += [f"## {folder.name}", "", "| Table | Schema | Grain |", "|---|---|---|"]
        lines += [
            f"| `{model['name']}` | `{schema}` | {grain(model)} |" for model in models_of(folder)
        ]
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def with_links(markdown: str) -> str:
    """The list of tables with links to the pages of their columns, which only the site has."""
    folder, lines = "", []
    for line in markdown.splitlines():
        folder = line[3:] if line.startswith("## ") else folder
        lines.append(ROW.sub(rf"| [`\1`](tables/{folder}.md#\1) |", line))
    return "\n".join(lines)


def grain(model: dict[str, Any]) -> str:
    """What one row of a table is: the last sentence of its description."""
    sentence = plain(model.get("description", "")).rpartition("One row")[2]
    return f"One row{sentence}".replace("|", "\\|")
