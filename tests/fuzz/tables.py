"""Fuzzed tables: data packages, exports of Coursera, labels and research, MOOCdbs of others."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from conftest import ROOT, SHARED
from fuzz import events, hostile

from loaders.course_keys import COURSE_KEY
from loaders.streams.csv_kinds import CSV_KINDS
from loaders.warehouse.moocdb_tables import TABLES as MOOCDB_TABLES

SAMPLES = ROOT / "sample_logs"
TOKEN = re.compile(r"'(?:[^'\\]|\\.|'')*'|[^,()\s]+", re.DOTALL)
ROW = re.compile(r"\((?:'(?:[^'\\]|\\.|'')*'|[^'()])*\)", re.DOTALL)
COLUMN = re.compile(r"(?m)^  `(\w+)`")
ATTRIBUTE = re.compile(r'="[^"]*"')
QUOTES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1a": "\\Z"}
# What columns of numbers and of times hold in MySQL.
WHOLES = ["0", "-1", "1", "2147483647", "-2147483648", "1000000000000", "9223372036854775807"]
WHOLES += ["-9223372036854775808", "5"]
REALS = ["0", "-0.0", "-1", "1e308", "-1e308", "1e-320", "1e10", "123456789012.5", "0.5", "NULL"]
DATES = ["0000-00-00 00:00:00", "0001-01-01 00:00:00", "1000-01-01 00:00:00", "1969-12-31 23:59:59"]
DATES += [
    "9999-12-31 23:59:59",
    "2038-01-19 03:14:08",
    "2016-00-00 00:00:00",
    "2016-02-30 01:00:00",
]
MOST_TEXT = 3000  # characters of a cell, so that the files stay small


def quoted(text: str, dice: random.Random) -> str:
    """Return a literal of MySQL, as mysqldump writes it, or a bare number or word."""
    bare = re.fullmatch(r"-?[0-9.]+(e[+-]?[0-9]+)?|null|true", text, re.IGNORECASE)
    if bare and dice.random() < 0.7:
        return text
    return "'" + "".join(QUOTES.get(c, c) for c in text[:MOST_TEXT]) + "'"


def spoilt_row(
    row: Sequence[str], columns: Sequence[str], dice: random.Random, keep: Sequence[int] = ()
) -> list[str]:
    """Return a row with up to two cells changed; those of `keep` seldom."""
    row = list(row)
    for _ in range(dice.choice([0, 1, 1, 2])):
        place = dice.randrange(len(row))
        if place not in keep or dice.random() < 0.1:
            row[place] = hostile.cell(row[place], dice, columns[place])[:MOST_TEXT]
    return row


def numbered(rows_of: Sequence[Sequence[str]], n: int, dice: random.Random) -> Iterator[list[str]]:
    """Yield n rows; a first cell that is a number becomes the number of the row, as a key is."""
    is_key = all(row[0].isdigit() for row in rows_of) and len({r[0] for r in rows_of}) == len(
        rows_of
    )
    for number in range(n):
        row = list(rows_of[number % len(rows_of)])
        if is_key and number >= len(rows_of):
            row[0] = str(10_000_000 + number)
        yield row


def dump(text: str, n: int, dice: random.Random) -> tuple[str, Counter[str]]:
    """Return a dump of about n rows, and how many rows each table has."""
    out: list[str] = []
    n_rows: Counter[str] = Counter()
    inserts = list(re.split(r"(?m)^(?=INSERT)", text))
    for part in inserts:
        defined = COLUMN.findall(out[-1].rpartition("CREATE TABLE")[2]) if out else []
        if not part.startswith("INSERT"):
            out.append(part)
            continue
        head, _, rest = part.partition("VALUES")
        end = _end(rest)
        body, tail = rest[:end], rest[end:]
        given = [TOKEN.findall(row[1:-1]) for row in ROW.findall(body)]
        if not given:
            out.append(part)
            continue
        columns = defined + [""] * len(given[0])
        made = []
        for row in numbered(given, max(len(given), n // max(1, len(inserts) - 1)), dice):
            for _ in range(dice.choice([0, 1, 1, 2])):
                place = dice.randrange(len(row))
                if place or dice.random() < 0.1:
                    row[place] = _literal(row[place], columns[place], dice)
            made.append("(" + ",".join(row) + ")")
        n_rows[head.split("`")[1]] += len(made)
        out.append(f"{head}VALUES {','.join(made)}{tail}")
    return "".join(out), n_rows


def _literal(old: str, column: str, dice: random.Random) -> str:
    """Return a hostile literal: a number, which MySQL holds in such a column, for a number."""
    if not old.startswith("'"):
        return dice.choice(REALS if "." in old else [*WHOLES, old, old, "NULL"])
    text = old.strip("'").replace('\\"', '"').replace("\\\\", "\\")
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+", text):
        return quoted(dice.choice(DATES), dice)
    return quoted(hostile.cell(text, dice, column), dice)


def _end(rest: str) -> int:
    """Return where the rows of an INSERT end."""
    at = 0
    while found := ROW.search(rest, at):
        if rest[at : found.start()].strip(" ,\r\n"):
            break
        at = found.end()
    return at


def package(folder: Path, n: int, dice: random.Random) -> dict[str, int]:
    """Write a data package of about n rows; return the rows of each file that is one table.

    Two files with one table of one course are refused, so only the first may name others' courses.
    """
    counts, size = {}, max(5, n // 22)
    for path in sorted((SAMPLES / "package").iterdir()):
        out, data = folder / path.name.replace(".gz", ""), path.read_bytes()
        if path.name.endswith(".tar.gz"):
            olx(path, folder / path.name, dice)
            continue
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
        if path.suffix == ".mongo":
            posts = [*hostile.lines(events.objects(text.splitlines()), size, dice)]
            posts = [post for post in posts if post.strip()]
            out.write_bytes(b"\n".join(posts) + b"\n")
            counts[out.name] = len(posts)
        elif text.startswith("-- MySQL"):
            text, _ = dump(text, 3 * size, dice)
            out.write_text(text)
        else:
            comma = "," if ".csv" in path.name else "\t"
            header, *given = csv.reader(
                io.StringIO(text), delimiter=comma, quoting=0 if comma == "," else 3
            )
            made = [spoilt_row(row, header, dice, (0,)) for row in numbered(given, size, dice)]
            with out.open("w", newline="", errors="replace") as file:
                if comma == ",":
                    csv.writer(file).writerows([header, *made])
                else:
                    escape = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
                    for row in [header, *made]:
                        file.write("\t".join(c.translate(escape) for c in row) + "\n")
            counts[out.name] = len(made)
        if "Data201" in out.name:
            data = out.read_bytes()
            for key in filter(COURSE_KEY.fullmatch, hostile.KEYS):
                # A dump and a CSV spell these characters in several ways.
                spelled = re.sub("['\"%]", r"(?:\\\\?\g<0>|\g<0>\g<0>)", re.escape(key))
                data = re.sub(spelled.encode(), b"no key", data)
            out.write_bytes(data)
    return counts


def olx(source: Path, target: Path, dice: random.Random) -> None:
    """Copy a course in OLX with attributes, and whole files, spoilt."""
    with tarfile.open(source) as given, tarfile.open(target, "w:gz") as made:
        for member in given.getmembers():
            text = given.extractfile(member).read().decode()  # type: ignore[union-attr]
            if not member.name.endswith(("course.xml", "/2025_Fall.xml")):
                if dice.random() < 0.1:
                    odd = ["", "<", "<a>" * 500, "\x00", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
                    text = dice.choice([*odd, text[: len(text) // 2], "[" * 500, "\ufeff" + text])
                elif member.name.endswith(".json"):
                    text = hostile.write(hostile.spoilt(json.loads(text), dice))
                else:
                    text = ATTRIBUTE.sub(
                        lambda old: old[0] if dice.random() < 0.7 else f"={_xml(dice)}", text
                    )
            data = text.encode("utf-8", "replace")
            member.size = len(data)
            made.addfile(member, io.BytesIO(data))


def _xml(dice: random.Random) -> str:
    text = hostile.cell(None, dice)[:MOST_TEXT]
    text = "".join(c for c in text if c >= " " or dice.random() < 0.01)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return f'"{text}"'


def coursera(folder: Path, source: Path, n: int, dice: random.Random) -> Counter[str]:
    """Write an export of about n rows, like one that is there; return the rows of each table."""
    n_rows: Counter[str] = Counter()
    for number, path in enumerate(sorted(source.glob("*.sql"))):
        text, n_here = dump(path.read_text(errors="replace"), n // 3, dice)
        name = path.name.partition("_SQL_")[2]
        (folder / f"it's {{{{ x }}}} %s {number}_SQL_{name}").write_text(text, errors="replace")
        n_rows += n_here
    return n_rows


def exports() -> list[Path]:
    """Return the exports that there are."""
    return [SAMPLES / "coursera_session", *sorted(SHARED.glob("data/coursera/dumps/*"))]


ROWS: dict[str, tuple[Sequence[str], Callable[[random.Random], list[str]]]] = {
    "labels": (
        CSV_KINDS["labels"].columns,
        lambda dice: [
            dice.choice(["forum", "it's {{ x }}"]), f"i{dice.randrange(40)}", "A text", *(
                dice.choice(["ann", "bob", "model:m1", "cy"]), dice.choice(["yes", "no", "'; --"]),
                "2025-09-01 08:00:00",
            )
        ],
    ),
    "label-project": (
        CSV_KINDS["label-project"].columns,
        lambda dice: [
            dice.choice(["forum", "it's {{ x }}"]), f"i{dice.randrange(60)}", "A text",
            "yes|no", "Tag it.", "yes",
        ],
    ),
    "predictions": (
        CSV_KINDS["predictions"].columns,
        lambda dice: [
            f"run{dice.randrange(2)}", dice.choice(["forest", "base"]),
            dice.choice(["true", "false"]), "same_course", dice.choice(["activity", "submission"]),
            dice.choice(["course-v1:MOOCdbX+Data201+2025_Fall", *hostile.KEYS]),
            str(dice.randrange(-9, 90)), str(dice.randrange(6)), "1", f"{dice.random():.3f}",
            "2025-10-01 00:00:00",
        ],
    ),
    "topics": (
        CSV_KINDS["topics"].columns,
        lambda dice: [
            f"run{dice.randrange(2)}", "lda", dice.choice(["forum", "labels"]),
            dice.choice(["all", *hostile.KEYS]), str(dice.randrange(1, 6)), *dice.choice(
                [["text", str(dice.randrange(50)), ""], ["term", "", f"word{dice.randrange(50)}"]]
            ), f"{dice.random():.3f}",
        ],
    ),
}  # fmt: skip


def table(path: Path, source: str, n: int, dice: random.Random) -> None:
    """Write the CSV of a source with n rows."""
    header, row_of = ROWS[source]
    made = [spoilt_row(row_of(dice), header, dice) for _ in range(n)]
    for row in made[:: max(1, n // 20)]:
        row.append("one too many")
    with path.open("w", newline="", errors="replace") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *made])


def moocdb(folder: Path, n: int, dice: random.Random) -> int:
    """Write a MOOCdb of other people, of about n rows; return how many rows each table has."""
    most = max(4, n // len(MOOCDB_TABLES))
    for name, table in MOOCDB_TABLES.items():
        columns = [c for c in table.columns if dice.random() < 0.8 or c in table.needed]
        made = []
        for number in range(most):
            row = [_plain(column, number, most, dice) for column in columns]
            made.append(spoilt_row(row, columns, dice))
        with (folder / f"{name}.csv").open("w", newline="", errors="replace") as file:
            csv.writer(file).writerows([columns, *made])
    return most


def _plain(column: str, number: int, most: int, dice: random.Random) -> str:
    """Return what one would expect in a column of a MOOCdb."""
    if hostile.is_personal(column) and not column.endswith("_id"):
        return f"{hostile.MARK}{number}"
    if "timestamp" in column or "date" in column or "deadline" in column or "release" in column:
        return f"2013-03-{1 + number % 28:02} 08:{number % 60:02}:00"
    if column.endswith("_id") or column == "validity" or "duration" in column or "number" in column:
        return str(number % 40 if "type" in column or dice.random() < 0.3 else number)
    if "grade" in column or "weight" in column:
        return f"{dice.random():.2f}"
    return f"text {number % 7}"
