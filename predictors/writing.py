"""Writing the files of a run: each is as it was, or whole."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from publishers.folders import replaced_file


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as a CSV file, with the same bytes on every machine."""
    with (
        replaced_file(path) as draft,
        draft.open("w", newline="", encoding="utf-8") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_text(path: Path, text: str) -> None:
    """Write a text, for example the card of a model."""
    with replaced_file(path) as draft:
        draft.write_text(text, encoding="utf-8")
