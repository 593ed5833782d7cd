"""What the publishers would write: they refuse as they would, and write nothing."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from loaders.command import tell
from loaders.errors import Refusal
from loaders.report import say
from publishers.charts.catalog import Catalog
from publishers.gallery.pages import is_free
from publishers.moocdb.courses import courses, names_of
from publishers.parquet import tables_of
from publishers.report.numbers import numbers
from publishers.report.page import check_place
from publishers.serve import PUBLIC, tables_to_copy
from publishers.serve import check_place as check_place_of_copy

Connection = duckdb.DuckDBPyConnection


def report(connection: Connection, path: Path, catalog: Catalog, course_ids: Sequence[str]) -> None:
    """Say which courses and how many charts a report would show."""
    check_place(path)
    told = [course.course_id for course in numbers(connection, course_ids)]
    if not told:
        raise Refusal("The warehouse holds no course: land logs and build it first.")
    _say(f"{path}: {len(catalog.charts)} charts of {', '.join(told)}", path=path, courses=told)


def gallery(
    connection: Connection, directory: Path, catalog: Catalog, course_ids: Sequence[str]
) -> None:
    """Say which courses and how many charts a gallery would show."""
    if not is_free(directory):
        raise Refusal(f"{directory} holds something else: name a new folder for the gallery.")
    if not directory.parent.is_dir():
        raise Refusal(f"There is no folder {directory.parent}: make it first.")
    told = [course.course_id for course in numbers(connection, course_ids)]
    words = f"{directory}: {len(catalog.charts)} charts of {', '.join(told) or 'no course'}"
    _say(words, path=directory, courses=told)


def folders(
    connection: Connection, directory: Path, course_ids: Sequence[str], marker: str
) -> None:
    """Say which folders would be written. marker: a file that tells ours from others'."""
    names = names_of(courses(connection, ()))
    paths = [directory / names[course][0] for course in courses(connection, course_ids)]
    for folder in paths:
        if folder.exists() and not (folder / marker).is_file():
            raise Refusal(f"{folder} exists and holds no {marker}: move it away first.")
    texts = [str(folder) for folder in paths]
    _say(", ".join(texts) or "no folder, since there is no course", folders=texts)


def copy(database: Path, path: Path, *, with_private: bool) -> None:
    """Say how many tables the copy for readers would hold."""
    check_place_of_copy(database, path)
    tables = [".".join(table) for table in tables_to_copy(database, with_private=with_private)]
    _say(f"{path}: {len(tables)} tables", path=path, tables=tables)


def parquet(connection: Connection, directory: Path) -> None:
    """Say how many files would be written."""
    tables_of(directory)  # refuses a folder that holds something else
    (n_tables,) = connection.execute(
        "select count(*) from information_schema.tables where list_contains(?, table_schema)",
        [list(PUBLIC)],
    ).fetchone() or (0,)
    _say(f"{directory}: {n_tables} files", path=directory, n_tables=n_tables)


def _say(words: str, **facts: object) -> None:
    say(f"Would write {words}. Nothing was written.")
    tell(dry_run=True, **facts)
