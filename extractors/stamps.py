"""Office stamps: a RECEIVED stamp's date stands in many places of a notice and is none of its dates."""

import re

from schemas.geometry import Box, overlap_x

from .candidate import Candidate
from .layout import Piece, Sheet

_STAMP = re.compile(r"(?:received|recd|recibido|scanned|entered|postmarked|filed)(?:on|by|date)?[0-9]{0,8}")
_DATES = ("notice_date", "due_date", "part_date")
_NEAR = 3.2  # heights of the stamp's word between it and its date


def without_stamped(sheet: Sheet, candidates: list[Candidate]) -> list[Candidate]:
    """`candidates` but for dates that stand directly above or below the word of a stamp."""
    stamps = [p for p in sheet.pieces if len(p.run.plain) <= 20 and _STAMP.fullmatch(p.run.plain)]
    return [c for c in candidates if c.field not in _DATES or not any(_stamped(c.box, s) for s in stamps)]


def _stamped(box: Box, stamp: Piece) -> bool:
    reach = _NEAR * max(stamp.box.height, box.height)
    return abs(stamp.box.cy - box.cy) <= reach and overlap_x(stamp.box, box) > 0
