"""A whole page through the first reader: regions found, each read, words placed."""

from dataclasses import dataclass

import numpy as np

from .crops import LINE_HEIGHT, crop_region
from .detector import Detector, Region
from .levels import levels
from .protocol import Gray, LineText
from .recogniser import Recogniser
from .words import Span, spans

_TALL = 1.7  # a region this much higher than wide is text that runs down the page, unless it is a single character
_DOUBT = 0.95


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
    """The first reader. `second` reads again the lines with digits that `first` is not sure of."""

    def __init__(self, detector: Detector, first: Recogniser, second: Recogniser | None) -> None:
        self._detector = detector
        self._first = first
        self._second = second

    def find(self, gray: Gray) -> list[Region]:
        return self._detector.find(gray)

    def read(self, gray: Gray, regions: list[Region]) -> list[ReadRegion]:
        """Each region with its words; regions where nothing was read are left out."""
        found = (self.read_region(gray, region) for region in regions if not runs_down(region, regions))
        return [region for region in found if region.words]

    def read_region(self, gray: Gray, region: Region) -> ReadRegion:
        line = crop_region(gray, region)
        read = self._first.read_line(line)
        if self._second is not None and _doubtful(read):
            again = self._second.read_line(line)
            if again.confidence > read.confidence:
                read = again
        return ReadRegion(region, line.shape[1], tuple(spans(line, read)), read.confidence, _contrast(line))


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


def _doubtful(read: LineText) -> bool:
    return any(c.text.isdigit() for c in read.chars) and read.confidence < _DOUBT


__all__ = ["LINE_HEIGHT", "PageReader", "ReadRegion", "runs_down"]
