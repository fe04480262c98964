"""Bills like statements of account, computation sheets, self-mailers: found by layouts drawn blind to reading."""

from datetime import date

import pytest

from extractors.address import address_block
from extractors.candidate import Candidate
from extractors.fields import date_candidates, gather
from extractors.layout import sheet_of
from extractors.pagekeys import PageView, view_of
from extractors.rows import Table, amounts_in
from extractors.segment import segment as cut
from extractors.tables import tables_of
from extractors.taxperiods import period_choice
from tests.extractors.page import Paper, run


def first_page() -> Paper:
    return Paper().put(500, 770, "Page 1 of 3")


def seen(paper: Paper, number: int = 1) -> PageView:
    return view_of(sheet_of(paper.page(number)))


def of(view: PageView, field: str) -> list[Candidate]:
    return [c for c in view.candidates if c.field == field and c.value is not None]


def amounts(table: Table) -> list[str]:
    return [f"{row.amount}" for row in table.rows]


ENTRIES = (
    ("Tax on your return", "565.00", "565.00"),
    ("Payments", "-306.00", "259.00"),
    ("Interest", "11.41", "270.41"),
)


def statement(entries: tuple[tuple[str, str, str], ...], total: str = "270.41") -> Table:
    page, y = first_page(), 300.0
    for label, entry, balance in entries:
        page.put(60, y, label)
        if entry:
            page.right(460, y, entry)
        page.right(570, y, balance)
        y += 14
    page.put(60, y, "Amount you owe").right(570, y, total)
    return tables_of(sheet_of(page.page()))[0]


def test_behind_the_entries_of_a_statement_runs_its_balance():
    table = statement(ENTRIES)
    assert (amounts(table), table.columns) == (["565.00", "-306.00", "11.41", "270.41"], 1)


def test_a_balance_brought_forward_has_no_entry():
    table = statement((("Balance brought forward", "", "259.00"), ("Interest", "11.41", "270.41")))
    assert (amounts(table), table.columns) == (["259.00", "11.41", "270.41"], 1)


def test_a_refund_at_the_end_is_printed_without_the_minus_of_the_balance():
    owed = (("Balance brought forward", "", "8.75"), ("Tax correction, credit", "-20.00", "-11.25"))
    assert amounts(statement(owed, "11.25")) == ["8.75", "-20.00", "11.25"]


@pytest.mark.parametrize(("row", "balance"), [(1, "258.00"), (2, "270.40")])
def test_a_balance_that_does_not_run_to_the_cent_is_another_column(row: int, balance: str):
    entries = [*ENTRIES]
    entries[row] = (*entries[row][:2], balance)
    assert statement(tuple(entries)).columns == 2


def test_labels_set_flush_right_before_their_amounts_are_of_one_table():
    page = first_page()
    for number, (label, amount) in enumerate(
        [("Balance you owed before this", "57.09"), ("Tax", "266.00"), ("Interest", "15.89")]
    ):
        page.right(300, 300 + 14 * number, label).right(400, 300 + 14 * number, amount)
    page.right(300, 342, "Amount you owe").right(400, 342, "338.98")
    (table,) = tables_of(sheet_of(page.page()))
    assert amounts(table) == ["57.09", "266.00", "15.89", "338.98"]


def test_a_day_without_a_known_label_is_not_the_notice_s_own_where_it_is_the_day_to_pay():
    page = first_page().put(60, 70, "Internal Revenue Service", "Austin, TX 73301")
    page.put(200, 110, "September 18, 2006", size=11).put(200, 123, "Zu zahlen am", size=6)
    page.put(340, 110, "August 28, 2006", size=11).put(340, 123, "Ausgestellt am", size=6)
    page.put(60, 300, "Please pay $270.41 by September 18, 2006.")
    material = gather([seen(page)], ())
    assert {c.value for c in date_candidates(material)} == {date(2006, 8, 28)}


