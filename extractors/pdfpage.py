"""What pdfium says of a PDF page: its picture, its images, its text. Documents are closed after each call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schemas.errors import Quarantined
from schemas.geometry import Box

from .ocr.protocol import Gray
from .pagesize import MAX_PIXELS, TOO_MANY_PIXELS, plausible_size
from .scanbytes import ScanBytes

_RENDER_DPI = 250.0
_MIN_DPI, _MAX_DPI = 150.0, 300.0
_FULL_PAGE = 0.97
_MAX_OBJECTS = 20_000


@contextmanager
def open_page(blob: ScanBytes, page: int) -> Iterator[pdfium.PdfPage]:
    """Page `page` (from 1); raises Quarantined when pdfium can't load it."""
    try:
        document = pdfium.PdfDocument(blob)
    except pdfium.PdfiumError as error:
        raise Quarantined("page_damaged", "the PDF can't be opened") from error
    try:
        document.init_forms()  # what is typed into a form is drawn only then
        opened = document[page - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        document.close()
        raise Quarantined("page_damaged", "this page of the PDF is damaged") from error
    try:
        if min(opened.get_size()) < 1:
            raise Quarantined("page_without_size", "this page of the PDF has no size")
        yield opened
    finally:
        opened.close()
        document.close()


def page_raster(blob: ScanBytes, page: int, max_side: int) -> tuple[Gray, tuple[float, float]]:
    """The page as shown, and its size in points as the file declares it (/Rotate applied)."""
    with open_page(blob, page) as opened:
        size = opened.get_size()
        image = None if facts(opened).crowded else only_image(opened)
        stored = _stored_pixels(opened, image) if image is not None else None
        if stored is not None:
            return stored, size
        return render(opened, _fitting_dpi(opened, image), max_side), size


def render(opened: pdfium.PdfPage, dpi: float, max_side: int) -> Gray:
    """The page drawn on white, its long side at most `max_side` pixels."""
    scale = min(dpi / 72.0, max_side / max(opened.get_size()))
    try:
        bitmap = opened.render(scale=scale, grayscale=True)
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        raise Quarantined("page_damaged", "this page of the PDF can't be drawn") from error
    picture = np.array(bitmap.to_numpy())
    return picture.reshape(picture.shape[0], picture.shape[1])


def only_image(opened: pdfium.PdfPage) -> pdfium.PdfImage | None:
    """The page's image when the page is that one image and nothing else that is drawn."""
    found: pdfium.PdfImage | None = None
    for item in opened.get_objects(max_depth=3):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT and _is_invisible(item):
            continue
        if item.type != pdfium_c.FPDF_PAGEOBJ_IMAGE or found is not None:
            return None
        found = item
    return found if found is not None and coverage(opened, found) >= _FULL_PAGE else None


def coverage(opened: pdfium.PdfPage, item: pdfium.PdfObject) -> float:
    """The share of the page's area inside the object's box."""
    x0, y0, x1, y1 = item.get_bounds()
    left, bottom, right, top = opened.get_bbox()
    w = min(x1, right) - max(x0, left)
    h = min(y1, top) - max(y0, bottom)
    area = (right - left) * (top - bottom)
    return max(0.0, w) * max(0.0, h) / area if area > 0 else 0.0


def _is_invisible(item: pdfium.PdfObject) -> bool:
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def _stored_pixels(opened: pdfium.PdfPage, image: pdfium.PdfImage) -> Gray | None:
    """The image as stored, when it is placed upright, unclipped and in proportion; None otherwise."""
    matrix = image.get_matrix()
    width, height = image.get_px_size()
    if not width or not height or abs(matrix.b) > 1e-3 or abs(matrix.c) > 1e-3 or matrix.a <= 0 or matrix.d <= 0:
        return None
    if abs((matrix.a / width) / (matrix.d / height) - 1) > 0.02 or not _MIN_DPI * 0.6 <= _dpi(opened, image) <= 700:
        return None
    if _has_mask(image):
        return None
    try:
        bitmap = image.get_bitmap(render=False)
        pixels = np.array(bitmap.to_numpy())
        mode = bitmap.mode
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return None
    gray = _gray(pixels, mode)
    return None if gray is None else np.ascontiguousarray(np.rot90(gray, -(opened.get_rotation() // 90)))


def _has_mask(image: pdfium.PdfImage) -> bool:
    return bool(pdfium_c.FPDFPageObj_HasTransparency(image.raw))


def _gray(pixels: np.ndarray, mode: str) -> Gray | None:
    if mode == "L":
        return np.asarray(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)
    if mode == "BGR":
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    if mode == "BGRX":
        return np.asarray(cv2.cvtColor(pixels[:, :, :3], cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return None


def _dpi(opened: pdfium.PdfPage, image: pdfium.PdfImage) -> float:
    """The image's resolution on the paper that the page stands for."""
    x0, _, x1, _ = image.get_bounds()
    short, declared = min(plausible_size(*opened.get_size())), min(opened.get_size())
    return float(72 * image.get_px_size()[0] / (x1 - x0) * declared / short) if x1 > x0 else 0.0


def _fitting_dpi(opened: pdfium.PdfPage, image: pdfium.PdfImage | None) -> float:
    """Dots per inch of the declared size: those of the page's only image, within bounds, or what vectors need."""
    wanted = _RENDER_DPI if image is None else min(_MAX_DPI, max(_MIN_DPI, _dpi(opened, image)))
    return float(wanted * min(plausible_size(*opened.get_size())) / min(opened.get_size()))


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page is made of. `images` are the places of its pictures in points of the page as shown.

    `invisible`: some of its text is written to be found, not seen. `crowded`: too many objects to look at each.
    """

    characters: int
    images: tuple[Box, ...]
    invisible: bool
    crowded: bool


def facts(opened: pdfium.PdfPage) -> PageFacts:
    """The page's text, pictures and invisible writing. Raises Quarantined for a picture too large to be decoded."""
    textpage = opened.get_textpage()
    characters = int(textpage.count_chars())
    textpage.close()
    crowded = pdfium_c.FPDFPage_CountObjects(opened.raw) > _MAX_OBJECTS
    images: list[Box] = []
    invisible = False
    for item in () if crowded else opened.get_objects(max_depth=4):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            width, height = item.get_px_size()
            if width * height > MAX_PIXELS:
                raise Quarantined("too_many_pixels", TOO_MANY_PIXELS)
            images.append(_place(opened, item))
        elif item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            invisible = invisible or _is_invisible(item)
    return PageFacts(characters, tuple(images), invisible, crowded)


def _place(opened: pdfium.PdfPage, item: pdfium.PdfObject) -> Box:
    """The object's box in points from the top left of the page as shown."""
    x0, y0, x1, y1 = item.get_bounds()
    left, bottom, right, top = opened.get_bbox()
    corners = {
        0: (x0 - left, top - y1, x1 - left, top - y0),
        90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: (top - y1, right - x1, top - y0, right - x0),
    }
    return Box(*corners[opened.get_rotation()])
