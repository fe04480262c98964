"""What comes in the mail, and how often: the odds of a tax firm's mailroom, one place for all of them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from samples.draw import (
    CODES,
    DEFECTS,
    HELD_OUT_LAYOUTS,
    LAYOUTS,
    PRACTICE_LAYOUTS,
    DrawnNotice,
    draw_notice,
    follow_up,
    layouts_for,
)
from samples.papers import INSERTS, PAPERS, about_notice
from samples.wear import Device, pick_device
from samples.wear.destroyed import Destroyed
from samples.wear.harsh import Harsh

from .batch import Item, Paper
from .critical import FIELDS
from .formats import Format
from .handling import Handling
from .spoiling import MEANS, can_be_spoilt

WEAR_ODDS = {
    "digital": 14, "clean": 26, "fax": 16, "scanner": 22, "photo": 8, "turned": 6, "lying_layer": 4, "mixed": 4,
    "harsh": 9, "destroyed": 6,
}  # fmt: skip
_FORMS: dict[str, dict[Format, int]] = {
    "digital": {"pdf": 1},
    "clean": {"pdf": 74, "tiff-g4": 12, "tiff-lzw": 5, "tiff-jpeg": 5, "png": 4},
    "fax": {"pdf": 45, "tiff-g3": 25, "tiff-g4": 30},
    "scanner": {"pdf": 84, "tiff-jpeg": 12, "jpeg": 4},
    "photo": {"pdf": 62, "jpeg": 38},
    "turned": {"pdf": 82, "tiff-jpeg": 10, "tiff-g4": 8},
    "lying_layer": {"pdf": 1},
    "mixed": {"pdf": 1},
    "harsh fax": {"pdf": 45, "tiff-g3": 25, "tiff-g4": 30},
    "harsh photo": {"pdf": 62, "jpeg": 38},
    "harsh paper": {"pdf": 84, "tiff-jpeg": 12, "jpeg": 4},
}
# The codes that fill most envelopes come in a third of the time besides their turn among all.
COMMON = ("CP14", "CP501", "CP503", "CP504", "CP2000", "CP12", "CP21A", "CP05", "CP161", "CP49", "LT11", "CP523")
_PRINTED_DEFECTS = 0.05
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Odds:
    """What may be drawn and how it may be worn. `layouts` of each code that has one; `wears` with their weights."""

    layouts: Mapping[str, tuple[str, ...]]
    wears: Mapping[str, int]

    @classmethod
    def of(cls, layouts: Sequence[str] | None = None, wears: Sequence[str] | None = None) -> "Odds":
        """None stands for every layout neither held out nor for practice, and for every wear level at its odds.

        ValueError for unknown names, or where nothing is left to draw.
        """
        chosen = layouts if layouts is not None else [n for n in LAYOUTS if n not in HELD_OUT_LAYOUTS]
        worn = wears if wears is not None else tuple(WEAR_ODDS)
        known = {*LAYOUTS, *PRACTICE_LAYOUTS}
        if unknown := [n for n in chosen if n not in known] + [n for n in worn if n not in WEAR_ODDS]:
            raise ValueError(f"unknown layouts or wear levels: {', '.join(unknown)}")
        drawable = {code: tuple(n for n in layouts_for(code, practice=True) if n in chosen) for code in CODES}
        kept = {code: names for code, names in drawable.items() if names}
        if not kept or not worn:
            raise ValueError("no layout or no wear level to draw with")
        return cls(kept, {level: WEAR_ODDS[level] for level in worn})

    def code(self, rng: Random) -> str:
        """A code: a common one in a third of the time."""
        common = [c for c in COMMON if c in self.layouts]
        return rng.choice(common if common and rng.random() < 0.33 else tuple(self.layouts))

    def contradicting(self, rng: Random, sample_id: str) -> DrawnNotice:
        """A notice that prints a critical value differently in two places."""
        for _ in range(_TRIES):
            code = self.code(rng)
            with suppress(ValueError):  # not every code and layout can carry it
                layout = rng.choice(self.layouts[code])
                return draw_notice(rng, code=code, layout=layout, defects=("places_disagree",), sample_id=sample_id)
        return self.draw(rng, sample_id)

    def draw(self, rng: Random, sample_id: str, code: str | None = None) -> DrawnNotice:
        """A notice in one of the layouts; one in twenty contradicts itself."""
        picked = code or self.code(rng)
        layout = rng.choice(self.layouts[picked])
        if rng.random() < _PRINTED_DEFECTS:
            defect = rng.choice(DEFECTS)
            with suppress(ValueError):  # not every code and layout can carry every contradiction
                return draw_notice(rng, code=picked, layout=layout, defects=(defect,), sample_id=sample_id)
        return draw_notice(rng, code=picked, layout=layout, sample_id=sample_id)

    def follow(self, rng: Random, earlier: DrawnNotice, sample_id: str) -> DrawnNotice | None:
        """The next notice of the series; None where the series ends or none of the layouts can draw it."""
        names = sorted({name for names in self.layouts.values() for name in names})
        rng.shuffle(names)
        for name in names:
            with suppress(ValueError):
                return follow_up(rng, earlier, layout=name, sample_id=sample_id)
        return None

    def device(
        self, rng: Random, seen: Mapping[str, int], *, avoid: Sequence[str] = (), donor: DrawnNotice | None = None
    ) -> Device:
        """A device of a level that is not to be avoided, if there is one.

        `seen` counts the notices of each level so far: what is behind its share comes sooner, since one batch can
        hold a third of the mail.
        """
        allowed = {w: n for w, n in self.wears.items() if w not in avoid} or self.wears
        per_notice = sum(allowed.values()) / (sum(seen.values()) + 12)
        weights = [max(0.15, share / per_notice - seen.get(w, 0)) for w, share in allowed.items()]
        level = rng.choices(tuple(allowed), weights)[0]
        severity = round(rng.triangular(0.0, 1.0, 0.3), 2)
        day = datetime(2016, 1, 4, 9) + timedelta(days=rng.randrange(3500), minutes=rng.randrange(480))
        words = (donor.pdf, 1) if donor else None
        return pick_device(level, rng, severity, day=day, donor=words)


def form_for(device: Device, pages: int, rng: Random) -> Format:
    """A file format that the device's pages fit in; JPEG and PNG hold one page."""
    odds = {form: n for form, n in _FORMS[way_of(device)].items() if pages == 1 or form not in ("jpeg", "png")}
    return rng.choices(tuple(odds), tuple(odds.values()))[0]


