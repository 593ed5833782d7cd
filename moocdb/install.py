"""Install what moocdb needs, and the command itself, into the environment of this Python.

Nothing but Python's own modules is there yet. python -m moocdb.install, in the checkout.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS_BETWEEN_LINES = 10
PIP = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-color"]


class Counter:
    """One line that counts on a terminal, else a line every some seconds."""

    def __init__(self) -> None:
        """Nothing has been printed yet."""
        self.due = 0.0

    def show(self, text: str) -> None:
        """Show how far it is."""
        if sys.stdout.isatty():
            print(f"\r\x1b[K{text[:78]}", end="", flush=True)
        elif time.monotonic() >= self.due:
            print(text, flush=True)
            self.due = time.monotonic() + SECONDS_BETWEEN_LINES

    def end(self) -> None:
        """Take the line from the terminal."""
        if sys.stdout.isatty():
            print("\r\x1b[K", end="", flush=True)


def install(options: list[str], total: int) -> None:
    """Run pip and count the packages it takes. SystemExit with pip's last words if it fails."""
    counter, done = Counter(), 0
    last: list[str] = []
    with subprocess.Popen(
        [*PIP, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last = [*last[-7:], line.rstrip()]
            if found := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
                done += 1
                counter.show(f"[{min(done, total):>3}/{total}] {found[1]}")
            elif line.startswith("Installing collected"):
                counter.show(f"Unpacking {len(line.split()) - 2} packages")
    counter.end()
    if process.returncode:
        print("\n".join(last), file=sys.stderr)
        raise SystemExit("The installation failed: the last lines of pip are above.")


def main() -> None:
    """Install the locked packages, then the command from this checkout."""
    locked = (ROOT / "requirements.txt").read_text()
    packages = len(re.findall(r"(?m)^[\w.-]+(?:\[\w+\])?==", locked))
    print(f"Installing {packages} packages into .venv: once, and some minutes long", flush=True)
    began = time.monotonic()
    install(["--require-hashes", "-r", "requirements.txt"], packages)
    install(["--no-deps", "--no-build-isolation", "--editable", "."], 1)
    print(f"Installed in {time.monotonic() - began:.0f} seconds", flush=True)


if __name__ == "__main__":
    main()
