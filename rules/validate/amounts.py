"""Rules on money: rows add up, tables say what the title says, money is asked for where the code asks for it."""

from collections.abc import Iterator
from decimal import Decimal

from rules.case import Case, error, warning
from rules.policy import policy
from rules.tables import Check, check_tables
from schemas.notice import AmountRole, Finding
from schemas.privacy import redact

PAYS = ("pay_total", "pay_monthly", "pay_past_due")
# Rows that can print the amount asked for.
ASKED_ROLES = frozenset({AmountRole.AMOUNT_DUE, AmountRole.PAST_DUE})


def money(amount: Decimal) -> str:
    """ "$9,533.53", "-$89.03": as people write it, for messages."""
    return f"{'-' if amount < 0 else ''}${abs(amount):,.2f}"


def rows_do_not_sum(case: Case) -> Iterator[Finding]:
    """A table whose rows must make its total does not. A plan's payment is no sum of the rows above it."""
    if case.entry and case.entry.asks in ("pay_monthly", "pay_past_due"):
        return
    for check in check_tables(case.facts.amounts):
        if check.verdict == "broken":
            yield error("rows_do_not_sum", _sum_message(check), "amount_due")


def _sum_message(check: Check) -> str:
    return (
        f"The rows above {redact(check.total.label)!r} come to {money(check.sum)}, "
        f"the total printed is {money(check.total.amount)}"
    )


def amount_not_in_table(case: Case) -> Iterator[Finding]:
    """The tables print amounts asked for, but not the one that was taken for it."""
    asked = [row.amount for row in case.facts.amounts if row.role in ASKED_ROLES]
    amount = case.facts.amount_due
    if amount is not None and asked and amount not in asked:
        yield error(
            "places_disagree",
            f"The amount asked for was read as {money(amount)}, the table prints {money(asked[-1])}",
            "amount_due",
        )


def amount_missing(case: Case) -> Iterator[Finding]:
    """A code that always asks for money, and no amount was found."""
    if case.facts.amount_due is not None or case.doubtful("amount_due"):
        return
    if case.entry and case.entry.asks in PAYS:
        message = f"{case.facts.notice_code} asks for money, but no amount was found"
        yield warning("amount_missing", message, "amount_due")


def amount_unexpected(case: Case) -> Iterator[Finding]:
    """A code that asks for nothing now, and an amount asked for was read: one of the two is misread."""
    if case.entry is None or case.entry.asks not in ("nothing", "proposes"):
        return
    amount = case.facts.amount_due or _billed(case)
    if amount:
        message = f"{case.facts.notice_code} asks for no payment, but {money(amount)} was read as due"
        yield warning("amount_unexpected", message, "amount_due")


def _billed(case: Case) -> Decimal | None:
    """A total due of a summary table. A proposal or a notice of deficiency may print one without asking for it."""
    if case.entry is None or case.entry.asks == "proposes" or case.entry.family == "deficiency":
        return None
    due = [row.amount for row in case.facts.amounts if row.role is AmountRole.AMOUNT_DUE and row.amount > 0]
    return due[-1] if due else None


def amount_not_positive(case: Case) -> Iterator[Finding]:
    """Nobody is asked to pay less than nothing; a zero is printed only where the account is even."""
    amount = case.facts.amount_due
    if amount is None or amount > 0:
        return
    even = case.entry is not None and case.entry.asks in ("nothing", "may_ask")
    if amount < 0 or not even:
        yield warning("amount_not_positive", f"{money(amount)} can't be an amount to pay", "amount_due")


def amount_unproven(case: Case) -> Iterator[Finding]:
    """The amount stands in one place, no row proves it, and the reading alone is not sure enough."""
    amount = case.facts.amount_due
    if amount is None or case.doubtful("amount_due"):
        return
    proved = any(c.verdict == "proved" and c.total.amount == amount for c in check_tables(case.facts.amounts))
    if not proved and case.stands_alone("amount_due", policy().single_confidence):
        yield warning(
            "amount_unproven", f"{money(amount)} was read in one place and nothing else confirms it", "amount_due"
        )
