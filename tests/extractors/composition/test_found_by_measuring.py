"""Faults that the benchmark found, each with the smallest pages that show it."""

from datetime import date

import pytest

from schemas.document import DocumentReading
from schemas.ledger import PageFate
from schemas.notice import FieldStatus
from tests.extractors.notices import Bill, SecondReader, compose, numbered
from tests.extractors.page import Paper

THREE = Bill(pages=3)


def read(*papers: Paper) -> DocumentReading:
    return compose(numbered(*papers), SecondReader())


def codes(document: DocumentReading) -> set[str]:
    return {f.code for n in document.notices for f in n.findings}


def test_a_stranger_that_lies_behind_does_not_stand_for_a_missing_page():
    first, second, _ = THREE.all()
    loose = Paper().put(72, 300, "Nothing on this sheet says whose it is or what it belongs to.")
    assert "missing_page" in codes(read(first, second, loose))


def test_a_page_whose_number_is_lost_still_stands_for_one_where_it_says_whose_it_is():
    first, second, third = THREE.all()
    assert "missing_page" not in codes(read(first, second, third.without("Page 3")))


def test_a_sentence_with_two_digits_exchanged_contradicts_the_amount():
    paper = Bill().first().put(36, 480, "Pay $9,353.53 at once, online or by mail with the stub of this notice.")
    (notice,) = read(paper, *Bill().all()[1:]).notices
    assert notice.fields["amount_due"].status is FieldStatus.CONFLICTING


def test_such_a_sentence_contradicts_on_a_later_page_too():
    later = Bill().later(2, "The full $9,353.53 is due at once, or we may take property, wages among them.")
    (notice,) = read(Bill().first(), later).notices
    assert notice.fields["amount_due"].status is FieldStatus.CONFLICTING


def test_a_sentence_about_a_part_of_the_debt_contradicts_nothing():
    paper = Bill().first().put(36, 480, "Pay $274.00 at once, online or by mail, and the rest by the day above.")
    (notice,) = read(paper, *Bill().all()[1:]).notices
    assert notice.fields["amount_due"].status is FieldStatus.FOUND


def test_periods_under_each_other_behind_the_same_label_are_one_list():
    page = Bill().first().without("2016").without("Tax year")
    page.put(300, 100, "Tax period: 12-31-2014", "Tax period: 12-31-2016")
    page.put(36, 480, "Your account for tax year 2014 and 2016 is what we write about in this notice.")
    (notice,) = read(page).notices
    ends = {p.period_end for p in notice.tax_periods}
    assert ends == {date(2014, 12, 31), date(2016, 12, 31)}
    assert notice.fields["tax_periods"].status is FieldStatus.FOUND


def test_a_running_head_is_read_where_its_spaces_were_not():
    first, _ = Bill().all()
    later = Paper().put(57, 39, "CP503·January 8, 2018·999-88-1234").put(36, 120, "What happens if nothing is paid")
    document = read(first, later)
    assert [n.source.pages for n in document.notices] == [(1, 2)]


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("CP503 · January 8, 2018 · 999-88-1234", FieldStatus.FOUND),
        ("CP503 · December 31, 2016 · 999-88-1234", FieldStatus.CONFLICTING),  # the period's end, or another day
        ("CP503 · Tax perlod December 31, 2016 · 999-88-1234", FieldStatus.FOUND),
    ],
)
def test_a_day_right_behind_the_code_in_a_running_head_is_the_notices(head: str, status: FieldStatus):
    later = Paper().put(57, 39, head).put(36, 120, "What happens if nothing is paid").put(36, 700, "Page 2 of 2")
    (notice,) = read(Bill().first(), later).notices
    assert notice.fields["notice_date"].status is status


def test_a_back_with_nothing_but_a_fax_line_is_blank():
    fax_line = Paper().put(30, 6, "28-Jan-19 10:35", size=7).put(226, 6, "#890 P044", size=7)
    (_, back, *_rest) = read(Bill().all()[0], fax_line, Bill().all()[1]).outcomes
    assert back.fate is PageFate.BLANK


