"""What pdfium says of a PDF page: its picture, its images, its text. Documents are closed after each call."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schemas.errors import Quarantined

from .ocr.protocol import Gray

_RENDER_DPI = 250.0
_MIN_DPI, _MAX_DPI = 150.0, 300.0
_FULL_PAGE = 0.97
_MAX_OBJECTS = 2000


@contextmanager
def open_page(blob: Path, page: int) -> Iterator[pdfium.PdfPage]:
    """Page `page` (from 1); raises Quarantined when pdfium can't load it."""
    try:
        document = pdfium.PdfDocument(blob)
    except pdfium.PdfiumError as error:
        raise Quarantined("page_damaged", "the PDF can't be opened") from error
    try:
        opened = document[page - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        document.close()
        raise Quarantined("page_damaged", "this page of the PDF is damaged") from error
    try:
        yield opened
    finally:
        opened.close()
        document.close()


def page_raster(blob: Path, page: int, max_side: int) -> tuple[Gray, tuple[float, float]]:
    """The page as shown, and its size in points as the file declares it (/Rotate applied)."""
    with open_page(blob, page) as opened:
        width, height = opened.get_size()
        if min(width, height) < 1:
            raise Quarantined("page_without_size", "this page of the PDF has no size")
        image = only_image(opened)
        if image is not None:
            stored = _stored_pixels(opened, image)
            if stored is not None:
                return stored, (width, height)
        dpi = _fitting_dpi(opened, image)
        return render(opened, dpi, max_side), (width, height)


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
    for count, item in enumerate(opened.get_objects(max_depth=3)):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT and _is_invisible(item):
            continue
        if item.type != pdfium_c.FPDF_PAGEOBJ_IMAGE or found is not None or count > _MAX_OBJECTS:
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
    if abs((matrix.a / width) / (matrix.d / height) - 1) > 0.02 or not 90 <= 72 * width / matrix.a <= 650:
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


def _fitting_dpi(opened: pdfium.PdfPage, image: pdfium.PdfImage | None) -> float:
    """The resolution of the page's only image, within bounds; else the one for vector pages."""
    if image is None:
        return _RENDER_DPI
    x0, _, x1, _ = image.get_bounds()
    width, _ = image.get_px_size()
    return min(_MAX_DPI, max(_MIN_DPI, 72 * width / (x1 - x0))) if x1 > x0 else _RENDER_DPI


def text_length(opened: pdfium.PdfPage) -> int:
    """How many characters the page's text layer has."""
    textpage = opened.get_textpage()
    try:
        return int(textpage.count_chars())
    finally:
        textpage.close()


def has_large_image(opened: pdfium.PdfPage, share: float = 0.05) -> bool:
    """True when an image covers more than `share` of the page."""
    images = opened.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return any(coverage(opened, image) > share for image in images)
