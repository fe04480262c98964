"""The pages of the file at hand as they were drawn to be held against their text layer.

When a file is composed its pages are looked at again, as a rule next and by the process that read them: opening and
drawing a page once more would cost as much as reading its layer.
"""

import pypdfium2 as pdfium

from . import pdfpage
from .ocr.protocol import Gray
from .pagesize import MAX_SIDE
from .scanbytes import ScanBytes

DPI = 200.0
_KEPT = 8  # pages, 4 MB each


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
