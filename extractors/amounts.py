"""The printed amounts of a notice's summary tables, in printed order, each with its role."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from schemas.catalog import CatalogEntry
from schemas.geometry import overlaps, same_row
from schemas.notice import Amount, AmountRole, Finding, Severity
from schemas.privacy import redact

from .fields import Material
from .pagekeys import PageView
from .periodcells import is_column
from .periodrows import PeriodRow, period_rows
from .rows import Row, Table

_TOTAL_PITCHES = 3.0  # line heights under the last period in which the table's total stands
_TELLING = 2  # rows of a bill that tell its summary from other tables
_PROPOSED = (AmountRole.TAX_OWED, AmountRole.CHANGE, AmountRole.AMOUNT_DUE)


@dataclass(frozen=True, slots=True)
class _Placed:
    page: int
    y: float
    x: float
    number: int
    amount: Amount


def amounts_of(material: Material, entry: CatalogEntry | None, due: Decimal | None) -> tuple[Amount, ...]:
    """Rows of summary tables and cells of tables by period, page by page from top to bottom.

    What a row is depends on what the notice wants: in a proposal the tax is a proposed change; where a month's
    payment is asked for, the whole balance is what was owed before.
    """
    placed: list[_Placed] = []
    for view in material.views:
        tables = [t for t in material.tables if t.page == view.page]
        by_period = period_rows(view.sheet)
        placed += [p for t in tables if (summary := _summary(t, due)) for p in _of_table(summary, by_period)]
        placed += [_of_cell(row, number) for row in by_period for number in range(len(row.cells))]
        placed += [_of_row(r) for r in _totals(view, tables, by_period)]
    order = {view.page: number for number, view in enumerate(material.views)}
    ranked = sorted(placed, key=lambda p: (order[p.page], round(p.y), p.x, p.number))
    return tuple(_in_context(p.amount, entry, due) for p in ranked)


def _summary(table: Table, due: Decimal | None) -> Table | None:
    """The table where it sums the notice up: its rows say so, or it ends with what is asked for (`due`), whatever
    that row is called; None for any other table."""
    *rows, last = table.rows
    ends = last.role is AmountRole.OTHER and bool(due) and last.amount == due and table.columns == 1
    known = sum(row.role is not AmountRole.OTHER for row in rows)
    told = known >= _TELLING and 3 * known >= 2 * len(rows) and not table.is_other
    if not table.is_summary and not (ends and told):
        return None
    return replace(table, rows=(*rows, replace(last, role=AmountRole.AMOUNT_DUE))) if ends and told else table


def _of_table(table: Table, by_period: Sequence[PeriodRow]) -> list[_Placed]:
    """Its rows in their order: what stands beside each other is level, though its middles differ a little."""
    rows = [_of_row(row) for row in table.rows if not _is_cell(row, by_period)]
    return [replace(row, y=max(r.y for r in rows[: number + 1])) for number, row in enumerate(rows)]


def _of_row(row: Row) -> _Placed:
    amount = Amount(role=row.role, label=redact(row.label), amount=row.amount, page=row.page)
    return _Placed(row.page, row.money_box.cy, row.money_box.x0, 0, amount)


def _of_cell(row: PeriodRow, number: int) -> _Placed:
    cell = row.cells[number]
    amount = Amount(role=cell.role, label=redact(cell.heading), amount=cell.amount, page=row.page)
    return _Placed(row.page, row.box.cy, row.box.x0, number, amount)


def _is_cell(row: Row, by_period: Sequence[PeriodRow]) -> bool:
    """The row is also a period's row, found as a label with its last amount."""
    return any(p.page == row.page and overlaps(p.box, row.money_box) for p in by_period)


def _totals(view: PageView, tables: Sequence[Table], by_period: Sequence[PeriodRow]) -> list[Row]:
    """The total row under a table by period, where no summary table holds it already."""
    if not by_period:
        return []
    last = by_period[-1]
    found = []
    for table in tables:
        for row in table.rows:
            gap = row.money_box.y0 - last.box.y1
            under = -2 <= gap <= _TOTAL_PITCHES * last.box.height
            aligned = abs(row.money_box.x1 - last.cells[-1].box.x1) <= 9
            total = (under and aligned) or _is_beside(row, last)
            if total and not table.is_summary and not _is_cell(row, by_period):
                found.append(row)
    return found[:1]


def _is_beside(row: Row, last: PeriodRow) -> bool:
    """Behind the last cell of the last column, where each period has one, stands what all of them come to."""
    cell = last.cells[-1].box
    return is_column(last) and same_row(row.money_box, cell) and row.money_box.x0 > cell.x1


def _in_context(amount: Amount, entry: CatalogEntry | None, due: Decimal | None) -> Amount:
    role = amount.role
    if entry is not None and (entry.asks == "proposes" or entry.family == "deficiency"):
        role = AmountRole.PROPOSED_CHANGE if role in _PROPOSED or _speaks_of_proposal(amount) else role
    elif entry is not None and entry.asks == "nothing":
        role = AmountRole.OTHER if role is AmountRole.AMOUNT_DUE else role
    elif entry is not None and entry.asks in ("pay_monthly", "pay_past_due") and due is not None:
        if role is AmountRole.AMOUNT_DUE and amount.amount != due:
            role = AmountRole.AMOUNT_OWED_BEFORE
        elif role is AmountRole.OTHER and amount.amount == due:
            role = AmountRole.AMOUNT_DUE
    return amount if role is amount.role else amount.model_copy(update={"role": role})


def _speaks_of_proposal(amount: Amount) -> bool:
    text = amount.label.lower()
    return any(word in text for word in ("propos", "deficiency", "increase", "decrease"))


def summary_findings(rows: Sequence[Amount], asks: str, asked: Decimal | None) -> Iterator[Finding]:
    """A bill proves its total by the rows above it. Where neither a total was read among them nor the rows make what
    is asked for, nobody has seen whether the bill contradicts itself."""
    if asks != "pay_total" or asked is None or any(row.role is AmountRole.AMOUNT_DUE for row in rows):
        return
    if not rows or sum(row.amount for row in rows) != asked:
        message = "the summary above the amount due was not read whole: whether its rows make it is open"
        yield Finding(code="summary_not_read", severity=Severity.WARNING, field="amount_due", message=message)
