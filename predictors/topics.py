"""Topics of texts: non-negative matrix factorisation of tf-idf, or latent Dirichlet allocation."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from predictors.courses import Numbers
from predictors.models import SEED, sklearn_version
from predictors.texts import Corpus

DEFAULT_TOPICS = 10
LEAST_TEXTS = 5  # for each topic
LEAST_TERMS = 3  # for each topic
KEPT_TERMS = 15  # of each topic
DIGITS = 6  # of a share in the file
LDA_STARTS = 5  # the first start often merges two topics; the best of five seldom does


class Method(StrEnum):
    """How topics are found."""

    nmf = "nmf"
    lda = "lda"


MEANINGS = {
    Method.nmf: (
        "Non-negative matrix factorisation of tf-idf, begun from the singular value decomposition: "
        "no chance is in it."
    ),
    Method.lda: (
        "Latent Dirichlet allocation of counts (variational Bayes, all texts at once): the best "
        f"of {LDA_STARTS} starts with fixed seeds, by the bound of its likelihood. Other seeds "
        "and other ids of texts can give other topics."
    ),
}


@dataclass(frozen=True)
class Settings:
    """What a run is asked for. n_topics: the most; a small corpus has fewer."""

    method: Method = Method.nmf
    n_topics: int = DEFAULT_TOPICS


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus, the largest first.

    shares: of each topic (second axis) in each text (first axis); a text without terms that
    belong to a topic has zeros. terms: of each topic, its terms with their shares.
    """

    corpus: Corpus
    shares: Numbers
    terms: tuple[tuple[tuple[str, float], ...], ...]


@dataclass(frozen=True)
class Run:
    """What came out: topics of each corpus, and why there are none of others."""

    run_id: str
    found: list[Topics]
    notes: list[str]


def run(corpora: Sequence[Corpus], settings: Settings) -> Run:
    """Find the topics of each corpus. The same words give the same topics, in any order."""
    found, notes = [], []
    for corpus in corpora:
        n_topics = number_of_topics(corpus, settings.n_topics)
        if n_topics < 2:
            notes.append(
                f"{corpus.source}, {corpus.name}: {len(corpus.texts)} of {corpus.n_read} texts "
                f"hold the {len(corpus.terms)} words that enough different authors wrote: too "
                f"few for two topics of {LEAST_TEXTS} texts and {LEAST_TERMS} words each"
            )
            continue
        found.append(topics_of(corpus, settings.method, n_topics))
    return Run(run_id_of(corpora, settings), found, notes)


def number_of_topics(corpus: Corpus, most: int) -> int:
    """As many as wanted, if there is something to find them in."""
    return min(most, len(corpus.texts) // LEAST_TEXTS, len(corpus.terms) // LEAST_TERMS)


def topics_of(corpus: Corpus, method: Method, n_topics: int) -> Topics:
    """The topics of a corpus."""
    from threadpoolctl import threadpool_limits

    find = by_nmf if method == Method.nmf else by_lda
    with threadpool_limits(limits=1):  # sums in one order: the same input gives the same bytes
        in_texts, in_terms = find(corpus, n_topics)
    scale = in_terms.sum(axis=1, keepdims=True)
    in_terms = np.divide(in_terms, scale, out=np.zeros_like(in_terms), where=scale > 0)
    in_texts = in_texts * scale.T
    total = in_texts.sum(axis=1, keepdims=True)
    shares = np.divide(in_texts, total, out=np.zeros_like(in_texts), where=total > 0)
    terms = [strongest(corpus.terms, row) for row in in_terms]
    size = shares.sum(axis=0).round(DIGITS)
    kept = [number for number in range(n_topics) if size[number] > 0 and terms[number]]
    order = sorted(kept, key=lambda number: (-size[number], terms[number]))
    shares = shares[:, order].round(DIGITS)
    return Topics(corpus, shares, tuple(terms[number] for number in order))


def strongest(terms: Sequence[str], shares: Numbers) -> tuple[tuple[str, float], ...]:
    """The terms with the highest shares; of equal ones in the order of the alphabet."""
    ordered = sorted(
        ((term, round(float(share), DIGITS)) for term, share in zip(terms, shares, strict=True)),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return tuple(pair for pair in ordered[:KEPT_TERMS] if pair[1] > 0)


def by_nmf(corpus: Corpus, n_topics: int) -> tuple[Numbers, Numbers]:
    """Weights of topics in texts, and of terms in topics."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(corpus.counts)
    model = NMF(n_topics, init="nndsvd", random_state=SEED, max_iter=2000, tol=1e-6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a fit that could be closer still
        in_texts = model.fit_transform(weighted)
    return np.asarray(in_texts, dtype=float), np.asarray(model.components_, dtype=float)


def by_lda(corpus: Corpus, n_topics: int) -> tuple[Numbers, Numbers]:
    """The same; the shares of a text add up to 1 already, so topics keep their scale."""
    from sklearn.decomposition import LatentDirichletAllocation

    models = [
        LatentDirichletAllocation(
            n_topics, learning_method="batch", max_iter=100, random_state=SEED + start
        ).fit(corpus.counts)
        for start in range(LDA_STARTS)
    ]
    model = max(models, key=lambda fitted: float(fitted.score(corpus.counts)))
    in_texts = model.transform(corpus.counts)
    in_terms = model.components_ / model.components_.sum(axis=1, keepdims=True)
    return np.asarray(in_texts, dtype=float), np.asarray(in_terms, dtype=float)


def run_id_of(corpora: Sequence[Corpus], settings: Settings) -> str:
    """A name for a run: the same texts, settings and versions have the same."""
    seen: list[Any] = [str(settings.method), settings.n_topics, sklearn_version(), np.__version__]
    for corpus in corpora:
        counts = corpus.counts
        digest = hashlib.sha256()
        for part in (corpus.texts, counts.data, counts.indices, counts.indptr):
            digest.update(np.ascontiguousarray(part).tobytes())
        seen.append([str(corpus.source), corpus.name, corpus.terms, digest.hexdigest()])
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
