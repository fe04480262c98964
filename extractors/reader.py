"""The reader: pages in, `PageReading`s out. One per process; it owns the engines, built when first needed.

Importing this module is cheap: OpenCV, onnxruntime and the PDF libraries are loaded with the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import FileKind
from schemas.errors import Quarantined
from schemas.geometry import Box
from schemas.reading import PageReading

from .kinds import Kind, Reread

if TYPE_CHECKING:
    from PIL.Image import Image

    from .ocr.engines import Engines

VERSION = "1"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """long_side: pixels of the page's long side that the detector sees. cascade: a larger model reads doubtful
    lines with digits again. tesseract, tessdata: another Tesseract than the installed wheel's, and its language data.
    """

    long_side: int = 960
    cascade: bool = True
    tesseract: Path | None = None
    tessdata: Path | None = None


class Reader:
    """Reads pages and, on request, single boxes again. Raises ToolMissing when the first reader is not installed."""

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self._settings = settings or ReaderSettings()

    @cached_property
    def _engines(self) -> Engines:
        from .ocr.engines import Engines  # noqa: PLC0415 -- heavy: see the module's docstring

        s = self._settings
        return Engines(s.long_side, s.cascade, s.tesseract, s.tessdata)

    @cached_property
    def version(self) -> str:
        """Engines, models and options: part of every key under which a reading is kept."""
        s = self._settings
        first = f"{self._engines.version} side={s.long_side} cascade={int(s.cascade)}"
        return f"reader-{VERSION} {first} second={self.second_reader}"

    @cached_property
    def second_reader(self) -> str:
        """Name and version of the second reader, "none" where it is missing."""
        tesseract = self._engines.tesseract
        return tesseract.version if tesseract else "none"

    @property
    def second_reader_available(self) -> bool:
        """False where Tesseract can't be started: then fewer values are confirmed and more notices need a person."""
        return self._engines.tesseract is not None

    def read_page(self, blob: Path, kind: FileKind, page: int) -> PageReading:
        """Never raises for a bad page: its reading says the problem."""
        from . import pagework  # noqa: PLC0415

        try:
            layer = pagework.read_text_layer(blob, page) if kind == "pdf" else None
            return layer or pagework.read_picture(self._engines, blob, kind, page, self.version)
        except Quarantined as error:
            return PageReading(page=page, width=612.0, height=792.0, problem=error.what)

    def reread(
        self,
        blob: Path,
        kind: FileKind,
        page: int,
        boxes: Sequence[Box],
        expect: Sequence[Kind],
        *,
        reading: PageReading | None = None,
    ) -> list[tuple[Reread, ...]]:
        """The boxes (points of the upright page) read again: by Tesseract where it is, and by the larger model.

        `expect` says what stands in each box. `reading` is the page's reading, which says how it was turned; without
        it the page is read once more. A page that can't be shown gives no readings.
        """
        from . import pagework  # noqa: PLC0415

        voices = [v for v in (self._engines.tesseract, self._engines.small) if v is not None]
        try:
            known = reading or self.read_page(blob, kind, page)
            return pagework.read_boxes(voices, known, (blob, kind), boxes, expect)
        except Quarantined:
            return [() for _ in boxes]


def upright_image(blob: Path, kind: FileKind, page: int, reading: PageReading, dpi: int = 150) -> Image:
    """The picture that the reading's boxes refer to, `dpi` pixels per 72 points. Raises Quarantined."""
    from . import pagework  # noqa: PLC0415

    return pagework.upright_picture(blob, kind, reading, dpi)


__all__ = ["Kind", "Reader", "ReaderSettings", "Reread", "upright_image"]