def test_a_bare_day_that_stands_once_is_not_sure():
    page = Bill().first().without("January 8, 2018").without("Notice date")
    page.put(100, 40, "January 8, 2018", "Internal use", "999-88-1234", size=8)
    (notice,) = read(page).notices
    assert notice.notice_date == date(2018, 1, 8)
    assert notice.fields["notice_date"].confidence < 0.9


def test_a_column_of_days_at_the_head_of_a_later_page_is_no_notice_date():
    first, second, third = THREE.all()
    later = second.put(43, 118, "Date", size=8).put(43, 130, "April 28, 2016", size=8)
    facts = read(first, later, third).notices[0]
    assert facts.fields["notice_date"].status is FieldStatus.FOUND
    assert facts.notice_date is not None and facts.notice_date.year != 2016


def block(day: str) -> Paper:
    """A later page that says without labels whose it is and of which day."""
    return Paper().put(60, 40, "JAMES Q HINDS", day, "999-88-1234").put(36, 150, "Page 2 of 2", "And so on.")


def test_another_day_above_the_number_at_the_head_of_a_later_page_contradicts():
    (same,) = read(Bill().first(), block("January 8, 2018")).notices
    assert same.fields["notice_date"].status is FieldStatus.FOUND
    (other,) = read(Bill().first(), block("January 1, 2018")).notices
    assert other.fields["notice_date"].status is FieldStatus.CONFLICTING


def of_code(code: str, *, header: bool, stub: str = "January 8, 2018") -> Paper:
    """The first page with the notice date of its header spoilt or legible, and of the stub as given."""
    page = Bill(code=code).first(day=stub)
    if not header:
        kept = [s for s in page.segments if not ("January 8, 2018" in s.text and s.box.y0 < 100)]
        page = Paper(kept).put(500, 36 + 2 * 10.4, "#.:/%", size=8)
    return page


def test_a_day_that_only_the_stub_tells_while_the_headers_is_spoilt_waits():
    (sure,) = read(of_code("CP503", header=True), Bill().later(2)).notices
    assert sure.fields["notice_date"].confidence > 0.98
    spoilt = of_code("CP503", header=False)
    later = Bill().later(2).without("January 8, 2018").without("Notice date")
    (doubted,) = read(spoilt, later).notices
    assert doubted.notice_date == date(2018, 1, 8)
    assert doubted.fields["notice_date"].confidence <= 0.95


def test_a_period_whose_label_stands_there_without_a_value_is_unread_and_not_absent():
    bare = Bill().first().without("2016")
    (without_label,) = read(bare.without("Tax year"), Bill().later(2).without("2016").without("Tax year")).notices
    assert without_label.fields["tax_periods"].status is FieldStatus.ABSENT
    labelled = Bill().first().without("2016").put(500, 36 + 10.4, "#.:/%", size=8)
    (unread,) = read(labelled, Bill().later(2).without("2016").without("Tax year")).notices
    assert unread.fields["tax_periods"].status is FieldStatus.UNREADABLE


def test_where_a_letter_may_ask_for_money_a_label_without_its_amount_is_unread():
    """A notice of levy (CP92) may ask or not: the label says that this one does."""
    code = "CP92"
    asking = Bill(code=code).first().without("$9,533.53").put(36, 250, "Amount due: #9.%3", size=14)
    (unread,) = read(asking, Bill(code=code).later(2)).notices
    assert unread.amount_due is None
    assert unread.fields["amount_due"].status is FieldStatus.UNREADABLE
    silent = Bill(code=code).first().without("mount").without("$").without("charges")
    (absent,) = read(silent, Bill(code=code).later(2)).notices
    assert absent.fields["amount_due"].status is FieldStatus.ABSENT


def test_a_year_that_one_sentence_alone_names_is_not_sure():
    told = "You asked that the overpayment be put to your unpaid taxes for 2002."
    bare = [p.without("Tax year").without("2016") for p in Bill().all()]
    (notice,) = read(bare[0].put(36, 480, told), bare[1]).notices
    assert {p.period_end for p in notice.tax_periods} == {date(2002, 12, 31)}
    assert notice.fields["tax_periods"].confidence < 0.9


