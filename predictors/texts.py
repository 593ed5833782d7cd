"""The words of texts by corpus, as the warehouse made them: no addresses, names or stop words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from loaders.errors import Refusal


class Source(StrEnum):
    """Where texts come from: forums, questions of the experiment, texts to tag."""

    forum = "forum"
    help = "help"
    labels = "labels"


@dataclass(frozen=True)
class Corpus:
    """Texts among which topics are found. Texts and terms are sorted, so that any order will do.

    texts: their ids. terms: words that enough different authors wrote, in at most half of the
    texts. counts: how often each term is in each text, as a sparse matrix.
    n_read: texts with a word of any kind.
    """

    source: Source
    name: str
    texts: NDArray[np.int64]
    terms: tuple[str, ...]
    counts: Any
    n_read: int


LEAST_AUTHORS = 5  # of a term: the warehouse shows no word of fewer
MOST_SHARE = 0.5  # a word of more than half of the texts does not tell them apart


def read_corpora(
    connection: duckdb.DuckDBPyConnection,
    sources: Iterable[Source],
    names: Iterable[str],
    authors: int,
) -> list[Corpus]:
    """The corpora of some sources, by source and name; all unless some are named.

    authors: a term needs so many different known ones. Refusal if a name is not there.
    """
    wanted = sorted(set(names))
    try:
        found = connection.execute(
            "select distinct source, corpus from private.text_words order by source, corpus"
        ).fetchall()
    except duckdb.CatalogException:
        raise Refusal("The warehouse has no words of texts yet: run `dbt build` first.") from None
    chosen = [(Source(source), corpus) for source, corpus in found if source in set(sources)]
    present = {corpus for _, corpus in chosen}
    if missing := [name for name in wanted if name not in present]:
        raise Refusal(
            f"There are no texts of {', '.join(missing)}; there are: "
            f"{', '.join(sorted(present)) or 'none'}."
        )
    return [
        read_corpus(connection, source, corpus, authors)
        for source, corpus in chosen
        if not wanted or corpus in wanted
    ]


def read_corpus(
    connection: duckdb.DuckDBPyConnection, source: Source, name: str, authors: int
) -> Corpus:
    """The terms of a corpus and how often each is in each text that has one."""
    from scipy.sparse import csr_matrix

    place: list[Any] = [str(source), name]
    [(n_read,)] = connection.execute(
        "select count(distinct text_id) from private.text_words where source = ? and corpus = ?",
        place,
    ).fetchall()
    terms = connection.execute(
        """
        select word from private.text_words
        where source = ? and corpus = ?
        group by word
        having count(distinct author_id) >= ? and count(distinct text_id) <= ?
        """,
        [*place, authors, MOST_SHARE * n_read],
    ).fetchall()
    words = tuple(sorted(word for (word,) in terms))
    rows = connection.execute(
        "select text_id, word, n_times from private.text_words where source = ? and corpus = ?",
        place,
    ).fetchall()
    numbers = {word: number for number, word in enumerate(words)}
    used = [row for row in rows if row[1] in numbers]
    texts = np.array(sorted({row[0] for row in used}), dtype=np.int64)
    places = {text: number for number, text in enumerate(texts.tolist())}
    cells = sorted((places[text], numbers[word], n_times) for text, word, n_times in used)
    rows_of, columns_of, values = zip(*cells, strict=True) if cells else ((), (), ())
    counts = csr_matrix(
        (np.array(values, dtype=float), (rows_of, columns_of)), shape=(len(texts), len(words))
    )
    return Corpus(source, name, texts, words, counts, n_read)
