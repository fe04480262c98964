"""Boxes of a file's pages read again: who is asked, and the lines of all pages at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.document import FileKind
from schemas.errors import Quarantined
from schemas.reading import PageReading, TextSource

from . import raster
from .cache import key_of
from .hearing import Voice, hear
from .kinds import Ask, Reread
from .lookagain import line_images
from .ocr.engines import Engines
from .ocr.protocol import Gray
from .packing import pack_rereads, unpack_rereads
from .paper import Sheet, sheet_again
from .scanbytes import ScanBytes
from .workshop import Workshop

# plain: the one voice most apart from the first reader. closer: those that are asked when it does not agree.
How = Literal["plain", "closer", "every"]
Answers = list[tuple[Reread, ...]]


@dataclass(frozen=True, slots=True)
class _Open:
    """The asks of one page that no cache knew the answers to, and their lines."""

    key: str
    numbers: list[int]
    lines: list[Gray]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A second look at the pages of one file."""

    shop: Workshop
    blob: ScanBytes
    kind: FileKind
    how: How

    def answers(self, asks: Sequence[Ask], readings: Mapping[int, PageReading]) -> Answers:
        """Each ask as each voice reads it, in order; nothing for a page that can't be shown. One page is held at a
        time, the lines of all pages are read at once."""
        answers: Answers = [()] * len(asks)
        for layered in (True, False):
            voices = _voices(self.shop.engines, self.how, layered=layered)
            if not voices:
                continue
            waiting: list[_Open] = []
            for reading, numbers in _by_page(asks, readings, layered=layered):
                known, page = self._known(reading, numbers, asks)
                waiting += [page] if page else []
                for number, answer in zip(numbers, known, strict=True):
                    answers[number] = answer
            self._hear(voices, waiting, asks, answers)
        return answers

    def _known(self, reading: PageReading, numbers: list[int], asks: Sequence[Ask]) -> tuple[Answers, _Open | None]:
        """The answers as kept, or what is to be read."""
        nothing: Answers = [()] * len(numbers)
        own = [asks[n] for n in numbers]
        try:
            sheet = self._sheet(reading)
        except (Quarantined, MemoryError):
            return nothing, None
        turned = (reading.width, reading.height, reading.rotation, reading.skew)
        asked = [(tuple(ask.box), ask.kind) for ask in own]
        key = key_of(sheet.gray, "boxes", self.shop.version, self.how, repr(turned), repr(asked))
        known = unpack_rereads(self.shop.cache.get(key))
        if known is not None and len(known) == len(numbers):
            return known, None
        return nothing, _Open(key, numbers, line_images(sheet, reading, [ask.box for ask in own]))

    def _sheet(self, reading: PageReading) -> Sheet:
        if reading.source is not TextSource.TEXT_LAYER:
            return self.shop.sheets.again(self.blob, reading.page, lambda: self._taken(reading))
        drawn = self.shop.drawn.again(self.blob, reading.page)
        return Sheet(drawn, drawn, reading.width, reading.height)

    def _taken(self, reading: PageReading) -> Sheet:
        return sheet_again(raster.page_image(self.blob, self.kind, reading.page), reading.notes)

    def _hear(self, voices: Sequence[Voice], waiting: Sequence[_Open], asks: Sequence[Ask], answers: Answers) -> None:
        lines = [line for page in waiting for line in page.lines]
        kinds = [asks[n].kind for page in waiting for n in page.numbers]
        heard = iter(hear(self.shop.engines, voices, lines, kinds))
        for page in waiting:
            for number in page.numbers:
                answers[number] = next(heard)
            self.shop.cache.put(page.key, pack_rereads([answers[n] for n in page.numbers]))


def _voices(engines: Engines, how: How, *, layered: bool) -> list[Voice]:
    """What a text layer says is best checked by anybody who looks at the picture; what the first reader has read, by
    one who was not taught together with it."""
    tesseract = engines.tesseract
    independent = [Voice(tesseract.name, lambda: tesseract)] if tesseract else []
    small = Voice("ppocr-small", lambda: engines.small)
    picture = Voice("picture", lambda: engines.tiny)
    first, second = ([picture], independent or [small]) if layered else (independent or [small], [small])
    return {"plain": first, "closer": [v for v in second if v not in first], "every": [*independent, small]}[how]


def _by_page(
    asks: Sequence[Ask], readings: Mapping[int, PageReading], *, layered: bool
) -> Iterator[tuple[PageReading, list[int]]]:
    for page in dict.fromkeys(ask.page for ask in asks):
        reading = readings[page]
        if (reading.source is TextSource.TEXT_LAYER) is layered:
            yield reading, [n for n, ask in enumerate(asks) if ask.page == page]
