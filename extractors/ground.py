"""Where on a page the detector's regions lie, and how high its usual one is."""

from collections.abc import Iterable

import cv2
import numpy as np

from .ocr.detector import Region
from .ocr.protocol import Gray


def usual_height(regions: Iterable[Region]) -> float:
    """The middle height of the regions that lie, in their pixels; 0 where none does."""
    lying = [r.height for r in regions if r.width > r.height]
    return float(np.median(lying)) if lying else 0.0


def ground_of(regions: Iterable[Region], scale: float, shape: tuple[int, ...]) -> Gray:
    """1 inside the regions, in a picture of `shape` of whose pixels one is `scale` of theirs."""
    canvas = np.zeros(shape, np.uint8)
    for r in regions:
        high = r.height + 2 * max(map(abs, r.bend), default=0.0)
        corners = cv2.boxPoints(((r.cx / scale, r.cy / scale), (r.width / scale, high / scale), r.angle))
        cv2.fillPoly(canvas, [corners.astype(np.int32)], (1,))
    return canvas
