"""Tagging pages in Chromium, end to end: tag, come back, download, load, agreement."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import browser, missing, resize
from conftest import Warehouse

from loaders.streams.rows import NEEDED_OF_PROJECTS

pytest.importorskip("selenium", reason="needs selenium")
import axe
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

PROJECT = 'what <i>for</i> "now"'
TAGS = ["question", "answer", "<b>chat</b>", "=1+1"]
HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<!-- <script> {{ 7 * 7 }} ${7 * 7}",
    "\u202emirrored\u202c\x07 and \u2028 a separator",
    '=HYPERLINK("http://hostile.example/")',
    "https://hostile.example/pixel.gif",
    "two\nlines, and 'quotes\"",
]
ANN, BOB = "Ann <script>window.hacked = 1</script>", "bob"
MODELS = ["+path:models/marts/labels", "+label_items", "+label_projects", "+label_texts"]
N_ITEMS, N_DOUBLE = 14, 7


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A project of hostile texts, built, with the pages of two taggers."""
    warehouse = Warehouse(tmp_path_factory.mktemp("tagging"))
    path = warehouse.folder / "project.csv"
    texts = [*HOSTILE, *(f"text {number}" for number in range(N_ITEMS - len(HOSTILE)))]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NEEDED_OF_PROJECTS)
        head = ["|".join(TAGS), "Choose <script>window.hacked = 1</script> one."]
        writer.writerow([PROJECT, "e", "</li><script>window.hacked = 1</script>", *head, TAGS[2]])
        writer.writerows(
            [PROJECT, f"i,{place}", text, "", "", ""] for place, text in enumerate(texts)
        )
    warehouse.land(path, source="label-project", final=False).build(select=MODELS)
    command = ("tagging", str(warehouse.folder / "pages"), "--tagger", ANN, "--tagger", BOB)
    told = warehouse.run(
        sys.executable, "-m", "publishers", *command, "--double", str(N_DOUBLE / N_ITEMS)
    )
    assert told.stdout.count(f"{N_DOUBLE} of them tagged twice") == 2
    return warehouse


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if reason := missing():
        pytest.skip(reason)
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        resize(opened, 1000)
        yield opened


def page_of(project: Warehouse, tagger: str) -> Path:
    [page] = (project.folder / "pages").glob(f"*-{tagger}*.html")
    return page


def shown(driver: Chrome) -> str:
    return str(driver.find_element(By.ID, "text").get_property("textContent"))


def press(driver: Chrome, *keys: str) -> None:
    for key in keys:
        ActionChains(driver).send_keys(key).perform()


def status(driver: Chrome) -> str:
    return driver.find_element(By.ID, "place").text


def reopen(driver: Chrome, status_of_start: str) -> None:
    """Load the page again, as after the browser was closed.

    A browser stores a moment later what a page keeps: a page loaded at once may not find it.
    """
    for _ in range(40):
        driver.refresh()
        if status(driver).startswith(status_of_start):
            return
        time.sleep(0.05)
    raise AssertionError(status(driver))


