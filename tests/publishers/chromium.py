"""Debian's Chromium without a window, for tests that look at pages."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PROGRAMS = ("chromium", "chromedriver")
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing() -> str:
    """Why there is no Chromium here, after one quiet try to install Debian's; '' when there is."""
    with (Path(tempfile.gettempdir()) / "moocdb-chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if absent() and os.geteuid() == 0 and shutil.which("apt-get"):
            for command in (
                ["update"],
                ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"],
            ):
                subprocess.run(
                    ["apt-get", "-qq", *command],
                    env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                    capture_output=True,
                    timeout=400,
                )
    return f"needs Debian's chromium and chromium-driver; not here: {absent()}" * bool(absent())


def absent() -> str:
    """The programs that are not here."""
    return ", ".join(program for program in PROGRAMS if not shutil.which(program))


@contextmanager
def browser(folder: Path) -> Iterator[Chrome]:
    """A browser with an empty profile in the folder; gone afterwards."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for option in (*OPTIONS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


def resize(driver: Chrome, width: int, height: int = 900) -> None:
    """Give the page a width in pixels, narrower than a window can be."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def darken(driver: Chrome, *, dark: bool) -> None:
    """Let the page believe that its reader wants it dark, or light."""
    wish = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [wish]})
