"""A scan over a text layer that says something else: what was made by a bad OCR, or left over from another file."""

import re
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from samples.pixels import LayerWord, words

from .clean import Clean
from .device import Device
from .page import WornPage
from .scanner import Scanner
from .sheet import Sheet

Lie = Literal["altered", "other", "garbled"]
_MIXUPS = {"0": "O", "1": "l", "5": "S", "8": "B", "l": "1", "O": "0", "m": "rn", "e": "c", "S": "5", ",": "."}


@dataclass(frozen=True, slots=True)
class LyingLayer:
    """The page of `inner` with a text layer below it.

    lie: "altered" changes digits of codes, dates and amounts, the same figure always in the same way, so that the
    layer agrees with itself; "other" takes the words of `donor` (a PDF and a page); "garbled" is a bad reading.
    shown: the text is painted and then covered by the picture, instead of being invisible.
    """

    inner: Device
    lie: Lie
    shown: bool
    seed: int
    donor: tuple[bytes, int] | None = None
    level: str = "lying_layer"

    @property
    def severity(self) -> float:
        return self.inner.severity

    @classmethod
    def pick(cls, rng: Random, severity: float, donor: tuple[bytes, int] | None = None) -> "LyingLayer":
        inner: Device = Scanner.pick(rng, severity) if rng.random() < 0.3 else Clean.pick(rng, severity)
        lies: tuple[Lie, ...] = (
            ("altered", "altered", "garbled") if donor is None else ("altered", "other", "garbled")
        )
        return cls(inner, rng.choice(lies), rng.random() < 0.35, rng.getrandbits(32), donor)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        worn = self.inner.scan(sheet, rng)
        if self.lie == "other" and self.donor is not None:
            layer = words(*self.donor)
        elif self.lie == "altered":
            layer = tuple(replace(w, text=altered(w.text, self.seed)) for w in sheet.legible_words())
        else:
            layer = tuple(garbled(w, rng) for w in sheet.legible_words())
        return replace(worn, layer=layer, layer_shown=self.shown).noted(f"{self.lie} layer")


def altered(word: str, seed: int) -> str:
    """`word` with one or two of its digits changed; the same word and seed give the same lie.

    Lone digits stay, and years change in their last digit only: a lie that looks wrong at once tests nothing.
    """
    bare = word.strip("$.,():")
    places = [i for i, c in enumerate(word) if c.isdigit()]
    if re.fullmatch(r"(19|20)\d\d", bare):
        places = places[-1:]
    rng = Random(f"{seed}/{bare}")
    if len(bare) < 2 or not places or rng.random() < 0.25:
        return word
    letters = list(word)
    for place in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
        letters[place] = str((int(letters[place]) + rng.randint(1, 8)) % 10)
    return "".join(letters)


def garbled(word: LayerWord, rng: Random) -> LayerWord:
    """The word as a poor reader would have it."""
    text = "".join(_MIXUPS.get(c, c) if rng.random() < 0.25 else c for c in word.text)
    return replace(word, text=text)


@dataclass(frozen=True, slots=True)
class Searchable:
    """The page of `inner` above a true text layer, as a good scanner's software makes it."""

    inner: Device

    @property
    def level(self) -> str:
        return self.inner.level

    @property
    def severity(self) -> float:
        return self.inner.severity

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        worn = self.inner.scan(sheet, rng)
        return replace(worn, layer=sheet.legible_words()).noted("true text layer")
