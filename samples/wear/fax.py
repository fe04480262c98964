"""A fax: 200 dpi, black and white, G4, with the sender's line on top, speckle and lost lines."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

import numpy as np
from PIL import Image

from .device import between
from .grain import Pixels, add_noise, bilevel, blur, from_pixels, generator
from .lettering import line_mask
from .page import WornPage, encode_g4
from .sheet import PaperLook, Sheet, paper

GRIDS = ((200.0, 200.0), (204.0, 196.0), (204.0, 98.0))


@dataclass(frozen=True, slots=True)
class Fax:
    """`grid`: dots per inch across and down. `banner`: the sender's line, with "{page}" for the page number."""

    grid: tuple[float, float] = GRIDS[0]
    severity: float = 0.3
    banner: str = ""
    level: str = "fax"

    @classmethod
    def pick(cls, rng: Random, severity: float, sent: datetime | None = None) -> "Fax":
        """The coarse grid (204 x 98) only where the wear is to be harsh: it costs a human effort as well."""
        grids = GRIDS[:2] if severity < 0.85 else GRIDS
        banner = banner_of(rng, sent) if rng.random() < 0.75 else ""
        return cls(rng.choice(grids), severity, banner)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        gen = generator(rng)
        picture = paper(sheet, 204, PaperLook(through=between(0.0, 0.16, self.severity) * rng.random()))
        angle = rng.uniform(-1, 1) * between(0.1, 1.2, self.severity)
        picture = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
        picture = add_noise(blur(picture, between(0.35, 0.75, self.severity)), between(4, 26, self.severity), gen)
        across, down = self.grid
        size = (round(picture.width * across / 204), round(picture.height * down / 204))
        picture = picture.resize(size, Image.Resampling.BILINEAR)
        picture = bilevel(picture, round(150 + rng.uniform(-30, 22) * self.severity)).convert("L")
        if self.banner:
            picture = self.headed(picture, sheet.feed, self.banner, self.grid)
        pixels = np.array(picture)
        _speckle(pixels, between(0.00003, 0.0016, self.severity * self.severity), gen)
        pixels = _lost_lines(pixels, self.severity, rng)
        worn = encode_g4(bilevel(from_pixels(pixels), 128), self.grid)
        return WornPage(worn, notes=(f"{across:g}x{down:g} dpi",))

    @staticmethod
    def headed(picture: Image.Image, feed: int, banner: str, grid: tuple[float, float]) -> Image.Image:
        """The line is printed by the receiver on the top edge, so it stands straight whatever the page does."""
        mask = line_mask(banner.format(page=f"{feed:03d}"), "Courier-Bold", 8.5, grid[0])
        mask = mask.resize((mask.width, max(6, round(mask.height * grid[1] / grid[0]))))
        out = picture.copy()
        out.paste(0, (round(0.35 * grid[0]), round(0.06 * grid[1])), bilevel(mask, 120).convert("L"))
        return out


def banner_of(rng: Random, sent: datetime | None) -> str:
    """A sender's line, with "{page}" for the page number."""
    when = sent or datetime(2019, 1, 1 + rng.randrange(28), rng.randrange(8, 18), rng.randrange(60))
    number = f"({rng.randint(201, 989)}) 555-01{rng.randrange(100):02d}"
    sender = rng.choice(("OFFICE SVCS", "HOLLIS TAX GROUP", "FRONT DESK", "COPY CENTER 114", ""))
    return rng.choice(
        (
            f"{when:%m/%d/%Y %H:%M}  {number:<18} {sender:<18} PAGE {{page}}",
            f"FROM: {sender or number}   {when:%b %d %Y %I:%M%p}   P.{{page}}",
            f"{when:%d-%b-%y %H:%M}   FAX {number}   #{rng.randrange(1000):03d} P{{page}}",
        )
    )


def _speckle(pixels: Pixels, share: float, gen: np.random.Generator) -> None:
    """Black specks of one to six dots, and white ones in the print."""
    height, width = pixels.shape
    for black, count in ((True, round(height * width * share)), (False, round(height * width * share * 0.6))):
        rows, cols = gen.integers(0, height - 3, count), gen.integers(0, width - 3, count)
        sizes = gen.integers(0, 10, count)
        value = np.uint8(0 if black else 255)
        pixels[rows, cols] = value
        for step, least in (((0, 1), 5), ((1, 0), 7), ((1, 1), 8), ((0, 2), 9)):
            some = sizes >= least
            pixels[rows[some] + step[0], cols[some] + step[1]] = value


def _lost_lines(pixels: Pixels, severity: float, rng: Random) -> Pixels:
    """Lines that did not arrive: the receiver repeats the one before, and now and then leaves a black run."""
    height, width = pixels.shape
    out = pixels.copy()
    for _ in range(rng.randint(0, round(10 * severity * severity))):
        row = rng.randrange(60, height - 4)
        for step in range(rng.randint(1, 3)):
            out[row + step] = out[row - 1]
    if rng.random() < severity - 0.35:
        row, start = rng.randrange(height // 8, height - 4), rng.randrange(width)
        out[row, start : start + rng.randrange(width // 8, width)] = 0
    return out
