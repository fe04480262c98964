"""A fax of a fax: coarse dots that are twice as tall as wide, two senders' lines, lines that did not arrive."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

import numpy as np
from PIL import Image

from .device import between
from .fax import Fax, banner_of
from .grain import Pixels, add_noise, bilevel, blur, from_pixels, generator
from .page import WornPage, encode_g4
from .sheet import Sheet

GRID = (204.0, 98.0)


@dataclass(frozen=True, slots=True)
class Refax:
    """`first` is the fax that was received, printed and sent on; `banner` the second sender's line."""

    first: Fax
    severity: float = 0.5
    banner: str = ""
    streaks: tuple[float, ...] = ()  # shares of the width where a dead sensor draws a white line
    level: str = "fax"

    @classmethod
    def pick(cls, rng: Random, severity: float, sent: datetime | None = None) -> "Refax":
        first = Fax((204.0, 196.0), between(0.15, 0.5, severity), banner_of(rng, sent))
        streaks = tuple(rng.uniform(0.04, 0.96) for _ in range(rng.randint(0, round(2 * severity))))
        return cls(first, severity, banner_of(rng, sent), streaks)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        gen = generator(rng)
        once = self.first.scan(sheet, rng)
        assert once.raster
        page = once.raster.open().convert("L")
        page = page.rotate(rng.uniform(-1, 1) * between(0.1, 0.8, self.severity), fillcolor=255)
        page = add_noise(blur(page, between(0.5, 0.8, self.severity)), between(4, 20, self.severity), gen)
        page = _below_the_line(page).resize((round(8.5 * GRID[0]), round(11 * GRID[1])), Image.Resampling.BOX)
        pixels = np.array(bilevel(page, round(186 + rng.uniform(-12, 14))).convert("L"))
        pixels = self._dropped(pixels, rng)
        if self.banner:
            pixels = np.array(self.first.headed(from_pixels(pixels), sheet.feed, self.banner, GRID))
        return WornPage(
            encode_g4(bilevel(from_pixels(pixels), 128), GRID),
            notes=(f"fax of a fax {GRID[0]:g}x{GRID[1]:g} dpi",),
        )

    def _dropped(self, pixels: Pixels, rng: Random) -> Pixels:
        """Rows lost in part, rows repeated, columns of a dead sensor. Seldom two rows of one line of print."""
        height, width = pixels.shape
        out = pixels.copy()
        row = 20
        while row < height - 4:
            row += rng.randint(round(between(40, 12, self.severity)), round(between(140, 34, self.severity)))
            if row >= height - 4:
                break
            start, length = rng.randrange(-width // 3, width), rng.randrange(width // 5, width)
            stretch = slice(max(0, start), max(0, min(width, start + length)))
            out[row, stretch] = 255 if rng.random() < 0.35 else pixels[row - 1, stretch]
        for _ in range(round(between(40, 420, self.severity))):
            row, start = rng.randrange(height - 1), rng.randrange(width - 12)
            out[row, start : start + rng.randint(3, 11)] = 255 if rng.random() < 0.7 else 0
        for share in self.streaks:
            column = round(share * width)
            out[:, column : column + 2] = 255
        if rng.random() < 0.5 * self.severity:
            out[rng.randrange(height // 8, height), :] = 0
        return out


def _below_the_line(page: Image.Image) -> Image.Image:
    """The page a little smaller and lower, so that the second sender's line does not cover the first."""
    out = Image.new("L", page.size, 255)
    small = page.resize((round(page.width * 0.97), round(page.height * 0.97)), Image.Resampling.BILINEAR)
    out.paste(small, (round(page.width * 0.015), round(page.height * 0.022)))
    return out
