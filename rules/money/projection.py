"""What a printed balance becomes by a later day if nothing is paid, and what waiting costs.

Two figures, the least and the most, for a notice rarely tells all that the additions depend on: where it starts from
the tax, they meet; a reminder prints one balance, and how much of it is tax is not known.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rules.case import LAST_YEAR, Case
from rules.clocks import clocks
from rules.law import LawNotKnown
from rules.validate.amounts import money
from schemas.money import CENT

from .bill import Bill, bears_failure_to_pay, bill_of, may_bear_the_corporate_rate
from .failure_to_pay import AFTER_LEVY_NOTICE, MOST, USUAL, Circumstances, failure_to_pay, months
from .interest import interest, spans

ZERO = Decimal(0)
LEVY_NOTICES = ("intent_to_levy", "cdp_levy")


@dataclass(frozen=True, slots=True)
class Projection:
    """The balance on `day`, between `low` and `high`: `interest` and the failure-to-pay addition from
    `addition_low` to `addition_high` on top of what is printed. `assumes`: what it takes for granted."""

    day: date
    printed: Decimal
    interest: Decimal
    addition_low: Decimal
    addition_high: Decimal
    assumes: tuple[str, ...]
    cites: tuple[str, ...]

    @property
    def low(self) -> Decimal:
        return self.printed + self.interest + self.addition_low

    @property
    def high(self) -> Decimal:
        return self.printed + self.interest + self.addition_high


@dataclass(frozen=True, slots=True)
class Refused:
    """No figure, in words. `law`: for a figure of the law that is not known; `advice` says which one to add."""

    why: str
    advice: str = ""
    law: bool = False


def project(case: Case, day: date, agreement_from: date | None = None) -> Projection | Refused:
    """The balance of this notice on `day` if nothing is paid. `agreement_from`: first day of a payment plan in effect
    (an individual who filed in time)."""
    why_not = _no_balance(case, day)
    if why_not:
        return Refused(why_not)
    try:
        return _projected(case, day, Circumstances(_levy_notice(case), agreement_from))
    except LawNotKnown as unknown:
        return Refused(unknown.what, unknown.advice, law=True)


def _no_balance(case: Case, day: date) -> str:
    """Why nothing can be projected; "" where it can."""
    start, amount = case.start, case.facts.amount_due
    if case.entry is None or case.entry.asks not in ("pay_total", "may_ask"):
        return "The notice does not ask for a whole balance"
    if amount is None or amount <= 0 or case.doubtful("amount_due"):
        return "No balance was read for certain"
    if start is None or case.doubtful("notice_date"):
        return "The notice date was not read for certain"
    if not start <= day or day.year > LAST_YEAR:
        return f"{day} lies before the notice" if day < start else f"{day} is too far away"
    return ""


def _levy_notice(case: Case) -> date | None:
    return case.start if case.entry and case.entry.right in LEVY_NOTICES else None


def _projected(case: Case, day: date, known: Circumstances) -> Projection:
    start, printed = case.start, case.facts.amount_due
    assert start is not None
    assert printed is not None
    settled = _settled_by(case)
    if settled is not None and day <= settled:
        assumed = (f"paid by {settled} the printed amount settles it",)
        return Projection(day, printed, ZERO, ZERO, ZERO, assumed, ("the notice itself; IRC 6601(e)(3)",))
    low, high, assumes = _addition(case, day, known)
    if may_bear_the_corporate_rate(case, printed, start):
        assumes = (*assumes, "a large corporate underpayment can bear more interest, which is not counted")
    cites = dict.fromkeys(span.cite for span in spans(start, day, case.law))
    return Projection(
        day=day,
        printed=printed,
        interest=interest(printed, start, day, case.law),
        addition_low=low,
        addition_high=high,
        assumes=("nothing is paid or credited", *assumes),
        cites=("IRC 6601, 6621, 6622", *cites, *(("IRC 6651",) if high else ())),
    )


def _settled_by(case: Case) -> date | None:
    """The last day on which the printed amount settles the balance: as printed, or as the law gives a bill."""
    days = [c for c in clocks(case) if c.kind == "pay_by" and c.earliest and c.basis != "policy"]
    return days[0].date if days else None


def _addition(case: Case, day: date, known: Circumstances) -> tuple[Decimal, Decimal, tuple[str, ...]]:
    """(least, most, assumptions) of the failure-to-pay addition that grows between the notice and `day`."""
    assert case.start is not None
    if not bears_failure_to_pay(case):
        return ZERO, ZERO, ("no failure-to-pay addition runs on this balance",)
    bill = bill_of(case)
    if bill is None or bill.due is None or bill.due.day >= case.start:
        return (
            ZERO,
            _at_most(case, day, bill),
            ("how much of the balance is unpaid tax, and since when, is not printed",),
        )
    before = failure_to_pay(bill.unpaid, bill.due.day, case.start, case.law, known)
    grown = failure_to_pay(bill.unpaid, bill.due.day, day, case.law, known) - before
    return grown, grown, (f"the tax was due on {bill.due.day} ({bill.due.cite})",)


def _at_most(case: Case, day: date, bill: Bill | None) -> Decimal:
    """The dearest rate on the largest base, for every month that can have begun, up to the cap."""
    assert case.start is not None
    assert case.facts.amount_due is not None
    base = bill.unpaid if bill else case.facts.amount_due
    name = AFTER_LEVY_NOTICE if _levy_notice(case) else USUAL
    rates = [Decimal(case.law.at(name, first).value) for first, _ in months(case.start, day)]
    # A month can have begun at any day of the first one: one more than those counted from the notice.
    percent = sum(rates, ZERO) + (rates[-1] if rates else ZERO)
    capped = min(percent, Decimal(case.law.at(MOST, case.start).value))
    return (base * capped / 100).quantize(CENT, ROUND_HALF_UP)


def waiting(case: Case, until: date) -> str | None:
    """One sentence on what it costs to pay on `until`, or today if that is later; None where nothing is added or the
    notice asks for no balance."""
    until = max(until, case.today)
    found = project(case, until)
    if isinstance(found, Refused):
        return f"What waiting until {until} costs is not told: {found.why}. {found.advice}" if found.law else None
    if found.high == found.printed:
        return None
    parts = [f"interest {money(found.interest)}"]
    if found.addition_high:
        up_to = "" if found.addition_low == found.addition_high else "up to "
        parts.append(f"failure-to-pay addition {up_to}{money(found.addition_high)}")
    total = money(found.low) if found.low == found.high else f"{money(found.low)} to {money(found.high)}"
    return f"Unpaid until {until}, the balance becomes {total}: {', '.join(parts)}"