def numbered_lines() -> Paper:
    page = first_page()
    rows = [
        ("1", "Kind of tax return", "941"),
        ("2a", "Tax period ended", "March 31, 2012"),
        ("2b", "Tax period ended", "June 30, 2012"),
        ("3", "Reply by", "June 17, 2013"),
    ]
    for number, (line, label, value) in enumerate(rows):
        y = 150 + 16 * number
        page.put(45, y, line).put(70, y, label).put(440, y, line).right(572, y, value)
    return page


def test_a_line_s_number_stands_between_label_and_value():
    view = seen(numbered_lines())
    assert {c.value for c in of(view, "due_date")} == {date(2013, 6, 17)}


def test_two_lines_with_the_same_label_list_two_periods():
    periods = period_choice(gather([seen(numbered_lines())], ()))
    assert [c.value for c in periods.candidates] == [((date(2012, 3, 31), False), (date(2012, 6, 30), False))]


def test_a_single_number_at_the_right_is_no_line_s_number():
    page = first_page().put(70, 150, "Tax period ended").put(440, 150, "2").right(572, 150, "March 31, 2012")
    assert of(seen(page), "tax_period") == []


def test_a_value_pushed_to_the_end_of_the_next_line_is_its_label_s():
    page = first_page().put(415, 90, "Date of this notice").right(580, 102, "November 11, 2023").put(415, 115, "Form")
    assert [c.value for c in of(seen(page), "notice_date")] == [date(2023, 11, 11)]


def test_never_an_amount():
    page = first_page().put(60, 300, "Amount you owe").right(300, 312, "$517.82").put(60, 326, "Questions?")
    assert of(seen(page), "amount_due") == []


MAILER = (
    "Official Business",
    "Penalty for Private Use, $300",
    "PRESORTED",
    "FIRST-CLASS MAIL",
    "POSTAGE & FEES PAID",
)


def mailer(*facts: str) -> Paper:
    page = Paper().put(40, 60, "Department of the Treasury", "Internal Revenue Service", *MAILER)
    page.put(40, 360, "ANNA EXAMPLE", "12 MILL LANE", "SALEM, MA 01970-4411")
    return page.put(420, 60, *facts)


def test_a_self_mailer_that_counts_its_pages_is_no_envelope():
    first = mailer("Notice CP503", "Notice date March 5, 2024", "SSN XXX-XX-1234").put(500, 770, "Page 1 of 2")
    second = Paper().put(420, 60, "Notice CP503", "Notice date March 5, 2024").put(500, 770, "Page 2 of 2")
    (group,) = cut([seen(first), seen(second, 2)]).groups
    assert group.pages == (1, 2)


def test_an_envelope_with_a_notice_s_name_in_its_window_is_one():
    found = cut([seen(mailer("Notice CP503"))])
    assert [o.reason for o in found.outcomes] == ["looks like: envelope"]


def test_the_box_for_the_stamp_is_no_address():
    block = address_block(seen(mailer()).sheet)
    assert block is not None
    assert (block.name, block.address[-1]) == ("ANNA EXAMPLE", "SALEM, MA 01970-4411")


def test_the_last_line_of_a_title_is_no_label():
    page = first_page().put(200, 100, "We applied your overpayment to an", "unpaid balance", size=18)
    page.put(200, 150, "$396.08 of the overpayment on your return", "was used for tax owed from 2002.")
    assert of(seen(page), "amount_due") == []


def test_a_running_foot_asks_for_nothing_by_the_day_it_was_mailed():
    page = Paper().put(300, 762, "Printed and mailed: July 1, 2024", size=7)
    page.put(300, 771, "Last day for hearing request: July 31, 2024", size=7).put(500, 762, "page 2 of 4", size=7)
    page.put(60, 771, "SSN XXX-XX-1234", size=7)
    assert {c.value for c in of(seen(page, 2), "due_date")} == {date(2024, 7, 31)}


