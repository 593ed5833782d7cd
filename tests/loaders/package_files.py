"""A small edX data package, written in each of the formats that the loader reads."""

from __future__ import annotations

import csv
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from loaders.warehouse.edx_package_tables import TABLES

COURSE = "course-v1:Org+C101+R1"
PREFIX = "Org-C101-R1"

Row = Sequence[str | None]
Table = tuple[Sequence[str], Sequence[Row]]

STATE = (
    '{"input_state": {"a": "say \\"hi\\", \\\\ O\'Neil"},\t"done": true,\r\n "text": "学习 é;|,"}\n'
)
# Values that are hard to bring over: what is quoted, escaped or separated somewhere.
ODD: dict[str, Table] = {
    "auth_user": (
        (
            *("id", "username", "first_name", "last_name", "email", "password", "is_staff"),
            *("is_active", "is_superuser", "last_login", "date_joined"),
        ),
        [
            *[("1", "ana", "Ána", 'O\'Neil, "A"', "a@x.org", "pbkdf2$1", "0", "1", "0", None, "x")],
            *[("2", "bob", "", "null", "b@x.org", "pbkdf2$2", "1", "1", "0", "2014-01-01", "y")],
        ],
    ),
    "courseware_studentmodule": (
        (
            *("id", "module_type", "module_id", "student_id", "state", "grade", "created"),
            *("modified", "max_grade", "done", "course_id"),
        ),
        [
            ("7", "problem", "p1", "1", STATE, "1", "c", "m", "2", "na", COURSE),
            ("8", "problem", "p1", "2", "\\n is \\ not \\\\n\\", None, "c", "m", None, "", COURSE),
            ("9", "problem", "p2", "2", "a\0b", None, "c", "m", None, "", COURSE),
        ],
    ),
    "completion_blockcompletion": (
        (
            *("id", "created", "modified", "user_id", "context_key", "block_key"),
            *("block_type", "completion"),
        ),
        [("1", "c", "m", "1", COURSE, "block-v1:b", "html", "1")],
    ),
}
OTHER_WAY = {"auth_userprofile": {"profile_id": "id"}}


def package(course: str = COURSE, first: int = 1) -> dict[str, Table]:
    """All tables with two rows each, and those that are hard to bring over."""
    tables: dict[str, Table] = {}
    for name, table in TABLES.items():
        if name not in ("forum_posts", "olx_blocks"):
            named = OTHER_WAY.get(name, {})
            columns = [named.get(column, column) for column in table.columns]
            tables[name] = (
                columns,
                [
                    [_value(name, column, number, course) for column in table.columns]
                    for number in (first, first + 1)
                ],
            )
    return tables | (ODD if course == COURSE else {})


def _value(table: str, column: str, number: int, course: str) -> str:
    if column == "course_id":
        return course
    return str(number) if column in TABLES[table].numbers else f"{column} {number}"


def tab_separated(table: Table) -> bytes:
    """A table as mysql writes it in batches, and edX into its packages."""
    escapes = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\0": "\\0"}
    columns, rows = table
    lines = [columns, *(["NULL" if v is None else _escaped(v, escapes) for v in r] for r in rows)]
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def comma_separated(table: Table, delimiter: str = ",") -> bytes:
    """A table as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    columns, rows = table
    writer.writerow(columns)
    writer.writerows([["NULL" if value is None else value for value in row] for row in rows])
    return text.getvalue().encode()


def dump(tables: Mapping[str, Table]) -> bytes:
    """Tables as mysqldump writes them, with one that nothing is made of."""
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", '"': '\\"', "\0": "\\0"}
    parts = [
        "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE `celery` (`id` int);"
    ]
    for name, (columns, rows) in tables.items():
        defined = ",\n".join(f"  `{column}` longtext" for column in columns)
        parts.append(f"CREATE TABLE `{name}` (\n{defined}\n) DEFAULT CHARSET=utf8mb4;")
        values = (
            ",".join("NULL" if v is None else f"'{_escaped(v, escapes)}'" for v in row)
            for row in rows
        )
        if rows:
            parts.append(f"INSERT INTO `{name}` VALUES {','.join(f'({row})' for row in values)};")
    return "\n".join([*parts, "-- Dump completed on 2014-01-01\n"]).encode()


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(letter, letter) for letter in text)


def files_of(
    tables: Mapping[str, Table],
    written: Callable[[Table], bytes] = tab_separated,
    name: str = f"{PREFIX}-{{}}-prod-analytics.sql",
) -> dict[str, bytes]:
    """A file for each table."""
    return {name.format(table): written(rows) for table, rows in tables.items()}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:  # type: ignore[call-overload]
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return content.getvalue()
