"""The seeds that a site edits, checked as CSV files and by the rules beside them.

The rules are in the seeds' `_seeds.yml` (`config.meta.written`); the macro check_seed, which stops
a build, reads them too and says the same of values.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb

from loaders.course_keys import COURSE_KEY
from loaders.errors import Refusal
from loaders.yaml_files import read_yaml

TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")
FORMATS = {10: "%Y-%m-%d", 16: "%Y-%m-%d %H:%M", 19: "%Y-%m-%d %H:%M:%S"}  # by length
Row = dict[str, str]


@dataclass(frozen=True)
class Rules:
    """What a seed holds.

    columns: what each holds, a kind of value or a list of all values. key: what a row is.
    needed: columns that are never empty. ordered: pairs of columns, the first not after the second.
    """

    columns: dict[str, str | list[str]]
    key: list[str]
    needed: list[str]
    ordered: list[list[str]]


def edited_seeds(folder: Path) -> dict[Path, Rules]:
    """Return the seeds of a folder that a site edits, with their rules.

    Refusal if the folder has no rules.
    """
    found = {}
    for path in sorted(folder.rglob("_seeds.yml")):
        for seed in read_yaml(path)["seeds"]:
            if rules := seed.get("config", {}).get("meta", {}).get("written"):
                found[path.with_name(f"{seed['name']}.csv")] = Rules(
                    rules["columns"], rules["key"], rules["needed"], rules.get("ordered", [])
                )
    if not found:
        raise Refusal(
            f"{folder} has no _seeds.yml with rules: name a folder of seeds, as the project's own."
        )
    return found


def faults_of(path: Path, rules: Rules, shown: str) -> Iterator[str]:
    """Yield a sentence for each fault: file, row (the header is row 1), column and what to write.

    shown: how the file is called in it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        yield f"{shown} cannot be read ({error.strerror}): put it back."
        return
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        yield f"{shown}, row {row}: it is not UTF-8: save it as 'CSV UTF-8'."
        return
    if "\0" in text:
        yield f"{shown} holds NUL bytes: save it as 'CSV UTF-8'."
        return
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows, [])
        if faults := [*_faults_of_header(header, rules)]:
            yield from (f"{shown} {fault}" for fault in faults)
            return
        seen: dict[tuple[str, ...], int] = {}
        for number, cells in enumerate(rows, 2):
            for fault in _faults_of_cells(header, cells, rules, seen, number):
                yield f"{shown}, row {number}: {fault}"
    except csv.Error as error:
        yield f"{shown}, line {rows.line_num}: it is not a CSV ({error}): close each quote."


def _faults_of_header(header: Sequence[str], rules: Rules) -> Iterator[str]:
    if len(header) == 1 and (found := re.search(r"[;\t|]", header[0])):
        name = {";": "semicolons", "\t": "tabs", "|": "bars"}[found[0]]
        yield f"has {name} between its columns: save it as CSV with commas."
        return
    for column in rules.columns:
        if column not in header:
            yield (
                f"has no column {column}: add it to the header line, with an empty field in each "
                "row where nothing is known."
            )
    for column in header:
        if column not in rules.columns:
            yield (
                f"has a column {json.dumps(column)} that nothing is made of: remove it; the "
                f"columns are {', '.join(rules.columns)}."
            )
    if len(set(header)) < len(header):
        yield "has a column twice in its header line: remove one."


def _faults_of_cells(
    header: Sequence[str],
    cells: Sequence[str],
    rules: Rules,
    seen: dict[tuple[str, ...], int],
    number: int,
) -> Iterator[str]:
    if not any(cell.strip() for cell in cells):
        yield "it is blank: delete it."
        return
    if len(cells) != len(header):
        more = "Put quotes around a text with a comma." if len(cells) > len(header) else ""
        yield f"it has {len(cells)} fields, the header line has {len(header)}. {more}".strip()
        return
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    faults = [*_faults_of_row(row, rules)]
    yield from faults
    key = tuple(unquote(row[column]).strip().lower() for column in rules.key)
    if key in seen:
        named = json.dumps(", ".join(key), ensure_ascii=False)
        yield f"{', '.join(rules.key)} {named} is in row {seen[key]} already: keep one of them."
    seen.setdefault(key, number)


def _faults_of_row(row: Row, rules: Rules) -> Iterator[str]:
    n_faults = 0
    for column, rule in rules.columns.items():
        fault = ""
        if not row[column]:
            fault = ": write it, or delete the row." if column in rules.needed else ""
            fault = fault and f"{column} is empty{fault}"
        elif why := _fault_of(row[column], rule, row):
            fault = f"{column} {json.dumps(row[column], ensure_ascii=False)} {why}"
        if fault:
            n_faults += 1
            yield fault
    for first, last in rules.ordered if not n_faults else ():
        begin, end = row[first], row[last]
        is_number = rules.columns[first] == "whole number"
        if begin and end and (int(end) < int(begin) if is_number else _lies_before(end, begin)):
            yield f"{last} {json.dumps(end)} lies before {first} {begin}."


def _lies_before(end: str, begin: str) -> bool:
    """Tell whether a day or time comes before another; a day ends when it is over."""
    return end.replace("T", " ") < begin.replace("T", " ")[: len(end)]


def _fault_of(value: str, rule: str | list[str], row: Row) -> str:
    if not isinstance(rule, str):
        return "" if value in rule else f"is not one of {', '.join(rule)}."
    is_right, why = VALUES[rule]
    if rule == "course" and row.get("platform") not in ("edx", "", None):
        is_right, why = (
            _is_other_course,
            "is not the key of a course: write it as the logs spell it.",
        )
    return "" if is_right(value) else why


def _is_time(value: str) -> bool:
    if not TIME.fullmatch(value):
        return False
    try:
        datetime.strptime(value.replace("T", " "), FORMATS[len(value)])
    except ValueError:
        return False
    return True


def _is_time_zone(value: str) -> bool:
    """Tell whether the engine knows a time zone, in this letter case."""
    query = "select count(*) from pg_timezone_names() where name = ?"
    [(n,)] = duckdb.connect().execute(query, [value]).fetchall()
    return bool(n)


def _is_other_course(value: str) -> bool:
    return bool(re.fullmatch(r"[^ %]+", value))


VALUES: dict[str, tuple[Callable[[str], object], str]] = {
    "text": (lambda value: True, ""),
    "time": (
        _is_time,
        "is neither a day (2025-09-15) nor a time without offset (2025-09-15 09:00).",
    ),
    "time zone": (
        _is_time_zone,
        "is not the name of a time zone, for example Europe/Berlin; leave it empty for the var "
        "time_zone.",
    ),
    "name pattern": (
        re.compile("(?=.*[A-Za-z]{3})[!-~]+").fullmatch,
        "is not the pattern of a name: write it without blanks, with three letters in a row; * is "
        "any text.",
    ),
    "whole number": (re.compile("[0-9]{1,9}").fullmatch, "is not a whole number."),
    "course": (
        COURSE_KEY.fullmatch,
        "is not a course key: write course-v1:Org+Course+Run or Org/Course/Run, as the logs spell "
        "it.",
    ),
}


def check_seeds(folder: Path, found: Callable[[str], Any]) -> int:
    """Report each fault of the seeds of a folder; return how many there are."""
    n_faults = 0
    for path, rules in edited_seeds(folder).items():
        shown = f"{folder.name}/{path.relative_to(folder)}"
        for fault in faults_of(path, rules, shown):
            n_faults += 1
            found(fault)
    return n_faults
