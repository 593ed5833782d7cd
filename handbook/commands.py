"""The reference of commands, made from their typer apps."""

import importlib
from collections.abc import Iterator
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer
from typer.main import get_command

# The one program that has all commands; where a checkout lacks it, those that it is made of.
WHOLE = {"moocdb": "moocdb.__main__"}
PROGRAMS = {
    "python -m loaders": "loaders.__main__",
    "python -m refresh": "refresh.__main__",
    "python -m predictors": "predictors.__main__",
    "python -m publishers": "publishers.__main__",
}
INTRODUCTION = """\
Every command and option, made from the code by `make reference`; `--help` shows the same in a
terminal. The programs are in `.venv/bin`.
"""
OTHER_FORMS = """\
`python -m loaders X` is `moocdb load X`; `python -m publishers X` and `python -m refresh` are
`moocdb X` and `moocdb refresh`.
"""


def page() -> str:
    """The page of all commands, in Markdown."""
    is_whole = find_spec("moocdb") is not None
    parts = ["# Commands", INTRODUCTION, *([OTHER_FORMS] if is_whole else [])]
    for program, module in (WHOLE if is_whole else PROGRAMS).items():
        app: typer.Typer = importlib.import_module(module).app
        parts += sections(program, get_command(app))
    return "\n".join(parts).rstrip() + "\n"


def sections(program: str, command: Any) -> Iterator[str]:
    """A section for a program, or for each of its commands."""
    yield f"## {program}\n"
    yield paragraphs(command.help)
    if not getattr(command, "commands", {}):
        yield usage(program, command)
    for name, found in commands_of(program, command):
        yield f"### {name.rpartition('-m ')[2]}\n"
        yield paragraphs(found.help)
        yield usage(name, found)
        if found.epilog:
            yield examples(found.epilog)


def commands_of(program: str, group: Any) -> Iterator[tuple[str, Any]]:
    """(name, command) of every command of a group and of the groups within it, by name."""
    for name, found in sorted(getattr(group, "commands", {}).items()):
        if getattr(found, "commands", None):
            yield from commands_of(f"{program} {name}", found)
        elif not found.hidden:
            yield f"{program} {name}", found


def paragraphs(text: str | None) -> str:
    """A docstring as Markdown: its paragraphs, without the indentation of the code."""
    return (text or "").replace("\f", "").strip().replace("\n\n\n", "\n\n") + "\n"


def examples(text: str) -> str:
    """The end of a command's help as Markdown: a line of words, then commands."""
    title, *commands = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join([title, "", "```sh", *commands, "```", ""])


def usage(name: str, command: Any) -> str:
    """How to call a command, and a table of its arguments and options."""
    parameters = [one for one in command.params if one.name != "help" and not one.hidden]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    needed = [f"{one.opts[0]} {value(one)}" for one in parameters if is_needed_option(one)]
    words = [name, *map(value, arguments), *needed]
    lines = ["```", " ".join(words), "```", ""]
    if parameters:
        rows = [row(parameter) for parameter in parameters]
        lines += ["| Argument or option | Default | Meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def is_needed_option(parameter: Any) -> bool:
    """True for an option that has to be given."""
    return bool(parameter.required and parameter.param_type_name == "option")


def row(parameter: Any) -> str:
    """An argument or option as a row of a table."""
    names = f"`{value(parameter)}`"
    if parameter.param_type_name == "option":
        names = ", ".join(f"`{name}`" for name in [*parameter.opts, *parameter.secondary_opts])
        if not parameter.is_flag:
            names += f" `{value(parameter)}`".replace("|", "\\|")
    meaning = (parameter.help or "").replace("|", "\\|")
    if parameter.envvar:
        meaning += f" Environment: `{parameter.envvar}`."
    return f"| {names} | {default(parameter)} | {meaning.strip()} |"


def value(parameter: Any) -> str:
    """What stands for the value of a parameter: its choices, or a word."""
    annotation = parameter.type_descriptor.annotation
    if get_origin(annotation) is Literal:
        return "|".join(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "|".join(choice.value for choice in annotation)
    words = {int: "NUMBER", float: "NUMBER", Path: "PATH"}
    name = parameter.name if parameter.param_type_name == "argument" else "TEXT"
    return str(parameter.metavar or words.get(annotation, name.upper()))


def default(parameter: Any) -> str:
    """The default of a parameter; 'required' where it has none, empty where that is nothing."""
    if parameter.required:
        return "required"
    value = parameter.default
    if value is None or value is False or value == [] or value == "" or callable(value):
        return ""
    return f"`{getattr(value, 'value', value)}`"
