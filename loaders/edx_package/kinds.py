"""What a file of an edX data package is, by its name and content, and the rows of its tables."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from loaders.edx_package.forum import MYSQL, POSTS, columns_of_mysql, posts_of_mongo
from loaders.edx_package.olx import read_olx
from loaders.edx_package.olx_blocks import NoCourse
from loaders.errors import BrokenFile
from loaders.files.contents import is_encrypted
from loaders.files.dump import Table, is_dump, read_dump
from loaders.files.members import Member, Tree
from loaders.streams.delimited import Rows, header_of, rows_of
from loaders.warehouse.edx_package_tables import TABLES, RawTable

# Read to complete the rows of other tables, and not kept.
HELPERS = {
    "forum_uservote": ("user_id", "content_type_id", "content_object_id", "vote"),
    "django_content_type": ("id", "app_label", "model"),
}
MADE = {"forum_posts", "olx_blocks"}  # made of other things than tables of that name
NAMES = {*TABLES, *MYSQL, *HELPERS} - MADE
OTHER_NAMES = {"teams", "teams_membership"}  # of tables that their columns tell
NAMED = re.compile(
    rf"(?<![a-z0-9])({'|'.join(sorted({*NAMES, *OTHER_NAMES}, key=len, reverse=True))})"
    r"(?![a-z0-9]|_[a-z])"
)

TABLE_NAME = re.compile(r"[^.]*|.*\.(csv|dat|psv|sql|tab|tsv|txt)(\.gz|\.zst)?", re.IGNORECASE)
MONGO_NAME = re.compile(r".*\.mongo(\.gz|\.zst)?", re.IGNORECASE)
POST = re.compile(rb'\s*\[?\s*\{[^\n]*"_type"\s*:\s*"Comment(Thread)?"')
JSON_NAME = re.compile(r"\.json(\.gz|\.zst)?$", re.IGNORECASE)
LONGEST_KEY = 1024  # bytes
COURSE_BLOCK = re.compile(
    rb'"(?:block-v1:([^"+]+\+[^"+]+\+[^"+]+)\+type@course\+block@|i4x://([^"/]+)/([^"/]+)/course/([^"/]+)")'
)
STRUCTURE = re.compile(rb'\s*\{.*"children"\s*:\s*\[', re.DOTALL)

# Rows of a table of a package or database, which may be one that nothing is made of.
Part = tuple[str, Rows]
NO_ROWS = pa.Table.from_batches([], schema=pa.schema([("line_no", pa.int64())]))


class Encrypted(Exception):
    """A file must be decrypted first."""


class Unused(Exception):
    """Nothing is made of a file. The message may say what to do with it."""


class Structure(Exception):
    """The structure of a course, which is landed as lines. course: its key, if it names one."""

    def __init__(self, course: str | None) -> None:
        """Take the course."""
        super().__init__(course)
        self.course = course


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it looks like, and what reads it."""

    shows: Callable[[Member], bool]
    read: Callable[[Member], Iterator[Part]]


def parts_of(member: Member | Tree, course: str | None) -> Iterator[Part]:
    """Yield the rows of a file by table, and of each table no rows first of all.

    course: for what names none. Encrypted, Structure or Unused if it has none; BrokenFile if it
    cannot be read, or is not what its name says.
    """
    if isinstance(member, Tree):
        try:
            yield "olx_blocks", read_olx(member, course)
        except NoCourse as error:
            raise Unused(str(error)) from None
        return
    if member.is_encrypted or is_encrypted(member):
        raise Encrypted
    if member.is_nested:
        raise Unused("an archive within two others: unpack it")
    for kind in KINDS:
        if kind.shows(member):
            yield from kind.read(member)
            return
    if JSON_NAME.search(member.path) and STRUCTURE.match(member.first_text):
        raise Structure(_course_of_structure(member) or course)
    raise Unused("" if member.size_bytes else "empty")


def wanted(table: str) -> Collection[str]:
    """Return the columns to read of a table of a package or database; none if it is of no use."""
    if table in HELPERS:
        return HELPERS[table]
    if table in MYSQL:
        return columns_of_mysql(table)
    if table in NAMES:
        return [*TABLES[table].columns, *TABLES[table].aliases]
    return ()


def target_of(table: str) -> RawTable | None:
    """Return the raw table that such rows go into; None for a helper, and for what is of no use."""
    return POSTS if table in MYSQL else TABLES.get(table)


def named_table(name: str) -> tuple[str, int]:
    """Return what a file is named after, '' for no table, and where in the name that stands."""
    named = NAMED.finditer(name.lower()) if TABLE_NAME.fullmatch(name) else ()
    found = max(named, key=lambda match: len(match[1]), default=None)
    return (found[1], found.start()) if found else ("", 0)


