"""Places where ink lies so thick that nothing printed below it can be seen: spills, marker, solid stamps.

Letters are thin: what is as thick as a line of them is high and as long as a word has no other explanation, unless it
is read itself (white letters on a dark ground) or lies in the margin.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from .ground import ground_of, usual_height
from .ocr.detector import Region
from .ocr.protocol import Gray
from .paper import spots_of, without_ink

# In heights of the page's usual region, which has some air around its line.
_THICK, _SHORTEST, _TALLEST, _LONGEST = 0.55, 1.4, 4.0, 30.0
_GROUND = 3.0  # from so far away the paper around a spot is seen
_BLACK = 0.6  # of the paper's brightness: ink through which no print shows
_FULL = 0.7  # of its box that such a spot fills
_FLAT = 1.5  # times as wide as high: a value is, a hole of a punch is not
_MARGIN = 0.04  # of the page
_LEGIBLE = 0.5  # of a spot that letters stand on which were read


def covered_places(small: Gray, scale: float, lines: Sequence[Region], legible: Sequence[Region]) -> list[Region]:
    """The places, in the pixels of the regions' picture, `scale` of which are one of `small`.

    lines: all regions of text that the detector saw; legible: those of them that were read well.
    """
    lying = [r for r in lines if r.width > r.height]
    usual = usual_height(lying) / scale
    if not usual:
        return []
    thick = max(3, round(_THICK * usual))
    black = _black(small, usual)
    solid = np.asarray(cv2.morphologyEx(black, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8)), np.uint8)
    if not solid.any():
        return []
    covered = ground_of(legible, scale, solid.shape)
    left, right = min(r.cx - r.width / 2 for r in lying) / scale, max(r.cx + r.width / 2 for r in lying) / scale
    found = []
    for x, y, w, h, area in spots_of(solid).tolist():
        inside = left <= x + w / 2 <= right and _is_inside(solid.shape, x, y, w, h)
        long = _SHORTEST * usual <= w <= _LONGEST * usual and h <= _TALLEST * usual
        if not inside or not long or w < _FLAT * h or area < _FULL * w * h:
            continue
        if float(covered[y : y + h, x : x + w].mean()) < _LEGIBLE:
            found.append(Region((x + w / 2) * scale, (y + h / 2) * scale, w * scale, h * scale, 0.0, 0.0))
    return found


def _black(small: Gray, usual: float) -> Gray:
    """1 where it is far darker than the paper around, however the light falls on it."""
    paper = without_ink(small, max(3, round(_GROUND * usual / 4) | 1))
    ground = cv2.resize(paper, small.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(small < _BLACK * ground, np.uint8)


def _is_inside(shape: tuple[int, ...], x: int, y: int, w: int, h: int) -> bool:
    """Away from the sheet's edges, where shadows, holes and the scanner's lid are as dark."""
    high, wide = shape[:2]
    across, down = _MARGIN * wide, _MARGIN * high
    return x >= across and x + w <= wide - across and y >= down and y + h <= high - down
