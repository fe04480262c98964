"""Lines that the detector did not see: found by their ink, read, and told from marks, frames and specks."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors import picture
from extractors.marks import find_marks
from extractors.missed import missed_lines
from extractors.ocr.detector import Region
from extractors.ocr.page import ReadRegion
from extractors.ocr.protocol import Gray
from extractors.ocr.words import Span
from extractors.paper import dark_of
from extractors.reader import Reader, ReaderSettings

HEIGHT, WIDTH = 1100, 850
LINES = (
    "Your payment is late by some days and weeks",
    "Pay $178.54 by 07-05-2006 at the very latest",
    "Call us soon if you can not pay it",
)


def page(lines: tuple[str, ...] = LINES) -> Gray:
    """One line each 60 pixels, the first at 200, from 100 on."""
    paper = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for number, line in enumerate(lines):
        cv2.putText(paper, line, (100, 200 + 60 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 1, cv2.LINE_AA)
    return paper


def region(number: int, width: float = 520.0) -> Region:
    return Region(100 + width / 2, 194 + 60 * number, width, 26, 0.0, 0.9)


def ink(paper: Gray) -> Gray:
    dark = dark_of(paper)
    assert dark is not None
    return dark


def missed(paper: Gray, seen: list[Region], scale: float = 1.0) -> list[Region]:
    return missed_lines(ink(paper), scale, seen, 0.0)


def test_a_line_that_no_region_covers_is_found_where_it_stands() -> None:
    (found,) = missed(page(), [region(0), region(2)])
    assert abs(found.cy - 254) < 5 and found.cx - found.width / 2 < 102
    assert found.height < 40
    assert missed(page(), [region(0), region(1), region(2)]) == []


def test_regions_come_in_the_pixels_of_the_larger_picture() -> None:
    seen = [
        replace(r, cx=2 * r.cx, cy=2 * r.cy, width=2 * r.width, height=2 * r.height) for r in (region(0), region(2))
    ]
    (found,) = missed(page(), seen, scale=2.0)
    assert abs(found.cy - 508) < 10


def test_a_line_goes_on_through_a_stroke_that_joins_its_letters() -> None:
    """A number must not end where the frame of a stamp begins."""
    crossed = page()
    cv2.line(crossed, (330, 215), (420, 290), 0, 4)
    whole = missed(page(), [region(0), region(2)])[0]
    (found,) = missed(crossed, [region(0), region(2)])
    assert found.cx + found.width / 2 > whole.cx + whole.width / 2 - 8


@pytest.mark.parametrize("kind", ["specks", "frame", "short"])
def test_what_is_no_line_of_letters_is_none(kind: str) -> None:
    paper = page((LINES[0], "", LINES[2]))
    if kind == "specks":
        places = np.random.default_rng(5).integers((100, 600), (800, 1000), (60, 2))
        for x, y in places.tolist():
            paper[y : y + 2, x : x + 2] = 0
    elif kind == "frame":
        cv2.rectangle(paper, (300, 700), (600, 800), 0, 4)
    else:
        cv2.putText(paper, "ok", (300, 254), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 1, cv2.LINE_AA)
    assert missed(paper, [region(0), region(2)]) == []


def test_a_page_without_any_region_is_left_to_the_reader() -> None:
    assert missed(page(), []) == []


def test_what_shines_through_from_the_back_is_no_patch_code() -> None:
    def sheet(shade: int) -> Gray:
        paper = np.full((HEIGHT, WIDTH), 225, np.uint8)
        top = 60
        for thick in (20, 8, 8, 20):
            paper[top : top + thick, 200:650] = shade
            top += thick + 8
        return paper

    assert find_marks(sheet(0)) == ("PATCH-2",)
    assert find_marks(sheet(190)) == ()


@pytest.mark.ocr
@pytest.mark.parametrize("heap", [False, True])
def test_a_line_that_the_detector_drops_or_takes_with_another_is_read(
    heap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the frame of a stamp made it do, which crossed the line."""
    reader = Reader(ReaderSettings())
    engines = reader._shop.engines
    lines = (*LINES[:2], *LINES[2:] * 3)
    seen = engines.page.find(page(lines))
    lost = [r for r in seen if abs(r.cy - 254) < 15]
    (last,) = [r for r in seen if abs(r.cy - 314) < 15]
    kept = [r for r in seen if r not in (*lost, *([last] if heap else []))]
    heaped = [Region(last.cx, 284, last.width, 100, 0.0, 0.9)] if heap else []
    assert lost
    monkeypatch.setattr(type(engines.page), "find", lambda *_: kept + heaped)
    monkeypatch.setattr(engines.orientation, "turn", lambda _: (0, 1.0))
    sheet = picture.Sheet(page(lines), page(lines), 612.0, 792.0)
    text = " ".join(w.text for w in picture.read_sheet(engines, sheet, "made up").words)
    assert "07-05-2006" in text and "178.54" in text


def test_a_stamp_on_a_line_that_reads_as_a_few_characters_makes_no_sense() -> None:
    """However surely they were read: a line of its width says more."""
    lines = [Region(300, 100 + 30 * n, 500, 20, 0.0, 0.9) for n in range(5)]
    heap, title = Region(300, 300, 500, 60, 0.3, 0.9), Region(300, 400, 500, 60, 0.0, 0.9)

    def read(region: Region, text: str) -> ReadRegion:
        return ReadRegion(region, 900, (Span(text, 0.0, 900.0, 4.0, 44.0, 0.9),), 0.9, 120.0)

    said = [read(r, "a line of text that is as long as a line is") for r in lines]
    said += [read(heap, "DEC 5206"), read(title, "NOTICE OF INTENT TO LEVY")]
    attempt = picture._Attempt(0, page(), 0.0, tuple(said), 1.0, (*lines, heap, title))
    assert picture._heaps(attempt) == {heap}
