"""How one page is read: by its text layer where that is true, else from its picture."""

import statistics
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from schemas.document import FileKind
from schemas.geometry import Box
from schemas.reading import PageReading, Segment, TextSource

from . import pdfpage, raster, textlayer, upright
from .kinds import Kind, Reread
from .lookagain import line_images
from .ocr.engines import Engines
from .ocr.protocol import LineReader


def read_text_layer(blob: Path, page: int) -> PageReading | None:
    """The page from its text layer; None where there is none or it can't be trusted."""
    with pdfpage.open_page(blob, page) as opened:
        if pdfpage.text_length(opened) < 20 or pdfpage.has_large_image(opened):
            return None
    layer = textlayer.read_layer(blob, page)
    found = textlayer.segments(layer.words)
    if not found:
        return None
    return PageReading(
        page=page,
        width=layer.width,
        height=layer.height,
        segments=found,
        source=TextSource.TEXT_LAYER,
        engine="pdfplumber",
        quality=1.0,
    )


def read_picture(engines: Engines, blob: Path, kind: FileKind, page: int, version: str) -> PageReading:
    """The page from its pixels. Raises Quarantined when there is no picture to read."""
    image = raster.page_image(blob, kind, page)
    ink = float((image.gray < 128).mean())
    degrees, _ = engines.orientation.turn(image.gray)
    gray = upright.turn(image.gray, degrees)
    width, height = (image.width, image.height) if degrees % 180 == 0 else (image.height, image.width)
    regions = engines.page.find(gray)
    skew = upright.lean(regions)
    frame = upright.Frame(gray.shape[1], gray.shape[0], width, height, skew)
    found = upright.segments(engines.page.read(gray, regions), frame)
    return PageReading(
        page=page,
        width=width,
        height=height,
        segments=found,
        source=TextSource.OCR if found else TextSource.NONE,
        rotation=degrees,
        skew=skew,
        ink=ink,
        blank=not found and ink < 0.01,
        engine=version,
        quality=_quality(found),
    )


def upright_picture(blob: Path, kind: FileKind, reading: PageReading, dpi: int) -> Image.Image:
    """The picture that the reading's boxes refer to. Raises Quarantined."""
    image = raster.page_image(blob, kind, reading.page)
    gray = upright.straighten(upright.turn(image.gray, reading.rotation), reading.skew)
    size = (max(1, round(reading.width * dpi / 72)), max(1, round(reading.height * dpi / 72)))
    return Image.fromarray(gray).resize(size, Image.Resampling.LANCZOS)


def _quality(found: tuple[Segment, ...]) -> float:
    confidences = [w.confidence for s in found for w in s.words]
    return round(statistics.median(confidences), 4) if confidences else 0.0


def read_boxes(
    voices: Sequence[LineReader],
    reading: PageReading,
    file: tuple[Path, FileKind],
    boxes: Sequence[Box],
    expect: Sequence[Kind],
) -> list[tuple[Reread, ...]]:
    """Each box as each voice reads it. Raises Quarantined when the page can't be shown."""
    lines = line_images(raster.page_image(*file, reading.page), reading, boxes)
    heard = [[(voice.name, text) for text in voice.read_lines(lines, expect)] for voice in voices]
    return [
        tuple(Reread(name, t.text, round(t.confidence, 4)) for name, t in box) for box in zip(*heard, strict=True)
    ]
