"""Days that a first page prints by themselves, like values, and of which nothing says what they are.

A label in words that nobody knew, or that was not read, leaves its day behind. Where such a day is neither the
notice's, nor one to act by, nor the end of a period, it may contradict one of them: a person has to see it.
"""

from collections.abc import Collection
from datetime import date

from schemas.geometry import overlaps

from .fields import Material
from .labels import find_labels
from .layout import ROW_REACH, Piece, Sheet, above, below, left_of, right_of
from .stamps import stamp_boxes
from .values import find_dates, find_money

HEAD_ENDS = 0.05  # share of the page height: fax machines print their own day above
_LISTED = 1.6  # heights between two lines of a list


def bare_days(material: Material, known: Collection[date]) -> list[date]:
    """Those of the first page that are none of `known`; lists of days, rows with an amount, stamps and what stands
    behind a label are told what they are. On a notice that spells its days out, one in figures is a stamp's."""
    if not material.views:
        return []
    sheet = material.views[0].sheet
    spelt = any(c.label and any(map(str.isalpha, c.raw)) for c in material.of("notice_date"))
    days = {p.index: d for p in sheet.pieces if (d := _day(p)) is not None}
    stamped = stamp_boxes(sheet)
    found = [
        days[p.index]
        for p in sheet.pieces
        if p.index in days
        and p.box.cy > HEAD_ENDS * sheet.height
        and not any(overlaps(p.box, box) for box in stamped)
        and not (spelt and not any(map(str.isalpha, p.run.tight)))
        and not _is_told(sheet, p, days)
    ]
    return [day for day in dict.fromkeys(found) if day not in known]


def _day(piece: Piece) -> date | None:
    """The day that is all that `piece` says."""
    dates = find_dates(piece.run.tight)
    if len(dates) != 1 or dates[0].start or piece.run.tight[dates[0].end :].strip(".,;:*"):
        return None
    return dates[0].value


def _is_told(sheet: Sheet, piece: Piece, days: Collection[int]) -> bool:
    if any(find_money(p.run.tight, breaks=p.run.starts) for p in right_of(sheet, piece.box, ROW_REACH)):
        return True
    beside = (*left_of(sheet, piece.box)[:1], *right_of(sheet, piece.box)[:1])
    stacked = (*above(sheet, piece.box, _LISTED)[:1], *below(sheet, piece.box, _LISTED)[:1])
    if any(p.index in days for p in (*beside, *stacked)):
        return True
    near = (*left_of(sheet, piece.box)[:1], *above(sheet, piece.box, _LISTED)[:1])
    return any(_ends_in_other_label(p) for p in near)


def _ends_in_other_label(piece: Piece) -> bool:
    """A label of something that is none of ours: "Date received"."""
    hits = find_labels(piece.run)
    rest = piece.run.tight[hits[-1].end :].strip(".:_- ") if hits else "?"
    return not rest and hits[-1].label.field == "other"
