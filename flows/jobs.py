"""What the reading processes are asked, and how they are asked: the protocol of the process pool.

A reading process answers each job with messages: ("page", PageReading) for each page of a `ReadPages`, then
("done", result, CPU seconds), or ("failed", class name, what, advice) in place of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from schemas.cut import Cut
from schemas.document import DocumentReading, FileKind, ScanFile
from schemas.reading import PageReading


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Read `pages` (from 1, ascending) of the file in `blob`; `turned` as `schemas.cut.KeptCuts`."""

    blob: Path
    kind: FileKind
    pages: tuple[int, ...]
    turned: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compose:
    """Make the notices of a file out of all its page readings; `cuts`: as a person cut it, if one did."""

    scan: ScanFile
    blob: Path
    readings: tuple[PageReading, ...]
    cuts: tuple[Cut, ...] = ()


Job = ReadPages | Compose


class PageWork(Protocol):
    """What a reading process does; one object per process. `version` is that of everything that reads."""

    @property
    def version(self) -> str: ...

    @property
    def second_reader(self) -> str:
        """Name and version of the second, independent reader; "" without one."""
        ...

    def read_page(self, blob: Path, kind: FileKind, page: int, turned: int | None = None) -> PageReading: ...

    def compose(
        self, scan: ScanFile, blob: Path, readings: Sequence[PageReading], cuts: Sequence[Cut] = ()
    ) -> DocumentReading: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a sign of life after which a reading process is stopped; MiB it may take (0: no limit)."""

    start_seconds: float = 120.0
    page_seconds: float = 120.0
    memory_mb: int = 3000

    def patience(self, job: Job) -> float:
        """For one message. Composing looks again at some boxes of each page, all before its one answer."""
        if isinstance(job, Compose):
            return self.page_seconds + 5.0 * len(job.readings)
        return self.page_seconds


class WorkerLost(Exception):
    """The reading process died or had to be stopped. `reason` is a stable word, `sentence` is for people."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


class WorkFailed(Exception):
    """The work itself raised: `kind` is the class's name, `sentence` its redacted text."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
