"""Where a sheet of paper lies in a photo, and the sheet cut out and squared."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from .ocr.protocol import Gray
from .pagesize import MAX_SIDE
from .raster import shrink

Corners = NDArray[np.float32]  # 4 x 2: top left, top right, bottom right, bottom left, in pixels

_LOOK = 600  # pixels of the long side at which the sheet is looked for
_STEP = 10  # grey levels by which the sheet is lighter than the ground beside it
_PAPERS = {11 / 8.5: 612.0, 297 / 210: 595.3, 14 / 8.5: 612.0}  # long to short side, short side in points


def find_sheet(gray: Gray) -> Corners | None:
    """The corners of a light sheet that lies on a darker ground, seen on three sides at least; None otherwise."""
    look = shrink(gray, _LOOK)
    small = np.asarray(cv2.GaussianBlur(look, (7, 7), 0), dtype=np.uint8)
    for mask in (_inside_edges(small), _lighter_part(small)):
        for hull in _hulls(mask):
            corners = _four_corners(hull)
            if corners is not None and _like_a_sheet(corners, hull, small):
                return np.asarray(corners * (gray.shape[1] / small.shape[1]), dtype=np.float32)
    return None


def squared(gray: Gray, corners: Corners) -> tuple[Gray, tuple[float, float]]:
    """The quadrilateral as a rectangle of the nearest paper format, and that format in points."""
    width, height = _sides(corners)
    shape = max(width, height) / min(width, height)
    nearest = min(_PAPERS, key=lambda paper: abs(paper / shape - 1))
    ratio = nearest if abs(nearest / shape - 1) < 0.12 else shape
    long = min(max(width, height), MAX_SIDE)
    size, points = (long / ratio, long), (_PAPERS[nearest], _PAPERS[nearest] * ratio)
    if width > height:
        size, points = size[::-1], points[::-1]
    w, h = round(size[0]), round(size[1])
    target = np.array([[0, 0], [w, 0], [w, h], [0, h]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(gray, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8), points


def _inside_edges(small: Gray) -> Gray:
    """What can't be reached from the picture's border without crossing an edge: holds in uneven light."""
    edges = cv2.dilate(cv2.Canny(small, 12, 36), np.ones((3, 3), np.uint8))
    walled = cv2.copyMakeBorder(edges, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=[0])
    cv2.floodFill(walled, None, (0, 0), 128)
    inside = np.where(walled[1:-1, 1:-1] == 128, 0, 255).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((13, 13), np.uint8)), dtype=np.uint8)


def _lighter_part(small: Gray) -> Gray:
    """The light half of the grey levels, with the writing closed: holds where the sheet's edge is soft."""
    _, mask = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), dtype=np.uint8)


def _hulls(mask: Gray) -> Iterator[cv2.typing.MatLike]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if contours:
        yield cv2.convexHull(max(contours, key=cv2.contourArea))


def _four_corners(hull: cv2.typing.MatLike) -> Corners | None:
    length = cv2.arcLength(hull, True)
    for slack in (0.01, 0.02, 0.03, 0.05, 0.07):
        corners = cv2.approxPolyDP(hull, slack * length, True)
        if len(corners) == 4:
            return _in_order(corners.reshape(4, 2).astype(np.float32))
    return None


def _in_order(points: Corners) -> Corners:
    """Clockwise from the top left."""
    middle = points.mean(axis=0)
    around = points[np.argsort(np.arctan2(*(points - middle).T[::-1]))]
    first = int((around.sum(axis=1)).argmin())
    return np.roll(around, -first, axis=0)


def _like_a_sheet(corners: Corners, hull: cv2.typing.MatLike, small: Gray) -> bool:
    """Of a sheet's size and shape, its sides inside the picture, and lighter than the ground on every side seen."""
    shape = small.shape
    area, whole = cv2.contourArea(corners), shape[0] * shape[1]
    if not 0.2 * whole < area < 0.97 * whole or area < 0.93 * cv2.contourArea(hull):
        return False
    width, height = _sides(corners)
    if not 1.15 < max(width, height) / max(1.0, min(width, height)) < 2.1:
        return False
    seen = [step for step in _steps_outwards(corners, small) if step is not None]
    return len(seen) >= 3 and min(seen) >= _STEP


def _steps_outwards(corners: Corners, small: Gray) -> Iterator[float | None]:
    """For each side: how much darker it is just outside than just inside; None for a side at the picture's border."""
    height, width = small.shape
    reach = 0.02 * min(height, width)
    middle = corners.mean(axis=0)
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = np.linspace(0.15, 0.85, 40)[:, None]
        on = first * (1 - along) + second * along
        normal = np.array([second[1] - first[1], first[0] - second[0]]) / max(
            1.0, float(np.linalg.norm(second - first))
        )
        outwards = normal if np.dot(normal, on.mean(axis=0) - middle) > 0 else -normal
        outside, inside = on + reach * outwards, on - reach * outwards
        if outside.min() < 0 or (outside >= (width, height)).any():
            yield None
            continue
        yield float(np.median(_at(small, inside)) - np.median(_at(small, outside)))


def _at(small: Gray, points: NDArray[np.float32]) -> Gray:
    x, y = np.clip(points.astype(int), 0, (small.shape[1] - 1, small.shape[0] - 1)).T
    return np.asarray(small[y, x], dtype=np.uint8)


def _sides(corners: Corners) -> tuple[float, float]:
    """Mean width and height of the quadrilateral."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = (np.linalg.norm(top_right - top_left) + np.linalg.norm(bottom_right - bottom_left)) / 2
    height = (np.linalg.norm(bottom_left - top_left) + np.linalg.norm(bottom_right - top_right)) / 2
    return float(width), float(height)
