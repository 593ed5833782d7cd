"""A folder of logs, and a scratch warehouse that commands are killed on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from command_server import Done, command_server


class Site:
    """A folder of logs, and a warehouse that starts empty before each kill."""

    def __init__(self, folder: Path) -> None:
        self.logs, self.database = folder / "tracking", folder / "scratch.duckdb"
        self.folder, self.output = folder, folder / "printed"
        self.settings: dict[str, str] = {}
        self.logs.mkdir()

    @property
    def environment(self) -> dict[str, str]:
        named = {"MOOCDB_DATABASE": str(self.database), "MOOCDB_SALT": "torture"}
        return os.environ | named | self.settings

    def run(self, *words: str | Path, killed_at: float | None = None) -> Done:
        """Run a command; it must end well, or be killed, or say that a file is not a log."""
        done = command_server().run(words, self.environment, self.output, killed_at=killed_at)
        assert done.code == 0 or done.was_killed, done
        return done

    def forget(self) -> None:
        """Remove the warehouse, and what a killed process left beside it."""
        for path in self.database.parent.glob("scratch.duckdb*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
