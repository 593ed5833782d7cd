"""The models and the baselines that they have to beat. Only this module needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from loaders.errors import Refusal
from predictors.courses import Numbers

SEED = 15
LEAST_ROWS = 20  # to learn from
LEAST_OF_A_KIND = 5  # rows with either label
CLIP = 1e-6  # no probability is 0 or 1: a single miss would make the log loss infinite

BASELINES = ("baseline_no_activity", "baseline_active_days")
MODELS = ("logistic_regression", "gradient_boosting")
ALL = (*MODELS, *BASELINES)
MEANINGS = {
    "logistic_regression": "Logistic regression (L2, C = 0.1) on all features.",
    "gradient_boosting": "Gradient boosting of histograms, 60 trees of up to 8 leaves.",
    "baseline_no_activity": (
        "Baseline: the share of stop-outs of the training rows, with and without activity in the "
        "last week."
    ),
    "baseline_active_days": "Baseline: logistic regression on the active days of the week alone.",
}


def sklearn_version() -> str:
    """The version of scikit-learn. Refusal, with what to do, where it is missing."""
    try:
        import sklearn
    except ImportError:
        raise Refusal(
            "Predictions need scikit-learn, which is not installed: run `make predict` in the "
            "project's folder."
        ) from None
    return str(sklearn.__version__)


def flaw_of(stopped: Numbers) -> str:
    """Why nothing can be learnt from these labels; '' if something can."""
    n, n_stopped = len(stopped), int(stopped.sum())
    if n < LEAST_ROWS:
        return f"{n} rows to learn from, fewer than {LEAST_ROWS}"
    if min(n_stopped, n - n_stopped) < LEAST_OF_A_KIND:
        return f"{n_stopped} of {n} rows to learn from stopped out: too few of one kind"
    return ""


def predicted(
    name: str, columns: Sequence[str], train: Numbers, stopped: Numbers, score: Numbers
) -> tuple[Numbers, dict[str, float]]:
    """Probabilities of stopping out, and the weights of the columns (logistic regression only).

    What fills unknown values and how columns are scaled is learnt from the training rows alone.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):  # sums in one order: the same input gives the same bytes
        if name == "baseline_no_activity":
            place = columns.index("was_active")
            found = shares(train[:, place], stopped, score[:, place])
            weights: dict[str, float] = {}
        elif name == "baseline_active_days":
            place = columns.index("n_active_days")
            model = logistic().fit(train[:, [place]], stopped)
            found = model.predict_proba(score[:, [place]])[:, 1]
            weights = {}
        else:
            places = varying(train)
            model = (logistic if name == "logistic_regression" else boosting)()
            found = model.fit(train[:, places], stopped).predict_proba(score[:, places])[:, 1]
            kept = [columns[place] for place in places]
            weights = weights_of(model, kept) if name == "logistic_regression" else {}
    return np.asarray(np.round(np.clip(found, CLIP, 1 - CLIP), 12), dtype=float), weights


def varying(train: Numbers) -> list[int]:
    """Places of the columns that have at least two known values in the training rows."""
    return [
        place
        for place in range(train.shape[1])
        if len(np.unique(train[~np.isnan(train[:, place]), place])) > 1
    ]


def shares(was_active: Numbers, stopped: Numbers, scored: Numbers) -> Numbers:
    """The share of stop-outs among the active and the absent; one row of each kind is added."""

    def share(rows: Numbers) -> float:
        return float((rows.sum() + 1) / (len(rows) + 2))

    return np.where(
        scored > 0, share(stopped[was_active > 0]), share(stopped[was_active <= 0])
    ).astype(float)


def logistic() -> Any:
    """Logistic regression on the signed logarithm, with unknown values filled and marked."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    return make_pipeline(
        FunctionTransformer(signed_log, feature_names_out="one-to-one"),
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.1, max_iter=2000, random_state=SEED),
    )


def boosting() -> Any:
    """Gradient boosting, which takes unknown values as they are."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=60,
        max_leaf_nodes=8,
        min_samples_leaf=10,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=SEED,
    )


def signed_log(values: Numbers) -> Numbers:
    """Counts and seconds are skewed: log(1 + x), with the sign kept."""
    return np.asarray(np.sign(values) * np.log1p(np.abs(values)))


def weights_of(model: Any, columns: Sequence[str]) -> dict[str, float]:
    """The weight of each column, per standard deviation of its logarithm."""
    names = model[:-1].get_feature_names_out(list(columns))
    return dict(zip(map(str, names), map(float, model[-1].coef_[0]), strict=True))
