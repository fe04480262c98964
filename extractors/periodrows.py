"""Tables with one row a tax period, as final levy notices print them, and those with one column a period."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.geometry import Box, overlap_x

from .layout import Piece, Sheet
from .number_text import FoundPeriod, ends_month, find_periods
from .periodcells import Cell, PeriodRow, cell_of, form_in
from .periodcolumns import period_columns
from .rows import is_currency
from .text import Run, run_of
from .values import FoundMoney, find_money

__all__ = ["Cell", "PeriodRow", "period_rows"]

# Line heights above the first row that its column headings may take; those that go on line by line may take more.
HEADING_LINES, _MOST_LINES = 3.4, 9.0
_EDGE = 12.0  # points between the right edges of a column
_COLUMNS = 2  # under one piece: it holds the headings of both
_BESIDE = 2  # words beside a period: the form and one more
_CELLS, _IN_CELL = 3, 4  # period, kind of tax and amount in cells of their own; words that name a kind with its form
_TOUCHING = 0.9  # line heights between two lines of a heading


def period_rows(sheet: Sheet) -> tuple[PeriodRow, ...]:
    """What the page's tables say of each tax period, whether it has a row there or a column."""
    return (*_rows(sheet), *period_columns(sheet))


def _rows(sheet: Sheet) -> tuple[PeriodRow, ...]:
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
        periods = _periods(row, run.tight[: money[0].start])
        form = _form_beside(run, periods[0], money[0], len(row)) if len(periods) == 1 else None
        if form is None:
            first = None
            continue
        first = first or run.box
        period = periods[0]
        found.append(
            PeriodRow(
                form=form,
                period=(period.period_end, period.year_only),
                cells=_cells(sheet, run, money, first),
                page=sheet.page,
                box=run.box,
                raw=run.span_text(period.start, period.end),
                confidence=run.span_confidence(period.start, period.end),
                repaired=period.repaired,
            )
        )
    return tuple(found)


def _periods(row: Sequence[Piece], text: str) -> list[FoundPeriod]:
    """The periods of a row that begins with `text`; where a form runs on behind a year, cell by cell."""
    if found := find_periods(text):
        return found
    at = 0
    for piece in row:
        own = find_periods(piece.run.tight) if at + len(piece.run.tight) <= len(text) else []
        found += [replace(period, start=at + period.start, end=at + period.end) for period in own]
        at += len(piece.run.tight)
    return found


def _form_beside(run: Run, period: FoundPeriod, money: FoundMoney, cells: int) -> str | None:
    """The form named before the first amount, when besides it only the period stands there; where both have cells of
    their own, also "Corporate income (1120)", beside a day that ends a month."""
    words = run.words[: run.word_at(money.start - 1) + 1] if money.start else ()
    inside = range(run.word_at(period.start), run.word_at(period.end - 1) + 1)
    others = [t for n, w in enumerate(words) if n not in inside and (t := w.text.strip("$.,:;'·"))]
    others = [o for o in others if o.lower() not in ("form", "forma", "formulario")]
    forms = [f for o in others if (f := form_in(o))]
    if len(forms) == 1 and len(others) <= _BESIDE:
        return forms[0]
    named = [f for o in others if o.startswith("(") and (f := form_in(o.strip("()")))]
    in_cells = cells >= _CELLS and len(others) <= _IN_CELL and ends_month(period.period_end)
    return named[0] if len(named) == 1 and not forms and in_cells else None


def _cells(sheet: Sheet, run: Run, money: Sequence[FoundMoney], first: Box) -> tuple[Cell, ...]:
    boxes = [run.span_box(m.start, _currency_end(run, m.end)) for m in money]
    return tuple(
        cell_of(_heading(sheet, box, boxes, first), m.value, box) for m, box in zip(money, boxes, strict=True)
    )


def _currency_end(run: Run, end: int) -> int:
    """Past the currency's name right behind an amount, which fills the column with it."""
    ends = [stop for stop in (*run.starts, len(run.tight)) if stop > end]
    if end not in run.starts or not ends or not is_currency(run.tight[end : ends[0]]):
        return end
    amount, name = run.words[run.word_at(end - 1)].box, run.words[run.word_at(end)].box
    return ends[0] if name.x0 - amount.x1 < amount.height else end


def _heading(sheet: Sheet, cell: Box, row: Sequence[Box], first: Box) -> str:
    """The words above the column, top line first."""
    line = max(first.height, 8.0)
    above = [p for p in sheet.pieces if p.box.y1 <= first.y0 + 3 and _over(p.box, cell)]
    top, heading = first.y0, list[Piece]()
    for piece in sorted(above, key=lambda p: -p.box.y0):
        far, touching = first.y0 - piece.box.y0, top - piece.box.y1 <= _TOUCHING * line
        if far > HEADING_LINES * line and not (touching and far <= _MOST_LINES * line):
            break
        heading.insert(0, piece)
        top = piece.box.y0
    return " ".join(text for p in heading if (text := _own_words(p, cell, row)))


def _own_words(piece: Piece, cell: Box, row: Sequence[Box]) -> str:
    """What `piece` says over `cell`, where the headings of several columns were read as one."""
    if sum(overlap_x(piece.box, other) > 0 for other in row) < _COLUMNS:
        return piece.run.text
    left = max((other.x1 for other in row if other.x1 < cell.x0), default=piece.box.x0 - 1)
    return run_of(w for w in piece.run.words if left < w.box.cx <= cell.x1 + _EDGE).text


def _over(heading: Box, cell: Box) -> bool:
    return abs(heading.x1 - cell.x1) <= _EDGE or overlap_x(heading, cell) > 0.5 * min(heading.width, cell.width)
