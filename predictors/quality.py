"""How good predictions were, as the marts tell it, to be printed before these are built.

The definitions are those of `rpt_prediction_quality`; a test compares both, and scikit-learn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from predictors.courses import Numbers

REPLICATES = 100
# Up to which share of a uniform number a Poisson number of mean 1 is 0, 1, 2 ...
POISSON = (
    0.36787944117144233,
    0.7357588823428847,
    0.9196986029286058,
    0.9810118431238462,
    0.9963401531726563,
    0.9994058151824183,
    0.999916758850712,
    0.9999897508033253,
)


@dataclass(frozen=True)
class Interval:
    """A number with where 95 % of the replicates lie; nan where there is none."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """As 0.71 (0.66 to 0.76)."""
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def weights(course_id: str, learners: Iterable[int]) -> NDArray[np.float64]:
    """How often each learner is drawn, a column per replicate; the first column is 1 for all.

    A bootstrap over learners that every engine can repeat: the number is a Poisson number of mean
    1, made from md5 of course, learner and replicate.
    """
    texts = [
        [f"{course_id}\x1f{one}\x1f{r}".encode() for r in range(1, REPLICATES + 1)]
        for one in learners
    ]
    digests = [[int(hashlib.md5(text).hexdigest()[:13], 16) for text in row] for row in texts]
    drawn = np.searchsorted(POISSON, np.array(digests, dtype=float) / 2**52, side="right")
    return np.concatenate([np.ones((len(digests), 1)), drawn.reshape(len(digests), -1)], axis=1)


def aucs(probability: Numbers, stopped: Numbers, weight: Numbers) -> Numbers:
    """The area under the ROC curve by ranks, ties counted half, for each column of weights."""
    order = np.argsort(probability, kind="stable")
    starts = np.flatnonzero(np.diff(probability[order], prepend=-1.0))
    positive = np.add.reduceat(weight[order] * stopped[order, None], starts, axis=0)
    negative = np.add.reduceat(weight[order] * (1 - stopped[order, None]), starts, axis=0)
    below = np.cumsum(negative, axis=0) - negative / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        area = (positive * below).sum(axis=0) / (positive.sum(axis=0) * negative.sum(axis=0))
    return np.asarray(area, dtype=float)


def interval(values: Numbers) -> Interval:
    """The first value, with the range of the others."""
    others = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(others, [0.025, 0.975]) if len(others) else (np.nan, np.nan)
    return Interval(float(values[0]), float(low), float(high))


def log_loss(probability: Numbers, stopped: Numbers) -> float:
    """The mean of -log of the probability that was given to what happened."""
    return float(-np.log(np.where(stopped > 0, probability, 1 - probability)).mean())


def brier(probability: Numbers, stopped: Numbers) -> float:
    """The mean of the squared difference from what happened."""
    return float(np.square(probability - stopped).mean())
