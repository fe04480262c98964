"""Words of a PDF page's text layer with their places, cut into segments the way a reader of pixels would cut them.

Whether the layer tells the truth is decided elsewhere (`truth`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber

from schemas.geometry import Box, union
from schemas.reading import Segment, Word

from .ocr.words import is_leader
from .upright import reading_order

_GAP = 0.9  # of the type size: wider than any space, narrower than the gap between a label and its value
_MIN_SIZE = 3.5  # points; smaller type is not meant to be read


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of the layer: its box, its type size, its font, and whether it stands upright."""

    text: str
    box: Box
    size: float
    font: str
    upright: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer in points of the page as shown. `outside` counts words that stand off the page."""

    width: float
    height: float
    words: tuple[LayerWord, ...]
    outside: int


def read_layer(blob: Path, page: int) -> Layer:
    """The layer of page `page` (from 1). Raises whatever the parser raises on a damaged file."""
    with pdfplumber.open(blob, pages=[page]) as document:
        opened = document.pages[0]
        x0, top, x1, bottom = opened.bbox
        found = opened.extract_words(
            x_tolerance_ratio=0.15, y_tolerance=2, keep_blank_chars=False, extra_attrs=["fontname", "size", "upright"]
        )
        words = [_word(item, float(x0), float(top)) for item in found]
        opened.close()
    width, height = float(x1 - x0), float(bottom - top)
    inside = tuple(w for w in words if 0 <= w.box.cx <= width and 0 <= w.box.cy <= height)
    return Layer(width, height, inside, len(words) - len(inside))


def segments(words: tuple[LayerWord, ...]) -> tuple[Segment, ...]:
    """Rows of words cut at wide gaps, in reading order. Leaders and type too small to read are left out."""
    shown = [w for w in words if not is_leader(w.text) and w.size >= _MIN_SIZE]
    rows: list[list[LayerWord]] = []
    for word in sorted(shown, key=lambda w: (w.box.y1, w.box.x0)):
        if rows and word.box.y1 - rows[-1][-1].box.y1 < 0.3 * min(word.size, rows[-1][-1].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return reading_order([segment for row in rows for segment in _runs(row)])


def _runs(row: list[LayerWord]) -> list[Segment]:
    runs: list[list[LayerWord]] = []
    for word in sorted(row, key=lambda w: w.box.x0):
        if runs and word.box.x0 - runs[-1][-1].box.x1 <= _GAP * max(word.size, runs[-1][-1].size):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_segment(run) for run in runs]


def _segment(run: list[LayerWord]) -> Segment:
    words = tuple(Word(w.text, w.box, 1.0) for w in run)
    return Segment(words, union(w.box for w in words), 1.0)


def _word(item: dict[str, Any], left: float, top: float) -> LayerWord:
    box = Box(item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top).rounded()
    return LayerWord(str(item["text"]), box, float(item["size"]), str(item["fontname"]), bool(item["upright"]))
