"""Finds lines of text: a differentiable-binarization network and the rectangles of its map.

Source: Liao et al. 2020, "Real-time Scene Text Detection with Differentiable Binarization"; thresholds and
normalisation as in the `inference.yml` that comes with the PP-OCRv6 models.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .bend import curve_of
from .protocol import Gray
from .session import Session

_MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32) * 255
_STD = np.array([0.229, 0.224, 0.225], dtype=np.float32) * 255
_BINARY = 0.2
_SCORE = 0.4
_UNCLIP = 1.4
_MAX_REGIONS = 3000
_MIN_SIDE = 3
_LONG_LINE, _HOLLOW = 8.0, 1.25  # width to height, and area to the line's, of a rectangle around a curved line


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle around a line, in pixels: centre, `width` along the text, `height` across, `angle` in degrees.

    `angle` is in (-45, 45], positive when the text runs downhill (clockwise on the screen). `bend`: of a line on
    curved paper, how far its middle lies across the rectangle's axis, at even steps from its left end to its right.
    """

    cx: float
    cy: float
    width: float
    height: float
    angle: float
    score: float
    bend: tuple[float, ...] = ()

    def offset(self, share: float) -> float:
        """How far the line's middle lies across the axis at `share` (0..1) of its width, in pixels."""
        return float(np.interp(share, np.linspace(0, 1, len(self.bend)), self.bend)) if self.bend else 0.0


class Detector:
    """`long_side`: the page is scaled to this many pixels before looking (960 sees body text, 1280 fine print)."""

    def __init__(self, session: Session, long_side: int) -> None:
        self._session = session
        self._long_side = long_side

    def find(self, gray: Gray, of: Gray | None = None) -> list[Region]:
        """Regions in pixels of `gray`, in no particular order. `of`: the page of which `gray` is a part."""
        height, width = gray.shape
        scale = min(1.0, self._long_side / max((gray if of is None else of).shape))
        w, h = (max(32, round(v * scale / 32) * 32) for v in (width, height))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(gray, (w, h), interpolation=method)
        tensor = ((small[None].astype(np.float32) - _MEAN[:, None, None]) / _STD[:, None, None])[None]
        heat = self._session.run(tensor)[0, 0]
        return _regions(heat, width / w, height / h)


def _regions(heat: NDArray[np.float32], scale_x: float, scale_y: float) -> list[Region]:
    mask = (heat > _BINARY).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = (_region(heat, contour, scale_x, scale_y) for contour in contours[:_MAX_REGIONS])
    return [region for region in found if region is not None]


def _region(heat: NDArray[np.float32], contour: cv2.typing.MatLike, scale_x: float, scale_y: float) -> Region | None:
    rect = cv2.minAreaRect(contour)
    w, h = rect[1]
    if min(w, h) < _MIN_SIDE:
        return None
    if max(w, h) > _LONG_LINE * min(w, h) and min(w, h) * max(w, h) > _HOLLOW * cv2.contourArea(contour):
        curved = _curved(heat, contour, rect, (scale_x, scale_y))
        if curved is not None:
            return curved
    corners = cv2.boxPoints(rect)
    score = _mean_inside(heat, corners)
    if score < _SCORE:
        return None
    grow = 2 * w * h * _UNCLIP / (2 * (w + h))
    if min(w, h) + grow < _MIN_SIDE + 2:
        return None
    grown = cv2.boxPoints((rect[0], (w + grow, h + grow), rect[2])) * (scale_x, scale_y)
    (cx, cy), (w, h), angle = cv2.minAreaRect(grown.astype(np.float32))
    width, height, angle = _lying(w, h, angle)
    return Region(cx, cy, width, height, angle, score)


def _curved(
    heat: NDArray[np.float32], contour: cv2.typing.MatLike, rect: cv2.typing.RotatedRect, scale: tuple[float, float]
) -> Region | None:
    """The region of a line on curved paper; None where the rectangle fits it."""
    (cx, cy), (w, h), angle = rect
    width, height, angle = _lying(w, h, angle)
    left, top, wide, high = cv2.boundingRect(contour)
    mask = np.zeros((high, wide), np.uint8)
    cv2.drawContours(mask, [contour], -1, (1,), cv2.FILLED, offset=(-left, -top))
    curve = curve_of(mask, (cx - left, cy - top), (width, height), angle)
    score = float(cv2.mean(heat[top : top + high, left : left + wide], mask)[0])
    if curve is None or score < _SCORE:
        return None
    across, thick = curve
    grow = width * thick * _UNCLIP / (width + thick)
    sx, sy = scale
    bend = tuple(round(float(v) * sy, 2) for v in across)
    return Region(cx * sx, cy * sy, (width + grow) * sx, (thick + grow) * sy, angle, score, bend)


def _lying(w: float, h: float, angle: float) -> tuple[float, float, float]:
    """The same rectangle with its angle within 45 degrees of level: `width` becomes the side nearest to level."""
    while angle > 45:
        w, h, angle = h, w, angle - 90
    while angle <= -45:
        w, h, angle = h, w, angle + 90
    return w, h, angle


def _mean_inside(heat: NDArray[np.float32], corners: cv2.typing.MatLike) -> float:
    rows, cols = heat.shape
    x0, y0 = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (cols - 1, rows - 1))
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (cols - 1, rows - 1))
    mask = np.zeros((y1 - y0 + 1, x1 - x0 + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(corners - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(heat[y0 : y1 + 1, x0 : x1 + 1], mask)[0])
