"""The run log, a line of JSON for each load or refresh: logs/refresh.log beside the warehouse."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from loaders.command import tell
from loaders.failures import lacking

Line = dict[str, Any]


def run_log_of(database: str) -> Path:
    """Return the run log of a warehouse."""
    return Path(os.path.realpath(database)).parent / "logs" / "refresh.log"


@contextmanager
def logged_run(command: str, database: str, **facts: object) -> Iterator[Line]:
    """Give a line to fill; append it to the log when the run ends, also after an error.

    The exit code is that of the typer.Exit that passes here, or 0. Without a warehouse, nothing is
    written; nor is of a dry run.
    """
    begun, code = time.perf_counter(), 0
    line: Line = {"started_at": _utc_now(), "command": command, "database": database, **facts}
    try:
        yield line
    except typer.Exit as stop:
        code = stop.exit_code
        raise
    except BaseException as error:
        code, line["error"] = (2, told) if (told := lacking(error)) else (1, type(error).__name__)
        raise
    finally:
        line["seconds"] = round(time.perf_counter() - begun, 1)
        tell(**line)
        if Path(database).is_file() and not line.get("dry_run"):
            _append(run_log_of(database), line | {"ended_at": _utc_now(), "exit_code": code})


def _append(path: Path, line: Line) -> None:
    """Append a line in one write, so that concurrent runs do not mix; never fail the run."""
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        print(
            f"{path} cannot be written ({error.strerror}): this run is not logged.", file=sys.stderr
        )


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
