"""What all commands share: --json, examples, and refusals in one sentence."""

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from typer.core import TyperCommand

from loaders.errors import Refusal
from loaders.failures import lacking, reason_of

NOTHING_DONE = 2
FACTS: ContextVar[dict[str, Any] | None] = ContextVar("FACTS", default=None)


class App(typer.Typer):
    """A group of commands that all take --json and refuse in one sentence."""

    def command(self, *names: Any, **settings: Any) -> Callable[..., Any]:
        """Register a command; see typer.Typer.command."""
        return super().command(*names, **{"cls": Command, **settings})


class Command(TyperCommand):
    """A command whose summary is one JSON object on standard output where --json is given."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Add the option --json."""
        super().__init__(*arguments, **settings)
        self.params.append(_json_option())

    def invoke(self, ctx: Any) -> Any:
        """Run the command; print what it told, and its exit code, if wanted as JSON."""
        if not ctx.params.pop("as_json", False):
            return self.run(ctx)
        facts: dict[str, Any] = {}
        code, token = 1, FACTS.set(facts)
        try:
            with redirect_stdout(sys.stderr):
                self.run(ctx)
            code = 0
        except typer.Exit as stop:
            code = stop.exit_code
            raise
        finally:
            FACTS.reset(token)
            facts |= {"command": ctx.command_path, "exit_code": code}
            print(json.dumps(facts, default=str, ensure_ascii=False), flush=True)

    def run(self, ctx: Any) -> Any:
        """Run the command. An obstacle is reported in one sentence, without a traceback."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            reason = reason_of(refusal)
        except duckdb.Error as error:
            reason = lacking(error) or f"DuckDB failed: {error}"
        except OSError as error:
            told = lacking(error)
            if error.filename is None and told is None:
                raise
            reason = told or _out_of_reach(error)
        except (MemoryError, RuntimeError, ImportError) as error:  # a thread, too, needs memory
            told = lacking(error)
            if told is None:
                raise
            reason = told
        typer.echo(reason, err=True)
        tell(error=reason)
        raise typer.Exit(NOTHING_DONE)


def _out_of_reach(error: OSError) -> str:
    """Say which file or folder failed and why; a draft by the name that its file will have."""
    path = Path(os.fsdecode(error.filename))
    if isinstance(error, NotADirectoryError):
        file = next((parent for parent in path.parents if parent.is_file()), path)
        return f"{file} is a file, not a folder: name a folder."
    name = path.with_name(path.name.removesuffix(".part")) if path.name else path
    return f"{name} cannot be read or written: {error.strerror}."


def _json_option() -> Any:
    """Return the option --json, as typer makes it."""
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(
        as_json: Annotated[
            bool,
            typer.Option(
                "--json",
                help="Print a summary as one JSON object; all other words go to standard error.",
            ),
        ] = False,
    ) -> None: ...

    return typer.main.get_command(app).params[0]


def tell(**facts: object) -> None:
    """Add facts to the JSON summary of the command that runs, if one is wanted."""
    summary = FACTS.get()
    if summary is not None:
        summary |= facts


def is_json() -> bool:
    """Tell whether the command that runs prints a JSON summary."""
    return FACTS.get() is not None


def own_name() -> str:
    """Return how a person calls moocdb here: by its name, or by its path in the environment."""
    script = Path(sys.executable).with_name("moocdb")
    runs = '"' not in str(script)  # the first line of a script cannot name such a Python
    if runs and shutil.which("moocdb") == str(script):
        return "moocdb"
    if runs and script.is_file():
        return shlex.quote(os.path.relpath(script))
    return f"{shlex.quote(os.path.relpath(sys.executable))} -m moocdb"


def examples(*lines: str) -> str:
    """Return the end of a help text: a command a line, as rich and plain help both keep it."""
    return "\n\n".join(("Examples:", *lines))
