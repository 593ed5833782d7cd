"""What failed in a run of dbt: read from what dbt wrote of it, and said in a few lines."""

import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_LINES = 3
# What dbt writes around the words that matter.
FRAME = re.compile(
    r"(?:Runtime|Database|Compilation|Parsing) Error(?: in operation \S+ \(.*\))?|> .*"
    r"|Compilation Error in macro .*|compiled code at .*|LINE \d+: .*|\^"
)
HEAD = re.compile(r"(?:Runtime|Database|Compilation) Error in \w+ \S+ \(.*\)")


@dataclass(frozen=True)
class Failure:
    """A model, seed or test that failed.

    name: as dbt selects it. place: the table, or of a test the table that it checks. file: where it
    is written. query: file of the SQL that ran, if any. rows: how many a test found.
    """

    kind: str
    name: str
    place: str
    file: str
    message: str
    query: str = ""
    rows: int | None = None

    @property
    def text(self) -> str:
        """What failed, why, in which file, and what to look at."""
        if self.kind == "test" and self.rows is not None:
            checked = f" of {self.place}" if self.place else ""
            lines = [f"The test {self.name}{checked} failed: it found {self.rows:,} rows."]
            if self.query:
                lines.append(f"  its rows: {self.query} is the query that finds them")
        else:
            named = self.name if self.kind == "test" else self.place
            lines = [f"The {self.kind} {named} failed: {self.message}"]
            if self.query:
                lines.append(f"  what ran: {self.query}")
        lines.insert(1, f"  written in: {self.file}")
        return "\n".join(lines)


def results_of(target: Path, invocation: str) -> tuple[dict[str, int], list[Failure]]:
    """Return how many models, seeds and tests ended how, and those that failed.

    invocation: of the run; results of another one are none.
    """
    try:
        found = json.loads((target / "run_results.json").read_text("utf-8"))
        manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}, []
    if found["metadata"].get("invocation_id") != invocation:
        return {}, []
    nodes = manifest["nodes"]
    counts: Counter[str] = Counter()
    failures = []
    for result in found["results"]:
        if node := nodes.get(result["unique_id"]):
            kind, status = node["resource_type"], result["status"]
            counts[f"{kind} {status}"] += 1
            if status in ("error", "fail"):
                failures.append(failure_of(result, node, nodes, target))
    return dict(counts), sorted(failures, key=lambda failure: failure.kind)


def failure_of(
    result: dict[str, Any], node: dict[str, Any], nodes: dict[str, Any], target: Path
) -> Failure:
    """Return a result that failed, with the words that dbt has of it."""
    kind, is_test = node["resource_type"], node["resource_type"] == "test"
    checked = nodes.get(node.get("attached_node") or "", {} if is_test else node)
    folder = target / ("compiled" if is_test else "run") / node["package_name"]
    file = folder / node["original_file_path"]
    if is_test and node["path"] != node["original_file_path"]:
        file = file / node["path"]  # a test of a YAML file
    return Failure(
        kind=kind,
        name=node["name"],
        place=f"{checked['schema']}.{checked['alias']}" if checked else "",
        file=node["original_file_path"],
        message=essence(result.get("message") or "no reason given"),
        query=os.path.relpath(file) if file.is_file() else "",
        rows=result.get("failures") if result["status"] == "fail" else None,
    )


def essence(message: str) -> str:
    """Return the first lines of an error that say what is wrong, without what frames them."""
    lines = [line.strip() for line in message.splitlines()]
    said = [line for line in lines if line and not FRAME.fullmatch(line)]
    said = [line for line in said if not HEAD.fullmatch(line)] or said
    return "\n  ".join(said[:MOST_LINES])
