"""Amounts: as printed, as misread, and what must never become a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import FoundMoney, find_money

from .page import run

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2)
MISREAD = {"0": "OoQ", "1": "Il|", "5": "S", "8": "B", "2": "Z"}


def money(text: str) -> list[FoundMoney]:
    line = run(text)
    return find_money(line.tight, breaks=line.starts)


def values(text: str) -> list[str]:
    return [str(f.value) for f in money(text)]


def confident(text: str) -> list[str]:
    return [str(f.value) for f in money(text) if not f.repaired]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("$9,533.53", "9533.53"),
        ("9,533.53", "9533.53"),
        ("$ 9,533.53", "9533.53"),
        ("$9,533", "9533.00"),
        ("$0.00", "0.00"),
        ("-3,328.00", "-3328.00"),
        ("– 963.00", "-963.00"),
        ("− 963.00", "-963.00"),
        ("-$963.00", "-963.00"),
        ("$-963.00", "-963.00"),
        ("– $ 963.00", "-963.00"),
        ("(963.00)", "-963.00"),
        ("($963.00)", "-963.00"),
        ("963.00-", "-963.00"),
        ("963.00CR", "-963.00"),
        ("963.00 CR", "-963.00"),
        ("$12,345,678.90", "12345678.90"),
        ("$1,234 .56", "1234.56"),
        ("963. 00", "963.00"),
        ("$9, 533.53", "9533.53"),
        ("Interest charges.......54.48", "54.48"),
        ("$9,533.53*", "9533.53"),
        ("You owe $9,533.53.", "9533.53"),
    ],
)
def test_an_amount_as_printed(printed, value):
    assert confident(printed) == [value]


@pytest.mark.parametrize(
    ("misread", "value"),
    [
        ("9.533.53", "9533.53"),
        ("$9.533,53", "9533.53"),
        ("9,533,53", "9533.53"),
        ("1,234:56", "1234.56"),
        ("1,234.5b", "1234.58"),
        ("$1,234.S6", "1234.56"),
        ("$l,234.56", "1234.56"),
        ("$ 1,O00.00", "1000.00"),
        ("1,0O0.00", "1000.00"),
        ("$S00.00", "500.00"),
        ("S1,234.56", "1234.56"),
        ("S 1,234.56", "1234.56"),
        ("l1,234.56", "1234.56"),
        ("8 1,234.56", "1234.56"),
        ("9, 533.53", "9533.53"),
    ],
)
def test_a_misread_amount_is_marked_as_repaired(misread, value):
    assert [(str(f.value), f.repaired) for f in money(misread)] == [(value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "1,234.?6", "1,23?.56", "?1,234.56", "$?,234.56", "1,?34.56", "$1,234.5?", "$1,234.5",  # a digit is missing
        "9, 33.53", "9,5 3.53", "9,53 .53", "9 533.53", "$9 533.53", "9,533. 3", "9,533.5 3",  # a gap in it
        "12,34.56", "1,2345.00", "$1,234.567", "1,234.56.78", ".56", "$.56",  # no amount is written like this
        "7.5%", "$5.00%", "01/02.34", "12/31.00", "10.25/", "6651", "2016", "11:27",
    ],
)  # fmt: skip
def test_what_is_left_of_an_amount_is_none(text):
    assert money(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2016 963.00", ["963.00"]),
        ("Form 1040 963.00", ["963.00"]),
        ("12/31/2016 1,963.00", ["1963.00"]),
        ("December 31, 2016 963.00", ["963.00"]),
        ("January 29, 2018 $9,533.53", ["9533.53"]),
        ("1,234.56 2,345.67", ["1234.56", "2345.67"]),
        ("963.00 – 12.00", ["963.00", "-12.00"]),
        ("6601 54.48", ["54.48"]),
        ("9.533.53 2,000.00", ["9533.53", "2000.00"]),
    ],
)
def test_a_number_in_the_word_before_is_no_part_of_an_amount(text, found):
    assert values(text) == found


def test_whole_dollars_count_only_behind_their_sign_unless_they_are_asked_for():
    assert find_money("1,234") == []
    assert [str(f.value) for f in find_money("1,234", whole_dollars=True)] == ["1234.00"]
    assert find_money("1,234.5", whole_dollars=True) == []
    assert not any(f.value == 5 for f in find_money("1,234.5b", whole_dollars=True))


@given(AMOUNTS, st.sampled_from(["", "$", "$ ", "-", "– ", "-$", "– $ "]))
def test_what_is_printed_is_read_back(value, sign):
    found = money(f"{sign}{value:,.2f}")
    assert [f.value for f in found] == [-value if sign[:1] in ("-", "–") else value]
    assert not found[0].repaired
    assert found[0].cents and found[0].dollar == ("$" in sign)


@given(AMOUNTS, st.data())
def test_a_question_mark_for_a_digit_is_no_amount(value, data):
    text = f"${value:,.2f}"
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    assert confident(f"{text[:at]}?{text[at + 1 :]}") == []


@given(AMOUNTS.filter(lambda v: v >= 1000), st.data())
def test_a_gap_for_a_digit_is_no_other_amount(value, data):
    """Only a gap at an edge of the number can't be seen: "1 234.56" lost no digit that a reader could know of."""
    text = f"{value:,.2f}"
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()][1:]))
    assert confident(f"{text[:at]} {text[at + 1 :]}") == []


@given(AMOUNTS, st.data())
def test_a_letter_for_a_digit_is_the_amount_repaired_or_none(value, data):
    text = f"${value:,.2f}"
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    letter = data.draw(st.sampled_from(MISREAD.get(text[at], "x")))
    found = money(f"{text[:at]}{letter}{text[at + 1 :]}")
    assert found in ([], [f for f in found if f.repaired])
    assert letter == "x" or all(f.value == value for f in found)


@given(st.text(alphabet="0123456789.,-–$()?%/ OolISB|!'\"xCR", max_size=25))
def test_it_never_raises_and_says_where_the_number_stands(text):
    line = run(text)
    last = 0
    for found in find_money(line.tight, breaks=line.starts, whole_dollars=True):
        assert last <= found.start < found.end <= len(line.tight)
        assert any(c.isdigit() for c in line.tight[found.start : found.end])
        last = found.end


@given(st.text(max_size=40))
def test_it_never_raises_on_any_text(text):
    money(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("U5$3,365.80", "3365.80"),
        ("5$3,365.80", "3365.80"),
        ("-US$16,797.00", "-16797.00"),
        ("(US$8,905.00)", "-8905.00"),
    ],
)
def test_the_s_of_us_dollars_is_no_digit_and_its_minus_counts(text: str, amount: str) -> None:
    assert values(text) == [amount]
    assert [str(f.value) for f in find_money(text.lower(), whole_dollars=True)] == [amount]


@pytest.mark.parametrize("text", ["15$3,365.80", "$6,742:19", "$8;88"])
def test_digits_before_a_dollar_sign_or_a_marred_point_are_no_whole_dollars(text: str) -> None:
    assert all(f.repaired for f in find_money(text, whole_dollars=True))


def test_a_stroke_where_a_comma_belongs_is_a_comma() -> None:
    (found,) = money("$10|968.00")
    assert (found.value, found.repaired) == (Decimal("10968.00"), True)
    assert values("$1|,968.00") == ["11968.00"]
