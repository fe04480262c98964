"""The doors to page images for the review station: pages as pictures, boxes read again, files cut again."""

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PIL.Image import Image
from PIL.ImageDraw import Draw

from extractors.intake import blob_path
from extractors.reader import Kind, Reader, upright_image
from review.station import PageImage
from schemas.covering import bars_in, bars_over
from schemas.cut import Cut
from schemas.errors import BadArguments, Quarantined
from schemas.geometry import Box
from schemas.privacy import redact
from schemas.reading import PageReading
from workqueue.cutting import KnownFile

from .cutting import Cutter

KEPT_PICTURES = 48  # of half a megabyte or so: those of the notices on a few desks, and of the ones that come next
_ANYTHING: Kind = "text"
_Key = tuple[str, int, int, int | None, tuple[Box, ...] | None]


class ScanRoom:
    """A `review.station.Scans`. One page at a time: neither pdfium nor the readers may be used by two threads at once
    (pdfium then damages the memory of the whole process). Pictures are kept in memory only."""

    def __init__(self, cutter: Cutter, reader: Reader, today: Callable[[], date]) -> None:
        self._cutter, self._reader, self._today = cutter, reader, today
        self._turn = threading.Lock()
        self._pictures: OrderedDict[_Key, PageImage] = OrderedDict()

    def page_image(
        self, sha256: str, page: int, *, dpi: int = 110, covered: Sequence[Box] | None = None
    ) -> PageImage:
        """Raises BadArguments where the scan is gone, has no such page, or can't be shown."""
        blob, file, turned = self._find(sha256, page)
        boxes = None if covered is None else tuple(covered)
        key = (sha256, page, dpi, turned, boxes)
        with self._turn:
            if key not in self._pictures:
                self._pictures[key] = self._draw(blob, file, key)
                if len(self._pictures) > KEPT_PICTURES:
                    self._pictures.popitem(last=False)
            self._pictures.move_to_end(key)
            return self._pictures[key]

    def read_box(self, sha256: str, page: int, box: Box) -> Sequence[tuple[str, str]]:
        """What stands in the box: (reader, text), the surest first; () where nobody reads anything."""
        blob, file, turned = self._find(sha256, page)
        with self._turn:
            reading = self._reader.read_page(blob, file.kind, page, turned)
            (voices,) = self._reader.reread(blob, file.kind, page, [box], [_ANYTHING], reading=reading)
        own = " ".join(word.text for word in reading.words if _mostly_in(word.box, box))
        heard = [("first", own)] if own else []
        heard += [(one.engine, one.text) for one in sorted(voices, key=lambda v: -v.confidence) if one.text]
        return tuple(heard)

    def cut_again(self, notice_id: str, cuts: Sequence[Cut], who: str, at: datetime) -> tuple[str, ...]:
        return self._cutter.cut_again(notice_id, cuts, who, at, today=self._today())

    def cuts(self, notice_id: str) -> tuple[tuple[Cut, ...], int]:
        return self._cutter.cuts(notice_id)

    def _find(self, sha256: str, page: int) -> tuple[Path, KnownFile, int | None]:
        store = self._cutter.store
        file = store.known_file(sha256)
        if file is None or not 1 <= page <= file.pages:
            raise BadArguments(f"there is no page {page} in this file", "load the page again")
        blob = blob_path(self._cutter.settings.blobs, sha256)
        if not blob.is_file():
            where = redact(str(self._cutter.settings.blobs))
            raise BadArguments(f"the scan of this file is no longer in {where}", "put the folder back from a backup")
        kept = store.cuts(file.document_id)
        return blob, file, kept.turned.get(page) if kept else None

    def _draw(self, blob: Path, file: KnownFile, key: _Key) -> PageImage:
        _, page, dpi, turned, covered = key
        reading: PageReading = self._reader.read_page(blob, file.kind, page, turned)
        try:
            picture = upright_image(blob, file.kind, page, reading, dpi=dpi, sealer=self._reader.sealer)
        except Quarantined as error:
            raise BadArguments(f"this page can't be shown: {error.what}", "look at the paper") from None
        bars = bars_in(reading.segments)
        if covered is not None:
            picture = _under_bars(picture, reading, (*bars, *bars_over(covered, bars)))
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=1)
        return PageImage(
            data=out.getvalue(),
            media_type="image/png",
            width=reading.width,
            height=reading.height,
            whole_number=bool(bars),
        )


def _under_bars(picture: Image, reading: PageReading, bars: Sequence[Box]) -> Image:
    across, down = picture.width / reading.width, picture.height / reading.height
    pen = Draw(picture)
    for bar in bars:
        pen.rectangle((bar.x0 * across, bar.y0 * down, bar.x1 * across, bar.y1 * down), fill=0)
    return picture


def _mostly_in(word: Box, box: Box) -> bool:
    return box.x0 <= word.cx <= box.x1 and box.y0 <= word.cy <= box.y1
