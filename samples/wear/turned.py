"""A scan that lies on its side or on its head."""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from .clean import Clean
from .device import Device
from .page import WornPage, turned
from .scanner import Scanner
from .sheet import Sheet

Way = Literal["picture", "flag", "healed"]


@dataclass(frozen=True, slots=True)
class Turned:
    """Every page of `inner` turned clockwise by `quarter` degrees; 0 takes another turn for each page.

    way: "picture" turns the pixels, "flag" leaves them and sets /Rotate, "healed" does both so that the page is
    shown upright although its pixels are not.
    """

    inner: Device
    quarter: int
    way: Way = "picture"
    level: str = "turned"

    @property
    def severity(self) -> float:
        return self.inner.severity

    @classmethod
    def pick(cls, rng: Random, severity: float) -> "Turned":
        inner: Device = Scanner.pick(rng, severity) if severity > 0.7 else Clean.pick(rng, severity)
        way: Way = rng.choices(("picture", "flag", "healed"), (60, 28, 12))[0]
        return cls(inner, rng.choice((0, 90, 180, 180, 270)), way)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        worn = self.inner.scan(sheet, rng)
        quarter = self.quarter or rng.choice((0, 90, 180, 270))
        if worn.raster is None or quarter == 0:
            return worn
        note = f"turned {quarter} ({self.way})"
        if self.way == "flag":
            return replace(worn, rotate=quarter).noted(note)
        heal = 360 - quarter if self.way == "healed" else 0
        return replace(worn, raster=turned(worn.raster, quarter), rotate=heal).noted(note)
