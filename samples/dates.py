"""Dates as notices print them, and the days that the IRS counts by.

Holidays are the legal holidays of the District of Columbia (D.C. Code 28-2701, the list that IRC 7503 points to).
"""

from datetime import date, timedelta
from functools import cache

import holidays

ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
SPANISH = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre")  # fmt: skip

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date, lang: str = "en") -> str:
    """ "January 8, 2018", "8 de enero de 2018"."""
    if lang == "es":
        return f"{day.day} de {SPANISH[day.month - 1]} de {day.year}"
    return f"{ENGLISH[day.month - 1]} {day.day}, {day.year}"


def slashed(day: date) -> str:
    """ "02/10/2020"."""
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


def dashed(day: date) -> str:
    """ "02-10-2006"."""
    return f"{day.month:02d}-{day.day:02d}-{day.year}"


def short(day: date) -> str:
    """ "7/16/16"."""
    return f"{day.month}/{day.day}/{day.year % 100:02d}"


def day_first(day: date) -> str:
    """ "08 Jan 2018"."""
    return f"{day.day:02d} {ENGLISH[day.month - 1][:3]} {day.year}"


def abbreviated(day: date) -> str:
    """ "Mar. 14, 2005"; May, June and July in full."""
    name = ENGLISH[day.month - 1]
    return f"{name if len(name) <= 4 else name[:3] + '.'} {day.day}, {day.year}"


def unpadded(day: date) -> str:
    """ "3/5/2024"."""
    return f"{day.month}/{day.day}/{day.year}"


def padded(day: date, lang: str = "en") -> str:
    """ "March 05, 2024", "05 de marzo de 2024": as programs fill letters in."""
    if lang == "es":
        return f"{day.day:02d} de {SPANISH[day.month - 1]} de {day.year}"
    return f"{ENGLISH[day.month - 1]} {day.day:02d}, {day.year}"


def iso(day: date) -> str:
    """ "2024-03-05"."""
    return day.isoformat()


def hyphened(day: date, lang: str = "en") -> str:
    """ "05-JAN-2024", "05-ENE-2024": as programs stamp lists."""
    names = SPANISH if lang == "es" else ENGLISH
    return f"{day.day:02d}-{names[day.month - 1][:3].upper()}-{day.year}"


def day_month(day: date, lang: str = "en") -> str:
    """ "5 March 2024", "5 de marzo de 2024"."""
    return long_date(day, lang) if lang == "es" else f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def press(day: date, lang: str = "en") -> str:
    """ "Sept. 5, 2024", months of five letters and fewer in full, as newspapers write it; Spanish in full."""
    name = ENGLISH[day.month - 1]
    short_name = name if len(name) <= 5 else f"{name[: 4 if name == 'September' else 3]}."
    return long_date(day, lang) if lang == "es" else f"{short_name} {day.day}, {day.year}"


def ordinal(day: date, lang: str = "en") -> str:
    """ "March 5th, 2024"; Spanish in full."""
    if lang == "es":
        return long_date(day, lang)
    ending = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{ENGLISH[day.month - 1]} {day.day}{ending}, {day.year}"


def stamped(day: date, lang: str = "en") -> str:
    """ "JAN 05 2024", "ENE 05 2024": as old printers run it."""
    names = SPANISH if lang == "es" else ENGLISH
    return f"{names[day.month - 1][:3].upper()} {day.day:02d} {day.year}"


def capitals(day: date, lang: str = "en") -> str:
    """ "MARCH 5 2024" without a comma, "5 DE MARZO DE 2024"."""
    return long_date(day, lang).replace(",", "").upper()


def weekday(day: date) -> str:
    """ "Monday"."""
    return _DAYS[day.weekday()]


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("US", subdiv="DC", years=(year - 1, year, year + 1)))


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def roll(day: date) -> date:
    """The day itself, or the next one that is neither a weekend day nor a legal holiday (IRC 7503)."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def days_after(day: date, n: int) -> date:
    """`n` calendar days later, rolled to a business day."""
    return roll(day + timedelta(days=n))


def quarter_end(year: int, quarter: int) -> date:
    """Last day of quarter 1..4."""
    first_after = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    return first_after - timedelta(days=1)
