"""A tired office scanner: skew, dust, weak contrast, black edges, what shines through, hard JPEG."""

from dataclasses import dataclass
from random import Random
from typing import Literal

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from .device import between
from .grain import add_noise, blur, cloud, darkened, generator, tinted
from .page import WornPage, encode_jpeg
from .sheet import PaperLook, Sheet, is_colored, paper


@dataclass(frozen=True, slots=True)
class Scanner:
    """`lean` is the skew its feeder gives every page; `dust` are lines on the glass, (share of width, gray)."""

    dpi: int = 200
    mode: Literal["gray", "color"] = "gray"
    severity: float = 0.5
    lean: float = 0.0
    lid: int = 235
    dust: tuple[tuple[float, int], ...] = ()
    level: str = "scanner"

    @classmethod
    def pick(cls, rng: Random, severity: float) -> "Scanner":
        dpi = rng.choices((150, 200, 240, 300), (10 + round(20 * severity), 45, 15, 10))[0]
        dust = [
            (rng.uniform(0.05, 0.95), rng.randint(90, 190)) for _ in range(rng.randint(0, round(1 + 2 * severity)))
        ]
        return cls(
            dpi=dpi,
            mode="color" if rng.random() < 0.3 else "gray",
            severity=severity,
            lean=rng.uniform(-1, 1) * between(0.1, 1.2, severity),
            lid=rng.choices((12, 40, 205, 238), (35, 15, 20, 30))[0],
            dust=tuple(dust),
        )

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        gen = generator(rng)
        weak = between(10, 92, self.severity * rng.uniform(0.6, 1.0))
        glow = 255 - between(3, 52, self.severity * rng.uniform(0.5, 1.0))
        look = PaperLook(
            ink=(round(weak + 14), round(weak + 14), round(weak + 20)),
            paper=(round(glow), round(glow - 1), round(glow - 6)),
            through=between(0.02, 0.42, self.severity * rng.random()),
            lid=self.lid,
            color=self.mode == "color" and is_colored(sheet),
        )
        picture = paper(sheet, self.dpi, look)
        angle = max(-3.0, min(3.0, self.lean + rng.gauss(0, between(0.15, 0.9, self.severity))))
        picture = self._placed(picture, angle, rng)
        picture = darkened(picture, _lamp(picture.size, self.severity, gen))
        picture = self._dusty(picture)
        picture = blur(picture, between(0.45, 1.2, self.severity) * self.dpi / 250)
        picture = add_noise(picture, between(1.5, 8.5, self.severity), gen)
        if self.mode == "color" and picture.mode == "L":
            picture = tinted(picture, (0, 0, 5), (255, 254, 248))
        quality = round(between(62, 28, self.severity))
        dpi = (float(self.dpi), float(self.dpi))
        note = f"{self.dpi} dpi {self.mode} skew {angle:+.1f} q{quality}"
        return WornPage(encode_jpeg(picture, dpi, quality), notes=(note,))

    def _placed(self, picture: Image.Image, angle: float, rng: Random) -> Image.Image:
        """The sheet turned and shifted a little on the glass; beyond its edge the lid is seen."""
        lid: int | tuple[int, int, int] = self.lid if picture.mode == "L" else (self.lid,) * 3
        reach = between(0.01, 0.06, self.severity) * self.dpi
        shift = (round(rng.uniform(-reach, reach)), round(rng.uniform(-reach, reach)))
        turned = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=lid, translate=shift)
        if self.lid < 128 and rng.random() < self.severity:
            pen = ImageDraw.Draw(turned)
            width = round(rng.uniform(0.03, 0.14) * self.dpi)
            left = rng.random() < 0.5
            x = 0 if left else turned.width - width
            pen.rectangle((x, 0, x + width, turned.height), fill=lid)
        return turned

    def _dusty(self, picture: Image.Image) -> Image.Image:
        """Dust on the glass of a feeder draws a line down every page."""
        if not self.dust:
            return picture
        strip = Image.new("L", (picture.width, 1), 255)
        for share, gray in self.dust:
            x = round(share * picture.width)
            strip.putpixel((x, 0), gray)
            if gray < 130:
                strip.putpixel((min(x + 1, picture.width - 1), 0), 210)
        return ImageChops.multiply(
            picture, strip.resize(picture.size, Image.Resampling.NEAREST).convert(picture.mode)
        )


def _lamp(size: tuple[int, int], severity: float, gen: np.random.Generator) -> Image.Image:
    """Light that is weaker in places, in slow waves."""
    small = (max(2, size[0] // 16), max(2, size[1] // 16))
    wave = cloud(small, 3, gen)
    loss = between(4, 36, severity)
    return wave.point([round(255 - loss * (1 - v / 255)) for v in range(256)])
