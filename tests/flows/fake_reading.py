"""A small honest stand-in for the reading of pages: it reads plain text files, one line a page.

What a line says happens: `crash` ends the process, `hang` sleeps, `hungry` takes memory without end, `once:FILE`
crashes unless FILE is there (and puts it there), anything else becomes the words of the page.
"""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.document import DocumentReading, FileKind, PageOutcome, ScanFile
from schemas.errors import ToolMissing
from schemas.geometry import Box
from schemas.ledger import PageFate
from schemas.reading import PageReading, Segment, Word

BUILD = "tests.flows.fake_reading:build"


@dataclass(frozen=True)
class FakeSettings:
    missing_tool: bool = False


class FakeReading:
    version = "fake-1"
    second_reader = "second-1"

    def read_page(self, blob: Path, kind: FileKind, page: int) -> PageReading:
        line = blob.read_text().split("\n")[page - 1]
        _suffer(line)
        words = tuple(Word(text, Box(0, 0, 10, 10)) for text in line.split())
        return PageReading(page, 612, 792, (Segment(words, Box(0, 0, 10, 10), 1.0),) if words else ())

    def compose(self, scan: ScanFile, blob: Path, readings: Sequence[PageReading]) -> DocumentReading:
        for reading in readings:
            for word in reading.words:
                _suffer(word.text.removeprefix("compose-") if word.text.startswith("compose-") else "")
        outcomes = tuple(
            PageOutcome(page=r.page, fate=PageFate.UNREADABLE if r.problem else PageFate.BLANK, reason=r.problem)
            for r in readings
        )
        return DocumentReading(sha256=scan.sha256, reader=self.version, outcomes=outcomes, notices=())


def _suffer(line: str) -> None:
    if line == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if line == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if line == "hang":
        time.sleep(60)
    if line == "hungry":
        hoard = []
        while True:
            hoard.append(bytearray(64 * 2**20))
    if line == "raise":
        raise ValueError("the number is 123-45-6789")
    if line.startswith("once:") and not (mark := Path(line.removeprefix("once:"))).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGSEGV)


def build(settings: FakeSettings) -> FakeReading:
    if settings.missing_tool:
        raise ToolMissing("the first reader is not installed", "install it")
    return FakeReading()
