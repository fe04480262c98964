"""The sheet in the picture: cut out of a photo, dark on light, free of fax speckle, and how much ink is on it."""

from dataclasses import dataclass

import cv2
import numpy as np

from .ocr.levels import levels
from .ocr.protocol import Gray
from .photo import find_sheet, squared
from .raster import PageImage, shrink

LOOK = 1100
_INK_DEPTH = 45  # grey levels below the paper around it
_SPECK = 3  # pixels: smaller than a full stop of any fax
_NEAR = np.ones((7, 7), np.uint8)  # a spot this near to a stroke may be a piece of it
_SPECKLED = 400  # specks on a page that make it a speckled one


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet alone, its sides upright: `gray`, its size in points, and what was done to get there.

    `small` is the same with at most LOOK pixels a side, for whoever needs no detail.
    """

    gray: Gray
    small: Gray
    width: float
    height: float
    notes: tuple[str, ...] = ()


def sheet_of(image: PageImage) -> Sheet:
    """The sheet in the picture, the same at every call."""
    small = shrink(image.gray, LOOK)
    corners = find_sheet(small)
    if corners is not None:
        flat, size = squared(image.gray, np.asarray(corners * (image.gray.shape[1] / small.shape[1]), np.float32))
        return Sheet(flat, shrink(flat, LOOK), *size, ("photo",))
    if _is_inverted(small):
        return Sheet(_negative(image.gray), _negative(small), image.width, image.height, ("inverted",))
    clean = _without_specks(image.gray)
    if clean is None:
        return Sheet(image.gray, small, image.width, image.height)
    return Sheet(clean, shrink(clean, LOOK), image.width, image.height, ("speckled",))


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


def _without_specks(gray: Gray) -> Gray | None:
    """A black and white page without its single spots, when there are so many that they blur the reading."""
    sample = gray[::3, ::3]
    if ((sample > 40) & (sample < 215)).mean() > 0.02:
        return None
    ink = (gray < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    specks = stats[:, cv2.CC_STAT_AREA] <= _SPECK
    specks[0] = False
    if specks.sum() < _SPECKLED:
        return None
    alone = specks[labels]
    strokes = np.where(alone, 0, ink).astype(np.uint8)
    alone &= cv2.dilate(strokes, _NEAR) == 0
    return np.where(alone, 255, gray).astype(np.uint8)


def _negative(gray: Gray) -> Gray:
    return np.asarray(255 - gray, dtype=np.uint8)


def _is_inverted(small: Gray) -> bool:
    """True for light writing on a dark page: nearly all of it is dark."""
    return levels(small, 50)[0] < 80 and 0.001 < float((small > 170).mean()) < 0.3
