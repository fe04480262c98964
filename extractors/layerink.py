"""What the rendered page shows where the text layer has words, and where it has none."""

from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import Box

from .ocr.detector import Region
from .ocr.protocol import Gray
from .paper import LOOK, paper_behind, spots_of
from .raster import shrink
from .textlayer import Layer

_VISIBLE = 40  # grey levels between a word and what is around it


def is_seen(box: Box, layer: Layer, drawn: Gray) -> bool:
    """True when something can be seen in the box."""
    place = drawn[_pixels(box, layer, drawn)]
    if not place.size:
        return False
    darkest, lightest, _, _ = cv2.minMaxLoc(place)
    return lightest - darkest >= _VISIBLE


def outside_words(layer: Layer, drawn: Gray) -> Gray:
    """The page with every word of the layer painted over, as light as what is above its letters."""
    left = drawn.copy()
    for word in layer.words:
        place = _pixels(word.box, layer, drawn, air=0.8)
        above = drawn[place][:1]
        left[place] = cv2.minMaxLoc(above)[1] if above.size else 255
    return left


def letter_spots(left: Gray, points_high: float) -> list[Box]:
    """Spots on the page (`points_high` points) that could be letters, not rules or filled boxes, in pixels."""
    small = shrink(left, LOOK)
    dark = (cv2.subtract(paper_behind(small), small) > _VISIBLE).astype(np.uint8)
    x, y, w, h, area = spots_of(dark).astype(np.float64).T
    point, scale = points_high / small.shape[0], left.shape[0] / small.shape[0]
    spots = np.stack([x, y, x + w, y + h], axis=1)[_like_letters(w * point, h * point, area / (w * h))] * scale
    return [Box(*spot) for spot in spots.tolist()]


def word_region(box: Box, layer: Layer, drawn: Gray) -> Region:
    """The box in pixels with a little air, to be cropped for reading."""
    fx, fy = drawn.shape[1] / layer.width, drawn.shape[0] / layer.height
    air = 0.12 * box.height
    return Region(box.cx * fx, box.cy * fy, (box.width + 2 * air) * fx, (box.height + air) * fy, 0.0, 1.0)


def _pixels(box: Box, layer: Layer, drawn: Gray, air: float = 0.0) -> tuple[slice, slice]:
    """Rows and columns of the box, grown by `air` points."""
    fx, fy = drawn.shape[1] / layer.width, drawn.shape[0] / layer.height
    x0, y0, x1, y1 = box
    rows = slice(max(0, int((y0 - air) * fy)), max(1, ceil((y1 + air) * fy)))
    return rows, slice(max(0, int((x0 - air) * fx)), max(1, ceil((x1 + air) * fx)))


def _like_letters(w: NDArray[np.float64], h: NDArray[np.float64], fill: NDArray[np.float64]) -> NDArray[np.bool_]:
    """`w`, `h` in points; `fill` is the inked share of the spot's box."""
    sized = (h >= 3.5) & (h <= 40) & (w >= 0.8) & (w <= 60)
    solid = (fill > 0.9) & (w > 4) & (h > 4)
    return np.asarray(sized & (fill > 0.1) & ~solid)
