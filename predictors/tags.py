"""Tags by a model that learnt from people's: tf-idf, singular value decomposition, regression."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import numpy as np

from loaders.errors import Refusal
from predictors.models import SEED, sklearn_version

LEAST_ITEMS = 20  # to learn from
LEAST_OF_A_TAG = 5  # items of a tag, else it is not learnt
MOST_FOLDS = 5
MOST_DIMENSIONS = 100


@dataclass(frozen=True)
class Item:
    """A text. tag: what people agree it is, where that is reliable. group: author and thread."""

    item_id: str
    text: str
    tag: str | None
    author: int | None
    thread: str | None


@dataclass(frozen=True)
class Tagged:
    """A tag of the model. fold: of the training item; None for an item it did not learn from."""

    item_id: str
    tag: str
    probability: float
    fold: int | None


@dataclass(frozen=True)
class Run:
    """What came out. learnt: items of each tag. left_out: tags of too few items, with these.

    tagged_at: of the last tag that went in, UTC; None if no time is known.
    """

    run_id: str
    project: str
    tags: list[Tagged]
    learnt: dict[str, int]
    left_out: dict[str, int]
    n_groups: int
    n_folds: int
    tagged_at: datetime | None
    truth: dict[str, str]

    @property
    def judged(self) -> list[tuple[str, str]]:
        """Tag of the model and of people, of items that the model had not seen."""
        return [(one.tag, self.truth[one.item_id]) for one in self.tags if one.fold is not None]

    @property
    def accuracy(self) -> float:
        """Share of the training items on which a model that had not seen them was right."""
        return float(np.mean([given == right for given, right in self.judged]))

    @property
    def baseline(self) -> float:
        """The same for the most frequent tag."""
        return max(self.learnt.values()) / sum(self.learnt.values())


def read_items(
    connection: duckdb.DuckDBPyConnection, project: str | None
) -> tuple[str, list[Item], datetime | None]:
    """The project, its texts by id, and when the last tag of a person was given."""
    try:
        known = [
            name
            for (name,) in connection.execute(
                "select distinct project from marts.fct_label_training order by project"
            ).fetchall()
        ]
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no tags to learn from yet: run `dbt build`.") from None
    listed = ", ".join(known) or "none"
    if project is None and len(known) != 1:
        raise Refusal(f"Name a project with --project; those with reliable tags: {listed}.")
    name = project or known[0]
    if name not in known:
        raise Refusal(f"No item of {name} has a reliable tag; projects that have: {listed}.")
    rows = connection.execute(
        """
        select items.item_id, items.text, training.tag, items.author_id, items.thread
        from private.label_items as items
        left join marts.fct_label_training as training using (project, item_id)
        where items.project = ? and items.example_tag is null
        """,
        [name],
    ).fetchall()
    [(at,)] = connection.execute(
        "select max(tagged_at) from marts.fct_labels where project = ? and model is null", [name]
    ).fetchall()
    return name, sorted((Item(*row) for row in rows), key=lambda item: item.item_id), at


def run(project: str, items: Sequence[Item], tagged_at: datetime | None) -> Run:
    """Tag every item. Those that people tagged reliably get the tag of a model that saw neither
    them nor another text of their author or thread; the others that of a model of all of them.

    Refusal if there is too little to learn from.
    """
    counts = Counter(item.tag for item in items if item.tag is not None)
    learnt = {tag: n for tag, n in sorted(counts.items()) if n >= LEAST_OF_A_TAG}
    training = [item for item in items if item.tag in learnt]
    if len(learnt) < 2 or len(training) < LEAST_ITEMS:
        raise Refusal(
            f"{project} has {sum(counts.values())} items with a reliable tag "
            f"({', '.join(f'{tag}: {n}' for tag, n in sorted(counts.items()))}): at least two tags "
            f"of {LEAST_OF_A_TAG} items and {LEAST_ITEMS} items in all are needed."
        )
    groups = groups_of(training)
    n_folds = min(MOST_FOLDS, len(set(groups)))
    if n_folds < 2:
        raise Refusal(
            f"All reliable items of {project} are of one author or thread: no model can be judged "
            "on texts of others."
        )
    found = [*cross_validated(training, groups, n_folds), *tagged_by_all(training, items)]
    return Run(
        run_id_of(project, items),
        project,
        sorted(found, key=lambda one: one.item_id),
        learnt,
        {tag: n for tag, n in sorted(counts.items()) if n < LEAST_OF_A_TAG},
        len(set(groups)),
        n_folds,
        tagged_at,
        {item.item_id: str(item.tag) for item in training},
    )


def groups_of(items: Sequence[Item]) -> list[int]:
    """A number for each item; items that share an author or a thread, even by others, share it."""
    above = list(range(len(items)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    first: dict[Hashable, int] = {}
    for place, item in enumerate(items):
        for kind, key in (("author", item.author), ("thread", item.thread)):
            if key is not None:
                one, other = top(place), top(first.setdefault((kind, key), place))
                above[max(one, other)] = min(one, other)
    return [top(place) for place in range(len(items))]


def cross_validated(training: Sequence[Item], groups: Sequence[int], n_folds: int) -> list[Tagged]:
    """Tags of items by models that saw nothing of their group."""
    from sklearn.model_selection import GroupKFold

    found: list[Tagged] = []
    splits = GroupKFold(n_folds).split(training, groups=groups)
    for fold, (seen, unseen) in enumerate(splits):
        learnt_from = [training[place] for place in seen]
        asked = [training[place] for place in unseen]
        found += [
            Tagged(item.item_id, tag, probability, fold)
            for item, (tag, probability) in zip(asked, predicted(learnt_from, asked), strict=True)
        ]
    return found


def tagged_by_all(training: Sequence[Item], items: Sequence[Item]) -> list[Tagged]:
    """Tags of the other items by a model that learnt from all reliable ones."""
    known = {item.item_id for item in training}
    asked = [item for item in items if item.item_id not in known]
    return [
        Tagged(item.item_id, tag, probability, None)
        for item, (tag, probability) in zip(asked, predicted(training, asked), strict=True)
    ]


def predicted(training: Sequence[Item], asked: Sequence[Item]) -> list[tuple[str, float]]:
    """The most probable tag of each item, and its probability."""
    from threadpoolctl import threadpool_limits

    if not asked:
        return []
    tags = [str(item.tag) for item in training]
    if len(set(tags)) == 1:
        return [(tags[0], 1.0)] * len(asked)
    with threadpool_limits(limits=1):  # sums in one order: the same input gives the same bytes
        model = pipeline([item.text for item in training])
        model.fit([item.text for item in training], tags)
        chances = model.predict_proba([item.text for item in asked])
    best = chances.argmax(axis=1)
    classes = [str(tag) for tag in model.classes_]
    return [
        (classes[place], round(float(row[place]), 6))
        for row, place in zip(chances, best, strict=True)
    ]


def pipeline(texts: Sequence[str]) -> Any:
    """The model: what it learns of words, too, it learns from the training texts alone."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    words = TfidfVectorizer(
        token_pattern=r"[^\W\d_]{2,}|[?!]", sublinear_tf=True, ngram_range=(1, 2)
    )
    try:
        n_words = words.fit_transform(texts).shape[1]
    except ValueError:
        raise Refusal("The texts to learn from hold no words.") from None
    n_dimensions = max(1, min(MOST_DIMENSIONS, n_words - 1, len(texts) - 1))
    return make_pipeline(
        words,
        TruncatedSVD(n_dimensions, random_state=SEED),
        LogisticRegression(C=10.0, max_iter=2000, random_state=SEED),
    )


def run_id_of(project: str, items: Sequence[Item]) -> str:
    """A name for a run: the same texts, tags and versions have the same."""
    told = [[item.item_id, item.text, item.tag, item.author, item.thread] for item in items]
    seen = [project, told, sklearn_version(), np.__version__]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
