"""Separator sheets: a Patch T page, and pages on which "next document" is printed.

A patch code is four bars between three narrow spaces (Kodak A-61670): wide 0.20 inch, narrow and spaces 0.08 inch,
bars at least 2 inches long; T is narrow, wide, narrow, wide, read from the leading edge. The
sheet looks the same from both ends, so that it may be fed either way.
"""

from random import Random

from reportlab.graphics.barcode.code39 import Standard39

from .about import About
from .pen import BOLD, PLAIN, Pen, draw_pages

WIDE, NARROW = 0.20 * 72, 0.08 * 72
PATCH_T = (NARROW, WIDE, NARROW, WIDE)


def patch_sheet(about: About, rng: Random) -> bytes:
    """Patch T bars along the leading edge and, for readers of barcodes, "PATCHT" in Code 39."""
    length = rng.choice((2.5, 4.0, 6.5)) * 72

    def page(pen: Pen) -> None:
        x = (pen.width - length) / 2
        for start, bars in ((36.0, PATCH_T), (pen.height - 36 - 0.80 * 72, PATCH_T[::-1])):
            y = start
            for bar in bars:
                pen.box(x, y, length, bar, line=0, fill=0.0)
                y += bar + NARROW
        pen.at(306, 300, "PATCH T", BOLD, 34, align="c")
        pen.at(306, 330, "Separator sheet - scan with the batch, do not file", PLAIN, 12, align="c")
        code = Standard39("PATCHT", barWidth=1.1, barHeight=44, ratio=2.6, checksum=0, quiet=0)
        code.drawOn(pen.canvas, (pen.width - code.width) / 2, pen.height - 430)
        pen.at(306, 446, "PATCHT", "Courier", 12, align="c")

    return draw_pages([page])


def printed_sheet(about: About, rng: Random) -> bytes:
    """A sheet the office printed itself: big words, now and then a frame."""
    top, below = rng.choice(
        (
            ("SEPARATOR SHEET", "NEXT DOCUMENT"),
            ("DOCUMENT SEPARATOR", "next document begins behind this page"),
            ("--- NEXT DOCUMENT ---", ""),
            ("BATCH SEPARATOR", "please leave in place"),
        )
    )
    framed = rng.random() < 0.5

    def page(pen: Pen) -> None:
        if framed:
            pen.box(40, 40, 532, 712, line=3)
        pen.at(306, 360, top, BOLD, 34, align="c")
        pen.at(306, 410, below, BOLD, 24, align="c")
        pen.at(306, 700, about.firm, PLAIN, 9, align="c")

    return draw_pages([page])
