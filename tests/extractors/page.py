"""Small hand-made pages: text set at a place, as a reader hands it over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from extractors.text import Run, run_of
from schemas.geometry import Box, union
from schemas.reading import PageReading, Segment, TextSource, Word

WIDTH, HEIGHT = 612.0, 792.0
ADVANCE = 0.5  # of the type size: a letter's width, and a space's


def segment(text: str, x: float, y: float, size: float = 10.0, confidence: float = 0.99) -> Segment:
    """`text` from `x` on, its top at `y`, all in points."""
    words, at = [], x
    for part in text.split():
        end = at + len(part) * size * ADVANCE
        words.append(Word(part, Box(at, y, end, y + size), confidence))
        at = end + size * ADVANCE
    return Segment(tuple(words), union(w.box for w in words), confidence)


def run(text: str) -> Run:
    """The words of `text` as the parsers get them."""
    return run_of(segment(text, 0, 0).words) if text.strip() else run_of(())


def tight(text: str) -> str:
    return run(text).tight


@dataclass
class Paper:
    """A page being written. `put` returns the page, so that calls chain."""

    segments: list[Segment] = field(default_factory=list)

    def put(
        self, x: float, y: float, *texts: str, size: float = 10.0, confidence: float = 0.99, pitch: float = 1.3
    ) -> Self:
        """`texts` one below the other from (x, y)."""
        for number, text in enumerate(texts):
            self.segments.append(segment(text, x, y + number * pitch * size, size, confidence))
        return self

    def row(
        self, y: float, label: str, value: str, *, x: float = 36.0, right: float = 576.0, size: float = 10.0
    ) -> Self:
        """A label at the left, its value ending at `right`."""
        return self.put(x, y, label, size=size).right(right, y, value, size=size)

    def right(self, x: float, y: float, text: str, *, size: float = 10.0) -> Self:
        """`text` ending at `x`."""
        return self.put(x - len(text) * size * ADVANCE, y, text, size=size)

    def without(self, text: str) -> Self:
        """The page with every segment left out that says `text`."""
        self.segments = [s for s in self.segments if text not in s.text]
        return self

    def page(self, number: int = 1, *, marks: Sequence[str] = (), quality: float = 0.99) -> PageReading:
        ordered = sorted(self.segments, key=lambda s: (round(s.box.y0), s.box.x0))
        return PageReading(
            number, WIDTH, HEIGHT, tuple(ordered), TextSource.OCR if ordered else TextSource.NONE,
            ink=0.05 if ordered else 0.0, blank=not ordered and not marks, marks=tuple(marks), quality=quality,
        )  # fmt: skip
