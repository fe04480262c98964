"""Values, evidence and pages as people read them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from PIL import Image

from review.cards import GAP, placed
from review.console import page_ranges
from review.evidence import how_sure, marks_on, money_text, pages_with_evidence, value_text, without_place
from review.page_image import GUTTER, HEADER, MARGIN, PAGE_WIDTH, PagePicture, draw
from schemas.notice import FieldEvidence, FieldStatus
from tests.workqueue.make import doubtful, found, notice, scan

FILE = scan("batch.pdf")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("9533.53"), "$9,533.53"),
        ("-3328.00", "-$3,328.00"),
        (Decimal("0.00"), "$0.00"),
        ("1234567.89", "$1,234,567.89"),
    ],
)
def test_money_is_written_with_its_sign_and_cents(amount: object, text: str) -> None:
    assert money_text(amount) == text


@pytest.mark.parametrize(
    ("pages", "text"), [((3,), "p. 3"), ((3, 4, 5), "p. 3-5"), ((1, 3, 4, 9), "p. 1, 3-4, 9"), ((5, 4), "p. 5, 4")]
)
def test_pages_are_told_as_ranges(pages: tuple[int, ...], text: str) -> None:
    assert page_ranges(pages) == text


def test_how_sure_a_value_is_says_what_it_rests_on() -> None:
    assert how_sure(found("x")) == "99.8 % · 3 readings agree · title, billing total, coupon agree"
    once = found("x", readings=1, method="label", confidence=0.5, status=FieldStatus.CONFLICTING)
    assert how_sure(once) == "conflicting · 50.0 % · one reading · label"
    assert how_sure(FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=1.0)) == "not printed"


def test_a_taxpayer_number_is_shown_masked_and_what_was_not_read_as_nothing() -> None:
    one = notice(FILE)
    assert value_text("tin.last4", one.fields["tin.last4"], one) == "***-**-0123"
    waits = doubtful(FILE)
    assert value_text("amount_due", waits.fields["amount_due"], waits) == ""
    assert without_place(waits) == "not readable: Amount due"


def test_each_value_is_marked_on_the_page_on_which_it_was_read() -> None:
    one = notice(FILE, fields={"notice_code": found("CP503", 1), "amount_due": found("9533.53", 2)})
    assert pages_with_evidence(one) == (1, 2)
    assert [(mark.label, mark.value) for mark in marks_on(one, 1)] == [("Notice", "CP503")]
    assert [(mark.label, mark.value) for mark in marks_on(one, 2)] == [("Amount due", "$9,533.53")]


def test_boxes_are_drawn_where_the_values_are_on_a_scan_of_any_size() -> None:
    """A white page of 200 dpi: what is tinted lies in the box, scaled to the picture."""
    mark = marks_on(notice(FILE, fields={"notice_code": found("CP503", 1)}), 1)
    picture = draw(PagePicture(Image.new("1", (1700, 2200), 1), (612.0, 792.0), mark, "CP503", "batch.pdf, page 1"))
    left, top, scale = GUTTER + MARGIN, HEADER, PAGE_WIDTH / 612
    middle = (round(left + 497 * scale), round(top + 316.5 * scale))
    assert picture.getpixel(middle) not in ((255, 255, 255), (0, 0, 0))
    assert picture.getpixel((left + 50, top + 50)) == (255, 255, 255)


def test_cards_do_not_lie_on_one_another_and_stay_on_the_sheet() -> None:
    wanted = [(100.0, 60), (105.0, 60), (110.0, 60), (980.0, 60)]
    tops = placed(wanted, 0, 1000)
    assert all(below - above >= 60 + GAP for above, below in pairwise(tops))
    assert tops[0] >= 0
    assert tops[-1] + 60 <= 1000
