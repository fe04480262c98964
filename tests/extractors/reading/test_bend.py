"""Lines on curved paper: found, flattened, and put where they stand."""

import cv2
import numpy as np
import pytest

from extractors.ground import ground_of
from extractors.ocr.again import _part
from extractors.ocr.bend import curve_of
from extractors.ocr.crops import LINE_HEIGHT, crop_region
from extractors.ocr.detector import Region, _regions
from extractors.ocr.page import ReadRegion
from extractors.ocr.words import Span
from extractors.upright import Frame, segments

WIDE, HIGH, THICK = 400, 60, 6


def band(sag: float, slope: float = 0.0) -> np.ndarray:
    """The map of one line whose middle lies `sag` pixels lower than its ends."""
    heat = np.zeros((HIGH, WIDE), np.float32)
    for x in range(20, WIDE - 20):
        share = (x - 20) / (WIDE - 40)
        y = 25 + slope * x + sag * 4 * share * (1 - share)
        heat[round(y) : round(y) + THICK, x] = 0.9
    return heat


def regions(heat: np.ndarray) -> list[Region]:
    return _regions(heat, 2.0, 2.0)


def middles(line: np.ndarray) -> list[float]:
    return [float(np.mean(np.nonzero(line[:, x] < 128)[0])) for x in range(80, line.shape[1] - 80, 40)]


def test_a_line_on_curved_paper_is_as_high_as_a_straight_one():
    (straight,), (curved,) = regions(band(0)), regions(band(9))
    assert straight.bend == ()
    assert curved.bend[len(curved.bend) // 2] > 0 > curved.bend[0]
    assert curved.height == pytest.approx(straight.height, rel=0.25)


def test_a_line_that_only_leans_is_no_curved_one():
    assert regions(band(0, slope=0.04))[0].bend == ()


def test_two_lines_in_one_heap_are_no_curved_one():
    heat = band(0)
    heat[34 : 34 + THICK, 20:200] = 0.9
    heat[25:40, 20:24] = 0.9  # joined at one end
    assert all(r.bend == () for r in regions(heat))


def test_a_short_line_is_left_as_it_is():
    mask = np.zeros((20, 50), np.uint8)
    mask[5:11, 2:48] = 1
    assert curve_of(mask, (25.0, 8.0), (46.0, 6.0), 0.0) is None


def test_the_flattened_line_runs_level():
    (curved,) = regions(band(9))
    gray = np.full((2 * HIGH, 2 * WIDE), 255, np.uint8)
    for x in range(40, 2 * WIDE - 40):
        share = (x - 40) / (2 * WIDE - 80)
        y = 50 + 18 * 4 * share * (1 - share)
        gray[round(y) + 4 : round(y) + 8, x] = 0
    level = middles(crop_region(gray, curved))
    bowed = middles(crop_region(gray, Region(curved.cx, curved.cy, curved.width, curved.height + 20, 0.0, 1.0)))
    assert np.ptp(level) < 0.12 * LINE_HEIGHT
    assert np.ptp(bowed) > 2 * np.ptp(level)


def test_a_part_of_a_curved_line_has_its_part_of_the_curve():
    (curved,) = regions(band(9))
    left = _part(curved, 0.0, 0.5)
    assert left.offset(1.0) == pytest.approx(curved.offset(0.5), abs=0.1)
    assert left.offset(0.0) == pytest.approx(curved.offset(0.0), abs=0.1)


def test_words_of_a_curved_line_stand_where_the_line_is():
    (curved,) = regions(band(9))
    columns = 900
    words = tuple(
        Span(text, x, x + 60, 8.0, 40.0, 0.99) for text, x in (("left", 0), ("middle", 420), ("right", 840))
    )
    read = ReadRegion(curved, columns, words, 0.99, 120.0)
    (segment,) = segments([read], Frame(2 * WIDE, 2 * HIGH, 2.0 * WIDE, 2.0 * HIGH))
    left, middle, right = (word.box.cy for word in segment.words)
    assert middle - left > 10
    assert middle - right > 10


def test_the_ink_of_a_curved_line_lies_within_its_ground():
    heat = band(9)
    big = cv2.resize((heat > 0).astype(np.uint8), (2 * WIDE, 2 * HIGH), interpolation=cv2.INTER_NEAREST)
    ground = ground_of(regions(heat), 1.0, big.shape)
    assert (ground[big > 0] == 1).mean() > 0.98
