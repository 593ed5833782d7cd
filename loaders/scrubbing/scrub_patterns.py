"""What is cut out of the lines of a log: the seed scrub_patterns.csv, as regular expressions."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from loaders.errors import Refusal
from loaders.seed_files import edited_seeds, faults_of

SEED = Path(__file__).parents[2] / "seeds" / "scrub_patterns.csv"

EQUALS = r"=|%(?:25)*3d|\\+u003d"
SLASH = r"(?:\\*/|%(?:25)*2f)"


@dataclass(frozen=True)
class Pattern:
    """A row of the seed: what kind of secret, how it is called, in which lines."""

    kind: str
    name: str
    scope: str


class Patterns:
    """The rows of the seed, by kind and scope."""

    def __init__(self, rows: Iterable[Pattern]) -> None:
        """Take the rows."""
        self._rows = [*rows]

    def _names(self, *kinds: str, scopes: tuple[str, ...] = (), any_text: str = ".*") -> str:
        """Return the names of some rows as a regular expression, which matches nothing if none."""
        names = [
            _with_any(row.name, any_text)
            for row in self._rows
            if row.kind in kinds and (not scopes or row.scope in scopes)
        ]
        return "|".join(names) or r"(?!)"

    def fields(self, *scopes: str) -> re.Pattern[str]:
        """Return what matches a name of a JSON field that is secret in lines of these scopes."""
        found = self._names("field", "parameter", "header", scopes=scopes)
        return re.compile(found, re.IGNORECASE)

    @cached_property
    def parameters(self) -> re.Pattern[str]:
        """Return what matches the name of a parameter of an address or form."""
        return re.compile(self._names("field", "parameter", "header"), re.IGNORECASE)

    @cached_property
    def headers(self) -> re.Pattern[str]:
        """Return what finds the name of a header, and what is before its value."""
        names = self._names("header", any_text="")
        return re.compile(rf"((?:{names})\\*[\"']?\s*[:,]\s*\\*[\"']?)[^\"'\\]+", re.IGNORECASE)

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Return what finds a word and the token after it, which is long and has a digit."""
        blank = r"(?:\s|\+|%(?:25)*20)+"
        token = r"(?=[^\s\"\\&]{0,200}?\d)[\w.~+/-]{16,}=*"
        return re.compile(rf"(\b(?:{self._names('word')}){blank}){token}", re.IGNORECASE)

    @cached_property
    def shapes(self) -> re.Pattern[str]:
        """Return what finds a secret by its shape, in this letter case."""
        return re.compile(rf"(?<![\w-])(?:{self._names('shape', any_text='[A-Za-z0-9_-]+')})")

    @cached_property
    def paths(self) -> re.Pattern[str]:
        """Return what finds a path, and the part after it."""
        rows = [row for row in self._rows if row.kind == "path"]
        names = [row.name.strip("/").replace("/", SLASH) + SLASH for row in rows]
        value = r"(?:(?!%(?:25)*(?:2f|3f|26))[^/?#\"\s\\&])+"
        return re.compile(rf"((?:{'|'.join(names) or '(?!)'})(?<=[/fF])){value}", re.IGNORECASE)

    @cached_property
    def sign_in(self) -> re.Pattern[str]:
        """Return what matches the path of a request by which somebody signs in."""
        return re.compile(self._names("sign_in"), re.IGNORECASE)

    def literals(self, kind: str) -> tuple[str, ...]:
        """Return what is, in lower case, in each line with a secret of a kind."""
        names = [row.name.lower().strip("/") for row in self._rows if row.kind == kind]
        return tuple(max(re.split("[*/]", name), key=len) for name in names)

    @cached_property
    def steps(self) -> list[tuple[tuple[str, ...], re.Pattern[str], str]]:
        """Return what replaces, after the fields: literals, pattern and what of it stays."""
        return [
            (self.literals("header"), self.headers, r"\g<1>"),
            (self.literals("path"), self.paths, r"\g<1>"),
            (self.literals("word"), self.words, r"\g<1>"),
            (self.literals("shape"), self.shapes, ""),
        ]

    @cached_property
    def hints(self) -> str:
        """Return what lines with a secret match, for RE2: nearly all others do not."""
        hints = set[str]()
        for row in self._rows:
            if row.kind == "sign_in":
                hints.add('"' + re.escape(row.name.split("*")[0]))
            elif row.kind == "parameter":
                hints.add(rf"{re.escape(row.name)}(?:{EQUALS})")
            elif row.kind == "path":
                hints.add(row.name.strip("/").replace("/", SLASH) + SLASH)
            else:
                hints.add(re.escape(max(row.name.split("*"), key=len)))
        return f"(?i){'|'.join(sorted(hints))}" if hints else r"[^\s\S]"


def _with_any(name: str, any_text: str) -> str:
    """Return the pattern of a name, in which * is any text."""
    return any_text.join(re.escape(part) for part in name.split("*"))


@cache
def patterns() -> Patterns:
    """Return the patterns of the seed. Refusal if it has a fault."""
    rules = edited_seeds(SEED.parent)[SEED]
    if fault := next(faults_of(SEED, rules, f"seeds/{SEED.name}"), None):
        raise Refusal(f"{fault} Nothing is landed until then, or with --no-scrub.")
    with SEED.open(encoding="utf-8-sig", newline="") as rows:
        return Patterns(
            Pattern(*(row[column].strip() for column in ("kind", "name", "scope")))
            for row in csv.DictReader(rows)
        )
