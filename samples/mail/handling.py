"""One notice from the drawing board to a pile of worn pages, with everything that went wrong on the way."""

from dataclasses import dataclass, replace
from random import Random

from samples.draw import DrawnNotice
from samples.wear import Device, Sheet
from samples.wear.marks import Mark
from samples.wear.page import turned
from schemas.ledger import PageFate
from schemas.truth import TruthNotice

from .desk import Desk, came_in
from .leaf import Leaf, Pile
from .spoiling import Marks, Means, Spoiling, spoilt_marks


@dataclass(frozen=True, slots=True)
class Handling:
    """What happens to a notice. `marks`: the desk may stamp, fold and punch it.

    backs: "duplex" (pages on both sides, a blank back only at an odd end), "blank" (a blank back behind every page)
    or "none" (backs are not scanned). order: "as printed", "shuffled", "backwards". missing: a printed page number
    that is lost. first_page_only: somebody thought the rest did not matter. twice: one that is scanned twice.
    upended: one that lies on its head. illegible: a critical field (`critical.FIELDS`) that is spoilt wherever it is
    printed; spoilt: one that is spoilt in one place and legible in another; means: by what.
    """

    marks: bool = True
    backs: str = "none"
    order: str = "as printed"
    missing: int = 0
    first_page_only: bool = False
    twice: int = 0
    upended: int = 0
    illegible: str = ""
    spoilt: str = ""
    means: Means = "blot"

    def spoiling(self, severity: float) -> Spoiling | None:
        """What is spoilt, `severity` 0..1 hard; None where nothing is."""
        field = self.illegible or self.spoilt
        return Spoiling(field, bool(self.illegible), self.means, severity) if field else None


PLAIN = Handling()


def handled(drawn: DrawnNotice, device: Device, handling: Handling, rng: Random, feed: int = 1) -> Pile:
    """The notice as a pile of leaves; `feed` is the number of its first sheet in the batch.

    ValueError where the handling spoils what can't be spoilt (`spoiling.can_be_spoilt` tells).
    """
    desk = Desk.pick(came_in(drawn.truth, rng), device.level, device.severity, rng)
    desk = desk.sparing([Sheet((drawn.pdf, page)) for page in drawn.truth.pages])
    how = handling.spoiling(device.severity)
    hand = _Hand(drawn, device, handling, rng, desk, spoilt_marks(drawn, how, rng) if how else {})
    leaves: list[Leaf] = []
    for printed in hand.order():
        leaves += hand.leaves_of(printed, feed + len(leaves))
    return Pile(tuple(leaves), (_told(drawn.truth, handling, device, leaves),))


@dataclass(frozen=True, slots=True)
class _Hand:
    """One notice being fed into one device."""

    drawn: DrawnNotice
    device: Device
    handling: Handling
    rng: Random
    desk: Desk
    spoilt: Marks

    def order(self) -> list[int]:
        last = 1 if self.handling.first_page_only else self.drawn.truth.pages_printed
        pages = [p for p in range(1, last + 1) if p != self.handling.missing]
        if self.handling.order == "backwards":
            return pages[::-1]
        if self.handling.order == "shuffled" and len(pages) > 1:
            mixed = pages[:]
            while mixed == pages:
                self.rng.shuffle(mixed)
            return mixed
        return pages

    def leaves_of(self, printed: int, feed: int) -> list[Leaf]:
        """The leaf of one printed page, its second scan and its blank back where there are such."""
        truth, device, handling = self.drawn.truth, self.device, self.handling
        sheet = self.sheet(printed, feed)
        worn = device.scan(sheet, self.rng)
        said = " ".join(mark.name for mark in sheet.marks)
        leaf = Leaf(worn, PageFate.NOTICE, device.level, truth.sample_id, printed, said)
        leaves = [_upended(leaf) if printed == handling.upended else leaf]
        if printed == handling.twice:
            again = device.scan(replace(sheet, feed=feed + 1), self.rng)
            leaves.append(replace(leaf, page=again, fate=PageFate.DUPLICATE, note="the same page again"))
        odd_end = printed == truth.pages_printed and printed % 2 == 1
        if handling.backs == "blank" or (handling.backs == "duplex" and odd_end):
            leaves.append(blank_back((self.drawn.pdf, printed), device, self.rng, feed + len(leaves)))
        return leaves

    def sheet(self, printed: int, feed: int) -> Sheet:
        """The sheet with what is behind it (page 2 behind page 1 of a duplex print) and the marks of the desk."""
        other = printed + 1 if printed % 2 else printed - 1
        behind = self.handling.backs != "blank" and other <= self.drawn.truth.pages_printed
        sheet = Sheet((self.drawn.pdf, printed), (self.drawn.pdf, other) if behind else None, feed=feed)
        marks: tuple[Mark, ...] = ()
        if self.handling.marks and self.device.level not in ("digital", "mixed"):
            on_back = self.handling.backs == "duplex" and printed % 2 == 0
            marks = self.desk.marks(sheet, printed == 1, on_back, self.rng)
        return replace(sheet, marks=(*marks, *self.spoilt.get(printed, ())))


def blank_back(front: tuple[bytes, int] | None, device: Device, rng: Random, feed: int = 1) -> Leaf:
    """The empty side of a sheet, with whatever shows through."""
    return Leaf(device.scan(Sheet(None, front, feed=feed), rng), PageFate.BLANK, device.level, note="blank back")


def _upended(leaf: Leaf) -> Leaf:
    if leaf.page.raster is None:
        return replace(leaf, page=replace(leaf.page, rotate=180))
    return replace(leaf, page=replace(leaf.page, raster=turned(leaf.page.raster, 180), layer=()).noted("on its head"))


def _told(truth: TruthNotice, handling: Handling, device: Device, leaves: list[Leaf]) -> TruthNotice:
    """The truth after the handling: what was done to it on purpose."""
    printed = [leaf.printed for leaf in leaves if leaf.fate is PageFate.NOTICE]
    defects = list(truth.defects)
    if len(printed) < truth.pages_printed:
        defects.append("missing_page")
    if printed != sorted(printed):
        defects.append("pages_out_of_order")
    defects += [f"illegible:{handling.illegible}"] if handling.illegible else []
    defects += [f"spoilt_once:{handling.spoilt}"] if handling.spoilt else []
    defects += ["page_twice"] if handling.twice else []
    defects += ["page_upended"] if handling.upended else []
    forbidden = truth.accept_forbidden or "missing_page" in defects or bool(handling.illegible)
    return truth.model_copy(
        update={
            "wear": device.level,
            "severity": round(device.severity, 2),
            "defects": tuple(defects),
            "accept_forbidden": forbidden,
        }
    )
