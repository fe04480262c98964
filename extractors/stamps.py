"""Office stamps: a RECEIVED stamp's date stands in many places of a notice and is none of its dates."""

import re

from rapidfuzz.distance import Levenshtein

from schemas.geometry import Box, overlap_x

from .candidate import Candidate
from .layout import Piece, Sheet
from .values import find_dates

_STAMP = re.compile(r"(?:received|recd|recibido|scanned|entered|postmarked|filed)(?:on|by|date)?[0-9]{0,8}")
_CUT_STAMPS = ("received", "recibido", "scanned", "postmarked")
_LONG = 8  # letters
_LEAST = 5  # letters of a stamp's word that are left where print or the sheet's edge hides the others
_DATES = ("notice_date", "due_date", "part_date")
_NEAR = 3.2  # heights of the stamp's word between it and its date


def without_stamped(sheet: Sheet, candidates: list[Candidate]) -> list[Candidate]:
    """`candidates` but for dates that stand directly above or below the word of a stamp."""
    stamps = [p for p in sheet.pieces if len(p.run.plain) <= 20 and _bears(p)]
    return [c for c in candidates if c.field not in _DATES or not any(_stamped(c.box, s) for s in stamps)]


def stamp_boxes(sheet: Sheet) -> list[Box]:
    """Where dates stand that an office's stamp bears: under or over its word, or in capitals with nothing about them
    on a page that is not set in capitals."""
    stamps = [p for p in sheet.pieces if len(p.run.plain) <= 20 and _bears(p)]
    bare = [p for p in sheet.pieces if _STAMPED_DAY.fullmatch(p.run.text)] if in_small_letters(sheet) else []
    near = [p for p in sheet.pieces if any(_stamped(p.box, s) for s in stamps) and find_dates(p.run.tight)]
    return [p.box for p in (*bare, *near)]


# No comma: "MAY 30 2019", "2011 APR 12".
_MONTH = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
_DAY, _YEAR = "[0-9]{1,2}", "[0-9]{4}"
_STAMPED_DAY = re.compile(f"{_MONTH}[ .]?{_DAY} ?{_YEAR}|{_DAY} ?{_MONTH} ?{_YEAR}|{_YEAR} ?{_MONTH} ?{_DAY}")
_MOSTLY = 0.6


def in_small_letters(sheet: Sheet) -> bool:
    letters = [c for p in sheet.pieces for w in p.run.words for c in w.text if c.isalpha()]
    return sum(map(str.islower, letters)) > _MOSTLY * len(letters)


def _bears(piece: Piece) -> bool:
    """The word of a stamp; of a long one in capitals two letters may be misread: "RECETVEL"."""
    text = piece.run.plain
    return _is_stamp(text, 2 if piece.run.text.isupper() and len(text) >= _LONG else 1)


def _is_stamp(text: str, slips: int = 1) -> bool:
    if _STAMP.fullmatch(text):
        return True
    cut = len(text) >= _LEAST and any(text in word for word in _CUT_STAMPS)
    # "REC-IVED", "RECEIVFD": one letter of it misread or lost.
    whole = [word for word in _CUT_STAMPS if len(text) >= len(word) - 1]
    return cut or any(Levenshtein.distance(text, word) <= slips for word in whole)


def _stamped(box: Box, stamp: Piece) -> bool:
    reach = _NEAR * max(stamp.box.height, box.height)
    return abs(stamp.box.cy - box.cy) <= reach and overlap_x(stamp.box, box) > 0
