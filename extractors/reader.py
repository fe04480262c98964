"""The reader: pages in, `PageReading`s out. One per process; it owns the engines, built when first needed.

Importing this module is cheap: OpenCV, onnxruntime and the PDF libraries are loaded with the first page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import FileKind
from schemas.errors import Quarantined
from schemas.geometry import Box
from schemas.reading import PageReading

from .kinds import Ask, Kind, Reread
from .scanbytes import Unsealing

if TYPE_CHECKING:
    from PIL.Image import Image

    from schemas.sealing import Sealer

    from .askagain import How
    from .workshop import Workshop

VERSION = "11"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Everything about reading that can be chosen.

    long_side: pixels of the page's long side that the detector sees. cascade: a larger model reads doubtful lines
    with digits again. tesseract, tessdata: another Tesseract than the installed wheel's, and its language data.
    cache: the folder where readings are kept; None keeps none. replay: a command; what the cache does not hold is
    then an error that tells to run it, and no engine is ever started (for tests). sealer: what scans and readings are
    sealed with at rest, and whole taxpayer numbers in what is read; without it they are left out.
    """

    long_side: int = 864
    cascade: bool = True
    tesseract: Path | None = None
    tessdata: Path | None = None
    cache: Path | None = None
    replay: str = ""
    sealer: Sealer | None = None


class Reader:
    """Reads pages and, on request, single boxes again. Raises ToolMissing when the first reader is not installed."""

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self._settings = settings or ReaderSettings()
        self._unsealed = Unsealing(self._settings.sealer)

    @cached_property
    def _shop(self) -> Workshop:
        from .workshop import furnish  # noqa: PLC0415 -- heavy: see the module's docstring

        return furnish(self._settings, VERSION)

    @property
    def version(self) -> str:
        """Engines, models and options: part of every key under which a reading is kept."""
        return self._shop.version

    @property
    def second_reader(self) -> str:
        """Name and version of the second reader, "none" where it is missing."""
        tesseract = self._shop.engines.tesseract
        return tesseract.version if tesseract else "none"

    @property
    def second_reader_available(self) -> bool:
        """False where Tesseract can't be started: then fewer values are confirmed and more notices need a person."""
        return self._shop.engines.tesseract is not None

    @property
    def sealer(self) -> Sealer | None:
        return self._settings.sealer

    def read_page(self, blob: Path, kind: FileKind, page: int, turned: int | None = None) -> PageReading:
        """Never raises for a bad page: its reading says the problem. `turned`: degrees clockwise by which a person
        says the stored page has to be turned; it is then read from its picture.

        Raises KeyTrouble for a file whose key is not at hand, SealBroken for one that was changed in the data folder.
        """
        shop = self._shop
        from . import pagework  # noqa: PLC0415

        scan = self._unsealed(blob)
        shop.cache.reading(blob.name)
        try:
            return pagework.read_page(shop, pagework.Place(scan, kind, page, turned))
        except Quarantined as error:
            return _unreadable(page, error.what, error.reason)
        except MemoryError:
            return _unreadable(page, "this page needs more memory to be shown than there is", "memory")

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
        known = reading or self.read_page(blob, kind, page)
        asks = [Ask(page, box, expected) for box, expected in zip(boxes, expect, strict=True)]
        return self._ask(blob, kind, asks, {page: known}, "every")

    def look_again(
        self, blob: Path, kind: FileKind, asks: Sequence[Ask], readings: Mapping[int, PageReading], *, closer: bool
    ) -> list[tuple[Reread, ...]]:
        """Boxes of any of the file's pages by the one voice that is most independent of what was read (its engine is
        `picture` where that was a text layer); `closer` by those that are asked where it does not agree."""
        return self._ask(blob, kind, asks, readings, "closer" if closer else "plain")

    def _ask(
        self, blob: Path, kind: FileKind, asks: Sequence[Ask], readings: Mapping[int, PageReading], how: How
    ) -> list[tuple[Reread, ...]]:
        if not asks:
            return []
        shop = self._shop
        from .askagain import SecondLook  # noqa: PLC0415

        shop.cache.reading(blob.name)
        return SecondLook(shop, self._unsealed(blob), kind, how).answers(asks, readings)


def upright_image(
    blob: Path, kind: FileKind, page: int, reading: PageReading, dpi: int = 150, *, sealer: Sealer | None = None
) -> Image:
    """The picture that the reading's boxes refer to, `dpi` pixels per 72 points. Raises Quarantined, KeyTrouble,
    SealBroken."""
    from . import pagework  # noqa: PLC0415

    return pagework.upright_picture(pagework.Place(Unsealing(sealer)(blob), kind, page), reading, dpi)


def _unreadable(page: int, sentence: str, reason: str) -> PageReading:
    return PageReading(page=page, width=612.0, height=792.0, problem=sentence, notes=(reason,))


__all__ = ["Ask", "Kind", "Reader", "ReaderSettings", "Reread", "upright_image"]
