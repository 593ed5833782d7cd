"""Rasch difficulties in SQL, against girth and the truth, on simulated answers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from conftest import Warehouse
from numpy.typing import NDArray

LINE = (
    '{"event_type": "play_video", "event_source": "browser", "username": "ann", '
    '"time": "2025-09-15T08:00:00Z", "context": {"course_id": "course-v1:O+C+R"}, "event": "{}"}\n'
)
MODELS = ["comparisons", "difficulties", "abilities", "fit"]
N_LEARNERS, N_ITEMS = 1500, 40
NOISY = 7  # an item that is answered by chance


@dataclass(frozen=True)
class Simulated:
    """Answers of a simulated course: learners in rows, items in columns; -1 means no answer."""

    course_id: str
    first_item: int
    difficulty: NDArray[np.float64]
    answers: NDArray[np.int64]

    def table(self) -> pa.Table:
        """The answers as rows of int_item_responses."""
        learners, items = np.nonzero(self.answers >= 0)
        return pa.table(
            {
                "item_id": items + self.first_item,
                "course_id": pa.array([self.course_id] * len(items)),
                "learner_id": learners,
                "score": self.answers[learners, items],
            }
        )


def simulated(course_id: str, first_item: int, *, stopping: bool) -> Simulated:
    """Abilities and difficulties are normal. Of those who stop, the less able stop earlier."""
    random = np.random.default_rng(first_item)
    ability, difficulty = random.normal(size=N_LEARNERS), random.normal(size=N_ITEMS)
    chance = 1 / (1 + np.exp(difficulty - ability[:, None]))
    chance[:, NOISY] = 0.5
    answers = (random.random(chance.shape) < chance).astype(np.int64)
    if stopping:
        stops = random.geometric(np.clip(0.2 / (1 + np.exp(2 * ability)), 0.001, 1))
        answers[np.arange(N_ITEMS) >= stops[:, None]] = -1
    return Simulated(course_id, first_item, difficulty, answers)


COURSES = {
    "complete": simulated("complete", 1, stopping=False),
    "stopping": simulated("stopping", 1001, stopping=True),
}


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The difficulties of two simulated courses."""
    warehouse = Warehouse(tmp_path_factory.mktemp("items"))
    log = warehouse.folder / "tracking.log"
    log.write_text(LINE)
    warehouse.land(log)
    with duckdb.connect(str(warehouse.database)) as connection:
        connection.execute("create schema if not exists intermediate")
        responses = pa.concat_tables([course.table() for course in COURSES.values()])
        connection.register("responses", responses)
        connection.execute("create table intermediate.int_item_responses as from responses")
    return warehouse.build(tests=True, select=[f"int_item_{name}" for name in MODELS])


def column(calibrated: Warehouse, course: Simulated, name: str) -> NDArray[np.float64]:
    """A column of the result, in the order of the items."""
    rows = calibrated.rows(
        f"select {name} from intermediate.int_item_fit "
        f"where course_id = '{course.course_id}' order by item_id"
    )
    assert len(rows) == N_ITEMS
    return np.array([value for (value,) in rows], dtype=float)


def others(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values without that of the noisy item."""
    return np.delete(values, NOISY)


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_difficulties_are_those_of_girth(calibrated: Warehouse, course: Simulated) -> None:
    girth = pytest.importorskip("girth", reason="needs girth (make predict)")
    answers = np.where(course.answers < 0, girth.INVALID_RESPONSE, course.answers).T
    expected = girth.rasch_jml(answers)["Difficulty"]
    found = column(calibrated, course, "difficulty")
    assert found.sum() == pytest.approx(0, abs=1e-6)
    assert np.corrcoef(found, expected)[0, 1] >= 0.99
    slope, _ = np.polyfit(expected, found, 1)
    assert slope == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_difficulties_are_the_true_ones(calibrated: Warehouse, course: Simulated) -> None:
    found = others(column(calibrated, course, "difficulty"))
    expected = others(course.difficulty)
    assert np.corrcoef(found, expected)[0, 1] >= 0.97
    errors = (found - found.mean()) - (expected - expected.mean())
    ratio = np.std(errors / others(column(calibrated, course, "standard_error")))
    assert 0.7 < ratio < 1.4


def test_stopping_biases_the_share_correct_and_not_the_difficulty(calibrated: Warehouse) -> None:
    """Late items are answered by the able, which their share correct hides."""
    course = COURSES["stopping"]
    found, expected = others(column(calibrated, course, "difficulty")), others(course.difficulty)
    seen = np.ma.masked_less(course.answers, 0)
    share = others(np.asarray(seen.mean(axis=0)))
    agreement = np.corrcoef(found, expected)[0, 1]
    assert agreement > np.corrcoef(-share, expected)[0, 1] + 0.02
    ability = column(calibrated, course, "relative_ability")
    assert ability[0] == pytest.approx(0, abs=1e-6) and ability[-1] > 0.5
    assert abs(column(calibrated, COURSES["complete"], "relative_ability")).max() < 1e-6


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_an_item_answered_by_chance_does_not_fit(calibrated: Warehouse, course: Simulated) -> None:
    for name in ("infit", "outfit"):
        fit = column(calibrated, course, name)
        assert fit.argmax() == NOISY and fit[NOISY] > 1.15
        assert others(fit).mean() == pytest.approx(1, abs=0.07)


def test_discriminations_land_beside_the_difficulties(
    calibrated: Warehouse, tmp_path: Path
) -> None:
    """Of the simulated items all have the same discrimination but the one answered by chance."""
    pytest.importorskip("mirt", reason="needs mirt (make predict)")
    with duckdb.connect(str(calibrated.database)) as connection:
        connection.execute(
            """
            create schema if not exists marts;
            create or replace view marts.fct_item_responses as
            select *, 'block' as block_id, cast(item_id as text) as part
            from intermediate.int_item_responses
            """
        )
    calibrated.run(sys.executable, "-m", "predictors", "items", "--out", str(tmp_path))
    written = str(tmp_path / "item_parameters.csv")
    calibrated.land(written, source="item-parameters", final=False)
    calibrated.build(tests=True, select=["+stg_item_parameters__rows", "int_item_parameters"])
    for course in COURSES.values():
        found = {
            item - course.first_item: (rasch, difficulty, discrimination)
            for item, rasch, difficulty, discrimination in calibrated.rows(
                f"""
                select item_id, fit.difficulty, landed.difficulty, landed.discrimination
                from intermediate.int_item_parameters as landed
                inner join intermediate.int_item_fit as fit using (course_id, item_id)
                where course_id = '{course.course_id}'
                """
            )
        }
        of_a_kind = [(course.answers == score).sum(axis=0) for score in (0, 1)]
        enough = np.flatnonzero(np.min(of_a_kind, axis=0) >= 20).tolist()
        assert found.keys() >= {*enough} - {NOISY} and len(enough) > N_ITEMS - 8
        assert NOISY not in found or found[NOISY][2] == min(row[2] for row in found.values())
        values = np.array([row for item, row in found.items() if item != NOISY])
        assert np.corrcoef(values[:, 0], values[:, 1])[0, 1] >= 0.9
        assert np.median(values[:, 2]) == pytest.approx(1, abs=0.15)
