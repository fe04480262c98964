"""Percentiles of 8 bit images, by counting: many times quicker than sorting."""

import cv2
import numpy as np

from .protocol import Gray


def levels(gray: Gray, *percents: float) -> tuple[int, ...]:
    """The grey level below or at which so many percent of the pixels lie; 0 for an image without pixels."""
    if not gray.size:
        return (0,) * len(percents)
    counts = cv2.calcHist([gray], [0], None, [256], [0, 256]).ravel().astype(np.float64).cumsum()
    return tuple(int(np.searchsorted(counts, percent / 100 * counts[-1])) for percent in percents)
