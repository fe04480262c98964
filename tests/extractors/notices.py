"""Notices written on hand-made pages, and the way from pages to facts with a second reader that tests choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from extractors.compose import read_document
from extractors.kinds import Ask, Reread
from extractors.reader import Reader
from schemas.document import DocumentReading, FileKind, ScanFile
from schemas.geometry import Box, overlap_x, overlap_y
from schemas.reading import PageReading
from schemas.sealing import Sealer

from .page import Paper

SENDER = ("Department of the Treasury", "Internal Revenue Service", "AUSTIN TX 73301-0023")
PROSE = (
    "Our records show that a balance is still open on this account.",
    "Interest is added until it is paid in full.",
)


@dataclass(frozen=True)
class SecondReader:
    """Reads boxes again from the same pages what stands there, in the name of `engines`; `instead` of some texts
    it reads others."""

    engines: tuple[str, ...] = ("tesseract", "ppocr-small")
    instead: dict[str, str] | None = None
    version: str = "made up"
    sealer: Sealer | None = None

    @property
    def second_reader_available(self) -> bool:
        return "tesseract" in self.engines

    def look_again(
        self, blob: Path, kind: FileKind, asks: Sequence[Ask], readings: Mapping[int, PageReading], *, closer: bool
    ) -> list[tuple[Reread, ...]]:
        """The first engine is asked for all, the others where it does not agree."""
        engines = self.engines[1:] if closer else self.engines[:1]
        return [tuple(Reread(name, self._read(readings[ask.page], ask.box), 0.9) for name in engines) for ask in asks]

    def _read(self, reading: PageReading, box: Box) -> str:
        text = " ".join(w.text for w in reading.words if _mostly_in(w.box, box))
        return (self.instead or {}).get(text, text)


NOBODY = SecondReader(engines=())  # as where a page can't be shown a second time
KIN = SecondReader(engines=("ppocr-small",))  # as where Tesseract is not installed


def _mostly_in(word: Box, box: Box) -> bool:
    shared = overlap_x(word, box) * overlap_y(word, box)
    return overlap_x(word, box) > 0 and overlap_y(word, box) > 0 and shared > 0.5 * word.width * word.height


def scan_of(pages: int) -> ScanFile:
    return ScanFile(name="made up.pdf", sha256="0" * 64, kind="pdf", pages=pages, size=1)


def compose(
    readings: Sequence[PageReading], second: SecondReader = NOBODY, pages: int | None = None
) -> DocumentReading:
    """`pages` where the file has more pages than were read."""
    return read_document(scan_of(pages or len(readings)), Path("nowhere"), cast(Reader, second), readings)


def numbered(*papers: Paper) -> list[PageReading]:
    return [paper.page(number) for number, paper in enumerate(papers, 1)]


@dataclass(frozen=True)
class Bill:
    """What a reminder of an unpaid balance prints; each place can be made to differ."""

    code: str = "CP503"
    date: str = "January 8, 2018"
    year: str = "2016"
    tin: str = "999-88-1234"
    amount: str = "$9,533.53"
    due: str = "January 29, 2018"
    name: str = "JAMES Q HINDS"
    pages: int = 2

    def header(self, paper: Paper, number: int) -> Paper:
        paper.put(400, 36, "Notice", "Tax year", "Notice date", "Social security number", "Page", size=8)
        paper.put(500, 36, self.code, self.year, self.date, self.tin, size=8)
        return paper.without("Page").put(400, 36 + 4 * 10.4, f"Page {number} of {self.pages}", size=8)

    def first(self, **changed: str) -> Paper:
        """Page 1; `changed` prints another amount or date at the `title`, `row`, `prose` or `stub`, or another
        `code` or `day` on the stub."""
        now = {place: changed.get(place, self.amount) for place in ("title", "row", "prose", "stub")}
        paper = self.header(Paper(), 1).put(40, 70, *SENDER, size=8)
        paper.put(60, 150, self.name, "22 BOULDER STREET", "HANSON, CT 00000-7253")
        paper.put(36, 220, f"You have unpaid taxes for {self.year}", f"Amount due: {now['title']}", size=14)
        paper.put(36, 300, *PROSE)
        paper.put(36, 350, "Billing Summary", size=12)
        paper.row(370, "Amount you owed", "$9,444.07").row(383, "Failure-to-pay penalty", "34.98")
        paper.row(396, "Interest charges", "54.48").row(409, f"Amount due by {self.due}", now["row"])
        paper.put(
            36,
            440,
            f"Pay the amount due of {now['prose']} by {changed.get('until', self.due)}, to avoid more charges.",
        )
        paper.put(300, 600, "Notice", "Notice date", "Social security number", size=8)
        paper.put(450, 600, changed.get("code", self.code), changed.get("day", self.date), self.tin, size=8)
        return paper.put(36, 700, f"Amount due by {self.due}").put(450, 700, now["stub"])

    def later(self, number: int, *text: str) -> Paper:
        return self.header(Paper(), number).put(36, 150, *(text or PROSE))

    def all(self, **changed: str) -> list[Paper]:
        return [self.first(**changed), *(self.later(n) for n in range(2, self.pages + 1))]