def test_the_only_year_of_a_page_that_a_sentence_names_is_its_period():
    def read_with(*more: str) -> float:
        bare = [p.without("Tax year").without("2016") for p in Bill().all()]
        told = bare[0].put(36, 180, "A civil penalty was assessed for tax year 2007.").put(36, 560, *more)
        (notice,) = read(told, bare[1]).notices
        assert {p.period_end for p in notice.tax_periods} == {date(2007, 12, 31)}
        return notice.fields["tax_periods"].confidence

    assert read_with() > 0.9
    assert read_with("Nothing that is open for 2011 is asked for here.") < 0.9
    moved = [p.without("Tax year").without("2016") for p in Bill().all()]
    moved[0].put(36, 180, "Your overpayment went to your unpaid taxes for 2002.")
    assert read(*moved).notices[0].fields["tax_periods"].confidence < 0.9


def test_a_year_in_large_type_is_the_subject():
    bare = [p.without("Tax year").without("2016") for p in Bill().all()]
    large = bare[0].put(36, 180, "We applied your overpayment to tax year 2002", size=15)
    assert read(large, bare[1]).notices[0].fields["tax_periods"].confidence > 0.9


def test_a_day_that_the_first_page_says_needs_no_header_of_its_own():
    """A day of a list stands by itself beside words; the notice's own is told at the foot and on the next page."""
    first = Bill().first().without("Notice date").without("January 8, 2018")
    first.put(36, 120, "Then came").put(150, 120, "March 5, 2017").put(
        36, 740, "This is notice CP503, issued on January 8, 2018."
    )
    (notice,) = read(first, Bill().later(2)).notices
    assert notice.notice_date == date(2018, 1, 8)
    assert notice.fields["notice_date"].confidence > 0.9


def test_a_last_row_that_another_place_calls_the_refund_is_none_to_pay():
    def paper(refund: str) -> Paper:
        page = (
            Bill(code="CP49")
            .header(Paper(), 1)
            .put(60, 150, "JAMES Q HINDS", "22 BOULDER STREET", "HANSON, CT 00000")
        )
        page.put(40, 70, "Department of the Treasury", size=8).put(
            36, 220, "We applied your 2016 overpayment", size=14
        )
        page.put(36, 250, f"Refund due: {refund}", size=12).put(36, 340, "Our figures are these")
        page.row(370, "Overpayment for 2016", "$443.00").row(383, "Amount applied to tax owed for 2014", "-344.80")
        return page.row(396, "What you see again", "98.20")

    told, open_ = (read(paper(refund)).notices[0].fields["amount_due"].status for refund in ("$98.20", "$12.00"))
    assert (told, open_) == (FieldStatus.ABSENT, FieldStatus.UNREADABLE)


def test_the_kind_of_a_number_is_told_by_the_places_that_show_it():
    first, second = Bill(tin="***1234").first(), Bill(tin="**-***1234").later(2)
    (notice,) = read(first, second).notices
    assert notice.tin.type == "ein"


def test_a_spanish_total_whose_label_ends_with_the_year_on_the_next_line_is_a_row():
    paper = Bill(code="CP603").first().without("Amount due by January 29, 2018")
    paper.put(36, 409, "Cantidad adeudada, debe recibirse para el 29 de enero").put(36, 423, "de 2018")
    paper.right(576, 423, "$9,533.53")
    (notice,) = read(paper, Bill(code="CP603").later(2)).notices
    assert notice.amounts[-1].role.value == "amount_due"


def test_another_day_below_the_line_that_says_whose_a_later_page_is_contradicts():
    def later(day: str) -> Paper:
        head = Paper().put(60, 40, "Notice CP503; Your SS#: 999-88-1234", day)
        return head.put(36, 150, "Page 2 of 2", "And so on.")

    (same,) = read(Bill().first(), later("January 8, 2018")).notices
    assert same.fields["notice_date"].status is FieldStatus.FOUND
    (other,) = read(Bill().first(), later("January 15, 2018")).notices
    assert other.fields["notice_date"].status is FieldStatus.CONFLICTING


