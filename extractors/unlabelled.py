"""Keys that letters print in their header without a label: date, taxpayer number and period in a small block.

"Miguel A. Delgado / February 3, 2014 / XXX-XX-9029" heads the later pages of examiners' letters;
"January 16, 2017  LTR 5747C  0" and "272-00-3162  201512 30" those of Correspondex letters.
"""

import re
from collections.abc import Hashable

from .candidate import Candidate, Place, candidate_at
from .labels import find_labels
from .layout import ROW_REACH, Piece, Sheet, left_of, right_of
from .money_text import find_money
from .number_text import find_periods, find_tin
from .text import plain
from .values import find_dates

BLOCK_ENDS = 0.2  # share of the page height
_BESIDE, _PITCH = 16.0, 2.6
_STAMP = re.compile(r"received|recd|recibido|filed|paid|entered|scanned|faxed|from|fax")
_PERIOD_MFT = re.compile(r"^(?:19|20)[0-9]{4}[0-9]{2}")


def unlabelled_candidates(sheet: Sheet) -> list[Candidate]:
    """Bare dates, numbers and periods in the header block; a RECEIVED stamp or a fax line is none."""
    found: list[Candidate] = []
    for piece in sheet.pieces:
        if piece.box.cy > min(BLOCK_ENDS * sheet.height, sheet.header_ends) or not _in_block(sheet, piece):
            continue
        found += _date(sheet, piece) + _number(sheet, piece)
    return found


def _in_block(sheet: Sheet, piece: Piece) -> bool:
    """Other header lines begin on the same edge at a line's pitch, and none of them is a stamp."""
    near = [
        p
        for p in sheet.pieces
        if p is not piece
        and abs(p.box.x0 - piece.box.x0) <= _BESIDE
        and abs(p.box.cy - piece.box.cy) <= _PITCH * max(piece.box.height, p.box.height)
    ]
    row = [p for p in sheet.pieces if abs(p.box.cy - piece.box.cy) < 0.6 * piece.box.height]
    return bool(near) and not any(_STAMP.search(p.run.plain) for p in (*near, *row))


def _date(sheet: Sheet, piece: Piece) -> list[Candidate]:
    dates = find_dates(piece.run.tight)
    if not dates or dates[0].start > 0 or _is_told_what(sheet, piece):
        return []
    rest = plain(piece.run.tight[dates[0].end :])
    if rest and not re.fullmatch(r"(?:ltr|letter|cp)[0-9]{1,4}[a-z]{0,2}[0-9]{0,2}", rest):
        return []
    return [_candidate(sheet, piece, "notice_date", (0, dates[0].end, dates[0].value, dates[0].repaired))]


def _is_told_what(sheet: Sheet, piece: Piece) -> bool:
    """A label stands left of it, or an amount right of it: the value of something else, a row of a table."""
    if any(find_labels(p.run) for p in left_of(sheet, piece.box)):
        return True
    return any(find_money(p.run.tight, breaks=p.run.starts) for p in right_of(sheet, piece.box, ROW_REACH))


def _number(sheet: Sheet, piece: Piece) -> list[Candidate]:
    found = find_tin(piece.run.tight, labelled=False)
    if not found or found.start > 0 or found.last4 is None:
        return []
    made = [_candidate(sheet, piece, "tin", (found.start, found.end, found, found.repaired))]
    rest = piece.run.tight[found.end :]
    if _PERIOD_MFT.match(rest):
        period = find_periods(rest[:6])
        if period:
            value = ((period[0].period_end, False),)
            made.append(_candidate(sheet, piece, "tax_period", (found.end, found.end + 6, value, period[0].repaired)))
    elif rest:
        return []
    return made


def _candidate(sheet: Sheet, piece: Piece, field: str, found: tuple[int, int, Hashable, bool]) -> Candidate:
    """`found`: start, end, value, repaired."""
    start, end, value, repaired = found
    return candidate_at(sheet, piece.run, field, (start, end), value=value, repaired=repaired, place=Place.HEADER)
