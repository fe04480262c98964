"""What a page says, as read: words and runs of words with their place, before anyone understands them.

Slotted dataclasses, not pydantic models: a batch holds hundreds of thousands of them. Each goes from process to
process twice; `__reduce__` says how, for what slotted dataclasses do by themselves takes nearly twice as long.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .geometry import Box


class TextSource(StrEnum):
    """Where a page's text came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """A run without spaces. `confidence` is the reader's own, 0..1; 1.0 for a text layer."""

    text: str
    box: Box
    confidence: float = 1.0

    def __reduce__(self) -> tuple[type["Word"], tuple[str, Box, float]]:
        return Word, (self.text, self.box, self.confidence)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one row with no wide gap: an OCR region, or the same cut from a text layer.

    A label and its value may stand in one segment ("Notice date January 8,2018"), and spaces may be lost.
    """

    words: tuple[Word, ...]
    box: Box
    confidence: float

    def __reduce__(self) -> tuple[type["Segment"], tuple[tuple[Word, ...], Box, float]]:
        return Segment, (self.words, self.box, self.confidence)

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class PageReading:
    """One upright page as read.

    page: number within the file, from 1. width, height: points of the upright page.
    rotation: degrees clockwise (0, 90, 180, 270) by which the stored page was turned to stand upright.
    skew: degrees by which it was straightened besides. ink: share of dark pixels, 0..1.
    blank: no text and next to no ink. marks: machine-readable marks found (barcode texts such as "PATCH-T").
    problem: a sentence for a person when the page could not be read; "" otherwise.
    engine: name and version of what read it, for the record and for rereading on a change.
    quality: median word confidence, 0..1 (1.0 for a trusted text layer).
    covered: places where ink lies so thick that nothing printed below it can be seen.
    unread: places of ink that is neither text that was read nor a rule; None where nobody looked, or it is all over.
    """

    page: int
    width: float
    height: float
    segments: tuple[Segment, ...] = ()
    source: TextSource = TextSource.NONE
    rotation: int = 0
    skew: float = 0.0
    ink: float = 0.0
    blank: bool = False
    marks: tuple[str, ...] = ()
    problem: str = ""
    engine: str = ""
    quality: float = 0.0
    notes: tuple[str, ...] = field(default=())
    covered: tuple[Box, ...] = ()
    unread: tuple[Box, ...] | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(w for s in self.segments for w in s.words)
