"""Ink masks drawn with the base PDF fonts: stamps, fax headers, anything that is lettered after printing."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from samples.pixels import POINTS, render


def ink_mask(width: float, height: float, dpi: float, draw: Callable[[Canvas], None]) -> Image.Image:
    """What `draw` puts on an empty canvas of `width` x `height` points as an "L" mask, 255 where there is ink."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1, pageCompression=0)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return ImageOps.invert(render(out.getvalue(), 1, dpi))


@lru_cache(maxsize=256)
def line_mask(text: str, font: str, size: float, dpi: float) -> Image.Image:
    """One line of `text` as a mask, cropped to the height of the font."""
    width = max(1.0, Canvas(BytesIO(), invariant=1).stringWidth(text, font, size)) + 2

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(1, size * 0.25, text)

    return ink_mask(width, size * 1.2, dpi, draw)


def pixels_of(points: float, dpi: float) -> int:
    """Whole pixels of a length in points."""
    return round(points * dpi / POINTS)
