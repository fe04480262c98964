"""The sheet in the picture: cut out of a photo, dark on light, free of fax speckle, and how much ink is on it."""

from collections.abc import Collection
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .ocr.levels import levels
from .ocr.protocol import Gray
from .photo import find_sheet, squared
from .raster import PageImage, shrink

LOOK = 1100
_INK_DEPTH = 45  # grey levels below the paper around it
_SPECK = 3  # pixels: smaller than a full stop of any fax
_NEAR = (7, 7)  # pixels about it in which a speck stands alone: what is nearer to a stroke may be a piece of it
_SPECKLED = 400  # pixels in specks that make a page a speckled one
_SEE_THROUGH = 0.02  # share of middle greys from which on a page is no longer black and white


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet alone, its sides upright: `gray`, its size in points, and what was done to get there.

    `small` is the same with at most LOOK pixels a side, for whoever needs no detail (the same picture again where
    nobody does).
    """

    gray: Gray
    small: Gray
    width: float
    height: float
    notes: tuple[str, ...] = ()


def sheet_of(image: PageImage) -> Sheet:
    """The sheet in the picture, the same at every call."""
    small = shrink(image.gray, LOOK)
    if is_even(small):
        return Sheet(image.gray, small, image.width, image.height)
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


def sheet_again(image: PageImage, notes: Collection[str]) -> Sheet:
    """As `sheet_of`, with the notes it made the first time: what was not found then is not looked for."""
    if not {"photo", "inverted", "speckled"} & set(notes):
        return Sheet(image.gray, image.gray, image.width, image.height)
    return sheet_of(image)


def is_even(small: Gray) -> bool:
    """True where nothing on the page is darker than the rest by as much as ink is: most blank backs."""
    return int(small.max()) - int(small.min()) <= _INK_DEPTH


def ink_of(dark: Gray | None) -> tuple[float, int]:
    """The share of inked pixels (0..1) inside the margins, and how many spots of ink have the size of letters.

    `dark`: as of `dark_of` a picture with about LOOK pixels on its long side. Shadows at the edges, punch holes,
    speckle and what shines through faintly are no letters.
    """
    if dark is None:
        return 0.0, 0
    inside = _inside(dark)
    _, _, w, h, area = spots_of(inside).T
    letters = (area >= 7) & (h >= 5) & (h <= 80) & (w <= 400) & (w < 25 * h)
    return float(inside.mean()), int(letters.sum())


def spots_of(ink: Gray) -> NDArray[np.int32]:
    """x, y, width, height and pixels of each spot of ink (not 0), in no particular order."""
    # Of OpenCV's algorithms, all with the same result, the one that costs a third of its default.
    _, _, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_GRANA)
    return np.asarray(stats[1:], dtype=np.int32)


def ink_share(small: Gray) -> float:
    """The first of what `ink_of` says, for a third of the time."""
    dark = dark_of(small)
    return 0.0 if dark is None else float(_inside(dark).mean())


def dark_of(small: Gray) -> Gray | None:
    """1 where there is ink; None for a page without any."""
    if is_even(small):
        return None
    return (cv2.subtract(paper_behind(small), small) > _INK_DEPTH).astype(np.uint8)


def _inside(dark: Gray) -> Gray:
    """What lies within the margins."""
    margin_y, margin_x = round(dark.shape[0] * 0.03), round(dark.shape[1] * 0.03)
    return dark[margin_y : dark.shape[0] - margin_y, margin_x : dark.shape[1] - margin_x]


def paper_behind(small: Gray) -> Gray:
    """The page without its writing, a quarter of the size being enough for it."""
    even = cv2.GaussianBlur(without_ink(small, 5), (0, 0), 1.5)
    return np.asarray(cv2.resize(even, small.shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def without_ink(small: Gray, reach: int) -> Gray:
    """A quarter of the page's size without what is dark and narrower than `reach` of its pixels."""
    light = cv2.dilate(small, np.ones((5, 5), np.uint8))[2::4, 2::4]
    closed = cv2.morphologyEx(np.ascontiguousarray(light), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(closed, dtype=np.uint8)


def _without_specks(gray: Gray) -> Gray | None:
    """A black and white page without its single spots, when there are so many that they blur the reading."""
    greys = cv2.calcHist([gray], [0], None, [256], [0, 256]).ravel()
    if greys[41:215].sum() > _SEE_THROUGH * gray.size:
        return None
    if cv2.countNonZero(_specks(_middle(gray))) < _SPECKLED // 8:
        return None  # a page is speckled all over, or not
    alone = _specks(gray)
    if cv2.countNonZero(alone) < _SPECKLED:
        return None
    return np.asarray(cv2.max(gray, alone), dtype=np.uint8)


def _middle(gray: Gray) -> Gray:
    """The middle quarter of the page, from side to side."""
    return gray[gray.shape[0] * 3 // 8 : gray.shape[0] * 5 // 8]


def _specks(gray: Gray) -> Gray:
    """255 where a speck stands alone."""
    _, ink = cv2.threshold(gray, 127, 1, cv2.THRESH_BINARY_INV)
    about = cv2.boxFilter(ink, -1, _NEAR, normalize=False, borderType=cv2.BORDER_CONSTANT)
    _, few = cv2.threshold(about, _SPECK, 255, cv2.THRESH_BINARY_INV)
    return np.asarray(cv2.bitwise_and(few, few, mask=ink), dtype=np.uint8)


def _negative(gray: Gray) -> Gray:
    return np.asarray(255 - gray, dtype=np.uint8)


def _is_inverted(small: Gray) -> bool:
    """True for light writing on a dark page: nearly all of it is dark."""
    return levels(small, 50)[0] < 80 and 0.001 < float((small > 170).mean()) < 0.3
