"""What a run of item parameters writes: a CSV to land, and a card in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loaders.streams.csv_kinds import CSV_KINDS
from predictors.items import LEAST_OF_A_KIND, MOST_LEARNERS, Fitted, Run, mirt_version
from predictors.writing import write_csv, write_text

PARAMETERS = "item_parameters.csv"
CARD = "items_card.md"
MODEL = "2pl"
SHOWN_ITEMS = 10  # of a course, those with the lowest discrimination
LIMITS = (
    "A low discrimination says that right answers hardly rise with ability. Read the question "
    "before you judge it: it may be badly put, wrongly marked, about something else, or guessed.",
    "Discriminations need many answers: look at the standard errors. Two items differ if their "
    "difference is more than twice the root of the sum of their squared errors.",
    "The model takes abilities of a course's learners for normally distributed, and says nothing "
    "of guessing. Numbers of two courses have no common scale.",
    "Learners who stop early are taken for a chance sample at their ability. Those who skip what "
    "they would miss bias every number.",
    "It is a number about items. Make no grade of a person by it.",
)


def write(run: Run, directory: Path, responses: int) -> int:
    """Write the two files; returns the rows of the CSV. The same run gives the same bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    rows = [row for fitted in run.fitted for row in rows_of(run, fitted)]
    write_csv(directory / PARAMETERS, CSV_KINDS["item-parameters"].columns, rows)
    write_text(directory / CARD, card(run, responses))
    return len(rows)


def rows_of(run: Run, fitted: Fitted) -> Iterator[tuple[str | int, ...]]:
    """The items of a course to which the model could be fitted."""
    numbers = (
        *(fitted.difficulty, fitted.difficulty_error),
        *(fitted.discrimination, fitted.discrimination_error),
    )
    counts = (fitted.answers.scores >= 0).sum(axis=0).tolist()
    for item, name in enumerate(fitted.answers.items.tolist()):
        if fitted.is_known[item]:
            values = (repr(float(column[item])) for column in numbers)
            yield (run.run_id, MODEL, fitted.answers.course_id, name, counts[item], *values)


def card(run: Run, responses: int) -> str:
    """What was found, for people; no numbers of persons."""
    lines = [f"# Items, run {run.run_id}", "", "## What the numbers do not mean", ""]
    lines += [f"- {limit}" for limit in LIMITS]
    lines += [
        "",
        "## How they were found",
        "",
        "Two-parameter logistic model by marginal maximum likelihood (EM), by the library mirt "
        f"{mirt_version()}. First attempts of `marts.fct_item_responses`; items with {responses} "
        f"answers, {LEAST_OF_A_KIND} of them right and {LEAST_OF_A_KIND} wrong; learners who "
        f"answered two of those. Of more than {MOST_LEARNERS} learners of a course so many are "
        "drawn by their pseudonyms, always the same.",
    ]
    for fitted in run.fitted:
        answers = fitted.answers
        order = fitted.discrimination.argsort(kind="stable").tolist()
        lines += [
            "",
            f"## {answers.course_id}",
            "",
            f"{len(answers.scores)} of {answers.n_learners} learners, {fitted.is_known.sum()} of "
            f"{len(answers.items)} items fitted. The lowest discriminations:",
            "",
            "| item | discrimination | error | difficulty | answers |",
            "|---|---|---|---|---|",
        ]
        for item in [item for item in order if fitted.is_known[item]][:SHOWN_ITEMS]:
            lines.append(
                f"| {answers.names[item]} | {fitted.discrimination[item]:.2f} "
                f"| {fitted.discrimination_error[item]:.2f} | {fitted.difficulty[item]:.2f} "
                f"| {(answers.scores[:, item] >= 0).sum()} |"
            )
    if run.notes:
        lines += ["", "## What was not done", "", *(f"- {note}" for note in run.notes)]
    return "\n".join(lines) + "\n"
