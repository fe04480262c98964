"""PDF pages as pixels and as words: the door from drawn paper to worn paper."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
from PIL import Image

from schemas.geometry import Box, union

POINTS = 72.0


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of a text layer: `box` in points from the top left, `size` its font size in points."""

    text: str
    box: Box
    size: float


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, closed at the end whatever happens (pdfium holds memory outside Python's reach)."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        yield document


@contextmanager
def opened_page(pdf: bytes, page: int) -> Iterator[pdfium.PdfPage]:
    """Page `page` (from 1) of `pdf`; raises IndexError when there is no such page."""
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        with closing(document[page - 1]) as sheet:
            yield sheet


def page_count(pdf: bytes) -> int:
    """Number of pages of a PDF held in memory."""
    with opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of the page as it is shown, in points."""
    with opened_page(pdf, page) as sheet:
        width, height = sheet.get_size()
        return float(width), float(height)


def render(pdf: bytes, page: int, dpi: float = 300, *, color: bool = False) -> Image.Image:
    """Page `page` (from 1) as an "L" or "RGB" image at `dpi`."""
    with opened_page(pdf, page) as sheet, closing(sheet.render(scale=dpi / POINTS, grayscale=not color)) as bitmap:
        picture: Image.Image = bitmap.to_pil().convert("RGB" if color else "L")
        return picture


def render_stretched(pdf: bytes, page: int, dpi: tuple[float, float]) -> Image.Image:
    """Page as an "L" image whose horizontal and vertical resolutions differ, as those of a fax do."""
    across, down = dpi
    square = render(pdf, page, max(dpi))
    width, height = page_size(pdf, page)
    size = (round(width * across / POINTS), round(height * down / POINTS))
    return square if square.size == size else square.resize(size, Image.Resampling.BILINEAR)


@lru_cache(maxsize=256)
def words(pdf: bytes, page: int) -> tuple[LayerWord, ...]:
    """The words of the page's text layer in drawing order; () for a page without text."""
    with opened_page(pdf, page) as sheet, closing(sheet.get_textpage()) as text:
        height = float(sheet.get_height())
        return tuple(_words(text, height))


def _words(text: pdfium.PdfTextPage, height: float) -> Iterator[LayerWord]:
    letters: list[tuple[str, Box]] = []
    for index, char in enumerate(text.get_text_range()):
        if char.isspace() or char in "\ufffe\x00":
            yield from _word(letters)
            letters = []
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        letters.append((char, Box(left, height - top, right, height - bottom)))
    yield from _word(letters)


def _word(letters: list[tuple[str, Box]]) -> Iterator[LayerWord]:
    if letters:
        box = union(b for _, b in letters)
        yield LayerWord("".join(c for c, _ in letters), box, round(box.height / 1.16, 1))
