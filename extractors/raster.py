"""One page of a scan as a grey image with its size in points. One page at a time; nothing is kept.

A PDF page that is nothing but one image gives that image as it is stored; any other PDF page is rendered.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageOps

from schemas.document import FileKind
from schemas.errors import Quarantined

from . import pdfpage
from .ocr.protocol import Gray
from .pagesize import MAX_PIXELS, MAX_SIDE, TOO_MANY_PIXELS, plausible_size
from .scanbytes import ScanBytes, readable


@dataclass(frozen=True, slots=True)
class PageImage:
    """`gray` as a viewer shows the page (EXIF and /Rotate applied), square pixels; `width`, `height` in points."""

    gray: Gray
    width: float
    height: float


def page_image(blob: ScanBytes, kind: FileKind, page: int) -> PageImage:
    """Page `page` (from 1) of the file; raises Quarantined with a sentence when it can't be rendered."""
    if kind == "pdf":
        gray, size = pdfpage.page_raster(blob, page, MAX_SIDE)
        return PageImage(gray, *plausible_size(*size))
    gray, (dpi_x, dpi_y) = _decode(blob, page)
    return _measured(gray, dpi_x, dpi_y)


def shrink(gray: Gray, long_side: int) -> Gray:
    """The image with its long side at most `long_side`."""
    scale = long_side / max(gray.shape)
    if scale >= 1:
        return gray
    size = (max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def to_gray(image: Image.Image) -> Gray:
    """Any Pillow mode as 8 bit grey on white: alpha, palette, CMYK, 16 bit and float."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return np.array(Image.alpha_composite(white, rgba).convert("L"))
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        deep = np.array(image, dtype=np.float64)
        top = 65535.0 if deep.max() > 255 else 255.0
        return np.clip(deep * (255.0 / top), 0, 255).astype(np.uint8)
    return np.array(image.convert("L"))


def _decode(blob: ScanBytes, page: int) -> tuple[Gray, tuple[float, float]]:
    Image.MAX_IMAGE_PIXELS = None  # the limit below is checked before anything is decoded
    try:
        with Image.open(readable(blob)) as image:
            if page > 1:
                image.seek(page - 1)
            if image.width * image.height > MAX_PIXELS:
                raise Quarantined("too_many_pixels", TOO_MANY_PIXELS)
            dpi = _resolution(image)
            image.draft("L", (image.width, image.height))
            turned = ImageOps.exif_transpose(image)
            if (turned.width > turned.height) != (image.width > image.height):
                dpi = dpi[::-1]
            return to_gray(turned), dpi
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, MemoryError) as error:
        raise Quarantined("page_damaged", "the image of this page is damaged and can't be shown") from error


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down, (0, 0) where the file doesn't say."""
    found = image.info.get("dpi")
    try:
        x, y = (float(v) for v in found)  # type: ignore[union-attr]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (x, y) if x > 1 and y > 1 and x < 5000 and y < 5000 else (0.0, 0.0)


def _measured(gray: Gray, dpi_x: float, dpi_y: float) -> PageImage:
    """With square pixels (a fax has twice as many across as down) and its size in points."""
    if dpi_x and abs(dpi_x / dpi_y - 1) > 0.01 and 0.2 < dpi_x / dpi_y < 5:
        best = max(dpi_x, dpi_y)
        size = (round(gray.shape[1] * best / dpi_x), round(gray.shape[0] * best / dpi_y))
        gray = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
        dpi_x = dpi_y = best
    height, width = gray.shape
    dpi = dpi_x or 1.0
    return PageImage(gray, *plausible_size(width * 72 / dpi, height * 72 / dpi))
