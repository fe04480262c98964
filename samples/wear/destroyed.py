"""The device below a spoilt sheet. What is spoilt is done to the paper before (`samples.mail.spoiling`)."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from .clean import Clean
from .device import Device
from .fax import Fax
from .page import WornPage
from .photo import Photo
from .scanner import Scanner
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Destroyed:
    """`inner` wears the page half as hard as `severity`, which is how far the spoiling goes beyond its value."""

    inner: Device
    severity: float = 0.3
    level: str = "destroyed"

    @classmethod
    def pick(cls, rng: Random, severity: float, day: datetime | None = None) -> "Destroyed":
        half = severity / 2
        way = rng.choices(("clean", "scanner", "fax", "photo"), (40, 30, 20, 10))[0]
        if way == "fax":
            return cls(Fax.pick(rng, half, day), severity)
        if way == "photo":
            return cls(Photo.pick(rng, half, day), severity)
        return cls(Clean.pick(rng, half) if way == "clean" else Scanner.pick(rng, half), severity)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        return self.inner.scan(sheet, rng)
