"""Ink that nobody read: what is left of a page's ink when its text and its rules are taken away.

Where a label has no value, it tells an empty box of a form from a value that could not be read.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from .ground import ground_of, usual_height
from .ocr.detector import Region
from .ocr.protocol import Gray
from .paper import spots_of

# In heights of the page's usual region, which has some air around its line.
_RULE = 2.0  # longer strokes, one way or the other, are rules and frames
_CLOSE, _THICKEST = 0.8, 3  # within so much of a height no rule or frame has more rows of pixels
_SMALLEST = 0.2  # a spot: less is a speck
_NEAR = 0.5  # spots that stand nearer are one place
_MOST = 200  # places: on a page with more the ink says nothing


def unread_ink(ink: Gray, scale: float, regions: Sequence[Region]) -> list[Region] | None:
    """Places of ink that none of `regions` covers, in the same pixels; None where they are all over the page.

    ink: 1 where a smaller picture of the page is dark; scale: pixels of the regions' picture to one of `ink`.
    """
    usual = usual_height(regions) / scale
    if not usual:
        return None
    bare = _without_rules(ink, usual)  # before rules are cut by text over them
    free = cv2.subtract(bare, ground_of(regions, scale, ink.shape))
    canvas = np.zeros_like(ink)
    reach = max(1, round(_NEAR * usual / 2))
    for x, y, w, h, _ in spots_of(np.asarray(free, np.uint8)).tolist():
        if max(w, h) >= _SMALLEST * usual:
            cv2.rectangle(canvas, (x - reach, y - reach), (x + w + reach, y + h + reach), (1,), -1)
    places = spots_of(canvas).tolist()
    if len(places) > _MOST:
        return None
    boxes = [(x + w / 2, y + h / 2, w, h) for x, y, w, h, _ in places]
    return [Region(cx * scale, cy * scale, w * scale, h * scale, 0.0, 0.0) for cx, cy, w, h in boxes]


def _without_rules(ink: Gray, usual: float) -> Gray:
    """`ink` without strokes that stand alone: those that lie closely over each other are rows that a fax lost."""
    long, close = max(3, round(_RULE * usual)), max(3, round(_CLOSE * usual))
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    stacked = cv2.boxFilter(across, -1, (1, close), normalize=False, borderType=cv2.BORDER_CONSTANT) > _THICKEST
    rules = cv2.dilate(cv2.bitwise_or(np.where(stacked, 0, across).astype(np.uint8), down), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.subtract(ink, rules), np.uint8)
