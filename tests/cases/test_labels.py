"""Agreement of taggers: equal to what statsmodels and krippendorff make of the same tags."""

from __future__ import annotations

import csv
import math
import random
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
import pytest
from conftest import Warehouse
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

HEADER = ["project", "item_id", "text", "tagger", "tag", "tagged_at"]
LABELS = ["+path:models/marts/labels", "+label_texts", "+rpt_line_ledger"]

Tags = dict[str, dict[str, str]]  # item -> tagger -> tag


def land(warehouse: Warehouse, rows: list[list[object]], header: list[str] = HEADER) -> Warehouse:
    path = warehouse.folder / "labels.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return warehouse.land(path, source="labels", final=False).build(select=LABELS)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, dict[str, Tags]]:
    """Three projects of 60 items, with gaps: many taggers, two taggers, and one tag only."""
    chance = random.Random(11)
    projects: dict[str, Tags] = {}
    rows: list[list[object]] = []
    for project, n_taggers, share, tags in (
        ("crowd", 7, 0.6, ["question", "answer", "chat", "spam"]),
        ("pair", 2, 0.9, ["yes", "no"]),
        ("unanimous", 3, 0.7, ["yes"]),
    ):
        projects[project] = defaultdict(dict)
        for item in range(60):
            truth = chance.choice(tags)
            for tagger in range(n_taggers):
                if chance.random() < share:
                    tag = truth if chance.random() < 0.5 else chance.choice(tags)
                    projects[project][f"i{item}"][f"t{tagger}"] = tag
                    day = f"2025-09-{1 + item % 28:02} 08:00:00"
                    rows.append([project, f"i{item}", "A, text", f"t{tagger}", tag, day])
    chance.shuffle(rows)
    return land(Warehouse(tmp_path_factory.mktemp("labels")), rows), projects


def close(value: float) -> Any:
    return None if math.isnan(value) else pytest.approx(value, rel=1e-9, abs=1e-9)


def measures(tags: Tags) -> dict[tuple[bool, str], Tags]:
    """All tags together, and each tag against all others."""
    names = {tag for by_tagger in tags.values() for tag in by_tagger.values()}
    return {(True, "all tags"): tags} | {
        (False, name): {
            item: {tagger: str(tag == name) for tagger, tag in by_tagger.items()}
            for item, by_tagger in tags.items()
        }
        for name in names
    }


def cohen(pairs: list[tuple[str, str]]) -> float:
    names = sorted({tag for pair in pairs for tag in pair})
    table = np.zeros((len(names), len(names)))
    for one, two in pairs:
        table[names.index(one), names.index(two)] += 1
    if len(names) == 1:
        return math.nan
    return float(cohens_kappa(table, return_results=False))


def fleiss(tags: Tags) -> tuple[float, int, int]:
    """Kappa on the items with the most frequent number of tags, that number, and their number."""
    sizes = Counter(len(by_tagger) for by_tagger in tags.values() if len(by_tagger) > 1)
    size = max(sizes, key=lambda n: (sizes[n], n))
    items = [list(by_tagger.values()) for by_tagger in tags.values() if len(by_tagger) == size]
    names = sorted({tag for item in items for tag in item})
    table = np.array([[item.count(name) for name in names] for item in items])
    return fleiss_kappa(table) if len(names) > 1 else math.nan, size, len(items)


def alpha(tags: Tags) -> float:
    names = sorted({tag for by_tagger in tags.values() for tag in by_tagger.values()})
    taggers = sorted({tagger for by_tagger in tags.values() for tagger in by_tagger})
    if len(names) == 1:
        return math.nan
    data = [
        [names.index(tags[item][t]) if t in tags[item] else math.nan for item in sorted(tags)]
        for t in taggers
    ]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def test_agreement_equals_the_reference(tagged: tuple[Warehouse, dict[str, Tags]]) -> None:
    warehouse, projects = tagged
    found = {
        (project, is_overall, tag): values
        for project, is_overall, tag, *values in warehouse.rows(
            """
            select
                project, is_overall, tag, agreement, fleiss_kappa, fleiss_n_taggers,
                fleiss_n_items, krippendorff_alpha
            from marts.rpt_label_agreement
            """
        )
    }
    expected = {
        (project, *measure): coded
        for project, tags in projects.items()
        for measure, coded in measures(tags).items()
    }
    assert set(found) == set(expected)
    for key, coded in expected.items():
        agreement, kappa, size, n_items, found_alpha = found[key]
        pairs = [p for item in coded.values() for p in combinations(item.values(), 2)]
        assert agreement == close(np.mean([one == two for one, two in pairs]))
        expected_kappa, *expected_size = fleiss(coded)
        assert (kappa, [size, n_items]) == (close(expected_kappa), expected_size)
        assert found_alpha == close(alpha(coded))


