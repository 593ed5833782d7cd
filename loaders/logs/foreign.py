"""Which loader a file is for, by its first text; so that another one refuses it and says so."""

import json
import re
from collections.abc import Iterator
from typing import Any

from loaders.edx_package.kinds import is_table_of_package
from loaders.files.archives import is_archive, is_zip
from loaders.files.contents import flaw_of, is_office
from loaders.files.dump import tables_of_dump
from loaders.files.logfile import HEAD, LogFile
from loaders.files.members import Member
from loaders.streams.csv_kinds import CSV_KINDS
from loaders.streams.sources import SOURCES, Source
from loaders.warehouse.coursera_tables import raw_table

MOST_LINES = 200  # that are looked at

TAKES = {
    **{name: (made.what, f"{name} FILE{made.options}") for name, made in SOURCES.items()},
    "edx-package": ("of edX's data package", "edx-package FOLDER"),
    "coursera-exports": ("of a Coursera export", "coursera-exports FOLDER --course SESSION"),
    "ip-ranges": ("a list of address ranges", "ip-ranges FILE"),
}
STRUCTURE = re.compile(rb'\s*\{\s*"[^"]+"\s*:\s*\{[^{}]*"(category|children)"\s*:')
RANGES = re.compile(
    rb'(network,geoname_id,|"?(start|start_ip|first_ip)"?,"?(end|end_ip|last_ip)"?,"?country)'
)
# Also in the text of an envelope (seeds/edx/edx_log_wrappers.csv), where quotes are escaped.
EDX_EVENT = re.compile(rb'"event_type\\*"\s*:')


def unfit(source: Source, name: str, file: LogFile) -> str:
    """Return why a loader of lines cannot take a file, and what to do; '' if it can.

    name: of the file, without folders. Of archives, what is in them is judged when it is landed.
    """
    text = file.first_text
    if flaw := flaw_of(name, file.head, text):
        return flaw
    if is_zip(text) and is_office(text):
        return "it is a document of an office program: save it as CSV"
    if is_archive(text):
        return "it is an archive: unpack it, and land the file" if source.last_counts else ""
    loader = loader_of(name, text, source.name) if source.name in TAKES else ""
    if not loader or loader == source.name:
        return ""
    what, command = TAKES[loader]
    return f"it is {what}: land it with `moocdb load {command}`"


def loader_of(name: str, text: bytes, source: str = "") -> str:
    """Return the loader of a file; '' if that is not known.

    text: its first text. source: the loader that is asked first, if its signs are there too.
    """
    found = {loader for line, value in _objects(text) if (loader := _loader_of_object(line, value))}
    if found:
        return source if source in found else min(found)
    if b"<DELIMITER" in text:
        return "quickhelper"
    if STRUCTURE.match(text):
        return "edx-course-structure"
    header = text.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].lower()
    for loader, kind in CSV_KINDS.items():
        if all(re.search(rb"\b%s\b" % column.encode(), header) for column in kind.columns):
            return loader
    if RANGES.match(header):
        return "ip-ranges"
    if tables := tables_of_dump(text):
        is_coursera = any(raw_table(table) for table in tables)
        return "coursera-exports" if is_coursera else "edx-package"
    if is_table_of_package(Member(name, len(text), first_text=text)):
        return "edx-package"
    return "edx" if EDX_EVENT.search(text) else ""


def _objects(text: bytes) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Yield the lines that are a JSON object, with it."""
    lines = text.split(b"\n")
    if len(text) >= HEAD:
        lines.pop()  # it is cut
    for line in lines[:MOST_LINES]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield line, value


def _loader_of_object(line: bytes, value: dict[str, Any]) -> str:
    if EDX_EVENT.search(line) or {"name", "time"} <= value.keys():
        return "edx"
    if {"key", "timestamp"} <= value.keys():
        return "coursera-clickstream"
    if "<DELIMITER" in str(value.get("message", "")):
        return "quickhelper"
    if value.get("_type") in ("CommentThread", "Comment"):
        return "edx-package"
    blocks = [block for block in value.values() if isinstance(block, dict)]
    if blocks and all("category" in block for block in blocks):
        return "edx-course-structure"
    return ""
