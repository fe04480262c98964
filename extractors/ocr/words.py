"""Words with their place inside a line: the recogniser's time steps say roughly where, the ink says exactly."""

import re
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from .levels import histogram, level
from .protocol import Char, Gray, LineText

Columns = bytes  # of a line image, 1 where there is ink and 0 where there is none: quicker to search than an array

_INK = 0.35  # of the way from the paper's grey to the darkest stroke
_WIDE_GAP = 0.55  # of the line image's height: wider than any space inside a phrase
_BAND_GAP = 2  # rows of a line image: between an i and its dot, an accent and its letter
_LOW_HYPHEN = re.compile(r"(?<=[*0-9Xx])_(?=[*0-9Xx])")
_ROWS = re.compile(b"\1+")
_GREYS = np.arange(256)
_LEADER = frozenset(".·•…_-–—‐")


@dataclass(frozen=True, slots=True)
class Span:
    """A word on a line image: columns x0..x1, rows y0..y1."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    confidence: float


def spans(line: Gray, read: LineText, share: float = 1.0) -> list[Span]:
    """The words of a line as read, each with the box of its ink; a wide gap parts words even with no space read.

    `share`: how much of its width the line image has kept.
    """
    ink = ink_mask(line)
    columns: Columns = cv2.reduce(ink, 0, cv2.REDUCE_MAX).tobytes()
    top, bottom = _main_band(ink)
    groups = _groups(read.chars, columns, _WIDE_GAP * line.shape[0] * share)
    edges = _edges(groups, columns)
    return [
        Span(text, x0, x1, top, bottom, sum(c.confidence for c in group) / len(group))
        for group, (x0, x1) in zip(groups, edges, strict=True)
        if not is_leader(text := _text(group))
    ]


def hyphens(text: str) -> str:
    """The text with hyphens where an underscore was read between stars or digits: no notice prints one there."""
    return _LOW_HYPHEN.sub("-", text)


def _text(group: list[Char]) -> str:
    return hyphens("".join(c.text for c in group))


def is_leader(text: str) -> bool:
    """True for a row of dots or dashes that leads the eye to the amount."""
    return len(text) >= 3 and set(text) <= _LEADER


def ink_mask(line: Gray) -> NDArray[np.uint8]:
    """1 where the strokes are, dark on light or light on dark; all 0 on an even image."""
    counts = histogram(line)
    paper = level(counts, 50)
    away = np.abs(_GREYS - paper)
    reach = level(np.asarray(np.bincount(away, counts, 256), dtype=np.float64), 99.5)
    stroke = (away > max(reach * _INK, 12.0)).astype(np.uint8)
    return np.asarray(cv2.LUT(line, stroke), dtype=np.uint8)


def _main_band(ink: NDArray[np.uint8]) -> tuple[float, float]:
    """First and last row of the line of text itself: parts of the lines above and below and specks are left out."""
    counts: list[float] = cv2.reduce(ink, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel().tolist()
    least = max(1.0, 0.03 * max(counts))
    bands = [m.span() for m in _ROWS.finditer(bytes(count > least for count in counts))]
    if not bands:
        return 0.0, float(len(counts))
    main = max(bands, key=lambda band: sum(counts[band[0] : band[1]]))
    near = [band for band in bands if _gap(band, main) <= _BAND_GAP]
    return float(min(a for a, _ in near)), float(max(b for _, b in near))


def _gap(band: tuple[int, int], main: tuple[int, int]) -> int:
    return max(band[0] - main[1], main[0] - band[1], 0)


def _groups(chars: tuple[Char, ...], columns: Columns, wide: float) -> list[list[Char]]:
    groups: list[list[Char]] = [[]]
    for char in chars:
        if char.text.isspace():
            groups.append([])
            continue
        last = groups[-1][-1] if groups[-1] else None
        far = last is not None and char.start - last.end > wide - 2  # else no gap between them can be that wide
        if far and last is not None and _widest_gap(columns, last.end, char.start)[1] > wide:
            groups.append([])
        groups[-1].append(char)
    return [g for g in groups if g]


def _edges(groups: list[list[Char]], columns: Columns) -> list[tuple[float, float]]:
    """x0, x1 of each group: the sides of the blank columns between it and its neighbours."""
    left = float(max(columns.find(1), 0))
    last = float(columns.rfind(1) + 1 or len(columns))
    result: list[tuple[float, float]] = []
    for here, after in pairwise(groups):
        start, width = _widest_gap(columns, here[-1].start, after[0].end)
        if not width:
            start = (here[-1].end + after[0].start) / 2
        result.append((left, start))
        left = start + width
    if groups:
        result.append((left, max(last, left + 1)))
    return result


def _widest_gap(columns: Columns, begin: float, end: float) -> tuple[float, float]:
    """Start and width of the widest run of blank columns that touches begin..end (0 wide when there is none)."""
    a, b = max(0, int(begin)), min(len(columns), ceil(end))
    widest = max(columns[a:b].split(b"\1"), key=len)
    if not widest:
        return begin, 0.0
    return float(columns.find(widest, a, b)), float(len(widest))
