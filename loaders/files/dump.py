"""From the text of a mysqldump file to the columns of its tables, without a server."""

import codecs
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from operator import itemgetter

import pyarrow as pa
import pyarrow.compute as pc

from loaders.errors import BrokenFile
from loaders.files.members import Member
from loaders.files.statements import QUOTED, statements, taken

MOST_ROWS, MOST_BYTES = 20_000, 8 << 20  # in a portion; of bytes, a statement more at most
HEAD = 4096  # bytes in which a dump says its character set

# A database may be named before a table; Coursera's tables have dots in the name itself.
NAME = rb"(?:(?:`[^`]+`|\"[^\"]+\"|(?!kvs_course\.)\w+)\.)?[`\"]?([^`\"\s(]+)[`\"]?\s*"
CREATE = re.compile(rb"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + NAME, re.IGNORECASE)
INSERT = re.compile(
    rb"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+" + NAME + rb"(?:\(([^)]*)\)\s*)?VALUES",
    re.IGNORECASE,
)
# Text may have its character set before it, and bytes and bits are written as x'6F', b'1'.
DOUBLE_QUOTED = rb'"[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+"'
VALUE = rb"(?:(?:_\w+\s*|[xXbBnN])?" + QUOTED + rb"|" + DOUBLE_QUOTED + rb"|[^\s,()'\"]++)"
ROW = rb"\s*+,?\s*+\(\s*+%s\s*+\)"
COMMA = rb"\s*+,\s*+"
SOME_ROW = re.compile(ROW % (VALUE + rb"(?:" + COMMA + VALUE + rb")*+"), re.DOTALL)

# A dump in ANSI mode has its names in double quotes.
ANSI_NAME = re.compile(r'[^(`]*"')
QUOTED_NAME = re.compile(rf"({QUOTED.decode()})|\"([^\"]*)\"", re.DOTALL)

ESCAPE = {mark: re.compile(rb"\\(.)|" + mark * 2, re.DOTALL) for mark in (b"'", b'"')}
ESCAPES = {b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a"}
ESCAPES |= {b"%": b"\\%", b"_": b"\\_"}
# What mysqldump escapes, but for the backslash. A value with more than that is rare.
USUAL = [(b"\\" + c, ESCAPES.get(c, c)) for c in (b'"', b"'", b"n", b"r", b"0", b"Z")]
UNUSUAL = re.compile(rb"''|\\[^\"'nr0Z]", re.DOTALL)

CHARSET = re.compile(rb"SET NAMES (\w+)\W", re.IGNORECASE)
CODECS = {"utf8": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "latin1": "cp1252"}

# A dump begins with one of these, and defines or fills a table.
BEGINNING = re.compile(
    rb"(\xef\xbb\xbf)?\s*(--\s|#|/\*|(ALTER|BEGIN|CREATE|DELIMITER|DROP|INSERT|LOCK|REPLACE|SET|START|TRUNCATE|USE)"
    rb"[\s;])",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    rb"^\s*(CREATE\s+TABLE|INSERT\s+(IGNORE\s+)?INTO|REPLACE\s+INTO)\s",
    re.IGNORECASE | re.MULTILINE,
)
TABLE_OF_STATEMENT = re.compile(rb"(?:IF\s+NOT\s+EXISTS\s+)?" + NAME, re.IGNORECASE)
OTHER_MAKE = re.compile(rb"^(?:-- PostgreSQL database dump|SET standard_conforming_strings)", re.M)
SQL_NAME = re.compile(r".*\.sql(\.gz|\.zst)?", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A table of an export: its name, and its columns in order. line: where a dump tells them."""

    name: str
    columns: tuple[str, ...]
    line: int | None = field(default=None, compare=False)


def is_dump(member: Member) -> bool:
    """Tell whether a file is a dump of a database, or another script of SQL that makes tables."""
    head = member.first_text
    is_sql = STATEMENT.search(head) or SQL_NAME.fullmatch(member.name)
    return bool(BEGINNING.match(head) and is_sql and b"\t" not in head.split(b"\n", 1)[0])


def tables_of_dump(text: bytes) -> list[str]:
    """Return the tables that the first text of a dump names; none if it is not a dump."""
    if not BEGINNING.match(text):
        return []
    named = (TABLE_OF_STATEMENT.match(text, found.end()) for found in STATEMENT.finditer(text))
    return [name[1].decode("utf-8", "replace") for name in named if name]


def read_dump(
    pieces: Iterable[bytes], wanted: Callable[[str], Container[str]]
) -> Iterator[tuple[Table, pa.Table | None]]:
    """Yield each table when it is defined, with None, then its rows in portions.

    wanted: gives the names of the columns to read of a table; only they are in the portions, as
    large_string whatever their type. BrokenFile if the dump cannot be read to its end.
    """
    source = iter(pieces)
    head = taken(source, HEAD).removeprefix(codecs.BOM_UTF8)
    if OTHER_MAKE.search(head):
        raise BrokenFile("it is of PostgreSQL, which writes text in another way: write CSV files")
    charset = _charset(head)
    parts = _parts(chain([head], source), charset, wanted)
    for table, parts_of_table in groupby(parts, itemgetter(0)):
        columns = [name for name in table.columns if name in wanted(table.name)]
        held: list[Sequence[bytes]] = []
        held_bytes = 0
        for _, rows, n_bytes in parts_of_table:
            if not rows:
                yield table, None
            held += rows
            held_bytes += n_bytes
            if len(held) >= MOST_ROWS or held_bytes >= MOST_BYTES:
                yield table, _arrow(columns, held, charset)
                held, held_bytes = [], 0
        if held:
            yield table, _arrow(columns, held, charset)


def _parts(
    pieces: Iterable[bytes], charset: str, wanted: Callable[[str], Container[str]]
) -> Iterator[tuple[Table, list[Sequence[bytes]], int]]:
    """Yield a table for each definition, with no rows, and for each INSERT, with rows and bytes."""
    tables: dict[str, Table] = {}
    for line, statement in statements(pieces):
        if created := CREATE.match(statement):
            name = created[1].decode(charset)
            columns = _defined(statement.decode(charset, "replace"), line) if wanted(name) else ()
            tables[name] = Table(name, columns, line)
            yield tables[name], [], 0
        elif (into := INSERT.match(statement)) and wanted(name := into[1].decode(charset)):
            if into[2]:
                names = into[2].decode(charset).split(",")
                table = Table(name, tuple(column.strip(' `"') for column in names), line)
            elif not (table := tables.get(name, Table(name, ()))).columns:
                raise BrokenFile(f"the rows of {name} on line {line} come before its CREATE TABLE")
            keep = tuple(column in wanted(name) for column in table.columns)
            for rows, n_bytes in _rows(statement, into.end(), table, keep, line):
                yield table, rows, n_bytes


def _charset(head: bytes) -> str:
    named = CHARSET.search(head)
    name = named[1].decode().lower() if named else "utf8mb4"
    if name not in CODECS:
        raise BrokenFile(f"it is in the character set {name}, which is not read here")
    return CODECS[name]


def _defined(statement: str, line: int) -> tuple[str, ...]:
    """Return the columns that a CREATE TABLE defines."""
    import sqlglot  # here: it takes 0.2 s, and most commands read no dump

    if ANSI_NAME.match(statement):
        statement = QUOTED_NAME.sub(lambda found: found[1] or f"`{found[2]}`", statement)
    with suppress(sqlglot.errors.SqlglotError):
        tree = sqlglot.parse_one(statement, read="mysql")
        if columns := tuple(column.name for column in tree.find_all(sqlglot.exp.ColumnDef)):
            return columns
    raise BrokenFile(f"the CREATE TABLE on line {line} cannot be read: {statement[:60]!r}")


def _rows(
    statement: bytes, at: int, table: Table, keep: tuple[bool, ...], line: int
) -> Iterator[tuple[list[Sequence[bytes]], int]]:
    """Yield the values to keep of each row as the dump has them, some rows and bytes at a time."""
    row, begin = _row(keep), at
    rows: list[Sequence[bytes]] = []
    while found := row.match(statement, at):
        rows.append(found.groups())
        at = found.end()
        if len(rows) == MOST_ROWS:
            yield rows, at - begin
            rows, begin = [], at
    if rows:
        yield rows, at - begin
    if statement[at:].strip():
        rest = statement[at:].lstrip(b", \r\n\t")
        line += statement.count(b"\n", 0, len(statement) - len(rest))
        why = f"has not {len(keep)} values" if SOME_ROW.match(rest) else "cannot be read"
        start = rest[:60].decode("utf-8", "replace")
        raise BrokenFile(f"a row of {table.name} {why}, on line {line}, at {start!r}")


@cache
def _row(keep: tuple[bool, ...]) -> re.Pattern[bytes]:
    values = (b"(" + VALUE + b")" if is_kept else VALUE for is_kept in keep)
    return re.compile(ROW % COMMA.join(values), re.DOTALL)


def _arrow(columns: Sequence[str], rows: Sequence[Sequence[bytes]], charset: str) -> pa.Table:
    texts = [_decoded(_contents(values), charset) for values in zip(*rows, strict=True)]
    return pa.table(texts, names=columns)


def _contents(values: Sequence[bytes]) -> pa.LargeBinaryArray:
    """Return values without quotes and escapes; Python looks only at those that need it."""
    raw = pa.array(values, pa.large_binary())
    contents = pc.if_else(pc.starts_with(raw, b"'"), pc.binary_slice(raw, 1, -1), raw)
    is_null = pc.is_in(raw, pa.array([b"NULL", b"null"], pa.large_binary()))
    contents = pc.if_else(is_null, None, contents)
    is_odd = pc.match_substring_regex(raw, "^(0[xX]|_|[xXbBnN]'|\")")
    for mark in (b"\\", b"''"):
        is_odd = pc.or_(is_odd, pc.fill_null(pc.match_substring(contents, mark), False))
    odd = [_content(value) for value in raw.filter(is_odd).to_pylist()]
    return pc.replace_with_mask(contents, is_odd, pa.array(odd, pa.large_binary()))


def _content(value: bytes) -> bytes:
    """Return a value without its escapes; BrokenFile if it is none that MySQL writes."""
    with suppress(ValueError):
        if value.startswith(b'"'):
            return _replaced(value[1:-1], b'"')
        kind, content = value[:2].lower(), value[value.find(b"'") + 1 : -1]
        if kind == b"b'":
            return int(content or b"0", 2).to_bytes((len(content) + 7) // 8)
        if kind in (b"0x", b"x'"):
            digits = (content if kind == b"x'" else value[2:]).decode()
            return bytes.fromhex(digits.zfill(len(digits) + len(digits) % 2))
        return _unescaped(content)
    raise BrokenFile(
        f"it holds a value that cannot be read: {value[:60].decode('utf-8', 'replace')!r}"
    )


def _decoded(contents: pa.LargeBinaryArray, charset: str) -> pa.LargeStringArray:
    if charset == "utf-8":
        with suppress(pa.ArrowInvalid):
            return contents.cast(pa.large_string())
    errors = "replace" if charset == "utf-8" else "mysql_latin1"
    texts = (None if one is None else one.decode(charset, errors) for one in contents.to_pylist())
    return pa.array(texts, pa.large_string())


def _control_character(error: UnicodeError) -> tuple[str, int]:
    """Decode what cp1252 has no letter for, as MySQL's latin1 does."""
    assert isinstance(error, UnicodeDecodeError)
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("mysql_latin1", _control_character)


def _unescaped(text: bytes) -> bytes:
    parts = text.split(b"\\\\")
    if any(map(UNUSUAL.search, parts)):
        return _replaced(text, b"'")
    for mark, meant in USUAL:
        parts = [part.replace(mark, meant) for part in parts]
    return b"\\".join(parts)


def _replaced(text: bytes, mark: bytes) -> bytes:
    """Return what stood between two marks, its escapes and its doubled marks replaced."""
    return ESCAPE[mark].sub(lambda found: ESCAPES.get(found[1], found[1]) or mark, text)
