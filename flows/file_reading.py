"""One file through the reading processes: its pages in ranges, side by side, then composed."""

import threading
from concurrent.futures import CancelledError, Future
from pathlib import Path

from schemas.cut import KeptCuts
from schemas.document import DocumentReading, ScanFile
from schemas.reading import PageReading

from .pool import OnPage, Pool, PoolClosed

_Range = tuple[tuple[PageReading, ...], float]


class FileReading:
    """Begins at once. `result` waits for the notices and the CPU seconds of it all; the last range of pages that is
    read hands the file on to be composed, so that nobody has to wait for it. `kept`: how a person cut it."""

    def __init__(
        self,
        pool: Pool,
        scan: ScanFile,
        blob: Path,
        *,
        range_pages: int,
        on_page: OnPage,
        kept: KeptCuts | None = None,
    ) -> None:
        self._pool, self._scan, self._blob = pool, scan, blob
        self._cuts = kept.cuts if kept else ()
        turned = kept.turned if kept else {}
        self._whole: Future[tuple[DocumentReading, float]] = Future()
        pages = range(1, scan.pages + 1)
        ranges = [tuple(pages[at : at + range_pages]) for at in range(0, len(pages), range_pages)]
        self._left = len(ranges)
        self._counting = threading.Lock()
        self._ranges = [pool.read_pages(blob, scan.kind, part, on_page, turned) for part in ranges]
        for part in self._ranges:
            part.add_done_callback(self._range_is_read)

    def result(self) -> tuple[DocumentReading, float]:
        """Raises WorkerLost or WorkFailed where composing failed, PoolClosed, or an error of our family."""
        return self._whole.result()

    def _range_is_read(self, _: "Future[_Range]") -> None:
        with self._counting:
            self._left -= 1
            if self._left:
                return
        try:
            read = [part.result() for part in self._ranges]
        except (Exception, CancelledError) as error:  # noqa: BLE001 - handed on to whoever waits
            self._whole.set_exception(PoolClosed() if isinstance(error, CancelledError) else error)
            return
        readings = tuple(reading for part, _ in read for reading in part)
        cpu = sum(seconds for _, seconds in read)
        composed = self._pool.compose(self._scan, self._blob, readings, self._cuts)
        composed.add_done_callback(lambda future: self._is_composed(future, cpu))

    def _is_composed(self, composed: "Future[tuple[DocumentReading, float]]", cpu_before: float) -> None:
        try:
            reading, cpu = composed.result()
        except (Exception, CancelledError) as error:  # noqa: BLE001 - handed on to whoever waits
            self._whole.set_exception(PoolClosed() if isinstance(error, CancelledError) else error)
            return
        self._whole.set_result((reading, cpu_before + cpu))
