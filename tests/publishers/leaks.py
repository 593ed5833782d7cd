"""A scanner for personal data in published files: known people, and what looks like an address.

People are read from the schemas that hold what was landed, not from models, so that a model that
loses a name cannot hide it from the scanner.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb

# Columns of the landed tables that name a person, whatever table they are in.
COLUMNS = {
    "username": "user name",
    "author_username": "user name",
    "email": "e-mail",
    "first_name": "name",
    "last_name": "name",
    "last_access_ip": "address",
    "anonymous_user_id": "id",
    "hash_id": "id",
    "user_id": "id",
    "author_id": "id",
    "student_id": "id",
    "scorer_id": "id",
    "anon_user_id": "id",
    "session_user_id": "id",
    "eventing_user_id": "id",
    "forum_user_id": "id",
    "public_user_id": "id",
    "tagger": "name",
}
NAMES = {("auth_userprofile", "name"): "name"}
# Keys of the JSON of log lines, and keys of the forms that the server logs.
KEYS = {
    "username": "user name",
    "student": "user name",
    "author_username": "user name",
    "email": "e-mail",
    "ip": "address",
    "user_ip": "address",
    "user_id": "id",
    "session": "session",
    "full_name": "name",
    "first_name": "name",
    "last_name": "name",
}
FORM_KEYS = {"name": "name"}
LINES = ("edx_lines", "coursera_clickstream_lines", "quickhelper_lines")
SHORTEST = 3  # characters of a name
SHORTEST_NUMBER = 7  # digits of an id: shorter numbers cannot be told from counts and years

RUN = re.compile(r"\w+")
E_MAIL = re.compile(r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w@])")
LONGEST_E_MAIL = 320
DOTTED = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")
# Not after a letter and a slash, which is the version of a program.
BEFORE_IPV4, AFTER_IPV4 = re.compile(r"(?:[\w.-]|[a-z]/)$"), re.compile(r"[\w-]|\.\w")
IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])")
ID_OF_PERSON = re.compile(
    r"(?:user|learner|student|author)"
    r"(?:_?id[\"']*\s*[=:/]\s*[\"']*(\d+)|s?[=/](\d+))\b"
)
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")

Found = set[tuple[str, str, str]]


def people_of(database: Path) -> dict[str, str]:
    """What identifies people in the landed data, in lower case, and of which kind it is."""
    told: dict[str, str] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns "
            "where table_schema like 'raw%'"
        ).fetchall()
        for schema, table, column in columns:
            if kind := NAMES.get((table, column)) or COLUMNS.get(column):
                values = connection.execute(
                    f'select distinct cast("{column}" as varchar) from "{schema}"."{table}"'
                ).fetchall()
                told |= {value: kind for (value,) in values if value}
        for table in LINES:
            lines = connection.execute(f"select line from raw.{table}").fetchall()
            told |= {value: kind for (line,) in lines for value, kind in of_line(line)}
    return {
        value.strip().casefold(): kind
        for value, kind in told.items()
        if len(value.strip()) >= (SHORTEST_NUMBER if value.strip().isdigit() else SHORTEST)
    }


def numbers_of(database: Path) -> set[str]:
    """The ids of people that are numbers, however short: looked for after a word such as user."""
    with duckdb.connect(str(database), read_only=True) as connection:
        values = connection.execute("select id from raw_edx.auth_user").fetchall()
        return {value for (value,) in values if value and value.isdigit()}


def of_line(line: str) -> Iterator[tuple[str, str]]:
    """What identifies people in a line of a log, in whatever depth, and in JSON within JSON."""
    try:
        yield from walk(json.loads(line[line.index("{") :]), KEYS)
    except ValueError:
        return


def walk(value: Any, keys: dict[str, str], kind: str | None = None) -> Iterator[tuple[str, str]]:
    """Values under the keys, with their kinds; `kind` is that of a value below such a key."""
    if isinstance(value, dict):
        for key, below in value.items():
            inner = keys | FORM_KEYS if key in ("POST", "GET") else keys
            yield from walk(below, inner, keys.get(key))
    elif isinstance(value, list):
        for below in value:
            yield from walk(below, keys, kind)
    elif isinstance(value, str) and value.startswith(("{", "[")):
        try:
            yield from walk(json.loads(value), keys, kind)
        except ValueError:
            return
    elif kind and isinstance(value, (str, int)) and not isinstance(value, bool):
        yield str(value), kind


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text of the files in a folder: (place, text). Pictures of pixels are left out."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = path.relative_to(folder).as_posix()
        yield place, place  # the name of the file is published too
        if path.suffix in (".duckdb", ".parquet"):
            yield from texts_of_tables(path, place)
        elif path.suffix == ".csv":  # cells repeat: each is read once
            yield place, "\n".join(set(re.split(r"[,\r\n]", path.read_text(encoding="utf-8"))))
        elif path.suffix not in (".png", ".woff2", ".gz"):
            yield place, path.read_text(encoding="utf-8", errors="replace")


def texts_of_tables(path: Path, place: str) -> Iterator[tuple[str, str]]:
    """The distinct values of every column of a DuckDB file or a Parquet file, as text."""
    with duckdb.connect() as connection:
        if path.suffix == ".parquet":
            relations = [(place, f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')")]
        else:
            connection.execute(f"attach '{path}' as read_from (read_only)")
            tables = connection.execute(
                "select table_schema, table_name from information_schema.tables "
                "where table_catalog = 'read_from'"
            ).fetchall()
            relations = [
                (f"{place} {schema}.{table}", f'read_from."{schema}"."{table}"')
                for schema, table in tables
            ]
        for name, relation in relations:
            for column, type_, *_ in connection.execute(f"describe from {relation}").fetchall():
                if type_ in ("BOOLEAN", "DOUBLE", "DATE", "TIMESTAMP"):
                    continue
                (text,) = connection.execute(
                    f'select string_agg(distinct cast("{column}" as varchar), chr(10)) '
                    f"from {relation}"
                ).fetchone() or (None,)
                if text:
                    yield f"{name}.{column}", text


def leaks(
    texts: Iterable[tuple[str, str]],
    people: dict[str, str],
    numbers: Iterable[str] = (),
    innocent: Iterable[str] = (),
) -> Found:
    """What names a person: (place, kind, text). `innocent` texts are not leaks, in lower case."""
    starts: dict[str, list[str]] = {}
    for name in people:
        if first := RUN.search(name):
            starts.setdefault(first[0], []).append(name)
    short, seen = set(numbers), dict[str, set[tuple[str, str]]]()
    found: Found = set()
    for place, text in texts:
        if text not in seen:
            seen[text] = {
                leak
                for spelled in spellings(text)
                for leak in leaks_of(spelled, people, starts, short)
            }
        found |= {(place, kind, name) for kind, name in seen[text]}
    return {leak for leak in found if leak[2] not in set(innocent)}


def leaks_of(
    text: str, people: dict[str, str], starts: dict[str, list[str]], numbers: set[str]
) -> Iterator[tuple[str, str]]:
    """What names a person in one text: (kind, text)."""
    for name in names_in(text, starts):
        yield people[name], name
    yield from addresses_in(text)
    for match in ID_OF_PERSON.finditer(text):
        if (match[1] or match[2]) in numbers:
            yield "id after a word", match[0]


def spellings(text: str) -> set[str]:
    """A text, and the text without the escapes of HTML, JSON and addresses; in lower case."""

    def characters(escaped: str) -> str:
        return ESCAPED.sub(lambda match: chr(int(match[1], 16)), escaped)

    told = {text.casefold()}
    if "&" in text or "\\u" in text or "%" in text:
        told.add(unquote(characters(html.unescape(text))).casefold())
    return told


def names_in(text: str, starts: dict[str, list[str]]) -> Iterator[str]:
    """The names in a text as words of their own; `starts` has them by first word."""
    for first in starts.keys() & set(RUN.findall(text)):
        for name in starts[first]:
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield name


def addresses_in(text: str) -> Iterator[tuple[str, str]]:
    """What looks like an e-mail address or an IP address in a text in lower case."""
    at = text.find("@")
    while at >= 0:
        for match in E_MAIL.finditer(text, max(at - 64, 0), at + LONGEST_E_MAIL):
            yield "e-mail", match[0]
        at = text.find("@", at + 1)
    for match in DOTTED.finditer(text):
        before, after = (
            text[max(match.start() - 2, 0) : match.start()],
            text[match.end() : match.end() + 2],
        )
        parts_fit = all(int(part) <= 255 for part in match[0].split("."))
        if parts_fit and not BEFORE_IPV4.search(before) and not AFTER_IPV4.match(after):
            yield "address", match[0]
    for match in IPV6.finditer(text):
        yield "address", match[0]
