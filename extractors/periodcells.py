"""What a table by tax periods tells of one period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.geometry import Box
from schemas.notice import AmountRole

from .formnames import bare_form
from .roles import role_of


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount with what heads it: its column's heading, or its row's where each period has a column."""

    heading: str
    role: AmountRole
    amount: Decimal
    box: Box


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of a table by tax periods: period, form, its amounts left to right; or a column, from the top down."""

    form: str | None
    period: tuple[date, bool]
    cells: tuple[Cell, ...]
    page: int
    box: Box
    raw: str
    confidence: float
    repaired: bool


_MISREAD = str.maketrans("OoDQIl|", "0000111")


def form_in(text: str) -> str | None:
    """The form that a cell names, "104O-NR" too: a row that is passed over is a period less."""
    number, hyphen, rest = text.partition("-")
    mended = number[:1].isdigit() and bare_form(f"{number.translate(_MISREAD)}{hyphen}{rest}")
    return bare_form(text) or mended or None


def cell_of(heading: str, amount: Decimal, box: Box) -> Cell:
    """The cell under, or behind, `heading`. What is owed for one period is not what the notice asks for."""
    role = role_of(heading)
    if role in (AmountRole.AMOUNT_DUE, AmountRole.TAX_OWED):
        role = AmountRole.AMOUNT_OWED_BEFORE if heading.lower().endswith("owed") else role
    return Cell(heading, AmountRole.OTHER if heading.strip().lower() == "total" else role, amount, box)


def is_column(row: PeriodRow) -> bool:
    """The period's amounts stand under each other."""
    return len(row.cells) > 1 and row.cells[0].box.y1 <= row.cells[-1].box.y0
