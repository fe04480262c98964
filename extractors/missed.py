"""Lines that the detector did not see: rows of letter-sized spots of ink that no region covers.

The frame of a stamp, a stroke of a pen or a fold through a line can make the detector drop all of it, though its
letters are as legible as any others. A line that nobody read leaves no trace, and what it says counts as not printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .ground import ground_of, usual_height
from .ocr.detector import Region
from .ocr.protocol import Gray
from .paper import spots_of

# In heights of the page's usual region, which has some air around its line.
_TALLEST, _SMALLEST, _WIDEST = 1.1, 0.22, 6.0  # a spot of letters, joined ones included
_GAP = 0.6  # between spots of one row: words stand nearer
_LONG, _THICK, _THIN = 3.0, 1.5, 0.3  # a row
_AIR = 0.22  # about the letters
_LETTERS = 5  # in a row: less is a mark, the crumbs of a stamp or a smudge


@dataclass(frozen=True, slots=True)
class _Row:
    """From `u0` to `u1` along the page's lines, from `v0` to `v1` across them."""

    u0: float
    u1: float
    v0: float
    v1: float


def missed_lines(ink: Gray, scale: float, regions: Sequence[Region], lean: float) -> list[Region]:
    """Regions of the rows of letters that none of `regions` covers, in the same pixels.

    ink: 1 where a smaller picture of the page is dark; scale: pixels of the regions' picture to one of `ink`.
    lean: degrees by which the page's lines run downhill.
    """
    usual = usual_height(regions) / scale
    if not usual:
        return []
    free = np.asarray(cv2.subtract(ink, ground_of(regions, scale, ink.shape)), np.uint8)
    letters = _letters(spots_of(free), usual)
    if len(letters) < _LETTERS:
        return []
    axes = _axes(lean)
    rows = [row for row in _rows(letters, ink.shape, usual, axes) if _is_line(row, usual)]
    if not rows:
        return []
    longer = _joined([_with_what_goes_on(row, free, usual, axes) for row in rows])
    return [_region(row, usual, scale, lean, axes) for row in longer]


def _letters(spots: NDArray[np.int32], usual: float) -> NDArray[np.int32]:
    _, _, w, h, _ = spots.T
    keep = (h >= _SMALLEST * usual) & (h <= _TALLEST * usual) & (w <= _WIDEST * usual)
    return np.asarray(spots[keep], np.int32)


def _axes(lean: float) -> NDArray[np.float64]:
    """Directions along and across the lines, one a row."""
    turn = np.deg2rad(lean)
    return np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])


def _rows(
    letters: NDArray[np.int32], shape: tuple[int, ...], usual: float, axes: NDArray[np.float64]
) -> Iterator[_Row]:
    """Letters that stand side by side."""
    canvas = np.zeros(shape, np.uint8)
    reach = max(1, round(_GAP * usual))
    for x, y, w, h, _ in letters.tolist():
        middle, half = y + h // 2, max(1, round(h * 0.3))
        cv2.rectangle(canvas, (x - reach, middle - half), (x + w + reach, middle + half), (1,), -1)
    _, labels = cv2.connectedComponents(canvas, connectivity=8)
    own = labels[letters[:, 1] + letters[:, 3] // 2, letters[:, 0] + letters[:, 2] // 2]
    for label in np.unique(own):
        members = letters[own == label]
        if label and len(members) >= _LETTERS:
            yield _around(members, axes)


def _around(letters: NDArray[np.int32], axes: NDArray[np.float64]) -> _Row:
    x, y, w, h, _ = letters.T
    corners = np.stack([np.concatenate([x, x + w, x, x + w]), np.concatenate([y, y, y + h, y + h])])
    u, v = axes @ corners
    return _Row(float(u.min()), float(u.max()), float(v.min()), float(v.max()))


def _is_line(row: _Row, usual: float) -> bool:
    return row.u1 - row.u0 >= _LONG * usual and _THIN * usual <= row.v1 - row.v0 <= _THICK * usual


def _with_what_goes_on(row: _Row, free: Gray, usual: float, axes: NDArray[np.float64]) -> _Row:
    """The row with the ink that follows on either side without a gap: letters that a stroke has joined to something
    larger belong to it, and a number must not end where the stroke begins."""
    y, x = np.nonzero(free)
    u, v = axes @ np.stack([x, y])
    along = np.unique(np.round(u[(v >= row.v0) & (v <= row.v1)]))
    left, right = along[along < row.u0][::-1], along[along > row.u1]
    return _Row(-_reached(-row.u0, -left, usual), _reached(row.u1, right, usual), row.v0, row.v1)


def _reached(begin: float, places: NDArray[np.float64], usual: float) -> float:
    """How far ink goes on from `begin` through `places` in rising order."""
    steps = np.diff(places, prepend=begin)
    gap = np.flatnonzero(steps > _GAP * usual)
    followed = places[: gap[0]] if len(gap) else places
    return float(followed[-1]) if len(followed) else begin


def _joined(rows: list[_Row]) -> list[_Row]:
    """Pieces of one row, which grew into each other, as one."""
    whole: list[_Row] = []
    for row in sorted(rows, key=lambda r: r.u0):
        for n, other in enumerate(whole):
            shared = min(row.v1, other.v1) - max(row.v0, other.v0)
            if row.u0 <= other.u1 and shared > 0.5 * min(row.v1 - row.v0, other.v1 - other.v0):
                whole[n] = _Row(other.u0, max(row.u1, other.u1), min(row.v0, other.v0), max(row.v1, other.v1))
                break
        else:
            whole.append(row)
    return whole


def _region(row: _Row, usual: float, scale: float, lean: float, axes: NDArray[np.float64]) -> Region:
    air = 2 * _AIR * usual
    cx, cy = np.array([(row.u0 + row.u1) / 2, (row.v0 + row.v1) / 2]) @ axes
    width, height = row.u1 - row.u0 + air, row.v1 - row.v0 + air
    return Region(float(cx) * scale, float(cy) * scale, width * scale, height * scale, lean, 0.0)
