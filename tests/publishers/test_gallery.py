"""The gallery, and one chart as a file."""

import csv
import json
import re
from pathlib import Path

import pytest
import yaml
from charts_world import SPEC, YML, write_chart
from conftest import Warehouse
from leaks import leaks, people_of, texts_of
from typer.testing import CliRunner

from loaders.errors import Refusal
from publishers.__main__ import app
from publishers.charts.catalog import load

COURSERA = "learning-001"
DATA = "course-v1:MOOCdbX+Data201+2025_Fall"


def publish(warehouse: Warehouse, *arguments: str | Path, check: bool = True) -> str:
    """Run a command of the publishers in this process; a refusal is returned as its sentence."""
    command = [*map(str, arguments), "--database", str(warehouse.database)]
    result = CliRunner().invoke(app, command)
    refused = isinstance(result.exception, Refusal) or result.exit_code == 2
    assert refused if not check else result.exit_code == 0, (result.output, result.exception)
    return f"{result.output}{result.exception or ''}"


@pytest.fixture(scope="module")
def gallery(both_platforms: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "gallery"
    discuss = "https://example.org/new?chart={chart}"
    publish(both_platforms, "gallery", folder, "--discuss", discuss)
    return folder


def test_every_chart_has_a_page_and_every_link_leads_somewhere(gallery: Path) -> None:
    pages = {page.relative_to(gallery).as_posix() for page in gallery.rglob("*.html")}
    assert {f"{chart.path}.html" for chart in load().charts} < pages
    for page in gallery.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text()):
            if not link.startswith("https://example.org/new?chart="):
                assert (page.parent / link.split("#")[0]).is_file(), (page, link)


def test_nobody_is_named(gallery: Path, both_platforms: Warehouse) -> None:
    """`anonymous` is a user name of the samples, and a word of a chart's description."""
    found = leaks(texts_of(gallery), people_of(both_platforms.database), innocent=["anonymous"])
    assert found == set()


def test_a_page_holds_sql_words_and_files(gallery: Path) -> None:
    text = (gallery / "videos" / "most_watched.html").read_text()
    assert (
        "from marts.rpt_videos" in text
        and "https://example.org/new?chart=videos/most_watched" in text
    )
    (table,) = (gallery / "videos").glob("most_watched-learning-001-*.csv")
    with table.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert sum(int(row["learners"]) for row in rows) == sum((21, 22, 18, 21, 11, 8))
    assert table.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    assert table.with_suffix(".svg").read_text().startswith("<svg")
    groups = (gallery / "groups" / "outcomes.html").read_text()
    assert "assigns learners of this course to groups" in groups
    assert [*(gallery / "groups").glob("outcomes-*.png")]
    assert not [*(gallery / "groups").glob("outcomes-learning-001*")]


@pytest.mark.parametrize("page", ["index.html", "videos/most_watched.html", "groups/outcomes.html"])
def test_pages_read_well_in_a_browser(gallery: Path, tmp_path: Path, page: str) -> None:
    pytest.importorskip("selenium", reason="needs selenium")
    import axe
    from chromium import browser, darken, missing, resize

    if reason := missing():
        pytest.skip(reason)
    with browser(tmp_path) as driver:
        driver.get((gallery / page).as_uri())
        for width in (390, 768, 1440):
            resize(driver, width)
            assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        broken = "return [...document.images].filter(i => i.complete && !i.naturalWidth).length"
        assert driver.execute_script(broken) == 0
        assert driver.get_log("browser") == []
        for dark in (False, True):  # last: axe asks for the style sheet, which a file refuses
            darken(driver, dark=dark)
            assert axe.faults(driver) == set()


def test_a_gallery_replaces_a_gallery_and_nothing_else(
    both_platforms: Warehouse, gallery: Path, tmp_path: Path
) -> None:
    (gallery / "old.html").touch()
    publish(both_platforms, "gallery", gallery, "--course", COURSERA)
    assert not (gallery / "old.html").exists() and (gallery / "index.html").exists()
    assert not (gallery / "quality").exists(), "a page of one course shows nothing of the others"
    (tmp_path / "thesis.txt").write_text("mine")
    printed = publish(both_platforms, "gallery", tmp_path, check=False)
    assert "holds something else" in printed and (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("suffix", [".png", ".svg", ".csv", ".html"])
def test_one_chart_in_every_format(both_platforms: Warehouse, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"weekly{suffix}"
    publish(both_platforms, "chart", "weekly", "--course", COURSERA, "-o", path)
    beginning = {".png": b"\x89PNG", ".svg": b"<svg", ".csv": b"week,", ".html": b"<!doctype"}
    assert path.read_bytes().startswith(beginning[suffix])
    assert list(tmp_path.iterdir()) == [path]


def test_a_selector_takes_a_value(both_platforms: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    video = "Variance, slowly"
    timeline = ("chart", "videos/timeline", "--course", COURSERA, "-o", path)
    publish(both_platforms, *timeline, "--select", video)
    with path.open(newline="") as lines:
        assert {row["video"] for row in csv.DictReader(lines)} == {video}
    printed = publish(both_platforms, *timeline, "--select", "none", check=False)
    assert "has no video 'none'" in printed and video in printed


REFUSALS = {
    "There is no chart nothing": ("nothing", "a.png", "--course", COURSERA),
    "is of one course: add --course": ("weekly", "a.png"),
    "holds no course x": ("weekly", "a.png", "--course", "x"),
    "must end with .png, .svg, .csv or .html": ("weekly", "a.pdf", "--course", COURSERA),
    "There is no folder": ("weekly", "no/a.png", "--course", COURSERA),
    "has nothing to select": ("weekly", "a.png", "--course", COURSERA, "--select", "x"),
    "assigns learners of this course to groups": ("outcomes", "a.png", "--course", COURSERA),
}


@pytest.mark.parametrize("sentence", REFUSALS)
def test_what_cannot_be_drawn_is_one_sentence(
    both_platforms: Warehouse, tmp_path: Path, sentence: str
) -> None:
    name, file, *options = REFUSALS[sentence]
    command = ("chart", name, "-o", tmp_path / file, *options)
    printed = publish(both_platforms, *command, check=False)
    assert sentence in printed
    assert list(tmp_path.iterdir()) == []


def test_the_checker_tells_a_broken_chart_from_those_that_are_shipped(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    folder = write_chart(tmp_path, spec=SPEC.replace("line", "lines"))
    command = ["check-charts", "--charts", str(folder), "--database", str(both_platforms.database)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert result.output.startswith("own/good.vl.json is not Vega-Lite")
    problems, _, texts = result.output.partition("For texts.es.yml, below texts:\n")
    assert all(line.startswith("own/good") for line in problems.splitlines())
    assert f"  {json.dumps(yaml.safe_load(YML)['title'])}: " in texts
    assert f"{len(load().charts) + 1} charts" in result.output
