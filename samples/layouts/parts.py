"""Pieces that several layouts set: the letterhead mark, summary rows, the window address, scan lines, stubs."""

import random
from dataclasses import dataclass

from samples import fonts
from samples.fonts import Family
from samples.paper import Paper
from samples.sheet import Area, Disc, Rule, Shape, Sheet, Text
from schemas.geometry import Box

_MFT = {
    "941": "01",
    "1120": "02",
    "720": "03",
    "1041": "05",
    "1065": "06",
    "940": "10",
    "944": "14",
    "1040": "30",
    "1094": "43",
}


def mark(sheet: Sheet, x: float, y: float, size: float, gray: float = 0.15) -> None:
    """A pair of scales on a column in a ring: a mark of our own, `size` points wide, top left at (x, y)."""
    r = size / 2
    cx, cy = x + r, y + r
    sheet.add(Disc(cx, cy, r - 0.6, None, gray, 1.1), Disc(cx, cy, r - 2.6, None, gray, 0.4))
    u = size / 20
    sheet.add(
        Rule(cx, cy - 6 * u, cx, cy + 5 * u, 1.1 * u, gray),
        Rule(cx - 5 * u, cy - 4 * u, cx + 5 * u, cy - 4 * u, 0.9 * u, gray),
        Rule(cx - 3 * u, cy + 5.5 * u, cx + 3 * u, cy + 5.5 * u, 1.0 * u, gray),
    )
    for side in (-1, 1):
        px = cx + side * 5 * u
        pan = (
            (px - 2.6 * u, cy + 0.6 * u),
            (px + 2.6 * u, cy + 0.6 * u),
            (px + 1.2 * u, cy + 2.2 * u),
            (px - 1.2 * u, cy + 2.2 * u),
        )
        sheet.add(Rule(px, cy - 4 * u, px - 2.6 * u, cy + 0.6 * u, 0.5 * u, gray))
        sheet.add(Rule(px, cy - 4 * u, px + 2.6 * u, cy + 0.6 * u, 0.5 * u, gray))
        sheet.add(Shape(pan, gray))


def wordmark(sheet: Sheet, x: float, baseline: float, size: float = 21.0) -> None:
    """The mark and the letters IRS beside it; about 2.3 × `size` wide."""
    mark(sheet, x, baseline - 0.92 * size, size * 1.05)
    sheet.text(x + size * 1.12, baseline, "IRS", "Helvetica-Bold", size * 0.8)


@dataclass(frozen=True, slots=True)
class Place:
    """Rows between `x0` and `x1`, the first on baseline `y`, `pitch` points apart."""

    x0: float
    x1: float
    y: float
    pitch: float


def leaders(x0: float, x1: float, y: float, font: str, size: float) -> list[Text]:
    """Dots between a label that ends at `x0` and an amount that begins at `x1`."""
    n = int((x1 - x0 - 9) / (2 * fonts.width(".", font, size)))
    return [Text(x1 - 4, y, ". " * n, font, size, "r")] if n > 3 else []


def summary(sheet: Sheet, paper: Paper, family: Family, size: float, place: Place, *, ruled: bool = False,
            bold: bool = True, signs: bool = False) -> float:  # fmt: skip
    """The rows of the summary, amounts right-aligned; gives the baseline after the last.

    "$" stands on the first row and the total, with `signs` on each. A label too wide for its place is broken.
    `ruled` sets hairlines between rows; `bold` the total.
    """
    y = place.y
    for i, row in enumerate(paper.rows):
        is_total = paper.has_total and i == len(paper.rows) - 1
        font = family.bold if is_total and bold else family.regular
        amount = paper.manner.money(row.amount, sign=signs or i == 0 or is_total)
        wide = fonts.width(amount, font, size)
        labels = fonts.wrap(row.label, font, size, place.x1 - place.x0 - wide - 12)
        if (ruled and i) or is_total:
            sheet.add(Rule(place.x0, y - place.pitch + 4, place.x1, y - place.pitch + 4, 0.6 if is_total else 0.25))
        y = sheet.lines(place.x0, y, labels, font, size, pitch=place.pitch)
        sheet.note(row.id)
        sheet.text(place.x1, y - place.pitch, amount, font, size, align="r")
        if paper.manner.leaders and not is_total and not ruled:
            end = place.x0 + fonts.width(labels[-1], font, size)
            sheet.add(*leaders(end, place.x1 - wide, y - place.pitch, family.regular, size))
    return y


