"""What the commands of the publishers share."""

from pathlib import Path
from typing import Annotated

import typer

from loaders.command import App
from loaders.errors import Refusal

app = App(
    help="Hand the marts to people: as a report, as charts, as CSV, as MOOCdb for MySQL.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Database = Annotated[
    Path, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DEFAULT_DATABASE = Path("warehouse.duckdb")
Courses = Annotated[
    list[str] | None, typer.Option("--course", help="Only this course; repeat for more.")
]
ChartFolders = Annotated[
    list[Path] | None,
    typer.Option("--charts", help="A folder of charts beside the project's; repeat for more."),
]
Language = Annotated[str, typer.Option("--language", help="Language of the texts: en, es.")]
MinCell = Annotated[
    int, typer.Option("--min-cell", min=0, help="Hide numbers about fewer people; 0 hides none.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
]


def checked_min_cell(min_cell: int, *, with_private: bool = False) -> int:
    """The smallest count to show. Raises Refusal where names would be written beside it."""
    if min_cell == 1:
        raise Refusal("--min-cell 1 hides nothing: write 2 or more, or leave it out.")
    if min_cell and with_private:
        raise Refusal("--min-cell hides small groups and --with-private names people: choose one.")
    return min_cell
