"""Counting days as the law does: calendar days, business days, years, and the last day that rolls.

Day 1 is the day after the start. Legal holidays are those of the District of Columbia (IRC 7503; D.C. Code
28-2701), among them Emancipation Day and Inauguration Day, with their observed days. Closings by executive order
are no legal holidays and roll nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import holidays

Unit = Literal["calendar_days", "business_days", "calendar_years"]

ONE_DAY = timedelta(days=1)


@cache
def _legal_holidays(year: int) -> frozenset[date]:
    # A New Year's Day on a Saturday is observed in the year before.
    return frozenset(holidays.country_holidays("US", subdiv="DC", years=(year, year + 1)))


def is_legal_holiday(day: date) -> bool:
    """A legal holiday in the District of Columbia, or the weekday on which one is observed."""
    return day in _legal_holidays(day.year)


def is_business_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a legal holiday. State holidays are not known here and roll nothing."""
    return day.weekday() < 5 and not is_legal_holiday(day)


def roll(day: date) -> date:
    """`day`, or the next business day where it is none (IRC 7503)."""
    while not is_business_day(day):
        day += ONE_DAY
    return day


def plus_days(start: date, count: int) -> date:
    """The `count`th calendar day after `start`."""
    return start + timedelta(days=count)


def plus_business_days(start: date, count: int) -> date:
    """The `count`th business day after `start`; `count` >= 1."""
    if count < 1:
        raise ValueError("business days are counted from 1")
    day = start
    while count:
        day += ONE_DAY
        count -= is_business_day(day)
    return day


def plus_years(start: date, count: int) -> date:
    """The same day `count` calendar years later; February 28 for a February 29 that the year lacks."""
    try:
        return start.replace(year=start.year + count)
    except ValueError:
        return start.replace(year=start.year + count, day=28)


@dataclass(frozen=True, slots=True)
class Count:
    """A counted day. `unrolled`: where the count itself ends; `words` show the count."""

    day: date
    unrolled: date
    words: str


def count_from(start: date, count: int, unit: Unit, rolls: bool = False) -> Count:
    """A window of `count` `unit` after `start`; `rolls` moves its last day under IRC 7503."""
    end = {"calendar_days": plus_days, "business_days": plus_business_days, "calendar_years": plus_years}[unit](
        start, count
    )
    day = roll(end) if rolls else end
    words = f"{count} {_named(unit, count)} from {start}"
    if day != end:
        words += f", end on {_weekday(end)} {end}, moved to {_weekday(day)} {day} (IRC 7503)"
    elif not rolls and not is_business_day(end):
        words += f", end on {_weekday(end)} {end}, not moved"
    return Count(day, end, words)


def last_day(start: date, count: int, unit: Unit, rolls: bool = False) -> date:
    """The last day of a window of `count` `unit` after `start`; `rolls` moves it under IRC 7503."""
    return count_from(start, count, unit, rolls).day


def _named(unit: Unit, count: int) -> str:
    name = unit.replace("_", " ")
    return name.removesuffix("s") if count == 1 else name


def _weekday(day: date) -> str:
    """ "Sat"; a weekday that is no business day is "legal holiday Fri"."""
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"legal holiday {name}" if day.weekday() < 5 and is_legal_holiday(day) else name
