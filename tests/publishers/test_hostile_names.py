"""Names and answers that are markup, templates or formulas: shown as they are, and never run.

The texts went through loader and build (tests/cases/reports/hostile-names).
"""

import csv
import json
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from chromium import browser, missing, resize
from conftest import Warehouse

pytest.importorskip("selenium", reason="needs selenium")
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

COURSE = "course-v1:OwnX+HOSTILE+2024"
SCRIPT = "</script><script>globalThis.hacked=1</script>"
IMAGE = '<img src=x onerror="globalThis.hacked=1">'
TEMPLATE = "{{ 7*7 }} {% raw %} ${globalThis.hacked=1} `tick` \\u003cb\\u003e"
ANSWERS = "return [...document.querySelectorAll('#problems-answers td')].map(d => d.textContent)"
DRAW_ALL = "moocdbReport.drawAll().then(() => arguments[0](globalThis.hacked ?? 'safe'))"


@pytest.fixture(scope="module")
def page(reports_warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    command = ("-m", "publishers", "report", str(path), "--course", COURSE)
    reports_warehouse.run(sys.executable, *command)
    return path


@pytest.fixture(scope="module")
def driver(page: Path) -> Iterator[Chrome]:
    if reason := missing():
        pytest.skip(reason)
    with browser(page.parent) as opened:
        opened.get(page.as_uri())
        yield opened


def test_the_marts_hold_every_text(reports_warehouse: Warehouse) -> None:
    """Else the page is safe since there is nothing in it."""
    of = f"course_id = '{COURSE}'"
    attempts = f"select count(*) from marts.fct_problem_attempts where {of}"
    assert reports_warehouse.rows(attempts) == [(33,)]
    names = {name for (name,) in reports_warehouse.rows(
        f"select display_name from marts.dim_videos where {of}"
    )}  # fmt: skip
    assert {SCRIPT, IMAGE, TEMPLATE, "\U0001f600" * 80, "x" * 5000, "twice"} <= names
    assert {SCRIPT, IMAGE, TEMPLATE} <= {
        answer
        for (answer,) in reports_warehouse.rows(
            f"select answer from marts.rpt_answer_distribution where {of}"
        )
    }


class Tags(HTMLParser):
    """How often each element is in a page, and the attributes that run something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts = 0
        self.running: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.running += [(tag, name) for name, _ in attrs if name.startswith("on")]


def test_the_page_has_no_element_of_theirs(page: Path) -> None:
    tags = Tags(page.read_text())
    assert tags.scripts == 3 and tags.running == []


def test_every_chart_of_every_value_is_drawn_and_runs_nothing(driver: Chrome, page: Path) -> None:
    assert driver.title.startswith(SCRIPT) and "שיעור" in driver.title
    assert driver.find_element(By.TAG_NAME, "h1").text.startswith(SCRIPT)
    assert driver.execute_async_script(DRAW_ALL) == "safe"
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    options, cells = [], []
    for select in driver.find_elements(By.CSS_SELECTOR, "figure:not([hidden]) select.selector"):
        for option in Select(select).options if select.is_displayed() else []:
            options.append(option.text)
            Select(select).select_by_visible_text(option.text)
            cells += driver.execute_script(ANSWERS)
    assert driver.execute_async_script(DRAW_ALL) == "safe"
    assert {SCRIPT, IMAGE, TEMPLATE} <= set(options)
    states = (
        "return [...document.querySelectorAll('figure:not([hidden])')].map(f => f.dataset.drawn)"
    )
    assert set(driver.execute_script(states)) <= {"yes", "empty"}
    assert {f"✓ {IMAGE}", f"✗ {IMAGE}"} & set(cells)
    strange = "return document.querySelectorAll('img, b, i, main script, iframe').length"
    assert driver.execute_script(strange) == 0
    assert driver.get_log("browser") == []
    asked = {
        json.loads(entry["message"])["message"]["params"]["request"]["url"]
        for entry in driver.get_log("performance")
        if json.loads(entry["message"])["message"]["method"] == "Network.requestWillBeSent"
    }
    inside = {url for url in asked if url.startswith(("chrome", "data:"))}
    assert asked - inside == {page.as_uri()}


def test_what_is_pointed_at_is_told_as_text(driver: Chrome) -> None:
    driver.execute_async_script(DRAW_ALL)
    bars = driver.find_elements(By.CSS_SELECTOR, "#videos-most_watched .role-mark path")
    told = []
    for bar in bars:
        ActionChains(driver).move_to_element(bar).perform()
        told.append(driver.find_element(By.ID, "vg-tooltip-element").text)
    assert any(IMAGE in text for text in told) and any(SCRIPT in text for text in told)
    assert driver.execute_script("return globalThis.hacked ?? 'safe'") == "safe"
    inside = "return document.querySelectorAll('#vg-tooltip-element :is(img, script)').length"
    assert driver.execute_script(inside) == 0


@pytest.mark.parametrize("width", [390, 1440])
def test_long_names_do_not_widen_the_page(driver: Chrome, width: int) -> None:
    resize(driver, width)
    driver.execute_async_script(DRAW_ALL)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_gallery_draws_and_escapes_them(reports_warehouse: Warehouse, tmp_path: Path) -> None:
    folder = tmp_path / "gallery"
    command = ("-m", "publishers", "gallery", str(folder), "--course", COURSE)
    reports_warehouse.run(sys.executable, *command)
    pages = [*folder.rglob("*.html")]
    assert len(pages) > 25
    for page in pages:
        tags = Tags(page.read_text())
        assert tags.scripts == 0 and tags.running == [], page
    assert "&lt;script&gt;" in (folder / "index.html").read_text()
    (picture,) = (folder / "videos").glob("most_watched-*.svg")
    assert "<script" not in picture.read_text() and "<img" not in picture.read_text()
    (table,) = (folder / "videos").glob("most_watched-*.csv")
    with table.open(newline="") as lines:
        names = {row["video"] for row in csv.DictReader(lines)}
    assert SCRIPT in names and '\'=HYPERLINK("https://example.org","click")' in names
