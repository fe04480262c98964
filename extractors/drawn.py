"""The pages of the file at hand: as they were drawn to be held against their text layer, or taken from their picture.

When a file is composed its pages are looked at again, as a rule next and often by the process that read them: opening
and drawing a page once more would cost as much as reading its layer, and a photo would be cut out and squared again.
"""

from collections.abc import Callable

import pypdfium2 as pdfium

from . import pdfpage
from .ocr.protocol import Gray
from .pagesize import MAX_SIDE
from .paper import Sheet
from .scanbytes import ScanBytes

DPI = 200.0
_KEPT = 8  # pages, 4 MB each
_PIXELS = 72 * 2**20  # of all sheets kept: eight of them as letters are scanned at 300 dpi


class DrawnPages:
    """Those of one reading process."""

    def __init__(self) -> None:
        self._file: ScanBytes | None = None
        self._kept: dict[int, Gray] = {}

    def draw(self, opened: pdfium.PdfPage, blob: ScanBytes, page: int) -> Gray:
        """`opened` is page `page` of `blob`. Raises Quarantined when it can't be drawn."""
        drawn = pdfpage.render(opened, DPI, MAX_SIDE)
        if self._file != blob:
            self._file, self._kept = blob, {}
        if len(self._kept) < _KEPT:
            self._kept[page] = drawn
        return drawn

    def again(self, blob: ScanBytes, page: int) -> Gray:
        """Raises Quarantined when it can't be shown."""
        if self._file == blob and page in self._kept:
            return self._kept[page]
        with pdfpage.open_page(blob, page) as opened:
            return pdfpage.render(opened, DPI, MAX_SIDE)


class SheetsAtHand:
    """Those that one reading process saw last."""

    def __init__(self) -> None:
        self._file: ScanBytes | None = None
        self._kept: dict[int, Sheet] = {}

    def keep(self, blob: ScanBytes, page: int, sheet: Sheet) -> Sheet:
        """`sheet` is what is on page `page` of `blob`, the same at every look."""
        if self._file != blob:
            self._file, self._kept = blob, {}
        self._kept.pop(page, None)
        self._kept[page] = sheet
        while sum(kept.gray.size for kept in self._kept.values()) > _PIXELS:
            del self._kept[next(iter(self._kept))]
        return sheet

    def again(self, blob: ScanBytes, page: int, make: Callable[[], Sheet]) -> Sheet:
        """As it was kept, else as `make` gives it, which may raise Quarantined."""
        if self._file == blob and page in self._kept:
            return self._kept[page]
        return self.keep(blob, page, make())
