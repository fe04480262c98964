"""Harsh wear: hard to read for a machine, readable for a careful person."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Literal

from .abuse import abused
from .device import Device, between
from .page import WornPage
from .photo import UNKNOWN_DAY, Photo
from .refax import Refax
from .scanner import Scanner
from .sheet import Sheet

HarshKind = Literal["fax", "photo", "paper"]
HARSH_KINDS: tuple[HarshKind, ...] = ("fax", "photo", "paper")
_FRAME = (1110, 1440)  # some 120 dots per inch


@dataclass(frozen=True, slots=True)
class Harsh:
    """`inner` at its worst. kind: "fax" (a fax of a fax), "photo" (a bad one of a crumpled sheet) or "paper" (an
    abused sheet through a tired scanner)."""

    inner: Device
    kind: HarshKind
    severity: float = 0.5
    level: str = "harsh"

    @classmethod
    def pick(
        cls, rng: Random, severity: float, day: datetime | None = None, kind: HarshKind | None = None
    ) -> "Harsh":
        chosen: HarshKind = rng.choice(HARSH_KINDS) if kind is None else kind
        if chosen == "fax":
            return cls(Refax.pick(rng, severity, day), chosen, severity)
        if chosen == "photo":
            return cls(_photo(rng, severity, day), chosen, severity)
        return cls(_scanner(rng, severity), chosen, severity)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        if self.kind == "paper" and sheet.front:
            sheet = replace(sheet, marks=(*sheet.marks, *abused(sheet, self.severity, rng)))
        return self.inner.scan(sheet, rng).noted(f"harsh {self.kind}")


def _photo(rng: Random, severity: float, day: datetime | None) -> Photo:
    return Photo(
        _FRAME,
        between(0.4, 0.75, severity),
        rng.random() < 0.3,
        day or UNKNOWN_DAY,
        crumple=between(0.3, 1.0, severity),
        motion=between(0.8, 2.2, severity),
    )


def _scanner(rng: Random, severity: float) -> Scanner:
    inner = Scanner.pick(rng, between(0.2, 0.6, severity))
    return replace(inner, dpi=rng.choice((150, 200)), mode="color" if rng.random() < 0.5 else "gray")
