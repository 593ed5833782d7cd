"""Writing the pages: one HTML file a tagger, which needs no network and no server."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from markupsafe import Markup

from loaders.errors import Refusal
from publishers.folders import replaced_file
from publishers.report.page import embedded, environment
from publishers.tagging.assign import assigned, drawn

HERE = Path(__file__).parent
LONGEST_NAME = 60  # characters of a file's name


@dataclass(frozen=True)
class Project:
    """What a project asks. items: texts to tag by id. examples: texts with their right tag."""

    name: str
    instructions: str
    tags: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    items: dict[str, str]


@dataclass(frozen=True)
class Page:
    """A file of a tagger. n_shared: how many of their texts somebody else has too."""

    path: Path
    tagger: str
    n_items: int
    n_shared: int


def read_project(connection: duckdb.DuckDBPyConnection, name: str | None) -> Project:
    """The project of a name, or the only one. Refusal if it is not there or cannot be tagged."""
    try:
        known = dict(
            connection.execute(
                "select project, instructions from private.label_projects order by project"
            ).fetchall()
        )
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no projects of texts yet: run `dbt build`.") from None
    if not known:
        raise Refusal(
            "The warehouse has no project of texts: `moocdb load label-project FILE` lands one, "
            "`moocdb build` builds it."
        )
    listed = ", ".join(known)
    if name is None and len(known) != 1:
        raise Refusal(f"Name a project with --project; there are: {listed}.")
    name = name or next(iter(known))
    if name not in known:
        raise Refusal(f"There is no project {name}; there are: {listed}.")
    tags = connection.execute(
        "select tag from marts.dim_label_tags where project = ? order by tag_number", [name]
    ).fetchall()
    if len(tags) < 2:
        raise Refusal(
            f"The project {name} allows {len(tags)} tags: put at least two into the column tags "
            "of its file, a bar (|) between them."
        )
    texts = connection.execute(
        "select item_id, text, example_tag from private.label_items "
        "where project = ? and is_of_project order by item_id",
        [name],
    ).fetchall()
    items = {item: text for item, text, example in texts if example is None}
    if not items:
        raise Refusal(f"The project {name} has no texts to tag, only examples.")
    examples = tuple((text, example) for _, text, example in texts if example is not None)
    return Project(name, known[name] or "", tuple(tag for (tag,) in tags), examples, items)


def check_taggers(taggers: Sequence[str]) -> list[str]:
    """The names without blanks at their ends. Refusal where one is empty or there twice."""
    names = [tagger.strip() for tagger in taggers]
    if not names or not all(names):
        raise Refusal("Name each tagger: --tagger ann --tagger bob.")
    if len(set(names)) < len(names):
        raise Refusal("A tagger is named twice: each needs a name of their own.")
    return names


def planned(project: Project, directory: Path, taggers: Sequence[str], double: float) -> list[Page]:
    """The pages that would be written."""
    given = assigned(project.name, list(project.items), taggers, double)
    times: dict[str, int] = {}
    for items in given.values():
        for item in items:
            times[item] = times.get(item, 0) + 1
    names = file_names(project.name, taggers)
    return [
        Page(
            directory / names[tagger],
            tagger,
            len(items),
            sum(times[item] > 1 for item in items),
        )
        for tagger, items in given.items()
    ]


def write(project: Project, directory: Path, taggers: Sequence[str], double: float) -> list[Page]:
    """Write the pages; an existing one is replaced. Other files of the folder stay."""
    given = assigned(project.name, list(project.items), taggers, double)
    pages = planned(project, directory, taggers, double)
    directory.mkdir(parents=True, exist_ok=True)
    for page in pages:
        text = rendered(project, page.tagger, given[page.tagger])
        with replaced_file(page.path) as draft:
            draft.write_text(text, encoding="utf-8")
    return pages


def rendered(project: Project, tagger: str, items: Sequence[str]) -> str:
    """The page of a tagger. Texts are data in it: nothing of them is markup or code."""
    css = (HERE / "page.css").read_text(encoding="utf-8")
    script = (HERE / "page.js").read_text(encoding="utf-8")
    data: dict[str, Any] = {
        "project": project.name,
        "tagger": tagger,
        "instructions": project.instructions,
        "tags": project.tags,
        "examples": [{"text": text, "tag": tag} for text, tag in project.examples],
        "items": [{"id": item, "text": project.items[item]} for item in items],
        # The same page again finds its progress; another set of texts or tags begins its own.
        "store": f"moocdb-tagging/{drawn(project.name, tagger, *project.tags, *sorted(items))}",
        "file": f"tags-{slug(project.name)}-{slug(tagger)}.csv",
    }
    page = environment().from_string((HERE / "page.html").read_text(encoding="utf-8"))
    return page.render(
        title=f"{project.name}: {tagger}",
        css=Markup(css),
        script=Markup(script),
        css_hash=hash_of(css),
        script_hash=hash_of(script),
        data=Markup(embedded(data)),
    )


def hash_of(text: str) -> str:
    """How a content security policy names the one style or script that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def slug(name: str) -> str:
    """A name as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:LONGEST_NAME].strip("_") or "unnamed"


def file_names(project: str, taggers: Sequence[str]) -> dict[str, str]:
    """A file's name for each tagger; where two would be alike, with a number."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for tagger in taggers:
        stem = name = f"tagging-{slug(project)}-{slug(tagger)}"
        number = 2
        while name.lower() in used:
            name, number = f"{stem}-{number}", number + 1
        used.add(name.lower())
        found[tagger] = f"{name}.html"
    return found
