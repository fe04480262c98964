"""Ink that nobody read, told from text that was read and from the rules of forms; and what it says of empty boxes."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.layout import sheet_of
from extractors.leftink import unread_ink
from extractors.ocr.detector import Region
from extractors.ocr.protocol import Gray
from extractors.pagekeys import view_of
from extractors.paper import dark_of
from schemas.geometry import Box
from tests.extractors.page import Paper

LINES = [Region(360, 194 + 60 * number, 520, 26, 0.0, 0.9) for number in range(4)]


def form() -> Gray:
    """Four lines of text inside a frame."""
    paper = np.full((1100, 850), 255, np.uint8)
    for number in range(4):
        text = "Your payment is late by some days and weeks"
        cv2.putText(paper, text, (100, 200 + 60 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 1, cv2.LINE_AA)
    cv2.rectangle(paper, (80, 160), (760, 420), (0,), 1)
    cv2.line(paper, (300, 160), (300, 420), (0,), 1)
    return paper


def left(paper: Gray, scale: float = 1.0) -> list[Region] | None:
    ink = dark_of(paper)
    assert ink is not None
    seen = [Region(scale * r.cx, scale * r.cy, scale * r.width, scale * r.height, 0.0, 0.9) for r in LINES]
    return unread_ink(ink, scale, seen)


def test_text_that_was_read_and_rules_leave_nothing() -> None:
    assert left(form()) == []


def test_a_scribble_is_left_where_it_stands_in_the_larger_picture() -> None:
    paper = form()
    cv2.putText(paper, "7x", (600, 400), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 1, cv2.LINE_AA)
    found = left(paper, scale=2.0)
    assert found is not None
    assert all(1180 < r.cx < 1260 and 750 < r.cy < 820 for r in found)
    assert found


def test_rows_that_a_fax_lost_are_no_rules() -> None:
    paper = form()
    for y, x in ((390, 320), (393, 380), (395, 310), (398, 350), (401, 330)):
        cv2.line(paper, (x, y), (x + 200, y), (0,), 1)
    found = left(paper)
    assert found is not None
    assert any(310 < r.cx < 560 and 380 < r.cy < 410 for r in found)


def test_ink_all_over_the_page_says_nothing() -> None:
    paper = form()
    for x in range(20, 840, 30):
        for y in range(450, 1080, 40):
            cv2.circle(paper, (x, y), 4, (0,), -1)
    assert left(paper) is None


def boxes(text: str = "") -> Paper:
    """A form with small captions; `text` is typed into the box of the day to answer by."""
    page = Paper().put(
        36, 300, "Some line of text that is typed in the size of all the others", *["and more"] * 8, size=10
    )
    page.put(36, 200, "Notice dated", size=6).put(40, 210, "March 5, 2024")
    page.put(36, 240, "Answer required by", size=6).put(200, 240, "Assigned employee", size=6)
    if not text:
        return page.put(36, 258, "Subject", size=6).put(40, 267, "Changes to your form")
    return page.put(40, 256, text)


@pytest.mark.parametrize(
    ("unread", "kept"),
    [((), 0), ((Box(60, 250, 90, 262),), 1), ((Box(400, 250, 440, 262),), 0), (None, 1)],
)
def test_an_empty_box_has_no_value_and_one_with_ink_an_unread_one(unread: tuple[Box, ...] | None, kept: int) -> None:
    view = view_of(sheet_of(replace(boxes().page(), unread=unread)))
    found = [c.value for c in view.candidates if c.field == "due_date"]
    assert found == [None] * kept


def test_what_is_typed_into_a_box_with_a_line_free_is_its_value() -> None:
    view = view_of(sheet_of(replace(boxes("April 4, 2024").page(), unread=())))
    assert [str(c.value) for c in view.candidates if c.field == "due_date"] == ["2024-04-04"]
    other = view_of(sheet_of(replace(boxes("not by phone").page(), unread=())))
    assert [c.value for c in other.candidates if c.field == "due_date"] == [None]
