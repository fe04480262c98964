"""The rows of summary tables, however they are set: an amount, what it is for, and what a table of them comes to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.geometry import Box
from schemas.notice import AmountRole

from .layout import Piece, Sheet
from .roles import role_file, role_of
from .text import Run, plain
from .values import FoundMoney, find_money


@dataclass(frozen=True, slots=True)
class Row:
    """One printed amount with its label. `money_box` is the amount's place."""

    label: str
    amount: Decimal
    raw: str
    role: AmountRole
    page: int
    box: Box
    money_box: Box
    confidence: float
    repaired: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from top to bottom. `heading`: what stands above, letters only. `columns`: amounts in a row. `made`: found
    by its sum (`sumchains`), whatever its rows are called."""

    rows: tuple[Row, ...]
    heading: str
    columns: int
    page: int
    made: bool = False

    @property
    def is_summary(self) -> bool:
        """A table that sums the notice up: by its heading, or by rows that a bill has."""
        if self.made or self.is_other:
            return self.made
        known = role_file()[1]
        told = sum(1 for r in self.rows if r.role is not AmountRole.OTHER)
        if self.heading in known or any(self.heading.endswith(h) for h in known if len(h) > 7):
            return told * 2 >= len(self.rows)
        total = any(r.role in (AmountRole.AMOUNT_DUE, AmountRole.REFUND, AmountRole.PAST_DUE) for r in self.rows)
        return (total or self._sums_kinds()) and told >= 2 and told * 3 >= 2 * len(self.rows)

    @property
    def is_other(self) -> bool:
        """Its heading says that it is a list of payments, of rates, or of workings."""
        return any(self.heading.startswith(h) for h in role_file()[2])

    def _sums_kinds(self) -> bool:
        """Rows of several kinds sum to the last: what a proposal comes to. Payments in a list are of one kind."""
        kinds = {r.role for r in self.rows[:-1]} - {AmountRole.OTHER}
        return proven_total(self) is self.rows[-1] and len(kinds) >= 2


_RESULTS = (AmountRole.AMOUNT_DUE, AmountRole.REFUND)


def proven_total(table: Table) -> Row | None:
    """The first or last of three or more rows when all others sum to it."""
    if len(table.rows) < 3 or table.columns != 1:
        return None
    for row in (table.rows[-1], table.rows[0]):
        told = row.amount != 0 or (row.role in _RESULTS and any(r.amount for r in table.rows))
        if sum(r.amount for r in table.rows) == 2 * row.amount and told:
            return row
    return None


def row_of(sheet: Sheet, label: str, run: Run, money: FoundMoney, *, box: Box, money_box: Box) -> Row:
    """The row of an amount found in `run`; `box` is the label's place."""
    return Row(
        label=label,
        amount=money.value,
        raw=run.span_text(money.start, money.end),
        role=role_of(label),
        page=sheet.page,
        box=box,
        money_box=money_box,
        confidence=run.span_confidence(money.start, money.end),
        repaired=money.repaired,
    )


def table_under(sheet: Sheet, rows: Sequence[Row], top: float, right: float) -> Table:
    """Rows that begin at `top`, with the nearest line above that begins left of `right` as their heading."""
    over = [p for p in sheet.pieces if 0 < top - p.box.y1 < _HEADING and p.box.x0 <= right]
    heading = max(over, key=lambda p: p.box.y1, default=None)
    return Table(tuple(rows), plain(heading.run.text) if heading else "", 1, sheet.page)


_HEADING = 40.0  # points above the first row


_CURRENCIES = frozenset({"", "u", "us", "u5", "usd", "dollars", "usdollars", "dolares", "dr"})


def amounts_in(run: Run) -> list[FoundMoney]:
    """The amounts of a table's cell, "USS" before figures and "2;577:00" read as what they are."""
    text = _POINT.sub(".", _COMMA.sub(",", _MISREAD.sub("us$", run.tight)))
    return find_money(text, breaks=run.starts)


_COMMA, _POINT = re.compile(r"(?<=[0-9])[;:](?=[0-9]{3}[.:][0-9]{2})"), re.compile(r"(?<=[0-9]{3}):(?=[0-9]{2}\.?$)")
_MISREAD = re.compile(r"u[5s]s(?=[0-9]{1,3}[.,])")


def is_currency(text: str) -> bool:
    """Nothing, marks, or the name of the currency around an amount: "US$5,605.74", "$265.76 USD"."""
    return text.strip("._-$*:()") in _CURRENCIES


def only_amount(piece: Piece) -> FoundMoney | None:
    """The amount that is all that `piece` says."""
    text, found = piece.run.tight, amounts_in(piece.run)
    alone = len(found) == 1 and is_currency(text[: found[0].start]) and is_currency(text[found[0].end :])
    return found[0] if alone else None
