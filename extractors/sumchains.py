"""Summaries told by their sum: amounts one behind another that make, to the cent, the amount that is asked for.

What rows are called differs from layout to layout, and so does how they are set: as a table, over the page, in a
sentence. Several amounts that come to exactly what stands behind them are its rows, whatever they are called.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from schemas.geometry import Box, overlaps
from schemas.notice import AmountRole

from .fields import Material
from .layout import Piece, Sheet
from .roles import role_of
from .rows import Row, Table, amounts_in, proven_total
from .text import Run, plain
from .values import FoundMoney

_FEWEST, _MOST = 2, 9  # rows before a total
_REACH = 0.45  # of the page's height, from the first row to the total
_ALIGNED = 9.0  # points between the right edges of a column
_MOST_TAKEN_OFF = 4  # rows whose sign only their words can tell
# Words of rows that are taken off, though their amount may be printed without a minus.
_TAKEN_OFF = re.compile(
    r"less|minus|paid|payment|credit|receiv|receipt|withh|prepa|got|lower|reduc|decreas|takeoff|takenoff|subtract|offset"
    r"|pago|pagad|credito|menos|recib|retenc|retenid|reduc|dismin|rebaj|baja"
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """An amount with the words before it in its row, and the column that it ends in."""

    money: FoundMoney
    run: Run
    label: str
    place: Box
    box: Box

    @property
    def taken_off(self) -> bool:
        return self.money.value > 0 and bool(_TAKEN_OFF.search(plain(self.label)))


def with_its_rows(material: Material, asks: str, asked: Decimal | None) -> Material:
    """A bill whose summary is not known as one, or was not read whole: with the rows that make what is asked for."""
    if asks != "pay_total" or not asked:
        return material
    told = [t for t in material.tables if t.is_summary and any(r.role is AmountRole.AMOUNT_DUE for r in t.rows)]
    if any(t.columns != 1 or proven_total(t) for t in told):
        return material
    made = _rows_making(material, asked)
    if made is None or not all(_holds(made, t) for t in told):
        return material
    others = (t for t in material.tables if t.page != made.page or not _share_a_row(t, made))
    return replace(material, tables=(*others, made))


def _holds(made: Table, table: Table) -> bool:
    """`made` has every row of `table`: it may say more, never less."""
    boxes = [row.money_box for row in made.rows]
    return table.page != made.page or all(any(overlaps(row.money_box, b) for b in boxes) for row in table.rows)


def _share_a_row(one: Table, other: Table) -> bool:
    return any(overlaps(a.money_box, b.money_box) for a in one.rows for b in other.rows)


def _rows_making(material: Material, total: Decimal) -> Table | None:
    """The rows that make `total`, which stands behind them on their page, and `total` itself as the last row; None
    where no rows do. Credits printed without a minus are recognised by their words; one of `total`'s own size, as a
    headline has it, is no row."""
    for view in material.views:
        printed = tuple(_printed(view.sheet))
        for number, last in enumerate(printed):
            if last.money.value != total:
                continue
            before = printed[:number]
            column = [one for one in before if abs(one.box.x1 - last.box.x1) <= _ALIGNED]
            for chain in (before, column):
                rows = _rows(chain, last, total, view.sheet)
                if rows:
                    return Table(rows, "", 1, view.page, made=True)
    return None


def _printed(sheet: Sheet) -> Iterator[_Printed]:
    """Every amount of the page as it is read: rows from top to bottom, in each from left to right."""
    for row in sheet.rows:
        words, begins = "", row[0].box
        for piece in row:
            money = amounts_in(piece.run)
            if not money:
                words, begins = piece.run.text, piece.box
            for one, label in _labelled(piece, money, words):
                yield _Printed(one, piece.run, label, begins, piece.run.span_box(one.start, one.end))
                words, begins = "", piece.box


def _labelled(piece: Piece, money: Sequence[FoundMoney], words: str) -> Iterator[tuple[FoundMoney, str]]:
    """The amounts of a piece, each with what stands before it there; before the first nothing but `words`."""
    at = 0
    for one in money:
        own = piece.run.span_text(at, one.start) if one.start > at else ""
        yield one, f"{words} {own}".strip()
        words, at = "", one.end


def _rows(before: Sequence[_Printed], last: _Printed, total: Decimal, sheet: Sheet) -> tuple[Row, ...]:
    for count in range(_FEWEST, min(_MOST, len(before)) + 1):
        rows = before[-count:]
        if abs(rows[0].money.value) == abs(total) or last.box.cy - rows[0].box.cy > _REACH * sheet.height:
            return ()
        amounts = _summed(rows, total)
        if amounts:
            made = [_row(one, amount, sheet, _part(one)) for one, amount in zip(rows, amounts, strict=True)]
            return (*made, _row(last, total, sheet, AmountRole.AMOUNT_DUE))
    return ()


def _summed(rows: Sequence[_Printed], total: Decimal) -> tuple[Decimal, ...]:
    """What each row adds where they make `total`; nothing where they don't."""
    if sum(bool(row.money.value) for row in rows) < _FEWEST:
        return ()  # rows of nothing prove nothing
    unsure = [n for n, row in enumerate(rows) if row.taken_off]
    if len(unsure) > _MOST_TAKEN_OFF:
        return ()
    plainly = [row.money.value for row in rows]
    for signs in product((1, -1), repeat=len(unsure)):
        signed = dict(zip(unsure, signs, strict=True))
        amounts = tuple(value * signed.get(n, 1) for n, value in enumerate(plainly))
        if sum(amounts) == total:
            return amounts
    return ()


def _part(one: _Printed) -> AmountRole:
    role = role_of(one.label)
    return AmountRole.OTHER if role is AmountRole.AMOUNT_DUE else role  # "Balance before the change"


def _row(one: _Printed, amount: Decimal, sheet: Sheet, role: AmountRole) -> Row:
    money = one.money
    return Row(
        label=one.label.strip(" .,:;·_-$"),
        amount=amount,
        raw=one.run.span_text(money.start, money.end),
        role=role,
        page=sheet.page,
        box=one.place,
        money_box=one.box,
        confidence=one.run.span_confidence(money.start, money.end),
        repaired=money.repaired,
    )