@pytest.mark.parametrize("said", ["When you get this", "Immediately", "Upon receipt"])
def test_words_over_the_caption_of_a_due_date_say_that_no_day_is_printed(said: str):
    page = first_page().put(450, 137, said, size=11).put(450, 150, "Payment cutoff date", size=6)
    assert [c for c in seen(page).candidates if c.field == "due_date"] == []


@pytest.mark.parametrize("stamped", ["JUL 11 2026", "11 2026", "01/27/2010.."])
def test_a_stamp_s_day_between_a_label_and_its_amount_is_not_the_label(stamped: str):
    page = first_page()
    for number, (label, amount) in enumerate(
        [("Tax", "$463.00"), ("Interest", "6.15"), ("Amount you owe", "469.15")]
    ):
        page.put(60, 300 + 14 * number, label).right(500, 300 + 14 * number, amount)
    page.put(300, 314, stamped)
    (table,) = tables_of(sheet_of(page.page()))
    assert [row.label for row in table.rows] == ["Tax", "Interest", "Amount you owe"]


def test_digits_in_the_boxes_of_a_lettered_cell_are_the_day():
    page = first_page().put(177, 75, "B Action taken on", size=6).put(203, 85, "10|19|2026", size=12)
    page.put(210, 99, "MM", size=4).put(240, 99, "DD", size=4).put(278, 99, "YYYY", size=4)
    assert [c.value for c in of(seen(page), "notice_date")] == [date(2026, 10, 19)]


def test_a_sentence_that_begins_with_a_letter_is_no_cell():
    page = first_page().put(
        60, 100, "A Notice of Federal Tax Lien was filed on August 7, 2017 for the tax listed here."
    )
    assert of(seen(page), "notice_code") == []


@pytest.mark.parametrize(
    ("shown", "amounts"),
    [("$2;577.00.", ["2577.00"]), ("556:37", ["556.37"]), ("1:234:56", ["1234.56"]), ("12:30", []), ("10:04", [])],
)
def test_a_comma_or_point_that_a_fax_made_a_colon_of_is_one_in_a_table(shown: str, amounts: list[str]):
    assert [f"{m.value}" for m in amounts_in(run(shown))] == amounts


def test_a_label_that_a_stamp_cut_in_two_is_one():
    page = first_page()
    for number, (label, amount) in enumerate([("PREVIOUSLY BILLED", "$11,947.59"), ("ADDITIONAL PENALTY", "114.39")]):
        page.put(68, 300 + 14 * number, label).right(470, 300 + 14 * number, amount)
    page.put(154, 300, "AMOUN008. MAR.28").put(68, 328, "PAY THIS AMOUNT NOW").right(470, 328, "$12,061.98")
    (table,) = tables_of(sheet_of(page.page()))
    assert [row.role.value for row in table.rows] == ["amount_owed_before", "other_penalty", "amount_due"]


def test_a_total_whose_label_ends_with_a_year_on_the_next_line_is_of_the_table():
    page = first_page()
    for number, (label, amount) in enumerate([("Cantidad que adeudaba", "$306.14"), ("Intereses", "8.65")]):
        page.put(60, 300 + 14 * number, label).right(500, 300 + 14 * number, amount)
    page.put(60, 328, "Cantidad adeudada, debe recibirse para el 18 de abril de").put(60, 342, "2022.")
    page.right(500, 342, "$314.79")
    table = tables_of(sheet_of(page.page()))[0]
    assert [row.role.value for row in table.rows] == ["amount_owed_before", "interest", "amount_due"]


def test_a_year_at_the_left_of_an_amount_is_a_label_only_below_the_day_it_ends():
    page = first_page().put(60, 300, "Tax").right(500, 300, "$306.14").put(60, 314, "2022").right(500, 314, "8.65")
    assert [row.label for table in tables_of(sheet_of(page.page())) for row in table.rows] == ["Tax"]
