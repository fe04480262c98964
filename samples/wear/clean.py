"""A good office scanner: 300 dpi, straight, in gray, color or black and white."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from PIL import Image

from .device import between
from .grain import add_noise, bilevel, blur, generator, ragged, tinted
from .page import WornPage, encode_g4, encode_jpeg
from .sheet import PaperLook, Sheet, is_colored, paper

Mode = Literal["gray", "color", "bilevel"]


@dataclass(frozen=True, slots=True)
class Clean:
    """Up to a third of a degree of skew, a little noise, JPEG of good quality or G4."""

    mode: Mode = "gray"
    dpi: int = 300
    severity: float = 0.0
    quality: int = 80
    level: str = "clean"

    @classmethod
    def pick(cls, rng: Random, severity: float) -> "Clean":
        mode: Mode = rng.choices(("gray", "color", "bilevel"), (35, 20, 45))[0]
        return cls(mode, severity=severity, quality=round(between(88, 68, severity)))

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        gen = generator(rng)
        look = PaperLook(
            ink=(22, 22, 26),
            paper=(252, 252, 248),
            through=between(0.0, 0.03, self.severity),
            color=self.mode == "color" and is_colored(sheet),
        )
        picture = paper(sheet, self.dpi, look)
        angle = rng.uniform(-1, 1) * between(0.03, 0.35, self.severity)
        picture = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor="white")
        dpi = (float(self.dpi), float(self.dpi))
        if self.mode == "bilevel":
            picture = ragged(blur(picture, 0.5), 0.5, gen)
            return WornPage(encode_g4(bilevel(picture, 150), dpi), notes=(f"{self.dpi} dpi bilevel",))
        picture = add_noise(blur(picture, 0.55), between(0.6, 2.0, self.severity), gen)
        if self.mode == "color" and picture.mode == "L":
            picture = tinted(picture, (0, 0, 4), (255, 255, 251))
        return WornPage(encode_jpeg(picture, dpi, self.quality), notes=(f"{self.dpi} dpi {self.mode}",))
