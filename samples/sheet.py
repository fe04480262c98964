"""Paper under the pen: pages as lists of marks, then a PDF.

Marks are kept until all pages are there, so that "Page 1 of 5" can be printed on the first one, and so that tests
can look at every box. Lengths are points; the origin is the top left corner; a text's `y` is its baseline.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from schemas.geometry import Box

from . import fonts

WIDTH, HEIGHT = 612.0, 792.0
PAGES = "{pages}"  # stands in a text for the number of pages, known only at the end


@dataclass(frozen=True, slots=True)
class Text:
    """`x` is the left, right or middle of the text, as `align` ("l", "r", "c") says. `gray` 0 is black."""

    x: float
    y: float
    s: str
    font: str
    size: float
    align: str = "l"
    gray: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    gray: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `fill` and `stroke` are grays 0..1, None for none."""

    box: Box
    fill: float | None = None
    stroke: float | None = 0.0
    width: float = 0.5
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline, filled with a gray."""

    points: tuple[tuple[float, float], ...]
    fill: float = 0.0


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    r: float
    fill: float | None = 0.0
    stroke: float | None = None
    width: float = 1.0


Mark = Text | Rule | Area | Shape | Disc
Page = tuple[Mark, ...]


@dataclass
class Sheet:
    """Pages being drawn. `noted` remembers on which page (from 1) each amount of the truth was printed, in order."""

    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    noted: dict[str, int] = field(default_factory=dict)

    @property
    def page(self) -> int:
        return len(self.pages)

    def new_page(self) -> None:
        self.pages.append([])

    def add(self, *marks: Mark) -> None:
        self.pages[-1].extend(marks)

    def text(
        self, x: float, y: float, s: str, font: str, size: float, *, align: str = "l", gray: float = 0.0
    ) -> None:
        if s:
            self.add(Text(x, y, s, font, size, align, gray))

    def lines(self, x: float, y: float, lines: Sequence[str], font: str, size: float, *, pitch: float) -> float:
        """Prints `lines` downwards from baseline `y`; gives the baseline after the last."""
        for line in lines:
            self.text(x, y, line, font, size)
            y += pitch
        return y

    def note(self, key: str) -> None:
        self.noted.setdefault(key, self.page)


def _draw(canvas: Canvas, mark: Mark, pages: int) -> None:
    if isinstance(mark, Text):
        fonts.ensure(mark.font)
        canvas.setFont(mark.font, mark.size)
        canvas.setFillGray(mark.gray)
        put = {"l": canvas.drawString, "r": canvas.drawRightString, "c": canvas.drawCentredString}[mark.align]
        put(mark.x, HEIGHT - mark.y, mark.s.replace(PAGES, str(pages)))
    elif isinstance(mark, Rule):
        canvas.setStrokeGray(mark.gray)
        canvas.setLineWidth(mark.width)
        canvas.setDash(*(([list(mark.dash)]) if mark.dash else ([],)))
        canvas.line(mark.x0, HEIGHT - mark.y0, mark.x1, HEIGHT - mark.y1)
        canvas.setDash([])
    else:
        _draw_area(canvas, mark)


def _draw_area(canvas: Canvas, mark: Area | Shape | Disc) -> None:
    fill = mark.fill
    stroke = None if isinstance(mark, Shape) else mark.stroke
    if fill is not None:
        canvas.setFillGray(fill)
    if stroke is not None and not isinstance(mark, Shape):
        canvas.setStrokeGray(stroke)
        canvas.setLineWidth(mark.width)
    how = {"fill": int(fill is not None), "stroke": int(stroke is not None)}
    if isinstance(mark, Area):
        b = mark.box
        canvas.roundRect(b.x0, HEIGHT - b.y1, b.width, b.height, mark.radius, **how)
    elif isinstance(mark, Disc):
        canvas.circle(mark.x, HEIGHT - mark.y, mark.r, **how)
    else:
        path = canvas.beginPath()
        path.moveTo(mark.points[0][0], HEIGHT - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, HEIGHT - y)
        path.close()
        canvas.drawPath(path, **how)


def render(pages: Sequence[Sequence[Mark]], title: str) -> bytes:
    """The pages as a PDF. The same marks give the same bytes: no clock, no random identifier."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("noticedesk samples")
    for page in pages:
        for mark in page:
            _draw(canvas, mark, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text_box(mark: Text, pages: int) -> Box:
    """Where the letters of `mark` stand, from ascender to descender."""
    wide = fonts.width(mark.s.replace(PAGES, str(pages)), mark.font, mark.size)
    x0 = {"l": mark.x, "r": mark.x - wide, "c": mark.x - wide / 2}[mark.align]
    return Box(x0, mark.y - 0.75 * mark.size, x0 + wide, mark.y + 0.22 * mark.size)
