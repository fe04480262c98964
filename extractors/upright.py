"""Turning and straightening a page, and carrying boxes from the picture into points of the upright page."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from schemas.geometry import Box
from schemas.reading import Segment, Word

from .ocr.detector import Region
from .ocr.page import LINE_HEIGHT, ReadRegion
from .ocr.protocol import Gray
from .ocr.words import Span

_MIN_SKEW = 0.1
_TELLING = 4.0  # a region this many times wider than high says how the page leans


@dataclass(frozen=True, slots=True)
class Frame:
    """How pixels of the turned picture become points: straighten by `skew` about the middle, then scale."""

    pixels_wide: int
    pixels_high: int
    points_wide: float
    points_high: float
    skew: float = 0.0


def turn(gray: Gray, degrees: int) -> Gray:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(gray, -(degrees // 90))) if degrees % 360 else gray


def straighten(gray: Gray, skew: float) -> Gray:
    """The picture turned back by `skew` degrees about its middle, white where nothing was."""
    if not skew:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    turned = cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(turned, dtype=np.uint8)


def lean(regions: Iterable[Region]) -> float:
    """Degrees by which the page's lines run downhill: the middle of the long regions by width."""
    telling = sorted((r.angle, r.width) for r in regions if r.width > _TELLING * r.height)
    total = sum(width for _, width in telling)
    seen = 0.0
    for angle, width in telling:
        seen += width
        if seen >= total / 2:
            return round(angle, 2) if abs(angle) >= _MIN_SKEW else 0.0
    return 0.0


def segments(read: Iterable[ReadRegion], frame: Frame) -> tuple[Segment, ...]:
    """The regions as segments in points of the upright page, in reading order."""
    return reading_order([_segment(region, frame) for region in read])


def reading_order(found: list[Segment]) -> tuple[Segment, ...]:
    """Top to bottom by rows, left to right within a row."""
    rows: list[list[Segment]] = []
    for segment in sorted(found, key=lambda s: (s.box.cy, s.box.x0)):
        row = rows[-1] if rows else None
        if row is not None and _in_row(segment, row[-1]):
            row.append(segment)
        else:
            rows.append([segment])
    return tuple(s for row in rows for s in sorted(row, key=lambda s: (s.box.x0, s.box.y0)))


def _in_row(segment: Segment, other: Segment) -> bool:
    return segment.box.cy - other.box.cy < 0.4 * min(segment.box.height, other.box.height)


def _segment(read: ReadRegion, frame: Frame) -> Segment:
    words = tuple(Word(span.text, _box(read, span, frame), round(span.confidence, 4)) for span in read.words)
    box = Box(
        min(w.box.x0 for w in words),
        min(w.box.y0 for w in words),
        max(w.box.x1 for w in words),
        max(w.box.y1 for w in words),
    )
    return Segment(words, box, round(read.confidence, 4))


def _box(read: ReadRegion, span: Span, frame: Frame) -> Box:
    """The smallest upright box around a word of a region's line image."""
    region = read.region
    turn_by = np.deg2rad(region.angle)
    along = np.array([np.cos(turn_by), np.sin(turn_by)]) * region.width
    across = np.array([-np.sin(turn_by), np.cos(turn_by)]) * region.height
    ends = [(x / read.columns - 0.5, region.offset(x / read.columns) / region.height) for x in (span.x0, span.x1)]
    parts = [(u, bend + y / LINE_HEIGHT - 0.5) for u, bend in ends for y in (span.y0, span.y1)]
    corners = np.array([[region.cx, region.cy] + u * along + v * across for u, v in parts])
    return to_points(corners, frame)


def box_of(region: Region, frame: Frame) -> Box:
    """The region's upright box in points."""
    half_wide, half_high = region.width / 2, region.height / 2
    corners = [(region.cx + u * half_wide, region.cy + v * half_high) for u in (-1, 1) for v in (-1, 1)]
    return to_points(np.array(corners), frame)


def to_points(corners: np.ndarray, frame: Frame) -> Box:
    """The box in points around corner pixels (n x 2) of the turned, not yet straightened picture."""
    middle = np.array([frame.pixels_wide / 2, frame.pixels_high / 2])
    back = np.deg2rad(-frame.skew)
    matrix = np.array([[np.cos(back), -np.sin(back)], [np.sin(back), np.cos(back)]])
    scale = np.array([frame.points_wide / frame.pixels_wide, frame.points_high / frame.pixels_high])
    points = ((corners - middle) @ matrix.T + middle) * scale
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1)).rounded()
