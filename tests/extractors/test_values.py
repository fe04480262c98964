"""Dates, "Page x of y" and telephone numbers: as printed, as misread, impossible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import MONTHS, YEARS, FoundDate, find_dates, find_page_of, find_phone

from .page import tight

DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
ENGLISH, SPANISH = list(MONTHS)[:12], [m for m in list(MONTHS)[12:] if m != "setiembre"]


def dates(text: str) -> list[FoundDate]:
    return find_dates(tight(text))


def read(text: str) -> list[tuple[str, bool]]:
    return [(str(f.value), f.repaired) for f in dates(text)]


@pytest.mark.parametrize(
    "printed",
    [
        "January 8, 2018", "January 8,2018", "JANUARY 8, 2018", "January 08, 2018", "January 8th, 2018",
        "Jan. 8, 2018", "Jan 8 2018", "January 8 2018", "January 8; 2018", "01/08/2018", "1/8/2018", "01-08-2018",
        "01.08.2018",
        "8 de enero de 2018", "8 de enero del 2018", "8deenerode2018", "Enero 8, 2018",
        "Amount due by January 8, 2018", "Form 1040 01/08/2018",
    ],
)  # fmt: skip
def test_a_date_as_printed(printed):
    assert read(printed) == [("2018-01-08", False)]


@pytest.mark.parametrize(
    ("misread", "value"),
    [
        ("Januarv 8, 2018", "2018-01-08"),
        ("Janary 8, 2018", "2018-01-08"),
        ("Febuary 20, 2018", "2018-02-20"),
        ("Marcb 5, 2018", "2018-03-05"),
        ("Apri1 16, 2018", "2018-04-16"),
        ("Septernber 3, 2018", "2018-09-03"),
        ("Decernber 31, 2017", "2017-12-31"),
        ("8 de cnero de 2018", "2018-01-08"),
        ("January l8, 2018", "2018-01-18"),
        ("January 8, 2O18", "2018-01-08"),
        ("April 16, 201B", "2018-04-16"),
        ("0z/10/2020", "2020-02-10"),
    ],
)
def test_a_misread_date_is_marked_as_repaired(misread, value):
    assert read(misread) == [(value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "June 31, 2018", "February 29, 2018", "29 de febrero de 2018", "02/30/2020", "January 0, 2018",
        "January 32, 2018", "13/10/2020", "January 8, 1989", "January 8, 2041", "January 8, 20?8",
        "January ?8, 2018", "January 1?, 2018",
        "?5 de mayo de 2018", "1?/10/2018", "?1/10/2018", "11/?/2018", "01/1?/2018", "1/2/3/2018", "1/22/2018/5",
        "January 111, 2018", "junio 2018", "julio de 2018", "Mxy 5, 2018", "02/10/20",
    ],
)  # fmt: skip
def test_an_impossible_or_unreadable_date_is_none(text):
    assert dates(text) == []


def test_two_dates_of_a_line_are_two():
    assert read("July 1, 2017 - June 30, 2018") == [("2017-07-01", False), ("2018-06-30", False)]


@given(DAYS, st.sampled_from(["long", "short", "spanish", "us"]))
def test_what_is_printed_is_read_back(day, form):
    text = {
        "long": f"{ENGLISH[day.month - 1].title()} {day.day}, {day.year}",
        "short": f"{ENGLISH[day.month - 1][:3].upper()}. {day.day}, {day.year}",
        "spanish": f"{day.day} de {SPANISH[day.month - 1]} de {day.year}",
        "us": f"{day:%m/%d/%Y}",
    }[form]
    assert read(text) == [(str(day), False)]


@given(DAYS, st.sampled_from(["long", "spanish", "us"]), st.data())
def test_a_question_mark_for_a_digit_is_no_date(day, form, data):
    text = {
        "long": f"{ENGLISH[day.month - 1].title()} {day.day}, {day.year}",
        "spanish": f"{day.day} de {SPANISH[day.month - 1]} de {day.year}",
        "us": f"{day:%m/%d/%Y}",
    }[form]
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    assert dates(f"{text[:at]}?{text[at + 1 :]}") == []


@given(st.text(alphabet="januryfebmchpilsgtovd 0123456789/,.-?OIl", max_size=30))
def test_it_never_raises_and_dates_stand_apart(text):
    last = 0
    for found in dates(text):
        assert last <= found.start < found.end <= len(tight(text))
        last = found.end


@given(st.text(max_size=40))
def test_no_parser_raises_on_any_text(text):
    line = tight(text)
    find_dates(line)
    find_page_of(line)
    find_phone(line)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Page 1 of 4", (1, 4)),
        ("Page1of4", (1, 4)),
        ("Page l of 4", (1, 4)),
        ("PAGE 12 OF 12", (12, 12)),
        ("Página 2 de 4", (2, 4)),
        ("Page 5 of 4", None),
        ("Page 0 of 4", None),
        ("Page ? of 4", None),
        ("Page 1 of 99", None),
        ("on page 3 of", None),
    ],
)
def test_page_x_of_y(text, numbers):
    found = find_page_of(tight(text))
    assert (found[:2] if found else None) == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1-800-829-0922", "1-800-829-0922"),
        ("Phone 800-829-0922", "800-829-0922"),
        ("(614) 555-0177", "(614) 555-0177"),
        ("Fax 855.555.0100", "855-555-0100"),
        ("1-800-829-09?2", None),
        ("1-800-829-092", None),
        ("999-88-1234", None),
        ("100-829-0922", None),
    ],
)
def test_telephone_numbers_are_written_one_way(text, number):
    found = find_phone(tight(text))
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pleaseanswerbydec.8,2010.", date(2010, 12, 8)),
        ("date08jan2018", date(2018, 1, 8)),
        ("8-january-2018", date(2018, 1, 8)),
        ("dated2018-01-08", date(2018, 1, 8)),
    ],
)
def test_days_in_other_orders_and_short_months_behind_a_word(text: str, day: date) -> None:
    assert [found.value for found in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["seminar122010", "form94131dec2017", "?8jan2018", "208jan2018"])
def test_what_only_looks_like_a_day_in_another_order_is_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["december|3,2007", "november!2,2015", "|3deenerode2018", "12/|3/2007"])
def test_a_stroke_before_a_day_may_be_a_one_or_nothing(text: str) -> None:
    assert find_dates(text) == []
    assert len(find_dates(text.replace("|", "1").replace("!", "1"))) == 1


def test_a_stroke_before_a_day_of_two_figures_is_none_of_them() -> None:
    assert [d.value for d in find_dates("el|28deabrilde2015")] == [date(2015, 4, 28)]


@pytest.mark.parametrize(("text", "day"), [("AGO 06 2007", date(2007, 8, 6)), ("DIC 12 2011", date(2011, 12, 12))])
def test_a_spanish_date_stamp_is_a_day(text: str, day: date) -> None:
    assert [d.value for d in find_dates(tight(text))] == [day]
    assert find_dates(tight(f"20 years{text}")) == []
