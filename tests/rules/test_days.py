"""Counting days. The worked cases are those that the domain research gives; holidays are D.C. legal holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.days import is_business_day, is_legal_holiday, last_day, plus_business_days, plus_days, plus_years, roll

DAYS = st.dates(min_value=date(1997, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2024, 12, 9), 10, date(2024, 12, 23)),
        (date(2026, 11, 9), 10, date(2026, 11, 24)),  # Veterans Day inside
        (date(2026, 6, 1), 10, date(2026, 6, 15)),
        (date(2026, 7, 1), 5, date(2026, 7, 9)),  # Independence Day observed on Friday the 3rd
    ],
)
def test_business_days_skip_weekends_and_legal_holidays(start: date, count: int, expected: date) -> None:
    assert plus_business_days(start, count) == expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 2), 90, date(2027, 2, 1)),  # a Sunday
        (date(2026, 11, 2), 150, date(2027, 4, 1)),
        (date(2026, 4, 6), 90, date(2026, 7, 6)),  # a Sunday
        (date(2026, 1, 20), 150, date(2026, 6, 22)),  # Juneteenth, then a weekend
        (date(2026, 6, 4), 30, date(2026, 7, 6)),  # Independence Day on a Saturday
        (date(2026, 9, 14), 60, date(2026, 11, 13)),
    ],
)
def test_a_last_day_under_7503_rolls_over_weekends_and_holidays(start: date, count: int, expected: date) -> None:
    assert last_day(start, count, "calendar_days", rolls=True) == expected


def test_a_lien_hearing_ends_thirty_days_after_the_fifth_business_day_from_filing() -> None:
    fifth = plus_business_days(date(2026, 7, 1), 5)
    assert roll(plus_days(fifth, 30)) == date(2026, 8, 10)


def test_the_window_of_a_bill_does_not_roll() -> None:
    assert last_day(date(2017, 1, 30), 21, "calendar_days") == date(2017, 2, 20)  # Washington's Birthday


@pytest.mark.parametrize(
    ("year", "observed", "next_business_day"),
    [
        (2016, date(2016, 4, 15), date(2016, 4, 18)),
        (2017, date(2017, 4, 17), date(2017, 4, 18)),
        (2018, date(2018, 4, 16), date(2018, 4, 17)),
        (2022, date(2022, 4, 15), date(2022, 4, 18)),
        (2023, date(2023, 4, 17), date(2023, 4, 18)),
        (2028, date(2028, 4, 17), date(2028, 4, 18)),
    ],
)
def test_emancipation_day_is_observed_and_moves_the_day(year: int, observed: date, next_business_day: date) -> None:
    assert is_legal_holiday(observed)
    assert roll(observed) == next_business_day


@pytest.mark.parametrize("year", [2019, 2024, 2025, 2026, 2027])
def test_the_middle_of_april_stays_where_emancipation_day_falls_otherwise(year: int) -> None:
    assert roll(date(year, 4, 15)) == date(year, 4, 15)


def test_inauguration_day_is_a_holiday_every_fourth_year_only() -> None:
    assert [y for y in range(2016, 2030) if is_legal_holiday(date(y, 1, 20)) and date(y, 1, 20).weekday() != 0] == [
        2017,
        2021,
        2029,
    ]
    assert is_legal_holiday(date(2025, 1, 20))  # falls together with a Monday holiday


@pytest.mark.parametrize("day", [date(2021, 6, 18), date(2022, 6, 20), date(2021, 12, 31), date(2017, 11, 10)])
def test_observed_days_count_even_across_the_year_and_juneteenth_from_2021(day: date) -> None:
    assert is_legal_holiday(day)


@pytest.mark.parametrize("day", [date(2019, 6, 19), date(2024, 12, 24), date(2025, 1, 9), date(2018, 12, 5)])
def test_closings_by_order_and_later_holidays_roll_nothing(day: date) -> None:
    assert is_business_day(day)


def test_two_years_are_calendar_years() -> None:
    assert plus_years(date(2024, 5, 31), 2) == date(2026, 5, 31)
    assert plus_years(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert last_day(date(2024, 5, 31), 2, "calendar_years") == date(2026, 5, 31)


def test_business_days_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        plus_business_days(date(2026, 1, 1), 0)


@given(DAYS)
def test_rolling_gives_the_first_business_day_and_rolls_no_further(day: date) -> None:
    rolled = roll(day)
    assert is_business_day(rolled)
    assert roll(rolled) == rolled
    assert not any(is_business_day(day + timedelta(days=n)) for n in range((rolled - day).days))


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_between_the_start_and_the_nth_business_day_lie_n_business_days(day: date, count: int) -> None:
    end = plus_business_days(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_business_day(d) for d in passed) == count
    assert is_business_day(end)


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_business_days_never_end_before_calendar_days(day: date, count: int) -> None:
    assert plus_business_days(day, count) >= plus_days(day, count)


@given(DAYS, st.integers(min_value=0, max_value=400))
def test_a_rolled_last_day_is_never_earlier_and_at_most_five_days_later(day: date, count: int) -> None:
    plain, rolled = (last_day(day, count, "calendar_days", rolls=r) for r in (False, True))
    assert 0 <= (rolled - plain).days <= 5
