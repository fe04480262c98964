"""The sheet in the picture: where it lies in a photo, whether it is inverted, and how much ink is on it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .ocr.levels import levels
from .ocr.protocol import Gray
from .raster import MAX_SIDE, PageImage, shrink

Corners = NDArray[np.float32]  # 4 x 2: top left, top right, bottom right, bottom left, in pixels

LOOK = 1100
_FIND = 600  # pixels of the long side at which the sheet is looked for
_PAPERS = (11 / 8.5, 297 / 210, 14 / 8.5)  # Letter, A4, Legal: long side to short side
_PAPER_POINTS = {11 / 8.5: 612.0, 297 / 210: 595.3, 14 / 8.5: 612.0}
_INK_DEPTH = 45  # grey levels below the paper around it


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet alone, upright sides: `gray`, its size in points, and what was done to get there.

    `small` is the same with at most LOOK pixels a side, for whoever needs no detail.
    """

    gray: Gray
    small: Gray
    width: float
    height: float
    notes: tuple[str, ...] = ()


def sheet_of(image: PageImage) -> Sheet:
    """The sheet in the picture: cut out and squared when it lies on a background, made dark on light."""
    small = shrink(image.gray, LOOK)
    corners = find_sheet(small)
    if corners is not None:
        return _squared(image.gray, np.asarray(corners * (image.gray.shape[1] / small.shape[1]), dtype=np.float32))
    if _is_inverted(small):
        return Sheet(_negative(image.gray), _negative(small), image.width, image.height, ("inverted",))
    return Sheet(image.gray, small, image.width, image.height)


def find_sheet(gray: Gray) -> Corners | None:
    """The corners of a light sheet that lies on a darker ground, seen on three sides at least; None otherwise."""
    small = cv2.GaussianBlur(shrink(gray, _FIND), (5, 5), 0)
    edge = np.concatenate([small[:4].ravel(), small[-4:].ravel(), small[:, :4].ravel(), small[:, -4:].ravel()])
    level, mask = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if (edge < level).mean() < 0.6:
        return None
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    corners = _four_corners(hull)
    if corners is None or not _like_a_sheet(corners, hull, small.shape):
        return None
    return np.asarray(corners * (gray.shape[1] / small.shape[1]), dtype=np.float32)


def ink_of(small: Gray) -> tuple[float, int]:
    """The share of inked pixels (0..1) inside the margins, and how many spots of ink have the size of letters.

    `small` has about LOOK pixels on its long side. Shadows at the edges, punch holes, speckle and what shines
    through faintly are no letters.
    """
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    dark = (cv2.subtract(cv2.GaussianBlur(paper, (0, 0), 6), small) > _INK_DEPTH).astype(np.uint8)
    margin_y, margin_x = round(dark.shape[0] * 0.03), round(dark.shape[1] * 0.03)
    inside = dark[margin_y : dark.shape[0] - margin_y, margin_x : dark.shape[1] - margin_x]
    _, _, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    w, h, area = (stats[1:, column] for column in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letters = (area >= 7) & (h >= 5) & (h <= 80) & (w <= 400) & (w < 25 * h)
    return float(inside.mean()), int(letters.sum())


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


def _like_a_sheet(corners: Corners, hull: cv2.typing.MatLike, shape: tuple[int, ...]) -> bool:
    area, whole = cv2.contourArea(corners), shape[0] * shape[1]
    if not 0.2 * whole < area < 0.97 * whole or area < 0.93 * cv2.contourArea(hull):
        return False
    width, height = _sides(corners)
    if not 1.15 < max(width, height) / max(1.0, min(width, height)) < 2.1:
        return False
    room = min(shape) * 0.012
    top, bottom = corners[:, 1].min() > room, corners[:, 1].max() < shape[0] - room
    left, right = corners[:, 0].min() > room, corners[:, 0].max() < shape[1] - room
    return int(top) + int(bottom) + int(left) + int(right) >= 3


def _sides(corners: Corners) -> tuple[float, float]:
    """Mean width and height of the quadrilateral."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = (np.linalg.norm(top_right - top_left) + np.linalg.norm(bottom_right - bottom_left)) / 2
    height = (np.linalg.norm(bottom_left - top_left) + np.linalg.norm(bottom_right - top_right)) / 2
    return float(width), float(height)


def _squared(gray: Gray, corners: Corners) -> Sheet:
    """The quadrilateral as a rectangle of the nearest paper format."""
    width, height = _sides(corners)
    shape = max(width, height) / min(width, height)
    nearest = min(_PAPERS, key=lambda paper: abs(paper / shape - 1))
    if abs(nearest / shape - 1) > 0.1:
        nearest = shape
    points = _PAPER_POINTS.get(nearest, 612.0)
    short = min(max(width, height) / nearest, MAX_SIDE / nearest)
    upright = height >= width
    size = (round(short), round(short * nearest)) if upright else (round(short * nearest), round(short))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = np.asarray(
        cv2.warpPerspective(gray, matrix, size, flags=cv2.INTER_LINEAR, borderValue=255), dtype=np.uint8
    )
    in_points = (points, points * nearest) if upright else (points * nearest, points)
    return Sheet(flat, shrink(flat, LOOK), *in_points, ("photo",))


def _negative(gray: Gray) -> Gray:
    return np.asarray(255 - gray, dtype=np.uint8)


def _is_inverted(small: Gray) -> bool:
    """True for light writing on a dark page: nearly all of it is dark."""
    return levels(small, 50)[0] < 80 and 0.001 < float((small > 170).mean()) < 0.3
