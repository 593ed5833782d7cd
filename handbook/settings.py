"""The reference of settings: dbt vars from dbt_project.yml, environment variables from a list."""

import re
from pathlib import Path

from loaders.yaml_files import read_yaml

PROJECT = Path(__file__).parent.parent
HERE = Path(__file__).parent
VAR = re.compile(r"  (\w+): (.*)")
INTRODUCTION = """\
Made from `dbt_project.yml` and `handbook/environment.yml` by `make reference`.

## dbt vars
Set them in `dbt_project.yml`, or for one run:
`.venv/bin/dbt build --vars '{exclude_staff: false}'`. Every var is checked when a run starts: an
unknown name or a value out of range is an error. Data tests pass under any values of these vars.
"""
ENVIRONMENT = """\
## Environment variables
"""


def page() -> str:
    """The page of all settings, in Markdown."""
    lines = ["# Settings", INTRODUCTION, "| Var | Default | Meaning |", "|---|---|---|"]
    lines += [f"| `{name}` | `{value}` | {meaning} |" for name, value, meaning in dbt_vars()]
    lines += ["", ENVIRONMENT, "| Variable | Default | Meaning |", "|---|---|---|"]
    lines += [
        f"| `{name}` | {entry['default']} | {entry['meaning']} |"
        for name, entry in environment_variables().items()
    ]
    return "\n".join(lines) + "\n"


def dbt_vars() -> list[tuple[str, str, str]]:
    """(name, default, meaning) of each var; its meaning is the comment above it.

    Raises ValueError for a var without a comment.
    """
    text = (PROJECT / "dbt_project.yml").read_text(encoding="utf-8")
    block = text.partition("\nvars:\n")[2].partition("\n\n")[0]
    found, comment = [], ""
    for line in block.splitlines():
        if line.startswith("  # "):
            comment = f"{comment} {line[4:]}".strip()
        elif match := VAR.fullmatch(line):
            if not comment:
                raise ValueError(
                    f"dbt_project.yml: the var {match[1]} has no comment above it that says what "
                    "it means."
                )
            found.append((match[1], match[2].strip('"'), comment))
            comment = ""
    return found


def environment_variables() -> dict[str, dict[str, str]]:
    """Default and meaning of each environment variable."""
    return dict(read_yaml(HERE / "environment.yml"))
