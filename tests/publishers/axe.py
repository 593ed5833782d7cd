"""axe-core, which looks for what keeps people from reading a page; it comes from npm or a wheel."""

import fcntl
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

PACKAGE = "axe-core@4"
SERIOUS = ("serious", "critical")


@cache
def script() -> str:
    """The script: the latest of npm, else what axe-selenium-python carries. Skips without either."""
    home = Path(tempfile.gettempdir()) / "moocdb-axe"
    file = home / "node_modules" / "axe-core" / "axe.min.js"
    with Path(f"{home}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists() and (npm := shutil.which("npm")):
            command = [npm, "install", "--silent", "--no-save", "--prefix", str(home), PACKAGE]
            try:
                subprocess.run(command, capture_output=True, timeout=120)
            except subprocess.TimeoutExpired:
                pass  # the wheel's will do
    if not file.exists():
        wheel = find_spec("axe_selenium_python")
        if wheel is None or wheel.origin is None:
            pytest.skip(f"needs {PACKAGE} of npm, or axe-selenium-python")
        (file,) = Path(wheel.origin).parent.rglob("axe.min.js")
    return file.read_text()


def faults(driver: Chrome) -> set[tuple[str, str]]:
    """The serious faults of the page that is open: rule and element."""
    driver.execute_script(script())
    result = driver.execute_async_script("axe.run().then(arguments[0])")
    assert len(result["passes"]) > 10, "axe has looked at nothing"
    return {
        (fault["id"], node["html"][:200])
        for fault in result["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    }