def downloaded(driver: Chrome, folder: Path) -> Path:
    """Click for the CSV, and wait until it is whole."""
    folder.mkdir(exist_ok=True)
    behaviour = {"behavior": "allow", "downloadPath": str(folder)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    before = set(folder.glob("*.csv"))
    driver.find_element(By.ID, "download").click()
    for _ in range(200):
        if found := set(folder.glob("*.csv")) - before:
            return found.pop()
        time.sleep(0.05)
    raise AssertionError("no file was downloaded")


def item_of(driver: Chrome) -> str:
    return str(
        driver.execute_script(
            "return JSON.parse(document.getElementById('tagging-data').textContent)"
            ".items.find((item) => item.text === arguments[0]).id",
            shown(driver),
        )
    )


def tag_all(driver: Chrome, keys: dict[str, str]) -> None:
    """Tag every text that has no tag yet: the key of its item, else 1."""
    for _ in range(N_ITEMS):
        press(driver, "n")
        if driver.find_element(By.ID, "clear").is_enabled():
            return
        press(driver, keys.get(item_of(driver), "1"))


def test_hostile_texts_are_shown_and_do_not_run(driver: Chrome, project: Warehouse) -> None:
    driver.get_log("performance")
    driver.get_log("browser")
    seen = set()
    for tagger in ("Ann", "bob"):
        page = page_of(project, tagger)
        driver.get(page.as_uri())
        for _ in range(N_ITEMS):
            seen.add(shown(driver))
            press(driver, Keys.ARROW_RIGHT)
        assert driver.execute_script("return window.hacked") is None
        assert driver.find_element(By.TAG_NAME, "h1").text == PROJECT
        examples = driver.find_elements(By.CSS_SELECTOR, "#examples li")
        assert [one.text for one in examples] == [
            f"</li><script>window.hacked = 1</script> → {TAGS[2]}"
        ]
        buttons = driver.find_elements(By.CSS_SELECTOR, "#tags button")
        assert [one.text for one in buttons] == [f"{n}: {tag}" for n, tag in enumerate(TAGS, 1)]
    assert seen >= set(HOSTILE)
    assert driver.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert asked == {page_of(project, tagger).as_uri() for tagger in ("Ann", "bob")}


def test_the_policy_of_the_page_stops_other_code(driver: Chrome, project: Warehouse) -> None:
    """Were a text to become markup after all, its code would not run."""
    driver.get(page_of(project, "bob").as_uri())
    driver.execute_script(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<img src="data:," onerror="window.hacked = 1">\');'
        "const made = document.createElement('script');"
        "made.textContent = 'window.hacked = 2'; document.body.append(made);"
    )
    time.sleep(0.3)
    assert driver.execute_script("return window.hacked") is None
    assert "Content Security Policy" in json.dumps(driver.get_log("browser"))


def test_the_page_is_accessible(driver: Chrome, project: Warehouse) -> None:
    driver.get(page_of(project, "bob").as_uri())
    assert axe.faults(driver) == set()


def test_two_windows_of_a_tagger_know_of_each_other(driver: Chrome, project: Warehouse) -> None:
    """Else the tags of one window overwrite those of the other."""
    address = page_of(project, "bob").as_uri()
    driver.get(address)
    first = driver.current_window_handle
    driver.switch_to.new_window("window")
    try:
        driver.get(address)
        press(driver, "1")
        second = driver.current_window_handle
        driver.switch_to.window(first)
        WebDriverWait(driver, 10).until(lambda _: "Tagged: 1." in status(driver))
        press(driver, Keys.ARROW_RIGHT, "2")
        driver.switch_to.window(second)
        WebDriverWait(driver, 10).until(lambda _: "Tagged: 2." in status(driver))
    finally:
        driver.execute_script("localStorage.clear()")
        driver.close()
        driver.switch_to.window(first)


def test_tags_from_page_to_agreement(driver: Chrome, project: Warehouse, tmp_path: Path) -> None:
    """Both taggers tag; bob differs on two of the texts that both have."""
    driver.get(page_of(project, "Ann").as_uri())
    assert status(driver).startswith("Text 1 of") and "Tagged: 0." in status(driver)
    first = item_of(driver)
    press(driver, "2", "3", "u")  # the second text is tagged, and moved on from
    assert "Tagged: 2." in status(driver)
    reopen(driver, "Text 3 of")
    assert "Tagged: 2." in status(driver)
    press(driver, Keys.ARROW_LEFT)
    second = item_of(driver)
    chosen = driver.find_element(By.CSS_SELECTOR, "#tags [aria-pressed=true]")
    assert chosen.get_attribute("data-tag") == TAGS[2]
    press(driver, "u")
    assert "Tagged: 1." in status(driver)
    press(driver, "1")
    tag_all(driver, {})
    folder = tmp_path / "downloads"
    ann = downloaded(driver, folder)
    with ann.open(newline="") as file:
        given = {row["item_id"]: row for row in csv.DictReader(file)}
    assert {item: row["tag"] for item, row in given.items()} == {
        item: TAGS[1] if item == first else TAGS[0] for item in given
    }
    assert given[second]["tagger"] == ANN and {row["text"] for row in given.values()} == {""}

    driver.get(page_of(project, "bob").as_uri())
    items = driver.execute_script(
        "return JSON.parse(document.getElementById('tagging-data').textContent)"
        ".items.map((item) => item.id)"
    )
    both = sorted(set(items) & set(given) - {first})
    assert len(set(items) & set(given)) == N_DOUBLE and len({*items, *given}) == N_ITEMS
    keys = {both[0]: "3", both[1]: "4", first: "2"}
    tag_all(driver, keys)
    bob = downloaded(driver, folder)
    project.land(ann, bob, source="labels", final=False).build(select=MODELS)
    assert project.rows(
        "select n_items, round(agreement * n_items) from marts.rpt_label_agreement where is_overall"
    ) == [(N_DOUBLE, N_DOUBLE - 2)]
    assert project.rows(
        "select count(*), count(distinct item_id), count(tagged_at), count(tags.tag) "
        "from marts.fct_labels as labels left join marts.dim_label_tags as tags "
        "using (project, tag) where fate = 'counted'"
    ) == [(N_ITEMS + N_DOUBLE, N_ITEMS, N_ITEMS + N_DOUBLE, N_ITEMS + N_DOUBLE)]
    taggers = project.rows("select distinct tagger from private.label_texts order by 1")
    assert taggers == [(ANN,), (BOB,)]
