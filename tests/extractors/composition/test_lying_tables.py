"""Summaries that lie on their side, tables with a column a period, rows in other words and with a named currency."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extractors.bands import bands_of, without_bands
from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from extractors.periodrows import PeriodRow, period_rows
from extractors.roles import role_of
from extractors.rows import Row, Table
from extractors.tables import tables_of
from extractors.tiles import tiles_of
from extractors.verify import understand
from rules.tables import check_tables
from schemas.geometry import union
from schemas.notice import AmountRole, FieldStatus, NoticeFacts
from schemas.reading import Segment
from tests.extractors.notices import PROSE, Bill, SecondReader, compose, numbered
from tests.extractors.page import ADVANCE, Paper

Cells = Sequence[tuple[str, str]]

BILL: Cells = (
    ("Earlier balance", "$9,444.07"),
    ("Penalties", "$34.98"),
    ("Interest", "$54.48"),
    ("New balance to pay", "$9,533.53"),
)
OLDER: Cells = (("Tax", "$500.00"), ("Prepaid", "-$100.00"), ("Late filing", "$20.00"), ("Late payment", "$5.00"))
RESULT: Cells = (("Interest", "$3.00"), ("New balance to pay", "$428.00"))


def band(paper: Paper, y: float, cells: Cells, wide: float = 130.0) -> Paper:
    """Each label over its amount, both in the middle of their column."""
    for number, (label, amount) in enumerate(cells):
        middle = 40 + wide * (number + 0.5)
        for text, top, size in ((label, y, 7.0), (amount, y + 19, 8.0)):
            paper.put(middle - len(text) * size * ADVANCE / 2, top, text, size=size)
    return paper


def as_one(paper: Paper, start: int, stop: int) -> Paper:
    """The segments from `start` to `stop` read as one."""
    some = paper.segments[start:stop]
    words = tuple(w for s in some for w in s.words)
    paper.segments[start:stop] = [Segment(words, union(w.box for w in words), 0.99)]
    return paper


def lying(paper: Paper) -> list[list[tuple[str, Decimal]]]:
    return [[(r.label, r.amount) for r in t.rows] for t in bands_of(sheet_of(paper.page()))]


def valued(cells: Cells) -> list[tuple[str, Decimal]]:
    return [(label, Decimal(amount.replace("$", "").replace(",", ""))) for label, amount in cells]


def facts(*papers: Paper) -> NoticeFacts:
    (notice,) = compose(numbered(*papers), SecondReader()).notices
    return notice


def on_its_side(*bands: Cells) -> NoticeFacts:
    """A bill whose summary lies on its side."""
    page = Bill().first()
    for text in ("Amount you owed", "9,444.07", "Failure-to-pay", "34.98", "Interest charges", "54.48"):
        page = page.without(text)
    page.segments = [s for s in page.segments if not 405 < s.box.y0 < 415]
    for number, cells in enumerate(bands):
        band(page, 372 + 38 * number, cells)
    return facts(page, Bill().later(2))


def test_labels_over_amounts_are_a_table_that_starts_under_its_heading():
    page = band(Paper().put(40, 280, "This statement in figures"), 300, BILL)
    assert lying(page) == [valued(BILL)]
    (table,) = bands_of(sheet_of(page.page()))
    assert (table.heading, table.is_summary) == ("thisstatementinfigures", True)


def test_rows_beside_each_other_must_sum_as_rows_under_each_other():
    (proved,) = check_tables(on_its_side(BILL).amounts)
    assert (proved.verdict, proved.total.amount) == ("proved", Decimal("9533.53"))
    (broken,) = check_tables(on_its_side([*BILL[:2], ("Interest", "$64.48"), BILL[3]]).amounts)
    assert broken.verdict == "broken"


def test_bands_under_each_other_are_one_table_in_reading_order():
    page = band(band(Paper(), 300, OLDER), 338, RESULT)
    assert lying(page) == [valued((*OLDER, *RESULT))]
    apart = band(band(Paper(), 300, OLDER), 352, RESULT).put(40, 336, "What else you owe", size=8)
    assert [len(table) for table in lying(apart)] == [4, 2]


def test_labels_under_the_amounts_of_a_band_are_the_next_bands_and_make_no_tiles():
    more: Cells = (
        ("Interest", "$3.00"),
        ("Corrections", "-$1.00"),
        ("Handling", "$1.00"),
        ("New balance to pay", "$428.00"),
    )
    sheet = sheet_of(band(band(Paper(), 300, OLDER), 338, more).page())
    assert tiles_of(sheet)
    assert without_bands(tiles_of(sheet), bands_of(sheet)) == ()
    notice = on_its_side(OLDER, more)
    assert [a.label for a in notice.amounts] == [label for label, _ in (*OLDER, *more)]


def test_a_long_label_that_begins_where_its_amount_does_stays_whole():
    page = Paper()
    for x, label, amount in (
        (40, "Penalty for a payment that came late", "$1.00"),
        (180, "Interest", "$2.00"),
        (320, "Total due", "$3.00"),
    ):
        page.put(x, 300, label, size=7).put(x, 316, amount, size=8)
    assert [label for label, _ in lying(page)[0]] == ["Penalty for a payment that came late", "Interest", "Total due"]


def test_the_amounts_of_one_band_keep_their_order_though_one_is_set_larger():
    page = Bill().first().without("Amount you owed").without("9,444.07").without("Failure-to-pay").without("34.98")
    page = band(page.without("Interest charges").without("54.48"), 372, BILL[:3])
    page.segments = [s for s in page.segments if not 405 < s.box.y0 < 415]
    page.put(450, 372, "New balance to pay", size=7).put(455, 388, "$9,533.53", size=12)  # its middle is higher
    roles = [a.role for a in facts(page, Bill().later(2)).amounts]
    assert roles[-1] is AmountRole.AMOUNT_DUE
    assert len(roles) == 4


def test_labels_read_as_one_are_told_apart_and_wrapped_ones_put_together():
    wrapped = band(
        Paper().put(91, 291, "Civil", size=7), 300, [("penalty", "$1.00"), ("Tax", "$2.00"), ("Total due", "$3.00")]
    )
    assert lying(wrapped)[0][0] == ("Civil penalty", Decimal(1))
    joined = (
        Paper().put(86, 300, "Penalty", size=7).put(215, 300, "Interest", size=7).put(350, 300, "Total due", size=7)
    )
    for x, amount in ((88, "$1.00"), (218, "$2.00"), (350, "$3.00")):
        joined.put(x, 319, amount, size=8)
    as_one(joined, 0, 2)
    assert [label for label, _ in lying(joined)[0]] == ["Penalty", "Interest", "Total due"]


def test_what_else_stands_in_a_row_of_amounts_makes_it_no_summary():
    facts_too = band(Paper(), 300, [("Amount due", "$5.00"), ("Pay by", "1/29/2018"), ("Penalty", "$1.00")])
    assert lying(facts_too) == []
    worked = Paper().put(300, 300, "Your figures").put(400, 300, "Our figures").put(500, 300, "Difference")
    for y in (315, 328):
        worked.put(306, y, "$482.00").put(406, y, "$480.00").put(506, y, "$2.00")
    assert lying(worked) == []
    unnamed = band(Paper(), 300, [("Shown on return", "$5.00"), ("Reported to us", "$6.00")])
    assert lying(unnamed) == []


def test_amounts_over_their_labels_stay_tiles():
    page = Paper()
    for top in (300, 340):
        for number, (label, amount) in enumerate([("Tax", "$500.00"), ("Penalty", "$20.00"), ("Interest", "$5.00")]):
            page.put(40 + 140 * number, top, amount, size=11).put(40 + 140 * number, top + 15, label, size=7)
    assert lying(page) == []
    (tiles,) = tiles_of(sheet_of(page.page()))
    assert len(tiles.rows) == 6


PERIODS = ("31-DEC-2015", "31-DEC-2016")


def by_column(paper: Paper, y: float, *, forms: bool = True, sums: bool = True, last: str = "Total") -> Paper:
    rows = [("Period covered", *PERIODS)]
    rows += [("Federal form", "1040", "1040")] if forms else []
    rows += [("Earlier balance", "$9,000.00", "400.00"), ("Interest on all", "$50.00", "20.00")]
    rows += [(last, "$9,050.00", "420.00" if sums else "430.00")]
    for number, (label, *cells) in enumerate(rows):
        paper.put(40, y + 14 * number, label, size=7)
        for right, cell in zip((314, 464), cells, strict=True):
            paper.put(right - len(cell) * 3.5, y + 14 * number, cell, size=7)
    foot = y + 14 * (len(rows) - 1)
    paper.put(480, foot - 22, "All periods", size=7)
    return paper.put(567 - 9 * 4, foot - 1, "$9,470.00", size=8)


def columns(paper: Paper) -> tuple[PeriodRow, ...]:
    return period_rows(sheet_of(paper.page()))


def test_periods_that_head_columns_have_their_forms_and_amounts_below():
    one, two = columns(by_column(Paper(), 400))
    assert (one.period[0], two.period[0]) == (date(2015, 12, 31), date(2016, 12, 31))
    assert (one.form, two.form) == ("1040", "1040")
    assert [(c.heading, c.amount) for c in two.cells] == [
        ("Earlier balance", Decimal(400)), ("Interest on all", Decimal(20)), ("Total", Decimal(420)),
    ]  # fmt: skip
    assert one.box.x1 < two.box.x0


def test_columns_that_name_no_form_and_sentences_that_name_years_are_no_periods():
    assert columns(by_column(Paper(), 400, forms=False)) == ()
    text = Paper().put(40, 400, "We looked at").put(200, 400, "2015").put(300, 400, "2016")
    assert columns(text.put(40, 414, "and at your Form 1040 for both of these years")) == ()


def test_a_label_over_two_lines_belongs_to_the_amounts_beside_its_end():
    page = Paper().put(40, 386, "Period", size=7).put(40, 400, "Federal form", size=7)
    for right, *cells in ((314, "2015", "1040", "$5.00"), (464, "2016", "1040", "$6.00")):
        for y, cell in zip((386, 400, 423), cells, strict=True):
            page.put(right - len(cell) * 3.5, y, cell, size=7)
    page.put(40, 414, "Penalty for overdue", size=7).put(40, 423, "payment", size=7)
    assert [c.heading for row in columns(page) for c in row.cells] == ["Penalty for overdue payment"] * 2


def test_each_column_and_what_all_come_to_must_sum():
    good = facts(Bill(pages=1).first(), by_column(Bill(pages=2).header(Paper(), 2), 300))
    assert [c.verdict for c in check_tables(good.amounts)][1:] == ["proved"] * 3
    bad = facts(Bill(pages=1).first(), by_column(Bill(pages=2).header(Paper(), 2), 300, sums=False))
    assert "broken" in [c.verdict for c in check_tables(bad.amounts)]


def test_no_cell_of_a_column_counts_as_a_row_of_a_summary_too():
    page = by_column(Bill(pages=2).header(Paper(), 2), 300, last="New balance to pay").without("9,470.00")
    notice = facts(Bill(pages=1).first(), page)
    assert [a.amount for a in notice.amounts if a.page == 2].count(Decimal(420)) == 1


def test_periods_of_columns_are_tax_periods_where_the_header_names_fewer():
    notice = facts(Bill(year="2015").first(), by_column(Bill(year="2015").later(2), 300))
    assert [p.period_end for p in notice.tax_periods] == [date(2015, 12, 31), date(2016, 12, 31)]


def test_a_form_that_runs_on_behind_a_year_hides_no_period():
    page = Paper()
    for y, day, amount in ((300, "31 December 2001", "$34,867.18"), (312, "31 December 2003", "35,492.89")):
        page.put(40, y, day, size=8).put(200, y, "940", size=8).put(300, y, amount, size=8)
    assert [(r.period[0], r.form) for r in columns(page)] == [
        (date(2001, 12, 31), "940"), (date(2003, 12, 31), "940"),
    ]  # fmt: skip


def test_a_row_whose_form_was_misread_is_no_period_less():
    page = Paper()
    for y, year, form in ((300, "2010", "1040-NR"), (312, "2011", "104O-NR"), (324, "2013", "104-NR")):
        page.put(40, y, f"December 31, {year}", size=8).put(200, y, form, size=8).put(300, y, "$332.53", size=8)
    assert [(r.period[0].year, r.form) for r in columns(page)] == [(2010, "1040-NR"), (2011, "1040-NR")]


def test_headings_of_many_lines_and_of_two_columns_in_one_are_told_apart():
    page = Paper().put(40, 400, "31 December 2001", size=8).put(200, 400, "940", size=8)
    page.put(290, 400, "$867.18", size=8).put(370, 400, "$104.94", size=8)
    for y, left, right in (
        (350, "Balance on", "Interest"),
        (360, "our earlier", "charged"),
        (370, "notice, and", "since"),
        (380, "what else", "that"),
        (390, "is owed", "letter"),
    ):
        page.put(290, y, left, size=7).put(370, y, right, size=7)
    first, second = columns(page)[0].cells
    assert first.heading.startswith("Balance on our earlier notice")
    assert second.heading == "Interest charged since that letter"
    joined = Paper().put(40, 400, "31 December 2001", size=8).put(200, 400, "940", size=8)
    joined.put(290, 400, "$867.18", size=8).put(370, 400, "$104.94", size=8)
    joined.put(290, 390, "Balance", size=7).put(357, 390, "Interest now", size=7)
    cells = columns(as_one(joined, 4, 6))[0].cells
    assert [c.heading for c in cells] == ["Balance", "Interest now"]


def row_of(text: str, money: str) -> Row:
    (table,) = tables_of(sheet_of(Paper().row(300, text, money).page()))
    return table.rows[0]


@pytest.mark.parametrize(
    ("money", "amount"),
    [
        ("US$5,605.74", "5605.74"),
        ("$265.76 USD", "265.76"),
        ("USD $265.76", "265.76"),
        ("U5$62.61", "62.61"),
        ("USS260.85", "260.85"),
        ("-US$5.00", "-5.00"),
        ("(US$5.00)", "-5.00"),
    ],
)
def test_the_name_of_the_currency_is_no_label(money: str, amount: str):
    row = row_of("Interest charged", money)
    assert (row.label, row.amount) == ("Interest charged", Decimal(amount))


def test_what_a_cut_leaves_of_the_currency_is_no_digit():
    assert understand("amount_due", "5$3,365.80") == Decimal("3365.80")
    assert understand("amount_due", "S$0.00") == 0
    assert understand("amount_due", "53,365.80") == Decimal("53365.80")


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Amount payable / Importe a pagar", AmountRole.AMOUNT_DUE),
        ("Suma que no sabemos / Balance you must pay", AmountRole.AMOUNT_DUE),
        ("Left for you to pay", AmountRole.AMOUNT_DUE),
        ("Full amount you need to pay by May 1, 2013", AmountRole.AMOUNT_DUE),
        ("Monto completo que debe pagar", AmountRole.AMOUNT_DUE),
        ("Cuota del plan este mes", AmountRole.AMOUNT_DUE),
        ("Installments behind schedule", AmountRole.PAST_DUE),
        ("Cuotas del plan atrasadas", AmountRole.PAST_DUE),
        ("Penalty for payments missed", AmountRole.OTHER_PENALTY),
        ("Penalty for missing the filing deadline", AmountRole.FAILURE_TO_FILE),
        ("Charge because the return was late", AmountRole.FAILURE_TO_FILE),
        ("Penalty for an inaccurate return", AmountRole.OTHER_PENALTY),
        ("Surcharge, tax not paid on time", AmountRole.FAILURE_TO_PAY),
        ("Surcharge, estimated tax not paid in full", AmountRole.ESTIMATED_TAX_PENALTY),
        ("Multa por depósitos tardíos", AmountRole.FAILURE_TO_DEPOSIT),
        ("Recargos desde ese aviso", AmountRole.OTHER_PENALTY),
        ("Last statement's balance", AmountRole.AMOUNT_OWED_BEFORE),
        ("Amount still unpaid before this notice", AmountRole.AMOUNT_OWED_BEFORE),
        ("Pendiente en nuestra última carta", AmountRole.AMOUNT_OWED_BEFORE),
        ("Balance covered by the lien", AmountRole.AMOUNT_OWED_BEFORE),
        ("Prepaid and credited", AmountRole.PAYMENTS_CREDITS),
        ("Dinero que le acreditamos", AmountRole.PAYMENTS_CREDITS),
        ("Interest goes down by / Los intereses bajan en", AmountRole.CHANGE),
        ("Tax added by this change", AmountRole.CHANGE),
        ("El impuesto baja en", AmountRole.CHANGE),
        ("Moved to 2018 estimated tax", AmountRole.APPLIED),
        ("Usado para pagar su impuesto de 2003", AmountRole.APPLIED),
        ("Our payment back to you", AmountRole.REFUND),
        ("Tax you overpaid", AmountRole.OTHER),
        ("Impuesto que pagó de más", AmountRole.OTHER),
        ("Penalty we would charge", AmountRole.PROPOSED_CHANGE),
    ],
)
def test_rows_are_told_in_other_words(label: str, role: AmountRole):
    assert role_of(label) is role


def table(*rows: Cells, heading: str = "") -> Table:
    paper = Paper().put(36, 280, heading) if heading else Paper()
    for number, (label, amount) in enumerate(cell for cells in rows for cell in cells):
        paper.row(300 + 13 * number, label, amount)
    return tables_of(sheet_of(paper.page()))[0]


def test_rows_of_several_kinds_that_sum_are_a_summary_and_payments_in_a_list_are_none():
    proposal = [("Tax we would add", "$500.00"), ("Penalty we found", "$20.00"), ("Handling", "$520.00")]
    assert table(proposal).is_summary
    assert not table([*proposal[:2], ("Handling", "$530.00")]).is_summary
    assert not table(proposal, heading="Payments received").is_summary
    assert not table([("Payment", "$5.00"), ("Payment", "$6.00"), ("Sum", "$11.00")]).is_summary


UNKNOWN: Cells = (("Money we credited to you", "$8,905.00"), ("Tax on that return", "-$8,905.00"))


def even(last: str, code: str = "CP13") -> NoticeFacts:
    """A first page that ends its amounts with `last` and names an amount nowhere else."""
    page = (
        Bill(code=code, pages=1)
        .header(Paper(), 1)
        .put(60, 150, "JAMES Q HINDS", "22 BOULDER STREET")
        .put(36, 300, *PROSE)
    )
    for number, (label, amount) in enumerate((*UNKNOWN, (last, "$0.00"))):
        page.row(400 + 13 * number, label, amount)
    return facts(page)


def test_a_result_that_is_not_understood_may_be_what_is_asked_for():
    assert even("Handling").fields["amount_due"].status is FieldStatus.UNREADABLE
    assert even("Refund").fields["amount_due"].status is FieldStatus.ABSENT
    known = even("Left for you to pay")
    assert (known.fields["amount_due"].status, known.amount_due) == (FieldStatus.FOUND, Decimal(0))


def test_a_sentence_below_a_table_of_periods_contradicts_the_summary_on_the_page_before():
    later = Bill().header(Paper(), 2)
    for y, year, amount in ((200, "2015", "$9,000.00"), (212, "2016", "533.53")):
        later.put(40, y, f"December 31, {year}", size=8).put(200, y, "1040", size=8)
        later.put(540 - len(amount) * 4, y, amount, size=8)
    later.put(40, 226, "New balance to pay", size=8).put(540 - 9 * 4, 226, "$9,533.53", size=8)
    later.put(36, 300, "Please send us the $9,553.53 without any delay, or we act.")
    assert facts(Bill().first(), later).fields["amount_due"].status is FieldStatus.CONFLICTING


def test_a_total_in_unknown_words_is_one_where_it_is_what_the_notice_asks_for():
    page = Bill().first()
    page.segments = [
        replace(s, words=Paper().put(s.box.x0, s.box.y0, "What all of it makes").segments[0].words)
        if 405 < s.box.y0 < 415 and s.box.x0 < 100
        else s
        for s in page.segments
    ]
    (check,) = check_tables(facts(page, Bill().later(2)).amounts)
    assert (check.total.label, check.verdict) == ("What all of it makes", "proved")


@pytest.mark.parametrize(
    "label", ["PAY THIS AMOUNT BY 10-19-2004", "Amount due by October 19, 2004", "Total due 10/19/2004"]
)
def test_a_total_may_name_its_day_in_words_or_figures(label: str):
    assert role_of(label) is AmountRole.AMOUNT_DUE


@pytest.mark.parametrize("credit", ["6,059.00-", "6,059.00CR", "6,059.00 CR"])
def test_what_marks_a_credit_stands_right_of_the_column_of_amounts(credit: str):
    page = Paper().put(36, 240, "Billing Summary")
    for number, (label, money) in enumerate(
        (("Tax charged", "$7,920.00"), ("Credits", credit), ("Interest", "36.50"))
    ):
        figures = money.rstrip("CR- ")
        page.put(36, 254 + 12 * number, label).put(558 - 5 * len(figures), 254 + 12 * number, money)
    page.row(290, "Net balance due", "$1,897.50", right=558)
    (table,) = tables_of(sheet_of(page.page()))
    assert [row.amount for row in table.rows] == [
        Decimal("7920"),
        Decimal("-6059"),
        Decimal("36.5"),
        Decimal("1897.5"),
    ]


def test_a_column_of_workings_that_is_called_amount_due_asks_for_nothing():
    page = (
        Bill().later(2).put(43, 625, "Period", size=8).put(253, 625, "Days", size=8).put(296, 625, "Factor", size=8)
    )
    page.put(403, 625, "Amount due", size=8).put(517, 625, "charge", size=8)
    for number, (days, factor, due, charge) in enumerate(
        (("132", "0.014465753", "311.40", "4.50"), ("28", "0.003835616", "311.40", "1.19"))
    ):
        y = 650 + 12 * number
        page.put(44, y, "09/26/2003 - 02/05/2004", size=8).put(260, y, days, size=8).put(320, y, factor, size=8)
        page.put(428, y, due, size=8).put(530, y, charge, size=8)
    assert [c.value for c in view_of(sheet_of(page.page(2))).candidates if c.field == "amount_due"] == []


def test_a_stamp_between_a_label_and_its_amount_is_not_the_label():
    page = Bill().first().put(433, 370, "REIVED")
    assert next(a.label for a in facts(page, Bill().later(2)).amounts) == "Amount you owed"
    shouted = Paper().put(36, 240, "Billing Summary").row(254, "TAX YOU OWED", "$500.00").row(266, "INTEREST", "5.00")
    assert [r.label for r in tables_of(sheet_of(shouted.page()))[0].rows] == ["TAX YOU OWED", "INTEREST"]
