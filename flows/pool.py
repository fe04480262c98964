"""The pool of reading processes: page ranges and compositions in, readings out, whatever a bad file does.

A page during which its process dies or hangs is tried once more in a fresh process while all others rest (a
neighbour may have taken the memory); when that fails as well the page is handed back as unreadable, with a
sentence that says why, and the rest goes on.
"""

import itertools
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from schemas.cut import Cut
from schemas.document import DocumentReading, FileKind, ScanFile
from schemas.errors import ToolMissing
from schemas.reading import PageReading

from .jobs import Compose, Job, Limits, ReadPages, WorkerLost, WorkFailed
from .process import ReadingProcess

OnPage = Callable[[PageReading], None]


class PoolClosed(Exception):
    """The run was ended while this work was waiting or under way."""


class Pool:
    """`size` reading processes, each started when it is first needed. Thread-safe; use as a context manager."""

    def __init__(self, build: str, settings: object, size: int, limits: Limits | None = None) -> None:
        self._build, self._settings, self._limits = build, settings, limits or Limits()
        self._waiting: queue.PriorityQueue[_Waiting] = queue.PriorityQueue()
        self._count = itertools.count()
        self._turns = _Turns()
        self._closed = threading.Event()
        self._lanes = [_Lane(self) for _ in range(size)]
        for lane in self._lanes:
            lane.start()

    def read_pages(
        self,
        blob: Path,
        kind: FileKind,
        pages: tuple[int, ...],
        on_page: OnPage,
        turned: Mapping[int, int] = MappingProxyType({}),
    ) -> "Future[_Read]":
        """The readings of `pages` and the CPU seconds they took; `on_page` is called with each as it comes."""
        return self._submit(ReadPages(blob, kind, pages, dict(turned)), on_page)

    def compose(
        self, scan: ScanFile, blob: Path, readings: tuple[PageReading, ...], cuts: tuple[Cut, ...] = ()
    ) -> "Future[tuple[DocumentReading, float]]":
        """The file's notices and the CPU seconds spent. The future raises WorkerLost, WorkFailed or ours."""
        return self._submit(Compose(scan, blob, readings, cuts), lambda _: None)

    def process_ids(self) -> list[int]:
        """Of the processes that are running now."""
        return [lane._process.id for lane in self._lanes if lane._process]

    def close(self) -> None:
        """End all processes now; work that is not finished raises PoolClosed."""
        self._closed.set()
        for lane in self._lanes:
            lane.stop()
        for _ in self._lanes:
            self._put(_LAST, None)
        for lane in self._lanes:
            lane.join(timeout=10)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def _submit(self, job: Job, on_page: OnPage) -> Future[Any]:
        future: Future[Any] = Future()
        # What finishes a file goes before what begins another: results come in order and soon.
        self._put(_FIRST if isinstance(job, Compose) else _NEXT, (job, on_page, future))
        if self._closed.is_set():
            future.cancel()
        return future

    def _put(self, urgency: int, item: "_Item | None") -> None:
        self._waiting.put((urgency, next(self._count), item))


_Read = tuple[tuple[PageReading, ...], float]
_Item = tuple[Job, OnPage, Future[Any]]
_Waiting = tuple[int, int, _Item | None]
_FIRST, _NEXT, _LAST = range(3)


class _Lane(threading.Thread):
    """One thread that feeds one process."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(daemon=True, name="reading")
        self._pool = pool
        self._process: ReadingProcess | None = None

    def run(self) -> None:
        while (item := self._pool._waiting.get()[2]) is not None:
            job, on_page, future = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if self._pool._closed.is_set():
                    raise PoolClosed
                future.set_result(self._perform(job, on_page))
            except BaseException as error:  # noqa: BLE001 - handed on to whoever waits for the future
                future.set_exception(PoolClosed() if self._pool._closed.is_set() else error)

    def stop(self) -> None:
        if self._process:
            self._process.close()

    def _perform(self, job: Job, on_page: OnPage) -> object:
        if isinstance(job, ReadPages):
            return self._read(job, on_page)
        try:
            with self._pool._turns.shared():
                return self._ask(job, on_page)
        except WorkerLost:
            return self._ask_alone(job, on_page)

    def _read(self, job: ReadPages, on_page: OnPage) -> _Read:
        readings: list[PageReading] = []
        cpu = 0.0

        def keep(reading: PageReading) -> None:
            readings.append(reading)
            on_page(reading)

        while left := job.pages[len(readings) :]:
            try:
                with self._pool._turns.shared():
                    cpu += self._ask(replace(job, pages=left), keep)[1]
            except WorkerLost:
                cpu += self._read_alone(replace(job, pages=job.pages[len(readings) :][:1]), keep)
        return tuple(readings), cpu

    def _read_alone(self, job: ReadPages, keep: OnPage) -> float:
        try:
            return self._ask_alone(job, keep)[1]
        except WorkerLost as lost:
            keep(lost_page(job.pages[0], lost))
            return 0.0

    def _ask_alone(self, job: Job, on_page: OnPage) -> tuple[Any, float]:
        with self._pool._turns.alone():
            return self._ask(job, on_page)

    def _ask(self, job: Job, on_page: OnPage) -> tuple[Any, float]:
        process = self._ready_process()
        try:
            for message in process.ask(job):
                if message[0] == "page":
                    on_page(message[1])
                else:
                    return message[1], message[2]
        except WorkerLost:
            self._process = None
            raise
        raise AssertionError("a job ends with its result or an error")

    def _ready_process(self) -> ReadingProcess:
        if self._process is None:
            self._process = self._new_process()
        if self._pool._closed.is_set():  # closed while it was starting
            self._process.close()
            raise PoolClosed
        return self._process

    def _new_process(self) -> ReadingProcess:
        pool = self._pool
        try:
            return ReadingProcess(pool._build, pool._settings, pool._limits)
        except (WorkerLost, WorkFailed) as lost:
            # No page is to blame: the installation is, or the machine's memory.
            raise ToolMissing(
                f"no reading process could be started: {lost.sentence}", "see noticedesk doctor"
            ) from None


def lost_page(page: int, lost: WorkerLost) -> PageReading:
    """The reading of a page that could not be read: no text, and why. Its size, unknown, is that of letter paper."""
    return PageReading(page=page, width=612.0, height=792.0, problem=lost.sentence, notes=(lost.reason,))


class _Turns:
    """Many at once, or one alone; who asks to be alone goes first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._at_work = 0
        self._loners = 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._loners)
            self._at_work += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._loners += 1
            self._changed.wait_for(lambda: not self._at_work)
            self._at_work += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._loners -= 1
                self._changed.notify_all()
