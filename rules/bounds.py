"""Bounds of a share that was counted, exact for the binomial distribution (Clopper and Pearson, 1934)."""

import math

_STEPS = 80  # halvings of the interval: far below what a float can tell apart


def upper_bound(errors: int, of: int, confidence: float = 0.95) -> float:
    """The share that lies above the true one with `confidence`, when `errors` were seen among `of` (one-sided).

    1.0 where nothing was seen at all. ValueError for counts that can't be.
    """
    if not 0 <= errors <= of or not 0 < confidence < 1:
        raise ValueError(f"{errors} errors among {of} at confidence {confidence}")
    if errors == of:
        return 1.0
    low, high = errors / of, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if at_most(errors, of, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def at_most(errors: int, of: int, share: float) -> float:
    """How likely at most `errors` among `of` are when each is one with probability `share`."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if errors >= of else 0.0
    logs = [_log_choose(of, k) + k * math.log(share) + (of - k) * math.log1p(-share) for k in range(errors + 1)]
    return min(1.0, math.fsum(map(math.exp, logs)))


def _log_choose(of: int, picked: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(picked + 1) - math.lgamma(of - picked + 1)
