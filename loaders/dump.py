"""From the text of a mysqldump file to the columns and rows of its tables, without a server."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from loaders.errors import BrokenFile

PIECE = 1 << 20  # characters: how much more is read when a statement is not complete yet

Row = list[str | None]

# What a semicolon may stand in without ending the statement, and the semicolon that ends it.
SEPARATOR = re.compile(
    r"'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'|\"[^\"\\]*(?:(?:\\.|\"\")[^\"\\]*)*\"|`[^`]*`"
    r"|/\*.*?\*/|(?:--|#)[^\n]*\n|(;)|/\*|['\"`]",
    re.DOTALL,
)
COMMENTS = re.compile(r"(?:\s+|/\*.*?\*/|(?:--|#)[^\n]*(?:\n|$))*", re.DOTALL)
CHARSET = re.compile(r"SET NAMES (\w+)", re.IGNORECASE)
CODECS = {"utf8": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "latin1": "cp1252"}

INSERT = re.compile(
    r"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+`?((?:[^`\s(])+)`?\s*(?:\(([^)]*)\)\s*)?VALUES",
    re.IGNORECASE,
)
ROW_START = re.compile(r"\s*,?\s*\(")
VALUE = re.compile(
    r"\s*(?:(?:_\w+\s*)?'([^'\\]*(?:(?:\\.|'')[^'\\]*)*)'|(?:_\w+\s*)?0x([0-9A-Fa-f]+)"
    r"|([^\s,()']+))\s*([,)])",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
ESCAPES = {
    "0": "\0",
    "b": "\b",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "Z": "\x1a",
    "%": "\\%",
    "_": "\\_",
}


@dataclass(frozen=True)
class Table:
    """A table of a dump: its name, and its columns in order."""

    name: str
    columns: tuple[str, ...]


def read_dump(pieces: Iterable[bytes]) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each table when it is defined, with no rows, then its rows by the statement.

    Values are text, whatever their type; null is None. BrokenFile if the dump breaks off.
    """
    tables: dict[str, Table] = {}
    for statement in statements(pieces):
        if statement[:12].upper() == "CREATE TABLE":
            table = _definition(statement)
            tables[table.name] = table
            yield table, []
        elif into := INSERT.match(statement):
            table = tables.get(into[1]) or Table(into[1], ())
            if into[2]:
                table = Table(table.name, tuple(re.findall(r"[^`,\s]+", into[2])))
            yield table, list(_rows(statement, into.end(), table))


def statements(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the statements without the comments before them. BrokenFile if the last has no end."""
    held = ""
    for text in _decoded(pieces):
        held += text
        # An open comment must not hide behind the end of what has been read so far.
        complete = held.rfind("\n") + 1
        done = 0
        for found in SEPARATOR.finditer(held, 0, complete):
            if found[1]:
                yield held[COMMENTS.match(held, done).end() : found.start()]  # type: ignore[union-attr]
                done = found.end()
            elif len(found[0]) <= 2 and found[0] in ("'", '"', "`", "/*"):
                break
        held = held[done:]
    rest = held[COMMENTS.match(held).end() :]  # type: ignore[union-attr]
    if rest.strip():
        raise BrokenFile(f"it breaks off in the middle of a statement: {rest[:60]!r}")


def _decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """Decode in the character set that the dump names, in pieces that grow while nothing ends."""
    decoder: codecs.IncrementalDecoder | None = None
    held = b""
    for piece in pieces:
        held += piece
        if len(held) >= PIECE:
            decoder = decoder or _decoder(held)
            yield decoder.decode(held)
            held = b""
    decoder = decoder or _decoder(held)
    yield decoder.decode(held, final=True) + "\n"


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    named = CHARSET.search(head[:4096].decode("ascii", "replace"))
    name = CODECS.get(named[1].lower() if named else "utf8mb4")
    if not name:
        raise BrokenFile(f"it is in the character set {named and named[1]}, which is not read here")
    return codecs.getincrementaldecoder(name)("replace")


def _definition(statement: str) -> Table:
    try:
        tree = sqlglot.parse_one(statement, read="mysql")
    except sqlglot.errors.SqlglotError as error:
        raise BrokenFile(f"a CREATE TABLE cannot be read: {error}") from None
    columns = [part.name for part in tree.this.expressions if isinstance(part, exp.ColumnDef)]
    return Table(tree.this.this.name, tuple(columns))


def _rows(statement: str, at: int, table: Table) -> Iterator[Row]:
    while start := ROW_START.match(statement, at):
        row: Row = []
        at = start.end()
        while True:
            value = VALUE.match(statement, at)
            if not value:
                raise BrokenFile(
                    f"a row of {table.name} cannot be read: {statement[at : at + 60]!r}"
                )
            row.append(_text(*value.group(1, 2, 3)))
            at = value.end()
            if value[4] == ")":
                break
        if len(row) != len(table.columns):
            raise BrokenFile(
                f"a row of {table.name} has {len(row)} values for {len(table.columns)} columns"
            )
        yield row
    if statement[at:].strip():
        raise BrokenFile(f"rows of {table.name} end in what is none: {statement[at : at + 60]!r}")


def _text(quoted: str | None, hexadecimal: str | None, bare: str | None) -> str | None:
    if quoted is not None:
        return ESCAPE.sub(_unescaped, quoted) if "\\" in quoted or "''" in quoted else quoted
    if hexadecimal is not None:
        return bytes.fromhex(hexadecimal).decode("utf-8", "replace")
    return None if bare is None or bare.upper() == "NULL" else bare


def _unescaped(found: re.Match[str]) -> str:
    return ESCAPES.get(found[1], found[1]) if found[1] else "'"
