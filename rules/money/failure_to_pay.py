"""The failure-to-pay addition: a share of the unpaid tax for each month or part of one, up to a cap (IRC 6651).

A month runs from the day after the due date to the same day of the next month, or to that month's end.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rules.law import Law
from schemas.money import CENT

USUAL = "failure_to_pay_rate"
AFTER_LEVY_NOTICE = "failure_to_pay_after_levy_notice_rate"
GRACE = "failure_to_pay_levy_notice_days"
AGREEMENT = "failure_to_pay_agreement_rate"
MOST = "failure_to_pay_most"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of failure: its first and last day, its rate in percent, and where that comes from."""

    first: date
    last: date
    rate: Decimal
    cite: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What makes a month cheaper or dearer. `levy_notice`: date of a notice of intent to levy; `agreement_from`:
    first day of a payment plan in effect, of an individual who filed in time."""

    levy_notice: date | None = None
    agreement_from: date | None = None


def months(due: date, day: date) -> Iterator[tuple[date, date]]:
    """First and last day of each month of failure that has begun by `day`, which is the day of payment."""
    number = 1
    first = due + ONE_DAY
    while first <= day:
        last = same_day(due, number)
        yield first, last
        number += 1
        first = last + ONE_DAY


def same_day(day: date, later: int) -> date:
    """The same day `later` months on; the last day of a month that has no such day."""
    years, month = divmod(day.month - 1 + later, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monthly_rates(due: date, day: date, law: Law, known: Circumstances | None = None) -> Iterator[Month]:
    """The months of failure by `day` with their rates. Raises LawNotKnown."""
    for first, last in months(due, day):
        name = _rate_name(first, last, law, known or Circumstances())
        value = law.at(name, first)
        yield Month(first, last, Decimal(value.value), value.cite)


def _rate_name(first: date, last: date, law: Law, known: Circumstances) -> str:
    if known.agreement_from is not None and known.agreement_from <= last:
        return AGREEMENT
    if known.levy_notice is not None:
        grace = int(law.at(GRACE, known.levy_notice).value)
        if first > known.levy_notice + timedelta(days=grace):
            return AFTER_LEVY_NOTICE
    return USUAL


def share(due: date, day: date, law: Law, known: Circumstances | None = None) -> Decimal:
    """Percent of the unpaid tax that the addition has come to by `day`, never above the cap. Raises LawNotKnown."""
    total = sum((month.rate for month in monthly_rates(due, day, law, known)), Decimal(0))
    return min(total, Decimal(law.at(MOST, due).value))


def failure_to_pay(tax: Decimal, due: date, day: date, law: Law, known: Circumstances | None = None) -> Decimal:
    """The addition on `tax` (>= 0, unpaid since `due`) by `day`, to the cent. Raises LawNotKnown."""
    if tax < 0:
        raise ValueError("the addition is a share of tax owed")
    return (tax * share(due, day, law, known) / 100).quantize(CENT, ROUND_HALF_UP)
