"""Lettered cells, boxes to tick, periods as ticks and days in single digits, as administrative forms have them."""

from collections.abc import Iterator
from datetime import date
from itertools import count, pairwise
from string import ascii_uppercase

from samples import fonts
from samples.fonts import HELVETICA, TIMES
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box
from schemas.notice import TaxPeriod

from .common import fitted

_F, _T = HELVETICA, TIMES
LEFT, RIGHT = 40.0, 572.0
CAPTION = 6.4
HALF = 282.0  # where the periods begin beside the kinds of action
_PERIODS = (HALF, 338.0, 370.0, 404.0, 424.0, 444.0, 464.0, 484.0, 512.0, RIGHT)
_BOXES = ("whole_year", "q1", "q2", "q3", "q4", "other_period")
_PLACE, _GAP, _TALL = 11.0, 9.0, 13.0  # of the boxes for digits
_ORDER = {"en": ("MM", "DD", "YYYY"), "es": ("MM", "DD", "AAAA")}


def letters() -> Iterator[str]:
    """A, B ... Z, AA, BB ..."""
    return (letter * times for times in count(1) for letter in ascii_uppercase)


def tick(sheet: Sheet, x: float, y: float, *, marked: bool, side: float = 9.0) -> None:
    """A box on the baseline `y`; the X in it a little off and larger than the box, as hands make it."""
    top = y - side + 1
    sheet.add(Area(Box(x, top, x + side, top + side), None, 0.0, 0.7))
    if marked:
        sheet.text(x + side / 2, top + side * 0.86, "X", _F.bold, side * 1.1, align="c")


def digits(sheet: Sheet, x: float, y: float, day: date, lang: str) -> None:
    """Month, day and year, a box a digit, bars between, and below them which is which."""
    for text, caption in zip((f"{day:%m}", f"{day:%d}", f"{day:%Y}"), _ORDER[lang], strict=True):
        start = x
        for digit in text:
            sheet.add(Area(Box(x, y, x + _PLACE, y + _TALL), None, 0.0, 0.5))
            sheet.text(x + _PLACE / 2, y + 10, digit, _T.bold, 10.5, align="c")
            x += _PLACE
        sheet.text((start + x) / 2, y + _TALL + 7.5, caption, _F.regular, 5.8, align="c")
        if len(text) == 2:
            sheet.add(Rule(x + _GAP / 2, y + 1, x + _GAP / 2, y + _TALL - 1, 0.9))
        x += _GAP


def cells(
    sheet: Sheet,
    y: float,
    edges: tuple[float, ...],
    rows: list[Line],
    tall: float,
    *,
    names: Iterator[str],
    size: float = 10.4,
    bold: bool = False,
) -> float:
    """Boxes side by side, each with its letter and caption inside the upper edge; gives the lower edge."""
    font = _T.bold if bold else _T.regular
    for (x0, x1), (caption, _) in zip(pairwise(edges), rows, strict=True):
        sheet.add(Area(Box(x0, y, x1, y + tall)))
        sheet.text(x0 + 3, y + 8, next(names), _F.bold, 7.6)
        sheet.text(x0 + 16, y + 8, caption, _F.regular, fitted(caption, _F.regular, CAPTION, x1 - x0 - 19))
    for (x0, x1), (_, value) in zip(pairwise(edges), rows, strict=True):
        lines = value.split("\n")
        fit = min(fitted(line, font, size, x1 - x0 - 22) for line in lines)
        first = y + tall - 8 if len(lines) == 1 and 30 < tall < 40 else y + 20
        sheet.lines(x0 + 16, first, lines, font, fit, pitch=12)
    return y + tall


def period_table(sheet: Sheet, paper: Paper, y: float) -> float:
    """A line each period, at least two; below them boxes for many periods and for none; gives the lower edge."""
    words = paper.words
    heads = [words.header("form"), *(words.phrase(key) for key in ("year_of", *_BOXES, "last_day"))]
    for (x0, x1), head in zip(pairwise(_PERIODS), heads, strict=True):
        for n, line in enumerate(fonts.wrap(head, _F.regular, CAPTION, x1 - x0 - 3)):
            size = fitted(line, _F.regular, CAPTION, x1 - x0 - 3)
            sheet.text((x0 + x1) / 2, y + 8 + 7 * n, line, _F.regular, size, align="c")
    y += 22
    sheet.add(Rule(HALF, y, RIGHT, y))
    listed = paper.period_text is None and len(paper.periods) > 1 and paper.detail is not None
    shown = () if listed else paper.periods
    for n in range(max(2, len(shown))):
        _period(sheet, paper, shown[n] if n < len(shown) else None, y + 12)
        y += 16
        sheet.add(Rule(HALF, y, RIGHT, y, 0.3))
    for x, edge, key, marked in (
        (HALF + 5, HALF + 178, "several", listed),
        (HALF + 182, RIGHT, "no_period", not paper.periods),
    ):
        tick(sheet, x, y + 13, marked=marked)
        label = words.phrase(key)
        sheet.text(x + 14, y + 13, label, _F.regular, fitted(label, _F.regular, 7.6, edge - x - 17))
    return y + 19


def _period(sheet: Sheet, paper: Paper, period: TaxPeriod | None, y: float) -> None:
    """Form and year, the boxes of which one is ticked, the last day of what is no full year."""
    marked = -1
    if period is not None:
        end = period.period_end
        full = period.kind == "year" and end.month == 12
        marked = 0 if full else end.month // 3 if period.kind == "quarter" else 5
        last = "" if full else paper.manner.day(end)
        for n, value in ((0, period.form or ""), (1, str(end.year)), (8, last)):
            x0, x1 = _PERIODS[n], _PERIODS[n + 1]
            size = fitted(value, _T.regular, 10, x1 - x0 - 5)
            sheet.text((x0 + x1) / 2, y, value, _T.regular, size, align="c")
    for n, (x0, x1) in enumerate(pairwise(_PERIODS[2:-1])):
        tick(sheet, (x0 + x1) / 2 - 4.5, y, marked=n == marked)
