"""Ways of printing that no layout here had when reading was built: found by layouts drawn blind to it."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.candidate import Candidate
from extractors.deadlines_in_text import days_ahead
from extractors.fields import date_candidates, gather
from extractors.layout import sheet_of
from extractors.money_text import find_money
from extractors.number_text import find_tin
from extractors.pagekeys import PageView, view_of
from extractors.periodrows import period_rows
from extractors.roles import role_of
from extractors.rows import Table
from extractors.segment import segment as cut
from extractors.taxperiods import period_choice
from extractors.tiles import tiles_of
from extractors.values import find_bare_page_of, find_dates, find_page_of
from schemas.geometry import Box, union
from schemas.ledger import PageFate
from schemas.notice import AmountRole
from schemas.reading import Segment, Word
from tests.extractors.notices import Bill, SecondReader, compose, numbered
from tests.extractors.page import Paper, run, segment, tight


def seen(paper: Paper) -> PageView:
    return view_of(sheet_of(paper.page()))


def of(view: PageView, field: str) -> list[Candidate]:
    return [c for c in view.candidates if c.field == field and c.value is not None]


def values(view: PageView, field: str) -> set[object]:
    return {c.value for c in of(view, field)}


def first_page() -> Paper:
    return Paper().put(500, 770, "Page 1 of 3")


def test_a_value_in_a_cell_is_read_from_the_small_label_under_it():
    grid = first_page().put(60, 690, "March 5, 2024", size=9).put(60, 701, "Prepared on", size=6)
    grid.put(220, 690, "CP503", size=9).put(220, 701, "This document is", size=6)
    grid.put(380, 690, "XXX-XX-1234", size=9).put(380, 701, "Taxpayer number", size=6)
    view = seen(grid)
    assert values(view, "notice_date") == {date(2024, 3, 5)}
    assert values(view, "notice_code") == {"CP503"}
    assert [c.value.last4 for c in of(view, "tin")] == ["1234"]  # type: ignore[attr-defined]


def test_what_stands_over_a_label_of_the_same_size_is_another_ones_value():
    column = first_page().put(60, 300, "Notice date", "March 5, 2024", "Last day to pay", "(not legible)", size=9)
    assert values(seen(column), "due_date") == set()


def test_a_total_set_over_its_label_is_the_amount_due_of_a_row_of_tiles():
    tiles = first_page()
    for number, (amount, label) in enumerate(
        [("$500.00", "Tax"), ("$20.00", "Penalty"), ("$5.00", "Interest"), ("$525.00", "Total you owe now")]
    ):
        tiles.put(40 + 140 * number, 400, amount, size=11).put(40 + 140 * number, 413, label, size=7)
    assert values(seen(tiles), "amount_due") == {Decimal("525.00")}


def test_the_end_of_a_sentence_is_not_the_amount_of_the_line_below_it():
    text = first_page().put(72, 320, "Statement: balance $1,129.82; further penalty $22.95; and further interest $")
    text.put(72, 333, "36.58.").put(72, 346, "Balance to be paid at once: USD 1,189.35.")
    assert values(seen(text), "amount_due") == {Decimal("1189.35")}


@pytest.mark.parametrize("shown", ["ending in 1234", "ends in 1234", "last four digits 1234"])
def test_a_number_told_by_its_end_is_as_good_as_a_masked_one(shown: str):
    (found,) = of(seen(first_page().put(60, 120, f"Taxpayer ID  {shown}")), "tin")
    assert (found.value.last4, found.value.masked) == ("1234", True)  # type: ignore[attr-defined]


def test_a_label_that_announces_four_digits_is_followed_by_these_alone():
    apart = first_page().put(60, 120, "Taxpayer ID ending in").put(200, 120, "1234")
    assert [c.value.last4 for c in of(seen(apart), "tin")] == ["1234"]  # type: ignore[attr-defined]
    assert of(seen(first_page().put(60, 120, "Taxpayer ID").put(200, 120, "1234")), "tin") == []


def test_the_number_of_a_forms_box_belongs_to_its_label():
    boxes = first_page().put(60, 150, "3 NOTICE NO.", size=6).put(62, 160, "CP 14", size=10)
    assert values(seen(boxes), "notice_code") == {"CP14"}


def test_a_bank_account_that_is_to_be_filled_in_is_no_unread_taxpayer_number():
    form = first_page().put(60, 500, "Account number ____________")
    assert [c for c in seen(form).candidates if c.field == "tin"] == []


def test_a_sentence_that_goes_on_with_due_names_no_day_to_pay():
    text = first_page().put(60, 300, "For returns due after December 31, 2022 the least amount is $450, for those")
    text.put(60, 313, "due after December 31, 2023 it is $485.")
    assert values(seen(text), "due_date") == set()


def test_a_column_of_a_table_of_interest_leaves_no_amount_unread():
    table = first_page()
    for x, head, value in ((60, "Period", "07/14/2009"), (200, "Days", "41"), (260, "Factor", "0.004"),
                           (340, "Amount due", "6,331.18"), (450, "Interest", "25.10")):  # fmt: skip
        table.put(x, 540, head).put(x, 556, value)
    assert [c for c in seen(table).candidates if c.field == "amount_due"] == []


def test_a_word_before_a_label_makes_another_label_of_it():
    rows = first_page().row(300, "PREVIOUSLY BILLED AMOUNT", "4,044.14").row(330, "PAY THIS AMOUNT NOW", "4,396.56")
    assert values(seen(rows), "amount_due") == {Decimal("4396.56")}


def test_what_you_owed_is_no_misread_what_you_owe():
    assert values(seen(first_page().row(300, "What you owed last time", "$946.79")), "amount_due") == set()


def test_a_long_address_pushes_the_date_down_but_not_out_of_the_header():
    (found,) = of(seen(first_page().put(72, 245, "Dated . . . . . . . 12 Oct 2020")), "notice_date")
    assert (found.value, found.place.value) == (date(2020, 10, 12), "header")


@pytest.mark.parametrize(
    ("text", "pages"),
    [("Sheet 2 of 4", (2, 4)), ("Hoja 2 de 3", (2, 3)), ("PAGE 2/4", (2, 4)), ("Page 3 out of 7", (3, 7))],
)
def test_pages_are_counted_in_other_words(text: str, pages: tuple[int, int]):
    found = find_page_of(tight(text))
    assert found is not None
    assert found[:2] == pages


def test_words_that_look_like_a_count_of_pages_are_none():
    assert find_page_of(tight("los pagos de los")) is None


@pytest.mark.parametrize(
    ("text", "pages"),
    [("- 2 of 4 -", (2, 4)), ("2/4", (2, 4)), ("4/2", None), ("2/4/2019", None), ("61 of 62", None)],
)
def test_a_bare_count_of_pages_is_all_that_its_line_says(text: str, pages: tuple[int, int] | None):
    assert find_bare_page_of(tight(text)) == pages


def test_a_bare_count_counts_at_the_edges_of_the_page_only():
    assert seen(Paper().put(300, 770, "2/4")).keys.number == 2
    assert seen(Paper().put(300, 200, "2/4")).keys.number is None


@pytest.mark.parametrize(
    ("label", "role"),
    [("Total now due", AmountRole.AMOUNT_DUE), ("Balance to be paid by January 29, 2018", AmountRole.AMOUNT_DUE),
     ("Handling", AmountRole.OTHER)],
)  # fmt: skip
def test_a_label_of_the_amount_due_is_one_in_a_table_too(label: str, role: AmountRole):
    assert role_of(label) is role


def test_a_heading_that_begins_like_a_label_does_not_take_a_stamps_day():
    page = first_page().put(57, 580, "Pay now electronically", size=10).put(57, 596, "Money can go from your account")
    page.put(277, 598, "FEB 27 2022")
    assert values(seen(page), "due_date") == set()


def test_the_day_by_which_to_return_a_form_is_no_tax_year():
    page = first_page().put(300, 330, "Return the response form by March 3, 2016, whether you agree or not. A copy")
    assert values(seen(page), "tax_period") == set()
    form = first_page().put(300, 330, "This letter is about your Form 1040 for 2016 and nothing else at this time.")
    assert len(values(seen(form), "tax_period")) == 1


def test_a_cell_of_a_grid_whose_value_is_lost_is_unread_and_not_empty():
    cells = [(44, "TAXPAYER ID", "XXX-XX-1234"), (140, "FORM NO.", "1040"), (220, "YEAR ENDED", "2016")]
    grid = first_page()
    for x, label, value in [*cells, (300, "ISSUE DATE", "2/19/2018"), (400, "LAST DAY TO PAY", "#1/.2/%")]:
        grid.put(x, 150, label, size=6).put(x, 158, value, size=9)
    (lost,) = [c for c in seen(grid).candidates if c.field == "due_date"]
    assert lost.value is None


def test_the_end_of_a_bank_accounts_number_is_no_taxpayer_number():
    page = first_page().put(60, 300, "Account number ending in 4521").put(60, 330, "Account number").put(
        200, 330, "ending in 4521"
    )  # fmt: skip
    assert of(seen(page), "tin") == []
    assert len(of(seen(first_page().put(60, 120, "Account number").put(200, 120, "XXX-XX-1234")), "tin")) == 1


def test_pages_counted_in_words_go_before_a_bare_count_and_a_fax_machines_is_none():
    both = Paper().put(300, 60, "2/4").put(500, 770, "Page 1 of 3")
    assert (seen(both).keys.number, seen(both).keys.of) == (1, 3)
    assert seen(Paper().put(300, 20, "2/4")).keys.number is None


def tiles_in(paper: Paper) -> tuple[Table, ...]:
    return tiles_of(sheet_of(paper.page()))


def test_tiles_are_a_table_whose_rows_sum_or_not():
    page = first_page().put(40, 380, "What your account shows", size=12)
    for number, (amount, label) in enumerate(
        [("$500.00", "Increase in tax"), ("$20.00", "Penalty"), ("$5.00", "Interest to date"), ("$525.00", "Total")]
    ):
        page.put(40 + 140 * number, 400, amount, size=11).put(42 + 140 * number, 425, label, size=7)
    (table,) = tiles_in(page)
    assert [(r.label, r.amount) for r in table.rows] == [
        ("Increase in tax", Decimal("500.00")), ("Penalty", Decimal("20.00")),
        ("Interest to date", Decimal("5.00")), ("Total", Decimal("525.00")),
    ]  # fmt: skip
    assert "account" in table.heading


def test_amounts_one_under_the_other_are_no_tiles():
    column = first_page()
    for number, (amount, label) in enumerate([("$500.00", "Tax"), ("$20.00", "Penalty"), ("$5.00", "Interest")]):
        column.put(60, 300 + 40 * number, amount, size=11).put(60, 314 + 40 * number, label, size=7)
    assert tiles_in(column) == ()


def test_two_amounts_with_small_words_below_are_no_summary():
    pair = first_page().put(60, 300, "$500.00", size=11).put(60, 314, "Tax", size=7)
    assert tiles_in(pair.put(260, 300, "$20.00", size=11).put(260, 314, "Penalty", size=7)) == ()


def test_a_bold_value_of_the_labels_height_is_told_by_its_wider_letters():
    def cell(day: str, width: float) -> Paper:
        words = segment(day, 220, 690, 7)
        wide = [Word(w.text, Box(220 + (w.box.x0 - 220) * width, 690, 220 + (w.box.x1 - 220) * width, 697), 0.99)
                for w in words.words]  # fmt: skip
        paper = first_page().put(220, 699, "Last day to pay", size=7)
        paper.segments.append(Segment(tuple(wide), union(w.box for w in wide), 0.99))
        return paper

    assert values(seen(cell("March 5, 2024", 1.3)), "due_date") == {date(2024, 3, 5)}
    assert values(seen(cell("March 5, 2024", 1.0)), "due_date") == set()


@pytest.mark.parametrize("stray", [".", ",", "'", "*", ":", "~", "-"])
def test_a_speck_between_month_and_day_is_no_part_of_the_date(stray: str):
    (found,) = find_dates(tight(f"January{stray} 8, 2018"))
    assert found.value == date(2018, 1, 8)


def test_a_page_that_names_its_notice_at_the_foot_is_no_enclosure_whatever_it_quotes():
    words = ("The IRS Collection Process, Publication 594", "Privacy Act Notice", "Paperwork Reduction Act notice")
    foot = Paper().put(72, 100, *words).put(60, 765, "CP210").put(120, 765, "25 Mar 20.13").put(500, 765, "PAGE 3,4")
    assert (seen(foot).keys.code, seen(foot).keys.number, seen(foot).keys.of) == ("CP210", 3, 4)
    assert cut([seen(foot)]).outcomes == ()
    assert cut([seen(Paper().put(72, 100, *words))]).outcomes[0].fate is PageFate.NOT_A_NOTICE


def test_a_running_foot_is_read_where_stars_and_bars_of_it_are_lost():
    keys = seen(Paper().put(57, 760, "CP05 November1 13, 2023 | *.**-8417").put(500, 760, "2/3")).keys
    assert (keys.code, keys.last4, keys.number, keys.of) == ("CP05", "8417", 2, 3)


@pytest.mark.parametrize(
    "shown", ["***-**-1234", "XXX-XX-1234", "XXXXX1234", "*.**-1234", "**-***1234", "X-XX-1234", "**,**.1234"]
)
def test_a_mask_may_have_lost_some_of_its_signs(shown: str):
    found = find_tin(tight(shown))
    assert found is not None and (found.last4, found.masked) == ("1234", True)


@pytest.mark.parametrize("shown", ["x-1234", "**1234", "ext.-1234", "#-#1234"])
def test_two_signs_before_four_digits_are_no_mask(shown: str):
    assert find_tin(tight(shown)) is None


def test_keys_that_ran_together_in_a_running_head_are_told_apart():
    keys = seen(Paper().put(57, 40, "IRSCP501 / November 6.2019/XXX-XX-3441").put(500, 40, "Page 3/4")).keys
    assert (keys.code, keys.date, keys.last4, keys.number) == ("CP501", date(2019, 11, 6), "3441", 3)


def test_two_places_that_lost_their_point_are_no_words_behind_whole_dollars():
    assert find_money("youowe$7,67263.", breaks=run("You owe $7,672 63.").starts) == []
    (later,) = find_money("pay$50030daysafter", breaks=run("Pay $500 30 days after").starts)
    assert later.value == Decimal("500.00")


@pytest.mark.parametrize(
    "text",
    ["No tenemos su declaración, Formulario 1040, para el año 2013.", "Mensaje sobre su Formulario 1040 de 2013 hoy",
     "Si tiene que presentar una declaración para 2013, hágalo ahora."],
)  # fmt: skip
def test_sentences_in_spanish_name_the_year_of_a_form_or_return(text: str):
    assert values(seen(first_page().put(60, 300, text)), "tax_period") == {((date(2013, 12, 31), True),)}


REFERENCE = "Our ref: CP 503 / TY 2020 / Form 1040 / Soc. Sec. No. ending in 6079"


def test_a_reference_line_tells_the_code_the_year_and_the_number():
    keys = seen(first_page().put(60, 150, "Written on 21-MAR-2022").put(60, 170, REFERENCE)).keys
    assert (keys.code, keys.last4, keys.periods) == ("CP503", "6079", {date(2020, 12, 31)})


def test_a_running_head_with_two_days_has_the_notices_day_behind_its_code():
    line = "Continuing CP77 of Sept. 20, 2024; Filer ID last four digits 7783; Deadline to answer Oct. 21, 2024"
    keys = seen(Paper().put(60, 40, line, size=8).put(520, 40, "p. 2 of 3", size=8)).keys
    assert (keys.code, keys.date, keys.last4, keys.number) == ("CP77", date(2024, 9, 20), "7783", 2)


@pytest.mark.parametrize(
    ("question", "answer", "field"),
    [("Which notice is this?", "CP53", "notice_code"), ("When did we mail it?", "May 4, 2021", "notice_date"),
     ("¿Cuándo se escribió?", "4 de mayo de 2021", "notice_date"),
     ("What is the last day to pay?", "Monday, 27-JAN-2016", "due_date")],
)  # fmt: skip
def test_facts_may_be_told_as_questions_and_answers(question: str, answer: str, field: str):
    assert len(values(seen(first_page().put(60, 140, question).put(320, 140, answer)), field)) == 1


@pytest.mark.parametrize(
    ("shown", "end"),
    [("Q3 2017", date(2017, 9, 30)), ("third quarter of 2017", date(2017, 9, 30)), ("2017 Q3", date(2017, 9, 30)),
     ("09/2017", date(2017, 9, 30)), ("calendar year 2017", date(2017, 12, 31)), ("TY 2017", date(2017, 12, 31)),
     ("tercer trimestre de 2017", date(2017, 9, 30)), ("3rd quarter 2017", date(2017, 9, 30))],
)  # fmt: skip
def test_quarters_and_years_are_told_in_many_ways(shown: str, end: date):
    (found,) = values(seen(first_page().put(60, 100, "Filing period", shown)), "tax_period")
    assert found[0][0] == end  # type: ignore[index]


def test_words_of_a_title_are_no_labels_of_what_stands_below_it():
    page = first_page().put(60, 90, "Notice of Your Collection Due Process Right to a Hearing", size=12)
    page.put(60, 110, "When did we mail it?").put(270, 110, "January 25, 2021")
    assert values(seen(page), "due_date") == set()


def test_further_periods_below_count_though_a_title_stands_beside_them():
    page = first_page().put(400, 100, "Reporting period ended", "Dec. 31, 2017", "Dec. 31, 2020")
    page.put(60, 126, "Notice of intent to terminate your agreement")
    (found,) = values(seen(page), "tax_period")
    assert len(found) == 2  # type: ignore[arg-type]


def test_days_with_spanish_months_cut_short_are_read_between_strokes_only():
    assert values(seen(first_page().put(60, 60, "Fecha del estado", "09-ABR-2018")), "notice_date") == {
        date(2018, 4, 9)
    }
    assert find_dates(tight("ago 9, 2018")) == []
    assert find_dates(tight("ago 19, 2018")) == []


def test_a_first_page_whose_head_is_spoilt_is_still_a_notices():
    page = Paper().put(60, 60, "IRS").put(200, 60, "Departmen of the Treasury").put(60, 90, "page. 1 of 3")
    facts = [("When was it written?", "November 9, 2023"), ("Which notice is this?", "Letter 4883C"),
             ("Under which Social Security number?", "XXX-XX-7012")]  # fmt: skip
    for number, (question, answer) in enumerate(facts):
        page.put(60, 330 + 14 * number, question).put(320, 330 + 14 * number, answer)
    page.put(60, 480, "Please have with you this letter and the Forms W-2, 1099 or schedules")
    keys = seen(page).keys
    assert (keys.number, keys.of) == (1, 3)
    assert keys.weight > keys.paper.weight
    assert cut([seen(page)]).outcomes == ()


def test_the_day_beside_another_label_or_an_amount_is_no_unlabelled_notice_date():
    head = Paper().put(60, 60, "Período tributario", "Fecha del aviso")
    head.put(200, 60, "30 de septiembre de 2024", "24 de febrero de 2025")
    assert values(seen(head), "notice_date") == {date(2025, 2, 24)}
    table = Paper().put(60, 60, "September 3, 2018 LTR 2645C 0", "November 8, 2017", "December 6, 2017")
    table.put(300, 73, "$196.00", "1,403.00")
    assert values(seen(table), "notice_date") == {date(2018, 9, 3)}


def test_a_page_of_the_irs_that_tells_three_facts_waits_for_a_person_instead_of_being_set_aside():
    def told(*words: str) -> Paper:
        page = Paper().put(60, 300, "Day of this mailing", "Amount to settle", "Please settle by")
        page.put(300, 300, "nothing", "$525.00", "March 5, 2024").put(60, 345, "Filer ID").put(
            300, 345, "XXX-XX-1234"
        )
        return page.put(60, 500, *words)

    assert cut([seen(told("Read more at www.irs.gov/payments before you call"))]).outcomes == ()
    assert cut([seen(told("Read more at www.example.com before you call"))]).groups == ()
    wages = told("Internal Revenue Service", "W-2 Wage and Tax Statement", "Federal income tax withheld")
    assert cut([seen(wages)]).groups == ()


@pytest.mark.parametrize(("x", "y"), [(400, 312), (480, 300)])
def test_a_label_of_the_code_may_be_answered_with_the_word_letter(x: float, y: float):
    page = first_page().put(400, 300, "Notice code").put(x, y, "Letter 3172")
    page.put(60, 322, "the amounts are paid or can no longer be collected.")
    found = of(seen(page), "notice_code")
    assert [(c.value, c.label) for c in found] == [("L3172", "Notice code")]


def test_in_sentences_set_in_capitals_no_word_begins_a_label():
    page = first_page().put(
        60, 300, "FOR RETURNS DUE AFTER DECEMBER 31, 2022 THE LEAST AMOUNT IS FOUR HUNDRED AND FIFTY DOLLARS OR",
        "DUE AFTER DECEMBER 31, 2023 IT IS FOUR HUNDRED AND EIGHTY-FIVE DOLLARS AS THE LAW NOW SAYS",
    )  # fmt: skip
    assert values(seen(page), "due_date") == set()
    header = first_page().put(300, 60, "DATE OF THIS NOTICE: 12-22-2004", "FORM: 1040A TAX PERIOD: 12-31-2001")
    assert len(values(seen(header), "tax_period")) == 1


def test_lines_with_leaders_are_a_header_and_no_sentence():
    told = {"DT OF NTC": "OCT 05 2009", "NTC NO": "CP567", "REF OF DESK": "41.07.11", "RMT BY": "OCT 26 2009"}
    lines = [f"{label:.<30} {value}" for label, value in told.items()]
    view = seen(first_page().put(60, 60, *lines))
    assert values(view, "notice_code") == {"CP567"}
    assert values(view, "due_date") == {date(2009, 10, 26)}


def test_a_remark_in_brackets_belongs_to_the_label():
    page = first_page().put(60, 100, "SSN (keep private)", "XXX-XX-1234").put(60, 140, "TAX PD (YYYYMM)", "201212")
    assert [c.value.last4 for c in of(seen(page), "tin")] == ["1234"]  # type: ignore[attr-defined]
    assert values(seen(page), "tax_period") == {((date(2012, 12, 31), False),)}


def test_a_reference_line_lists_all_its_periods():
    page = first_page().put(60, 170, "Our ref: CP504 / TY 2017, 2020 and 2021 / Form 1040 / SSN XXX-XX-6079")
    (found,) = values(seen(page), "tax_period")
    assert [end.year for end, _ in found] == [2017, 2020, 2021]  # type: ignore[attr-defined]


def test_a_count_of_pages_that_was_torn_or_marred_is_still_read():
    torn = seen(Paper().put(300, 30, "PAGE 1").put(360, 30, "bF 4")).keys
    assert (torn.number, torn.of) == (1, 4)


def test_columns_behind_a_label_list_the_periods_of_a_table_with_one_for_each():
    table = first_page().put(40, 426, "Period covered").put(264, 426, "31-DEC-2015").put(414, 426, "31-DEC-2016")
    table.put(510, 426, "All periods")
    (found,) = values(seen(table), "tax_period")
    assert [end for end, _ in found] == [date(2015, 12, 31), date(2016, 12, 31)]  # type: ignore[attr-defined]


def test_what_stands_beside_a_value_under_its_label_is_another_labels():
    band = Paper().put(60, 60, "Tax year covered").put(200, 60, "Date sent").put(60, 72, "2016").put(200, 72, "2018")
    (found,) = values(seen(band), "tax_period")
    assert found == ((date(2016, 12, 31), True),)


@pytest.mark.parametrize(
    "told",
    ["for the calendar year 2008, the calendar year 2010 and the calendar year 2013",
     "for TY 2008, TY 2010 and TY 2013",
     "for the year that ended December 31, 2008, the year that ended December 31, 2010 and the year that ended "
     "December 31, 2013"],
)  # fmt: skip
def test_a_list_of_periods_may_say_for_each_what_it_is(told: str):
    text = first_page().put(60, 300, f"This concerns your Form 1040 {told}.")
    (found,) = values(seen(text), "tax_period")
    assert [end.year for end, _ in found] == [2008, 2010, 2013]  # type: ignore[attr-defined]


def test_a_year_of_another_wording_is_part_of_the_value_of_the_label_beside_it():
    facts = first_page().put(60, 250, "Year or years covered:").put(
        290, 250, "calendar year 2016", "calendar year 2017"
    )  # fmt: skip
    (found,) = of(seen(facts), "tax_period")
    assert [end.year for end, _ in found.value] == [2016, 2017]  # type: ignore[attr-defined]
    assert found.label == "Year or years covered"


def test_a_subject_line_tells_the_code_and_the_number_though_it_goes_on():
    keys = seen(first_page().put(60, 150, "Subject: our notice CP523, kept under taxpayer number 261-00-5249")).keys
    assert (keys.code, keys.last4) == ("CP523", "5249")
    masked = seen(first_page().put(60, 150, "About our notice CP523, kept under SSN XXX-XX-5249"))
    assert (masked.keys.code, [c.label for c in of(masked, "tin")]) == ("CP523", ["SSN"])
    assert seen(first_page().put(60, 350, "About our notice CP523 you can read more on our pages.")).keys.code is None


def test_at_once_in_place_of_a_day_leaves_no_day_unread():
    def band(said: str) -> list[Candidate]:
        page = first_page().put(226, 213, "Due date for payment", size=7).put(226, 224, said, size=8)
        return [c for c in seen(page).candidates if c.field == "due_date"]

    assert band("Immediately") == []
    assert of(seen(first_page().put(45, 285, "Payments on account")), "due_date") == []
    rows = first_page().put(45, 285, "Payments on account", "Payable on receipt", "Payment due by 1?9/2018")
    rows.put(45, 340, "Payment due date IIlzOlB")  # letters where a day was: unread, not absent
    labels = [c.label for c in seen(rows).candidates if c.field == "due_date"]
    assert labels == ["Payment due by", "Payment due date"]
    assert [c.value for c in band("#1/.2/%")] == [None]


def test_a_code_of_the_catalogue_goes_before_a_letter_of_the_same_number():
    assert values(seen(Paper().put(60, 35, "Notice or letter number: 972CG")), "notice_code") == {"972CG"}


def test_a_count_of_pages_may_stand_under_its_heading():
    head = Paper().put(341, 144, "Page/pages", size=7).put(341, 155, "1/3", size=8)
    assert (seen(head).keys.number, seen(head).keys.of) == (1, 3)
    assert seen(Paper().put(341, 144, "Line", size=7).put(341, 155, "1/3", size=8)).keys.number is None


def test_the_day_to_reply_by_in_a_running_head_is_no_notice_date():
    head = (
        Paper()
        .put(147, 28, "Date sent", "09-AUG-2005", size=8)
        .put(253, 28, "Social security no", "110-00-1320", size=8)
    )
    head.put(360, 28, "Reply expected by", "15-SEP-2005", size=8).put(466, 28, "Page/pages", "2/2", size=8)
    later = seen(head)
    assert date_candidates(gather([later], ())) == [c for c in of(later, "notice_date") if c.label]


@pytest.mark.parametrize("stamped", ["MAY 30 2019", "2019 MAY 30"])
def test_a_stamped_day_is_no_day_that_a_sentence_names(stamped: str):
    page = first_page().put(60, 300, "We may take your bank account or other property that you have under the law.")
    stamp = page.put(64, 313, stamped)
    assert days_ahead(sheet_of(stamp.page()), date(2019, 5, 27), 100) == []
    named = first_page().put(
        60, 300, "We may take your bank account or other property on the day of", "May 30, 2019."
    )
    assert days_ahead(sheet_of(named.page()), date(2019, 5, 27), 100) == [date(2019, 5, 30)]


def test_a_day_from_which_something_is_counted_is_none_to_act_by():
    page = first_page().put(
        60, 300, "It came after the three years that the law gives, counted from", "June 15, 2019."
    )
    assert days_ahead(sheet_of(page.page()), date(2019, 5, 27), 100) == []
    page = first_page().put(60, 300, "What we need has to be with us thirty days from", "June 15, 2019.")
    assert days_ahead(sheet_of(page.page()), date(2019, 5, 27), 100) == [date(2019, 6, 15)]


def test_the_days_of_a_list_of_payments_are_none_to_act_by():
    notice = Bill(code="CP24", due="")
    page = notice.first().put(60, 500, "Date received", size=8).put(500, 500, "Amount", size=8)
    for number, day in enumerate(("January 10, 2018", "February 4, 2018", "March 1, 2018")):
        page.put(60, 513 + 11 * number, day, size=8).put(500, 513 + 11 * number, "$210.00", size=8)
    page.put(60, 546, "and all of them have been", size=8)
    (read,) = compose(numbered(page, notice.later(2)), SecondReader()).notices
    assert "day_not_understood" not in [f.code for f in read.findings]


def test_a_misread_label_behind_a_year_ends_it():
    head = Paper().put(120, 30, "Tax year: 2022 recha of nctice: November 10, 2025 TIN: XXX-XX-6681", size=8)
    assert values(seen(head), "tax_period") == {((date(2022, 12, 31), True),)}
    several = Paper().put(120, 30, "Tax periods: December 31, 2021, and also March 31, 2022", size=8)
    assert values(seen(several), "tax_period") == {((date(2021, 12, 31), False), (date(2022, 3, 31), False))}


def test_a_later_day_misread_as_no_later_than_is_one_to_act_by():
    text = first_page().put(
        60, 300, "Send us $538.43 no iater than August 20, 2025; what arrives after it costs more."
    )
    assert values(seen(text), "due_date") == {date(2025, 8, 20)}


def test_a_year_behind_words_of_no_day_is_read_by_no_pattern_of_days():
    head = first_page().put(42, 94, "Period of tax", "Período del impuesto", "2010-12-31")
    head.put(36, 298, "A penalty was charged to the business for the tax period ended 2010-12-31 under the rules.")
    assert values(seen(head), "tax_period") == {((date(2010, 12, 31), False),)}


def test_a_dash_between_label_and_amount_is_no_minus_and_one_at_the_amount_is():
    def asked(line: str) -> set[object]:
        return values(seen(first_page().put(60, 300, line)), "amount_due")

    assert asked("Amount you owe now - US$41,686.63") == {Decimal("41686.63")}
    assert asked("Amount you owe now -US$41,686.63") == {Decimal("-41686.63")}


def test_a_bracket_that_may_be_a_letter_of_the_code_makes_no_code_of_it():
    assert values(seen(Paper().put(60, 100, "Notice number: CP220]")), "notice_code") == set()
    assert values(seen(Paper().put(60, 100, "Notice number: CP503]")), "notice_code") == {"CP503"}


def test_facts_may_be_items_of_a_list_each_behind_a_dash():
    page = first_page().put(43, 190, "• Delivered with this message - Notice LT11", "• Year in question - 2012")
    page.put(43, 216, "• Primary SSN - ***-**-8668")
    view = seen(page)
    assert (view.keys.code, view.keys.last4) == ("LT11", "8668")
    assert values(view, "tax_period") == {((date(2012, 12, 31), True),)}


def test_a_sheet_counted_above_the_stub_is_counted_and_a_sentence_counts_none():
    assert seen(Paper().put(539, 601, "Sheet 1/3")).keys.of == 3
    assert seen(Paper().put(60, 500, "The table is on page 2 of 3 of this letter")).keys.of is None


def test_a_bare_count_at_the_very_top_counts_beside_the_notices_name():
    named = Paper().put(43, 19, "Notice LT11 | IRS Secure Message Center", size=7).put(559, 20, "1/3", size=7)
    assert (seen(named).keys.number, seen(named).keys.of) == (1, 3)
    fax = Paper().put(25, 19, "07/07/2018 14:42 FRONT DESK", size=7).put(559, 20, "1/3", size=7)
    assert seen(fax).keys.number is None


def test_blocks_under_each_other_tell_of_one_period_each():
    page = first_page().put(36, 200, "Final notice about your Form 1040 of 2009 and 2011", size=12)
    for number, year in enumerate((2009, 2011)):
        page.row(300 + 90 * number, "Tax period closing", f"December 31, {year}", right=300)
        page.row(313 + 90 * number, "Interest now added", "$40.83", right=300)
    blocks = period_choice(gather([seen(page)], ())).candidates
    assert {tuple(end.year for end, _ in c.value) for c in blocks} == {(2009, 2011)}  # type: ignore[union-attr]


def test_a_year_whose_one_was_read_as_an_l_is_in_the_list():
    text = first_page().put(60, 255, "We have not received the overdue tax for 201l and 2012 (Form 1040). We intend")
    (found,) = values(seen(text), "tax_period")
    assert [end.year for end, _ in found] == [2011, 2012]  # type: ignore[attr-defined]


def test_what_kind_a_masked_number_is_most_places_say():
    lost, whole = Bill(tin="XX-XX6882", pages=4), Bill(tin="XX-XXX6882", pages=4)
    papers = [lost.first(), *(whole.later(n) for n in (2, 3, 4))]
    (read,) = compose(numbered(*papers), SecondReader()).notices
    assert (read.tin.type, read.tin.last4) == ("ein", "6882")


def test_words_and_a_form_in_brackets_tell_the_kind_of_tax_of_a_period():
    rows = Paper().put(54, 400, "Period(s) at issue", size=8).put(235, 400, "Nature of tax", size=8)
    rows.put(430, 400, "Total liability", size=8)
    for number, (day, money) in enumerate((("June 30, 2022", "$76,596.99"), ("September 30, 2022", "83,986.19"))):
        y = 416 + 15 * number
        rows.put(54, y, day, size=8).put(235, y, "Employment (941)", size=8).put(440, y, money, size=8)
    found = period_rows(sheet_of(rows.page()))
    assert [(r.form, r.period[0]) for r in found] == [("941", date(2022, 6, 30)), ("941", date(2022, 9, 30))]
    stub = Paper().put(54, 680, "Income (Form 1040)", size=8).put(236, 680, "February 4, 2025", size=8)
    assert period_rows(sheet_of(stub.put(404, 680, "$659.91", size=8).page())) == ()


def test_the_head_of_a_column_of_periods_stands_for_all_its_rows():
    page = Bill(code="LT38", year="2013").first().without("Tax year").without("2013")
    page.put(54, 470, "Tax period(s) at issue", size=8).put(235, 470, "Nature of tax", size=8)
    page.put(430, 470, "Total liability", size=8)
    for number, year in enumerate(("2013", "2014")):
        y = 488 + 16 * number
        page.put(54, y, f"December 31, {year}", size=8).put(235, y, "Income (1040)", size=8).put(
            440, y, "500.00", size=8
        )
    choice = period_choice(gather([seen(page)], ()))
    assert {p[0] for c in choice.candidates for p in c.value} == {date(2013, 12, 31), date(2014, 12, 31)}  # type: ignore[attr-defined]


def test_the_middle_of_another_columns_sentence_is_no_value():
    page = first_page().put(
        240, 254, "A part of the overpayment on your return was used for tax", "owed from 2019.", size=8
    )
    page.put(54, 264.4, "Year(s) at issue:", size=8).put(68, 276, "December 31, 2022", size=8)
    assert values(seen(page), "tax_period") == {((date(2022, 12, 31), False),)}


def test_the_end_of_a_title_is_no_label_without_its_value():
    title = first_page().put(240, 186, "We applied your overpayment to an", "unpaid balance", size=11)
    assert not [c for c in seen(title).candidates if c.field == "amount_due"]
    asked = first_page().put(240, 186, "Your application for an Individual Taxpayer", size=11)
    asked.put(277, 200, "Identification Number", size=11)
    assert not [c for c in seen(asked).candidates if c.field == "tin"]
    alone = first_page().put(277, 200, "Identification Number", size=11)
    assert [c.value for c in seen(alone).candidates if c.field == "tin"] == [None]


def test_a_notice_without_letters_before_its_number_is_named_by_its_revision():
    foot = Paper().put(54, 765, "972-CG (Rev. 12-2004)", size=8).put(285, 765, "Page 1 of 4", size=8)
    assert values(seen(foot), "notice_code") == {"972CG"}
    other = Paper().put(54, 765, "Catalog 972 (Rev. 12-2004)", size=8).put(285, 765, "Page 1 of 4", size=8)
    assert values(seen(other), "notice_code") == set()


def test_a_label_that_goes_on_behind_a_comma_is_a_heading():
    page = first_page().put(40, 440, "Your balance, item by item", size=11)
    assert not [c for c in seen(page).candidates if c.field == "amount_due"]
    alone = first_page().put(40, 440, "Your balance", size=11)
    assert [c.value for c in seen(alone).candidates if c.field == "amount_due"] == [None]


def test_a_period_below_behind_a_label_of_its_own_is_that_labels():
    page = first_page().put(60, 400, "calendar year 2018", "calendar year 2021")
    choice = period_choice(gather([seen(page)], ()))
    assert [c.value for c in choice.candidates] == [((date(2018, 12, 31), True), (date(2021, 12, 31), True))]
    assert choice.against == ()


@pytest.mark.parametrize(("asked", "status"), [("$9,533.53", "found"), ("$9,353.53", "conflicting")])
def test_the_amount_of_a_stub_counts_though_rows_of_the_summary_reach_down_to_it(asked: str, status: str):
    page = Bill().first()
    page.segments = [s for s in page.segments if s.box.y0 < 690]
    page.row(575, "One more row of the summary", "$12.00").put(36, 680, "Kindly use a check or money order")
    page.put(36, 700, "In words of its own").put(450, 700, asked)
    (read,) = compose(numbered(page, Bill().later(2)), SecondReader()).notices
    assert read.fields["amount_due"].status.value == status
