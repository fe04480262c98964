"""Days that nothing explains, and years of which only a part is meant: what would go through unseen is told."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.deadlines_in_text import spoilt_days
from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from schemas.notice import FieldStatus, NoticeFacts
from tests.extractors.notices import Bill, compose, numbered
from tests.extractors.page import Paper

BILL = Bill()
SURE = 0.95


def facts(*pages: Paper) -> NoticeFacts:
    (notice,) = compose(numbered(*pages)).notices
    return notice


def told(notice: NoticeFacts, field: str) -> list[str]:
    return [f.message for f in notice.findings if f.code == "day_not_understood" and f.field == field]


def first() -> Paper:
    return BILL.first()


def test_a_day_by_itself_of_which_nothing_says_what_it_is_is_told():
    page = first().put(40, 660, "Zuständig: Operations Manager", "May 3, 2018")
    (message,) = told(facts(page, BILL.later(2)), "notice_date")
    assert "2018-05-03" in message


@pytest.mark.parametrize(
    "more",
    [
        ("Received", "May 3, 2018"),  # a stamp
        ("05/03/2018", "RECETVEL"),  # worn
        ("Date received", "May 3, 2018"),
        ("05/03/2018",),  # a stamp whose word was not read, on a notice that spells its days out
        ("May 3, 2018", "May 10, 2018", "May 17, 2018"),  # a list
        ("January 29, 2018",),  # the day to pay, once more
        ("We wrote to you on May 3, 2018 about this.",),
    ],
)
def test_a_day_that_is_told_what_it_is_is_not(more: tuple[str, ...]):
    assert told(facts(first().put(40, 660, *more), BILL.later(2)), "notice_date") == []


def test_a_day_in_a_row_of_amounts_is_not():
    page = first().put(40, 660, "May 3, 2018").right(300, 660, "$20.00")
    assert told(facts(page, BILL.later(2)), "notice_date") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Send us $1,557.99 no later than 03-28-200,7i what arrives after that day costs more", ["03-28-200,7i"]),
        ("Please pay the amount due by March 28, 20O?1 so that no more interest is charged", ["March 28, 20O"]),
        ("Please pay the amount due by March 28, 2007 so that no more interest is charged", []),
        ("Please reply by telephone at 1-800-829-3903 or in writing, whichever is easier", []),
        ("You can pay by 1040-ES vouchers, by card, or by check in four parts over the year", []),
        ("Your return was filed by 03-28-200,7i and interest runs from that day on as before", []),
    ],
)
def test_what_wear_left_of_a_last_day_is_found_in_its_sentence(said: str, found: list[str]):
    page = Paper().put(60, 300, said)
    assert spoilt_days(sheet_of(page.page())) == found


def named(form: str, header: str, sentence: str, *more: str) -> NoticeFacts:
    page = Paper().put(500, 770, "Page 1 of 1").put(60, 60, "Department of the Treasury", "Internal Revenue Service")
    page.put(
        380, 60, "Notice CP161", "Notice date January 8, 2018", "EIN XX-XXX1234", f"Form {form}", f"Year {header}"
    )
    page.put(60, 300, sentence).put(60, 340, *more)
    return facts(page)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("941", "Your account shows unpaid tax for the tax period ended March 31, 2017, Form 941."),
        ("1120", "Your account shows unpaid tax for the tax year ended June 30, 2017, Form 1120."),
        ("941", "Please look at what we say below and answer us."),
    ],
    ids=["quarter", "fiscal year", "nothing says which quarter"],
)
def test_a_bare_year_is_not_sure_where_only_a_part_of_it_may_be_meant(form: str, sentence: str):
    assert named(form, "2017", sentence).fields["tax_periods"].confidence < SURE


def test_a_bare_year_of_a_yearly_form_is_as_sure_as_ever():
    sentence = "Your account shows unpaid tax for the tax year ended December 31, 2017, Form 940."
    assert named("940", "2017", sentence).fields["tax_periods"].confidence > SURE


def test_boxes_to_tick_for_quarters_leave_a_year_in_doubt():
    sentence = "A penalty was charged for the tax period 2017."
    plain, ticked = (
        named("1120", "2017", sentence),
        named("1120", "2017", sentence, "Full year  Qtr. 1  Qtr. 2  Qtr. 3"),
    )
    assert ticked.fields["tax_periods"].confidence < plain.fields["tax_periods"].confidence


def self_named(said: str) -> Paper:
    page = Paper().put(40, 770, "You are reading page 1 of 1").put(60, 60, "Internal Revenue Service")
    return page.put(60, 700, said, size=7)


def test_a_letter_says_in_a_sentence_which_it_is():
    view = view_of(sheet_of(self_named(
        "This is notice CP 12, issued on 20 November 2023. Your record bears the number ending in 4718."
    ).page()))  # fmt: skip
    found = {c.field: c.value for c in view.candidates if c.label == "says which it is"}
    assert (found["notice_code"], found["notice_date"]) == ("CP12", date(2023, 11, 20))
    assert found["tin"].last4 == "4718"


@pytest.mark.parametrize(
    "said", ["We will send you notice CP504, issued on 20 November 2023.", "This is noticed on 20 November 2023."]
)
def test_another_notice_that_a_sentence_names_is_not(said: str):
    view = view_of(sheet_of(self_named(said).page()))
    assert [c for c in view.candidates if c.label == "says which it is"] == []


def test_a_call_to_pay_on_a_notice_that_may_ask_is_never_nothing_printed():
    page = Paper().put(500, 770, "Page 1 of 1").put(60, 60, "Department of the Treasury", "Internal Revenue Service")
    page.put(380, 60, "Notice CP13", "Notice date January 8, 2018", "SSN XXX-XX-1234", "Tax year 2016", "Form 1040")
    page.put(60, 300, "You have $0.00 to pay.", size=16)
    notice = facts(page)
    assert notice.amount_due in (None, Decimal("0.00"))
    assert notice.fields["amount_due"].status is not FieldStatus.ABSENT


def test_pages_belong_together_though_the_first_prints_its_period_before_its_day():
    """Where no label says which day is the notice's, a period's end and a day to act by are not."""
    first = Paper().put(60, 60, "Department of the Treasury", "Internal Revenue Service").put(500, 770, "Page 1 of 2")
    first.put(380, 60, "12/31/2007", "02/28/2011", "***-**-0857", "Letter 531", pitch=1.2)
    first.put(60, 300, "We propose a change to your tax for the tax year ended 12/31/2007, Form 1040.")
    first.put(60, 330, "You may file a petition with the Tax Court by 05/31/2011.")
    assert view_of(sheet_of(first.page())).keys.date == date(2011, 2, 28)
