"""What each mart and each of its columns means: the words of its YAML, as in dbt's docs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.yaml_files import read_yaml

PROJECT = Path(__file__).parent.parent
DOC_BLOCK = re.compile(r"\{% docs (\w+) %\}(.*?)\{% enddocs %\}", re.DOTALL)
DOC_CALL = re.compile(r"\{\{\s*doc\(\s*['\"](\w+)['\"]\s*\)\s*\}\}")


@dataclass(frozen=True)
class Description:
    """The words about a mart, and about each of its columns."""

    mart: str
    columns: dict[str, str]


def descriptions(names: Iterable[str]) -> dict[str, Description]:
    """The descriptions of some marts, by name; a mart whose YAML is not there is left out."""
    asked = set(names)
    found = {}
    for path in sorted((PROJECT / "models" / "marts").glob("*/*.yml")):
        if path.stem in asked:
            loaded = read_yaml(path)
            for model in loaded.get("models", []):
                found[model["name"]] = Description(
                    plain(model.get("description", "")),
                    {
                        column["name"]: plain(column.get("description", ""))
                        for column in model.get("columns", [])
                    },
                )
    return found


def plain(text: str) -> str:
    """A description in one line, with the shared texts that it names."""
    told = DOC_CALL.sub(lambda call: shared_texts().get(call[1], ""), text)
    return " ".join(told.split())


@cache
def shared_texts() -> dict[str, str]:
    """The texts that several columns share (`{% docs name %}`), by name."""
    return {
        name: text
        for path in sorted((PROJECT / "docs").rglob("*.md"))
        for name, text in DOC_BLOCK.findall(path.read_text(encoding="utf-8"))
    }
