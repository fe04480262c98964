"""The amount on a payment stub that no known label announces.

Stubs word their label in many ways ("In our hands by", "Pay now"), but print one amount only: what is asked for.
Such a place supports the others or contradicts them; it is never a notice's only amount.
"""

from collections.abc import Sequence

from .candidate import STUB_BEGINS, Candidate, Place, candidate_at
from .layout import Piece, Sheet
from .values import FoundMoney, find_money

STUB_AMOUNT = "amount on the stub"
_SIGNS = ("unitedstatestreasury", "internalrevenueservice", "checkormoneyorder", "paymentstub", "voucher",
          "returnthispart", "detach", "tesorodelosestadosunidos")  # fmt: skip
_ENOUGH = 2
_KEYS = ("notice_code", "notice_date", "tin")


def coupon_candidates(sheet: Sheet, found: list[Candidate]) -> list[Candidate]:
    """The one amount in the lower part of a page that names the notice again and where to pay, as `amount_due`."""
    lower = [p for p in sheet.pieces if p.box.cy > STUB_BEGINS * sheet.height]
    if _signs(sheet, lower, found) < _ENOUGH:
        return []
    amounts = _amounts(lower)
    keys = [c.box.y0 for c in found if c.place is Place.STUB and c.field in _KEYS]
    if len({money.value for _, money in amounts}) > 1 and keys:
        # Rows of a summary reach down here: the stub begins where it names its notice.
        amounts = [(piece, money) for piece, money in amounts if piece.box.y1 >= min(keys)]
    if len({money.value for _, money in amounts}) != 1 or amounts[0][1].value < 0:
        return []
    piece, money = amounts[0]
    return [
        candidate_at(
            sheet,
            piece.run,
            "amount_due",
            (money.start, money.end),
            value=money.value,
            repaired=money.repaired,
            place=Place.STUB,
            label=STUB_AMOUNT,
        )
    ]


def _amounts(lower: Sequence[Piece]) -> list[tuple[Piece, FoundMoney]]:
    """Pieces that say nothing but an amount."""
    return [
        (piece, money)
        for piece in lower
        for money in find_money(piece.run.tight, breaks=piece.run.starts)
        if money.cents and len(piece.run.tight) <= money.end - money.start + 3
    ]


def _signs(sheet: Sheet, lower: list[Piece], found: list[Candidate]) -> int:
    """How much in the lower part speaks of a stub: where to pay, whose notice it is, keys of the notice."""
    text = "".join(p.run.plain for p in lower)
    upper = {p.run.plain for p in sheet.pieces if p.box.cy < 0.4 * sheet.height and len(p.run.plain) > 8}
    keys = {c.field for c in found if c.place is Place.STUB and c.field in _KEYS}
    return sum(1 for s in _SIGNS if s in text) + len(keys) + any(p.run.plain in upper for p in lower)
