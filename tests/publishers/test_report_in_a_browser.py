"""The report in Chromium: marks, console, network, selectors, tables, widths, accessibility."""

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from chromium import browser, darken, missing, resize
from conftest import Warehouse

pytest.importorskip("selenium", reason="needs selenium")
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

STAT = "MOOCdbX/Stat101/2025_Fall"
DATA = "course-v1:MOOCdbX+Data201+2025_Fall"
COURSERA = "learning-001"
DRAW_ALL = """
const [course, done] = arguments;
moocdbReport.show(course);
moocdbReport.drawAll().then(() => done([...document.querySelectorAll("figure.chart")]
    .filter((figure) => !figure.hidden)
    .map((figure) => [
        figure.dataset.chart, figure.dataset.drawn,
        figure.querySelectorAll(".role-mark path, .role-mark text").length,
        figure.querySelector(".words").textContent,
        figure.querySelector(".plot[role=img]")?.getAttribute("aria-label"),
    ])));
"""


@pytest.fixture(scope="module")
def page(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    both_platforms.run(sys.executable, "-m", "publishers", "report", str(path))
    return path


@pytest.fixture(scope="module")
def driver(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if reason := missing():
        pytest.skip(reason)
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def fresh(driver: Chrome, page: Path) -> None:
    """Each test opens the page anew, light and wide."""
    darken(driver, dark=False)
    resize(driver, 1440)
    driver.get(page.as_uri())


def draw_all(driver: Chrome, course: str) -> list[Any]:
    drawn: list[Any] = driver.execute_async_script(DRAW_ALL, course)
    return drawn


@pytest.mark.parametrize("course", [STAT, DATA, COURSERA, "*"])
def test_every_chart_draws_marks_or_says_why_not(driver: Chrome, course: str) -> None:
    drawn = draw_all(driver, course)
    assert len(drawn) >= (3 if course == "*" else 25)
    for chart, state, marks, words, label in drawn:
        assert state in ("yes", "empty"), chart
        assert words and (marks > 0 and label == words) == (state == "yes"), chart


def test_nothing_is_written_to_the_console_and_nothing_leaves_the_page(
    driver: Chrome, page: Path
) -> None:
    driver.get_log("performance")
    driver.get_log("browser")
    driver.get(page.as_uri())
    for course in (DATA, COURSERA):
        draw_all(driver, course)
    for button in driver.find_elements(By.CSS_SELECTOR, "button.csv"):
        driver.execute_script("arguments[0].click()", button)
    assert driver.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert page.as_uri() in asked
    assert {url for url in asked if not url.startswith("blob:")} == {page.as_uri()}


def test_a_selector_changes_chart_words_and_table(driver: Chrome) -> None:
    draw_all(driver, DATA)
    figure = driver.find_element(By.ID, "videos-timeline")
    lines = "return [...arguments[0].querySelectorAll('.role-mark path')].map(p => p.outerHTML)"
    figure.find_element(By.CSS_SELECTOR, "details.data summary").click()

    def shown() -> tuple[Any, str, str]:
        table = figure.find_element(By.CSS_SELECTOR, "table").text
        return driver.execute_script(lines, figure), words(figure), table

    before = shown()
    Select(figure.find_element(By.CSS_SELECTOR, "select")).select_by_index(3)
    driver.execute_async_script("setTimeout(arguments[0], 500)")
    after = shown()
    assert all(old != new for old, new in zip(before, after, strict=True))


def words(figure: Any) -> str:
    return str(figure.find_element(By.CSS_SELECTOR, ".words").get_property("textContent"))


def test_the_course_is_chosen_from_the_list(driver: Chrome) -> None:
    Select(driver.find_element(By.ID, "course")).select_by_value(COURSERA)
    assert driver.find_element(By.TAG_NAME, "h1").text == "Learning by Logs" == driver.title
    sections = driver.find_elements(By.CSS_SELECTOR, "section.course")
    assert [one.get_attribute("data-course") for one in sections if one.is_displayed()] == [
        COURSERA
    ]
    Select(driver.find_element(By.ID, "course")).select_by_visible_text("All courses")
    driver.find_element(By.LINK_TEXT, "Statistics by Example").click()
    assert driver.title == "Statistics by Example"


def test_the_table_holds_the_rows_of_the_chart(driver: Chrome) -> None:
    draw_all(driver, COURSERA)
    figure = driver.find_element(By.ID, "progress-funnel")
    figure.find_element(By.CSS_SELECTOR, "details.data summary").click()
    cells = [cell.text for cell in figure.find_elements(By.CSS_SELECTOR, "tbody td")]
    assert cells == [
        *("enrolled", "38", "1"),
        *("viewed", "37", "0.974"),
        *("explored", "26", "0.684"),
        *("completed", "10", "0.263"),
    ]


@pytest.mark.parametrize("width", [390, 800, 1440])
@pytest.mark.parametrize("course", [DATA, "*"])
def test_nothing_overflows(driver: Chrome, width: int, course: str) -> None:
    resize(driver, width)
    draw_all(driver, course)
    wide = driver.execute_script(
        "return [...document.querySelectorAll('body *')]"
        ".filter(e => !e.closest('.scroll') && !e.closest('.skip')"
        " && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => `${e.tagName} ${e.closest('figure')?.id ?? ''}`)"
    )
    assert wide == []
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("course", [DATA, "*"])
def test_axe_finds_no_serious_fault(driver: Chrome, course: str, dark: bool) -> None:
    axe = find_spec("axe_selenium_python")
    if axe is None or axe.origin is None:
        pytest.skip("needs axe-selenium-python")
    darken(driver, dark=dark)
    draw_all(driver, course)
    (script,) = Path(axe.origin).parent.rglob("axe.min.js")
    driver.execute_script(script.read_text())
    result = driver.execute_async_script("axe.run().then(arguments[0])")
    faults = {
        (fault["id"], node["html"][:200])
        for fault in result["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    }
    assert faults == set()
    assert len(result["passes"]) > 10
