"""Do the printed interest and additions fit the notice's own dates? Told, where the notice says enough.

A bill shows neither when payments came nor what was waived, so the bounds are wide: the least is what the tax still
unpaid has borne, the most what the whole tax would have. What lies outside may be misread, or rests on something that
the notice does not print. The bounds never decide about a deadline or a balance.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from rules.case import Case, info, warning
from rules.law import LawNotKnown
from rules.validate.amounts import money
from schemas.notice import Finding

from .bill import Bill, bears_failure_to_pay, bill_of
from .failure_to_file import LEAST as FILING_LEAST
from .failure_to_file import MOST as FILING_MOST
from .failure_to_pay import MOST, failure_to_pay
from .interest import interest

# The figures of a bill are worked out some days before its date, or up to its last day to pay.
BEFORE, AFTER = timedelta(days=28), timedelta(days=30)
# Rounding, and a day more or less at either end.
SLACK = Decimal("1.00")


def printed_money(case: Case) -> Iterator[Finding]:
    """What does not fit; nothing where the notice does not suffice or the law of its days is not known."""
    bill = bill_of(case)
    if bill is None or bill.due is None or case.start is None or bill.due.day >= case.start - BEFORE:
        return
    try:
        if bill.interest > 0:
            yield from _interest(case, bill)
        if bill.failure_to_pay > 0 and bears_failure_to_pay(case):
            yield from _addition(case, bill)
        if bill.failure_to_file > 0:
            yield from _late_filing(case, bill)
    except LawNotKnown:
        return


def _interest(case: Case, bill: Bill) -> Iterator[Finding]:
    assert bill.due is not None
    assert case.start is not None
    least = interest(bill.unpaid, bill.due.day, case.start - BEFORE, case.law) - SLACK
    most = interest(bill.tax + bill.penalties, bill.due.unrolled, case.start + AFTER, case.law) + SLACK
    if not least <= bill.interest <= most:
        yield info(
            "interest_unexplained",
            f"The interest printed, {money(bill.interest)}, is not what {money(bill.unpaid)} unpaid since "
            f"{bill.due.day} have borne by the notice date ({_between(least, most)}): misread, or the notice leaves "
            "something out",
            "amount_due",
        )


def _addition(case: Case, bill: Bill) -> Iterator[Finding]:
    assert bill.due is not None
    assert case.start is not None
    cap = bill.tax * Decimal(case.law.at(MOST, bill.due.day).value) / 100
    if bill.failure_to_pay > cap:
        yield warning(
            "addition_above_cap",
            f"The failure-to-pay penalty printed, {money(bill.failure_to_pay)}, is more than the law allows on "
            f"{money(bill.tax)} of tax ({money(cap)})",
            "amount_due",
        )
        return
    least = failure_to_pay(bill.unpaid, bill.due.day, case.start - BEFORE, case.law) - SLACK
    most = failure_to_pay(bill.tax, bill.due.day, case.start + AFTER, case.law) + SLACK
    if not least <= bill.failure_to_pay <= most:
        yield info(
            "addition_unexplained",
            f"The failure-to-pay penalty printed, {money(bill.failure_to_pay)}, is not what {money(bill.unpaid)} "
            f"unpaid since {bill.due.day} bear by the notice date ({_between(least, most)}): misread, or the notice "
            "leaves something out",
            "amount_due",
        )


def _late_filing(case: Case, bill: Bill) -> Iterator[Finding]:
    """Whenever the return came: never more than the cap on the whole tax, or the least amount if that is more."""
    assert bill.due is not None
    share = bill.tax * Decimal(case.law.at(FILING_MOST, bill.due.day).value) / 100
    most = max(share, min(Decimal(case.law.at(FILING_LEAST, bill.due.day).value), bill.tax))
    if bill.failure_to_file > most + SLACK:
        yield warning(
            "late_filing_above_cap",
            f"The failure-to-file penalty printed, {money(bill.failure_to_file)}, is more than the law allows on "
            f"{money(bill.tax)} of tax ({money(most)})",
            "amount_due",
        )


def _between(least: Decimal, most: Decimal) -> str:
    return f"{money(max(least, Decimal(0)))} to {money(most)}"
