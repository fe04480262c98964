"""Office stamps: a RECEIVED stamp's date stands in many places of a notice and is none of its dates."""

import re

from rapidfuzz.distance import Levenshtein

from schemas.geometry import Box, overlap_x

from .candidate import Candidate
from .layout import Piece, Sheet

_STAMP = re.compile(r"(?:received|recd|recibido|scanned|entered|postmarked|filed)(?:on|by|date)?[0-9]{0,8}")
_CUT_STAMPS = ("received", "recibido", "scanned", "postmarked")
_LEAST = 5  # letters of a stamp's word that are left where print or the sheet's edge hides the others
_DATES = ("notice_date", "due_date", "part_date")
_NEAR = 3.2  # heights of the stamp's word between it and its date


def without_stamped(sheet: Sheet, candidates: list[Candidate]) -> list[Candidate]:
    """`candidates` but for dates that stand directly above or below the word of a stamp."""
    stamps = [p for p in sheet.pieces if len(p.run.plain) <= 20 and _is_stamp(p.run.plain)]
    return [c for c in candidates if c.field not in _DATES or not any(_stamped(c.box, s) for s in stamps)]


def _is_stamp(text: str) -> bool:
    if _STAMP.fullmatch(text):
        return True
    cut = len(text) >= _LEAST and any(text in word for word in _CUT_STAMPS)
    # "REC-IVED", "RECEIVFD": one letter of it misread or lost.
    return cut or any(len(text) >= len(word) - 1 and Levenshtein.distance(text, word) <= 1 for word in _CUT_STAMPS)


def _stamped(box: Box, stamp: Piece) -> bool:
    reach = _NEAR * max(stamp.box.height, box.height)
    return abs(stamp.box.cy - box.cy) <= reach and overlap_x(stamp.box, box) > 0