def test_pairs_equal_the_reference(tagged: tuple[Warehouse, dict[str, Tags]]) -> None:
    warehouse, projects = tagged
    found = {
        (project, is_overall, tag, frozenset((one, two))): (n_items, kappa)
        for project, is_overall, tag, one, two, n_items, kappa in warehouse.rows(
            """
            with names as (select distinct tagger_id, tagger from private.label_texts)
            select project, is_overall, tag, names.tagger, others.tagger, n_items, cohen_kappa
            from marts.rpt_label_pairs as pairs
            inner join names on pairs.tagger_id = names.tagger_id
            inner join names as others on pairs.other_tagger_id = others.tagger_id
            """
        )
    }
    n_expected = 0
    for project, tags in projects.items():
        taggers = sorted({tagger for by_tagger in tags.values() for tagger in by_tagger})
        for measure, coded in measures(tags).items():
            for one, two in combinations(taggers, 2):
                pairs = [(i[one], i[two]) for i in coded.values() if one in i and two in i]
                n_items, kappa = found[(project, *measure, frozenset((one, two)))]
                assert (n_items, kappa) == (len(pairs), close(cohen(pairs)))
                n_expected += 1
    assert n_expected == len(found)


def test_consensus_and_credit(tagged: tuple[Warehouse, dict[str, Tags]]) -> None:
    warehouse, projects = tagged
    consensus: dict[tuple[str, str], str | None] = {}
    judged: Counter[tuple[str, str]] = Counter()
    agreeing: Counter[tuple[str, str]] = Counter()
    for project, tags in projects.items():
        for item, by_tagger in tags.items():
            (tag, n), *others = Counter(by_tagger.values()).most_common()
            is_tie = bool(others) and others[0][1] == n
            consensus[project, item] = None if is_tie else tag
            if not is_tie and len(by_tagger) > 1:
                judged.update((project, tagger) for tagger in by_tagger)
                agreeing.update((project, t) for t, given in by_tagger.items() if given == tag)
    found = warehouse.rows("select project, item_id, consensus_tag from marts.fct_label_consensus")
    assert {(project, item): tag for project, item, tag in found} == consensus
    for project, tagger, n_judged, n_agreeing, credit in warehouse.rows(
        """
        select project, tagger, n_judged, n_agreeing, credit
        from marts.rpt_label_taggers
        inner join (select distinct project, tagger_id, tagger from private.label_texts)
            using (project, tagger_id)
        """
    ):
        assert (n_judged, n_agreeing) == (judged[project, tagger], agreeing[project, tagger])
        is_enough = n_agreeing >= 0.5 * n_judged
        assert credit == (n_agreeing if is_enough else 0)


def test_a_changed_file_takes_the_place_of_its_earlier_version(warehouse: Warehouse) -> None:
    rows: list[list[object]] = [["p", item, "", "ann", "x", ""] for item in ("1", "2", "3")]
    land(warehouse, rows)
    land(warehouse, [*rows[:2], ["p", "4", "", "ann", "x", ""]])
    items = "select item_id from marts.fct_labels order by 1"
    assert warehouse.rows(items) == [("1",), ("2",), ("4",)]
    assert warehouse.rows(
        "select n_lines, n_accepted, n_superseded, n_duplicate from marts.rpt_line_ledger "
        "order by file_id"
    ) == [(3, 0, 3, 0), (3, 3, 0, 0)]
    land(warehouse, rows)
    assert warehouse.rows(items) == [("1",), ("2",), ("3",)]


def test_what_a_row_says_is_kept_or_its_reason_told(warehouse: Warehouse) -> None:
    header = ["Tagger", " tag", "PROJECT", "item_id", "text", "tagged_at", "mood"]
    land(
        warehouse,
        [
            ["ann", "x", "p", "1", 'two\nlines, "quoted"', "2025-09-01 08:00:00", "good"],
            ["ann", "y", "p", "1", "", "2025-09-02 08:00:00", "bad"],
            ["ann", "y", "p", "1", "", "2025-09-02 08:00:00", "bad"],
            ["bob", "x", "p", "1", "", "", ""],
            ["bob", "y", "p", "1", "", "soon", ""],
            ["bob", "", "p", "2", "", "", ""],
            ["bob", "x", "p", "2", "", "", "", "more"],
            ["bob", "x"],
            [],
        ],
        header,
    )
    fates = "select line_no, fate from private.stg_labels__rows order by line_no"
    assert [fate for _, fate in warehouse.rows(fates)] == [
        *("accepted", "accepted", "duplicate", "accepted", "accepted"),
        *("wrong_fields", "wrong_fields", "wrong_fields", "blank"),
    ]
    assert warehouse.rows(
        "select tagger, tag, fate from marts.fct_labels "
        "inner join private.label_texts using (label_id) order by all"
    ) == [
        ("ann", "x", "replaced"),
        ("ann", "y", "counted"),
        ("bob", "x", "contradictory"),
        ("bob", "y", "contradictory"),
    ]
    assert warehouse.rows(
        "select text, other_columns from private.label_texts where tagger = 'ann' order by text"
    ) == [('two\nlines, "quoted"', '{"mood": "good"}'), (None, '{"mood": "bad"}')]
    assert warehouse.rows("select tagged_date, n_labels from marts.rpt_label_daily order by 1") == [
        (date(2025, 9, 1), 1),
        (date(2025, 9, 2), 1),
        (None, 2),
    ]
