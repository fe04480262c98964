"""Rows of a bill that do not make its total: read again, and taken as read again where that makes the sum exact.

Only such tables cost a second look. A row that a second reader reads as the first one did stays as it is: then the
notice itself does not add up, and a person is told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from schemas.money import format_money
from schemas.notice import AmountRole, Finding, Severity
from schemas.privacy import redact

from .candidate import Candidate, Place
from .fields import Asks, Material
from .rows import Row, Table
from .verify import Voices

ROW = "row"  # the field of a row's candidate
FINDING = "row_read_again"
_TOTALS = (AmountRole.AMOUNT_DUE, AmountRole.REFUND)
_REDUCTIONS = (AmountRole.PAYMENTS_CREDITS, AmountRole.APPLIED)
_NO_SUM = ("pay_monthly", "pay_past_due", "proposes")  # their last row is no sum of the rows above it
_FEWEST_ROWS = 3
_MOST_ROWS = 12
_MOST_CHANGED = 2

Voiced = Mapping[Candidate, Voices]


@dataclass(frozen=True, slots=True)
class _Change:
    row: Row
    amount: Decimal


def rows_to_hear(tables: Sequence[Table], asks: Asks) -> list[Candidate]:
    """The rows of the summaries that do not sum, each as a candidate of the field `ROW`."""
    if asks in _NO_SUM:
        return []
    return [_candidate(row) for table in tables if _must_sum(table) and not _sums(table.rows) for row in table.rows]


def read_again(material: Material, voices: Voiced) -> tuple[Material, tuple[Finding, ...]]:
    """`material` with the rows that sum as read again, and what is said of each of them."""
    tables, findings = [], []
    for table in material.tables:
        changes = _changes(table, voices)
        now = {change.row: replace(change.row, amount=change.amount) for change in changes}
        tables.append(replace(table, rows=tuple(now.get(row, row) for row in table.rows)) if now else table)
        findings += [_finding(change) for change in changes]
    return (replace(material, tables=tuple(tables)) if findings else material), tuple(findings)


def _must_sum(table: Table) -> bool:
    """A bill of one column that ends with its only total; every other row, but for the first, has a known role."""
    *rows, total = table.rows
    roles = [row.role for row in rows]
    known = AmountRole.OTHER not in roles[1:] and not any(role in _TOTALS for role in roles)
    whole = _FEWEST_ROWS <= len(table.rows) <= _MOST_ROWS and table.columns == 1
    return table.is_summary and whole and known and total.role in _TOTALS


def _sums(rows: Sequence[Row]) -> bool:
    """Whether the rows make the last of them: as printed, with credits printed without their minus, or with one row
    that stands there without counting."""
    *parts, total = rows
    plain = [row.amount for row in parts]
    reduced = [-abs(row.amount) if row.role in _REDUCTIONS else row.amount for row in parts]
    targets = {total.amount, -total.amount} if total.role is AmountRole.REFUND else {total.amount}
    aside = {sum(reduced) - one for one in reduced} if len(reduced) >= _FEWEST_ROWS else set()
    return not targets.isdisjoint({sum(plain), sum(reduced), *aside})


def _changes(table: Table, voices: Voiced) -> tuple[_Change, ...]:
    """The fewest rows whose other reading makes the sum exact; none where there is no such way or more than one."""
    if not any(_candidate(row) in voices for row in table.rows):
        return ()
    other = [(n, _Change(row, amount)) for n, row in enumerate(table.rows) for amount in _otherwise(row, voices)]
    for count in range(1, _MOST_CHANGED + 1):
        ways = [way for way in combinations(other, count) if len({n for n, _ in way}) == count and _exact(table, way)]
        if ways:
            return tuple(change for _, change in ways[0]) if len(ways) == 1 else ()
    return ()


def _exact(table: Table, way: Sequence[tuple[int, _Change]]) -> bool:
    """The sum is exact with every row counted."""
    now = {n: change.amount for n, change in way}
    *parts, total = [replace(row, amount=now.get(n, row.amount)) for n, row in enumerate(table.rows)]
    return sum(row.amount for row in parts) == total.amount


def _otherwise(row: Row, voices: Voiced) -> list[Decimal]:
    """What a row may say instead, where no independent reader reads it as the first did: what the others made of it,
    unless one of the first's family agrees, and what a comma read as a 1 leaves."""
    heard = voices.get(_candidate(row))
    if heard is None or heard.independent(row.amount):
        return []
    said = () if heard.agreeing(row.amount) else heard.heard.values()
    others = [value for value in (*said, _comma_meant(row)) if isinstance(value, Decimal)]
    return list(dict.fromkeys(others))


def _comma_meant(row: Row) -> Decimal | None:
    """The amount with the comma that was read as a 1: "101968.00" for "10,968.00"; None where there can be none."""
    match = _COMMA_AS_ONE.fullmatch(row.raw.strip())
    if match is None:
        return None
    amount = Decimal(match[1] + match[2])
    return -amount if row.amount < 0 else amount


_COMMA_AS_ONE = re.compile(r"[-(]?[$]?([0-9]{1,3})1([0-9]{3}\.[0-9]{2})\)?")


def _candidate(row: Row) -> Candidate:
    return Candidate(
        field=ROW, value=row.amount, raw=row.raw, page=row.page, box=row.money_box, confidence=row.confidence,
        repaired=row.repaired, place=Place.SUMMARY, label=row.label,
    )  # fmt: skip


def _finding(change: _Change) -> Finding:
    row, was, now = change.row, format_money(change.row.amount), format_money(change.amount)
    where = f"{redact(row.label)!r} on page {row.page} of the file"
    message = f"{where} was read as {was}, and again as {now}, with which the rows sum"
    return Finding(code=FINDING, severity=Severity.INFO, field="amount_due", message=message)
