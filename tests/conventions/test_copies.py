"""Rows are stored once: of a mart that only copies a relation and that relation, one is a view."""

import re
from typing import Any

REF = re.compile(r"\{\{ ref\('(\w+)'\) \}\}")
# A join or a window costs at each read, and groups are other rows: such marts are tables.
WORK = re.compile(r"\{\{|\b(join|over|union|distinct|group by|qualify)\b")


def copied_relation(mart: dict[str, Any]) -> str | None:
    """Name of the one relation whose rows and columns a mart picks; None if it does more."""
    code = re.sub(r"--.*|\{\{ config\(.*?\) \}\}", "", mart["raw_code"])
    relations = set(REF.findall(code))
    if len(relations) != 1 or WORK.search(REF.sub("", code)):
        return None
    return relations.pop()


def test_rows_of_a_copy_are_stored_once(manifest: dict[str, Any]) -> None:
    models = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }
    copies = {
        name: relation
        for name, node in models.items()
        if node["original_file_path"].startswith("models/marts/")
        and (relation := copied_relation(node))
    }
    assert len(copies) > 20
    stored_twice = [
        f"{name} copies {relation}: make one of them a view"
        for name, relation in copies.items()
        if "view" not in {models[m]["config"]["materialized"] for m in (name, relation)}
    ]
    assert stored_twice == []
