"""One bill on small pages: what agrees is found, what differs is told, what can't be read stays unread."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from schemas.notice import AmountRole, FieldStatus, NoticeFacts
from tests.extractors.notices import KIN, NOBODY, SENDER, Bill, SecondReader, compose, numbered
from tests.extractors.page import Paper

BILL = Bill()
CRITICAL = ("notice_code", "notice_date", "tax_periods", "tin.last4", "amount_due", "due_date")


def facts(*papers: Paper, second: SecondReader | None = None) -> NoticeFacts:
    (notice,) = compose(numbered(*papers), second or SecondReader()).notices
    return notice


def findings(notice: NoticeFacts) -> set[tuple[str, str | None]]:
    return {(f.code, f.field) for f in notice.findings}


def test_a_bill_whose_places_agree_is_found_and_has_no_finding():
    notice = facts(*BILL.all())
    assert (notice.notice_code, notice.notice_date) == ("CP503", date(2018, 1, 8))
    assert (notice.amount_due, notice.due_date) == (Decimal("9533.53"), date(2018, 1, 29))
    assert [p.period_end for p in notice.tax_periods] == [date(2016, 12, 31)]
    assert (notice.tin.last4, notice.tin.masked) == ("1234", "***-**-1234")
    assert notice.taxpayer.name == "JAMES Q HINDS"
    assert notice.taxpayer.address == ("22 BOULDER STREET", "HANSON, CT 00000-7253")
    assert notice.pages_printed == 2
    assert notice.findings == ()
    for name in CRITICAL:
        assert notice.fields[name].status is FieldStatus.FOUND
        assert notice.fields[name].readings >= 3, name
        assert notice.fields[name].confidence >= 0.98, name


def test_three_places_agree_without_a_second_reader():
    notice = facts(*BILL.all(), second=NOBODY)
    assert notice.fields["amount_due"].status is FieldStatus.FOUND
    assert notice.fields["amount_due"].readings >= 3


def test_every_found_field_points_to_the_paper():
    for name, field in facts(*BILL.all()).fields.items():
        if field.status is FieldStatus.FOUND and name != "tax_periods":
            assert field.page == 1
            assert field.raw
            x0, y0, x1, y1 = field.bbox
            assert 0 <= x0 < x1 <= 612 and 0 <= y0 < y1 <= 792


def test_the_whole_number_of_a_taxpayer_leaves_reading_nowhere():
    text = facts(*BILL.all()).model_dump_json()
    assert "999-88-1234" not in text and "999881234" not in text


def test_the_summary_s_rows_are_amounts_in_order():
    assert [(a.role, str(a.amount)) for a in facts(*BILL.all()).amounts] == [
        (AmountRole.AMOUNT_OWED_BEFORE, "9444.07"),
        (AmountRole.FAILURE_TO_PAY, "34.98"),
        (AmountRole.INTEREST, "54.48"),
        (AmountRole.AMOUNT_DUE, "9533.53"),
    ]


@pytest.mark.parametrize("place", ["title", "row", "prose", "stub"])
@pytest.mark.parametrize("second", [SecondReader(), KIN], ids=["both", "kin"])
def test_an_amount_that_differs_in_one_place_is_a_conflict_for_a_person(place, second):
    notice = facts(*BILL.all(**{place: "$9,533.58"}), second=second)
    assert notice.fields["amount_due"].status is FieldStatus.CONFLICTING
    assert ("places_disagree", "amount_due") in findings(notice)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"until": "January 28, 2018"}, "due_date"),
        ({"day": "January 9, 2018"}, "notice_date"),
        ({"code": "CP504"}, "notice_code"),
    ],
)
def test_a_date_or_code_that_differs_in_one_place_is_a_conflict(change, field):
    notice = facts(*BILL.all(**change))
    assert notice.fields[field].status is FieldStatus.CONFLICTING
    assert ("places_disagree", field) in findings(notice)


@pytest.mark.parametrize("place", ["title", "row", "prose", "stub"])
@pytest.mark.parametrize("second", [NOBODY, SecondReader(instead={"$9,533.58": ""})], ids=["absent", "silent"])
def test_a_clean_reading_that_differs_is_never_passed_over_because_nobody_read_it_again(place, second):
    notice = facts(*BILL.all(**{place: "$9,533.58"}), second=second)
    assert "amount_due" in {f.field for f in notice.findings}


def test_a_place_that_the_other_readers_read_differently_was_misread():
    """Both voices read at the stub what the other places print."""
    second = SecondReader(instead={"$9,533.58": "$9,533.53"})
    notice = facts(*BILL.all(stub="$9,533.58"), second=second)
    assert notice.fields["amount_due"].status is FieldStatus.FOUND
    assert notice.amount_due == Decimal("9533.53")


def test_one_place_alone_is_weak_until_another_reader_bears_it_out():
    first = Paper().put(400, 36, "Notice", "Notice date", "Page 1 of 1").put(500, 36, "CP503", "January 8, 2018")
    assert facts(first, second=NOBODY).fields["notice_date"].confidence <= 0.9
    assert facts(first).fields["notice_date"].confidence >= 0.98


@pytest.mark.parametrize(
    ("field", "printed", "spoilt"),
    [
        ("notice_code", "CP503", "CP5?3"),
        ("notice_date", "January 8, 2018", "January ?, 2018"),
        ("tin.last4", "999-88-1234", "999-88-12?4"),
        ("tax_periods", "2016", "20?6"),
    ],
)
def test_what_is_printed_but_can_t_be_read_anywhere_is_unreadable_never_absent(field, printed, spoilt):
    spoil = {"notice_code": "code", "notice_date": "date", "tin.last4": "tin", "tax_periods": "year"}[field]
    notice = facts(*replace(BILL, **{spoil: spoilt}).all())
    assert notice.fields[field].status is FieldStatus.UNREADABLE, printed
    assert notice.fields[field].value is None
    assert ("field_unreadable", field) in findings(notice)


def test_an_amount_that_can_t_be_read_anywhere_is_unreadable_never_another():
    notice = facts(*replace(BILL, amount="$9,5?3.53").all())
    assert notice.amount_due is None
    assert notice.fields["amount_due"].status is FieldStatus.UNREADABLE


def test_a_due_date_that_can_t_be_read_anywhere_is_unreadable():
    notice = facts(*replace(BILL, due="January ?9, 2018").all())
    assert notice.due_date is None
    assert notice.fields["due_date"].status is FieldStatus.UNREADABLE


def test_a_masked_number_shows_its_last_four_digits():
    notice = facts(*replace(BILL, tin="XXX-XX-1234").all())
    assert (notice.tin.type, notice.tin.last4) == ("ssn", "1234")


def test_a_code_that_only_sentences_name_never_classifies():
    first = BILL.first().without("CP503").put(36, 470, "We sent you notice CP501 before; see irs.gov/cp503.")
    notice = facts(first, BILL.later(2).without("CP503"))
    assert notice.notice_code is None
    assert notice.code_basis != "code"


@pytest.mark.parametrize(("x", "y"), [(250, 110), (330, 20), (60, 560), (400, 120)])
def test_the_date_of_a_stamp_is_no_date_of_the_notice(x, y):
    stamped = BILL.first().put(x, y, "RECEIVED", "JAN 22 2018", size=12)
    notice = facts(stamped, BILL.later(2))
    assert notice.notice_date == date(2018, 1, 8)
    assert notice.due_date == date(2018, 1, 29)
    assert notice.fields["notice_date"].status is FieldStatus.FOUND


def test_a_label_on_two_lines_has_its_value_beside_either():
    plain = BILL.first().without("Social security number").without("999-88")
    for value_at in (62, 70, 80):
        wrapped = Paper([*plain.segments]).put(400, 66, "Social security", "number", size=8)
        wrapped.put(500, value_at, "999-88-1234", size=8)
        assert facts(wrapped, BILL.later(2)).tin.last4 == "1234"


def test_a_row_s_label_on_two_lines_is_one_label():
    paper = BILL.first().without("Interest charges").without("54.48")
    paper.put(36, 393, "Failure-to-pay proper estimated tax", "penalty and", size=4).row(
        403, "interest charges", "54.48", size=4
    )
    amounts = facts(paper, BILL.later(2)).amounts
    assert sum(a.amount for a in amounts[:-1]) == amounts[-1].amount


def test_a_refund_asks_for_nothing():
    paper = (
        BILL.header(Paper(), 1)
        .without("CP503")
        .put(500, 36, "CP12", size=8)
        .put(60, 150, BILL.name, "22 BOULDER STREET", "HANSON, CT 00000-7253")
    )
    paper.put(36, 220, "We changed your 2016 return", "You are due a refund of $12.00", size=14)
    notice = facts(paper.put(40, 70, "Department of the Treasury", size=8))
    assert notice.notice_code == "CP12"
    assert notice.amount_due is None
    assert notice.fields["amount_due"].status is FieldStatus.ABSENT


def test_every_period_of_a_table_is_listed():
    first = BILL.header(Paper(), 1).without("2016").put(500, 46.4, "2015, 2016 and 2017", size=8)
    first.put(40, 70, "Department of the Treasury", size=8).put(36, 220, "Amount due immediately: $600.00", size=14)
    first.put(36, 350, "Tax period", "December 31, 2015", "December 31, 2016", "December 31, 2017")
    first.put(180, 350, "Form", "1040", "1040", "1040").put(
        480, 350, "Amount you owe", "$100.00", "$200.00", "$300.00"
    )
    notice = facts(first, BILL.later(2).without("2016"))
    assert [p.period_end for p in notice.tax_periods] == [date(y, 12, 31) for y in (2015, 2016, 2017)]
    assert notice.amount_due == Decimal("600.00")


def test_a_value_that_the_first_reader_saw_nowhere_waits_for_a_person():
    """Both voices are shown the same cut: what spoils it spoils it for both."""
    second = SecondReader(instead={"$9,533.53": "$3.53"})
    overruled = facts(*BILL.all(), second=second).fields["amount_due"]
    assert overruled.confidence <= 0.9
    assert facts(*BILL.all()).fields["amount_due"].confidence > 0.98


def test_a_code_that_is_none_and_one_slip_from_the_printed_one_contradicts_nothing():
    misread = BILL.first()
    later = replace(BILL, code="CP50]").later(2)
    assert facts(misread, later).fields["notice_code"].status is FieldStatus.FOUND
    clean = replace(BILL, code="CP50").later(2)
    assert facts(misread, clean).fields["notice_code"].status is not FieldStatus.FOUND
    other = replace(BILL, code="CP504").later(2)
    assert facts(misread, other).fields["notice_code"].status is not FieldStatus.FOUND


def labelled(date_label: str, period_label: str) -> Paper:
    """A first page whose facts stand behind labels of its own, and the amounts of a bill."""
    page = (
        Paper()
        .put(40, 70, "Department of the Treasury", "Internal Revenue Service", size=8)
        .put(500, 770, "Page 1 of 2")
    )
    page.put(60, 190, date_label, "Notice number", "Taxpayer number", period_label)
    return page.put(300, 190, "March 5, 2018", "CP01", "999-88-1234", "2016")


def test_a_year_behind_words_that_are_no_label_is_unreadable_and_not_absent():
    later = (
        Paper()
        .put(60, 30, "Notice number: CP01  Notice date: March 5, 2018  SSN: 999-88-1234", size=8)
        .put(500, 770, "Page 2 of 2")
    )
    known = facts(labelled("Notice date", "Tax year"), later)
    assert known.fields["tax_periods"].status is FieldStatus.FOUND
    strange = facts(labelled("Notice date", "Wherefore this came about"), later)
    assert strange.fields["tax_periods"].status is FieldStatus.UNREADABLE
    none = facts(labelled("Notice date", "Wherefore this came about").without("2016"), later)
    assert none.fields["tax_periods"].status is FieldStatus.ABSENT


def test_a_notice_date_of_later_pages_is_weak_where_the_first_page_prints_an_unknown_day():
    later = (
        Paper()
        .put(60, 30, "Notice number: CP01  Notice date: March 15, 2018  SSN: 999-88-1234", size=8)
        .put(500, 770, "Page 2 of 2")
    )
    third = (
        Paper()
        .put(60, 30, "Notice number: CP01  Notice date: March 15, 2018  SSN: 999-88-1234", size=8)
        .put(500, 770, "Page 3 of 3")
    )
    strange = facts(labelled("Wherefore this came", "Tax year"), later, third).fields["notice_date"]
    assert strange.confidence <= 0.9
    bare = facts(labelled("Wherefore this came", "Tax year").without("March"), later, third).fields["notice_date"]
    assert bare.confidence > strange.confidence


def test_a_summary_that_comes_to_nothing_asks_for_nothing_and_contradicts_nothing():
    """Its heading, "Your balance", is a label too: the first row under it is not what is asked."""
    page = BILL.header(Paper(), 1).put(40, 70, *SENDER, size=8).put(36, 220, "Amount due: $0.00", size=14)
    page.put(36, 330, "Your balance", size=12)
    page.row(350, "Account balance before this change", "$8,976.73", right=300)
    page.row(363, "Decrease in tax", "-$8,976.73", right=300).row(376, "Amount due", "$0.00", right=300)
    field = facts(page, BILL.later(2)).fields["amount_due"]
    assert (field.status, field.value) == (FieldStatus.FOUND, "0.00")


@pytest.mark.parametrize("total", ["", "You owe, to be paid by January 29, 2018"])
def test_the_amount_of_the_row_below_is_never_that_of_a_label_whose_own_is_blotted_out(total: str):
    page = BILL.header(Paper(), 1).put(40, 70, *SENDER, size=8).put(36, 220, "Amount due", size=14)
    page.put(36, 330, "Your bill at a glance", size=12).put(36, 350, total or "You owe")
    page.row(363, "Account balance before this change", "$517.82", right=400)
    page.row(376, "Decrease in tax", "-$277.00", right=400)
    notice = facts(page, BILL.later(2))
    assert notice.amount_due is None
    assert notice.fields["amount_due"].status is FieldStatus.UNREADABLE


def test_a_stub_whose_own_date_nobody_could_read_leaves_the_date_in_doubt():
    marred = facts(*BILL.all(day="January 1?, 201")).fields["notice_date"]
    assert marred.value == "2018-01-08" and marred.confidence <= 0.95
    assert facts(*BILL.all()).fields["notice_date"].confidence > 0.98


def test_a_speck_among_the_figures_of_the_same_day_is_no_other_day():
    figures = replace(BILL, date="01/08/2018")
    specked, other = (facts(*figures.all(day=day)).fields["notice_date"] for day in ("01/08/20.18", "01/03/20.18"))
    assert specked.confidence > 0.98
    assert other.confidence <= 0.95


def test_an_amount_beside_an_unread_label_of_the_date_is_no_marred_day():
    page = BILL.first().put(36, 650, "Date of notice").put(300, 650, "$9,533.53")
    assert facts(page, BILL.later(2)).fields["notice_date"].confidence > 0.98


def test_dots_up_to_the_amount_are_no_part_of_a_rows_label():
    dotted = BILL.first().without("Interest charges").put(36, 396, "Interest charges ...,... ,")
    assert "Interest charges" in {row.label for row in facts(dotted, BILL.later(2)).amounts}
