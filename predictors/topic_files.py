"""What a run of topics writes: a CSV to land, and a card in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loaders.streams.csv_kinds import CSV_KINDS
from predictors.models import SEED, sklearn_version
from predictors.texts import LEAST_AUTHORS
from predictors.topics import MEANINGS, Run, Settings, Topics
from predictors.writing import write_csv, write_text

TOPICS = "topics.csv"
CARD = "topics_card.md"
SHOWN_TERMS = 8
LIMITS = (
    "A topic is a set of words that are in the same texts. It has no name but the one you give it: "
    "read some texts of it first (`private.forum_post_texts`, `private.help_request_texts`).",
    "Topics are not categories: a text is a mixture, and its main topic may be hardly larger than "
    "the next. To count what learners ask, tag texts (docs/labels.md).",
    "Numbers of topics are those of this run; another run, corpus or number of topics cuts "
    "otherwise.",
    "Words that fewer authors wrote are left out, so that rare matters show up in no topic.",
)


def write(run: Run, settings: Settings, directory: Path, authors: int) -> int:
    """Write the two files; returns the rows of the CSV. The same run gives the same bytes."""
    directory.mkdir(parents=True, exist_ok=True)
    rows = [row for found in run.found for row in rows_of(run, settings, found)]
    write_csv(directory / TOPICS, CSV_KINDS["topics"].columns, rows)
    write_text(directory / CARD, card(run, settings, authors))
    return len(rows)


def rows_of(run: Run, settings: Settings, found: Topics) -> Iterator[tuple[str | int, ...]]:
    """The rows of a corpus: terms of each topic, then topics of each text; none with weight 0."""
    head = (run.run_id, str(settings.method), str(found.corpus.source), found.corpus.name)
    for number, terms in enumerate(found.terms, 1):
        for term, share in terms:
            yield (*head, number, "term", "", term, repr(share))
    for text, shares in zip(found.corpus.texts.tolist(), found.shares.tolist(), strict=True):
        for number, share in enumerate(shares, 1):
            if share > 0:
                yield (*head, number, "text", text, "", repr(share))


def card(run: Run, settings: Settings, authors: int) -> str:
    """What was found, for people; terms of enough authors only."""
    lines = [f"# Topics, run {run.run_id}", "", "## What a topic does not mean", ""]
    lines += [f"- {limit}" for limit in LIMITS]
    lines += [
        "",
        "## How they were found",
        "",
        f"{MEANINGS[settings.method]} At most {settings.n_topics} topics a corpus. A word needs "
        f"{authors} different authors, of whom anonymous ones count for none "
        f"(never fewer than {LEAST_AUTHORS}). Seed {SEED}, scikit-learn {sklearn_version()}.",
    ]
    for found in run.found:
        corpus = found.corpus
        lines += [
            "",
            f"## {corpus.source}: {corpus.name}",
            "",
            f"{len(corpus.texts)} of {corpus.n_read} texts hold one of {len(corpus.terms)} words.",
            "",
            "| topic | texts | share | words |",
            "|---|---|---|---|",
        ]
        main = found.shares.argmax(axis=1)[found.shares.any(axis=1)]
        for number, terms in enumerate(found.terms):
            words = ", ".join(term for term, _ in terms[:SHOWN_TERMS])
            share = found.shares[:, number].sum() / found.shares.sum()
            lines.append(f"| {number + 1} | {(main == number).sum()} | {share:.0%} | {words} |")
    if run.notes:
        lines += ["", "## What was not done", "", *(f"- {note}" for note in run.notes)]
    return "\n".join(lines) + "\n"
