"""The plan of a refresh: new loads, failed builds, manual builds, vars, a changed project."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from site_of_logs import DUMP, EDX, EVENT, GOOD, TAGS, WHOLE, Site, recorded_site

from loaders.streams.sources import SOURCES
from refresh import __main__ as command
from refresh.sources import SourceTable, last_change, source_tables


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return recorded_site(tmp_path, monkeypatch)


def test_the_first_refresh_builds_everything_and_the_next_does_not_start_dbt(site: Site) -> None:
    site.refresh(site.log.parent)
    assert "Nothing new" in site.refresh(site.log.parent)
    assert site.built == [WHOLE]
    first, second = site.lines()
    assert (first["files"], first["lines"], first["load_id"]) == (1, 1, 1)
    assert (first["models_built"], first["tests_passed"], first["tests_failed"]) == (3, 9, 0)
    assert (second["files"], second["lines"], second["load_id"]) == (0, 0, None)
    assert (second["built"], second["models_built"], second["rejected_lines"]) == ([], 0, 0)
    assert second["minutes_behind"] is None  # no mart is built
    assert second["command"] == "refresh" and second["seconds"] < 60


def test_selection_covers_only_the_sources_of_new_loads(site: Site) -> None:
    site.refresh(site.log)
    tags, dump = site.folder / "tags.csv", site.folder / "dump.sql"
    tags.write_text(TAGS)
    dump.write_text(DUMP)
    site.load("labels", tags)
    site.refresh()
    site.load("coursera-exports", dump, "--course", "session-1")
    site.refresh()
    package = site.folder / "user_id_map.csv"
    package.write_text("id,hash_id,username\n1,a,ana\n")
    site.load("edx-package", package)
    site.refresh()
    site.log.write_text(EVENT * 2)
    site.refresh(site.log)
    site.refresh(site.log)
    everything, labels, exports, packages, edx = site.built
    assert everything == WHOLE
    assert labels == ["raw.files", "raw.label_rows"]
    assert exports == ["raw_coursera", "raw.files"]
    assert packages == ["raw.files", "raw_edx"]
    assert edx == EDX


def test_failed_build_is_repeated_together_with_later_loads(site: Site) -> None:
    site.refresh(site.log)
    site.log.write_text(EVENT * 2)
    site.outcome = GOOD | {"n_failed": 1}
    site.refresh(site.log, code=4)
    tags = site.folder / "tags.csv"
    tags.write_text(TAGS)
    site.load("labels", tags)
    site.outcome = GOOD
    site.refresh()
    site.refresh()
    assert site.built[1:] == [
        EDX,
        [*EDX, "raw.label_rows"],
    ]


@pytest.mark.parametrize(
    ("outcome", "code", "sentence"),
    [
        (GOOD | {"n_failed": 2, "n_skipped": 5}, 4, "2 models or seeds failed"),
        (GOOD | {"n_tests_failed": 1, "n_skipped": 5}, 5, "1 data tests failed"),
        (None, 4, "dbt did not finish"),
    ],
)
def test_failed_build_is_repeated_by_the_next_refresh(
    site: Site, outcome: dict[str, int] | None, code: int, sentence: str
) -> None:
    site.outcome = outcome
    for _ in range(2):
        assert sentence in site.refresh(site.log, code=code)
    site.outcome = GOOD
    site.refresh(site.log)
    site.refresh(site.log)
    assert site.built == [WHOLE] * 3
    assert sentence in site.lines()[0]["error"]


def test_manual_builds_count_for_the_sources_they_cover(site: Site) -> None:
    site.load("edx", site.log)
    site.record("build", "", outcome=GOOD)
    site.refresh()
    assert site.built == []
    site.log.write_text(EVENT * 2)
    site.load("edx", site.log)
    site.record("build", "--select source:raw.edx_lines+ source:raw.user_agents+", outcome=GOOD)
    site.record("build", "--select source:raw.files", outcome=GOOD)
    site.record("run", "--select source:raw.files+", outcome=GOOD)
    site.record("build", "--select source:raw.files+ --exclude rpt_line_ledger", outcome=GOOD)
    site.refresh()
    site.record("build", "", outcome=GOOD | {"n_failed": 1})
    site.refresh()
    assert site.built == [["raw.files"]]


@pytest.mark.parametrize("outcome", [GOOD, None], ids=["ended", "interrupted"])
def test_run_with_other_vars_makes_the_next_refresh_build_everything(
    site: Site, outcome: dict[str, int] | None
) -> None:
    site.refresh(site.log)
    site.record("run", "--select staff", "exclude_staff=False", outcome)
    site.refresh()
    site.refresh()
    site.refresh("--vars", "{exclude_staff: false}")
    site.refresh("--vars", "{exclude_staff: false}")
    assert site.built == [WHOLE, WHOLE, WHOLE]


def test_changed_project_is_built_in_full(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.refresh(site.log)
    changed = (datetime(2999, 1, 1), Path("seeds/courses.csv"))
    monkeypatch.setattr(command, "last_change", lambda: changed)
    assert "courses.csv has changed" in site.refresh()
    assert site.built == [WHOLE, WHOLE]


def test_last_change_covers_changed_and_deleted_files(tmp_path: Path) -> None:
    places = ("models/staging/a.sql", "macros/b.sql", "seeds/c.csv", "d/e.sql")
    for place in (*places, "dbt_project.yml", "requirements.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    before = last_change(tmp_path)
    (tmp_path / "d" / "e.sql").write_text("no part of it")
    assert last_change(tmp_path) == before
    (tmp_path / "models" / "staging" / "a.sql").unlink()
    assert last_change(tmp_path)[1] == tmp_path / "models" / "staging"
    (tmp_path / "seeds" / "c.csv").write_text("x")
    assert last_change(tmp_path)[1] == tmp_path / "seeds" / "c.csv"


def test_sources_name_every_loader() -> None:
    for source in SOURCES.values():
        changed = {t.name for t in source_tables() if t.loads and source.name in t.loads}
        assert source.table in changed
        assert changed <= {source.table, "raw.user_agents"}


@pytest.mark.parametrize(
    ("loads", "platform", "changed_by"),
    [
        (("edx",), "edx", {"edx"}),
        ((), "edx", set()),
        (("any",), "edx", {"edx", "edx-course-structure", "coursera-clickstream", "labels"}),
        (None, "edx", {"edx", "edx-course-structure"}),
        (None, "coursera", {"coursera-clickstream"}),
        (None, "", {"edx", "edx-course-structure", "coursera-clickstream", "labels"}),
    ],
)
def test_table_is_changed_by_the_named_loads_or_all_of_its_platform(
    loads: tuple[str, ...] | None, platform: str, changed_by: set[str]
) -> None:
    table = SourceTable("raw.x", loads, platform)
    sources = ("edx", "edx-course-structure", "coursera-clickstream", "labels")
    assert {source for source in sources if table.is_changed_by(source)} == changed_by
