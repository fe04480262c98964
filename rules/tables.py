"""Do the printed rows add up? Arithmetic over the amounts of the summary tables, in printed order.

Rows come without table borders: a table ends with its total. What sums and what does not is a matter of the
table, so there are three verdicts: `proved` (the rows make the total to the cent), `broken` (rows that must make
the total do not), `unclear` (nothing can be said, and nothing is).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.notice import Amount, AmountRole

from .policy import policy

TOTALS = frozenset({AmountRole.AMOUNT_DUE, AmountRole.REFUND})
# Roles that can be a total as well as a row: the label decides.
TOTALS_BY_LABEL = frozenset({AmountRole.OTHER, AmountRole.PROPOSED_CHANGE})
# Roles that count in a sum. A row of another role may be a remark, a balance or a subtotal.
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
        AmountRole.PROPOSED_CHANGE,
    }
)
REDUCTIONS = frozenset({AmountRole.PAYMENTS_CREDITS, AmountRole.APPLIED})
# A subset of rows may prove the total only where enough rows remain that chance is ruled out.
FEWEST_ROWS_WITH_ONE_ASIDE = 3
TWO_ROWS = Decimal("0.1")  # two rows must come ten times nearer before they are a total's
ZERO = Decimal(0)

Verdict = Literal["proved", "broken", "unclear"]


@dataclass(frozen=True, slots=True)
class Check:
    """One table: its total row, what its rows come to as printed, and the verdict."""

    total: Amount
    sum: Decimal
    verdict: Verdict


def check_tables(amounts: Sequence[Amount]) -> tuple[Check, ...]:
    """One check for each total row, in printed order. Rows behind the last total belong to it where it stands first
    in its table, else to none."""
    checks: list[Check] = []
    rows: list[Amount] = []
    leads = False  # the last total had no rows above it and repeats none: its own may follow
    for row in amounts:
        if row.role in TOTALS or ((rows or checks) and _sums_by_label(row)):
            own = _own_of_first(rows, checks[-1].total) if leads else 0
            if own:
                checks[-1] = Check(checks[-1].total, checks[-1].total.amount, "proved")
            parted = _parted(checks[-1].total, rows, row) if leads and not own else None
            check = parted or _check(rows[own:], row, [c.total for c in checks])
            leads = not rows[own:] and check.verdict == "unclear"
            checks.append(check)
            rows = []
        elif not _SUBTOTAL.match(row.label):
            rows.append(row)
    if rows and leads:
        checks[-1] = _check(rows, checks[-1].total, [c.total for c in checks[:-1]])
    return tuple(checks)


def _own_of_first(rows: Sequence[Amount], total: Amount) -> int:
    """How many of the rows behind a total make it, two at least; 0 where none do."""
    counts = range(len(rows), 1, -1)
    return next((n for n in counts if sum((r.amount for r in rows[:n]), ZERO) == total.amount), 0)


def _parted(whole: Amount, rows: Sequence[Amount], left: Amount) -> Check | None:
    """An overpayment, what of it was applied elsewhere, and what is left of it as the refund; None for other rows."""
    refunds = whole.role is left.role is AmountRole.REFUND
    if not (refunds and rows and all(row.role is AmountRole.APPLIED for row in rows)):
        return None
    comes_to = abs(whole.amount) - sum((abs(row.amount) for row in rows), ZERO)
    return Check(left, comes_to, "proved" if comes_to == abs(left.amount) else "broken")


# What the rows above come to so far: no row of its own.
_SUBTOTAL = re.compile(r"\W*(?:sub-?total|suma parcial)", re.IGNORECASE)


def _sums_by_label(row: Amount) -> bool:
    return row.role in TOTALS_BY_LABEL and row.label.strip().lower().startswith(policy().total_labels)


def _check(rows: Sequence[Amount], total: Amount, earlier: Sequence[Amount]) -> Check:
    subtotals = _subtotals(earlier)
    if rows:
        as_printed = sum((row.amount for row in rows), ZERO)
        known = [row.role in COMPONENTS for row in rows]
        sums = (*_sums_of_rows(rows, earlier), *_sums_of_rows(_last_table(rows), earlier))
        must_sum = len(rows) >= 2 and all(known)
        # A single row of an unknown kind counts, is taken off or is set aside: one of the three must fit.
        must_sum |= len(rows) >= FEWEST_ROWS_WITH_ONE_ASIDE and (known.count(False) == 1 or _nearly(rows, total))
        must_sum |= len(rows) == 2 and _nearly(rows, total, TWO_ROWS)
    else:
        as_printed = sum((t.amount for t in subtotals), ZERO)
        must_sum = len(subtotals) >= 2
        sums = tuple(_sums_of_totals(earlier))
    if not _targets(total).isdisjoint(sums):
        return Check(total, as_printed, "proved")
    return Check(total, as_printed, "broken" if must_sum else "unclear")


def _nearly(rows: Sequence[Amount], total: Amount, share: Decimal = Decimal(1)) -> bool:
    """Rows that come so near the total are its rows, whatever some are called: a remark would put them far off."""
    sums = (sum((row.amount for row in rows), ZERO), sum(_reduced(rows), ZERO))
    return min(abs(came - total.amount) for came in sums) <= abs(total.amount) * policy().near_sum * share


def _reduced(rows: Sequence[Amount]) -> list[Decimal]:
    return [-abs(row.amount) if row.role in REDUCTIONS or _TAKEN_OFF.match(row.label) else row.amount for row in rows]


# "Less payments"; "Decrease in tax" takes off with or without its minus, which a fax may lose.
_TAKEN_OFF = re.compile(r"\W*(?:(?:less|minus|menos)\b|decrease|reduction|disminuci|reducci|rebaja)", re.IGNORECASE)


def _last_table(rows: Sequence[Amount]) -> Sequence[Amount]:
    """The rows from the last that opens a table on: what stands before belongs to one whose total was not read."""
    opens = [n for n, row in enumerate(rows) if row.role in (AmountRole.AMOUNT_OWED_BEFORE, AmountRole.TAX_OWED)]
    return rows[opens[-1] :] if len(opens) > 1 and len(rows) - opens[-1] > 1 else rows


def _subtotals(earlier: Sequence[Amount]) -> Sequence[Amount]:
    """The totals of single periods that stand directly above: totals by their label only."""
    count = 0
    while count < len(earlier) and earlier[-1 - count].role in TOTALS_BY_LABEL:
        count += 1
    return earlier[len(earlier) - count :]


def _targets(total: Amount) -> frozenset[Decimal]:
    """A refund is printed as a positive amount or as what it is in the sum, a negative one."""
    both = total.role is AmountRole.REFUND
    return frozenset({total.amount, -total.amount}) if both else frozenset({total.amount})


def _sums_of_rows(rows: Sequence[Amount], earlier: Sequence[Amount]) -> Iterator[Decimal]:
    """What the rows can honestly come to: each reading of a table that real notices use."""
    plain = [row.amount for row in rows]
    reduced = _reduced(rows)
    counted = [row.amount for row in rows if row.role in COMPONENTS]
    applied = [-abs(row.amount) if row.role is AmountRole.APPLIED else row.amount for row in rows]
    yield from (sum(plain, ZERO), sum(reduced, ZERO), sum(applied, ZERO))
    yield from (sum(reduced, ZERO) - 2 * row.amount for row in rows if row.role is AmountRole.OTHER)
    if len(counted) >= 2:
        yield sum(counted, ZERO)
    if earlier:  # an overpayment, then what was applied, then what is left
        yield from (earlier[-1].amount + sum(plain, ZERO), earlier[-1].amount + sum(reduced, ZERO))
    if len(rows) >= FEWEST_ROWS_WITH_ONE_ASIDE:  # one row stands in the table without counting
        yield from (sum(reduced, ZERO) - one for one in reduced)


def _sums_of_totals(earlier: Sequence[Amount]) -> Iterator[Decimal]:
    """A total without rows repeats an earlier one, or sums the last of them: the periods."""
    yield from (t.amount for t in earlier)
    for first in range(len(earlier) - 1):
        yield sum((t.amount for t in earlier[first:]), ZERO)
