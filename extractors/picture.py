"""A page read from its pixels: which way up, what stands where, and whether there is anything at all."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from schemas.reading import PageReading, Segment, TextSource

from . import upright
from .covered import covered_places
from .ground import usual_height
from .kinds import SHOWS_THROUGH
from .leftink import unread_ink
from .marks import find_marks
from .missed import missed_lines
from .ocr.detector import Region
from .ocr.engines import Engines
from .ocr.page import PageReader, ReadRegion, runs_down
from .ocr.protocol import Gray
from .paper import Sheet, dark_of, ink_of

_LEGIBLE = 0.6  # a word less sure than this says nothing about which way up a page stands
_PLENTY = 30  # legible characters that settle the question when they are read well
_WELL = 0.85
_SAMPLE = 8  # regions read to compare two ways up
_BETTER = 1.2  # by so much another way up must be read better
_PALE = 60.0  # grey levels between paper and strokes below which a page may show what is printed on its other side
_MIRRORED = 1.3  # by so much it must then read better in the mirror
_GHOST = 0.45  # of the usual contrast: writing on the other side that shines through
_FILLED = 0.4  # characters to a width of one usual height; print has two or three
_SENSE = 0.6  # mean confidence of a region that is one line
_HEAP = 1.6  # by so much a region of several lines is higher than usual
_WORD = 3  # letters or digits that are no stain
_NOISE = 0.3  # mean confidence below which a region is no text


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The page turned by `degrees` and read."""

    degrees: int
    gray: Gray
    skew: float
    read: tuple[ReadRegion, ...]
    lying: float
    found: tuple[Region, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def convincing(self) -> bool:
        """Enough is read, well, and the lines lie."""
        return legible(self.read) >= _PLENTY and _sureness(self.read) >= _WELL and self.lying > 0.7


@dataclass(frozen=True, slots=True)
class _Look:
    """What the sheet shows as it came, before anything is read: its ink, the share of it, machine-readable marks."""

    dark: Gray | None
    ink: float
    marks: tuple[str, ...]


def read_sheet(engines: Engines, sheet: Sheet, version: str, turned: int | None = None) -> PageReading:
    """The sheet's reading, as page 1. `turned`: degrees clockwise by a person's word; None: it is found out."""
    dark = dark_of(sheet.small)
    ink, letters = ink_of(dark)
    look = _Look(dark, ink, find_marks(sheet.small))
    if letters < 2 and not look.marks:
        way = turned or 0
        return _reading(sheet, _Attempt(way, upright.turn(sheet.gray, way), 0.0, (), 1.0), version, look)
    told = None if turned is None else _attempt(engines.page, sheet.gray, turned)
    best = told or _best_attempt(engines, sheet)
    return _reading(sheet, _with_missed(engines.page, best, dark), version, look)


def legible(read: Iterable[ReadRegion]) -> int:
    """How many characters stand in words that were read with some confidence."""
    return sum(len(w.text) for r in read for w in r.words if w.confidence >= _LEGIBLE)


def _best_attempt(engines: Engines, sheet: Sheet) -> _Attempt:
    """The page as the classifier turns it, unless that reads badly and another way up reads better; nothing for the
    back of a sheet whose front shines through."""
    gray, way = sheet.gray, engines.orientation.turn(sheet.small)[0]
    turned = upright.turn(gray, way)
    regions = engines.page.find(turned)
    if _shows_through(engines.page, turned, regions):
        return _Attempt(way, turned, 0.0, (), 1.0, notes=(SHOWS_THROUGH,))
    first = _attempt(engines.page, gray, way, regions)
    if first.convincing or not first.found:
        return first
    mine = _sample_score(engines.page, first.gray)
    others = [turn for turn in (0, 90, 180, 270) if turn != first.degrees]
    scores = {turn: _sample_score(engines.page, upright.turn(gray, turn)) for turn in others}
    best = max(others, key=lambda turn: scores[turn])
    if scores[best] <= mine * _BETTER:
        return first
    return _attempt(engines.page, gray, best)


def _shows_through(reader: PageReader, turned: Gray, regions: list[Region]) -> bool:
    """All that stands there is pale, and reads better in the mirror: it is printed on the other side. A single line
    that is not pale is the page's own."""
    longest = _longest(regions)
    if not longest or any(reader.contrast(turned, r) > _PALE for r in regions if r.width > r.height):
        return False
    straight, mirrored = (
        max(_flipped_score(reader, turned, longest, upside_down, mirror) for upside_down in (False, True))
        for mirror in (False, True)
    )
    return mirrored >= _PLENTY and mirrored > _MIRRORED * straight


def _flipped_score(
    reader: PageReader, turned: Gray, regions: Iterable[Region], upside_down: bool, mirror: bool
) -> float:
    """How well the regions read with the page put on its head, seen in a mirror, or both."""
    height, width = turned.shape
    across = upside_down != mirror  # a page on its head and in the mirror is one flipped top to bottom
    flipped = turned[:: -1 if upside_down else 1, :: -1 if across else 1]
    moved = [
        replace(
            r,
            cx=width - r.cx if across else r.cx,
            cy=height - r.cy if upside_down else r.cy,
            angle=-r.angle if mirror else r.angle,
            bend=tuple(-v if upside_down else v for v in (r.bend[::-1] if across else r.bend)),
        )
        for r in regions
    ]
    return _score(reader.read(np.ascontiguousarray(flipped), moved))


def _attempt(reader: PageReader, gray: Gray, degrees: int, found: list[Region] | None = None) -> _Attempt:
    turned = upright.turn(gray, degrees)
    regions = reader.find(turned) if found is None else found
    standing = sum(runs_down(region, regions) for region in regions)
    read = tuple(_without_ghosts(reader.read(turned, regions)))
    lying = 1 - standing / len(regions) if regions else 0.0
    return _Attempt(degrees, turned, upright.lean(regions), read, lying, tuple(regions))


def _with_missed(reader: PageReader, attempt: _Attempt, dark: Gray | None) -> _Attempt:
    """The attempt with the lines that the detector did not see, or saw as one. `dark`: the ink of the sheet as it
    came."""
    if dark is None or not attempt.read:
        return attempt
    ink = upright.turn(dark, attempt.degrees)
    scale = attempt.gray.shape[1] / ink.shape[1]
    heaps = _heaps(attempt)
    single = [r for r in attempt.found if r not in heaps]
    missed = reader.read(attempt.gray, missed_lines(ink, scale, single, attempt.skew))
    kept = [r for r in attempt.read if not _taken_apart(r.region, heaps, missed)]
    added = [r for r in _without_ghosts([*kept, *missed]) if r in missed]
    return replace(attempt, read=(*kept, *added)) if added else attempt


def _heaps(attempt: _Attempt) -> set[Region]:
    """Regions of the height of several lines that make no sense read as one."""
    usual = usual_height(attempt.found)
    sense = {r.region for r in attempt.read if r.confidence >= _SENSE and not _is_sparse(r, usual)}
    return {r for r in attempt.found if r.height > _HEAP * usual and r.width > r.height and r not in sense}


def _is_sparse(read: ReadRegion, usual: float) -> bool:
    """A few characters for a width that holds many of the page's: a stamp that lies on a line of text."""
    characters = sum(len(word.text) for word in read.words)
    return characters < _FILLED * read.region.width / usual


def _taken_apart(region: Region, heaps: set[Region], missed: Iterable[ReadRegion]) -> bool:
    """True for a heap of which a line was read by itself."""
    return region in heaps and any(abs(m.region.cy - region.cy) < region.height / 2 for m in missed)


def _sample_score(reader: PageReader, turned: Gray) -> float:
    """How well the longest lines read this way up: confident characters, the unsure ones counting little."""
    return _score(reader.read(turned, _longest(reader.find(turned))))


def _longest(regions: Iterable[Region]) -> list[Region]:
    lying = [r for r in regions if r.width > r.height]
    return sorted(lying, key=lambda r: (-r.width / max(r.height, 1), r.cy, r.cx))[:_SAMPLE]


def _score(read: Iterable[ReadRegion]) -> float:
    return sum(len(w.text) * w.confidence**4 for r in read for w in r.words)


def _without_ghosts(read: list[ReadRegion]) -> list[ReadRegion]:
    """Without regions that are far paler than the page's writing and badly read, and without noise."""
    if not read:
        return read
    usual = float(np.percentile([r.contrast for r in read], 75))
    return [
        r for r in read if r.confidence >= _NOISE and (r.contrast >= _GHOST * usual or r.confidence >= _WELL)
    ]  # fmt: skip


def _sureness(read: tuple[ReadRegion, ...]) -> float:
    words = [w for r in read for w in r.words]
    total = sum(len(w.text) for w in words)
    return sum(len(w.text) * w.confidence for w in words) / total if total else 0.0


def _reading(sheet: Sheet, attempt: _Attempt, version: str, look: _Look) -> PageReading:
    wide, high = (sheet.width, sheet.height) if attempt.degrees % 180 == 0 else (sheet.height, sheet.width)
    frame = upright.Frame(attempt.gray.shape[1], attempt.gray.shape[0], wide, high, attempt.skew)
    blank = not look.marks and legible(attempt.read) < 3
    found = () if blank else upright.segments(attempt.read, frame)
    covered = () if blank else _covered(sheet, attempt)
    left = None if blank or look.dark is None else _left(attempt, look.dark)
    return PageReading(
        page=1,
        width=round(wide, 1),
        height=round(high, 1),
        segments=found,
        source=TextSource.OCR if found else TextSource.NONE,
        rotation=attempt.degrees,
        skew=attempt.skew,
        ink=round(look.ink, 5),
        blank=blank,
        marks=look.marks,
        engine=version,
        quality=_quality(found),
        notes=sheet.notes + attempt.notes,
        covered=tuple(upright.box_of(region, frame) for region in covered),
        unread=None if left is None else tuple(upright.box_of(region, frame) for region in left),
    )


def _covered(sheet: Sheet, attempt: _Attempt) -> list[Region]:
    """Where nothing can be seen for ink. Letters on a dark ground that were read are seen."""
    small = upright.turn(sheet.small, attempt.degrees)
    scale = attempt.gray.shape[1] / small.shape[1]
    legible = [r.region for r in attempt.read if r.confidence >= _LEGIBLE and _letters(r) >= _WORD]
    return covered_places(small, scale, attempt.found, legible)


def _left(attempt: _Attempt, dark: Gray) -> list[Region] | None:
    """The ink that nobody read. `dark`: as the sheet came."""
    ink = upright.turn(dark, attempt.degrees)
    return unread_ink(ink, attempt.gray.shape[1] / ink.shape[1], [r.region for r in attempt.read])


def _letters(read: ReadRegion) -> int:
    return sum(map(str.isalnum, "".join(w.text for w in read.words)))


def _quality(found: tuple[Segment, ...]) -> float:
    confidences = [w.confidence for s in found for w in s.words]
    return round(statistics.median(confidences), 4) if confidences else 0.0
