"""Lines on curved paper: where the middle of a line runs within the rectangle around it.

A photographed sheet sags or curls, and a long line with it. The rectangle around it is then half again as high as the
line, and a reader that is shown the rectangle sees the letters small and at a slant.
"""

import numpy as np
from numpy.typing import NDArray

_Row = NDArray[np.float64]

_STEPS = 24  # places at which the middle is measured
_POINTS = 9  # and at which it is kept
_DEGREE = 3
_INFLATED = 1.35  # a rectangle so much higher than the line in it
_LEAST = 1.5  # and by so many pixels of the map
_LONG = 14.0  # width of the line to its height
_STRAY = 0.25  # of the height: what the middle may stray from its curve


def curve_of(
    mask: NDArray[np.uint8], centre: tuple[float, float], size: tuple[float, float], angle: float
) -> tuple[NDArray[np.float64], float] | None:
    """(middle across the axis at even steps from left to right, height of the line), in pixels of `mask`, whose ones
    are the line; None where the line is straight, short, or more than one."""
    width, height = size
    y, x = np.nonzero(mask)
    turn = np.deg2rad(angle)
    u = (x - centre[0]) * np.cos(turn) + (y - centre[1]) * np.sin(turn)
    v = (y - centre[1]) * np.cos(turn) - (x - centre[0]) * np.sin(turn)
    step = np.clip(((u / width + 0.5) * _STEPS).astype(int), 0, _STEPS - 1)
    order = np.argsort(step, kind="stable")
    at_step, starts = np.unique(step[order], return_index=True)
    if len(at_step) < _STEPS // 2:
        return None
    low, top, climb = _pieces(u[order], v[order], starts)
    high = top - low + 1 - climb
    thick = float(np.median(high))
    if height < _INFLATED * thick or height - thick < _LEAST or width < _LONG * thick:
        return None
    at = (at_step + 0.5) / _STEPS - 0.5
    middle = (low + top) / 2
    fitted = np.polynomial.Polynomial.fit(at, middle, _DEGREE, domain=[-0.5, 0.5])
    if float(np.sqrt(np.mean((fitted(at) - middle) ** 2))) > _STRAY * thick:
        return None
    return fitted(np.linspace(-0.5, 0.5, _POINTS)), thick


def _pieces(u: _Row, v: _Row, starts: NDArray[np.intp]) -> tuple[_Row, _Row, _Row]:
    """Of each step, whose points begin at `starts`: the least and the greatest `v`, and by how much the line climbs
    within it (by its least squares), which is no height of its own."""
    counts = np.diff(starts, append=len(u))
    along = np.maximum.reduceat(u, starts) - np.minimum.reduceat(u, starts)
    du = u - np.repeat(np.add.reduceat(u, starts) / counts, counts)
    dv = v - np.repeat(np.add.reduceat(v, starts) / counts, counts)
    spread = np.add.reduceat(du * du, starts)
    slope = np.abs(np.add.reduceat(du * dv, starts)) / np.where(along < 1.0, 1.0, spread)
    climb = np.where(along < 1.0, 0.0, slope * along)
    return np.minimum.reduceat(v, starts), np.maximum.reduceat(v, starts), climb
