"""Labels without a value: printed and not read, or a box that is empty, a heading, a day that is none."""

import re

from schemas.geometry import Box, overlap_x, overlaps

from .candidate import Candidate
from .labelled_amounts import heads_workings
from .layout import Piece, above, below, right_of
from .money_text import find_money
from .spots import BOX_LINES, Labelled, Spot, is_caption, make


def unread(at: Labelled) -> list[Candidate]:
    """A label that stands for itself without a value that could be read: `value` None says "printed, unread"."""
    run, hit = at.piece.run, at.hit
    if hit.label.field == "amount_due" and any(heads_workings(at, s) and find_money(s.run.tight) for s in at.spots):
        return []  # the column's amounts are read well, they are those of workings
    rest = run.plain[len(hit.label.plain) :]
    if hit.label.field == "tin" and "account" in hit.label.plain:
        return []  # a bank's, on a form to be filled in
    if hit.label.field in _MAY_BE_EMPTY and _is_empty_box(at):
        return []
    if _ends_a_sentence(at) or (hit.label.field == "tin" and _asks_for_number(at)):
        return []
    if hit.label.field == "due_date" and _is_at_once(at):
        return []
    heading = run.tight[hit.end : hit.end + 1] == "," and rest.isalpha()  # "Your balance, item by item"
    if (
        heading
        or hit.start > 0
        or hit.label.field not in _MAY_BE_UNREAD
        or len(hit.label.plain) < 7
        or len(rest) > 12
    ):
        return []
    return [
        make(
            at,
            hit.label.field,
            Spot(run, hit.start, hit.end, inline=True),
            (hit.start, hit.end),
            value=None,
            repaired=True,
        )
    ]


def _is_empty_box(at: Labelled) -> bool:
    """The caption of a box of a form in which there is nothing: no text, and no ink that was not read."""
    sheet, own = at.sheet, at.piece.box
    if sheet.reading.unread is None or not is_caption(sheet, at.piece):
        return False
    beside = right_of(sheet, own)[:1]
    if any(not is_caption(sheet, p) for p in beside):
        return False
    edge = beside[0].box.x0 if beside else min(own.x0 + _BOX_WIDE, sheet.width)
    deep = Box(own.x0 - 2, own.y1 + 1, max(own.x1, edge - 4), own.y1 + BOX_LINES * sheet.line)
    under = [p for p in sheet.pieces if overlaps(p.box, deep)]
    ends = min((p.box.y0 for p in under), default=deep.y1)
    next_row = [p for p in under if p.box.y0 < ends + p.box.height / 2]
    room = Box(deep.x0, deep.y0, deep.x1, ends - 1)
    if any(not is_caption(sheet, p) for p in next_row) or room.height < sheet.line:
        return False
    return not any(overlaps(box, room) for box in (*sheet.reading.unread, *sheet.reading.covered))


_MAY_BE_EMPTY = frozenset({"amount_due", "due_date", "tax_period", "tin"})
_BOX_WIDE = 160.0  # points of a box at the right edge


def _over(at: Labelled) -> Piece | None:
    """The line right above the label's, wherever it begins."""
    own = at.piece.box
    touching = [p for p in at.sheet.pieces if -2 <= own.y0 - p.box.y1 <= _LINE * own.height]
    return max((p for p in touching if overlap_x(p.box, own) > 0), key=lambda p: p.box.y1, default=None)


def _ends_a_sentence(at: Labelled) -> bool:
    """What looked like a label is the end of a title: "We applied your overpayment to an / unpaid balance"."""
    over = _over(at)
    return over is not None and at.piece.run.text[:1].islower() and len(over.run.words) >= _TOLD


def _asks_for_number(at: Labelled) -> bool:
    """ "Your application for an Individual Taxpayer / Identification Number": there is none yet."""
    over = _over(at)
    return over is not None and bool(_APPLIES.search(over.run.plain))


_LINE = 0.6  # heights between the lines of a title
_TOLD = 5  # words that are more than the first line of a label
_APPLIES = re.compile(r"appl(?:y|ication|ied)for|solicit(?:ud|o)(?:de|un)")


def _is_at_once(at: Labelled) -> bool:
    """Instead of a day it says "Immediately", or what looked like the label goes on as other words, "Payments on
    account": that is read well, and no day is printed. Any other words may be a day that was misread."""
    around = (*below(at.sheet, at.piece.box)[:1], *above(at.sheet, at.piece.box)[:1])
    said = [s.run.tight[s.lead() :] for s in at.spots] + [p.run.tight for p in around]
    return any(map(_AT_ONCE.match, said))


_AT_ONCE = re.compile(
    r"(?:due)?(?:immediate|atonce|when(?:ever)?you(?:get|receive)|theday(?:that)?youget|now(?![a-z])|rightaway|today|(?:(?:up)?on)?(?:receipt|account(?![a-z0-9]))"
    r"|inmediat|deinmediato|enseguida|ahora|alrecib|recibo(?![a-z0-9]))"
)
_MAY_BE_UNREAD = frozenset({"notice_date", "tin", "tax_period", "amount_due", "due_date"})
