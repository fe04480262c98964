"""Values spoilt on paper: in one place, so that another still tells it, or wherever they are printed.

All other critical values of the notice stay legible in at least one place that a person would take them from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, get_args

from samples.draw import DrawnNotice
from samples.sheet import HEIGHT, WIDTH
from samples.wear.marks import Blot, Mark, Rgb
from samples.wear.spoils import LostRows, MarkerBar, Side, SolidStamp, Tear
from schemas.geometry import Box

from .critical import FIELDS, Place, places

Means = Literal["blot", "marker", "tear", "lost rows", "stamp"]
MEANS: tuple[Means, ...] = get_args(Means)
_REACH = 235.0  # how far into the sheet a tear goes, in points
_INKS: tuple[Rgb, ...] = ((120, 16, 30), (24, 34, 110), (30, 30, 36))
_TIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Spoiling:
    """What to spoil: `everywhere` or in one place only; `severity` 0..1 is how far beyond the value it goes."""

    field: str
    everywhere: bool
    means: Means = "blot"
    severity: float = 0.3


Marks = Mapping[int, tuple[Mark, ...]]


def can_be_spoilt(drawn: DrawnNotice, field: str, *, everywhere: bool) -> bool:
    """True where the notice prints `field` and no other critical value would be lost along with it."""
    return _marks(_found(drawn), Spoiling(field, everywhere, "marker"), _TIGHT, Random(0)) is not None


def spoilt_marks(drawn: DrawnNotice, how: Spoiling, rng: Random) -> Marks:
    """The marks by printed page. Where `how` would take other values along, something smaller is done.

    ValueError where `can_be_spoilt` says no.
    """
    pad = 1.0 + 6.0 * how.severity
    tries: tuple[tuple[Means, float], ...] = (
        (how.means, pad), (how.means, 1.5), ("blot", 1.0), ("marker", 1.0), ("marker", _TIGHT),
    )  # fmt: skip
    found = _found(drawn)
    for means, room in tries:
        marks = _marks(found, replace(how, means=means), room, rng)
        if marks is not None:
            return marks
    raise ValueError(f"{how.field} of {drawn.truth.notice_code} can't be spoilt that way")


Found = Mapping[str, tuple[Place, ...]]


def _found(drawn: DrawnNotice) -> Found:
    return {field: places(drawn, field) for field in FIELDS}


def _marks(found: Found, how: Spoiling, pad: float, rng: Random) -> Marks | None:
    own = found[how.field]
    strong = [p for p in own if p.strong]
    if len(strong) < (1 if how.everywhere else 2):
        return None
    others = [[p for p in some if p.strong] for field, some in found.items() if field != how.field]
    for chosen in [list(own)] if how.everywhere else [[p] for p in rng.sample(strong, len(strong))]:
        by_page = _drawn_over(chosen, how.means, pad, rng)
        hidden = {page: [b for mark, boxes in pairs for b in boxes] for page, pairs in by_page.items()}
        left = [p for p in strong if not _lost(p, hidden)]
        if all(any(not _lost(p, hidden) for p in some) for some in others if some) and (how.everywhere or left):
            return {page: tuple(mark for mark, _ in pairs) for page, pairs in by_page.items()}
    return None


def _lost(place: Place, hidden: Mapping[int, Sequence[Box]]) -> bool:
    return any(place.touched(page, boxes) for page, boxes in hidden.items())


Pair = tuple[Mark, tuple[Box, ...]]


def _drawn_over(chosen: Sequence[Place], means: Means, pad: float, rng: Random) -> dict[int, list[Pair]]:
    """The marks of each page, and the boxes that they may reach into."""
    out: dict[int, list[Pair]] = {}
    for place in chosen:
        boxes = tuple(_wider(box, pad) for box in place.boxes)
        mark = _MAKERS[means](boxes, rng)
        out.setdefault(place.page, []).append((mark, _reached(mark, boxes)))
    return out


def _reached(mark: Mark, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Where the mark's ragged edge may go."""
    if isinstance(mark, Blot):
        return tuple(
            Box(b.x0 - b.height, b.y0 - 0.5 * b.height, b.x1 + b.height, b.y1 + 0.5 * b.height) for b in boxes
        )
    if isinstance(mark, Tear | LostRows):
        return tuple(_wider(b, 2.6 if isinstance(mark, Tear) else 0.0) for b in mark.hides)
    if isinstance(mark, SolidStamp):
        return tuple(Box(b.x0 - 4, b.y0 - 2, b.x1 + 4, b.y1 + 2) for b in boxes)
    return boxes


def _wider(box: Box, pad: float) -> Box:
    return Box(box.x0 - 1.5 * pad, box.y0 - pad, box.x1 + 1.5 * pad, box.y1 + pad)


def _blot(boxes: tuple[Box, ...], rng: Random) -> Mark:
    return Blot(boxes, rng.getrandbits(32))


def _marker(boxes: tuple[Box, ...], rng: Random) -> Mark:
    return MarkerBar(boxes, rng.getrandbits(32))


def _stamp(boxes: tuple[Box, ...], rng: Random) -> Mark:
    word = rng.choice(("PAID", "VOID", "RECEIVED", "COPY", "FILED"))
    return SolidStamp(boxes, word, rng.choice(_INKS), rng.getrandbits(32))


def _lost_rows(boxes: tuple[Box, ...], rng: Random) -> Mark:
    return LostRows(tuple(Box(0.0, b.y0, WIDTH, b.y1) for b in boxes), rng.getrandbits(32))


def _tear(boxes: tuple[Box, ...], rng: Random) -> Mark:
    """From the nearest edge up to the far side of the value; ink where every edge is too far away."""
    box = boxes[0]
    depths: dict[Side, float] = {"right": WIDTH - box.x0, "left": box.x1, "top": box.y1, "bottom": HEIGHT - box.y0}
    side = min(depths, key=lambda s: depths[s])
    if len(boxes) > 1 or depths[side] > _REACH:
        return _blot(boxes, rng)
    torn = {
        "right": Box(box.x0, box.y0, WIDTH, box.y1),
        "left": Box(0.0, box.y0, box.x1, box.y1),
        "top": Box(box.x0, 0.0, box.x1, box.y1),
        "bottom": Box(box.x0, box.y0, box.x1, HEIGHT),
    }
    return Tear((torn[side],), side, rng.getrandbits(32))


_MAKERS: dict[Means, Callable[[tuple[Box, ...], Random], Mark]] = {
    "blot": _blot,
    "marker": _marker,
    "tear": _tear,
    "lost rows": _lost_rows,
    "stamp": _stamp,
}