def way_of(device: Device) -> str:
    """Which way into a file the device's pages take: what a destroyed sheet went through, which harsh kind it is."""
    if isinstance(device, Destroyed):
        return device.inner.level
    return f"harsh {device.kind}" if isinstance(device, Harsh) else device.level


def handling_for(drawn: DrawnNotice, device: Device, backs: str, rng: Random) -> Handling:
    """What goes wrong with a notice: nothing in six of seven, something for sure where it is to be destroyed."""
    if device.level == "destroyed":
        return _destroyed(drawn, backs, rng)
    pages = drawn.truth.pages_printed
    dice = rng.random()
    spare = [p for p in range(2, pages + 1) if all(a.page != p for a in drawn.truth.amounts)]
    if dice < 0.03 and spare:
        return Handling(backs=backs, missing=rng.choice(spare))
    if device.level in ("photo", "clean", "scanner", "harsh") and dice < 0.06 and pages > 1:
        return Handling(backs="none", first_page_only=True)
    if dice < 0.09 and pages > 2:
        return Handling(backs=backs, order=rng.choice(("shuffled", "shuffled", "backwards")))
    if dice < 0.115:
        return Handling(backs=backs, twice=rng.randint(1, pages))
    if dice < 0.14 and device.level not in ("digital", "mixed", "turned", "lying_layer"):
        return Handling(backs=backs, upended=rng.randint(1, pages))
    if dice < 0.155 and device.level not in ("digital", "mixed", "lying_layer"):
        field = rng.choice(FIELDS)
        if can_be_spoilt(drawn, field, everywhere=True):
            return Handling(backs=backs, illegible=field)
    return Handling(backs=backs)


def _destroyed(drawn: DrawnNotice, backs: str, rng: Random) -> Handling:
    """A value spoilt in one place or in all; nothing more where the notice contradicts itself in print."""
    if set(drawn.truth.defects) & set(DEFECTS):
        return Handling(backs=backs)
    means = rng.choice(MEANS)
    for everywhere in rng.sample((True, False), 2):
        for field in rng.sample(FIELDS, len(FIELDS)):
            if can_be_spoilt(drawn, field, everywhere=everywhere):
                backs = "none" if means == "tear" else backs  # the hole would show behind as well
                if everywhere:
                    return Handling(backs=backs, illegible=field, means=means)
                return Handling(backs=backs, spoilt=field, means=means)
    return Handling(backs=backs)


def company_for(drawn: DrawnNotice, device: Device, rng: Random) -> tuple[list[Paper], list[Paper]]:
    """Papers before and behind a notice: the client's letter or fax cover, leaflets that came with it."""
    about = about_notice(drawn.truth, rng)
    before: list[Paper] = []
    if device.level == "fax" and rng.random() < 0.3:
        before.append(Paper("fax cover sheet", about))
    elif rng.random() < 0.09:
        before.append(Paper(rng.choice(tuple(PAPERS)), about))
    behind = [Paper(kind, about) for kind in INSERTS if rng.random() < 0.045]
    return before, behind


def stack_of(drawn: DrawnNotice, device: Device, backs: str, rng: Random) -> list[Item | Paper]:
    """The notice between the papers that came with it."""
    before, behind = company_for(drawn, device, rng)
    return [*before, Item(drawn, handling_for(drawn, device, backs, rng)), *behind]
