"""Statistics of the QuickHelper experiment equal those of scipy and statsmodels."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import defaultdict
from itertools import permutations
from typing import Any

import pandas
import pytest
from cases.quickhelper_logs import UPSTREAM, write_log
from conftest import Warehouse
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

TOPICS = ["+text_words", "+path:models/marts/topics"]
WORDS = {  # what each planted topic is about
    "numbers": ["variance", "deviation", "spread", "distribution"],
    "site": ["login", "password", "browser", "account"],
    "dates": ["deadline", "certificate", "schedule", "grading"],
}


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
