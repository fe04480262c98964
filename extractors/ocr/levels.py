"""Percentiles of 8 bit images, by counting: many times quicker than sorting."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .protocol import Gray

Counts = NDArray[np.float64]


def levels(gray: Gray, *percents: float) -> tuple[int, ...]:
    """The grey level below or at which so many percent of the pixels lie; 0 for an image without pixels."""
    if not gray.size:
        return (0,) * len(percents)
    counts = histogram(gray)
    return tuple(level(counts, percent) for percent in percents)


def histogram(gray: Gray) -> Counts:
    """How many pixels there are of each of the 256 levels."""
    return cv2.calcHist([gray], [0], None, [256], [0, 256]).ravel().astype(np.float64)


def level(counts: Counts, percent: float) -> int:
    """As `levels`, of a histogram that is not empty."""
    below = counts.cumsum()
    return int(np.searchsorted(below, percent / 100 * below[-1]))
