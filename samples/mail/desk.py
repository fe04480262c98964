"""What an office does to paper before it is scanned: stamps it, punches it, folds it, marks it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from samples.papers.about import FIRMS
from samples.wear.marks import Folds, Highlighter, Holes, Mark, PenRing, Rgb, Stamp, Staple
from samples.wear.sheet import Sheet, clear_spot
from schemas.geometry import Box
from schemas.truth import TruthNotice

INKS: tuple[Rgb, ...] = ((176, 28, 44), (36, 52, 150), (28, 28, 34), (112, 40, 130))
THREE_HOLES = ((36.0, 90.0), (36.0, 396.0), (36.0, 702.0))
TWO_HOLES = ((207.0, 22.0), (405.0, 22.0))
_HOLE = 10.5  # radius in points
THIRDS, HALF = (264.0, 528.0), (396.0,)


@dataclass(frozen=True, slots=True)
class Desk:
    """What was done to all sheets of one notice: folded alike, punched in one go, held by one staple.

    `fold` and `hole` places are in points of a front page; `crease` is the depth of the folds. `cover`: stamps may
    fall on figures. The ink of a stamp is paler than print, so a person still reads them.
    """

    when: date
    fold: tuple[float, ...] = ()
    crease: float = 0.5
    hole: tuple[tuple[float, float], ...] = ()
    staple: Staple | None = None
    stamped: bool = False
    penned: bool = False
    cover: bool = False

    @classmethod
    def pick(cls, when: date, level: str, severity: float, rng: Random) -> "Desk":
        """More of everything with `severity`. Black and white would make a blot of ink over figures."""
        staple = Staple((rng.uniform(18, 34), rng.uniform(16, 30)), rng.uniform(-55, -20), rng.random() < 0.6)
        return cls(
            when,
            fold=(THIRDS if rng.random() < 0.85 else HALF) if rng.random() < 0.25 + 0.6 * severity else (),
            crease=0.35 + 0.65 * severity,
            hole=(THREE_HOLES if rng.random() < 0.8 else TWO_HOLES) if rng.random() < 0.35 * severity else (),
            staple=staple if rng.random() < 0.5 * severity else None,
            stamped=rng.random() < 0.3 + 0.4 * severity,
            penned=rng.random() < 0.25 * severity,
            cover=level in ("scanner", "photo") and severity >= 0.75,
        )

    def sparing(self, sheets: Sequence[Sheet]) -> "Desk":
        """The same desk, but without holes where one would take a figure out of a sheet."""
        for sheet in sheets if self.hole else ():
            for word in sheet.words():
                if any(c.isdigit() for c in word.text) and any(_punched(word.box, place) for place in self.hole):
                    return replace(self, hole=())
        return self

    def marks(self, sheet: Sheet, first: bool, behind: bool, rng: Random) -> tuple[Mark, ...]:
        """The marks of one side; `first` is the notice's first page, `behind` the back of a sheet."""
        marks: list[Mark] = []
        if self.fold:
            marks.append(Folds(self.fold, self.crease, rng.getrandbits(32)))
        if self.hole:
            width = sheet.size[0]
            marks.append(Holes(tuple((width - x if behind else x, y) for x, y in self.hole)))
        if self.staple and (first or self.staple.removed) and not behind:
            marks.append(self.staple)
        stamp = received_stamp(sheet, self.when, rng, cover=self.cover) if first and self.stamped else None
        marks += [stamp] if stamp else []
        if first and self.penned:
            marks += _pen(sheet, rng)
        return tuple(marks)


def received_stamp(sheet: Sheet, when: date, rng: Random, *, cover: bool) -> Stamp | None:
    """A RECEIVED stamp with a date that is not the notice's; None where it would cover figures and must not."""
    written = rng.choice((f"{when:%b %d %Y}".upper(), f"{when:%m/%d/%Y}", f"{when:%Y %b %d}".upper()))
    office = rng.choice(FIRMS).upper()
    lines = rng.choice((("RECEIVED", written, office), ("RECEIVED", written), (written, "RECEIVED")))
    angle = rng.uniform(-9, 9)
    spot = clear_spot(sheet, _leaning(Stamp.footprint(lines), angle), rng, keep_figures=not cover)
    if spot is None:
        return None
    return Stamp(lines, spot, angle, rng.choice(INKS), rng.getrandbits(32), rng.random() < 0.7)


def _punched(box: Box, place: tuple[float, float]) -> bool:
    x, y = place
    return box.x0 - _HOLE < x < box.x1 + _HOLE and box.y0 - _HOLE < y < box.y1 + _HOLE


def _leaning(size: tuple[float, float], angle: float) -> tuple[float, float]:
    """Width and height of what holds a turned rectangle."""
    across, up = math.cos(math.radians(angle)), abs(math.sin(math.radians(angle)))
    return size[0] * across + size[1] * up, size[0] * up + size[1] * across


def _pen(sheet: Sheet, rng: Random) -> list[Mark]:
    """Somebody has marked an amount."""
    amounts = [w.box for w in sheet.words() if "$" in w.text and len(w.text) > 3]
    if not amounts:
        return []
    box, seed = rng.choice(amounts), rng.getrandbits(32)
    if rng.random() < 0.5:
        return [Highlighter(Box(box.x0 - 30, box.y0 - 2, box.x1 + 6, box.y1 + 1), (255, 238, 80), seed)]
    return [PenRing(box, (34, 48, 150), seed)]


def came_in(notice: TruthNotice, rng: Random) -> date:
    """The day the office got the notice."""
    return (notice.notice_date or date(2019, 3, 4)) + timedelta(days=rng.randint(3, 24))
