"""The failure-to-file addition: a share of the tax not paid in time for each month of delay (IRC 6651).

What the failure-to-pay addition takes for the same months is taken off. A return more than 60 days late bears a least
amount, or the whole tax where that is less; taking off does not go below it. A fraudulent failure is not worked out.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rules.law import Law
from schemas.money import CENT

from .failure_to_pay import Circumstances, monthly_rates, months

RATE = "failure_to_file_rate"
MOST = "failure_to_file_most"
LEAST = "failure_to_file_least"
LEAST_AFTER = "failure_to_file_least_after_days"


@dataclass(frozen=True, slots=True)
class LateReturn:
    """When a return had to be in and when it came. `due`: last day to file and to pay without an extension;
    `extended_to`: the last day to file with one; `filed`: the day it came, or today where it is still missing."""

    due: date
    filed: date
    extended_to: date | None = None

    @property
    def last_day(self) -> date:
        return max(self.due, self.extended_to) if self.extended_to else self.due


@dataclass(frozen=True, slots=True)
class FilingAddition:
    """`amount`: the addition. `months` counted for it, `percent` before and `reduced_by` percent for the
    failure-to-pay addition of the same months. `least`: the least amount, where the return is late enough for one."""

    amount: Decimal
    months: int
    percent: Decimal
    reduced_by: Decimal
    least: Decimal | None
    cites: tuple[str, ...]


def failure_to_file(tax: Decimal, late: LateReturn, law: Law, known: Circumstances | None = None) -> FilingAddition:
    """The addition on `tax` (>= 0, not paid by `late.due`). Raises LawNotKnown."""
    if tax < 0:
        raise ValueError("the addition is a share of tax owed")
    counted, percent, reduced_by, cites = _share(late, law, known)
    amount = (tax * (percent - reduced_by) / 100).quantize(CENT, ROUND_HALF_UP)
    least = _least(tax, late, law)
    if least:
        amount, cites = max(amount, least[0]), [*cites, least[1]]
    return FilingAddition(
        amount=amount,
        months=counted,
        percent=percent,
        reduced_by=reduced_by,
        least=least[0] if least else None,
        cites=tuple(dict.fromkeys(cites)),
    )


def _share(late: LateReturn, law: Law, known: Circumstances | None) -> tuple[int, Decimal, Decimal, list[str]]:
    """(months, percent before, percent taken off, citations), up to the month that reaches the cap."""
    cap = Decimal(law.at(MOST, late.due).value)
    paying = list(monthly_rates(late.due, late.filed, law, known))
    counted, percent, reduced_by, cites = 0, Decimal(0), Decimal(0), list[str]()
    for first, _ in months(late.last_day, late.filed):
        if percent >= cap:
            break
        rate = law.at(RATE, first)
        step = min(Decimal(rate.value), cap - percent)
        same = next((month.rate for month in paying if month.first <= first <= month.last), Decimal(0))
        counted, percent, reduced_by = counted + 1, percent + step, reduced_by + min(same, step)
        cites.append(rate.cite)
    return counted, percent, reduced_by, cites


def _least(tax: Decimal, late: LateReturn, law: Law) -> tuple[Decimal, str] | None:
    """(amount, citation) of the least addition; None for a return that is not late enough for it."""
    days = int(law.at(LEAST_AFTER, late.due).value)
    if late.filed <= late.last_day + timedelta(days=days):
        return None
    least = law.at(LEAST, late.due)
    return min(Decimal(least.value), tax), least.cite
