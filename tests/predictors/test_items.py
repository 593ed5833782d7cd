"""Discriminations of items: the true ones of simulated answers, and those of another library."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from conftest import ROOT
from numpy.typing import NDArray

from loaders.errors import Refusal
from loaders.streams.csv_kinds import CSV_KINDS
from predictors import item_files, items
from predictors.items import Fitted, read_answers

pytest.importorskip("mirt", reason="needs mirt (make predict)")

COURSE = "O/C/R"
N_LEARNERS, N_ITEMS = 1200, 25


@dataclass(frozen=True)
class Simulated:
    """Answers of a simulated course: learners in rows, items in columns; -1: no answer."""

    difficulty: NDArray[np.float64]
    discrimination: NDArray[np.float64]
    answers: NDArray[np.int64]

    def rows(self, first_item: int = 1000) -> list[tuple[int, int, int]]:
        """Learner, item and score of each answer."""
        learners, numbers = np.nonzero(self.answers >= 0)
        scores = self.answers[learners, numbers]
        return list(
            zip(learners.tolist(), (numbers + first_item).tolist(), scores.tolist(), strict=True)
        )


def simulated() -> Simulated:
    """Abilities are normal. Less able learners stop earlier: late items have few answers."""
    draw = np.random.default_rng(15)
    ability, difficulty = draw.normal(size=N_LEARNERS), draw.normal(size=N_ITEMS)
    discrimination = np.clip(np.exp(draw.normal(0, 0.5, size=N_ITEMS)), 0.4, 3)
    chance = 1 / (1 + np.exp(discrimination * (difficulty - ability[:, None])))
    answers = (draw.random(chance.shape) < chance).astype(np.int64)
    stops = draw.geometric(np.clip(0.06 / (1 + np.exp(2 * ability)), 0.001, 1))
    answers[np.arange(N_ITEMS) >= stops[:, None]] = -1
    return Simulated(difficulty, discrimination, answers)


WORLD = simulated()


def fill(connection: duckdb.DuckDBPyConnection, rows: list[tuple[int, int, int]]) -> None:
    """The table that the models are fitted to."""
    learners, numbers, scores = zip(*rows, strict=True)
    columns = pa.table(
        {
            "course_id": pa.array([COURSE] * len(rows)),
            "learner_id": pa.array(learners, pa.int64()),
            "item_id": pa.array(numbers, pa.int64()),
            "block_id": pa.array([f"block {number}" for number in numbers]),
            "part": pa.array(["2_1"] * len(rows)),
            "score": pa.array(scores, pa.int64()),
        }
    )
    assert columns.num_rows
    connection.execute("create schema marts")
    connection.execute("create table marts.fct_item_responses as from columns")


def fitted(rows: list[tuple[int, int, int]], responses: int = 100) -> items.Run:
    with duckdb.connect() as connection:
        fill(connection, rows)
        return items.run(read_answers(connection, (), responses), responses)


@pytest.fixture(scope="module")
def found() -> Fitted:
    """The model of the simulated course."""
    run = fitted(WORLD.rows())
    assert run.notes == []
    [one] = run.fitted
    assert one.is_known.all()
    return one


def test_parameters_are_the_true_ones(found: Fitted) -> None:
    assert np.corrcoef(found.discrimination, WORLD.discrimination)[0, 1] >= 0.96
    assert np.corrcoef(found.difficulty, WORLD.difficulty)[0, 1] >= 0.98
    errors = (found.discrimination - WORLD.discrimination) / found.discrimination_error
    assert 0.6 < np.sqrt(np.mean(errors**2)) < 1.5


def test_discriminations_are_those_of_girth(found: Fitted) -> None:
    girth = pytest.importorskip("girth", reason="needs girth (make predict)")
    answers = np.where(WORLD.answers < 0, girth.INVALID_RESPONSE, WORLD.answers).T
    expected = girth.twopl_mml(answers)
    assert np.corrcoef(found.discrimination, expected["Discrimination"])[0, 1] >= 0.998
    assert found.discrimination == pytest.approx(expected["Discrimination"], rel=0.1)


def test_answers_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = WORLD.rows()
    written = []
    for name in ("sorted", "shuffled"):
        random.Random(3).shuffle(rows)
        database, out = tmp_path / f"{name}.duckdb", tmp_path / name
        with duckdb.connect(str(database)) as connection:
            fill(connection, sorted(rows) if name == "sorted" else rows)
        command = [sys.executable, "-m", "predictors", "items", "--out", str(out)]
        command += ["--database", str(database)]
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert written[0] == written[1]
    lines = written[0][item_files.PARAMETERS].decode().splitlines()
    assert lines[0] == ",".join(CSV_KINDS["item-parameters"].columns) and len(lines) == N_ITEMS + 1
    card = written[0][item_files.CARD].decode()
    assert all(limit in card for limit in item_files.LIMITS)


def test_an_item_with_a_wrong_key_has_no_number() -> None:
    """Where able learners are wrong, the model finds nothing, and says so."""
    answers = WORLD.answers.copy()
    wrong = int(WORLD.discrimination[:10].argmax())
    answers[:, wrong] = np.where(answers[:, wrong] < 0, -1, 1 - answers[:, wrong])
    run = fitted(replace(WORLD, answers=answers).rows())
    [one] = run.fitted
    assert np.flatnonzero(~one.is_known).tolist() == [wrong]
    [note] = run.notes
    assert f"block {1000 + wrong} 2_1: its discrimination is at most 0.1" in note
    written = [row[3] for row in item_files.rows_of(run, one)]
    assert len(written) == N_ITEMS - 1 and 1000 + wrong not in written


def test_items_with_few_answers_are_left_out() -> None:
    """So are items that nearly all got right, and courses with too few items."""
    answers = WORLD.answers.copy()
    answers[99:, 0] = -1
    answers[:, 1] = np.where(answers[:, 1] < 0, -1, 1)
    answers[:9, 1] = 0
    [one] = fitted(replace(WORLD, answers=answers).rows()).fitted
    assert {1000, 1001} == {*range(1000, 1000 + N_ITEMS)} - set(one.answers.items.tolist())
    run = fitted(replace(WORLD, answers=answers[:, :4]).rows())
    assert run.fitted == [] and "2 items have 100 answers" in run.notes[0]
    assert fitted(replace(WORLD, answers=answers[:, :5]).rows()).fitted


def test_a_course_that_is_not_there_is_named() -> None:
    with duckdb.connect() as connection:
        fill(connection, WORLD.rows()[:3])
        with pytest.raises(Refusal, match="There are no answers of x; there are: O/C/R"):
            read_answers(connection, ["x"], 100)
