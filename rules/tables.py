"""Do the printed rows add up? Arithmetic over the amounts of the summary tables, in printed order.

Rows come without table borders: a table ends with its total. What sums and what does not is a matter of the
table, so there are three verdicts: `proved` (the rows make the total to the cent), `broken` (rows that must make
the total do not), `unclear` (nothing can be said, and nothing is).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.notice import Amount, AmountRole

TOTALS = frozenset({AmountRole.AMOUNT_DUE, AmountRole.REFUND})
# Roles that count in a bill's sum. A row of another role may be a remark, a balance or a subtotal.
COMPONENTS = frozenset(
    {
        AmountRole.TAX_OWED,
        AmountRole.PAYMENTS_CREDITS,
        AmountRole.FAILURE_TO_FILE,
        AmountRole.FAILURE_TO_PAY,
        AmountRole.FAILURE_TO_DEPOSIT,
        AmountRole.ESTIMATED_TAX_PENALTY,
        AmountRole.OTHER_PENALTY,
        AmountRole.INTEREST,
        AmountRole.AMOUNT_OWED_BEFORE,
        AmountRole.CHANGE,
        AmountRole.APPLIED,
    }
)
REDUCTIONS = frozenset({AmountRole.PAYMENTS_CREDITS, AmountRole.APPLIED})
# A subset of rows may prove the total only where enough rows remain that chance is ruled out.
FEWEST_ROWS_WITH_ONE_ASIDE = 3

Verdict = Literal["proved", "broken", "unclear"]


@dataclass(frozen=True, slots=True)
class Check:
    """One table: its total row, what its rows come to as printed, and the verdict."""

    total: Amount
    sum: Decimal
    verdict: Verdict


def check_tables(amounts: Sequence[Amount]) -> tuple[Check, ...]:
    """One check for each total row, in printed order. Rows after the last total belong to none."""
    checks: list[Check] = []
    rows: list[Amount] = []
    for row in amounts:
        if row.role in TOTALS:
            checks.append(_check(rows, row, [c.total for c in checks]))
            rows = []
        else:
            rows.append(row)
    return tuple(checks)


def _check(rows: Sequence[Amount], total: Amount, earlier: Sequence[Amount]) -> Check:
    as_printed = sum((row.amount for row in rows), Decimal(0))
    targets = _targets(total)
    if any(s in targets for s in _sums(rows, earlier)):
        return Check(total, as_printed, "proved")
    must_sum = len(rows) >= 2 and all(row.role in COMPONENTS for row in rows)
    return Check(total, as_printed, "broken" if must_sum else "unclear")


def _targets(total: Amount) -> frozenset[Decimal]:
    """A refund is printed as a positive amount or as what it is in the sum, a negative one."""
    both = total.role is AmountRole.REFUND
    return frozenset({total.amount, -total.amount}) if both else frozenset({total.amount})


def _sums(rows: Sequence[Amount], earlier: Sequence[Amount]) -> Iterator[Decimal]:
    """What the rows can honestly come to: each reading of the table that real notices use."""
    if rows:
        plain = [row.amount for row in rows]
        reduced = [-abs(row.amount) if row.role in REDUCTIONS else row.amount for row in rows]
        counted = [row.amount for row in rows if row.role in COMPONENTS]
        yield from (sum(plain, Decimal(0)), sum(reduced, Decimal(0)))
        if len(counted) >= 2:
            yield sum(counted, Decimal(0))
        if earlier:  # an overpayment, then what was applied, then what is left
            yield from (earlier[-1].amount + sum(plain, Decimal(0)), earlier[-1].amount + sum(reduced, Decimal(0)))
        if len(rows) >= FEWEST_ROWS_WITH_ONE_ASIDE:  # one row stands in the table without counting
            yield from (sum(reduced, Decimal(0)) - one for one in reduced)
    elif len(earlier) >= 2:  # totals of the periods, then the total of all
        yield sum((t.amount for t in earlier), Decimal(0))
