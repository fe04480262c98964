"""A sheet of letter paper measured in inches from its top left, on which text, rules and ornaments are set."""

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .fonts import PLAIN, register
from .logo import Frame, draw_logo

BOX_MARKS = ("☐", "F")  # F is what a check box of the symbol font became in the templates' text layer
_CAP = 0.72  # height of a capital over the font size
_PAD = 0.012  # inches that a measured box stands above the capitals


def width(text: str, size: float, font: str = PLAIN) -> float:
    """Inches that `text` takes."""
    return float(stringWidth(text, font, size)) / 72


class Sheet:
    """Collects pages; `finish` gives the PDF. The bytes depend on what was set and on nothing else."""

    def __init__(self, title: str) -> None:
        register()
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=letter, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._top = float(letter[1])

    def finish(self) -> bytes:
        self._canvas.save()
        return self._out.getvalue()

    def next_page(self) -> None:
        self._canvas.showPage()

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = PLAIN) -> None:
        """`words` from `x`; `y` is the top of their box, just above the capitals."""
        self._canvas.setFont(font, size)
        self._canvas.drawString(x * 72, self._baseline(y, size), words)

    def right(self, x: float, y: float, words: str, size: float = 10, font: str = PLAIN) -> None:
        self.text(x - width(words, size, font), y, words, size, font)

    def lines(
        self, x: float, y: float, lines: Sequence[str], pitch: float, *, size: float = 10, font: str = PLAIN
    ) -> float:
        """One below the other; returns the height below the last."""
        for line in lines:
            self.text(x, y, line, size, font)
            y += pitch
        return y

    def rule(self, x0: float, x1: float, y: float, weight: float = 0.5, dash: Sequence[float] = ()) -> None:
        self._canvas.saveState()
        self._canvas.setLineWidth(weight)
        if dash:
            self._canvas.setDash(list(dash))
        self._canvas.line(x0 * 72, self._top - y * 72, x1 * 72, self._top - y * 72)
        self._canvas.restoreState()

    def frame(self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.8) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.rect(x0 * 72, self._top - y1 * 72, (x1 - x0) * 72, (y1 - y0) * 72)

    def tick_text(self, x: float, y: float, words: str, size: float = 9) -> None:
        """A check box and `words` after it; a box mark that the words begin with is the box itself."""
        first, _, rest = words.partition(" ")
        side = size * 0.8 / 72
        self.frame(x, y + _PAD, x + side, y + _PAD + side, 0.6)
        self.text(x + side + 0.05, y, rest if first in BOX_MARKS else words, size)

    def logo(self, x: float, y: float, wide: float, high: float) -> None:
        draw_logo(self._canvas, Frame(x * 72, self._top - y * 72, wide * 72, high * 72))

    def _baseline(self, y: float, size: float) -> float:
        return self._top - (y + _PAD) * 72 - _CAP * size