def window_address(
    sheet: Sheet, paper: Paper, family: Family, size: float, *, x: float, y: float, pitch: float
) -> float:
    """Name and address in capitals, where the envelope's window shows them."""
    return sheet.lines(x, y, (paper.mailed_name, *paper.mailed_address), family.regular, size, pitch=pitch)


def scan_line(paper: Paper) -> str:
    """The line that payment machines read: mostly masked by zeros, sometimes in full.

    In full: number, check letters, name control, MFT, filler, period, transaction code, amount in cents. That order
    is a description, no specification; the check letters mean nothing.
    """
    rng = paper.rng
    if not paper.tin_text or rng.random() < 0.6 or paper.asked is None or not paper.periods:
        return "0000 0000000 0000000000 0000000 0000"
    period = paper.periods[-1]
    letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(2))
    mft = _MFT.get((period.form or "")[:4].rstrip("ANRES-"), "30")
    filler = "2" if paper.case.tin_kind == "ein" else "0"
    amount = f"{int(paper.asked * 100):011d}"
    return (
        f"{paper.case.tin} {letters} {paper.case.name_control} {mft} {filler} {period.period_end:%Y%m} 670 {amount}"
    )


def perforation(sheet: Sheet, y: float, x0: float = 20.0, x1: float = 592.0) -> None:
    sheet.add(Rule(x0, y, x1, y, 0.5, 0.35, (3, 3)))


def squares(sheet: Sheet, x: float, y: float, size: float, rng: random.Random, *, n: int = 25) -> None:
    """A square code that no camera reads: finder squares in three corners, noise between."""
    u = size / n
    for i in range(n):
        for j in range(n):
            corner = (i < 8 and (j < 8 or j >= n - 8)) or (i >= n - 8 and j < 8)
            if not corner and rng.random() < 0.48:
                sheet.add(Area(Box(x + j * u, y + i * u, x + (j + 1) * u, y + (i + 1) * u), 0.0, None))
    for i, j in ((0, 0), (0, n - 7), (n - 7, 0)):
        left, top = x + j * u, y + i * u
        sheet.add(Area(Box(left + u / 2, top + u / 2, left + 6.5 * u, top + 6.5 * u), None, 0.0, u))
        sheet.add(Area(Box(left + 2 * u, top + 2 * u, left + 5 * u, top + 5 * u), 0.0, None))


def barcode(sheet: Sheet, x: float, y: float, height: float, rng: random.Random, *, bars: int = 46) -> None:
    """Upright bars of three widths, saying nothing."""
    for _ in range(bars):
        wide = rng.choice((0.8, 0.8, 1.6, 2.2))
        sheet.add(Area(Box(x, y, x + wide, y + height), 0.0, None))
        x += wide + rng.choice((0.9, 1.4, 2.0))


def contact_lines(sheet: Sheet, paper: Paper, family: Family, size: float, *, x: float, y: float) -> None:
    """Primary and secondary phone with their boxes for the time of day."""
    for key, left in (("primary", x), ("secondary", x + 196)):
        sheet.add(Rule(left, y, left + 90, y), Rule(left + 100, y, left + 186, y))
        sheet.text(left, y + size, paper.words.phrase(key), family.regular, size - 1)
        sheet.text(left + 100, y + size, paper.words.phrase("best_time"), family.regular, size - 1)
        for n, half in enumerate(("a.m.", "p.m.")):
            top = y - 20 + 10 * n
            sheet.add(Area(Box(left + 158, top, left + 164, top + 6)))
            sheet.text(left + 167, top + 6, half, family.regular, size - 1)
