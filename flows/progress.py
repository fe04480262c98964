"""How a run tells people where it is: a protocol held by the caller, silent by default, always on stderr."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from schemas.notice import Notice, Status


class RunProgress(Protocol):
    """Called from several threads, but never at the same time for one method."""

    def took_in(self, files: int) -> None:
        """So many files have been looked at."""

    def reading(self, files: int, pages: int) -> None:
        """So many are to be read now."""

    def page(self) -> None: ...

    def file(self, notices: Sequence[Notice]) -> None:
        """A file is read and safe in the store, with these notices in it."""

    def file_lost(self) -> None:
        """A file was set aside for good."""

    def stop(self) -> None: ...


class Silent:
    """Says nothing."""

    def took_in(self, files: int) -> None: ...

    def reading(self, files: int, pages: int) -> None: ...

    def page(self) -> None: ...

    def file(self, notices: Sequence[Notice]) -> None: ...

    def file_lost(self) -> None: ...

    def stop(self) -> None: ...


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


class _Tally:
    """What has been found so far, in words."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, notices: Sequence[Notice]) -> None:
        self.counts["files"] += 1
        self.counts.update(n.validation.status.value for n in notices)

    def __str__(self) -> str:
        found = sum(self.counts[status.value] for status in Status)
        waiting = self.counts[Status.NEEDS_REVIEW.value]
        return f"{found} notices, {waiting} to review" if found else ""


class Bar:
    """A bar on a terminal."""

    def __init__(self, console: Console) -> None:
        self._tally = _Tally()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[found]}"),
        )
        self._bar = Progress(*columns, console=console, transient=True)
        self._bar.start()
        self._task = self._bar.add_task("Taking in", total=None, unit="files", left="", found="")

    def took_in(self, files: int) -> None:
        self._bar.update(self._task, completed=files)

    def reading(self, files: int, pages: int) -> None:
        self._bar.remove_task(self._task)
        self._task = self._bar.add_task(
            "Reading", total=pages, unit=f"pages of {_files(files)}", left="left", found=""
        )

    def page(self) -> None:
        self._bar.advance(self._task)

    def file(self, notices: Sequence[Notice]) -> None:
        self._tally.add(notices)
        self._bar.update(self._task, found=str(self._tally))

    def file_lost(self) -> None: ...

    def stop(self) -> None:
        self._bar.stop()


class Lines:
    """A line now and then, where stderr is no terminal: in a log, in a build."""

    def __init__(
        self, write: Callable[[str], None], *, every: float = 15.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._write, self._every, self._clock = write, every, clock
        self._tally = _Tally()
        self._pages = self._total = 0
        self._said = clock()

    def took_in(self, files: int) -> None:
        self._say_now_and_then(f"taking in: {files} files")

    def reading(self, files: int, pages: int) -> None:
        self._total = pages
        self._said = self._clock()
        self._write(f"reading {pages} pages of {_files(files)}")

    def page(self) -> None:
        self._pages += 1
        self._say_now_and_then(", ".join(p for p in (f"{self._pages} of {self._total} pages", str(self._tally)) if p))

    def file(self, notices: Sequence[Notice]) -> None:
        self._tally.add(notices)

    def file_lost(self) -> None: ...

    def stop(self) -> None: ...

    def _say_now_and_then(self, text: str) -> None:
        if self._clock() - self._said >= self._every:
            self._said = self._clock()
            self._write(text)
