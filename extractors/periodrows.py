"""Tables with one row a tax period, as final levy notices print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.geometry import Box, overlap_x
from schemas.notice import AmountRole

from .formnames import bare_form
from .layout import Piece, Sheet
from .number_text import FoundPeriod, find_periods
from .tables import role_of
from .text import Run, run_of
from .values import FoundMoney, find_money

HEADING_LINES = 3.4  # line heights above the first row that its column headings may take


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of a row with the heading of its column."""

    heading: str
    role: AmountRole
    amount: Decimal
    box: Box


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of a table by tax periods: period, form, its amounts from left to right."""

    form: str | None
    period: tuple[date, bool]
    cells: tuple[Cell, ...]
    page: int
    box: Box
    raw: str
    confidence: float
    repaired: bool


def period_rows(sheet: Sheet) -> tuple[PeriodRow, ...]:
    """Rows that hold a tax period, a form on either side of it, and at least one amount.

    Dates of payments and of rates have no form beside them and are no tax periods.
    """
    found: list[PeriodRow] = []
    first: Box | None = None
    for row in sheet.rows:
        if not any(any(map(str.isdigit, p.run.tight)) for p in row):
            continue  # no amount is without a digit
        run = run_of(w for p in row for w in p.segment.words)
        money = find_money(run.tight, breaks=run.starts)
        if not money:
            continue
        periods = find_periods(run.tight[: money[0].start])
        form = _form_beside(run, periods[0], money[0]) if len(periods) == 1 else None
        if form is None:
            first = None
            continue
        first = first or run.box
        period = periods[0]
        found.append(
            PeriodRow(
                form=form,
                period=(period.period_end, period.year_only),
                cells=tuple(_cell(sheet, run, m, first) for m in money),
                page=sheet.page,
                box=run.box,
                raw=run.span_text(period.start, period.end),
                confidence=run.span_confidence(period.start, period.end),
                repaired=period.repaired,
            )
        )
    return tuple(found)


def _form_beside(run: Run, period: FoundPeriod, money: FoundMoney) -> str | None:
    """The form named before the first amount, when besides it only the period stands there."""
    words = run.words[: run.word_at(money.start - 1) + 1] if money.start else ()
    inside = range(run.word_at(period.start), run.word_at(period.end - 1) + 1)
    others = [t for n, w in enumerate(words) if n not in inside and (t := w.text.strip("$.,:;'·"))]
    others = [o for o in others if o.lower() not in ("form", "forma", "formulario")]
    forms = [f for o in others if (f := bare_form(o))]
    return forms[0] if len(forms) == 1 and len(others) <= 2 else None


def _cell(sheet: Sheet, run: Run, money: FoundMoney, first: Box) -> Cell:
    box = run.span_box(money.start, money.end)
    heading = _heading(sheet, box, first)
    role = role_of(heading)
    if role in (AmountRole.AMOUNT_DUE, AmountRole.TAX_OWED):
        role = AmountRole.AMOUNT_OWED_BEFORE if heading.lower().endswith("owed") else role
    return Cell(heading, AmountRole.OTHER if heading.strip().lower() == "total" else role, money.value, box)


def _heading(sheet: Sheet, cell: Box, first: Box) -> str:
    """The words above the column, top line first."""
    reach = HEADING_LINES * max(first.height, 8.0)
    above: Sequence[Piece] = [
        p
        for p in sheet.pieces
        if 0 <= first.y0 - p.box.y0 <= reach and p.box.y1 <= first.y0 + 3 and _over(p.box, cell)
    ]
    return " ".join(p.run.text for p in sorted(above, key=lambda p: p.box.y0))


def _over(heading: Box, cell: Box) -> bool:
    return abs(heading.x1 - cell.x1) <= 12 or overlap_x(heading, cell) > 0.5 * min(heading.width, cell.width)
