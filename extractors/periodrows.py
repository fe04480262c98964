"""Tables with one row a tax period, as final levy notices print them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.geometry import Box

from .formnames import bare_form
from .layout import Sheet
from .numbers import find_periods
from .text import Run, plain, run_of
from .values import find_money


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of a table by tax periods: period, form, its amounts from left to right."""

    form: str | None
    period: tuple[date, bool]
    amounts: tuple[Decimal, ...]
    page: int
    box: Box
    raw: str
    confidence: float


def period_rows(sheet: Sheet) -> tuple[PeriodRow, ...]:
    """Rows that hold a tax period and at least one amount: "1040  12/31/2016  $3,210.00 ... $4,002.11"."""
    found = []
    for row in sheet.rows:
        run = run_of(w for p in row for w in p.segment.words)
        money = find_money(run.tight, breaks=run.starts)
        periods = [p for p in find_periods(run.tight) if not money or p.end <= money[0].start]
        if len(periods) == 1 and money and _is_period_row(run, periods[0].start):
            words = [w.text for w in run.words[: run.word_at(periods[0].start) + 1]]
            form = next((f for w in words if (f := bare_form(w))), None)
            amounts = tuple(m.value for m in money)
            period, start, end = periods[0], periods[0].start, periods[0].end
            found.append(
                PeriodRow(
                    form=form,
                    period=(period.period_end, period.year_only),
                    amounts=amounts,
                    page=sheet.page,
                    box=run.box,
                    raw=run.span_text(start, end),
                    confidence=run.span_confidence(start, end),
                )
            )
    return tuple(found)


def _is_period_row(run: Run, period_at: int) -> bool:
    """Before the period stands at most a form."""
    return len(plain(run.tight[:period_at])) <= 14
