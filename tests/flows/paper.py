"""Files to ingest, drawn here: pages that say one line each, and a notice in full."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pdf(path: Path, pages: Sequence[str]) -> Path:
    """One page for each text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return path


def notice(
    path: Path, *, tin: str = "XXX-XX-4321", name: str = "ANNA EXAMPLE", coupon: str = "$1,533.53", last: str = ""
) -> Path:
    """A born-digital second reminder (CP503) of one page and its coupon.

    `coupon` is the amount printed there; `last` stands at the foot of the page, where scan lines are.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1)
    rows = (
        (36, 50, "Department of the Treasury", 8),
        (36, 60, "Internal Revenue Service", 8),
        (410, 50, "Notice", 8),
        (500, 50, "CP503", 8),
        (410, 62, "Tax year", 8),
        (500, 62, "2024", 8),
        (410, 74, "Notice date", 8),
        (500, 74, "October 26, 2026", 8),
        (410, 86, "Social security number", 8),
        (500, 86, tin, 8),
        (410, 98, "To contact us", 8),
        (500, 98, "1-800-829-0922", 8),
        (410, 110, "Page 1 of 1", 8),
        (60, 150, name, 10),
        (60, 162, "12 ORCHARD LANE", 10),
        (60, 174, "HANSON, CT 06001-7253", 10),
        (36, 230, "Second reminder about your unpaid taxes for 2024", 14),
        (36, 250, "Amount due: $1,533.53", 14),
        (230, 290, "Billing summary", 11),
        (230, 310, "Amount you owed", 9),
        (520, 310, "$1,444.07", 9),
        (230, 324, "Interest charges", 9),
        (520, 324, "89.46", 9),
        (230, 338, "Amount due by November 16, 2026", 9),
        (520, 338, "$1,533.53", 9),
        (36, 560, "Payment", 14),
        (230, 560, name, 9),
        (400, 560, "Notice", 9),
        (500, 560, "CP503", 9),
        (400, 572, "Notice date", 9),
        (500, 572, "October 26, 2026", 9),
        (400, 584, "Social security number", 9),
        (500, 584, tin, 9),
        (230, 620, "Amount due by November 16, 2026", 9),
        (500, 620, coupon, 9),
        (36, 740, last, 9),
    )
    for x, y, text, size in rows:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, 792 - y, text)
    canvas.save()
    return path


def fax(path: Path, page: Path) -> Path:
    """The first page of the PDF `page`, as a fax machine of 200 dots an inch would send it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture: Image.Image = pypdfium2.PdfDocument(page)[0].render(scale=200 / 72).to_pil()
    picture.convert("1", dither=Image.Dither.NONE).save(path, compression="group4", dpi=(200, 200))
    return path
