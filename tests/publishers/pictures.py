"""The pictures in docs/report.md: .venv/bin/python tests/publishers/pictures.py

It takes the warehouse of MOOCDB_DATABASE, writes report and gallery to a scratch folder, and looks
at them in Chromium.
"""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import browser, darken, missing, resize
from selenium.webdriver import Chrome

ROOT = Path(__file__).parent.parent.parent
DRAW = "moocdbReport.drawAll().then(arguments[0])"
SHOW_ALL = "for (const image of document.images) image.loading = 'eager'"


def take(driver: Chrome, image: Path, width: int, height: int, *, dark: bool = False) -> None:
    """A PNG of the top of the page that is open, of a size in pixels."""
    darken(driver, dark=dark)
    resize(driver, width, height)
    driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    if driver.execute_script("return 'moocdbReport' in globalThis"):
        driver.execute_async_script(DRAW)
    driver.execute_script(SHOW_ALL)
    driver.execute_async_script("setTimeout(arguments[0], 500)")
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    image.write_bytes(base64.b64decode(taken["data"]))
    print(image.relative_to(ROOT))


def main() -> None:
    """Write report and gallery to a folder of their own, and their pictures to docs/."""
    docs = ROOT / "docs"
    with tempfile.TemporaryDirectory() as name, browser(Path(name)) as driver:
        folder = Path(name)
        report, gallery = folder / "report.html", folder / "gallery"
        for command in (("report", report), ("gallery", gallery)):
            run = [sys.executable, "-m", "publishers", *map(str, command)]
            subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        driver.get(report.as_uri())
        take(driver, docs / "report.png", 1200, 1500)
        take(driver, docs / "report_on_a_phone.png", 390, 1000, dark=True)
        driver.get((gallery / "index.html").as_uri())
        take(driver, docs / "gallery.png", 1200, 1000)


if __name__ == "__main__":
    if reason := missing():
        raise SystemExit(reason)
    main()
