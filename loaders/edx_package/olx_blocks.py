"""The blocks of a course from its OLX export: course.xml and the files that it points to."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha1

from loaders.edx_package.olx_attributes import COLUMNS, as_json, details, plain
from loaders.errors import BrokenFile
from loaders.files.xml_tree import Element, Unusable, parsed

ROOT, LIBRARY = "course.xml", "library.xml"
LARGEST_EXPORT = 512 << 20  # bytes of all files that are read
DEEPEST = 50  # blocks above a block

# What lies in an export and is not content: drafts, pages, files that people download.
ASIDE = re.compile(r"(drafts|static|about|info|tabs|assets)/.*|(.*/)?\..*")
#: What holds blocks and nothing else, but for NO_BLOCKS.
CONTAINERS = frozenset({
    "course", "chapter", "sequential", "vertical", "videosequence", "problemset", "wrapper",
    "split_test", "randomize", "conditional", "library_content", "itembank",
})  # fmt: skip
NO_BLOCKS = frozenset({
    "wiki", "textbook", "pdf_textbook", "html_textbook", "show", "metadata", "definition",
})  # fmt: skip
#: What holds no blocks, whatever its elements are called.
LEAVES = frozenset({
    "problem", "html", "video", "videoalpha", "discussion", "poll", "survey", "openassessment",
})  # fmt: skip

Row = dict[str, str | None]


class NoCourse(Exception):
    """It is not an export of a course. The message says what it is."""


@dataclass(frozen=True)
class Rejected:
    """A file whose block is left out, and why. reason: as in raw_edx.rejected_rows."""

    name: str
    line_no: int
    reason: str


@dataclass
class Olx:
    """What an export holds.

    course_id: the key of the course. rows: as in raw_edx.olx_blocks, a block before what is in it,
    and once for each of its parents.
    """

    course_id: str
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def wanted(name: str) -> bool:
    """Tell whether a file of an export is read. name: from the folder of course.xml on."""
    if ASIDE.fullmatch(name):
        return False
    is_policy = name.startswith("policies/") and name.endswith(".json")
    return name.endswith(".xml") or is_policy or name == "tags.csv"


def olx_of(files: Iterable[tuple[str, bytes]], course: str | None = None) -> Olx:
    """Read the export that consists of these files: their names as for `wanted`, their contents.

    course: its key, where that is known: OLX does not say whether it is an old or a new one.
    A file that cannot be used is rejected with its block and what is in that block alone.
    NoCourse if there is no course.xml, BrokenFile if it or the file of the course cannot be used.
    """
    contents: dict[str, bytes] = {}
    n_bytes = 0
    for name, content in files:
        if wanted(name):
            contents[name] = content
            n_bytes += len(content)
            if n_bytes > LARGEST_EXPORT:
                raise BrokenFile(f"its XML has more than {LARGEST_EXPORT >> 20} MiB")
    if ROOT not in contents:
        found = "a content library" if LIBRARY in contents else "no course.xml"
        raise NoCourse(f"{found}, so no export of a course")
    try:
        root = parsed(contents[ROOT])
    except Unusable as error:
        raise BrokenFile(f"its course.xml cannot be used: {error}") from None
    org, number, run = (root.get(name).strip() for name in ("org", "course", "url_name"))
    if root.tag != "course" or not (org and number and run):
        raise BrokenFile("its course.xml has no <course> with org, course and url_name")
    return _Reading(contents, (org, number, run), course).read(root)


class _Reading:
    """An export being read, from the course down."""

    def __init__(
        self, contents: dict[str, bytes], names: tuple[str, str, str], course: str | None
    ) -> None:
        """Read what is not about one block alone. names: org, course, run."""
        self.contents, self.names, run = contents, names, names[2]
        old, new = "/".join(names), f"course-v1:{'+'.join(names)}"
        if course in (old, new):
            self.is_old = course == old
        else:
            self.is_old = _has_old_keys(contents.values(), *names)
        self.olx = Olx(old if self.is_old else new)
        self.policy = self._json(f"policies/{run}/policy.json", f"policies/{run}.json")
        self.grading = self._json(f"policies/{run}/grading_policy.json")
        self.tags = _tags(contents.get("tags.csv", b""))
        self.entered: set[str] = set()

    def _json(self, *names: str) -> dict[str, object]:
        """Return the object in the first of these files that there is; {} if it holds none."""
        for name in filter(self.contents.__contains__, names):
            with suppress(ValueError, RecursionError):
                text = self.contents[name].decode("utf-8-sig")
                found = json.loads(text, parse_constant=lambda name: None)
                if isinstance(found, dict):
                    return found
            self.olx.rejected.append(Rejected(name, 1, "not_json"))
            break
        return {}

    def read(self, root: Element) -> Olx:
        """Add all blocks."""
        self._add(root, None, None, ())
        if not self.olx.rows:
            rejected = self.olx.rejected[-1]
            raise BrokenFile(
                f"its {rejected.name} cannot be used: {rejected.reason} in line {rejected.line_no}"
            )
        return self.olx

    def _add(
        self, element: Element, parent: str | None, position: int | None, above: tuple[str, ...]
    ) -> None:
        """Add a block, and what is in it, unless that has been added below another parent."""
        name = _name_of(element) or _made_up_name(element.tag, parent, position)
        key, path = self._key(element.tag, name), f"{element.tag}/{name.replace(':', '/')}.xml"
        try:
            if len(above) > DEEPEST or key in above:
                raise Unusable("too_deep", element.line_no)
            definition, more = self._definition(element, path)
        except Unusable as error:
            self.olx.rejected.append(Rejected(path, error.line_no, error.reason))
            return
        columns = self._columns(definition, element.tag, name, more)
        self.olx.rows.append({
            "course_id": self.olx.course_id, "block_id": key, "block_type": element.tag,
            "url_name": name, "parent_block_id": parent,
            "position": None if position is None else str(position), **columns,
        })  # fmt: skip
        if key not in self.entered:
            self.entered.add(key)
            for number, child in enumerate(_children(element.tag, definition), 1):
                self._add(child, key, number, (*above, key))

    def _definition(self, element: Element, path: str) -> tuple[Element, dict[str, object]]:
        """Return the element that defines a block, and what is to be told of where it is.

        An element with a name alone points to a file. Unusable if that is not.
        """
        if not _is_pointer(element):
            return element, {}
        if path not in self.contents:
            return element, {"has_no_file": True}
        return parsed(self.contents[path]), {}

    def _columns(self, definition: Element, tag: str, name: str, more: Mapping[str, object]) -> Row:
        """Return what is known of a block; what the policy of the course says holds."""
        found: dict[str, object] = dict(definition.attributes)
        policy = self.policy.get(f"{tag}/{name}")
        if isinstance(policy, dict):
            found |= policy
        told = details(tag, found, definition) | dict(more)
        if tag == "course" and self.grading:
            told["grading"] = {
                key: self.grading[key] for key in ("GRADER", "GRADE_CUTOFFS") if key in self.grading
            }
        if tags := self.tags.get(self._key(tag, name)):
            told["tags"] = tags
        columns: Row = {column: plain(found.get(column)) for column in COLUMNS}
        return columns | {"attributes": as_json(told) if told else None}

    def _key(self, tag: str, name: str) -> str:
        org, number, _ = self.names
        if self.is_old:
            return f"i4x://{org}/{number}/{tag}/{name}"
        name = "course" if tag == "course" else name
        return f"block-v1:{'+'.join(self.names)}+type@{tag}+block@{name}"


def _has_old_keys(texts: Iterable[bytes], org: str, number: str, run: str) -> bool:
    """Tell whether the keys in the files are those of before 2015."""
    old, new = f"i4x://{org}/{number}/".encode(), f"{org}+{number}+{run}".encode()
    found = [(old in text, new in text) for text in texts]
    return any(is_old for is_old, _ in found) and not any(is_new for _, is_new in found)


def _tags(content: bytes) -> dict[str, dict[str, list[str]]]:
    """Return the tags in tags.csv by usage key: the values in each taxonomy."""
    tags: dict[str, dict[str, list[str]]] = {}
    text = io.StringIO(content.decode("utf-8-sig", "replace"), newline="")
    with suppress(csv.Error):
        for row in csv.DictReader(text):
            values = {
                name: [value.strip() for value in cell.split(";") if value.strip()]
                for name, cell in row.items()
                if name not in (None, "Name", "Type", "ID") and isinstance(cell, str)
            }
            tags[str(row.get("ID"))] = {name: found for name, found in values.items() if found}
    return tags


def _is_pointer(element: Element) -> bool:
    """Tell whether an element stands for a file: it has a name, and nothing else."""
    names = {"url_name"} | ({"org", "course"} if element.tag == "course" else set())
    return not element.children and not element.has_text and set(element.attributes) <= names


def _children(tag: str, definition: Element) -> Iterator[Element]:
    """Yield the blocks in a block. Of kinds that are not known, these are what has a name."""
    if tag in LEAVES:
        return
    for child in definition.children:
        is_aside = child.tag.endswith("_aside") or child.get("xblock-family").endswith("asides.v1")
        if child.tag in NO_BLOCKS or is_aside:
            continue
        if tag in CONTAINERS or child.get("url_name"):
            yield child


def _name_of(element: Element) -> str:
    """Return the name of a block: older courses call it slug."""
    return (element.get("url_name") or element.get("slug")).strip()


def _made_up_name(tag: str, parent: str | None, position: int | None) -> str:
    """Return a name for a block without one, which is the same as long as its place is."""
    return f"{tag}_{sha1(f'{parent}/{position}'.encode()).hexdigest()[:12]}"
