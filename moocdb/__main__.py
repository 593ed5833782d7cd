"""The command line: moocdb load, build, refresh, report, serve, status, and others."""

import os
import tomllib
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from loaders import __main__ as loaders
from loaders.command import App, examples, tell
from loaders.report import say
from moocdb import build as builds
from moocdb.compare import compare as compare_warehouses
from predictors import __main__ as predictors
from publishers import __main__ as publishers
from refresh import __main__ as refresh
from refresh.sources import ROOT

app = App(
    name="moocdb",
    help="The logs of online courses as one warehouse: land them, build it, publish its tables.",
    epilog=examples(
        "moocdb load edx tracking-logs/",
        "moocdb build",
        "moocdb report report.html",
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(loaders.app, name="load", epilog=examples("moocdb load edx tracking-logs/"))
app.add_typer(predictors.app, name="predict", epilog=examples("moocdb predict dropout"))
app.add_typer(refresh.app)
app.add_typer(publishers.app)

Database = Annotated[
    str, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", "-s", help="Only these, as dbt selects them; repeat for more."),
]
RAW: dict[str, Any] = {
    "allow_extra_args": True,
    "ignore_unknown_options": True,
    "help_option_names": ["--help-of-moocdb"],
}


def show_version(wanted: bool) -> None:
    """Print the version of moocdb and of what it stands on, and end."""
    if wanted:
        with (ROOT / "pyproject.toml").open("rb") as file:
            project = tomllib.load(file)["project"]
        dbt, duckdb = version_of("dbt-core"), version_of("duckdb")
        typer.echo(f"moocdb {project['version']} (dbt {dbt}, DuckDB {duckdb}) in {ROOT}")
        raise typer.Exit()


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=show_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Land logs of online courses, build the warehouse, and publish its tables as files.

    Works from any folder: the project is the checkout that was installed, and its warehouse is
    warehouse.duckdb in there, unless --database or MOOCDB_DATABASE names another. Every command
    takes --json.
    """


@app.command(
    epilog=examples(
        "moocdb build",
        "moocdb build --select fct_sessions+",
        "moocdb build --vars '{exclude_staff: false}'",
        "moocdb build --dry-run",
    )
)
def build(
    select: Select = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="All but these; repeat for more.")
    ] = None,
    variables: Annotated[
        str, typer.Option("--vars", metavar="YAML", help="Vars of the build, as for dbt.")
    ] = "{}",
    full_refresh: Annotated[
        bool, typer.Option("--full-refresh", help="Make incremental tables again, as for dbt.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be built, and build nothing.")
    ] = False,
    database: Database = "warehouse.duckdb",
) -> None:
    """Build and test the warehouse from what was landed, with progress.

    Unit tests are left out. Exit codes: 0 built; 2 nothing was done; 3 another program has the
    warehouse open; 4 a model or seed failed; 5 a data test failed.
    """
    refresh.read_vars(variables)
    options = ["--exclude-resource-type", "unit_test", "--vars", variables]
    options += [word for name in select or () for word in ("--select", name)]
    options += [word for name in exclude or () for word in ("--exclude", name)]
    if dry_run:
        raise typer.Exit(builds.would_build(database, options))
    options += ["--full-refresh"] if full_refresh else []
    if code := builds.build(database, options):
        raise typer.Exit(code)


@app.command(epilog=examples("moocdb docs"))
def docs(database: Database = "warehouse.duckdb") -> None:
    """Write dbt's page of every table and column, and how each came to be: one offline file."""
    page = builds.docs(database)
    tell(path=str(page))
    say(f"The docs are one page: {os.path.relpath(page)}")


@app.command(
    cls=TyperCommand,
    context_settings=RAW,
    epilog=examples(
        "moocdb dbt ls --select +dim_courses",
        'moocdb dbt --quiet show --inline "select * from marts.dim_courses"',
    ),
)
def dbt(context: typer.Context) -> None:
    """Run dbt itself, in the project's folder and on its warehouse; words are passed on as is."""
    database = os.environ.get("MOOCDB_DATABASE", "warehouse.duckdb")
    raise typer.Exit(builds.dbt(context.args, database).returncode)


@app.command(
    epilog=examples(
        "moocdb compare before.duckdb warehouse.duckdb",
        "moocdb compare before.duckdb warehouse.duckdb --schema intermediate --table int_events",
    )
)
def compare(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The warehouse as it was.", show_default=False)
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The warehouse as it is.", show_default=False)
    ],
    schema: Annotated[
        list[str] | None,
        typer.Option("--schema", help="Tables of this schema; repeat for more. Else all public."),
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="This table only; repeat for more.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="Leave this column out; repeat for more.")
    ] = None,
) -> None:
    """Say which tables of two warehouses differ: rows gone, new and changed, by key and column.

    To see what a change of a model does: keep a copy of the warehouse, build, compare. Exit codes:
    0 equal; 1 something differs; 2 nothing was compared.
    """
    schemas = schema or ["marts", "moocdb", "private"]
    if not compare_warehouses(old, new, schemas, table or [], ignore or []):
        raise typer.Exit(1)


# Commands about loads are beside them, too: moocdb status, moocdb undo.
AT_TOP = (
    loaders.upkeep.status,
    loaders.upkeep.undo_load,
    loaders.privacy.forget_people,
    loaders.privacy.change_salt,
    loaders.privacy.compact_file,
)
app.registered_commands += [
    info for info in loaders.app.registered_commands if info.callback in AT_TOP
]


def run() -> None:
    """Run a command from whatever folder, on the project that is installed."""
    if not (ROOT / "dbt_project.yml").is_file():
        typer.echo(
            f"moocdb is a dbt project that runs from its checkout, and {ROOT} is none: clone the "
            "project, and install it there by `make build` or `pip install -e .`.",
            err=True,
        )
        raise SystemExit(2)
    if Path.cwd() != ROOT:
        os.environ.setdefault("MOOCDB_DATABASE", str(ROOT / "warehouse.duckdb"))
    app(prog_name="moocdb")


if __name__ == "__main__":
    run()
