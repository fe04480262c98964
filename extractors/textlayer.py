"""Words of a PDF page's text layer with their places, cut into segments the way a reader of pixels would cut them.

Whether the layer tells the truth is decided elsewhere (`layertruth`).
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber

from schemas.geometry import Box, union
from schemas.reading import Segment, Word

from .ocr.words import is_leader
from .scanbytes import ScanBytes, readable
from .upright import reading_order

_GAP = 0.9  # of the type size: wider than any space, narrower than the gap between a label and its value
MIN_SIZE = 3.5  # points; smaller type is not meant to be read


_UNKNOWN = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of the layer: its box, its type size, its font, and whether it stands upright.

    `density`: the widths of its letters to its own; well above 1 where letters stand on each other.
    """

    text: str
    box: Box
    size: float
    font: str
    upright: bool
    density: float


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer in points of the page as shown; words that stand off the page are left out."""

    width: float
    height: float
    words: tuple[LayerWord, ...]


def read_layer(blob: ScanBytes, page: int) -> Layer:
    """The layer of page `page` (from 1). Raises whatever the parser raises on a damaged file."""
    with pdfplumber.open(readable(blob), pages=[page]) as document:
        opened = document.pages[0]
        x0, top, x1, bottom = (float(v) for v in opened.bbox)
        found = opened.dedupe_chars().extract_words(x_tolerance_ratio=0.15, y_tolerance=2, return_chars=True)
        words = [_word(item, x0, top) for item in found]
        opened.close()
    width, height = x1 - x0, bottom - top
    inside = tuple(w for w in words if 0 <= w.box.cx <= width and 0 <= w.box.cy <= height)
    return Layer(width, height, inside)


def is_unknown(text: str) -> bool:
    """True for a word of glyphs whose letters the file does not tell, such as a bullet: ink, but no text."""
    return not _UNKNOWN.sub("", text)


def is_half_unknown(text: str) -> bool:
    """True for a word with both letters and glyphs without a letter."""
    return bool(_UNKNOWN.search(text)) and not is_unknown(text)


def scaled(layer: Layer, width: float, height: float) -> Layer:
    """The same layer on a page of that size, for pages whose declared size no paper has."""
    fx, fy = width / layer.width, height / layer.height
    if abs(fx - 1) < 1e-3 and abs(fy - 1) < 1e-3:
        return layer
    words = (replace(w, box=_times(w.box, fx, fy), size=w.size * fy) for w in layer.words)
    return Layer(width, height, tuple(words))


def _times(box: Box, fx: float, fy: float) -> Box:
    return Box(box.x0 * fx, box.y0 * fy, box.x1 * fx, box.y1 * fy).rounded()


def segments(words: tuple[LayerWord, ...]) -> tuple[Segment, ...]:
    """Rows of words cut at wide gaps, in reading order. Leaders, tiny type and turned words are left out."""
    shown = [
        w for w in words if not is_leader(w.text) and w.size >= MIN_SIZE and w.upright and not is_unknown(w.text)
    ]
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
    chars = item["chars"]
    return LayerWord(
        text=str(item["text"]),
        box=box,
        size=max(float(c["size"]) for c in chars),
        font=str(chars[0]["fontname"]),
        upright=bool(item["upright"]),
        density=sum(float(c["width"]) for c in chars) / max(0.1, float(item["x1"] - item["x0"])),
    )
