"""Patch codes: four thick bars along a sheet's edge that tell scanning programs where a document ends.

Source: Kodak's patch code specification A-61599 and the readers' guides that follow it: bars and spaces of 0.08 inch,
wide bars of 0.20 inch, 0.80 inch in all, at least 2 inches long; two of the four bars are wide. Read from the sheet's
edge inwards, so that a sheet lying the other way round says the same.
"""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from .ocr.levels import levels
from .ocr.protocol import Gray

_CODES = {"WWNN": "1", "WNNW": "2", "WNWN": "3", "NWWN": "4", "NNWW": "6", "NWNW": "T"}
_CUTS = 40  # lines across the sheet that are looked at, each way
_PIECE = (3, 40)  # pixels, thick and long: less than half of a narrow bar, a fifth of its length
_INK = 60  # grey levels by which bars are darker than the paper: what shines through from the back is paler
_AGREE = 6  # so many cuts must cross the same bars: a quarter of the sheet's width


def find_marks(small: Gray) -> tuple[str, ...]:
    """The patch codes on the sheet, as `PATCH-T`, `PATCH-2` …, each once, sorted.

    `small` has some 1,100 pixels on its long side: 8 for a narrow bar on a Letter page.
    """
    low, paper = levels(small, 2, 75)
    level = min((low + paper) / 2, paper - _INK)
    dark = cv2.medianBlur(small, 3) < level
    ink = dark.view(np.uint8)
    ways = ((dark, _PIECE), (dark.T, _PIECE[::-1]))
    found = {code for way, piece in ways if _has_bars(ink, piece) for code in _along(way)}
    return tuple(sorted(f"PATCH-{code}" for code in found))


def _has_bars(ink: Gray, piece: tuple[int, int]) -> bool:
    """Whether anything is as thick and as long as a piece of a bar: on most pages the question ends here."""
    return bool(cv2.erode(ink, np.ones(piece, np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0).any())


def _along(dark: NDArray[np.bool_]) -> Iterator[str]:
    """Codes whose bars lie across the columns of `dark`."""
    height, width = dark.shape
    seen: dict[tuple[str, int], int] = {}
    for column in np.linspace(0.02 * width, 0.98 * width, _CUTS).astype(int):
        for code, at in set(_in_cut(dark[:, column])):
            place = (code, round(at / (0.04 * height)))
            seen[place] = seen.get(place, 0) + 1
    for (code, at), count in seen.items():
        neighbours = count + seen.get((code, at + 1), 0) + seen.get((code, at - 1), 0)
        if neighbours >= _AGREE:
            yield code


def _in_cut(line: NDArray[np.bool_]) -> Iterator[tuple[str, int]]:
    """Codes on one line across the bars, with the place of their middle."""
    turns = np.flatnonzero(np.diff(np.concatenate(([False], line, [False])).astype(np.int8)))
    runs = [(int(a), int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]
    for first in range(len(runs) - 3):
        bars = runs[first : first + 4]
        pattern = _pattern(bars)
        if not pattern:
            continue
        middle = (bars[0][0] + bars[3][1]) // 2
        inwards = pattern if middle < len(line) / 2 else pattern[::-1]
        if inwards in _CODES:
            yield _CODES[inwards], middle


def _pattern(bars: list[tuple[int, int]]) -> str:
    """`NWNW` for a narrow, a wide, a narrow, a wide bar; "" when these are not the bars of a patch code."""
    gaps = [b[0] - a[1] for a, b in pairwise(bars)]
    unit = (bars[3][1] - bars[0][0]) / 10  # of 0.08 inch: two wide (2.5), two narrow, three spaces
    if unit < 4 or not all(0.5 * unit < gap < 1.7 * unit for gap in gaps):
        return ""
    widths = [(b - a) / unit for a, b in bars]
    if not all(0.5 < width < 3.2 for width in widths):
        return ""
    return "".join("W" if width > 1.75 else "N" for width in widths)
