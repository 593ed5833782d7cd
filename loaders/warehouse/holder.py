"""Who holds a warehouse file that DuckDB cannot lock, told in one sentence."""

import re
from pathlib import Path

PYTHON = re.compile(r"python[0-9.]*")
OWN = re.compile(r"-m (loaders|publishers|refresh|moocdb|dbt)\b|\b(dbt|moocdb)$")


def in_use(path: str, message: str) -> str | None:
    """Return who holds a file and what to do, if DuckDB's message is about a lock; else None."""
    if "Could not set lock" not in message:
        return None
    found = re.search(r"held in (?:(.*?) \()?PID (\d+)", message)
    if not found:
        return (
            f"{path} is in use by another process: close it there, and try again; for readers, "
            "`moocdb serve` writes a copy that is never in the way."
        )
    program = program_of(found[2]) or Path(found[1] or "").name
    who = f"process {found[2]}" + (f" ({program})" if program else "")
    if OWN.search(program):
        return f"{path} is in use by {who}: wait until it ends, or stop it, and try again."
    return (
        f"{path} is in use by {who}: close it there, and try again; for readers, `moocdb serve` "
        "writes a copy that is never in the way."
    )


def program_of(pid: str) -> str:
    """Return the name of a running program, of Python with what it runs; empty if unknown.

    Further arguments are left out, since they may hold passwords.
    """
    try:
        line = Path("/proc", pid, "cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    name, *arguments = line.rstrip("\0").split("\0")
    name = printable(Path(name).name)
    if not PYTHON.fullmatch(name) or not arguments:
        return name
    if arguments[0] == "-m" and len(arguments) > 1:
        return f"{name} -m {printable(arguments[1])}"
    if arguments[0].startswith("-"):
        return name
    script = printable(Path(arguments[0]).name)  # of a command such as dbt, which Python runs
    return script if "." not in script else f"{name} {script}"


def printable(text: str) -> str:
    """Return a text without what would write elsewhere on a terminal; at most 80 characters."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:80]
