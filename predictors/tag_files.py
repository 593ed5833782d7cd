"""What a run of tags writes: a CSV to land as tags of a tagger, and a card in Markdown."""

from __future__ import annotations

from pathlib import Path

from loaders.streams.csv_kinds import CSV_KINDS
from predictors.models import sklearn_version
from predictors.tags import LEAST_OF_A_TAG, Run
from predictors.writing import write_csv, write_text

TAGS = "tags.csv"
CARD = "tags_card.md"
FURTHER = ("run_id", "probability", "was_learnt")
LIMITS = (
    "The model repeats what people tagged, with their habits and mistakes. Where people differ, "
    "nobody can say that it is right: `rpt_label_models` has their own agreement beside its.",
    "It was judged on texts of authors and threads that it had not seen, of this project. Another "
    "course or year is another matter: tag some of its texts and look.",
    "Judge no person by it: it tags texts, and is wrong about some.",
    "A tag that people gave rarely, or disagreed about, is tagged badly or not at all: look at "
    "`rpt_label_pairs` tag by tag.",
)


def write(run: Run, name: str, directory: Path) -> int:
    """Write the two files; returns the rows of the CSV. The same run gives the same bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    at = run.tagged_at.isoformat(sep=" ") if run.tagged_at else ""
    rows = []
    for one in run.tags:
        further = (run.run_id, repr(one.probability), str(one.fold is not None).lower())
        place = (run.project, one.item_id, "", f"model:{name}", one.tag, at)
        rows.append((*place, *further))
    write_csv(directory / TAGS, (*CSV_KINDS["labels"].columns, *FURTHER), rows)
    write_text(directory / CARD, card(run, name))
    return len(run.tags)


def card(run: Run, name: str) -> str:
    """What was learnt and how good it was, for people."""
    judged = run.judged
    lines = [f"# Model card: tags of {run.project} by {name}, run {run.run_id}", ""]
    lines += ["## What a tag does not mean", "", *(f"- {limit}" for limit in LIMITS)]
    lines += [
        "",
        "## How it was made",
        "",
        "Tf-idf of words and pairs of words, truncated singular value decomposition, logistic "
        f"regression (scikit-learn {sklearn_version()}). It learnt from {len(judged)} items whose "
        f"tags are reliable (`fct_label_training`), of {run.n_groups} groups of authors and "
        f"threads. Each of these was tagged in a cross-validation of {run.n_folds} folds by a "
        f"model that had seen no text of its group; the other {len(run.tags) - len(judged)} by a "
        "model of all of them.",
        "",
        "## How good it was",
        "",
        f"Right on {run.accuracy:.1%} of the {len(judged)} items; the most frequent tag alone on "
        f"{run.baseline:.1%}. Land the tags, build, and look at `rpt_label_models`.",
        "",
        "| tag | items | found again | of those it tagged so, right |",
        "|---|---|---|---|",
    ]
    for tag, n in run.learnt.items():
        found = sum(given == right == tag for given, right in judged)
        called = sum(given == tag for given, _ in judged)
        precision = f"{found / called:.0%}" if called else "unknown"
        shown = tag.replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {shown} | {n} | {found / n:.0%} | {precision} |")
    if run.left_out:
        told = ", ".join(f"{tag} ({n})" for tag, n in run.left_out.items())
        lines += ["", f"Not learnt, of fewer than {LEAST_OF_A_TAG} reliable items: {told}."]
    return "\n".join(lines) + "\n"
