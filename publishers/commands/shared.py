"""What the commands of the publishers share."""

from pathlib import Path
from typing import Annotated

import typer

from loaders.command import App

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
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
]
