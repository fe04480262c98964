"""The lines of a table before they become its rows, and lists of entries with a running balance behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from schemas.geometry import Box

from .text import Run
from .values import FoundMoney


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its amount on one row, before rows become tables. `money` is the last of `columns` amounts,
    `entry` the one before it. `label_ends`: where a label that stands by itself ends on the right, in points."""

    label: Run | None
    box: Box
    money: FoundMoney
    run: Run
    money_box: Box
    columns: int
    entry: "Entry | None" = None
    label_ends: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The last amount but one of a row: what it adds, where the last one keeps the running balance."""

    money: FoundMoney
    run: Run
    box: Box


def without_running_balance(lines: Sequence[Line]) -> Sequence[Line]:
    """A list of entries with a running balance behind them says each row's own amount in the column before: where
    every balance is the one above it plus the entry, to the cent. A first row without an entry brings a balance
    forward, a last one repeats it."""
    told = sum(line.entry is not None for line in lines) + (lines[0].entry is None)
    if told < _FEWEST_ENTRIES or any(line.columns > _ENTRY_COLUMNS for line in lines):
        return lines
    balance = Decimal(0)
    for number, line in enumerate(lines):
        if line.entry is None and 0 < number < len(lines) - 1:
            return lines
        added = line.entry.money.value if line.entry else line.money.value if number == 0 else Decimal(0)
        balance += added
        last = line.entry is None and number > 0  # a refund is printed without the minus of its balance
        if line.money.value != balance and not (last and line.money.value == -balance):
            return lines
    return [_entered(line) for line in lines]


_FEWEST_ENTRIES = 2
_ENTRY_COLUMNS = 2


def _entered(line: Line) -> Line:
    if line.entry is None:
        return line
    own = line.entry
    return replace(line, money=own.money, run=own.run, money_box=own.box, columns=1, entry=None)
