"""Boxes on a page: one origin (top left of the upright page), one unit (point, 1/72 inch)."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """x0 <= x1 to the right, y0 <= y1 downwards, in points from the upright page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.y0 + self.y1) / 2

    def rounded(self) -> "Box":
        """To a tenth of a point: finer than any scan, and stable in exports."""
        return Box(round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`; raises ValueError when there is none."""
    found = list(boxes)
    if not found:
        raise ValueError("union of no boxes")
    return Box(min(b.x0 for b in found), min(b.y0 for b in found), max(b.x1 for b in found), max(b.y1 for b in found))


def overlap_x(a: Box, b: Box) -> float:
    """Shared width in points; negative is the gap between them."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def overlap_y(a: Box, b: Box) -> float:
    """Shared height in points; negative is the gap between them."""
    return min(a.y1, b.y1) - max(a.y0, b.y0)


def overlaps(a: Box, b: Box) -> bool:
    """True when the boxes share more than an edge."""
    return overlap_x(a, b) > 0 and overlap_y(a, b) > 0


def same_row(a: Box, b: Box, share: float = 0.5) -> bool:
    """True when the boxes share at least `share` of the lower one's height."""
    return overlap_y(a, b) >= share * min(a.height, b.height)


def same_column(a: Box, b: Box, share: float = 0.5) -> bool:
    """True when the boxes share at least `share` of the narrower one's width."""
    return overlap_x(a, b) >= share * min(a.width, b.width)


def intersection_over_union(a: Box, b: Box) -> float:
    """0 for boxes apart, 1 for equal ones."""
    w, h = overlap_x(a, b), overlap_y(a, b)
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / (a.width * a.height + b.width * b.height - w * h)
