"""A dry run says what a command would do, and changes nothing; a bad place is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from command_runner import LOG, LOGS, run, summary_of
from conftest import Warehouse

TAGS = "project,item_id,text,tagger,tag,tagged_at\np,1,t,ana,good,2025-09-15\n"


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (["load", "edx", LOGS], {"bytes": sum(path.stat().st_size for path in LOGS.iterdir())}),
        (["load", "edx-package", LOGS.parent / "package"], {"not_landed": []}),
        (
            ["load", "coursera-exports", LOGS.parent / "coursera_session", "--course", "a"],
            {"format": "coursera_2"},
        ),
        (["load", "labels", "{}/tags.csv"], {"bytes": len(TAGS)}),
        (["refresh", LOG], {"paths": [str(LOG)]}),
    ],
    ids=lambda value: str(value[1]) if isinstance(value, list) else "",
)
def test_a_dry_run_tells_and_changes_nothing(
    warehouse: Warehouse, words: list[Any], facts: dict[str, Any]
) -> None:
    (warehouse.folder / "tags.csv").write_text(TAGS)
    words = [str(word).format(warehouse.folder) for word in words]
    for _ in ("no warehouse yet", "one that is there"):
        before = {path.name: hash_of(path) for path in warehouse.folder.glob("*.*")}
        log = warehouse.folder / "logs" / "refresh.log"
        logged = log.read_text() if log.exists() else ""
        summary = summary_of(warehouse, *words, "--dry-run")
        assert summary["dry_run"] is True and facts.items() <= summary.items()
        after = {path.name: hash_of(path) for path in warehouse.folder.glob("*.*")}
        assert after.keys() == before.keys()
        assert (log.read_text() if log.exists() else "") == logged
        if warehouse.database.exists():
            assert warehouse.rows("select count(*) from raw.loads") == [(1,)]
        is_new = not warehouse.database.exists()  # its one line is not an event
        run(warehouse, "load", "quickhelper", "--final", quickhelper_log(warehouse), code=is_new)


def quickhelper_log(warehouse: Warehouse) -> Path:
    """Return a log that no other case lands."""
    path = warehouse.folder / "logs" / "user.log"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}\n")
    return path


def hash_of(path: Path) -> str:
    return hashlib.md5(path.read_bytes()).hexdigest()


def test_a_dry_run_says_what_became_of_each_file(warehouse: Warehouse) -> None:
    logs = warehouse.folder / "logs"
    logs.mkdir()
    for name in ("same.log", "grown.log", "other.log"):
        (logs / name).write_text(f'{{"a": "{name}"}}\n')
    run(warehouse, "load", "edx", logs, code=1)
    with (logs / "grown.log").open("a") as file:
        file.write("{}\n")
    (logs / "other.log").write_text("something else\n")
    (logs / "copy.log").write_text((logs / "same.log").read_text())
    (logs / "new.log").write_text("new\n")
    files = summary_of(warehouse, "load", "edx", logs, "--dry-run")["files"]
    states = {Path(file["path"]).name: (file["state"], file["bytes"]) for file in files}
    assert states == {
        "same.log": ("nothing new", 0),
        "grown.log": ("grown", 3),
        "other.log": ("other text than before", 15),
        "copy.log": (f"a copy of {logs / 'same.log'}", 0),
        "new.log": ("new", 4),
    }


PUBLISHERS = ("report", "csv", "moocdb-csv", "gallery", "serve", "parquet", "features")


@pytest.mark.parametrize("name", PUBLISHERS)
def test_a_publisher_tells_what_it_would_write(
    sample_warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    summary = summary_of(sample_warehouse, name, tmp_path / "new", "--dry-run")
    assert summary["dry_run"] is True and list(tmp_path.iterdir()) == []


def test_a_chart_tells_what_it_would_write(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    words = ["weekly", "--course", "MOOCdbX/Stat101/2025_Fall", "--dry-run"]
    for name in ("weekly.svg", "weekly.html"):
        summary = summary_of(sample_warehouse, "chart", *words, "-o", tmp_path / name)
        assert summary["dry_run"] is True and summary["chart"] == "activity/weekly"
        assert summary["rows"] > 8 and list(tmp_path.iterdir()) == []
    done = run(sample_warehouse, "chart", "weekly", "-o", tmp_path / "x.svg", "--dry-run", code=2)
    assert "add --course" in done.stderr


@pytest.mark.parametrize("name", [*PUBLISHERS, "chart"])
def test_a_place_that_cannot_be_written_is_one_sentence(
    sample_warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a file").write_text("not ours")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("not ours")
    places = {"a file": tmp_path / "a file", "below it": tmp_path / "a file" / "x"}
    if name in ("report", "serve", "chart"):
        places = {"folder": tmp_path / "folder", "missing": tmp_path / "missing" / "x.svg"}
    for place in places.values():
        words = ["daily", "-o", place] if name == "chart" else [place]
        done = run(sample_warehouse, name, *words, code=2)
        assert done.stderr.count("\n") == 1 and str(tmp_path) in done.stderr
        assert done.exception is None or isinstance(done.exception, SystemExit)
    assert (tmp_path / "a file").read_text() == "not ours"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file"]
    assert {path.name for path in tmp_path.iterdir()} == {"a file", "folder"}
