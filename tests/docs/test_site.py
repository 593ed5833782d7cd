"""The site of the docs: built without warnings, whole without a network, searched from a file."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import pytest
from conftest import Warehouse
from leaks import leaks, people_of, texts_of

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).parent.parent.parent
PYTHON = Path(os.environ.get("MOOCDB_DOCS_PYTHON", ROOT / ".venv" / "docs" / "bin" / "python"))
LOADED = re.compile(r'<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)="?(https?://[^" >]+)')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with every warning an error."""
    if not PYTHON.exists():
        pytest.skip(f"needs MkDocs in {PYTHON.parent.parent}: make docs-site installs it")
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [str(PYTHON), "-m", "mkdocs", "build", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True)
    # Not --quiet: it hides warnings from --strict, too.
    told = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
    assert (done.returncode, told) == (0, [])
    return folder


def test_the_site_holds_every_page_and_every_public_table(site: Path) -> None:
    pages = {str(page.relative_to(site)) for page in site.rglob("*.html")}
    assert {"index.html", "glossary.html", "reference/commands.html"} <= pages
    tables = (site / "reference" / "tables" / "activity.html").read_text()
    assert 'id="fct_person_course"' in tables
    assert "{{" not in tables  # shared texts of columns are filled in


def test_the_site_names_nobody_of_the_samples(site: Path, warehouse: Warehouse) -> None:
    """`anonymous` and `somebody` are user names of the samples, and words of descriptions.

    The page of the sample logs names their invented staff.
    """
    warehouse.land(ROOT / "sample_logs" / "logs")
    warehouse.land(ROOT / "sample_logs" / "package", source="edx-package", final=False)
    people = people_of(warehouse.database)
    page = (ROOT / "sample_logs" / "README.md").read_text()
    staff = re.findall(r"`((?:admin|data|dr|prof|ta)_\w+)`", page)
    found = leaks(texts_of(site), people, innocent=["anonymous", "somebody", *staff])
    assert {leak for leak in found if leak[2] in people} == set()


def test_the_site_loads_nothing_from_the_network(site: Path) -> None:
    loaded = {
        f"{page.name}: {address}"
        for page in site.rglob("*.html")
        for address in LOADED.findall(page.read_text())
    }
    assert loaded == set()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Chrome:
    if reason := chromium.missing():
        pytest.skip(reason)
    with chromium.browser(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


def test_search_works_on_a_page_that_is_opened_as_a_file(site: Path, driver: Chrome) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    driver.get((site / "refresh.html").as_uri())
    driver.execute_script(
        "document.querySelector('[data-md-toggle=search]').click();"
        "const field = document.querySelector('[data-md-component=search-query]');"
        "field.focus(); field.value = 'heartbeat';"
        "field.dispatchEvent(new KeyboardEvent('keyup')); field.dispatchEvent(new Event('input'));"
    )
    found = WebDriverWait(driver, 20).until(
        lambda driver: driver.execute_script(
            "return Array.from(document.querySelectorAll('.md-search-result__link'), a => a.href)"
        )
    )
    assert any("overview.html" in address for address in found)
    errors = [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"]
    assert errors == []
