"""What the rows of a notice say about the debt behind its balance: the tax still unpaid, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.accounts import health_payment_codes
from rules.case import Case
from schemas.notice import Amount, AmountRole

from .due import PaymentDue, due_file, payment_due, plain_form

ZERO = Decimal(0)
PENALTIES = frozenset(
    {
        AmountRole.FAILURE_TO_FILE,
        AmountRole.FAILURE_TO_PAY,
        AmountRole.FAILURE_TO_DEPOSIT,
        AmountRole.ESTIMATED_TAX_PENALTY,
        AmountRole.OTHER_PENALTY,
    }
)
CREDITS = frozenset({AmountRole.PAYMENTS_CREDITS, AmountRole.APPLIED})


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill that starts from the tax: `tax`, less `credits`, plus `penalties` and `interest`, makes the balance."""

    tax: Decimal
    credits: Decimal
    penalties: Decimal
    failure_to_file: Decimal
    failure_to_pay: Decimal
    interest: Decimal
    due: PaymentDue | None

    @property
    def unpaid(self) -> Decimal:
        return self.tax - self.credits


def bill_of(case: Case) -> Bill | None:
    """None unless the rows start from one tax, add up to the amount asked for, and leave tax unpaid."""
    rows, asked = case.facts.amounts, case.facts.amount_due
    taxes = [row.amount for row in rows if row.role is AmountRole.TAX_OWED]
    if asked is None or case.doubtful("amount_due") or len(taxes) != 1 or taxes[0] <= 0:
        return None
    if any(row.role is AmountRole.AMOUNT_OWED_BEFORE for row in rows):
        return None
    due = payment_due(case.facts.tax_periods[0]) if len(case.facts.tax_periods) == 1 else None
    bill = Bill(
        tax=taxes[0],
        credits=abs(_sum(rows, CREDITS)),
        penalties=_sum(rows, PENALTIES),
        failure_to_file=_sum(rows, {AmountRole.FAILURE_TO_FILE}),
        failure_to_pay=_sum(rows, {AmountRole.FAILURE_TO_PAY}),
        interest=_sum(rows, {AmountRole.INTEREST}),
        due=due,
    )
    adds_up = bill.unpaid + bill.penalties + bill.interest == asked
    return bill if adds_up and bill.unpaid > 0 else None


def _sum(rows: Iterable[Amount], roles: Iterable[AmountRole]) -> Decimal:
    wanted = frozenset(roles)
    return sum((row.amount for row in rows if row.role in wanted), ZERO)


def bears_failure_to_pay(case: Case) -> bool:
    """Penalties are no tax, and the health payment is excepted."""
    entry = case.entry
    if entry is None:
        return True
    code = entry.english or entry.code
    return entry.family not in due_file().no_failure_to_pay.families and code not in health_payment_codes()


def may_bear_the_corporate_rate(case: Case, amount: Decimal, day: date) -> bool:
    """A corporation's large underpayment can bear more interest; raises LawNotKnown."""
    forms = {plain_form(period.form) for period in case.facts.tax_periods}
    corporate = not forms.isdisjoint(due_file().corporate_forms)
    return corporate and amount > case.law.at("large_corporate_from", day).value
