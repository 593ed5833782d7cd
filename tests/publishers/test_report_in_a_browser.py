"""The report in Chromium: marks, console, network, selectors, tables, widths, accessibility."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import browser, darken, missing, resize
from conftest import Warehouse

pytest.importorskip("selenium", reason="needs selenium")
import axe
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

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
    """Each test opens the page again, light and wide."""
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
    darken(driver, dark=dark)
    draw_all(driver, course)
    if course == "*":
        for summary in driver.find_elements(By.CSS_SELECTOR, "#quality-lines summary"):
            summary.click()
    assert axe.faults(driver) == set()


IN_ORDER = """
return [...document.querySelectorAll("a, select, input, summary, button, [tabindex='0']")]
    .filter(e => e.checkVisibility())
    .filter(e => e.tagName === "SUMMARY" || !e.closest("details:not([open])")).length
"""
FOCUSED = """
const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
return {
    tag: e.tagName, name: e.id || e.className || e.textContent.trim().slice(0, 40),
    seen: box.width > 1 && box.bottom > 0 && box.top < innerHeight,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
}
"""


def test_everything_is_reached_and_seen_by_keyboard(driver: Chrome) -> None:
    draw_all(driver, DATA)
    expected = driver.execute_script(IN_ORDER)
    walked = []
    for _ in range(expected):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        walked.append(driver.execute_script(FOCUSED))
    assert [one for one in walked if not (one["seen"] and one["outline"])] == []
    assert [one["tag"] for one in walked[:3]] == ["A", "SELECT", "A"]  # skip link, course, sections
    assert len(walked) > 100 and walked[-1]["tag"] == "SUMMARY"
    ActionChains(driver).send_keys(Keys.ENTER).perform()
    rows = (By.CSS_SELECTOR, "details.data[open] table tbody tr")
    WebDriverWait(driver, 20).until(lambda page: page.find_elements(*rows))
    driver.execute_script("document.querySelector('.skip').focus()")
    ActionChains(driver).send_keys(Keys.ENTER).perform()
    assert driver.execute_script("return document.activeElement.id") == "numbers"


def test_whoever_hears_the_page_hears_names(driver: Chrome) -> None:
    draw_all(driver, DATA)
    driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named: dict[str, list[str]] = {}
    for node in nodes:
        if not node["ignored"]:
            name = node.get("name", {}).get("value", "")
            named.setdefault(node["role"]["value"], []).append(name)
    roles = ("link", "combobox", "searchbox", "DisclosureTriangle", "image", "figure", "region")
    for role in roles:
        assert named[role] and all(named[role]), role
    for role in ("DisclosureTriangle", "figure", "image"):
        assert len(set(named[role])) == len(named[role]), f"two {role} of one name"


def test_a_long_list_is_searched(driver: Chrome) -> None:
    draw_all(driver, STAT)
    figure = driver.find_element(By.ID, "videos-timeline")
    select = Select(figure.find_element(By.CSS_SELECTOR, "select"))
    assert len(select.options) == 15
    search = figure.find_element(By.CSS_SELECTOR, "input.search")
    search.send_keys("BÓOT")
    assert [option.text for option in select.options] == ["Bootstrap by hand"]
    assert figure.find_element(By.CSS_SELECTOR, ".found").text == "1 of 15"
    assert "Video: Bootstrap by hand." in words(figure)
    search.send_keys("x")
    assert [option.text for option in select.options] == ["Bootstrap by hand"]
    assert figure.find_element(By.CSS_SELECTOR, ".found").text == "0 of 15"
    kinds = driver.find_element(By.CSS_SELECTOR, "#content-sections input.search")
    assert not kinds.is_displayed(), "three values need no search"


def test_a_word_has_one_colour_in_every_chart(driver: Chrome) -> None:
    def colours(figure: str) -> dict[str, str]:
        return dict(
            driver.execute_script(
                f"return [...document.querySelectorAll('#{figure} .role-legend-entry "
                ".role-scope > g > g')].map(g => [g.textContent, "
                "(p => p.getAttribute('fill') === 'transparent' || p.getAttribute('fill') === null"
                " ? p.getAttribute('stroke') : p.getAttribute('fill'))"
                "(g.querySelector('.role-legend-symbol path'))])"
            )
        )

    draw_all(driver, DATA)
    weekly, daily = colours("activity-weekly"), colours("activity-daily")
    assert weekly["played a video"] == daily["video"]
    assert weekly["posted in the forum"] == daily["forum"]
    assert weekly["tried a problem"] == daily["evaluation"]
    assert len(set(daily.values())) == len(daily) == 5
    assert colours("progress-grades")["passed"] == colours("progress-last_seen")["completed"]


# By how many pixels a drawn chart leaves its figure on paper of 480 pixels, where none is redrawn.
BEYOND_NARROW_PAPER = """
    document.body.style.width = "480px";
    const right = (element) => element.getBoundingClientRect().right;
    const beyond = [...document.querySelectorAll(".plot svg")]
        .map((svg) => right(svg) - right(svg.closest(".plot")));
    document.body.style.width = "";
    return Math.max(...beyond);
"""


def test_paper_shows_words_in_the_place_of_what_one_clicks(driver: Chrome) -> None:
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        resize(driver, 720)
        driver.execute_script("dispatchEvent(new Event('beforeprint'))")
        draw_all(driver, DATA)
        figure = driver.find_element(By.ID, "activity-weekly")
        assert "Learners, active: 28 at 15 Sep 2025" in figure.text
        assert not driver.find_element(By.CSS_SELECTOR, "nav").is_displayed()
        assert "Table" not in figure.text
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 720
        assert driver.execute_script(BEYOND_NARROW_PAPER) <= 1
        driver.execute_script("dispatchEvent(new Event('afterprint'))")
        assert driver.find_elements(By.CSS_SELECTOR, "details[open]") == []
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})


def test_tables_write_numbers_and_dates_as_the_reader_does(
    driver: Chrome, both_platforms: Warehouse, tmp_path: Path
) -> None:
    path = tmp_path / "informe.html"
    command = ("-m", "publishers", "report", str(path), "--language", "es")
    both_platforms.run(sys.executable, *command)
    driver.get(path.as_uri())
    draw_all(driver, DATA)
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    text = {
        figure: driver.find_element(By.ID, figure).text
        for figure in ("activity-weekly", "activity-curve", "progress-funnel")
    }
    assert "22 sep 2025" in text["activity-weekly"] and "Sep" not in text["activity-weekly"]
    assert "0,389" in text["activity-curve"] and "0.389" not in text["activity-curve"]
    draw_all(driver, "*")
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    assert "1.640" in driver.find_element(By.ID, "quality-event_types").text
    legend = "return [...document.querySelectorAll('#quality-event_types .role-legend-label text')]"
    assert driver.execute_script(legend + ".map(text => text.textContent)") == ["conocido"]
