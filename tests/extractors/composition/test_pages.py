"""Which pages are one notice: order, gaps, blanks, separators, strangers; and nothing goes over to the next."""

from dataclasses import replace

import pytest

from schemas.document import DocumentReading
from schemas.ledger import PageFate
from tests.extractors.notices import Bill, SecondReader, compose, numbered
from tests.extractors.page import Paper

FOUR = Bill(pages=4)
HINDS = Bill()
LOPEZ = Bill("CP14", "March 5, 2018", "2017", "988-77-4321", "$1,075.21", "March 26, 2018", "MARIA LOPEZ")
STRANGER = Paper().put(
    36, 60, "Form W-2 Wage and Tax Statement", "Wages, tips, other compensation", "Employer's name"
)
SEPARATOR = Paper().put(200, 300, "DOCUMENT SEPARATOR", size=20)


def pages(document: DocumentReading) -> list[tuple[int, ...]]:
    return [n.source.pages for n in document.notices]


def fates(document: DocumentReading) -> dict[int, PageFate]:
    return {o.page: o.fate for o in document.outcomes if o.fate is not PageFate.NOTICE}


def codes(document: DocumentReading) -> list[list[str]]:
    return [[f.code for f in n.findings] for n in document.notices]


def read(*papers: Paper) -> DocumentReading:
    return compose(numbered(*papers), SecondReader())


def test_two_notices_in_one_file_are_two():
    document = read(*HINDS.all(), *LOPEZ.all())
    assert pages(document) == [(1, 2), (3, 4)]
    assert [n.notice_code for n in document.notices] == ["CP503", "CP14"]
    assert codes(document) == [[], []]
    assert len({n.notice_id for n in document.notices}) == 2


def test_blank_backs_are_blank_and_part_nothing():
    a, b, c, d = *HINDS.all(), *LOPEZ.all()
    document = read(a, Paper(), b, Paper(), c, Paper(), d, Paper())
    assert pages(document) == [(1, 3), (5, 7)]
    assert set(fates(document)) == {2, 4, 6, 8}
    assert set(fates(document).values()) == {PageFate.BLANK}


def test_a_separator_parts_even_equal_notices():
    document = read(*HINDS.all(), SEPARATOR, *HINDS.all())
    assert pages(document) == [(1, 2), (4, 5)]
    assert fates(document) == {3: PageFate.SEPARATOR}


@pytest.mark.parametrize("mark", ["PATCH-T", "PATCH-2", "SEPARATOR"])
def test_a_sheet_with_a_separator_s_mark_is_one_without_a_word_on_it(mark):
    readings = numbered(*HINDS.all(), Paper(), *LOPEZ.all())
    readings[2] = Paper().page(3, marks=(mark,))
    document = compose(readings, SecondReader())
    assert fates(document) == {3: PageFate.SEPARATOR}


def test_a_missing_page_is_named():
    document = read(*FOUR.all()[:2], FOUR.later(4))
    assert pages(document) == [(1, 2, 3)]
    (finding,) = document.notices[0].findings
    assert finding.code == "missing_page" and "3 of 4" in finding.message


def test_pages_out_of_order_are_one_notice_and_it_says_so():
    a, b, c, d = FOUR.all()
    document = read(a, c, b, d)
    assert pages(document) == [(1, 2, 3, 4)]
    assert codes(document) == [["pages_out_of_order"]]


def test_a_file_fed_backwards_is_read_from_its_first_page():
    document = read(*reversed(FOUR.all()))
    assert pages(document) == [(1, 2, 3, 4)]
    assert str(document.notices[0].amount_due) == "9533.53"


def test_two_notices_shuffled_into_each_other_come_apart():
    a, b, c, d = *HINDS.all(), *LOPEZ.all()
    document = read(a, c, b, d)
    assert sorted(pages(document)) == [(1, 3), (2, 4)]
    assert {n.notice_code: n.tin.last4 for n in document.notices} == {"CP503": "1234", "CP14": "4321"}


def test_the_same_notice_of_another_year_is_another_notice():
    document = read(*HINDS.all(), *replace(HINDS, year="2017", amount="$50.00").all())
    assert pages(document) == [(1, 2), (3, 4)]
    assert [p.period_end.year for n in document.notices for p in n.tax_periods] == [2016, 2017]


def test_a_page_scanned_twice_is_a_duplicate_of_the_one_kept():
    a, b = HINDS.all()
    document = read(a, b, b)
    assert pages(document) == [(1, 2)]
    assert fates(document) == {3: PageFate.DUPLICATE}
    assert document.outcomes[2].notice_id == document.notices[0].notice_id


def test_a_stranger_between_notices_is_no_notice_and_says_what_it_looks_like():
    document = read(*HINDS.all(), STRANGER, *LOPEZ.all())
    assert pages(document) == [(1, 2), (4, 5)]
    assert fates(document) == {3: PageFate.NOT_A_NOTICE}
    assert "W-2" in document.outcomes[2].reason


def test_a_page_that_could_not_be_read_keeps_its_reason():
    readings = numbered(*HINDS.all())
    broken = replace(Paper().page(3), problem="this page needs more memory to be shown than there is", blank=False)
    document = compose([*readings, broken], SecondReader())
    assert fates(document) == {3: PageFate.UNREADABLE}
    assert "memory" in document.outcomes[2].reason


def test_pages_that_were_never_read_are_not_forgotten():
    document = compose(numbered(*HINDS.all()), SecondReader(), pages=4)
    assert fates(document) == {3: PageFate.UNREADABLE, 4: PageFate.UNREADABLE}


def test_nothing_of_a_notice_goes_over_to_the_next():
    """The second notice prints no amount, no due date and no taxpayer number of its own."""
    bare = (
        LOPEZ.header(Paper(), 1).without("988-77").without("Social").put(40, 70, "Department of the Treasury", size=8)
    )
    bare.put(60, 150, LOPEZ.name, "9 OAK LANE", "AUSTIN, TX 00000-1111")
    second = LOPEZ.later(2).without("988-77").without("Social")
    alone = read(bare, second).notices[0]
    document = read(*HINDS.all(), bare, second, *HINDS.all())
    assert pages(document) == [(1, 2), (3, 4), (5, 6)]
    amid = document.notices[1]
    assert (amid.tin.last4, amid.amount_due, amid.due_date) == (None, None, None)
    ignored = {"notice_id", "source"}
    whole = amid.model_dump(exclude={*ignored, "fields", "amounts", "printed_dates", "heard"})
    assert whole == alone.model_dump(exclude={*ignored, "fields", "amounts", "printed_dates", "heard"})
    assert {k: (f.value, f.status) for k, f in amid.fields.items()} == {
        k: (f.value, f.status) for k, f in alone.fields.items()
    }
    assert {k: [(h.value, h.by) for h in hs] for k, hs in amid.heard.items()} == {
        k: [(h.value, h.by) for h in hs] for k, hs in alone.heard.items()
    }


def test_the_same_pages_give_the_same_id_whatever_stands_after_them():
    one, two = read(*HINDS.all()), read(*HINDS.all(), *LOPEZ.all())
    assert one.notices[0].notice_id == two.notices[0].notice_id
