"""The weights of `extractors.confidence` fitted to signs whose values are known to be right or wrong. Pure.

Logistic regression with a Gaussian prior on every weight but the base, and with the signs of the weights held: each
weight in turn takes its Newton step and is put back to 0 where it would cross over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.confidence import AGREE, DOUBT, STANDS, marks
from schemas.notice import CRITICAL_FIELDS
from schemas.signs import Signs

PRIOR = 1.0  # precision of the prior of a weight, in log odds
SWEEPS = 400
_LARGEST_STEP = 1.0  # Newton steps are cut: far from the optimum they overshoot


@dataclass(frozen=True, slots=True)
class Seen:
    """One value that was found: what was seen of it, and whether it was right."""

    field: str
    signs: Signs
    right: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """As `extractors.confidence.Model` holds them, four decimals."""

    most: float
    base: float
    fields: Mapping[str, float]
    weights: Mapping[str, float]


def fit(seen: Sequence[Seen]) -> Weights:
    """ValueError without any value. `most` is what Laplace's rule allows after so many values: 1 - 1 / (n + 2)."""
    if not seen:
        raise ValueError("nothing to fit to")
    names = (*AGREE, *DOUBT, *STANDS)
    table = np.array([_row(one, names) for one in seen], dtype=float)
    right = np.array([one.right for one in seen], dtype=float)
    low = np.full(table.shape[1], -np.inf)
    high = np.full(table.shape[1], np.inf)
    for number, name in enumerate(names):
        column = 1 + len(CRITICAL_FIELDS) + number
        low[column] = 0.0 if name in AGREE else -np.inf
        high[column] = 0.0 if name in DOUBT else np.inf
    found = _descend(table, right, low, high)
    rounded = [round(float(w), 4) + 0.0 for w in found]
    fields = dict(zip(CRITICAL_FIELDS, rounded[1:], strict=False))
    weights = dict(zip(names, rounded[1 + len(CRITICAL_FIELDS) :], strict=True))
    return Weights(round(1 - 1 / (len(seen) + 2), 6), rounded[0], fields, weights)


def _row(one: Seen, names: Sequence[str]) -> list[bool]:
    own = marks(one.signs)
    return [True, *(one.field == field for field in CRITICAL_FIELDS), *(own[name] for name in names)]


def _descend(table: np.ndarray, right: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    weights = np.zeros(table.shape[1])
    prior = np.full(table.shape[1], PRIOR)
    prior[0] = 0.001
    odds = table @ weights
    for _ in range(SWEEPS):
        for n in range(len(weights)):
            chance = 1 / (1 + np.exp(-odds))
            slope = table[:, n] @ (chance - right) + prior[n] * weights[n]
            curve = (table[:, n] ** 2) @ (chance * (1 - chance)) + prior[n] + 1e-9
            step = np.clip(-slope / curve, -_LARGEST_STEP, _LARGEST_STEP)
            new = float(np.clip(weights[n] + step, low[n], high[n]))
            odds += table[:, n] * (new - weights[n])
            weights[n] = new
    return weights
