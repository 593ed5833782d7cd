"""Tags by a model: learnt from reliable ones, judged on unseen authors, beside people."""

from __future__ import annotations

import csv
import random
import sys
from dataclasses import replace
from datetime import datetime
from itertools import combinations

import numpy as np
import pytest
from conftest import Warehouse

from loaders.errors import Refusal
from loaders.streams.csv_kinds import CSV_KINDS
from predictors import tags
from predictors.tags import Item

pytest.importorskip("sklearn", reason="needs scikit-learn (make predict)")

WORDS = {
    "question": ["how", "why", "where", "stuck", "anybody"],
    "answer": ["because", "look", "formula", "therefore", "page"],
    "chat": ["hello", "thanks", "weather", "weekend", "cheers"],
}
COMMON = ["variance", "video", "week", "course", "homework", "mean"]


def text_of(tag: str, chance: random.Random) -> str:
    return " ".join(chance.sample(WORDS[tag], 2) + chance.sample(COMMON, 3))


def items(n: int = 120, n_authors: int = 30) -> list[Item]:
    chance = random.Random(15)
    made = []
    for number in range(n):
        tag = chance.choice(list(WORDS))
        author = chance.randrange(n_authors)
        made.append(Item(f"i{number:03}", text_of(tag, chance), tag, author, None))
    return made


def test_tags_are_learnt() -> None:
    run = tags.run("p", items(), None)
    assert run.accuracy > 0.9 > 0.5 > run.baseline
    assert len(run.tags) == 120 and run.n_folds == 5


def test_texts_without_a_reliable_tag_are_tagged_too() -> None:
    known = items()
    hidden = [replace(item, tag=None) if number % 4 == 0 else item
              for number, item in enumerate(known)]  # fmt: skip
    run = tags.run("p", hidden, None)
    right = [one.tag == item.tag for one, item in zip(run.tags, known, strict=True)
             if one.fold is None]  # fmt: skip
    assert len(right) == 30 and np.mean(right) > 0.9


def test_authors_and_threads_are_never_on_both_sides() -> None:
    """Items that share an author with one and a thread with another are one group."""
    chain = [
        Item("a", "", "x", 1, "s"),
        Item("b", "", "x", 2, "s"),
        Item("c", "", "x", 2, "t"),
        Item("d", "", "x", 3, None),
        Item("e", "", "x", None, None),
        Item("f", "", "x", None, None),
    ]
    assert tags.groups_of(chain) == [0, 0, 0, 3, 4, 5]
    made = items()
    run = tags.run("p", made, None)
    folds: dict[int | None, set[int | None]] = {}
    for one, item in zip(run.tags, made, strict=True):
        folds.setdefault(item.author, set()).add(one.fold)
    assert {len(found) for found in folds.values()} == {1}


def test_a_habit_of_an_author_is_not_rewarded() -> None:
    """Texts that only show who wrote them, of authors with one tag each: grouped, it is chance."""
    chance = random.Random(3)
    made = [
        Item(f"i{number:03}", f"signature{chr(97 + author)}", "xy"[author % 2], author, None)
        for number in range(160)
        for author in [chance.randrange(16)]
    ]
    assert tags.run("p", made, None).accuracy < 0.7
    alone = [replace(item, author=None) for item in made]
    assert tags.run("p", alone, None).accuracy == 1


