"""The sum under a table by tax periods, or beside it: what all of them come to, proven by its own rows."""

from collections.abc import Iterator, Sequence

from schemas.geometry import same_row

from .candidate import Candidate, Place, candidate_at
from .layout import Piece
from .pagekeys import PageView
from .periodcells import is_column
from .periodrows import PeriodRow, period_rows
from .values import find_money

_REACH = 3.0  # line heights under the last period
_ALIGNED = 9.0  # points between the right edges of a column's amounts


def period_totals(views: Sequence[PageView]) -> list[Candidate]:
    """The amounts under or beside the last cell of such tables to which its column, or row, sums; of two periods or
    more."""
    return [c for view in views if len(rows := period_rows(view.sheet)) >= 2 for c in _under(view, rows)]


def _under(view: PageView, rows: Sequence[PeriodRow]) -> Iterator[Candidate]:
    last = rows[-1].cells[-1].box
    total = sum(row.cells[-1].amount for row in rows)
    for piece in view.sheet.pieces:
        money = find_money(piece.run.tight, breaks=piece.run.starts)
        under = 0 < piece.box.y0 - last.y1 + 2 <= _REACH * last.height and abs(piece.box.x1 - last.x1) <= _ALIGNED
        beside = is_column(rows[-1]) and piece.box.x0 > last.x1 and same_row(piece.box, last)
        if (under or beside) and len(money) == 1 and money[0].value == total:
            yield _candidate(view, piece)


def _candidate(view: PageView, piece: Piece) -> Candidate:
    money = find_money(piece.run.tight, breaks=piece.run.starts)[0]
    return candidate_at(
        view.sheet,
        piece.run,
        "amount_due",
        (money.start, money.end),
        value=money.value,
        repaired=money.repaired,
        place=Place.SUMMARY,
        label="total of the periods",
    )
