"""A load is taken back: nothing of it stays, and its files can be landed again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lander import Lander, clicks, events, expected_lines, gz
from package_files import tab_separated, zipped
from typer.testing import CliRunner

from loaders.__main__ import app
from loaders.upkeep import undo as undoing

A, B, C = events(20, "a"), events(30, "b"), events(40, "c")


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def undo(lander: Lander, load: int, *options: str, code: int = 0) -> str:
    return lander.run("undo", str(load), *(options or ("--yes",)), code=code).output


def state(lander: Lander) -> list[object]:
    """The raw tables without the numbers of loads and what is kept to take loads back."""
    return [
        lander.rows("select * exclude (load_id) from raw.files order by file_id"),
        lander.rows("from raw.edx_lines order by file_id, line_no"),
        lander.rows("select user_agent from raw.user_agents order by 1"),
    ]


def test_a_load_in_the_middle_leaves_the_others_as_they_were(lander: Lander) -> None:
    a, b, c = (lander.write(f"{n}.log", x) for n, x in (("a", A), ("b", B), ("c", C)))
    for path in (a, b, c):
        lander.land(path)
    assert "30" in undo(lander, 2)
    assert lander.rows("select distinct load_id from raw.edx_lines order by 1") == [(1,), (3,)]
    assert lander.rows("select path from raw.files order by 1") == [(str(a),), (str(c),)]
    lander.land(a, b, c)
    assert lander.lines(b) == expected_lines(B)
    assert lander.rows("select load_id, lines from raw.loads order by 1") == [
        (1, 20),
        (2, 0),
        (3, 40),
        (4, 0),
        (5, 30),
    ]


def grown(lander: Lander, log: Path) -> None:
    lander.append(log, B)


def replaced(lander: Lander, log: Path) -> None:
    log.write_bytes(C)


def renamed(lander: Lander, log: Path) -> None:
    log.rename(lander.folder / "z.log")
    lander.write("a.log", B)


def broken(lander: Lander, log: Path) -> None:
    log.write_bytes(gz(A)[:-5])


def copied(lander: Lander, log: Path) -> None:
    lander.write("copy.log", log.read_bytes())


def packed(lander: Lander, log: Path) -> None:
    lander.write("a.zip", zipped({"a.log": A, "b.log": B}))


@pytest.mark.parametrize("change", [grown, replaced, renamed, broken, copied, packed])
def test_after_the_last_load_is_taken_back_all_is_as_before_it(
    lander: Lander, change: object
) -> None:
    log = lander.write("a.log", A)
    lander.land(log)
    before = state(lander)
    change(lander, log)  # type: ignore[operator]
    logs = [*lander.folder.glob("*.log"), *lander.folder.glob("*.zip")]
    result = lander.run("edx", *logs, code=1 if change is broken else 0)
    assert result.exit_code == (1 if change is broken else 0)
    after = state(lander)
    assert after != before
    undo(lander, 2)
    assert state(lander) == before
    if change is not broken:
        lander.land(*logs)
        assert lander.rows("select line from raw.edx_lines order by 1") == sorted(
            (row[3],)
            for row in after[1]  # type: ignore[attr-defined]
        )


def test_what_later_loads_hold_of_a_file_stays_and_it_is_landed_whole_again(lander: Lander) -> None:
    log = lander.write("a.log", A)
    lander.land(log)
    lander.append(log, B)
    lander.land(log)
    assert "Later loads hold lines" in undo(lander, 1)
    assert lander.rows("select lines_loaded, is_current from raw.files") == [(30, False)]
    assert "partly taken back" in lander.run("status").output
    lander.run("edx", log)
    assert lander.lines(log) == expected_lines(A + B)
    assert lander.n_lines == 80
    undo(lander, 2)
    assert lander.n_lines == 50
    assert lander.rows("select count(*) from raw.files") == [(1,)]


def test_a_copy_of_a_file_that_is_gone_is_landed_when_it_is_met_again(lander: Lander) -> None:
    log, copy = lander.write("a.log", A), lander.write("b.log", A)
    lander.land(log)
    lander.land(copy)
    undo(lander, 1)
    assert lander.n_lines == 0
    lander.land(copy)
    assert lander.lines(copy) == expected_lines(A)


def test_what_a_later_load_has_put_in_the_place_of_a_file_stays_current(lander: Lander) -> None:
    log = lander.write("a.log", A)
    for content in (A, B, C):
        log.write_bytes(content)
        lander.land(log)
    undo(lander, 2)
    assert lander.lines(log) == expected_lines(C)
    assert lander.rows("select is_current from raw.files order by file_id") == [(False,), (True,)]


def test_user_agents_of_other_loads_stay(lander: Lander) -> None:
    line = b'{"event_type": "x", "agent": "%s"}\n'
    lander.land(lander.write("a.log", line % b"first" + line % b"both"))
    lander.land(lander.write("b.log", line % b"both" + b"{}\n"))
    undo(lander, 1)
    assert lander.rows("select user_agent from raw.user_agents") == [("both",)]


def test_clicks_and_packages_are_taken_back_and_what_they_replaced_is_named(lander: Lander) -> None:
    lander.run("coursera-clickstream", lander.write("c.log", clicks(3)), "--course", "c-001")
    rows = (("id", "hash_id", "username"), [("1", "a", "ann")])
    package = lander.write("p/user_id_map.sql", tab_separated(rows)).parent
    for _ in range(2):
        lander.run("edx-package", package)
    assert "It had replaced rows of load 2" in undo(lander, 3)
    assert lander.rows("select count(*) from raw_edx.user_id_map") == [(0,)]
    assert lander.rows("select distinct load_id from raw_edx.row_counts") == [(2,)]
    undo(lander, 1)
    assert lander.rows("select count(*) from raw.coursera_clickstream_lines") == [(0,)]
    lander.run("edx-package", package)
    assert lander.rows("select load_id from raw_edx.user_id_map") == [(6,)]


def test_it_shows_what_it_will_do_and_asks(lander: Lander) -> None:
    lander.land(lander.write("a.log", A))
    dry = undo(lander, 1, "--dry-run")
    assert "raw.edx_lines" in dry and "20" in dry and "a.log" in dry
    assert "add --yes" in lander.run("undo", "1", code=2).stderr
    said = CliRunner().invoke(app, ["undo", "1"], input="n\n", env=lander.environment)
    assert (said.exit_code, "Nothing was taken back" in said.output) == (2, True)
    assert lander.n_lines == 20
    said = CliRunner().invoke(app, ["undo", "1"], input="y\n", env=lander.environment)
    assert said.exit_code == 0 and lander.n_lines == 0
    last = (lander.folder / "logs" / "refresh.log").read_text().splitlines()[-1]
    assert {"command": "loaders undo", "load_id": 1, "undone_by": 2}.items() <= json.loads(
        last
    ).items()


def test_loads_that_cannot_be_taken_back_are_refused(lander: Lander) -> None:
    assert "There is no database" in lander.run("undo", "1", code=2).stderr
    lander.land(lander.write("a.log", A))
    assert "There is no load 7: they are 1 to 1" in lander.run("undo", "7", code=2).stderr
    undo(lander, 1)
    assert "taken back already, by load 2" in lander.run("undo", "1", code=2).stderr
    assert "Load 2 took back load 1" in lander.run("undo", "2", code=2).stderr
    status = lander.run("status", "--all").output
    assert "taken back by load 2" in status and "took back load 1" in status


def test_all_is_taken_back_or_nothing(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    lander.land(lander.write("a.log", A))
    before = state(lander)
    monkeypatch.setattr(undoing, "_forget_user_agents", die)
    lander.run("undo", "1", "--yes", code=130)
    assert (state(lander), lander.n_loads) == (before, 1)