def test_the_order_of_items_does_not_matter() -> None:
    made = items()
    shuffled = random.Random(1).sample(made, len(made))
    told = [tags.run("p", sorted(each, key=lambda item: item.item_id), None)
            for each in (made, shuffled)]  # fmt: skip
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (items(12), "items with a reliable tag"),
        ([replace(item, tag="chat") for item in items()], "at least two tags"),
        (items(n_authors=1), "are of one author or thread"),
    ],
)
def test_too_little_to_learn_from_is_refused(made: list[Item], reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        tags.run("p", made, None)


def test_a_rare_tag_is_not_learnt() -> None:
    made = items()
    rare = [*(replace(item, tag="rare") for item in made[:4]), *made[4:]]
    run = tags.run("p", rare, None)
    assert run.left_out == {"rare": 4} and "rare" not in run.learnt
    assert len(run.judged) == 116 and len(run.tags) == 120


MODELS = ["+path:models/marts/labels", "+label_items", "+label_texts"]


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Two careful taggers and a careless one; tags of a model that learnt from them, landed."""
    chance = random.Random(4)
    warehouse = Warehouse(tmp_path_factory.mktemp("tags"))
    project, labels = warehouse.folder / "project.csv", warehouse.folder / "labels.csv"
    at = "2025-09-01 08:00:00"
    with project.open("w", newline="") as texts, labels.open("w", newline="") as given:
        project_rows, label_rows = csv.writer(texts), csv.writer(given)
        project_rows.writerow([*CSV_KINDS["label-project"].columns, "author"])
        label_rows.writerow(CSV_KINDS["labels"].columns)
        for number in range(90):
            tag, item = chance.choice(list(WORDS)), f"i{number}"
            project_rows.writerow(
                ["p", item, text_of(tag, chance), "|".join(WORDS), "", "", f"a{number % 20}"]
            )
            if number >= 70:  # nobody tagged these
                continue
            for tagger, care in (("ann", 0.95), ("bob", 0.95), ("cyd", 0.4)):
                chosen = tag if chance.random() < care else chance.choice(list(WORDS))
                label_rows.writerow(["p", item, "", tagger, chosen, at])
    warehouse.land(project, source="label-project", final=False)
    warehouse.land(labels, source="labels", final=False).build(select=MODELS)
    out = warehouse.folder / "out"
    command = (sys.executable, "-m", "predictors", "tags", "--out", str(out))
    warehouse.run(*command)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    warehouse.run(*command)
    assert first == {path.name: path.read_bytes() for path in out.iterdir()}
    warehouse.write("create table consensus as from marts.fct_label_consensus")
    warehouse.write("create table agreement as from marts.rpt_label_agreement")
    warehouse.land(out / "tags.csv", source="labels", final=False)
    return warehouse.build(select=MODELS)


def test_tags_of_a_model_are_in_no_consensus(tagged: Warehouse) -> None:
    for table, before in (("fct_label_consensus", "consensus"), ("rpt_label_agreement", "agreement")):  # fmt: skip # noqa: E501
        assert tagged.rows(f"from marts.{table} except from {before}") == []
        assert tagged.rows(f"from {before} except from marts.{table}") == []
    assert tagged.rows(
        "select model, count(*), count(distinct tagged_at), min(tagged_at) from marts.fct_labels "
        "where model is not null group by all"
    ) == [("lsa", 90, 1, datetime(2025, 9, 1, 8))]


def test_agreement_with_people_and_the_ceiling(tagged: Warehouse) -> None:
    """Against a loop over the tags."""
    given: dict[str, dict[str, str]] = {}
    for tagger, item, tag in tagged.rows(
        "select tagger, item_id, tag from marts.fct_labels "
        "inner join (select label_id, tagger from private.label_texts) using (label_id)"
    ):
        given.setdefault(tagger, {})[item] = tag
    people = ["ann", "bob", "cyd"]

    def share(pairs: list[tuple[str, str]]) -> float:
        return float(
            np.mean(
                [
                    given[one][item] == given[other][item]
                    for one, other in pairs
                    for item in given[one].keys() & given[other].keys()
                ]
            )
        )

    [row] = tagged.rows(
        "select model, n_people, n_comparisons, agreement, n_pairs_of_people, "
        "n_comparisons_of_people, agreement_of_people from marts.rpt_label_models"
    )
    assert row[:3] == ("lsa", 3, 210) and row[4:6] == (3, 210)
    assert row[3] == pytest.approx(share([("model:lsa", person) for person in people]))
    assert row[6] == pytest.approx(share(list(combinations(people, 2))))
    assert 0.5 < row[6] < 0.9


def test_credit_for_all_tags_and_for_those_in_training(tagged: Warehouse) -> None:
    rows = tagged.rows(
        """
        select
            tagger_id,
            model,
            count(*) filter (where training.item_id is not null) as n_in_training,
            count(*) filter (where training.tag = labels.tag) as n_right
        from marts.fct_labels as labels
        left join marts.fct_label_training as training using (project, item_id)
        group by all
        """
    )
    found = {
        tagger: values
        for tagger, *values in tagged.rows(
            "select tagger_id, n_in_training, training_credit, credit, agreement "
            "from marts.rpt_label_taggers"
        )
    }
    for tagger, model, n_in_training, n_right in rows:
        told, training_credit, credit, agreement = found[tagger]
        assert told == n_in_training
        assert training_credit == (n_right if agreement >= 0.5 else 0) <= credit
        assert model is None or agreement > 0.8
    trained = "select count(*), min(share), min(n_taggers) from marts.fct_label_training"
    [(n, least, n_taggers)] = tagged.rows(trained)
    assert 50 < n <= 70 and least >= 0.6 and n_taggers >= 2
