"""Taxpayer numbers, all of them never issued, and tax periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.number_text import find_periods, find_tin, kind_of, month_end, tin_type

from .page import tight

NINE = st.text("0123456789", min_size=9, max_size=9)


def tin(text: str, *, labelled: bool = True) -> tuple[str | None, str, bool, bool] | None:
    found = find_tin(tight(text), labelled=labelled)
    return (found.last4, found.shape, found.masked, found.repaired) if found else None


@pytest.mark.parametrize(
    ("printed", "shape", "masked"),
    [
        ("999-88-1234", "ssn", False),
        ("98-7651234", "ein", False),
        ("XXX-XX-1234", "ssn", True),
        ("xxx-xx-1234", "ssn", True),
        ("***-**-1234", "ssn", True),
        ("•••-••-1234", "ssn", True),
        ("xxxxx1234", "ssn", True),
        ("XX-XXX1234", "ein", True),
        ("**-***1234", "ein", True),
        ("**-*1234", "ein", True),
        ("***1234", "unknown", True),
        ("***-1234", "ssn", True),
        ("**-**-1234", "ssn", True),
        ("999- 88-1234", "ssn", False),
    ],
)
def test_a_number_as_printed(printed, shape, masked):
    assert tin(printed) == ("1234", shape, masked, False)


@pytest.mark.parametrize(
    "misread", ["999-88-l234", "999-88-12E4"[:9] + "34", "9q9-88-1Z34", "XXX-XX-l234", "999-881234", "99988-1234"]
)
def test_a_misread_number_is_marked_as_repaired_or_read_as_printed(misread):
    found = tin(misread)
    assert found is not None and found[0] == "1234"
    assert found[3] or misread == "999-88-1234"


@pytest.mark.parametrize(
    "text",
    [
        "999-88-12?4", "9?9-88-1234", "999-8?-1234", "?99-88-1234", "XXX-XX-12?4", "XXX-XX-?234", "XX-XXX12?4",
        "XXX-XX-1 34", "9 9-88-1234", "999- 8-1234", "12-34567?9", "999-88-12345", "1999-88-1234", "XXX-XX-12345",
        "1-800-829-0922", "(800) 829-0922", "AUSTIN TX 73301-0023", "HANSON, CT 00000-7253", "Form 1040", "",
        "XX1234",
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_none(text):
    assert tin(text) is None


@pytest.mark.parametrize("text", ["XXX-XX-XXXX", "nnn-nn-nnnn", "NN-NNNNNNN", "XX-XXXXXXX", "XXX-XX-9999"])
def test_placeholder_letters_are_a_number_nobody_can_read(text):
    found = tin(text)
    assert found is not None and found[0] is None


def test_bare_digits_count_only_behind_a_label():
    assert tin("987651234") == ("1234", "unknown", False, False)
    assert tin("987651234", labelled=False) is None


@pytest.mark.parametrize(
    ("number", "shape", "kind"),
    [
        ("000881234", "ssn", "ssn"),
        ("999881234", "ssn", "itin"),
        ("900701234", "ssn", "itin"),
        ("999931234", "ssn", "atin"),
        ("987651234", "ein", "ein"),
        ("987651234", "unknown", "unknown"),
        ("", "ssn", "ssn"),
        ("", "ein", "ein"),
    ],
)
def test_the_type_follows_from_the_shape(number, shape, kind):
    assert tin_type(number, shape) == kind


@given(NINE, st.booleans())
def test_a_printed_number_is_read_back(number, ein):
    text = f"{number[:2]}-{number[2:]}" if ein else f"{number[:3]}-{number[3:5]}-{number[5:]}"
    found = find_tin(tight(text))
    assert found is not None and not found.repaired
    assert (found.digits, found.last4) == (number, number[5:])
    assert found.shape == ("ein" if ein else "ssn")


@given(NINE, st.booleans(), st.sampled_from("? "), st.data())
def test_a_number_with_a_digit_missing_is_none(number, ein, sign, data):
    text = f"{number[:2]}-{number[2:]}" if ein else f"{number[:3]}-{number[3:5]}-{number[5:]}"
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    found = find_tin(tight(f"{text[:at]}{sign}{text[at + 1 :]}"))
    assert found is None or found.repaired


def periods(text: str) -> list[tuple[str, bool]]:
    return [(str(f.period_end), f.year_only) for f in find_periods(tight(text)) if not f.repaired]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("2016", [("2016-12-31", True)]),
        ("2019 and 2020", [("2019-12-31", True), ("2020-12-31", True)]),
        ("2015, 2016, 2017", [("2015-12-31", True), ("2016-12-31", True), ("2017-12-31", True)]),
        ("December 31, 2017", [("2017-12-31", False)]),
        ("31 de marzo de 2018", [("2018-03-31", False)]),
        ("06/30/2018", [("2018-06-30", False)]),
        ("200712", [("2007-12-31", False)]),
        ("02/2016", [("2016-02-29", False)]),
        ("March 2018", [("2018-03-31", False)]),
        ("marzo de 2018", [("2018-03-31", False)]),
        ("junio 2018", [("2018-06-30", False)]),
        ("(2016)", [("2016-12-31", True)]),
    ],
)
def test_periods_as_printed(printed, found):
    assert periods(printed) == found


@pytest.mark.parametrize("text", ["2O16", "20l6", "Z016", "l999"])
def test_a_misread_year_is_marked_as_repaired(text):
    assert [f.repaired for f in find_periods(tight(text))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "20?6", "201?", "2 16", "1,2016", "$2,016.00", "12016", "20161", "1?/2017", "2041", "1989", "201?12",
        # A date that can't be read is no year.
        "March 3?, 2018", "Sept 3?, 2017", "31 de m?rzo de 2018", "M?rch 31, 2018",
    ],
)  # fmt: skip
def test_what_is_no_whole_period_is_none(text):
    assert find_periods(tight(text)) == []


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from(["%Y", "%Y%m", "%m/%Y"]), st.data())
def test_a_question_mark_in_a_period_is_no_period(day, form, data):
    text = f"{day:{form}}"
    at = data.draw(st.integers(0, len(text) - 1))
    assert periods(f"{text[:at]}?{text[at + 1 :]}") == [] or text[at] == "/"


@given(st.text(max_size=40))
def test_no_parser_raises_on_any_text(text):
    find_tin(tight(text))
    find_periods(tight(text))


@given(st.integers(1990, 2040), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year, month):
    end = month_end(year, month)
    assert (end.year, end.month) == (year, month)
    assert (end.toordinal() + 1) == date(year + month // 12, month % 12 + 1, 1).toordinal()


@pytest.mark.parametrize(
    ("form", "year", "kind"),
    [
        ("941", False, "quarter"),
        ("941-X", True, "quarter"),
        ("720", False, "quarter"),
        ("2290", False, "month"),
        ("1040", False, "year"),
        (None, True, "year"),
        (None, False, "unknown"),
    ],
)
def test_the_form_tells_what_kind_of_period_it_is(form, year, kind):
    assert kind_of(form, year=year) == kind
