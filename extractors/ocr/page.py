"""A whole page through the first reader: regions found, each read, words placed."""

from dataclasses import dataclass

import numpy as np

from .again import with_doubts_settled
from .crops import LINE_HEIGHT, crop_region, squeeze
from .detector import Detector, Region
from .levels import levels
from .protocol import Gray
from .recogniser import Recogniser
from .words import Span, spans

_TALL = 1.7  # a region this much higher than wide is text that runs down the page, unless it is a single character


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """A region, the width of its line image in columns (its height is LINE_HEIGHT) and its words there.

    `contrast`: grey levels between the paper and the strokes.
    """

    region: Region
    columns: int
    words: tuple[Span, ...]
    confidence: float
    contrast: float


class PageReader:
    """The first reader. `second` reads again the digits that `first` is not sure of."""

    def __init__(self, detector: Detector, first: Recogniser, second: Recogniser | None) -> None:
        self._detector = detector
        self._first = first
        self._second = second

    def find(self, gray: Gray, of: Gray | None = None) -> list[Region]:
        """Lines of text on a page, or on a part `of` a page, in pixels of `gray`."""
        return self._detector.find(gray, of)

    def read(self, gray: Gray, regions: list[Region]) -> list[ReadRegion]:
        """Each region with its words; regions where nothing was read are left out."""
        found = (self.read_region(gray, region) for region in regions if not runs_down(region, regions))
        return [region for region in found if region.words]

    def contrast(self, gray: Gray, region: Region) -> float:
        """Grey levels between the paper and the strokes of a region."""
        return _contrast(crop_region(gray, region))

    def read_region(self, gray: Gray, region: Region) -> ReadRegion:
        share = squeeze(region)
        line = crop_region(gray, region, share)
        read = self._first.read_line(line)
        if self._second is not None:
            read = with_doubts_settled(gray, region, read, line.shape[1], self._second)
        words = tuple(spans(line, read, share))
        return ReadRegion(region, line.shape[1], words, read.confidence, _contrast(line))


def runs_down(region: Region, regions: list[Region]) -> bool:
    """True for text that runs down the page: tall, and taller than lines are."""
    if region.height < _TALL * region.width:
        return False
    usual = float(np.median([min(r.width, r.height) for r in regions]))
    return region.height > 2.2 * usual


def _contrast(line: Gray) -> float:
    """Between the paper and the darkest strokes, or the lightest where the writing is light on dark."""
    low, paper, high = levels(line, 2, 50, 98)
    return float(max(paper - low, high - paper))


__all__ = ["LINE_HEIGHT", "PageReader", "ReadRegion", "runs_down"]
