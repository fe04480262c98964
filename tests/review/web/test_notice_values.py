"""What people type, understood or refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.web.notice_values import as_typed, period_of, typed
from schemas.notice import CRITICAL_FIELDS, OTHER_FIELDS

TODAY = date(2018, 1, 20)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("amount_due", "$9,533.53", "9533.53"),
        ("amount_due", "9533", "9533.00"),
        ("amount_due", "-3,328.00", "-3328.00"),
        ("amount_due", "($12.50)", "-12.50"),
        ("notice_date", "1/8/2018", "2018-01-08"),
        ("notice_date", "January 8,2018", "2018-01-08"),
        ("due_date", "Jan. 29, 2018", "2018-01-29"),
        ("due_date", "2018-01-29", "2018-01-29"),
        ("notice_code", "cp 503", "CP503"),
        ("notice_code", "Letter 1058", "L1058"),
        ("notice_code", "5071C", "L5071C"),
        ("tin.last4", "1234", "1234"),
        ("tin.last4", "XXX-XX-1234", "1234"),
        ("tax_periods", "1040 2016", ("1040|2016-12-31|year",)),
        ("tax_periods", "941 2017 Q4; 941 Q1 2018", ("941|2017-12-31|quarter", "941|2018-03-31|quarter")),
        ("tax_periods", "2016", ("|2016-12-31|year",)),
        ("tax_periods", "1120 year to 2017-06-30", ("1120|2017-06-30|year",)),
        ("tax_periods", "730 2017-02", ("730|2017-02-28|month",)),
        ("caller_id", "0042", "0042"),
        ("taxpayer.address", "7 MILL LANE\n\nSALEM, MA 01970", ("7 MILL LANE", "SALEM, MA 01970")),
    ],
)
def test_understood(field: str, text: str, value: object) -> None:
    assert typed(field, text, today=TODAY).value == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("amount_due", "9,53.53"),
        ("amount_due", "9533.5"),
        ("amount_due", "9.533,53"),
        ("due_date", "13/13/2018"),
        ("due_date", "February 30, 2018"),
        ("notice_date", "1/8/18"),
        ("notice_code", "hello"),
        ("tin.last4", "123456789"),
        ("tin.last4", "12"),
        ("tax_periods", "1040 Q5 2016"),
        ("tax_periods", ";"),
        ("contact_phone", "call me"),
        ("caller_id", "x1"),
        ("amount_due", ""),
    ],
)
def test_refused_with_a_word_on_how_to_write_it(field: str, text: str) -> None:
    found = typed(field, text, today=TODAY)
    assert found.value is None and found.says


def test_a_code_that_nobody_knows_is_kept_with_what_may_be_meant() -> None:
    found = typed("notice_code", "CP5O3", today=TODAY)
    assert found.value and "no such code" in found.says and "CP503" in found.suggestions


@given(st.sampled_from([*CRITICAL_FIELDS, *OTHER_FIELDS]), st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it_and_what_is_understood_is_understood_again(field: str, text: str) -> None:
    found = typed(field, text, today=TODAY)
    if found.value is not None:
        again = typed(field, as_typed(field, found.value), today=TODAY)
        assert again.value == found.value


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_period_comes_back_as_it_was_kept(day: date) -> None:
    assert period_of(f"1040|{day.isoformat()}|year").period_end == day
    assert period_of(day.isoformat()).kind == "unknown"