def parts_of_tables(tables: Iterable[tuple[Table, pa.Table | None]]) -> Iterator[Part]:
    """Yield the rows of tables of a database, numbered from 1 in each."""
    numbers: Counter[str] = Counter()
    for table, rows in tables:
        if table.name not in numbers:
            numbers[table.name] = 0
            ignored = _check(table.name, table.columns, table.line) if wanted(table.name) else 0
            yield table.name, Rows(NO_ROWS, n_ignored=ignored)
        if rows is not None:
            first = numbers[table.name] + 1
            numbers[table.name] += len(rows)
            columns = dict(zip(rows.column_names, rows.columns, strict=True))
            line_no = pa.array(np.arange(first, first + len(rows)))
            yield table.name, Rows(pa.table({"line_no": line_no, **columns}))


def is_table_of_package(member: Member) -> bool:
    """Tell whether the columns of a file, not its name, are those of a table of a package."""
    return bool(member.first_text.strip()) and bool(_fitting(header_of(member)[1]))


def _check(table: str, columns: Sequence[str], line: int | None) -> int:
    """Return how many columns are ignored. BrokenFile if one that must be there is missing."""
    if lacking := _lacks(table, columns):
        where, found = f"line {line}: " if line else "", ", ".join(columns)[:200]
        raise BrokenFile(
            f"{where}its table {table} has no column {', '.join(lacking)}, but {found}"
        )
    return sum(name not in wanted(table) for name in columns)


def _lacks(table: str, columns: Sequence[str]) -> list[str]:
    if table in HELPERS:
        return [name for name in HELPERS[table] if name not in columns]
    if table in MYSQL:
        needed = (*MYSQL[table][1].values(), "course_id", "author_id")
        return [name for name in needed if name not in columns]
    raw = TABLES[table]
    return raw.lacks({raw.column(name) for name in columns})


def _parts_of_dump(member: Member) -> Iterator[Part]:
    yield from parts_of_tables(read_dump(member.text(), wanted))


def _is_mongo(member: Member) -> bool:
    return bool(MONGO_NAME.fullmatch(member.name) or POST.match(member.first_text))


def _parts_of_mongo(member: Member) -> Iterator[Part]:
    yield "forum_posts", Rows(NO_ROWS)
    for rows in posts_of_mongo(member):
        yield "forum_posts", rows


def _parts_of_delimited(member: Member) -> Iterator[Part]:
    delimiter, names = header_of(member)
    table = _table_of(member.name, names)
    ignored = _check(table, names, 1)
    yield table, Rows(NO_ROWS, n_ignored=ignored)
    read = [name for name in names if name in wanted(table)]
    for rows in rows_of(member, delimiter, names):
        yield table, Rows(rows.values.select(["line_no", *read]), rows.rejected)


def _is_delimited(member: Member) -> bool:
    """Tell whether a file is a table: by its name, or because its columns are those of one."""
    if not member.first_text.strip():
        return False
    _, names = header_of(member)
    named, _ = named_table(member.name)
    return named in NAMES or bool(_fitting(names))


def _table_of(name: str, names: Sequence[str]) -> str:
    """Return the table of a file. BrokenFile if its columns are those of another than its name."""
    fitting = _fitting(names)
    named, _ = named_table(name)
    if named not in NAMES:
        return fitting
    if fitting not in ("", named) and _is_whole(fitting, names) and not _is_whole(named, names):
        raise BrokenFile(
            f"line 1: it is named like the table {named}, but has the columns of {fitting}"
        )
    if not names:
        raise BrokenFile(f"line 1 is not a header with the columns of {named}")
    return named


def _fitting(names: Sequence[str]) -> str:
    """Return the table that has all its columns among these; '' if there is none, or no one."""
    fits = [table for table in sorted(NAMES & TABLES.keys()) if _is_whole(table, names)]
    largest = [
        table
        for table in fits
        if not any(
            set(TABLES[table].signs) < set(TABLES[other].signs) for other in fits if other != table
        )
    ]
    return largest[0] if len(largest) == 1 else ""


def _is_whole(table: str, names: Sequence[str]) -> bool:
    if table not in TABLES:
        return not _lacks(table, names)
    found = {TABLES[table].column(name) for name in names}
    return bool(signs := TABLES[table].signs) and found.issuperset(signs)


def _course_of_structure(member: Member) -> str | None:
    """Return the course whose own block a structure names; None if it names none."""
    text = b""
    for piece in member.text():
        text = text[-LONGEST_KEY:] + piece
        if found := COURSE_BLOCK.search(text):
            parts = [part.decode("utf-8", "replace") for part in found.groups() if part]
            return f"course-v1:{parts[0]}" if len(parts) == 1 else "/".join(parts)
    return None


KINDS = (
    Kind(is_dump, _parts_of_dump),
    Kind(_is_mongo, _parts_of_mongo),
    Kind(_is_delimited, _parts_of_delimited),
)
