"""What a person sees while dbt works: one line that counts on a terminal, else a line at times."""

import time
from types import TracebackType

from rich.status import Status
from rich.text import Text

from loaders.report import console, say

SECONDS_BETWEEN_LINES = 10
FIRST = "Reading the project (the first time takes a minute)"


class Progress:
    """Shows which step of how many has ended last."""

    def __init__(self) -> None:
        """Begin with the reading of the project."""
        self.text, self.said = FIRST, ""
        self.begun = self.due = time.monotonic()
        terminal = console()
        self.status = Status(Text(FIRST), console=terminal) if terminal.is_terminal else None

    def __enter__(self) -> "Progress":
        """Show the first words."""
        if self.status:
            self.status.start()
        self.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Take the line from the terminal."""
        if self.status:
            self.status.stop()

    def at(self, index: int, total: int, name: str) -> None:
        """Show that a step has ended."""
        self.text = f"[{index:>{len(str(total))}}/{total}] {name}"
        if self.status:
            self.status.update(Text(self.text))
        if index < total:
            self.wait()

    def wait(self) -> None:
        """Without a terminal, print a line if the last one is some seconds old."""
        now = time.monotonic()
        if self.status or now < self.due:
            return
        seconds = f"{now - self.begun:.0f} seconds so far"
        say(self.text if self.text != self.said else f"{self.text}: {seconds}")
        self.said, self.due = self.text, now + SECONDS_BETWEEN_LINES
