"""A small honest stand-in for the reading of pages: PDFs by their text, and plain text files, one line a page.

What the first line of a page says happens: `crash` ends the process, `hang` sleeps, `hungry` takes memory without
end, `once:FILE` crashes unless FILE is there (and puts it there), `compose-...` does so later, when the file is
composed; anything else becomes the words of the page. A page `notice CODE LAST4` becomes a notice.
"""

import hashlib
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2

from schemas.cut import Cut
from schemas.document import DocumentReading, FileKind, PageOutcome, ScanFile
from schemas.errors import ToolMissing
from schemas.geometry import Box
from schemas.ledger import PageFate
from schemas.notice import NoticeFacts, Source, Taxpayer, TaxPeriod, Tin
from schemas.reading import PageReading, Segment, Word

BUILD = "tests.flows.fake_reading:build"


@dataclass(frozen=True)
class FakeSettings:
    missing_tool: bool = False


class FakeReading:
    version = "fake-1"
    second_reader = "second-1"
    sealer = None

    def read_page(self, blob: Path, kind: FileKind, page: int, turned: int | None = None) -> PageReading:
        line = page_text(blob, page)
        _suffer(line)
        words = tuple(Word(text, Box(0, 0, 10, 10)) for text in line.split())
        return PageReading(
            page, 612, 792, (Segment(words, Box(0, 0, 10, 10), 1.0),) if words else (), rotation=turned or 0
        )

    def compose(
        self, scan: ScanFile, blob: Path, readings: Sequence[PageReading], cuts: Sequence[Cut] = ()
    ) -> DocumentReading:
        for reading in readings:
            for word in reading.words:
                if word.text.startswith("compose-"):
                    _suffer(word.text.removeprefix("compose-"))
        if cuts:
            return _as_cut(scan, readings, cuts)
        found = {r.page: facts(scan, r) for r in readings if r.words and r.words[0].text == "notice"}
        return DocumentReading(
            sha256=scan.sha256,
            reader=self.version,
            outcomes=tuple(_outcome(r, found.get(r.page)) for r in readings),
            notices=tuple(found.values()),
        )


def _as_cut(scan: ScanFile, readings: Sequence[PageReading], cuts: Sequence[Cut]) -> DocumentReading:
    """A notice for each cut that is one, with the facts of the first of its pages that has some."""
    notices, outcomes = [], {}
    for cut in cuts:
        if cut.kind != "notice":
            outcomes |= {page: PageOutcome(page=page, fate=PageFate(cut.kind), reason="as cut") for page in cut.pages}
            continue
        own = [readings[page - 1] for page in cut.pages]
        main = next((r for r in own if len(r.words) == 3), None)
        named = facts(scan, main or own[0], cut.pages)
        notices.append(named)
        outcomes |= {
            page: PageOutcome(page=page, fate=PageFate.NOTICE, notice_id=named.notice_id) for page in cut.pages
        }
    return DocumentReading(
        sha256=scan.sha256,
        reader=FakeReading.version,
        outcomes=tuple(outcomes[page] for page in sorted(outcomes)),
        notices=tuple(notices),
    )


def page_text(blob: Path, page: int) -> str:
    data = blob.read_bytes()
    if not data.startswith(b"%PDF"):
        return data.decode().split("\n")[page - 1]
    text: str = pypdfium2.PdfDocument(blob)[page - 1].get_textpage().get_text_bounded()
    return (text.splitlines() or [""])[0]


HOMES = {"7777": ("1 EXAMPLE ROAD", "BOSTON, MA 02101")}


def facts(scan: ScanFile, reading: PageReading, pages: tuple[int, ...] = ()) -> NoticeFacts:
    said = [word.text for word in reading.words]
    code, last4 = said[1:] if len(said) == 3 else (None, "0000")
    pages = pages or (reading.page,)
    named = "".join(map(str, sorted(pages)))
    return NoticeFacts(
        notice_id=f"n{hashlib.sha256(f'{scan.sha256}{named}'.encode()).hexdigest()[:16]}",
        source=Source(file=scan.name, sha256=scan.sha256, pages=pages),
        notice_code=code,
        notice_date=date(2026, 11, 2),
        tax_periods=(TaxPeriod(form="1040", period_end=date(2024, 12, 31), kind="year"),),
        tin=Tin(type="ssn", last4=last4, masked=f"***-**-{last4}"),
        taxpayer=Taxpayer(name="ANNA EXAMPLE", address=HOMES.get(last4, ())),
        amount_due=Decimal("100.00"),
        due_date=date(2026, 11, 23),
        amounts=(),
        contact_phone=None,
        caller_id=None,
        fields={},
        code_basis="code",
    )


def _outcome(reading: PageReading, notice: NoticeFacts | None) -> PageOutcome:
    fate = PageFate.NOTICE if notice else PageFate.UNREADABLE if reading.problem else PageFate.BLANK
    notice_id = notice.notice_id if notice else None
    return PageOutcome(page=reading.page, fate=fate, notice_id=notice_id, reason=reading.problem)


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
