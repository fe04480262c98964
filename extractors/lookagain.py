"""Line images of single boxes of a page, for a second look."""

from collections.abc import Sequence

import cv2
import numpy as np

from schemas.geometry import Box
from schemas.reading import PageReading

from . import upright
from .ocr.crops import crop_region
from .ocr.detector import Region
from .ocr.protocol import Gray
from .paper import Sheet

# Measured on 566 words of faxes, poor scans and photos: real surroundings bring the neighbours' strokes with them,
# so little of them is kept, and paper is added instead.
_ABOVE = 0.15  # of the box's height, kept above and below
_ASIDE = 0.09  # of the box's height, kept left and right
_PAPER = 8  # pixels of plain paper added left and right


def line_images(sheet: Sheet, reading: PageReading, boxes: Sequence[Box]) -> list[Gray]:
    """Each box (points of the upright page) straightened and scaled to a recogniser's line."""
    gray = upright.turn(sheet.gray, reading.rotation)
    frame = upright.Frame(gray.shape[1], gray.shape[0], reading.width, reading.height, reading.skew)
    return [_on_paper(crop_region(gray, _region(box, frame))) for box in boxes]


def _on_paper(line: Gray) -> Gray:
    paper = [int(np.median(line))]
    wider = cv2.copyMakeBorder(line, 0, 0, _PAPER, _PAPER, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(wider, dtype=np.uint8)


def _region(box: Box, frame: upright.Frame) -> Region:
    """The box with some air around it, as a leaning rectangle in pixels of the turned picture."""
    scale_x, scale_y = frame.pixels_wide / frame.points_wide, frame.pixels_high / frame.points_high
    height = max(box.height, 2.0)
    middle = np.array([frame.pixels_wide / 2, frame.pixels_high / 2])
    lean = np.deg2rad(frame.skew)
    matrix = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])
    cx, cy = matrix @ (np.array([box.cx * scale_x, box.cy * scale_y]) - middle) + middle
    return Region(
        cx=float(cx),
        cy=float(cy),
        width=(box.width + 2 * _ASIDE * height) * scale_x,
        height=(height + 2 * _ABOVE * height) * scale_y,
        angle=frame.skew,
        score=1.0,
    )
