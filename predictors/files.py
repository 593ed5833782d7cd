"""What a run writes: predictions as CSV to land, and a model card in Markdown and JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from loaders.streams.csv_kinds import CSV_KINDS
from predictors import models
from predictors.dropout import Predictions, Run, Settings
from predictors.quality import REPLICATES
from predictors.regimes import MEANINGS
from predictors.writing import write_csv, write_text

PREDICTIONS = "dropout_predictions.csv"
CARD = "dropout_card.md"
CARD_DATA = "dropout_card.json"
SHOWN_WEIGHTS = 12
RESULTS = (
    *("regime", "label", "lead", "course", "model", "rows", "stopped"),
    *("AUC", "gain", "log loss", "Brier"),
)
LIMITS = (
    "The number is how often learners who looked alike in the training rows left. It is not a fact "
    "about a person and no reason: nothing here says why somebody leaves, or what would keep them.",
    "Take no decision on a person by it: no grade, no place, no access, no price. Offer help in a "
    "way that harms nobody for whom it is wrong. It is wrong often: see the Brier score.",
    "Leaving is not failing. Many learners leave with what they came for.",
    "Compare an AUC with its baselines and base rate, never with an AUC of another regime, "
    "population, label or lead: in most courses absence alone predicts well.",
    "An AUC of a small course is uncertain. The range is that of a bootstrap over learners; it "
    "does not cover that the next course may be another kind of course.",
    "Within-course numbers are optimistic: no such prediction could have been made in time.",
    "Labels near the end of the logs are provisional: whoever looks gone may still come.",
    "Groups differ in how often they leave and in how well they are predicted: look at the slices "
    "of `rpt_prediction_quality` by group before anybody acts on a number.",
    "Features hold no data on age, gender or country; behaviour may stand for them all the same.",
)


def write(run: Run, settings: Settings, directory: Path) -> dict[str, int]:
    """Write the three files; returns the rows of each. The same run gives the same bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    rows = sorted(row for one in run.predictions for row in rows_of(run.run_id, one))
    write_csv(directory / PREDICTIONS, CSV_KINDS["predictions"].columns, rows)
    card = facts(run, settings)
    text = json.dumps(card, indent=2, ensure_ascii=False, sort_keys=True)
    write_text(directory / CARD_DATA, text + "\n")
    write_text(directory / CARD, markdown(card))
    return {PREDICTIONS: len(rows), CARD: 1, CARD_DATA: 1}


def rows_of(run_id: str, one: Predictions) -> Iterator[tuple[Any, ...]]:
    """The rows of the file of predictions."""
    head = (run_id, one.model, str(one.model in models.BASELINES).lower(), str(one.regime))
    for learner, week, probability, until in zip(
        one.rows.learners.tolist(),
        one.rows.weeks.tolist(),
        one.probability.tolist(),
        one.trained_until,
        strict=True,
    ):
        what = (str(one.label), one.course.course_id, learner, week, one.lead)
        yield (*head, *what, repr(probability), until.isoformat(sep=" "))


def facts(run: Run, settings: Settings) -> dict[str, Any]:
    """What the card says, as data; null is unknown."""
    results = [
        {
            "regime": str(regime),
            "label": str(label),
            "lead_weeks": lead,
            "course_id": course_id,
            "model": model,
            "verdict": judgement.verdict,
            **without_nan(asdict(judgement)),
        }
        for (regime, label, lead, course_id, model), judgement in run.judgements.items()
    ]
    training = [
        {
            "regime": str(one.regime),
            "label": str(one.label),
            "lead_weeks": one.lead,
            "course_id": one.course.course_id,
            "parts": one.trained_on,
            "weights": strongest(one.weights),
        }
        for one in run.predictions
        if one.model == "logistic_regression"
    ]
    used = sorted({name for one in run.predictions for name in one.course.columns})
    return {
        "run_id": run.run_id,
        "purpose": "How likely a learner is to stop out of a course some weeks after a week.",
        "settings": {
            "courses": list(settings.courses),
            "regimes": {str(regime): MEANINGS[regime] for regime in settings.regimes},
            "labels": [str(label) for label in settings.labels],
            "leads": list(settings.leads),
            "seed": models.SEED,
            "bootstrap_replicates": REPLICATES,
        },
        "models": models.MEANINGS,
        "scikit_learn": models.sklearn_version(),
        "population": (
            "Learners not yet stopped out as far as the end of the week can tell: active in the "
            "week or in the week before (for the label `submission`: with a submission)."
        ),
        "columns": used,
        "training": training,
        "results": results,
        "not_done": run.notes,
        "does_not_mean": list(LIMITS),
    }


def without_nan(values: dict[str, Any]) -> dict[str, Any]:
    """The same with null for nan, which JSON does not know."""
    return {
        key: without_nan(value)
        if isinstance(value, dict)
        else None
        if isinstance(value, float) and math.isnan(value)
        else value
        for key, value in values.items()
    }


def strongest(weights: dict[str, float]) -> dict[str, float]:
    """The weights that count most."""
    ordered = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    return {name: round(weight, 6) for name, weight in ordered[:SHOWN_WEIGHTS]}


def markdown(card: dict[str, Any]) -> str:
    """The card for people."""
    lines = [f"# Model card: drop-out, run {card['run_id']}", "", card["purpose"], ""]
    lines += ["## What the number does not mean", ""]
    lines += [f"- {text}" for text in card["does_not_mean"]]
    lines += ["", "## How it was made", "", f"**Who is predicted.** {card['population']}", ""]
    lines += [f"- `{name}`: {text}" for name, text in card["models"].items()]
    lines += ["", "**Regimes** are never mixed:", ""]
    lines += [f"- `{name}`: {text}" for name, text in card["settings"]["regimes"].items()]
    lines += [
        "",
        f"Unknown values and scales are learnt from training rows only. Seed "
        f"{card['settings']['seed']}, scikit-learn {card['scikit_learn']}, "
        f"{len(card['columns'])} columns: features of the week, their means so far, and whether "
        "the learner was active. Nothing of later weeks.",
        "",
        "## How good it was",
        "",
        f"AUC with 95 % of {card['settings']['bootstrap_replicates']} replicates of a bootstrap "
        "over learners. The gain is over the better baseline.",
        "",
        f"| {' | '.join(RESULTS)} |",
        f"|{'---|' * len(RESULTS)}",
    ]
    for one in card["results"]:
        cells = [one["regime"], one["label"], one["lead_weeks"], one["course_id"], one["model"]]
        cells += [one["n_rows"], f"{one['n_stopped'] / one['n_rows']:.0%}", span(one["auc"])]
        gain = f"{span(one['gain'])}: {one['verdict']}" if one["gain"] else ""
        cells += [gain, f"{one['log_loss']:.3f}", f"{one['brier']:.3f}"]
        lines.append(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |")
    lines += ["", "## What it learnt from", ""]
    for one in card["training"]:
        lines.append(
            f"- {one['regime']}, {one['label']}, lead {one['lead_weeks']}, {one['course_id']}: "
            + "; ".join(
                f"{part['part']} ({part['rows']} rows, {part['stopped']} stopped)"
                for part in one["parts"]
            )
        )
    if card["not_done"]:
        lines += ["", "## What was not done", "", *(f"- {note}" for note in card["not_done"])]
    return "\n".join(lines) + "\n"


def span(interval: dict[str, float | None]) -> str:
    """A number with its range, as far as they are known."""
    value, low, high = (interval[name] for name in ("value", "low", "high"))
    if value is None:
        return "unknown"
    return f"{value:.3f}" if low is None else f"{value:.3f} ({low:.3f} to {high:.3f})"
