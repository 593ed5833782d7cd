"""What the publishers would write: they refuse as they would, and write nothing."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import duckdb

from loaders.command import tell
from loaders.errors import Refusal
from loaders.report import say
from publishers.charts.catalog import Catalog, Chart
from publishers.charts.query import Result
from publishers.features import Form, Format
from publishers.features import queries as feature_queries
from publishers.gallery.pages import is_free
from publishers.moocdb.courses import courses, names_of
from publishers.moocdb.server import check_ours, connected, explained, parsed
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


def chart(path: Path, found: Chart, result: Result) -> None:
    """Say how many rows a chart would show."""
    check_place(path)
    words = f"{path}: {found.path}, {len(result.rows)} rows"
    _say(words, path=path, chart=found.path, rows=len(result.rows))


def features(
    connection: Connection, directory: Path, course_ids: Sequence[str], form: Form
) -> None:
    """Say which folders of features would be written."""
    feature_queries(connection, form)  # refuses a warehouse without features
    folders(connection, directory, course_ids, *(f"features.{known}" for known in Format))


def databases(connection: Connection, url: str, course_ids: Sequence[str]) -> None:
    """Say which databases of a server would be written or replaced."""
    server, names = parsed(url), names_of(courses(connection, ()))
    told = [names[course][1] for course in courses(connection, course_ids)]
    with explained(server), closing(connected(server)) as remote:
        for database in told:
            check_ours(remote, database)
    _say(f"{', '.join(told) or 'no database'} on {server}", databases=told)


def folders(
    connection: Connection, directory: Path, course_ids: Sequence[str], *markers: str
) -> None:
    """Say which folders would be written. markers: files of which one is in each of ours."""
    names = names_of(courses(connection, ()))
    paths = [directory / names[course][0] for course in courses(connection, course_ids)]
    for folder in paths:
        if folder.exists() and not any((folder / marker).is_file() for marker in markers):
            raise Refusal(f"{folder} exists and holds no {markers[0]}: move it away first.")
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
