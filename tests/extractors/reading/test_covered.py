"""Places that ink covers: found by how thick it lies, told from letters, from headings in white and from edges."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors import picture
from extractors.covered import covered_places
from extractors.ocr.detector import Region
from extractors.ocr.protocol import Gray
from extractors.reader import Reader, ReaderSettings
from schemas.geometry import Box
from schemas.notice import FieldStatus
from schemas.reading import PageReading
from tests.extractors.notices import Bill, SecondReader, compose, numbered

HEIGHT, WIDTH = 1100, 850


def page(shade: float = 1.0) -> Gray:
    """Five lines of text; `shade` is how bright the paper is at its right edge."""
    paper = np.full((HEIGHT, WIDTH), 250, np.uint8)
    for number in range(5):
        text = "Your payment is late by some days and weeks"
        cv2.putText(paper, text, (100, 200 + 60 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 1, cv2.LINE_AA)
    return np.asarray(paper * np.linspace(1.0, shade, WIDTH), np.uint8)


LINES = [Region(360, 194 + 60 * number, 520, 26, 0.0, 0.9) for number in range(5)]


def marked(paper: Gray, x: int, y: int, wide: int = 90, high: int = 20) -> Gray:
    out = paper.copy()
    cv2.rectangle(out, (x, y), (x + wide, y + high), (20,), -1)
    return out


@pytest.mark.parametrize("shade", [1.0, 0.55])
def test_a_stroke_of_a_marker_is_found_whatever_the_light(shade: float) -> None:
    (found,) = covered_places(marked(page(shade), 300, 225), 2.0, _twice(LINES), [])
    assert (found.cx, found.cy) == (pytest.approx(690, abs=6), pytest.approx(470, abs=6))
    assert covered_places(page(shade), 2.0, _twice(LINES), []) == []


def _twice(regions: list[Region]) -> list[Region]:
    return [Region(2 * r.cx, 2 * r.cy, 2 * r.width, 2 * r.height, 0.0, 0.9) for r in regions]


def test_letters_that_were_read_on_a_dark_ground_cover_nothing() -> None:
    heading = Region(345, 235, 90, 22, 0.0, 0.9)
    assert covered_places(marked(page(), 300, 225), 1.0, [*LINES, heading], [heading]) == []


@pytest.mark.parametrize(
    ("x", "y", "wide", "high"),
    [
        (0, 225, 90, 20),
        (300, 0, 90, 20),
        (300, 225, 20, 20),
        (110, 225, 38, 38),
        (120, 300, 400, 120),
        (300, 225, 300, 4),
    ],
)
def test_edges_holes_pictures_and_rules_are_none(x: int, y: int, wide: int, high: int) -> None:
    assert covered_places(marked(page(), x, y, wide, high), 1.0, LINES, []) == []


def test_a_page_is_read_with_its_covered_places_in_points() -> None:
    reader = Reader(ReaderSettings(cache=None))
    gray = cv2.resize(marked(page(), 300, 225), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    sheet = picture.Sheet(gray, marked(page(), 300, 225), 612.0, 792.0)
    read = picture.read_sheet(reader._shop.engines, sheet, "test")
    (box,) = read.covered
    assert box.cx == pytest.approx(345 * 0.72, abs=6)
    assert box.cy == pytest.approx(235 * 0.72, abs=6)


def covered(reading: PageReading) -> PageReading:
    return replace(reading, covered=(Box(450.0, 60.0, 500.0, 72.0),))


def test_what_seems_absent_on_a_covered_page_is_unreadable() -> None:
    notice = Bill(code="CP523")
    first = notice.first()
    first.segments = [s for s in first.segments if "January 29" not in s.text]
    read = numbered(first, notice.later(2))
    (open_to_view,) = compose(read, SecondReader()).notices
    (hidden,) = compose([covered(read[0]), read[1]], SecondReader()).notices
    assert open_to_view.fields["due_date"].status is FieldStatus.ABSENT
    assert hidden.fields["due_date"].status is FieldStatus.UNREADABLE
    assert [f.code for f in hidden.findings if f.severity.value == "info"] == ["part_covered"]
    assert hidden.fields["amount_due"] == open_to_view.fields["amount_due"]
