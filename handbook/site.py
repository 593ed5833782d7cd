"""Hooks of MkDocs: pages from outside docs/, the reference of tables, folders in the navigation."""

import posixpath
import re
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from handbook.tables import pages_of_tables, with_links  # noqa: E402

# Pages of the site whose file is not in docs/.
OUTSIDE = {
    "index.md": "README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "sample_logs.md": "sample_logs/README.md",
    "reference/dbt.md": "handbook/dbt_pages.md",
}
LINK = re.compile(r"(?<=\]\()([^)#\s]+)(#[^)\s]*)?(?=\))")
LINK_TO_NO_PAGE = re.compile(r"\[([^\[\]]*)\]\(no page\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from elsewhere, then replace folders of the navigation by their pages."""
    for name, source in OUTSIDE.items():
        text = (PROJECT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=linked_to_pages(text, source)))
    for name, text in pages_of_tables().items():
        files.append(File.generated(config, name, content=text))
    config.nav = expanded(config.nav, [file.src_uri for file in files.documentation_pages()])
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Lead links that leave docs/ to the pages of this site."""
    source = f"docs/{page.file.src_uri}"
    if source == "docs/reference/tables.md":
        markdown = with_links(markdown)
    return markdown if page.file.src_uri in OUTSIDE else linked_to_pages(markdown, source)


def linked_to_pages(markdown: str, source: str) -> str:
    """Rewrite the relative links of a file of the project to links between pages of the site.

    A link to a file that is not a page (code, a seed) becomes its text.
    """
    pages = {path: name for name, path in OUTSIDE.items()}
    page = pages.get(source, source.removeprefix("docs/"))

    def rewritten(link: re.Match[str]) -> str:
        target, anchor = link[1], link[2] or ""
        if re.match(r"[a-z]+:", target):
            return link[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if path not in pages and not path.startswith("docs/"):
            return "no page"
        to = pages.get(path, path.removeprefix("docs/"))
        return posixpath.relpath(to, posixpath.dirname(page) or ".") + anchor

    return LINK_TO_NO_PAGE.sub(r"\1", LINK.sub(rewritten, markdown))


def expanded(entries: Any, pages: list[str]) -> Any:
    """Replace each `folder/` of the navigation by the pages of that folder, by name."""
    if isinstance(entries, dict):
        return {title: expanded(entry, pages) for title, entry in entries.items()}
    if not isinstance(entries, list):
        return entries
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, str) and entry.endswith("/"):
            found += sorted(p for p in pages if posixpath.dirname(p) == entry.rstrip("/"))
        else:
            found.append(expanded(entry, pages))
    return found
