"""Texts in the language of the reader: English as written, others by `texts.<language>.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loaders.errors import Refusal
from publishers.charts.catalog import Catalog
from publishers.charts.query import Value

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Texts:
    """What is said in one language. A text that its file lacks stays English."""

    language: str = "en"
    known: Mapping[str, str] = field(default_factory=dict)
    number_format: Mapping[str, Any] = field(default_factory=dict)
    time_format: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, text: str, **values: object) -> str:
        """A text, with values in the places of its {names}."""
        said = self.known.get(text, text)
        for name, value in values.items():
            said = said.replace("{" + name + "}", str(value))
        return said

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number with separators of thousands, and no zeros at its end; "unknown" for null."""
        if value is None:
            return self("unknown")
        rounded = f"{value:,.{digits}f}"
        if "." in rounded:
            rounded = rounded.rstrip("0").rstrip(".")
        point = str(self.number_format.get("decimal", "."))
        comma = str(self.number_format.get("thousands", ","))
        return rounded.translate({ord(","): comma, ord("."): point})

    def date(self, value: str | None) -> str:
        """A date of ISO 8601 as people write it: 15 Sep 2025."""
        if value is None:
            return self("unknown")
        day = datetime.fromisoformat(value)
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def value(self, value: Value, kind: str) -> str:
        """A cell of a chart, by the type of its column."""
        if value is None:
            return self("unknown")
        if kind in ("date", "time"):
            return self.date(str(value))
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, (int, float)):
            return self.number(value, 2)
        return str(value)

    @property
    def months(self) -> list[str]:
        """Short names of the months."""
        return list(self.time_format.get("shortMonths", MONTHS))


def texts_of(catalog: Catalog, language: str) -> Texts:
    """The texts of a language. Raises Refusal when there is no file of them."""
    if language == "en":
        return Texts()
    if language not in catalog.texts:
        known = ", ".join(sorted({"en", *catalog.texts}))
        raise Refusal(f"There are no texts in {language!r}, only in {known}.")
    formats = catalog.formats.get(language, {})
    return Texts(
        language, catalog.texts[language], formats.get("number", {}), formats.get("time", {})
    )
