"""A pen for papers that are no notices: a page written from the top, measured in points from the top left."""

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

LETTER = (612.0, 792.0)
PLAIN, BOLD, SLANTED = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


class Pen:
    """Draws on one page; `y` is where the next line of `write` and `paragraph` goes."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size
        self.y = 60.0

    def at(self, x: float, y: float, text: str, font: str = PLAIN, size: float = 10, *, align: str = "l") -> None:
        """One line with its baseline at `y`; `x` is its left ("l"), right ("r") or middle ("c")."""
        self.canvas.setFont(font, size)
        place = {"l": self.canvas.drawString, "r": self.canvas.drawRightString, "c": self.canvas.drawCentredString}
        place[align](x, self.height - y, text)

    def write(self, x: float, text: str, font: str = PLAIN, size: float = 10, gap: float = 1.3) -> None:
        """One line at the running height."""
        self.at(x, self.y, text, font, size)
        self.y += size * gap

    def paragraph(self, x: float, width: float, text: str, font: str = PLAIN, size: float = 10) -> None:
        """Wrapped text at the running height, with half a line of space below."""
        for line in simpleSplit(text, font, size, width):
            self.write(x, line, font, size)
        self.y += size * 0.55

    def box(
        self, x: float, y: float, width: float, height: float, *, line: float = 0.7, fill: float | None = None
    ) -> None:
        """A rectangle; `fill` is a gray 0..1."""
        self.canvas.setLineWidth(line)
        if fill is not None:
            self.canvas.setFillGray(fill)
        stroke, paint = (1 if line else 0), (0 if fill is None else 1)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=stroke, fill=paint)
        self.canvas.setFillGray(0)

    def rule(self, x0: float, y0: float, x1: float, y1: float, line: float = 0.7) -> None:
        """A straight line."""
        self.canvas.setLineWidth(line)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def cell(self, place: tuple[float, float, float, float], label: str, value: str = "") -> None:
        """A form's box: x, y, width, height, a small label at its top and a value below."""
        x, y, width, height = place
        self.box(x, y, width, height)
        self.at(x + 3, y + 8, label, PLAIN, 6.2)
        self.at(x + 6, y + height - 6, value, "Courier", 10)


def draw_pages(pages: Sequence[Callable[[Pen], None]], size: tuple[float, float] = LETTER) -> bytes:
    """A PDF with one page for each drawing; equal drawings give equal bytes."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=0)
    for page in pages:
        page(Pen(canvas, size))
        canvas.showPage()
    canvas.save()
    return out.getvalue()
