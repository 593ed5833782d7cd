"""The report of a course with hundreds of videos and problems, in Chromium: it stays readable."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import browser, missing, resize
from conftest import Warehouse
from crowded import crowd

pytest.importorskip("selenium", reason="needs selenium")
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

STAT = "MOOCdbX/Stat101/2025_Fall"
TALLEST = 1700  # pixels of one chart: two screens
DRAW_ALL = "moocdbReport.show(arguments[0]); moocdbReport.drawAll().then(arguments[1])"
# Of each chart that is shown: its name, its height, and the labels of bars that touch one another
# or leave the chart.
SIZES = """
const shown = [...document.querySelectorAll("figure.chart")].filter((f) => !f.hidden);
return shown.filter((f) => f.querySelector("svg")).map((figure) => {
    const paper = figure.querySelector("svg").getBoundingClientRect();
    const labels = [...figure.querySelectorAll(".role-axis-label text")]
        .filter((text) => text.getAttribute("opacity") !== "0")
        .map((text) => [text.textContent, text.getBoundingClientRect()]);
    const touching = labels.filter(([_, one]) => labels.some(([_, other]) => other !== one
        && one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 3 && other.top < one.bottom - 3));
    const beyond = labels.filter(([_, one]) =>
        one.left < paper.left - 1 || one.right > paper.right + 1 || one.bottom > paper.bottom + 1);
    return [figure.dataset.chart, paper.height,
        [...touching, ...beyond].map(([words]) => words)];
});
"""


@pytest.fixture(scope="module")
def page(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = both_platforms.copied(tmp_path_factory.mktemp("crowded"))
    assert crowd(warehouse.database, STAT) == {"rpt_videos": 300, "rpt_problems": 240}
    path = warehouse.folder / "report.html"
    command = ("-m", "publishers", "report", str(path), "--course", STAT)
    warehouse.run(sys.executable, *command)
    return path


@pytest.fixture(scope="module")
def driver(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if reason := missing():
        pytest.skip(reason)
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        opened.get(page.as_uri())
        yield opened


def test_the_page_stays_small_and_has_every_chart(page: Path, driver: Chrome) -> None:
    assert page.stat().st_size < 3_000_000
    assert "more of it than a page can hold" not in page.read_text()


@pytest.mark.parametrize("width", [390, 1440])
def test_charts_are_no_taller_than_two_screens_and_labels_are_read(
    driver: Chrome, width: int
) -> None:
    resize(driver, width)
    driver.execute_async_script(DRAW_ALL, STAT)
    sizes = driver.execute_script(SIZES)
    assert len(sizes) > 20
    assert [(chart, height) for chart, height, _ in sizes if height > TALLEST] == []
    assert {chart: labels for chart, _, labels in sizes if labels} == {}
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_one_of_many_videos_is_found_by_its_name(driver: Chrome) -> None:
    driver.execute_async_script(DRAW_ALL, STAT)
    figure = driver.find_element(By.ID, "videos-timeline")
    select = Select(figure.find_element(By.CSS_SELECTOR, "select"))
    assert len(select.options) == 60
    figure.find_element(By.CSS_SELECTOR, "input.search").send_keys("distribution? 7 of")
    assert [option.text.split(" of a week")[0] for option in select.options] == [
        "What is a distribution? 7"
    ]
