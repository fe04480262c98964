"""For any sequence of pages: composing never raises, and each page has exactly one fate."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.geometry import Box
from schemas.ledger import PageFate
from schemas.reading import PageReading, Segment, Word
from tests.extractors.notices import NOBODY, Bill, SecondReader, compose
from tests.extractors.page import Paper

SNIPPETS = [
    "Notice", "CP503", "CP14", "Letter 1058", "LT11", "CP5?3", "Notice date", "January 8, 2018", "February 30, 2018",
    "Tax year", "2016", "2015 and 2016", "Social security number", "999-88-1234", "XXX-XX-1234", "Amount due by",
    "Amount due: $9,533.53", "$9,533.53", "-3,328.00", "– 963.00", "Interest charges", "Billing Summary",
    "Page 1 of 2", "Page 2 of 2", "Page 3 of 2", "DOCUMENT SEPARATOR", "PATCH T",
    "Department of the Treasury", "JAMES Q HINDS",
    "22 BOULDER STREET", "HANSON, CT 00000-7253", "Wage and Tax Statement", "Pay the amount due of $5.00 by",
    "(", "$", "–", "within 30 days from the date of this notice", "Cantidad adeudada",
    "8 de enero de 2018", "RECEIVED JAN 22 2018",
    "?",
]  # fmt: skip
BILLS = [
    Bill(),
    Bill(pages=3),
    Bill("CP14", "March 5, 2018", "2017", "988-77-4321", "$1,075.21", "March 26, 2018", "M LOPEZ"),
]


@st.composite
def scraps(draw: st.DrawFn) -> PageReading:
    """Snippets of notices anywhere on a page, some of them off it, with any confidence."""
    paper = Paper()
    for _ in range(draw(st.integers(0, 12))):
        text = draw(st.sampled_from(SNIPPETS) | st.text(max_size=12).filter(lambda t: bool(t.split())))
        x, y = draw(st.integers(-20, 600)), draw(st.integers(-20, 790))
        paper.put(x, y, text, size=draw(st.sampled_from([6, 10, 20])), confidence=draw(st.sampled_from([0.3, 0.99])))
    return paper.page(1)


ODD = st.sampled_from([
    PageReading(1, 612, 792), PageReading(1, 612, 792, blank=True), PageReading(1, 612, 792, problem="it was dark"),
    PageReading(1, 612, 792, marks=("PATCH-T",), blank=True), PageReading(1, 1, 1, ink=0.5), PageReading(1, 0, 0),
    PageReading(1, 612, 792, (Segment((), Box(0, 0, 1, 1), 0.0),)),
    PageReading(1, 612, 792, (Segment((Word("", Box(0, 0, 0, 0), 0.0),), Box(0, 0, 0, 0), 0.0),)),
    PageReading(1, 612, 792, (Segment((Word("…", Box(9, 9, 9, 9), 0.0),), Box(9, 9, 9, 9), 0.0),)),
])  # fmt: skip
WHOLE = st.sampled_from(BILLS).flatmap(lambda bill: st.sampled_from([p.page(1) for p in bill.all()]))
FILES = st.lists(scraps() | ODD | WHOLE, max_size=6)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, st.booleans(), st.integers(0, 2))
def test_each_page_has_exactly_one_fate(found: list[PageReading], deaf: bool, unread: int):
    readings = [replace(reading, page=number) for number, reading in enumerate(found, 1)]
    pages = len(readings) + unread
    document = compose(readings, NOBODY if deaf else SecondReader(), pages=pages or None)
    assert [o.page for o in document.outcomes] == list(range(1, pages + 1))
    owned = [page for notice in document.notices for page in notice.source.pages]
    assert len(owned) == len(set(owned))
    by_page = {o.page: o for o in document.outcomes}
    for notice in document.notices:
        assert all(by_page[p].notice_id == notice.notice_id for p in notice.source.pages)
    for outcome in document.outcomes:
        if outcome.page in owned:
            assert outcome.fate is PageFate.NOTICE
        else:
            assert outcome.fate is not PageFate.NOTICE
            assert outcome.reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_what_is_not_found_has_no_value_and_what_conflicts_is_named(found: list[PageReading]):
    readings = [replace(reading, page=number) for number, reading in enumerate(found, 1)]
    for notice in compose(readings, SecondReader()).notices:
        told = {f.field for f in notice.findings}
        for name, field in notice.fields.items():
            assert (field.value is None) == (field.status in ("absent", "unreadable")), name
            if field.status in ("unreadable", "conflicting"):
                assert name in told
        assert (notice.amount_due is None) == (notice.fields["amount_due"].value is None)
        assert (notice.due_date is None) == (notice.fields["due_date"].value is None)
        assert (notice.notice_date is None) == (notice.fields["notice_date"].value is None)
        assert (notice.notice_code is None) == (notice.fields["notice_code"].value is None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(4)))
def test_in_whatever_order_two_notices_lie_they_say_the_same(order: list[int]):
    papers = [*BILLS[0].all(), *BILLS[2].all()]
    document = compose([papers[old].page(new) for new, old in enumerate(order, 1)], SecondReader())
    assert {(n.notice_code, n.tin.last4, str(n.amount_due), str(n.due_date)) for n in document.notices} == {
        ("CP503", "1234", "9533.53", "2018-01-29"),
        ("CP14", "4321", "1075.21", "2018-03-26"),
    }
