"""Interest on underpayments: the rate of each day, compounded daily (IRC 6601, 6621, 6622).

The day from which it runs bears none, the day of payment does: from April 15 to April 16 is one day. A day's share
is the yearly rate over the days of its year, 365 or 366. Figures are exact until they are rounded to the cent at the
end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from rules.law import Law
from schemas.money import CENT

RATE = "underpayment_rate"
DIGITS = 40
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last` of one rate in one kind of year. `rate` is percent a year, `divisor` the year's days."""

    first: date
    last: date
    rate: Decimal
    divisor: int
    cite: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def spans(start: date, end: date, law: Law) -> Iterator[Span]:
    """The days after `start` up to `end`, cut where rate or year change; raises LawNotKnown for the first day without
    a rate."""
    day = start + ONE_DAY
    while day <= end:
        value = law.at(RATE, day)
        last = min(end, value.to or end, date(day.year, 12, 31))
        yield Span(day, last, Decimal(value.value), _days_in(day.year), value.cite)
        day = last + ONE_DAY


def growth(start: date, end: date, law: Law) -> Decimal:
    """What one dollar has become on `end`; 1 where `end` is not after `start`. Raises LawNotKnown."""
    with localcontext() as context:
        context.prec = DIGITS
        grown = Decimal(1)
        for span in spans(start, end, law):
            grown *= (1 + span.rate / 100 / span.divisor) ** span.days
        return grown


def interest(amount: Decimal, start: date, end: date, law: Law) -> Decimal:
    """Interest on `amount` (>= 0) from `start` to `end`, to the cent. Raises LawNotKnown."""
    if amount < 0:
        raise ValueError("interest runs on an amount owed")
    with localcontext() as context:
        context.prec = DIGITS
        return (amount * (growth(start, end, law) - 1)).quantize(CENT, ROUND_HALF_UP)


def _days_in(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
