"""Who tags which texts, and what stops the pages from being made."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import duckdb
import pytest

from loaders.errors import Refusal
from publishers.tagging import pages
from publishers.tagging.assign import assigned

ITEMS = [f"i{number}" for number in range(60)]
TAGGERS = ["ann", "bob", "cyd", "dan"]


def test_each_text_has_a_tagger_and_a_share_of_them_two() -> None:
    given = assigned("p", ITEMS, TAGGERS, 0.5)
    times = Counter(item for items in given.values() for item in items)
    assert set(times) == set(ITEMS)
    assert Counter(times.values()) == {1: 30, 2: 30}
    assert all(len(set(items)) == len(items) for items in given.values())
    assert {len(items) for items in given.values()} <= {21, 22, 23, 24}
    shared = {pair: len(set(given[pair[0]]) & set(given[pair[1]])) for pair in combinations(TAGGERS, 2)}  # fmt: skip # noqa: E501
    assert sum(shared.values()) == 30 and min(shared.values()) >= 3


def test_the_order_of_items_changes_nothing_and_is_not_the_order_of_pages() -> None:
    given = assigned("p", ITEMS, TAGGERS, 0.2)
    assert assigned("p", ITEMS[::-1], TAGGERS, 0.2) == given
    assert all(items != sorted(items) for items in given.values())
    times = Counter(item for items in given.values() for item in items)
    twice = {item for item, n in times.items() if n == 2}
    assert not all(set(items[:3]) <= twice for items in given.values())


def test_shares_of_nothing_of_all_and_of_one_tagger() -> None:
    assert sum(map(len, assigned("p", ITEMS, TAGGERS, 0).values())) == 60
    assert sum(map(len, assigned("p", ITEMS, TAGGERS, 1).values())) == 120
    assert {tuple(sorted(items)) for items in assigned("p", ITEMS, TAGGERS[:2], 1).values()} == {
        tuple(sorted(ITEMS))
    }
    assert len(assigned("p", ITEMS, ["ann"], 1)["ann"]) == 60
    assert assigned("p", [], TAGGERS, 1) == {tagger: [] for tagger in TAGGERS}


def test_file_names_are_plain_and_differ() -> None:
    names = pages.file_names("../p/q", ["Ann", "ann", "a/n", "a n", "\u0000", "x" * 300])
    assert list(names.values())[:4] == [
        "tagging-p_q-Ann.html",
        "tagging-p_q-ann-2.html",
        "tagging-p_q-a_n.html",
        "tagging-p_q-a_n-2.html",
    ]
    assert all(Path(name).name == name and len(name) < 200 for name in names.values())


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(
        """
        create schema private;
        create schema marts;
        create table private.label_projects as
            from (values ('p', 'Read.'), ('q', null), ('r', null)) as t(project, instructions);
        create table marts.dim_label_tags as
            from (values ('p', 'b', 1), ('p', 'a', 2), ('q', 'a', 1), ('r', 'a', 1), ('r', 'b', 2))
                as t(project, tag, tag_number);
        create table private.label_items as
            from (values ('p', 'i', 'Why?', null, true), ('p', 'e', 'So?', 'a', true),
                ('p', 'old', 'Old', null, false), ('q', 'i', 'Why?', null, true),
                ('r', 'e', 'So?', 'a', true))
                as t(project, item_id, text, example_tag, is_of_project);
        """
    )
    return made


def test_a_project_is_read(connection: duckdb.DuckDBPyConnection) -> None:
    """Texts that only a file of tags has are not given out."""
    assert pages.read_project(connection, "p") == pages.Project(
        "p", "Read.", ("b", "a"), (("So?", "a"),), {"i": "Why?"}
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (None, "Name a project with --project; there are: p, q, r."),
        ("x", "There is no project x; there are: p, q, r."),
        ("q", "The project q allows 1 tags: put at least two into the column tags"),
        ("r", "The project r has no texts to tag, only examples."),
    ],
)
def test_what_cannot_be_tagged_is_refused(
    connection: duckdb.DuckDBPyConnection, name: str | None, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        pages.read_project(connection, name)
    assert str(refused.value).startswith(reason)


def test_taggers_have_names_of_their_own() -> None:
    assert pages.check_taggers([" ann ", "bob"]) == ["ann", "bob"]
    for names in ([], [" "], ["ann", "ann "]):
        with pytest.raises(Refusal):
            pages.check_taggers(names)
