"""Logs of the QuickHelper experiment as tests write them, and what to build of them."""

from __future__ import annotations

import json
from pathlib import Path

HELP = [
    "fct_help_requests", "fct_helper*", "rpt_help*", "int_help_line_fates", "rpt_line_ledger",
]  # fmt: skip
UPSTREAM = [f"+{name}" for name in HELP]


def write_log(folder: Path, log: str, lines: list[tuple[list[object], str]]) -> Path:
    """Write messages of some fields each, with their times, as the experiment logs them."""
    path = folder / f"{log}.log"
    path.write_text(
        "".join(
            json.dumps(
                {
                    "level": "info",
                    "message": "<DELIMITER>" + "".join(f"{f}<DELIMITER>" for f in fields),
                    "timestamp": at,
                }
            )
            + "\n"
            for fields, at in lines
        )
    )
    return path
