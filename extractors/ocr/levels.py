"""Percentiles of 8 bit images, by counting: many times quicker than sorting."""

import numpy as np

from .protocol import Gray


def levels(gray: Gray, *percents: float) -> tuple[int, ...]:
    """The grey level below or at which so many percent of the pixels lie; 0 for an image without pixels."""
    counts = np.bincount(gray.ravel(), minlength=256).cumsum()
    if not counts[-1]:
        return (0,) * len(percents)
    return tuple(int(np.searchsorted(counts, percent / 100 * counts[-1])) for percent in percents)
