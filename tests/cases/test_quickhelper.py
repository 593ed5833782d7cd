"""The QuickHelper experiment: the fate of every line, and statistics that equal scipy's."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from conftest import Warehouse, same_rows
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from publishers.charts.catalog import load
from publishers.charts.check import problems
from publishers.charts.query import run

HELP = [
    "fct_help_requests", "fct_helper*", "rpt_help*", "int_help_line_fates", "rpt_line_ledger",
]  # fmt: skip
TOPICS = ["+text_words", "+path:models/marts/topics"]
WORDS = {  # what each planted topic is about
    "numbers": ["variance", "deviation", "spread", "distribution"],
    "site": ["login", "password", "browser", "account"],
    "dates": ["deadline", "certificate", "schedule", "grading"],
}
UPSTREAM = [f"+{name}" for name in HELP]

FATES = {
    "user": {
        "kept": [4, 5, 6, 7, 8, 10],
        "out_of_dates": [1, 11],
        "short_body": [2],
        "researcher": [3],
        "duplicate": [9],
    },
    "selection": {
        "kept": [6, 7, 8, 10, 11, 12, 13, 15, 16, 17],
        "orphan": [1, 9],
        "out_of_dates": [2, 18],
        "short_body": [3, 4],
        "researcher": [5],
        "duplicate": [14],
    },
    "helper": {
        "kept": [*range(10, 13), *range(14, 26), *range(29, 32)],
        "out_of_dates": [1, 2, 3, 32, 33, 34],
        "short_body": [4, 5, 6],
        "researcher": [7, 8, 9],
        "orphan": [13],
        "duplicate": [26, 27, 28],
    },
    "vote": {"kept": [2, 4, 5], "placeholder": [1, 3, 6]},
    "click": {"kept": [6], "repeated": [4, 5], "placeholder": [1, 2], "out_of_dates": [3]},
}


def test_every_line_of_the_sample_has_its_fate(shared: Path, warehouse: Warehouse) -> None:
    warehouse.land(shared / "data" / "quickhelper", source="quickhelper")
    warehouse.build(select=[*UPSTREAM, "+rpt_line_ledger", "+dim_courses"], tests=True)
    same_rows(
        warehouse.rows("select log, fate, line_no from intermediate.int_help_line_fates"),
        [
            (log, fate, line_no)
            for log, fates in FATES.items()
            for fate, line_nos in fates.items()
            for line_no in line_nos
        ],
    )
    same_rows(
        warehouse.rows("select instance_id, n_helpers_selected from marts.fct_help_requests"),
        [
            ("1224527891011121", 1),
            ("12245278910111217", 2),
            ("1234527891611121", 0),
            ("1234527891111121", 1),
            ("1234527891111122", 2),
            ("1234527891613121", 3),
        ],
    )
    assert warehouse.rows("select sum(n_lines), sum(n_accepted) from marts.rpt_line_ledger") == [
        (75, 75)
    ]
    shown = warehouse.rows(
        "select sentence, sentence_shown is not null, n_weeks_shown is not null or version = 'TA' "
        "from marts.fct_helper_impressions"
    )
    assert {sentence.split(" ")[1] for sentence, _, _ in shown} == {"student", "is"}
    assert all(is_shown <= has_weeks for _, is_shown, has_weeks in shown)
    assert any(is_shown for _, is_shown, _ in shown)
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        for name, rows in (("help_conditions", 16), ("help_lines", 23)):
            chart = load().find(name)
            assert problems(connection, chart) == []
            assert len(run(connection, chart, None).rows) == rows


def test_the_order_of_loading_and_copies_change_nothing(
    shared: Path, warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> None:
    logs = sorted((shared / "data" / "quickhelper").iterdir())
    once = warehouse.land(*logs, source="quickhelper").build(select=UPSTREAM).checksums("marts")
    other = Warehouse(tmp_path_factory.mktemp("reversed"))
    for log in reversed(logs):
        copy = other.folder / log.name.replace(".", "-again.")
        copy.write_text("\n" + log.read_text())
        other.land(log, copy, source="quickhelper")
    again = other.build(select=UPSTREAM).checksums("marts")
    told_per_line = {"marts.rpt_line_ledger", "marts.rpt_help_data_quality"}
    assert set(once) == set(again) > told_per_line
    assert {name for name in once if once[name] != again[name]} == told_per_line


def write_log(folder: Path, log: str, lines: list[tuple[list[object], str]]) -> Path:
    """Write messages of some fields each, with their times, as the experiment logs them."""
    path = folder / f"{log}.log"
    path.write_text(
        "".join(
            json.dumps(
                {
                    "level": "info",
                    "message": "<DELIMITER>" + "".join(f"{f}<DELIMITER>" for f in fields),
                    "timestamp": at,
                }
            )
            + "\n"
            for fields, at in lines
        )
    )
    return path


def test_lines_that_break_cutters_of_strings(warehouse: Warehouse) -> None:
    at = "2014-11-01T08:00:00.000Z"
    shown = [0, 0, 0, 0, 0, 11, 12, 13]
    folder = warehouse.folder / "quickhelper"
    folder.mkdir()
    body = 'It says "no",\nso I am lost é'
    question: list[object] = [7, "i1", *shown, "A, b", body]
    write_log(folder, "user", [(question, at), (question[:-1], at), (["x"] * 12, at)])
    write_log(folder, "click", [([11, "i1", 1], at), ([11, "i1", "http://a.b/?q=me"], at)])
    with (folder / "user.log").open("a") as log:
        log.write('{"message": "<DELIMITER>7", "timestamp"\n\n{"event_type": "play_video"}\n')
    warehouse.land(folder, source="quickhelper").build(select=UPSTREAM)
    same_rows(
        warehouse.rows("select log, line_no, fate from intermediate.int_help_line_fates"),
        [
            ("user", 1, "kept"),
            ("user", 2, "wrong_fields"),
            ("user", 3, "placeholder"),
            ("user", 4, "not_json"),
            ("user", 5, "blank"),
            ("user", 6, "no_time"),
            ("click", 1, "wrong_fields"),
            ("click", 2, "kept"),
        ],
    )
    assert warehouse.rows("select n_body_characters from marts.fct_help_requests") == [(len(body),)]
    assert warehouse.rows("select url from marts.fct_helper_clicks") == [("http://a.b/",)]


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """250 questions about three topics under random conditions, with their topics found and landed.

    One pair of conditions is never seen together. No topics without scikit-learn.
    """
    chance = random.Random(7)
    built = Warehouse(tmp_path_factory.mktemp("experiment"))
    folder = built.folder / "quickhelper"
    folder.mkdir()
    questions: list[tuple[list[object], str]] = []
    selections: list[tuple[list[object], str]] = []
    for number in range(250):
        at = f"2014-11-{1 + number % 28:02}T{number % 24:02}:00:00.000Z"
        flags = [int(chance.random() < share) for share in (0.5, 0.3, 0.6, 0.8, 0.2)]
        flags[4] &= flags[3]
        helpers = chance.sample(range(1000, 2000), 3)
        if chance.random() < 0.3:
            helpers = [-helper for helper in helpers]
        text = chance.choice(["I am stuck here", "nothing to say at all"])
        text += f": {' '.join(chance.sample(list(WORDS.values())[number % 3], 3))}"
        questions.append(
            ([1000 + number % 90, f"i{number}", *flags, *helpers, f"t{number}", text], at)
        )
        for index in range(3):
            if chance.random() < 0.3 + 0.2 * flags[0] - 0.1 * flags[2] + 0.1 * (number % 3):
                selections.append(([f"i{number}", index], at))
    write_log(folder, "user", questions)
    write_log(folder, "selection", selections)
    built.land(folder, source="quickhelper").build(select=[*UPSTREAM, *TOPICS])
    if importlib.util.find_spec("sklearn") is None:
        return built
    out = str(built.folder / "topics")
    built.run(sys.executable, "-m", "predictors", "topics", "--topics", "3", "--out", out)
    built.land(f"{out}/topics.csv", source="topics", final=False)
    return built.build(select=["stg_topics__rows+"])


def levels_and_counts(experiment: Warehouse) -> dict[str, dict[str, tuple[str, int]]]:
    """Per condition and question: its level, and the number of helpers selected."""
    found: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for condition, instance, level, n in experiment.rows(
        "select condition, instance_id, level, n_helpers_selected "
        "from intermediate.int_help_conditions"
    ):
        found[condition][instance] = (level, n)
    return found


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def test_t_and_f_equal_those_of_scipy(experiment: Warehouse) -> None:
    rows = experiment.rows(
        """
        select
            condition, level, n_requests, mean_helpers_selected, variance_helpers_selected,
            t, t_df, f, f_df_between, f_df_within
        from marts.rpt_help_conditions
        """
    )
    known = levels_and_counts(experiment)
    assert {condition for condition, *_ in rows} == set(known)
    first = {"version": ("student", "TA")}
    for condition, level, n, mean, variance, t, t_df, f, df_between, df_within in rows:
        samples: defaultdict[str, list[int]] = defaultdict(list)
        for other_level, selected in known[condition].values():
            samples[other_level].append(selected)
        assert n == len(samples[level])
        assert mean == close(stats.tmean(samples[level]))
        assert variance == close(stats.tvar(samples[level]))
        assert f == close(stats.f_oneway(*samples.values()).statistic)
        assert (df_between, df_within) == (len(samples) - 1, 250 - len(samples))
        if len(samples) == 2:
            one, two = first.get(condition, ("yes", "no"))
            test = stats.ttest_ind(samples[one], samples[two])
            assert (t, t_df) == (close(test.statistic), test.df)
        else:
            assert (t, t_df) == (None, None)


def test_topics_of_questions_are_a_condition(experiment: Warehouse) -> None:
    """Each planted topic is one topic found, and its effect is in the reports of the experiment."""
    pytest.importorskip("sklearn", reason="needs scikit-learn (make predict)")
    planted = list(WORDS)
    found = {
        (planted[int(instance[1:]) % 3], topic)
        for instance, topic in experiment.rows(
            "select instance_id, topic_number from marts.fct_help_requests"
        )
    }
    assert len(found) == 3 and {name for name, _ in found} == set(planted)
    terms = dict(experiment.rows("select topic_number, terms from marts.rpt_topics"))
    for name, topic in found:
        assert set(terms[topic].split(", ")[:4]) == set(WORDS[name])
    assert {
        other
        for condition, other in experiment.rows(
            "select condition, other_condition from marts.rpt_help_interactions "
            "where condition = 'topic' and f_interaction is not null"
        )
    } == {"badge", "irrelevant_sentence", "voting", "anon_image", "username", "version",
          "help_seeking"}  # fmt: skip
    weeks = "select sum(n_texts), count(distinct topic_number) from marts.rpt_topics_weekly"
    assert experiment.rows(weeks) == [(250, 3)]


@pytest.mark.filterwarnings("ignore:The design matrix is rank-deficient")
def test_interactions_equal_those_of_statsmodels(experiment: Warehouse) -> None:
    found = {
        (condition, other): values
        for condition, other, *values in experiment.rows(
            """
            select
                condition, other_condition, n_requests, f_other, f_interaction,
                f_df_interaction, f_df_within
            from marts.rpt_help_interactions
            """
        )
    }
    known = levels_and_counts(experiment)
    two_levelled = {c for c in known if len({level for level, _ in known[c].values()}) == 2}
    assert set(found) == {(a, b) for a, b in permutations(known, 2) if b in two_levelled}
    for (condition, other), (n, f_other, f_interaction, df_interaction, df_within) in found.items():
        table = pandas.DataFrame(
            [
                {"n": count, "a": level, "b": known[other][instance][0]}
                for instance, (level, count) in known[condition].items()
            ]
        )
        additive = ols("n ~ C(a) + C(b)", table).fit()
        without = ols("n ~ C(a)", table).fit()
        full = ols("n ~ C(a) * C(b)", table).fit()
        cells = table.groupby(["a", "b"]).ngroups
        assert (n, df_within) == (250, 250 - cells)
        mean_square = full.ssr / df_within
        if additive.df_resid == without.df_resid:  # no level of the one has both of the other
            assert (f_other, f_interaction) == (None, None)
            continue
        assert f_other == close((without.ssr - additive.ssr) / mean_square)
        if df_interaction == 0:
            assert f_interaction is None
            continue
        squares = (additive.ssr - full.ssr) / df_interaction
        assert f_interaction == close(squares / mean_square)
        if cells == table.a.nunique() * 2:
            compared = anova_lm(additive, full)
            assert (f_interaction, df_interaction) == (
                close(compared["F"][1]),
                compared["df_diff"][1],
            )


def test_questions_stand_beside_the_outcomes_of_their_askers(warehouse: Warehouse) -> None:
    event = {
        "username": "ann",
        "context": {"user_id": 1005, "course_id": "Org/Course/Run"},
        "event_type": "play_video",
        "event_source": "browser",
        "time": "2014-11-01T07:00:00Z",
    }
    log = warehouse.folder / "tracking.log"
    log.write_text(json.dumps(event) + "\n")
    folder = warehouse.folder / "quickhelper"
    folder.mkdir()
    question = [1, 0, 1, 0, 0, 11, 12, 13, "title", "a long question"]
    at = "2014-11-01T08:00:00.000Z"
    write_log(folder, "user", [([1005, "i1", *question], at), ([1006, "i2", *question], at)])
    warehouse.land(log).land(folder, source="quickhelper")
    warehouse.build(select=["+fct_help_outcomes", "+learner_identities"])
    assert warehouse.rows(
        "select instance_id, course_id, username, n_events from marts.fct_help_outcomes "
        "inner join private.learner_identities using (learner_id)"
    ) == [("i1", "Org/Course/Run", "ann", 1)]