def test_days_in_figures_at_later_pages_heads_contradict_where_the_notice_writes_its_days_so():
    def later(day: str) -> Paper:
        return Paper().put(60, 40, "JAMES Q HINDS", day, "999-88-1234").put(36, 150, "Page 2 of 2", "And so on.")

    first = Bill(date="01/08/2018", due="01/29/2018").first()
    (same,) = read(first, later("01/08/2018")).notices
    assert same.fields["notice_date"].status is FieldStatus.FOUND
    (other,) = read(first, later("01/15/2018")).notices
    assert other.fields["notice_date"].status is FieldStatus.CONFLICTING


def instalment(stub: str) -> Paper:
    """A monthly statement of a payment plan, its stub asking for `stub`."""
    page = (
        Bill(code="CP521").first(stub=stub).without("Amount due by").without("Amount due:").without("Pay the amount")
    )
    page = page.without("$9,533.53").without("Interest charges").without("Failure-to-pay").without("Amount you owed")
    page.put(36, 250, "Monthly payment due: $917.00", size=14).row(409, "Total amount you owe", "$9,444.07")
    page.row(422, "Monthly payment due", "$917.00")
    return page.put(36, 700, "Amount due by January 29, 2018")


def test_the_stub_of_a_plan_asks_for_the_months_payment_or_for_all_that_is_owed():
    for fine in ("$917.00", "$9,444.07"):
        (agrees,) = read(instalment(fine), Bill(code="CP521").later(2)).notices
        assert agrees.fields["amount_due"].status is FieldStatus.FOUND, fine
        assert str(agrees.amount_due) == "917.00"
    (other,) = read(instalment("$971.00"), Bill(code="CP521").later(2)).notices
    assert other.fields["amount_due"].status is FieldStatus.CONFLICTING


def test_a_notice_that_says_it_goes_on_and_doesnt_lacks_a_page():
    """Many first pages print no count of pages; what stands above the stub says that there are more."""
    first = Bill().first().without("Page").right(575, 560, "Continued on back...")
    spanish = Bill().first().without("Page").right(575, 560, "Continúa al dorso…")
    assert all("missing_page" in codes(read(page)) for page in (first, spanish))
    assert "missing_page" not in codes(read(first, Bill().later(2)))
    told = (
        Bill()
        .first()
        .without("Page")
        .put(36, 560, "The list of payments is continued on the back of the form that you sent us.")
    )
    assert "missing_page" not in codes(read(told))


def test_a_sentence_ends_where_its_space_was_not_seen():
    due = "Your payment of $9,533.53 has to be in our hands by January 29, 2018.Later money is charged interest."
    page = Bill().first().without("Amount due by").without("Pay the amount due").row(409, "Amount due", "$9,533.53")
    (notice,) = read(page.put(36, 480, due), *Bill().all()[1:]).notices
    assert notice.due_date == date(2018, 1, 29)


def test_days_counted_from_the_date_f_this_notice():
    counted = "You have 30 days from the date f this notice to mail Form 12153, Request for a Hearing."
    page = Bill(code="LT11").first().without("Amount due by").without("Pay the amount due").put(36, 480, counted)
    (notice,) = read(page.row(409, "Amount due", "$9,533.53"), *Bill(code="LT11").all()[1:]).notices
    assert notice.response_days == 30


def test_a_label_that_names_two_kinds_of_numbers_tells_neither():
    page = Bill(tin="XXX-XX-1234").first().without("Social security number").put(400, 67.2, "SSN or EIN", size=8)
    (notice,) = read(page, *Bill(tin="XXX-XX-1234").all()[1:]).notices
    assert notice.tin.type == "ssn"


def test_a_comma_that_lost_its_tail_still_lists_years():
    page = Bill().first().without("2016").put(500, 46.4, "2014.2016", size=8)
    (notice,) = read(page).notices
    assert {p.period_end.year for p in notice.tax_periods} == {2014, 2016}
