"""Topics of texts: found again in any order, of words that enough different authors wrote."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from conftest import ROOT

from loaders.errors import Refusal
from loaders.streams.csv_kinds import CSV_KINDS
from predictors import topic_files, topics
from predictors.texts import Corpus, Source, read_corpora
from predictors.topics import Method, Settings

pytest.importorskip("sklearn", reason="needs scikit-learn (make predict)")

PLANTED = {
    "numbers": ["variance", "deviation", "spread", "distribution", "histogram"],
    "site": ["login", "password", "browser", "account", "screen"],
    "dates": ["deadline", "certificate", "schedule", "grading", "homework"],
    "talk": ["kitchen", "children", "evening", "town", "weather"],
}
Word = tuple[str, str, int, int | None, str, int]  # source, corpus, text, author, word, times


def planted(corpus: str = "c", n_texts: int = 240, seed: int = 15) -> list[Word]:
    """Texts about one planted topic each, with a word of another one now and then."""
    chance = random.Random(seed)
    rows: list[Word] = []
    for _ in range(n_texts):
        text, author = chance.randrange(10**12), chance.randrange(40)
        name = chance.choice(list(PLANTED))
        words = set(chance.sample(PLANTED[name], 3))
        if chance.random() < 0.3:
            words.add(chance.choice(PLANTED[chance.choice(list(PLANTED))]))
        words |= {"course"} if chance.random() < 0.8 else set()
        rows += [
            ("forum", corpus, text, author, word, chance.randint(1, 2)) for word in sorted(words)
        ]
    return rows


def fill(connection: duckdb.DuckDBPyConnection, rows: list[Word]) -> None:
    names = ("source", "corpus", "text_id", "author_id", "word", "n_times")
    columns = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    assert columns.num_rows
    connection.execute("create schema private")
    connection.execute("create table private.text_words as from columns")


def corpora(rows: list[Word], authors: int = 5) -> list[Corpus]:
    with duckdb.connect() as connection:
        fill(connection, rows)
        return read_corpora(connection, Source, (), authors)


def term_sets(run: topics.Run) -> set[frozenset[str]]:
    [found] = run.found
    return {frozenset(term for term, _ in terms[:5]) for terms in found.terms}


@pytest.mark.parametrize("method", Method)
def test_planted_topics_are_found(method: Method) -> None:
    run = topics.run(corpora(planted()), Settings(method, 4))
    assert term_sets(run) == {frozenset(words) for words in PLANTED.values()}
    [found] = run.found
    assert found.shares.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_topics_are_found_again_after_shuffling(tmp_path: Path) -> None:
    """Rows in any order give the same bytes."""
    rows = planted() + planted("d", seed=16)
    written = []
    for name in ("sorted", "shuffled"):
        random.Random(3).shuffle(rows)
        database = tmp_path / f"{name}.duckdb"
        with duckdb.connect(str(database)) as connection:
            fill(connection, sorted(rows) if name == "sorted" else rows)
            connection.execute("create schema marts; create table marts.t as select 1 as a")
        out = tmp_path / name
        command = [sys.executable, "-m", "predictors", "topics", "--out", str(out)]
        command += ["--database", str(database), "--topics", "4", "--source", "forum"]
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert written[0] == written[1]
    assert written[0][topic_files.TOPICS].decode().splitlines()[0] == ",".join(
        CSV_KINDS["topics"].columns
    )
    card = written[0][topic_files.CARD].decode()
    assert all(limit in card for limit in topic_files.LIMITS)


def test_other_ids_of_texts_give_the_same_topics() -> None:
    """Ids decide the order in which texts enter the factorisation, and change nothing else."""
    rows = planted()
    others = [(*row[:2], (row[2] * 7919) % 10**13 + 7, *row[3:]) for row in rows]
    assert sorted({row[2] for row in rows}) != [
        new for _, new in sorted({(a[2], b[2]) for a, b in zip(rows, others, strict=True)})
    ]
    first, second = (topics.run(corpora(told), Settings(Method.nmf, 4)) for told in (rows, others))
    assert [[term for term, _ in terms[:5]] for terms in first.found[0].terms] == [
        [term for term, _ in terms[:5]] for terms in second.found[0].terms
    ]
    shares = [dict(zip(run.found[0].corpus.texts.tolist(), run.found[0].shares.tolist(),
                       strict=True)) for run in (first, second)]  # fmt: skip
    for row, other in zip(rows, others, strict=True):
        assert shares[0][row[2]] == pytest.approx(shares[1][other[2]], abs=1e-3)


def test_a_term_needs_five_different_authors() -> None:
    """Four authors and an anonymous one, or one author five times, are not enough."""
    rows = planted()
    texts = sorted({row[2] for row in rows})[:30]
    for word, authors in (("few", [1, 2, 3, 4, None]), ("one", [7] * 30), ("five", [*range(5)])):
        rows += [("forum", "c", text, author, word, 1) for text, author in zip(texts, authors)]  # noqa: B905
    [corpus] = corpora(rows)
    assert "five" in corpus.terms and not {"few", "one"} & set(corpus.terms)
    assert "course" not in corpus.terms  # in most texts
    [corpus] = corpora(rows, authors=6)
    assert "five" not in corpus.terms and "variance" in corpus.terms


def test_too_little_to_find_topics_in_is_said() -> None:
    run = topics.run(corpora(planted(n_texts=8)), Settings())
    assert run.found == [] and "too few for two topics" in run.notes[0]
    assert "of 8 texts" in run.notes[0]


def test_a_corpus_that_is_not_there_is_named() -> None:
    with duckdb.connect() as connection:
        fill(connection, planted(n_texts=3))
        with pytest.raises(Refusal, match="There are no texts of x; there are: c"):
            read_corpora(connection, Source, ["x"], 5)


def test_other_settings_are_another_run() -> None:
    told = corpora(planted())
    settings = Settings(Method.nmf, 4)
    names = {
        topics.run(told, each).run_id
        for each in (settings, replace(settings, n_topics=5), replace(settings, method=Method.lda))
    }
    assert len(names) == 3 and topics.run(told, settings).run_id in names
