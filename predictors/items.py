"""Difficulty and discrimination of items by the two-parameter model, with the library mirt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import duckdb
import numpy as np
from numpy.typing import NDArray

from loaders.errors import Refusal
from predictors.courses import Numbers

DEFAULT_RESPONSES = 100  # of an item: with fewer, a discrimination says nothing
LEAST_OF_A_KIND = 10  # right answers of an item, and wrong ones
LEAST_ITEMS = 3  # of a course: two cannot tell discriminations apart
MOST_LEARNERS = 20_000  # of a course: more make errors no smaller than anybody needs
MOST_TURNS = 2000
LOWEST = 0.1  # discrimination: where the library stops
DIGITS = 6


@dataclass(frozen=True)
class Answers:
    """First attempts of a course: learners (first axis, by id) and items (second axis, by id).

    items: their ids. names: block and part of each. scores: 1 right, 0 not, -1 no answer.
    n_learners: with any answer, before some were drawn or left out.
    """

    course_id: str
    items: NDArray[np.int64]
    names: tuple[str, ...]
    scores: NDArray[np.int64]
    n_learners: int


@dataclass(frozen=True)
class Fitted:
    """What the model says of the items of a course. nan: unknown, and `notes` say why."""

    answers: Answers
    notes: tuple[str, ...]
    difficulty: Numbers
    difficulty_error: Numbers
    discrimination: Numbers
    discrimination_error: Numbers

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Of each item, whether the model could be fitted to it."""
        return np.isfinite(self.discrimination)


@dataclass(frozen=True)
class Run:
    """What came out, and why there is nothing of some courses and items."""

    run_id: str
    fitted: list[Fitted]
    notes: list[str]


def mirt_version() -> str:
    """The version of mirt. Refusal, with what to do, where it is missing."""
    try:
        return version("mirt")
    except PackageNotFoundError:
        raise Refusal(
            "Discriminations need the library mirt, which is not installed: run `make predict` in "
            "the project's folder."
        ) from None


def read_answers(
    connection: duckdb.DuckDBPyConnection, names: Iterable[str], responses: int
) -> list[Answers]:
    """The answers of each course, by its key; of all courses unless some are named.

    responses: an item needs so many. Refusal if a course that is named has no answers.
    """
    wanted = sorted(set(names))
    try:
        found = connection.execute(
            "select distinct course_id from marts.fct_item_responses order by course_id"
        ).fetchall()
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no answers yet: run `dbt build` first.") from None
    present = [course_id for (course_id,) in found]
    if missing := [name for name in wanted if name not in present]:
        raise Refusal(
            f"There are no answers of {', '.join(missing)}; there are: "
            f"{', '.join(present) or 'none'}."
        )
    return [read_course(connection, name, responses) for name in wanted or present]


def read_course(connection: duckdb.DuckDBPyConnection, course_id: str, responses: int) -> Answers:
    """The answers of a course. Of more learners than MOST_LEARNERS some are drawn, by their id."""
    [(n_learners,)] = connection.execute(
        "select count(distinct learner_id) from marts.fct_item_responses where course_id = ?",
        [course_id],
    ).fetchall()
    table = connection.execute(
        """
        with
        drawn as (
            select learner_id from marts.fct_item_responses
            where course_id = $course
            group by learner_id
            order by md5(cast(learner_id as text))
            limit $most
        )

        select learner_id, item_id, block_id || ' ' || part as name, score
        from marts.fct_item_responses
        inner join drawn using (learner_id)
        where course_id = $course
        order by all
        """,
        {"course": course_id, "most": MOST_LEARNERS},
    ).fetchnumpy()
    learners, row_of = np.unique(table["learner_id"], return_inverse=True)
    items, first, column_of = np.unique(table["item_id"], return_index=True, return_inverse=True)
    scores = np.full((len(learners), len(items)), -1, dtype=np.int64)
    scores[row_of, column_of] = table["score"]
    return kept(
        Answers(course_id, items, tuple(table["name"][first].tolist()), scores, n_learners),
        responses,
    )


def kept(answers: Answers, responses: int) -> Answers:
    """The items with enough answers of either kind, and the learners who answered two of them."""
    scores, items = answers.scores, np.arange(len(answers.items))
    while True:
        right, wrong = (scores == 1).sum(axis=0), (scores == 0).sum(axis=0)
        is_item = (right + wrong >= responses) & (np.minimum(right, wrong) >= LEAST_OF_A_KIND)
        is_learner = (scores[:, is_item] >= 0).sum(axis=1) >= 2
        if is_item.all() and is_learner.all():
            break
        scores, items = scores[is_learner][:, is_item], items[is_item]
    return Answers(
        answers.course_id,
        answers.items[items],
        tuple(answers.names[item] for item in items),
        scores,
        answers.n_learners,
    )


def run(courses: Iterable[Answers], responses: int) -> Run:
    """Fit the model to each course. The same answers give the same numbers, in any order."""
    read, fitted, notes = list(courses), [], []
    for answers in read:
        if len(answers.items) < LEAST_ITEMS:
            notes.append(
                f"{answers.course_id}: {len(answers.items)} items have {responses} answers, "
                f"{LEAST_OF_A_KIND} of them right and {LEAST_OF_A_KIND} wrong; the model needs "
                f"{LEAST_ITEMS}"
            )
            continue
        found = fit(answers)
        if found is None:
            notes.append(f"{answers.course_id}: the estimation does not settle")
            continue
        fitted.append(found)
        notes += found.notes
    return Run(run_id_of(read, responses), fitted, notes)


def fit(answers: Answers) -> Fitted | None:
    """The model by marginal maximum likelihood; None if the estimation does not settle."""
    import mirt
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):  # sums in one order: the same input gives the same bytes
        result = mirt.fit_mirt(
            answers.scores, model="2PL", max_iter=MOST_TURNS, se_method="crossprod"
        )
    if not result.converged:
        return None
    names = ("difficulty", "discrimination")
    columns = [result.model.parameters[name] for name in names]
    columns += [result.standard_errors[name] for name in names]
    # At its bounds the library has no error: the number there is the bound, no estimate.
    is_known = np.all([np.isfinite(column) for column in columns], axis=0)
    notes = tuple(
        f"{answers.course_id}, {name}: {flaw_of(value)}"
        for name, value, known in zip(answers.names, columns[1], is_known, strict=True)
        if not known
    )
    difficulty, discrimination, *errors = (
        np.where(is_known, np.round(column, DIGITS), np.nan) for column in columns
    )
    return Fitted(answers, notes, difficulty, errors[0], discrimination, errors[1])


def flaw_of(discrimination: float) -> str:
    """Why the model has no number for an item, by where the estimation stopped."""
    if discrimination <= LOWEST:
        return (
            f"its discrimination is at most {LOWEST}: right answers do not rise with ability. Read "
            "the question and its key"
        )
    return "no finite number fits it: right answers follow ability without any chance"


def run_id_of(courses: Iterable[Answers], responses: int) -> str:
    """A name for a run: the same answers, settings and versions have the same."""
    seen: list[object] = ["2pl", responses, mirt_version(), np.__version__]
    for answers in courses:
        digest = hashlib.sha256()
        for part in (answers.items, answers.scores):
            digest.update(np.ascontiguousarray(part).tobytes())
        seen.append([answers.course_id, digest.hexdigest()])
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
