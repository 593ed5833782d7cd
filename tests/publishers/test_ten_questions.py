"""Ten questions of a teacher, answered from the page alone, by what the samples hold for certain.

Each answer is looked up as a reader would: in a number at the head, or in the table under a chart
of the real page in Chromium. What is right is told by the truth files of the samples, which are
counted while the logs are written.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator

import pytest
from chromium import browser, missing
from conftest import ROOT, Warehouse

pytest.importorskip("selenium", reason="needs selenium")
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

STAT, COURSERA = "MOOCdbX/Stat101/2025_Fall", "learning-001"


def truth(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((ROOT / "sample_logs" / f"{name}.truth.json").read_text())
    return found


LOGS = truth("logs")
OF_LOGS, OF_PACKAGE = LOGS["courses"][STAT], truth("package")["courses"][STAT]  # type: ignore[index]
OF_SESSION = truth("coursera_session")
with (ROOT / "seeds" / "languages.csv").open(encoding="utf-8") as seed:
    NAMES = dict(csv.reader(seed))
NOT_IN_PACKAGE = len(OF_PACKAGE["planted"]["missing_in_database"])
NO_ACCOUNT = len(OF_PACKAGE["planted"]["unknown_user"])


@pytest.fixture(scope="module")
def driver(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """The page of both platforms, open."""
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("ten_questions")
    both_platforms.run(sys.executable, "-m", "publishers", "report", str(folder / "report.html"))
    with browser(folder) as opened:
        opened.get((folder / "report.html").as_uri())
        yield opened


class Page:
    """What a reader of the page of one course sees."""

    def __init__(self, driver: Chrome, course: str) -> None:
        self.driver = driver
        Select(driver.find_element(By.ID, "course")).select_by_value(course)

    def tile(self, label: str) -> str:
        """The number under a label at the head, with the line below it."""
        tiles = self.driver.find_elements(By.CSS_SELECTOR, ".tiles > li")
        (found,) = [tile.text for tile in tiles if tile.text.startswith(f"{label}\n")]
        return " ".join(found.splitlines()[1:])

    def table(self, chart: str, shown: str = "") -> list[list[str]]:
        """The rows under a chart, for a value of its selector."""
        figure = self.driver.find_element(By.ID, chart)
        self.driver.execute_script("arguments[0].scrollIntoView()", figure)
        if shown:
            Select(figure.find_element(By.CSS_SELECTOR, "select")).select_by_visible_text(shown)
        summary = figure.find_element(By.CSS_SELECTOR, "details.data summary")
        if figure.find_element(By.CSS_SELECTOR, "details.data").get_attribute("open") is None:
            summary.click()
        rows = WebDriverWait(self.driver, 20).until(
            lambda _: figure.find_elements(By.CSS_SELECTOR, "tbody tr")
        )
        return [
            [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")] for row in rows
        ]


def total(rows: list[list[str]], column: int, **where: str) -> int:
    """The sum of a column over the rows that hold every value asked for."""
    return sum(
        int(row[column].replace(",", ""))
        for row in rows
        if all(value in row for value in where.values())
    )


# Question, course, where the page answers it, and the answer.
QUESTIONS: dict[str, tuple[str, Callable[[Page], object], object]] = {
    "How many enrolled, and how many passed?": (
        COURSERA,
        lambda page: (page.tile("Enrolled").split()[0], page.tile("Completed").split()[0]),
        (str(OF_SESSION["counts"]["registered"]), str(OF_SESSION["counts"]["passed"])),  # type: ignore[index]
    ),
    "Why does the page count one more than the platform's list?": (
        STAT,
        lambda page: page.tile("Enrolled"),
        f"{OF_PACKAGE['enrolled_now'] + NOT_IN_PACKAGE} "
        f"{OF_PACKAGE['learners'] + NO_ACCOUNT + NOT_IN_PACKAGE} ever enrolled; "
        f"in the logs only, not in the data package: {NOT_IN_PACKAGE}",
    ),
    "How many of those enrolled now pay?": (
        STAT,
        lambda page: page.table("enrollment-enrolled_daily")[-1],
        ["12 Nov 2025", "verified", str(OF_PACKAGE["enrolled_now_by_mode"]["verified"])],
    ),
    "How many women are among the learners?": (
        STAT,
        lambda page: total(page.table("progress-by_people", "gender"), 3, value="women"),
        OF_PACKAGE["by_gender"]["f"],
    ),
    "From where do most come?": (
        STAT,
        lambda page: page.table("enrollment-countries")[0],
        ["United States of America", str(OF_PACKAGE["by_country"]["US"])],
    ),
    "How many worked on problems in the second week?": (
        STAT,
        lambda page: total(
            page.table("activity-weekly"), 2, week="22 Sep 2025", activity="tried a problem"
        ),
        OF_LOGS["weekly_learners"]["attempted_problem"]["2025-09-22"],
    ),
    "And who has a certificate?": (
        STAT,
        lambda page: page.tile("Completed"),
        f"{OF_PACKAGE['passed']} {OF_PACKAGE['certified']} with a certificate",
    ),
    "Are all my videos watched?": (
        STAT,
        lambda page: len({row[0] for row in page.table("videos-most_watched")}),
        OF_LOGS["videos_played"],
    ),
    "How many answers were checked, and on how many problems of how many learners?": (
        STAT,
        lambda page: (
            page.tile("Attempts at problems").split()[0],
            total(page.table("problems-attempts"), 2),
        ),
        (str(OF_LOGS["problem_attempts"]), OF_LOGS["learner_problems"]),
    ),
    "Do learners ask, and does anybody respond?": (
        STAT,
        lambda page: [
            total(page.table("forum-posts_weekly"), 2, kind=kind)
            for kind in ("thread", "response", "comment")
        ],
        [OF_PACKAGE["forum"][kind] for kind in ("threads", "responses", "comments")],
    ),
    "Which languages do they read?": (
        COURSERA,
        lambda page: {
            language: int(n)
            for language, n in page.table("audience-languages")
            if language != "unknown"
        },
        {NAMES[language]: n for language, (n, _) in OF_SESSION["languages"].items()},  # type: ignore[attr-defined]
    ),
    "How many are in my morning group?": (
        STAT,
        lambda page: [
            int(row[5])
            for row in page.table("groups-outcomes", "attempts at problems")
            if row[1] == "cohort: Morning"
        ],
        [OF_PACKAGE["cohorts"]["Morning"]],
    ),
    "Was anything lost on the way in?": (
        "*",
        lambda page: total(
            [
                row
                for row in page.table("quality-lines", "without the accepted")
                if row[1].startswith("tracking.log")
            ],
            3,
        ),
        sum(
            LOGS["fates"][fate]  # type: ignore[index]
            for fate in ("not_json", "not_object", "no_event_type", "no_time", "duplicate")
        ),
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_page_answers(driver: Chrome, question: str) -> None:
    course, where, answer = QUESTIONS[question]
    assert where(Page(driver, course)) == answer
